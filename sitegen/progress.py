"""How far a build is. The command line shows it; a build only tells."""

from __future__ import annotations

from typing import Protocol


class Progress(Protocol):
    """Listens to a build."""

    def stage(self, name: str, total: int) -> None:
        """A stage begins: `name` is one of `STAGES`, `total` its number of steps, 0 when unknown."""

    def advance(self, steps: int = 1) -> None:
        """Some steps of the stage are done."""


STAGES = ("read", "plan", "render", "search", "write")


class Silent:
    """Tells nobody."""

    def stage(self, name: str, total: int) -> None:
        """Does nothing."""

    def advance(self, steps: int = 1) -> None:
        """Does nothing."""
