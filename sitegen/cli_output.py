"""What the commands print in common: problems, and how far the work has come."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

import click

from sitegen.progress import Silent

# Everything else is imported where it is used: `sitegen --version` answers at once.
if TYPE_CHECKING:
    from rich.progress import Progress as Bars
    from rich.progress import TaskID

    from sitegen.diagnostics import Diagnostic
    from sitegen.progress import Progress

Value = TypeVar("Value")

_STAGE_LABELS = {
    "read": "Reading content",
    "plan": "Planning pages",
    "documents": "Writing documents for search",
    "render": "Rendering pages",
    "images": "Making pictures",
    "search": "Indexing for search",
    "write": "Writing files",
    "links": "Asking other sites",
}


@contextmanager
def problems_end_the_run(root: Path, result: str = "") -> Iterator[None]:
    """Shows the problems that stop the work, and ends with exit code 1."""
    from sitegen.diagnostics import ProblemsError
    from sitegen.report import count_text

    try:
        yield
    except ProblemsError as problems:
        print_diagnostics(problems.diagnostics, root)
        click.echo(f"Stopped: {count_text(problems.diagnostics)}. {result}".rstrip(), err=True)
        sys.exit(1)


def kept_until_exit(value: Value) -> Value:
    """The value, which the process holds until it ends: to free it would be a waste of time."""
    kept = click.get_current_context().obj
    if isinstance(kept, list):
        kept.append(value)
    return value


def check_packages(command: str, names: Sequence[str]) -> None:
    """Ends with exit code 2 when packages are missing that only some commands need."""
    from importlib.util import find_spec

    missing = [name for name in names if find_spec(name) is None]
    if missing:
        message = f"{command} needs further packages ({', '.join(missing)} and others)."
        raise click.UsageError(f"{message} Run: pip install 'sitegen[import]'")


def print_diagnostics(diagnostics: Iterable[Diagnostic], root: Path) -> None:
    """Each with the lines around it, on standard error."""
    from sitegen.report import diagnostic_text, without_commands

    for diagnostic in diagnostics:
        text = diagnostic_text(diagnostic, root)
        # What a contributor wrote is no command to the runner that reads this log.
        shown = without_commands(text) if os.environ.get("GITHUB_ACTIONS") else text
        first, _, rest = shown.partition("\n")
        colour = "red" if diagnostic.severity == "error" else "yellow"
        click.echo(click.style(first, fg=colour), err=True)
        click.echo(f"{rest}\n", err=True)


@contextmanager
def progress_shown() -> Iterator[Progress]:
    """Bars on a terminal, else nothing but a line for each stage."""
    if not sys.stderr.isatty():
        yield _Lines()
        return
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, TextColumn, TimeElapsedColumn
    from rich.progress import Progress as Bars

    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
    with Bars(*columns, console=Console(stderr=True), transient=True) as bars:
        yield _Bars(bars)


class _Lines(Silent):
    """Progress for logs."""

    def stage(self, name: str, total: int) -> None:
        amount = f" ({total})" if total else ""
        click.echo(f"{_STAGE_LABELS[name]}{amount}", err=True)

    def advance(self, steps: int = 1) -> None:
        """Logs do not count."""


class _Bars(Silent):
    """Progress for terminals."""

    def __init__(self, bars: Bars) -> None:
        self._bars = bars
        self._task: TaskID | None = None

    def stage(self, name: str, total: int) -> None:
        self._finish()
        self._task = self._bars.add_task(_STAGE_LABELS[name], total=total or None)

    def advance(self, steps: int = 1) -> None:
        if self._task is not None:
            self._bars.advance(self._task, steps)

    def _finish(self) -> None:
        if self._task is not None:
            self._bars.update(self._task, total=1, completed=1)
