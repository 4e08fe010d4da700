"""The command `sitegen check`. Like `cli.py`, it prints."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from sitegen.cli_output import print_diagnostics, problems_end_the_run, progress_shown


@click.command(name="check")
@click.argument("paths", nargs=-1, type=click.Path(exists=True, path_type=Path), metavar="[PATH]...")
@click.option("--strict", is_flag=True, help="Count warnings as errors.")
def check_command(*, paths: tuple[Path, ...], strict: bool) -> None:
    """Check the content as a build does, and publish nothing.

    With PATHs, show only what is about these files or folders.
    """
    from sitegen.build import BuildRequest
    from sitegen.build import check as check_site
    from sitegen.diagnostics import has_errors
    from sitegen.report import count_text

    root = Path.cwd()
    with problems_end_the_run(root), progress_shown() as progress:
        found = check_site(BuildRequest(root=root, output=root / "public"), progress)
    shown = [diagnostic for diagnostic in found if _is_about(diagnostic.path, paths, root)]
    print_diagnostics(shown, root)
    click.echo(f"Checked: {count_text(shown)}.")
    sys.exit(1 if has_errors(shown, strict=strict) else 0)


def _is_about(path: str, wanted: tuple[Path, ...], root: Path) -> bool:
    place = (root / path).resolve()
    return not wanted or any(place == w.resolve() or w.resolve() in place.parents for w in wanted)
