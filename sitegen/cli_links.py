"""What `sitegen check --links` does. Like `cli.py`, it prints."""

from __future__ import annotations

import datetime as dt
import sys
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import click

from sitegen.cli_output import check_packages, progress_shown

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sitegen.diagnostics import Diagnostic

# Packages that only commands which ask the web need; see `import` in pyproject.toml.
_EXTRA = ("httpx", "httpcore", "protego")


def check_links_and_exit(
    *,
    is_wanted: Callable[[str], bool],
    days: float | None,
    archives: bool,
    strict: bool,
    tell: Callable[[Sequence[Diagnostic], Sequence[str]], None],
) -> None:
    """Checks the links to other sites; ends with exit code 1 when some are dead, 130 after Ctrl-C, else 0.

    is_wanted: whether a file of the archive is asked about
    days: how long a good answer is believed; None for the usual time
    archives: asks the Wayback Machine for copies of what is dead
    strict: counts what has moved like what is dead
    tell: prints the problems, and lines that say more
    """
    check_packages("sitegen check --links", _EXTRA)
    from sitegen.contribute.external_links.checking import LinksRequest, check_links
    from sitegen.contribute.external_links.content_links import read_links
    from sitegen.contribute.external_links.link_memory import MAX_AGE
    from sitegen.contribute.external_links.link_report import link_report

    root = Path.cwd()
    max_age = MAX_AGE if days is None else dt.timedelta(days=days)
    request = LinksRequest(root=root, max_age=max_age, find_copies=archives)
    with progress_shown() as progress:
        content = read_links(root)
        links = [link for link in content.links if is_wanted(link.path)]
        checked = check_links(request, links, progress)
    report = link_report(root, links, checked, content.rules)
    unread = [path for path in content.unread if is_wanted(path)]
    tell(report.diagnostics, (*report.summary, *_unread_lines(unread)))
    if checked.is_stopped:
        click.echo("Stopped. Run the same command again: it goes on from here.", err=True)
        sys.exit(130)
    sys.exit(1 if report.has_dead or (strict and report.diagnostics) else 0)


def _unread_lines(unread: Sequence[str]) -> Sequence[str]:
    if not unread:
        return ()
    files = "1 file has" if len(unread) == 1 else f"{len(unread)} files have"
    return (f"{files} mistakes, and their links were not read. Run: sitegen check {unread[0]}",)
