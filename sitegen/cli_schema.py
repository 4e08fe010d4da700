"""The command `sitegen schema`. Like `cli.py`, it prints."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from sitegen.cli_output import problems_end_the_run

# Everything else is imported where it is used: `sitegen --version` answers at once.
if TYPE_CHECKING:
    from sitegen.contribute.schemas.writing import EditorFiles


@click.command(name="schema")
@click.option("--check", is_flag=True, help="Write nothing; exit with 1 when a file is out of date.")
def schema_command(*, check: bool) -> None:
    """Write JSON Schemas and editor settings, for completion and hints.

    Run it again after a change of site.yaml's keys or of the registers: editors then offer the new names.
    """
    from sitegen.contribute.schemas.writing import SchemaError, editor_files, write_editor_files
    from sitegen.read.site_config import read_site_config

    root = Path.cwd()
    with problems_end_the_run(root):
        read_site_config(root)
        try:
            found = editor_files(root) if check else write_editor_files(root)
        except SchemaError as error:
            raise click.UsageError(str(error)) from None
    _print(found, check=check)
    sys.exit(1 if check and (found.stale or found.by_hand) else 0)


def _print(found: EditorFiles, *, check: bool) -> None:
    for path in found.stale:
        click.echo(f"{'Out of date' if check else 'Wrote'}: {path}")
    for path, settings in found.by_hand.items():
        click.echo(f"\n{path} has comments, which merging would lose. Add this to it by hand:", err=True)
        click.echo(json.dumps(settings, ensure_ascii=False, indent=2), err=True)
    if not found.stale and not found.by_hand:
        click.echo(f"All {found.current} files for editors are up to date.")
    elif check and found.stale:
        click.echo("Run `sitegen schema`, and commit what it writes.")
