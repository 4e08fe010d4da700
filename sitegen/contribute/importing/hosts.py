"""Politeness: one request per host at a time, with a rest after it, and what its robots.txt allows."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from protego import Protego

from sitegen.contribute.importing.web_client import StoppedError

# The name by which robots.txt calls us.
AGENT = "sitegen"
# RFC 9309, section 2.5: crawlers read at least 500 kibibytes.
MAX_ROBOTS_BYTES = 500 * 1024
MAX_CRAWL_DELAY = 30.0

# From a robots.txt's URL to its status and text, or to 0 and the reason why it cannot be read.
RobotsReader = Callable[[str], tuple[int, bytes]]


@dataclass(slots=True)
class _Turn:
    lock: threading.Lock
    free_at: float = 0.0


class HostTurns:
    """Whose turn it is at which host. May be used by several threads."""

    def __init__(self, stopped: threading.Event) -> None:
        self._stopped = stopped
        self._guard = threading.Lock()
        self._turns: dict[str, _Turn] = {}

    @contextmanager
    def turn(self, host: str, *, rest: float = 0.0) -> Iterator[None]:
        """Waits until the host is free; after the request it is not, for `rest` seconds.

        Raises `StoppedError` when `stopped` is set meanwhile.
        """
        with self._guard:
            turn = self._turns.setdefault(host, _Turn(threading.Lock()))
        with turn.lock:
            if self._stopped.wait(max(0.0, turn.free_at - time.monotonic())):
                raise StoppedError
            try:
                yield
            finally:
                turn.free_at = time.monotonic() + rest


@dataclass(frozen=True, slots=True, kw_only=True)
class Rules:
    """What a robots.txt says to us.

    refusal: why nothing may be read; else empty
    text: the parsed file; None when there is none, and all is allowed
    """

    refusal: str = ""
    text: Protego | None = None

    def allow(self, url: str) -> bool:
        """True when the URL may be read."""
        return not self.refusal and (self.text is None or bool(self.text.can_fetch(url, AGENT)))

    @property
    def delay(self) -> float:
        """Seconds between two requests that the host asks for, within reason."""
        asked = self.text.crawl_delay(AGENT) if self.text else None
        return min(max(asked or 0.0, 0.0), MAX_CRAWL_DELAY)


class Robots:
    """The robots.txt of each origin, read once. May be used by several threads."""

    def __init__(self, read: RobotsReader) -> None:
        self._read = read
        self._guard = threading.Lock()
        self._locks: dict[str, threading.Lock] = {}
        self._rules: dict[str, Rules] = {}

    def rules(self, origin: str) -> Rules:
        """The rules of an origin such as `https://courier.example`.

        RFC 9309, section 2.3.1: without the file (4xx) all is allowed, and nothing when the server fails
        (5xx) or cannot be reached.
        """
        with self._guard:
            lock = self._locks.setdefault(origin, threading.Lock())
        with lock:
            if origin not in self._rules:
                self._rules[origin] = _parsed(*self._read(f"{origin}/robots.txt"))
            return self._rules[origin]


def _parsed(status: int, data: bytes) -> Rules:
    text = data[:MAX_ROBOTS_BYTES].decode("utf-8", "replace").removeprefix("\ufeff")
    if status == 200:
        return Rules(text=Protego.parse(text))
    if 300 <= status < 500:
        return Rules()
    said = f"the server answers {status}" if status else text[:1].lower() + text[1:]
    return Rules(refusal=f"The host's robots.txt cannot be read, and so nothing of it may be: {said}")
