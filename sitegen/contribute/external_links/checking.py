"""Checks the links of an archive to other sites, and remembers what it learnt."""

from __future__ import annotations

import datetime as dt
import threading
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from sitegen.contribute.external_links.archived_copies import AVAILABILITY_API, find_copy, is_archived_copy
from sitegen.contribute.external_links.link_memory import MAX_AGE, is_fresh, read_memory, write_memory
from sitegen.contribute.external_links.link_prober import Finding, probe
from sitegen.contribute.external_links.values import ExternalLink, LinkCheck
from sitegen.contribute.importing.addresses import Resolver, resolve
from sitegen.contribute.importing.host_workers import results_by_host
from sitegen.contribute.importing.polite_client import PoliteClient
from sitegen.contribute.importing.web_client import ANYTHING, Limits
from sitegen.interrupts import interrupt_held
from sitegen.progress import Progress, Silent

# A kill loses what so many checks gave, at most.
_WRITTEN = 50
_LIMITS = Limits(connect=10.0, read=20.0, total=30.0)


def utc_now() -> dt.datetime:
    """The moment, with its time zone."""
    return dt.datetime.now(dt.UTC)


@dataclass(frozen=True, slots=True, kw_only=True)
class LinksRequest:
    """How to check links.

    root: the archive's folder
    max_age: how long a good answer is believed
    find_copies: asks the Wayback Machine for copies of what is dead
    delay: seconds between two requests to a host
    allow_private, resolver, api: for servers of one's own
    now: the clock
    """

    root: Path
    max_age: dt.timedelta = MAX_AGE
    find_copies: bool = False
    delay: float = 1.0
    allow_private: bool = False
    resolver: Resolver = resolve
    api: str = AVAILABILITY_API
    now: Callable[[], dt.datetime] = utc_now


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckedLinks:
    """What is known of the addresses that an archive links to.

    checks: the last check of each address, by its URL; those that could not be checked are missing
    asked: number of addresses that were asked this time
    copies: archived copies that were found, by URL
    is_stopped: True when Ctrl-C ended the run
    """

    checks: Mapping[str, LinkCheck]
    asked: int
    copies: Mapping[str, str]
    is_stopped: bool = False


def check_links(
    request: LinksRequest, links: Sequence[ExternalLink], progress: Progress | None = None
) -> CheckedLinks:
    """Asks for every address of which nothing fresh is known. Ctrl-C keeps what was learnt until then.

    Raises `OSError` when the memory cannot be written.
    """
    run = _Run(request, progress or Silent())
    try:
        run.ask(links)
        if request.find_copies:
            run.look_for_copies(links)
    except KeyboardInterrupt:
        run.is_stopped = True
    finally:
        with interrupt_held():
            write_memory(request.root, run.checks)
    return CheckedLinks(checks=run.checks, asked=run.asked, copies=run.copies, is_stopped=run.is_stopped)


class _Run:
    """One run: what it knows, and what it learns."""

    def __init__(self, request: LinksRequest, progress: Progress) -> None:
        self._request = request
        self._progress = progress
        self._stopped = threading.Event()
        self._client = PoliteClient(
            stopped=self._stopped,
            delay=request.delay,
            allow_private=request.allow_private,
            resolver=request.resolver,
            limits=_LIMITS,
            accept=ANYTHING,
        )
        self.checks = read_memory(request.root, request.now())
        self.asked = 0
        self.copies: dict[str, str] = {}
        self.is_stopped = False

    def ask(self, links: Sequence[ExternalLink]) -> None:
        """Asks for addresses, and remembers the answers."""
        urls = self._due({link.address for link in links})
        self._progress.stage("links", len(urls))
        with closing(results_by_host(urls, self._findings, self._stopped)) as results:
            for url, finding in results:
                if finding is not None:
                    self._learn(url, finding)
                self._progress.advance()

    def _learn(self, url: str, finding: Finding) -> None:
        self.checks[url] = self._check(finding, self.checks.get(url))
        self.asked += 1
        if self.asked % _WRITTEN == 0:
            write_memory(self._request.root, self.checks)

    def _due(self, urls: Iterable[str]) -> list[str]:
        """The addresses of which nothing fresh is known: first those that were never asked, or long ago."""
        now, max_age = self._request.now(), self._request.max_age
        known = {url: self.checks[url] for url in urls if url in self.checks}
        due = [url for url in urls if url not in known or not is_fresh(known[url], now, max_age)]
        never = dt.datetime.min.replace(tzinfo=dt.UTC)
        return sorted(due, key=lambda url: (known[url].checked if url in known else never, url))

    def look_for_copies(self, links: Sequence[ExternalLink]) -> None:
        """Asks the Wayback Machine for copies of dead pages of which no copy is named."""
        self._stopped.clear()
        for link in links:
            check = self.checks.get(link.address)
            is_wanted = check and check.is_dead and not link.archive_url and not is_archived_copy(link.url)
            if is_wanted and link.url not in self.copies:
                self.copies[link.url] = find_copy(self._client, link.url, link.date, api=self._request.api)

    def _findings(self, urls: Sequence[str]) -> Iterator[tuple[str, Finding | None]]:
        """What the addresses of one host give; None for those after which it asked for rest."""
        is_resting = False
        for url in urls:
            finding = None if is_resting else probe(self._client, url)
            is_resting = is_resting or (finding is not None and finding.asks_for_rest)
            yield url, finding

    def _check(self, finding: Finding, before: LinkCheck | None) -> LinkCheck:
        now = self._request.now()
        gone_since = before.gone_since if before and finding.outcome != "ok" else None
        if finding.outcome == "gone":
            gone_since = gone_since or now
        return LinkCheck(
            outcome=finding.outcome,
            reason=finding.reason,
            moved_to=finding.moved_to,
            checked=now,
            gone_since=gone_since,
        )
