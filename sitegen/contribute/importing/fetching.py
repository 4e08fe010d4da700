"""Pages from the web: politely, and without being led into the archivist's own network."""

from __future__ import annotations

import threading
from collections.abc import Iterable, Iterator, Sequence
from http import HTTPStatus

import httpx

from sitegen.contribute.importing.addresses import Resolver, resolve
from sitegen.contribute.importing.host_workers import results_by_host
from sitegen.contribute.importing.media_types import HTML_TYPES, charset_of, media_type
from sitegen.contribute.importing.polite_client import MAX_REDIRECTS, PoliteClient
from sitegen.contribute.importing.provenance import of_page
from sitegen.contribute.importing.values import RawPage
from sitegen.contribute.importing.web_client import USER_AGENT, Answer, FetchError, Limits, StoppedError

__all__ = ["USER_AGENT", "FetchError", "Fetcher", "Limits"]

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
        self._stopped = threading.Event()
        self._client = PoliteClient(
            stopped=self._stopped,
            delay=delay,
            allow_private=allow_private,
            resolver=resolver,
            limits=limits,
        )

    def fetch(self, urls: Iterable[str]) -> Iterator[_Result]:
        """Each URL with its page, or why there is none, in the order in which they come.

        A generator that is closed early stops what is under way. One runs at a time.
        """
        self._stopped.clear()
        yield from results_by_host(urls, self._pages, self._stopped)

    def _pages(self, urls: Sequence[str]) -> Iterator[_Result]:
        for url in urls:
            yield url, self._page_or_error(url)

    def _page_or_error(self, url: str) -> RawPage | FetchError:
        try:
            final, answer = self._followed(self._client.checked(url))
            return self._raw_page(url, str(final), answer)
        except FetchError as error:
            return error
        except StoppedError:
            raise
        except Exception as error:  # whatever a page holds, it must not end the batch
            return FetchError(f"It cannot be read: {type(error).__name__}: {str(error)[:200]}")

    def _followed(self, url: httpx.URL) -> tuple[httpx.URL, Answer]:
        """The answer at the end of redirects; each step is checked as the first one."""
        for _ in range(MAX_REDIRECTS + 1):
            answer = self._client.get(url)
            following = self._client.location(url, answer)
            if following is None:
                return url, answer
            url = following
        raise FetchError(f"It redirects more than {MAX_REDIRECTS} times")

    def _raw_page(self, name: str, url: str, answer: Answer) -> RawPage:
        if answer.status != HTTPStatus.OK:
            raise FetchError(f"The server answers {status_text(answer.status)}")
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


def status_text(code: int) -> str:
    """Such as `404 Not Found`."""
    try:
        return f"{code} {HTTPStatus(code).phrase}"
    except ValueError:
        return str(code)
