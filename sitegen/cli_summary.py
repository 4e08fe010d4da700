"""The command `sitegen summary`. Like `cli.py`, it prints."""

from __future__ import annotations

from pathlib import Path

import click


@click.command(name="summary")
@click.argument("report", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option(
    "--added",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="File that names the files which the pull request adds, line by line.",
)
@click.option("--preview", default="", metavar="URL", help="Where the site of the pull request can be seen.")
def summary_command(*, report: Path, added: Path | None, preview: str) -> None:
    """Print the comment for a pull request.

    REPORT is what `sitegen check --format json` has written, perhaps beside a stranger's content: nothing in
    it is believed or becomes markup.
    """
    from sitegen.config import normal_base_url
    from sitegen.pull_request_summary import MAX_BYTES, summary

    with report.open("rb") as stream:
        data = stream.read(MAX_BYTES + 1)
    names = added.read_text(encoding="utf-8", errors="replace").split("\n") if added else []
    try:
        base = normal_base_url(preview) if preview else ""
    except ValueError as error:
        raise click.UsageError(f"--preview {preview} {error}.") from None
    click.echo(summary(data, names, base), nl=False)
