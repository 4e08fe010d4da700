"""The command `sitegen check`. Like `cli.py`, it prints."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, cast

import click

from sitegen.cli_fix import fix_files, show_diff, tell_of_fix
from sitegen.cli_links import check_links_and_exit
from sitegen.cli_output import kept_until_exit, print_diagnostics, progress_shown
from sitegen.report_formats.formats import MACHINE_FORMATS

if TYPE_CHECKING:
    from sitegen.changed_content import ChangedContent
    from sitegen.diagnostics import Diagnostic
    from sitegen.report_formats.formats import MachineFormat

_TEXT = "text"


@click.command(name="check")
@click.argument("paths", nargs=-1, type=click.Path(exists=True, path_type=Path), metavar="[PATH]...")
@click.option("--strict", is_flag=True, help="Count warnings as errors.")
@click.option(
    "--format",
    "form",
    type=click.Choice([_TEXT, *MACHINE_FORMATS]),
    default=_TEXT,
    show_default=True,
    help="How problems are written: for people, or for programs on standard output.",
)
@click.option(
    "--changed",
    "base",
    metavar="BASE",
    help="Show only what comes of changes since this Git revision, such as origin/main.",
)
@click.option("--fix", is_flag=True, help="Mend what has one right answer, then show what is left.")
@click.option("--diff", is_flag=True, help="Show what --fix would change, and change nothing.")
@click.option("--links", is_flag=True, help="Check the links to other sites, and nothing else.")
@click.option(
    "--links-max-age",
    type=click.FloatRange(min=0, max=3650),
    metavar="DAYS",
    help="With --links: how long a good answer is believed. Default: 30.",
)
@click.option("--archives", is_flag=True, help="With --links: ask the Wayback Machine for copies.")
def check_command(
    *,
    paths: tuple[Path, ...],
    strict: bool,
    form: str,
    base: str | None,
    fix: bool,
    diff: bool,
    links: bool,
    links_max_age: float | None,
    archives: bool,
) -> None:
    """Check the content as a build does, and publish nothing.

    With PATHs, show and mend only what is about these files or folders.
    """
    from sitegen.diagnostics import ProblemsError, has_errors

    if not links and (archives or links_max_age is not None):
        raise click.UsageError("--links-max-age and --archives belong to --links.")
    root = Path.cwd()
    changes = _changes(root, base) if base is not None else None

    def is_wanted(path: str) -> bool:
        return _is_about(path, paths, root) and (changes is None or path in changes.files)

    def tell_of_links(found: Sequence[Diagnostic], lines: Sequence[str]) -> None:
        _print_report(found, root, form, "Checked")
        click.echo("\n".join(lines), err=form != _TEXT)

    try:
        if links:
            check_links_and_exit(
                is_wanted=is_wanted, days=links_max_age, archives=archives, strict=strict, tell=tell_of_links
            )
        shown = _shown(root, paths, changes)
        to_mend = [problem for problem in shown if is_wanted(problem.path)]
        if diff:
            sys.exit(1 if show_diff(root, to_mend) else 0)
        if fix and fix_files(root, to_mend, err=form != _TEXT):
            shown = _shown(root, paths, changes)
    except ProblemsError as problems:
        # Nothing could be looked at: whatever was asked for, this is the answer.
        _print_report(problems.diagnostics, root, form, "Stopped")
        sys.exit(1)
    _print_report(shown, root, form, "Checked")
    if not fix and form == _TEXT:
        tell_of_fix(root, to_mend)
    sys.exit(1 if has_errors(shown, strict=strict) else 0)


def _shown(root: Path, paths: tuple[Path, ...], changes: ChangedContent | None) -> list[Diagnostic]:
    """What was asked for of all that is wrong. Raises `ProblemsError` for what stops the check itself."""
    about_paths = [diagnostic for diagnostic in _found(root) if _is_about(diagnostic.path, paths, root)]
    return list(changes.concerned(about_paths)) if changes else about_paths


def _found(root: Path) -> tuple[Diagnostic, ...]:
    """All that is wrong with the content. Raises `ProblemsError`."""
    from sitegen.checking import check
    from sitegen.session import Session

    with progress_shown() as progress:
        return check(kept_until_exit(Session(root)), progress)


def _changes(root: Path, base: str) -> ChangedContent:
    """What was changed since a revision."""
    from sitegen.changed_content import find_changes
    from sitegen.git_revision import RevisionError

    try:
        return find_changes(root, base)
    except RevisionError as error:
        raise click.UsageError(f"--changed {base}: {error}") from None


def _is_about(path: str, wanted: tuple[Path, ...], root: Path) -> bool:
    place = (root / path).resolve()
    return not wanted or any(place == w.resolve() or w.resolve() in place.parents for w in wanted)


def _print_report(shown: Sequence[Diagnostic], root: Path, form: str, outcome: str) -> None:
    """The problems, and a last line for people: where programs read, on standard error."""
    from sitegen.report import count_text

    if form == _TEXT:
        print_diagnostics(shown, root)
    else:
        from sitegen.report_formats.formats import machine_report

        click.echo(machine_report(cast("MachineFormat", form), shown, root), nl=False)
    stopped = outcome == "Stopped"
    click.echo(f"{outcome}: {count_text(shown)}.", err=form != _TEXT or stopped)
