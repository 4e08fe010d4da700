"""Work for several hosts at once, of each host one piece at a time."""

from __future__ import annotations

import queue
import threading
from collections.abc import Callable, Generator, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import TypeVar

import httpx

from sitegen.contribute.importing.web_client import StoppedError

Result = TypeVar("Result")

MAX_HOSTS_AT_ONCE = 8
# Results that wait to be taken: each may be a page of 20 MB.
_MAX_WAITING = 8


def results_by_host(
    urls: Iterable[str], work: Callable[[Sequence[str]], Iterator[Result]], stopped: threading.Event
) -> Generator[Result, None, None]:
    """What `work` gives for the URLs of each host, as it comes: one result for each URL.

    A generator that is closed early sets `stopped`, at which `work` raises `StoppedError`. Raises what else
    `work` raises.
    """
    groups = _by_host(urls)
    waiting: queue.SimpleQueue[list[str]] = queue.SimpleQueue()
    for group in groups:
        waiting.put(group)
    results: queue.Queue[Result | _Failure] = queue.Queue(_MAX_WAITING)

    def run() -> None:
        while not stopped.is_set():
            try:
                for result in work(waiting.get_nowait()):
                    _hand_over(results, result, stopped)
            except (queue.Empty, StoppedError):
                return
            except Exception as error:  # else the one who takes the results would wait for ever
                _hand_over(results, _Failure(error), stopped)

    for _ in range(min(MAX_HOSTS_AT_ONCE, len(groups))):
        # Daemons: a name server that does not answer must not keep the program from ending.
        threading.Thread(target=run, daemon=True).start()
    try:
        for _ in range(sum(map(len, groups))):
            result = results.get()
            if isinstance(result, _Failure):
                raise result.error
            yield result
    finally:
        stopped.set()


@dataclass(frozen=True, slots=True)
class _Failure:
    error: Exception


def _hand_over(
    results: queue.Queue[Result | _Failure], result: Result | _Failure, stopped: threading.Event
) -> None:
    while not stopped.is_set():
        try:
            results.put(result, timeout=0.2)
        except queue.Full:
            continue
        return
    raise StoppedError


def _by_host(urls: Iterable[str]) -> list[list[str]]:
    groups: dict[str, list[str]] = {}
    for url in urls:
        try:
            host = httpx.URL(url).host
        except (httpx.InvalidURL, ValueError, TypeError):
            host = ""
        groups.setdefault(host, []).append(url)
    return list(groups.values())
