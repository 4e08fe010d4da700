"""Where the time of a build went: taken down always, shown when someone asks."""

from __future__ import annotations

import heapq
from collections.abc import Iterable, Iterator
from operator import attrgetter
from time import perf_counter

import msgspec

from sitegen.progress import Progress

# So many of the slowest pages and files are kept.
_SLOWEST = 10


class Timed(msgspec.Struct, frozen=True, kw_only=True):
    """Something that took time.

    name: of a stage, or the path of a page or a file
    """

    name: str
    seconds: float


class TemplateTime(msgspec.Struct, frozen=True, kw_only=True):
    """The pages of one template.

    name: empty for pages that have none, such as robots.txt
    pages: number of those that were looked at
    rendered: number of those that were rendered; the others turned out to be as they were
    seconds: for their views, rendering and writing, of all workers together
    """

    name: str
    pages: int
    rendered: int
    seconds: float


class ShardTime(msgspec.Struct, frozen=True, kw_only=True):
    """A part of the search index that was built anew.

    first, last: days of its oldest and newest article, `YYYY-MM-DD`; empty for what all parts share
    articles: number of them
    seconds: that Pagefind took, beside others
    """

    first: str
    last: str
    articles: int
    seconds: float


class PageTimes(msgspec.Struct, frozen=True, kw_only=True):
    """The pages that were looked at: by template, and the slowest, slowest first."""

    templates: tuple[TemplateTime, ...] = ()
    slowest: tuple[Timed, ...] = ()


class FileTimes(msgspec.Struct, frozen=True, kw_only=True):
    """The files that were parsed.

    count, seconds: of all, of all workers together
    slowest: slowest first
    """

    count: int = 0
    seconds: float = 0.0
    slowest: tuple[Timed, ...] = ()


class BuildProfile(msgspec.Struct, frozen=True, kw_only=True):
    """Where the time of a build went.

    stages: in their order; one ends when the next begins
    shards: slowest first
    """

    stages: tuple[Timed, ...] = ()
    files: FileTimes = msgspec.field(default_factory=FileTimes)
    pages: PageTimes = msgspec.field(default_factory=PageTimes)
    shards: tuple[ShardTime, ...] = ()


class Clock:
    """A listener to a build that takes the time of its stages, and passes all on to another listener.

    The first stage, `look`, is what a build does before it announces any.
    """

    def __init__(self, listener: Progress) -> None:
        self._listener = listener
        self._began = [("look", perf_counter())]

    def stage(self, name: str, total: int) -> None:
        """Ends a stage, and begins another."""
        self._began.append((name, perf_counter()))
        self._listener.stage(name, total)

    def advance(self, steps: int = 1) -> None:
        """Passes it on."""
        self._listener.advance(steps)

    def is_cancelled(self) -> bool:
        """What the other says."""
        return self._listener.is_cancelled()

    def stages(self) -> tuple[Timed, ...]:
        """The stages up to now."""
        ends = [*(start for _, start in self._began[1:]), perf_counter()]
        return tuple(
            Timed(name=name, seconds=end - start)
            for (name, start), end in zip(self._began, ends, strict=True)
        )


class Slowest:
    """The slowest of many, without keeping the others."""

    def __init__(self) -> None:
        self._heap: list[tuple[float, str]] = []

    def add(self, name: str, seconds: float) -> None:
        """Takes note of one."""
        if len(self._heap) < _SLOWEST:
            heapq.heappush(self._heap, (seconds, name))
        else:
            heapq.heappushpop(self._heap, (seconds, name))

    def __iter__(self) -> Iterator[Timed]:
        """Slowest first."""
        return (Timed(name=name, seconds=seconds) for seconds, name in sorted(self._heap, reverse=True))


class PageClock:
    """Adds up the times of pages."""

    def __init__(self) -> None:
        self._templates: dict[str, tuple[int, int, float]] = {}
        self._slowest = Slowest()

    def add(self, url: str, template: str, seconds: float, *, rendered: bool) -> None:
        """Takes note of a page."""
        pages, before, total = self._templates.get(template, (0, 0, 0.0))
        self._templates[template] = (pages + 1, before + rendered, total + seconds)
        self._slowest.add(url, seconds)

    def times(self) -> PageTimes:
        """Of all pages up to now."""
        templates = (
            TemplateTime(name=name, pages=pages, rendered=rendered, seconds=seconds)
            for name, (pages, rendered, seconds) in self._templates.items()
        )
        return PageTimes(templates=_slowest_first(templates), slowest=tuple(self._slowest))


class FileClock:
    """Adds up the times of files that are parsed."""

    def __init__(self) -> None:
        self._count, self._seconds = 0, 0.0
        self._slowest = Slowest()

    def add(self, path: str, seconds: float) -> None:
        """Takes note of a file."""
        self._count += 1
        self._seconds += seconds
        self._slowest.add(path, seconds)

    def times(self) -> FileTimes:
        """Of all files up to now."""
        return FileTimes(count=self._count, seconds=self._seconds, slowest=tuple(self._slowest))


def _slowest_first(templates: Iterable[TemplateTime]) -> tuple[TemplateTime, ...]:
    return tuple(sorted(templates, key=attrgetter("seconds"), reverse=True))
