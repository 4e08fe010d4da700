"""Requests that a host does not mind: allowed by its robots.txt, one at a time, with a rest after each."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http import HTTPStatus
from typing import Literal

import httpx

from sitegen.contribute.importing.addresses import Resolver, resolve
from sitegen.contribute.importing.guarded_network import RefusedAddressError
from sitegen.contribute.importing.hosts import MAX_ROBOTS_BYTES, HostTurns, Robots
from sitegen.contribute.importing.source_values import SourceError
from sitegen.contribute.importing.web_client import (
    PAGES,
    Answer,
    FetchError,
    Limits,
    StoppedError,
    UnknownHostError,
    WebClient,
    origin,
)

MAX_REDIRECTS = 5


class RobotsError(FetchError):
    """The host's robots.txt does not let us read an address, or cannot be read itself."""


class PoliteClient:
    """Asks servers, each when it is free. May be used by several threads.

    delay: seconds between two requests to a host; its robots.txt may ask for more
    allow_private: lets addresses of one's own network be read, and all ports
    stopped: when it is set, what is under way ends with `StoppedError`
    accept: the kinds of content that are asked for
    """

    def __init__(
        self,
        *,
        stopped: threading.Event,
        delay: float = 1.0,
        allow_private: bool = False,
        resolver: Resolver = resolve,
        limits: Limits | None = None,
        accept: str = PAGES,
    ) -> None:
        self._delay = delay
        self._limits = limits or Limits()
        self._client = WebClient(
            resolver=resolver,
            allow_private=allow_private,
            limits=self._limits,
            stopped=stopped,
            accept=accept,
        )
        self._turns = HostTurns(stopped)
        self._robots = Robots(self._robots_file)
        self.checked = self._client.checked
        self.location = self._client.location

    def get(
        self, url: httpx.URL, *, most: int | None = None, method: Literal["GET", "HEAD"] = "GET"
    ) -> Answer:
        """The answer to one request; a redirect is not followed.

        url: checked
        most: bytes that a page may have; None means the limit for pages, and 0 reads no body

        Raises `RobotsError`, `FetchError` of other kinds and `StoppedError`.
        """
        with _as_fetch_errors():
            rules = self._robots.rules(origin(url))
            is_allowed = rules.allow(str(url))
        if not is_allowed:
            raise RobotsError(rules.refusal or "The host's robots.txt does not allow it")
        return self.get_offered(url, most=most, method=method, delay=rules.delay)

    def get_offered(
        self,
        url: httpx.URL,
        *,
        most: int | None = None,
        method: Literal["GET", "HEAD"] = "GET",
        delay: float = 0.0,
    ) -> Answer:
        """The same for an address that is offered to programs, without asking its host's robots.txt."""
        size = self._limits.page_bytes if most is None else most
        with _as_fetch_errors(), self._turns.turn(url.host, rest=max(self._delay, delay)):
            return self._client.get(url, most=size, method=method)

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
        except UnknownHostError:
            return HTTPStatus.NOT_FOUND, b""  # nobody's rules; the page itself will not be found either
        except (FetchError, SourceError) as error:
            return 0, str(error).encode()
        return HTTPStatus.NOT_FOUND, b""


@contextmanager
def _as_fetch_errors() -> Iterator[None]:
    try:
        yield
    except (FetchError, StoppedError):
        raise
    except (SourceError, RefusedAddressError) as error:
        raise FetchError(str(error)) from None
    except Exception as error:  # whatever a server sends, it must not end the batch
        raise FetchError(f"It cannot be read: {type(error).__name__}: {str(error)[:200]}") from None
