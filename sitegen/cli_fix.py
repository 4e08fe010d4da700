"""`sitegen check --fix` and `--diff`. Like `cli.py`, it prints."""

from __future__ import annotations

from collections.abc import Collection
from pathlib import Path
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from sitegen.contribute.fixing.mending import Mended
    from sitegen.diagnostics import Diagnostic

_WIDTH = 120
# Files that are tried before --fix is recommended.
_TRIED = 20
_TRIED_BYTES = 100_000


def show_diff(root: Path, problems: Collection[Diagnostic]) -> bool:
    """Prints what --fix would change, and writes nothing. True when it would change something."""
    from sitegen.contribute.fixing.mending import mendable, unified_diff

    found = []
    for mended in mendable(root, problems):
        click.echo(unified_diff(mended), nl=False)
        found.append(mended)
    click.echo(f"Would mend {_counted(found)}." if found else _nothing(problems), err=True)
    return bool(found)


def fix_files(root: Path, problems: Collection[Diagnostic], *, err: bool) -> bool:
    """Mends what is safe, and tells of each file what was mended. True when a file was written.

    err: print to standard error, since standard output belongs to a program
    """
    from sitegen.contribute.fixing.mending import mendable, write_mended
    from sitegen.contribute.replacing import FileChangedError

    written = []
    for mended in mendable(root, problems):
        try:
            write_mended(root, mended)
        except FileChangedError:
            click.echo(f"{mended.path} changed meanwhile and was left alone. Run it again.", err=True)
        except OSError as error:
            click.echo(f"{mended.path} cannot be written: {error.strerror}. Check its permissions.", err=True)
        else:
            click.echo(click.style(mended.path, bold=True), err=err)
            for problem, note in mended.fixes:
                click.echo(f"  {problem.code} {problem.rule}: {_shown(note)}", err=err)
            written.append(mended)
    click.echo(f"Mended {_counted(written)}.\n" if written else f"{_nothing(problems)}\n", err=err)
    return bool(written)


def tell_of_fix(root: Path, problems: Collection[Diagnostic]) -> None:
    """Says that --fix would help, when it would. Of many files only the first are tried, to take no time."""
    from itertools import islice

    from sitegen.contribute.fixing.codes import MENDABLE

    with_fixes = dict.fromkeys(problem.path for problem in problems if problem.code in MENDABLE)
    first = set(islice(with_fixes, _TRIED))
    if not first:
        return
    from sitegen.contribute.fixing.mending import mendable

    concerned = [problem for problem in problems if problem.path in first]
    found = list(mendable(root, concerned, limit=_TRIED_BYTES))
    if found:
        count = sum(len(mended.fixes) for mended in found)
        few = "" if len(first) < _TRIED else "at least "
        ending = "" if count == 1 else "s"
        click.echo(f"`sitegen check --fix` can mend {few}{count} problem{ending}.", err=True)


def _nothing(problems: Collection[Diagnostic]) -> str:
    return "None of the problems can be mended safely." if problems else "There is nothing to mend."


def _counted(files: list[Mended]) -> str:
    problems = sum(len(file.fixes) for file in files)
    places = f"{len(files)} file" + ("s" if len(files) > 1 else "")
    return f"{problems} problem{'s' if problems > 1 else ''} in {places}"


def _shown(note: str) -> str:
    """A note on one line that is not too long."""
    from sitegen.report import printable

    line = printable(note.replace("\n", " "))
    return line if len(line) <= _WIDTH else f"{line[: _WIDTH - 1]}…"
