"""Pages from the web: politely, and without being led into the archivist's own network."""

from __future__ import annotations

import queue
import threading
from collections.abc import Iterable, Iterator
from http import HTTPStatus

import httpx

from sitegen.contribute.importing.addresses import Resolver, resolve
from sitegen.contribute.importing.guarded_network import RefusedAddressError
from sitegen.contribute.importing.hosts import MAX_ROBOTS_BYTES, HostTurns, Robots
from sitegen.contribute.importing.media_types import HTML_TYPES, charset_of, media_type
from sitegen.contribute.importing.provenance import of_page
from sitegen.contribute.importing.source_values import SourceError
from sitegen.contribute.importing.values import RawPage
from sitegen.contribute.importing.web_client import (
    USER_AGENT,
    Answer,
    FetchError,
    Limits,
    StoppedError,
    WebClient,
    origin,
)

__all__ = ["USER_AGENT", "FetchError", "Fetcher", "Limits"]

MAX_REDIRECTS = 5
MAX_HOSTS_AT_ONCE = 8
# Pages that were read and wait to be taken: each may have 20 MB.
_MAX_WAITING = 8

_Result = tuple[str, RawPage | FetchError]


class Fetcher:
    """Reads pages: several hosts at once, of each host one page at a time.

    today: YYYY-MM-DD, which pages get as `retrieved`
    delay: seconds between two requests to a host; its robots.txt may ask for more
    allow_private: lets addresses of one's own network be read, and all ports
    resolver: from a name to its addresses
    """

    def __init__(
        self,
        *,
        today: str,
        delay: float = 1.0,
        allow_private: bool = False,
        resolver: Resolver = resolve,
        limits: Limits | None = None,
    ) -> None:
        self._today = today
        self._delay = delay
        self._limits = limits or Limits()
        self._stopped = threading.Event()
        self._client = WebClient(
            resolver=resolver, allow_private=allow_private, limits=self._limits, stopped=self._stopped
        )
        self._turns = HostTurns(self._stopped)
        self._robots = Robots(self._robots_file)

    def fetch(self, urls: Iterable[str]) -> Iterator[_Result]:
        """Each URL with its page, or why there is none, in the order in which they come.

        A generator that is closed early stops what is under way. One runs at a time.
        """
        groups = _by_host(urls)
        work: queue.SimpleQueue[list[str]] = queue.SimpleQueue()
        for group in groups:
            work.put(group)
        results: queue.Queue[_Result] = queue.Queue(_MAX_WAITING)
        self._stopped.clear()
        for _ in range(min(MAX_HOSTS_AT_ONCE, len(groups))):
            # Daemons: a name server that does not answer must not keep the program from ending.
            threading.Thread(target=self._work, args=(work, results), daemon=True).start()
        try:
            for _ in range(sum(map(len, groups))):
                yield results.get()
        finally:
            self._stopped.set()

    def _work(self, work: queue.SimpleQueue[list[str]], results: queue.Queue[_Result]) -> None:
        while not self._stopped.is_set():
            try:
                group = work.get_nowait()
            except queue.Empty:
                return
            for url in group:
                try:
                    self._hand_over(results, (url, self._page_or_error(url)))
                except StoppedError:
                    return

    def _hand_over(self, results: queue.Queue[_Result], result: _Result) -> None:
        while not self._stopped.is_set():
            try:
                results.put(result, timeout=0.2)
            except queue.Full:
                continue
            return
        raise StoppedError

    def _page_or_error(self, url: str) -> RawPage | FetchError:
        try:
            final, answer = self._followed(self._client.checked(url))
            return self._raw_page(url, str(final), answer)
        except FetchError as error:
            return error
        except (SourceError, RefusedAddressError) as error:
            return FetchError(str(error))
        except StoppedError:
            raise
        except Exception as error:  # whatever a server sends, it must not end the batch
            return FetchError(f"It cannot be read: {type(error).__name__}: {str(error)[:200]}")

    def _followed(self, url: httpx.URL) -> tuple[httpx.URL, Answer]:
        """The answer at the end of redirects; each step is checked as the first one."""
        for _ in range(MAX_REDIRECTS + 1):
            rules = self._robots.rules(origin(url))
            if rules.refusal or not rules.allow(str(url)):
                raise FetchError(rules.refusal or "The host's robots.txt does not allow it")
            with self._turns.turn(url.host, rest=max(self._delay, rules.delay)):
                answer = self._client.get(url, most=self._limits.page_bytes)
            following = self._client.location(url, answer)
            if following is None:
                return url, answer
            url = following
        raise FetchError(f"It redirects more than {MAX_REDIRECTS} times")

    def _robots_file(self, address: str) -> tuple[int, bytes]:
        """Status and text of a robots.txt; too many redirects count as none (RFC 9309, 2.3.1.2).

        Status 0 and the reason, when it cannot be read.
        """
        url = httpx.URL(address)
        try:
            for _ in range(MAX_REDIRECTS + 1):
                with self._turns.turn(url.host):
                    answer = self._client.get(url, most=MAX_ROBOTS_BYTES, cut=True)
                following = self._client.location(url, answer)
                if following is None:
                    return answer.status, answer.data
                url = following
        except (FetchError, SourceError) as error:
            return 0, str(error).encode()
        return 404, b""

    def _raw_page(self, name: str, url: str, answer: Answer) -> RawPage:
        if answer.status != HTTPStatus.OK:
            raise FetchError(f"The server answers {_status(answer.status)}")
        content_type = answer.headers.get("content-type", "")
        kind = media_type(content_type)
        if kind not in HTML_TYPES and kind != "text/plain":
            raise FetchError(f"It is no page, but {kind[:80] or 'of an unknown type'}")
        if not answer.data.strip():
            raise FetchError("The page is empty")
        said = of_page(answer.data, url=url)
        return RawPage(
            name=name,
            data=answer.data,
            kind="text" if kind == "text/plain" else "html",
            charset=charset_of(content_type),
            url=said.url,
            archive_url=said.archive_url,
            retrieved=self._today,
        )


def _by_host(urls: Iterable[str]) -> list[list[str]]:
    groups: dict[str, list[str]] = {}
    for url in urls:
        try:
            host = httpx.URL(url).host
        except (httpx.InvalidURL, ValueError, TypeError):
            host = ""
        groups.setdefault(host, []).append(url)
    return list(groups.values())


def _status(code: int) -> str:
    try:
        return f"{code} {HTTPStatus(code).phrase}"
    except ValueError:
        return str(code)
