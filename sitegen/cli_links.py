"""What `sitegen check --links` does. Like `cli.py`, it prints."""

from __future__ import annotations

import datetime as dt
import sys
from collections.abc import Callable, Iterable
from pathlib import Path

import click

from sitegen.cli_output import check_packages, print_diagnostics, problems_end_the_run, progress_shown

# Packages that only commands which ask the web need; see `import` in pyproject.toml.
_EXTRA = ("httpx", "httpcore", "protego")


def check_links_command(*, is_shown: Callable[[str], bool], days: float, archives: bool) -> None:
    """Checks the links to other sites, and ends with exit code 0, or 1 when some are dead.

    is_shown: whether a file of the archive is asked about
    days: how long a good answer is believed
    archives: asks the Wayback Machine for copies of what is dead
    """
    check_packages("sitegen check --links", _EXTRA)
    from sitegen.contribute.external_links.checking import LinksRequest, check_links
    from sitegen.contribute.external_links.content_links import read_links
    from sitegen.contribute.external_links.link_report import link_report

    root = Path.cwd()
    request = LinksRequest(root=root, max_age=dt.timedelta(days=days), find_copies=archives)
    with problems_end_the_run(root), progress_shown() as progress:
        content = read_links(root)
        links = [link for link in content.links if is_shown(link.path)]
        checked = check_links(request, links, progress)
    report = link_report(root, links, checked)
    print_diagnostics(report.diagnostics, root)
    _print_unread(path for path in content.unread if is_shown(path))
    click.echo("\n".join(report.summary))
    if checked.is_stopped:
        click.echo("Stopped. Run the same command again: it goes on from here.", err=True)
        sys.exit(130)
    sys.exit(1 if any(d.code == "W601" for d in report.diagnostics) else 0)


def _print_unread(paths: Iterable[str]) -> None:
    unread = list(paths)
    if unread:
        files = f"{len(unread)} file{'' if len(unread) == 1 else 's'}"
        click.echo(f"{files} could not be read, such as {unread[0]}. Run: sitegen check", err=True)
