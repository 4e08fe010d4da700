"""One request to the web, within limits; redirects are left to the caller."""

from __future__ import annotations

import ssl
import threading
import time
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from http import HTTPStatus
from typing import Literal

import httpcore
import httpx

from sitegen import __version__
from sitegen.contribute.importing.addresses import Resolver
from sitegen.contribute.importing.content_coding import decoded
from sitegen.contribute.importing.guarded_network import GuardedBackend, NoSuchHostError
from sitegen.contribute.importing.source_values import MAX_PAGE_BYTES

USER_AGENT = f"sitegen/{__version__}"
PORTS = frozenset({80, 443, 8000, 8008, 8080, 8443})
_REDIRECTS = frozenset({301, 302, 303, 307, 308})
# Neither cookies nor a referrer: each request stands alone.
_HEADERS = (("User-Agent", USER_AGENT), ("Accept-Encoding", "gzip, deflate"), ("Connection", "close"))
PAGES = "text/html,application/xhtml+xml,text/plain;q=0.5"
ANYTHING = "*/*"


class FetchError(ValueError):
    """A URL gave no page. The message says why, as a sentence without its full stop."""


class UnknownHostError(FetchError):
    """The name servers say that there is no such host."""


class BrokenOffError(FetchError):
    """The server was reached, and did not answer as servers do."""


class TooSlowError(FetchError):
    """The answer did not come in time."""


class StoppedError(Exception):
    """Nobody waits for the page any more."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """Seconds for connecting, for each wait for more bytes, and for all of one request; bytes of a page."""

    connect: float = 10.0
    read: float = 20.0
    total: float = 60.0
    page_bytes: int = MAX_PAGE_BYTES


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """What a server answers: headers by name in lower case, and the body of a status 200, decoded.

    The body is empty where nobody asked for it.
    """

    status: int
    headers: Mapping[str, str]
    data: bytes


class WebClient:
    """Asks servers. May be used by several threads.

    stopped: when it is set, what is under way ends with `StoppedError`
    accept: the kinds of content that are asked for
    """

    def __init__(
        self,
        *,
        resolver: Resolver,
        allow_private: bool,
        limits: Limits,
        stopped: threading.Event,
        accept: str = PAGES,
    ) -> None:
        self._resolver = resolver
        self._allow_private = allow_private
        self._limits = limits
        self._stopped = stopped
        self._headers = (*_HEADERS, ("Accept", accept))

    @cached_property
    def _tls(self) -> ssl.SSLContext:
        # Reading the authorities' certificates takes a moment, which pages without TLS need not.
        return httpx.create_ssl_context()

    def checked(self, text: str) -> httpx.URL:
        """The URL without its fragment. Raises `FetchError` for one that must not be read."""
        try:
            url = httpx.URL(text)
        except (httpx.InvalidURL, ValueError, TypeError):
            raise FetchError("This is no valid address") from None
        if url.scheme not in {"http", "https"}:
            raise FetchError("Only addresses with http and https are read")
        if url.userinfo:
            raise FetchError("Addresses with a name and a password are not read")
        if not url.host:
            raise FetchError("This is no valid address")
        if url.port not in {None, *PORTS} and not self._allow_private:
            raise FetchError(f"The port {url.port} is not one of web servers")
        return url.copy_with(fragment=None)

    def get(
        self, url: httpx.URL, *, most: int, cut: bool = False, method: Literal["GET", "HEAD"] = "GET"
    ) -> Answer:
        """The answer to one request.

        most: bytes that the body may have, compressed and not; 0 reads no body
        cut: of a larger body the beginning is taken

        Raises `FetchError`, `SourceError` (a body is unreadable), `RefusedAddressError`, `StoppedError`.
        """
        backend = GuardedBackend(
            resolver=self._resolver,
            allow_private=self._allow_private,
            deadline=time.monotonic() + self._limits.total,
        )
        try:
            with (
                httpcore.ConnectionPool(
                    ssl_context=self._tls if url.scheme == "https" else None, network_backend=backend
                ) as pool,
                pool.stream(
                    method,
                    httpcore.URL(
                        scheme=url.raw_scheme, host=url.raw_host, port=url.port, target=url.raw_path
                    ),
                    headers=[("Host", url.netloc.decode()), *self._headers],
                    extensions={"timeout": self._timeouts()},
                ) as response,
            ):
                return self._answer(response, most, cut=cut)
        except (httpcore.TimeoutException, httpcore.NetworkError, httpcore.ProtocolError) as error:
            raise _fetch_error(error) from None

    def location(self, url: httpx.URL, answer: Answer) -> httpx.URL | None:
        """Where an answer redirects to, checked as any URL, or None. Raises `FetchError`."""
        location = answer.headers.get("location", "")
        if answer.status not in _REDIRECTS or not location:
            return None
        try:
            following = str(url.join(location))
        except (httpx.InvalidURL, ValueError):
            raise FetchError("It redirects to what is no valid address") from None
        return self.checked(following)

    def _timeouts(self) -> dict[str, float]:
        limits = self._limits
        return {"connect": limits.connect, "read": limits.read, "write": limits.read}

    def _answer(self, response: httpcore.Response, most: int, *, cut: bool) -> Answer:
        headers = {
            name.decode("latin-1").lower(): value.decode("latin-1")
            for name, value in reversed(response.headers)
        }
        data = b""
        if response.status == HTTPStatus.OK and most:
            chunks = self._chunks(response)
            coding = headers.get("content-encoding", "")
            data = decoded(_beginning(chunks, most) if cut else chunks, coding, limit=most)
        return Answer(status=response.status, headers=headers, data=data)

    def _chunks(self, response: httpcore.Response) -> Iterator[bytes]:
        for chunk in response.iter_stream():
            if self._stopped.is_set():
                raise StoppedError
            yield chunk


def origin(url: httpx.URL) -> str:
    """Scheme, host and port: `https://courier.example`."""
    return f"{url.scheme}://{url.netloc.decode()}"


def _fetch_error(error: Exception) -> FetchError:
    if isinstance(error, httpcore.TimeoutException):
        return TooSlowError("It takes too long")
    message = f"It cannot be reached: {str(error)[:200] or type(error).__name__}"
    if isinstance(error, NoSuchHostError):
        return UnknownHostError(message)
    return FetchError(message) if isinstance(error, httpcore.ConnectError) else BrokenOffError(message)


def _beginning(chunks: Iterator[bytes], most: int) -> Iterator[bytes]:
    for chunk in chunks:
        yield chunk[:most]
        most -= len(chunk)
        if most <= 0:
            return
