"""What open pages have to know: which build they show, and what stopped the last one."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Collection
from contextlib import asynccontextmanager, suppress

# Longer than a request takes; files are moved into place even if one does not end.
_GATE_SECONDS = 5.0


class PreviewState:
    """Lives in the server's event loop; the rebuilding thread speaks to it through `publish_soon`.

    number: counts every word given
    build: counts good builds
    pages: paths of the pages that the last good build has changed; None when it may be any
    problems: what stopped the last build, as texts; empty when it was good
    closing: set when the server ends
    """

    def __init__(self) -> None:
        self.number = 0
        self.build = 0
        self.pages: Collection[str] | None = None
        self.problems: list[str] = []
        self._whole = asyncio.Event()
        self._whole.set()
        self._nobody = asyncio.Event()
        self._nobody.set()
        self._readers = 0
        self.closing = asyncio.Event()
        self._news = asyncio.Event()
        self._loop: asyncio.AbstractEventLoop | None = None

    def bind(self, loop: asyncio.AbstractEventLoop) -> None:
        """Names the loop in which the state lives."""
        self._loop = loop

    def publish_soon(
        self, *, changed: bool, problems: list[str], pages: Collection[str] | None = None
    ) -> None:
        """Tells of a build, from any thread.

        changed: makes open pages reload
        pages: paths of those that do; None for all
        """
        self._call(self._publish, changed, problems, pages)

    def close_gate(self) -> None:
        """From another thread: holds back new requests, and waits for those that are at work."""
        if self._loop is not None:
            with suppress(TimeoutError):
                asyncio.run_coroutine_threadsafe(self._close_gate(), self._loop).result(_GATE_SECONDS)

    def open_gate(self) -> None:
        """From another thread: lets requests through."""
        self._call(self._whole.set)

    @asynccontextmanager
    async def whole_site(self) -> AsyncIterator[None]:
        """For a request: the site on disk is whole in this context."""
        await self._whole.wait()
        self._readers += 1
        self._nobody.clear()
        try:
            yield
        finally:
            self._readers -= 1
            if not self._readers:
                self._nobody.set()

    async def _close_gate(self) -> None:
        self._whole.clear()
        await self._nobody.wait()

    def close(self) -> None:
        """Ends the waiting of open pages."""
        self.closing.set()
        self._news.set()

    async def wait_after(self, number: int) -> None:
        """Waits until something was published after `number`."""
        while self.number == number and not self.closing.is_set():
            await self._news.wait()

    def _publish(self, changed: bool, problems: list[str], pages: Collection[str] | None) -> None:
        self.number += 1
        self.build += changed
        self.pages = pages
        self.problems = problems
        news, self._news = self._news, asyncio.Event()
        news.set()

    def _call(self, function: object, *arguments: object) -> None:
        if self._loop is None:
            function(*arguments)  # type: ignore[operator]
        else:
            self._loop.call_soon_threadsafe(function, *arguments)  # type: ignore[arg-type]
