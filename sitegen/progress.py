"""How far a build is. Who listens may also end it."""

from __future__ import annotations

from typing import Protocol


class Progress(Protocol):
    """Listens to a build."""

    def stage(self, name: str, total: int) -> None:
        """A stage begins: read, plan, documents, render, images, search, write or links.

        total: its number of steps, 0 when unknown
        """

    def advance(self, steps: int = 1) -> None:
        """Some steps of the stage are done."""

    def is_cancelled(self) -> bool:
        """True when the build is to end soon without a result; asked while others work."""


class CancelledError(Exception):
    """Who listens to the build has ended it."""


class Silent:
    """Tells nobody."""

    def stage(self, name: str, total: int) -> None:
        """Does nothing."""

    def advance(self, steps: int = 1) -> None:
        """Does nothing."""

    def is_cancelled(self) -> bool:
        """Lets it go on."""
        return False
