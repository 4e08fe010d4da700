"""What open pages have to know: which build they show, and what stopped the last one."""

from __future__ import annotations

import asyncio


class PreviewState:
    """Lives in the server's event loop; the rebuilding thread speaks to it through `publish_soon`.

    number: counts every word given
    build: counts good builds
    problems: what stopped the last build, as texts; empty when it was good
    whole: clear while files are moved into place
    closing: set when the server ends
    """

    def __init__(self) -> None:
        self.number = 0
        self.build = 0
        self.problems: list[str] = []
        self.whole = asyncio.Event()
        self.whole.set()
        self.closing = asyncio.Event()
        self._news = asyncio.Event()
        self._loop: asyncio.AbstractEventLoop | None = None

    def bind(self, loop: asyncio.AbstractEventLoop) -> None:
        """Names the loop in which the state lives."""
        self._loop = loop

    def publish_soon(self, *, changed: bool, problems: list[str]) -> None:
        """Tells of a build, from any thread. `changed` makes open pages reload."""
        self._call(self._publish, changed, problems)

    def set_whole_soon(self, whole: bool) -> None:
        """Says from any thread whether the site on disk is whole."""
        self._call(self.whole.set if whole else self.whole.clear)

    def close(self) -> None:
        """Ends the waiting of open pages."""
        self.closing.set()
        self._news.set()

    async def wait_after(self, number: int) -> None:
        """Waits until something was published after `number`."""
        while self.number == number and not self.closing.is_set():
            await self._news.wait()

    def _publish(self, changed: bool, problems: list[str]) -> None:
        self.number += 1
        self.build += changed
        self.problems = problems
        news, self._news = self._news, asyncio.Event()
        news.set()

    def _call(self, function: object, *arguments: object) -> None:
        if self._loop is None:
            function(*arguments)  # type: ignore[operator]
        else:
            self._loop.call_soon_threadsafe(function, *arguments)  # type: ignore[arg-type]
