"""Shards: the search index is cut by time, so that an edit makes anew only the part of its own period.

Time is an aligned binary tree: blocks of 2ⁿ years, halves of a year, quarters, two months and one,
months, and blocks of 16, 8, 4, 2 and 1 days. A block with more documents than `ShardLimits.most` is
divided into its two halves. So borders lie at fixed days, and a new article can move only those
of the block that it is in. A day with too many is cut by order, oldest first.

The block of the newest articles, where most edits happen, is divided once more: into its newest
period and all that lies before it.
"""

from __future__ import annotations

from bisect import bisect_left
from calendar import monthrange
from collections.abc import Iterator, Sequence
from datetime import MAXYEAR

import msgspec

# A day as a number: 14 bits for the year, then half, quarter, month of the quarter (2 bits), day (5).
_DAY_BITS, _YEAR_BITS, _ALL_BITS = 5, 9, 23


class ShardLimits(msgspec.Struct, frozen=True, kw_only=True):
    """Sizes of shards, in documents.

    most: no shard has more. Pagefind needs 0.3 MB of memory and about 2.5 ms for each
    newest: the newest period has no more, unless a single day has
    reach: a reader searches the newest shards with this many first, and then as many more at a time
    """

    most: int = 1900
    newest: int = 250
    reach: int = 12_000


class Shard(msgspec.Struct, frozen=True, kw_only=True):
    """Documents that are next to each other in time.

    name: its period, and its folder: `2020-2023`, `2024-01--2024-06`, `2024-07-01--2024-07-16`;
        parts of one day are numbered: `2024-07-01.2`
    begin, end: positions of its documents in the list that was planned, `end` not included
    first, last: days of its oldest and newest document, `YYYY-MM-DD`
    """

    name: str
    begin: int
    end: int
    first: str
    last: str


class _Span(msgspec.Struct, frozen=True):
    """Days from `first` up to, not including, `stop`, with the positions of their documents."""

    first: int
    stop: int
    begin: int
    end: int

    @property
    def count(self) -> int:
        return self.end - self.begin


def plan_shards(days: Sequence[str], limits: ShardLimits) -> tuple[Shard, ...]:
    """The shards of documents, oldest first; each document is in exactly one.

    days: the day of each document, `YYYY-MM-DD`, oldest first
    """
    if not days:
        return ()
    numbers = [_number(day) for day in days]
    spans = list(_divided(_Span(0, 1 << _ALL_BITS, 0, len(days)), numbers, limits.most))
    spans[-1:] = _with_newest_apart(spans[-1], numbers, limits.newest)
    return tuple(
        Shard(name=name, begin=begin, end=end, first=days[begin], last=days[end - 1])
        for span in spans
        for name, begin, end in _parts(span, limits.most)
    )


def _divided(span: _Span, numbers: Sequence[int], most: int) -> Iterator[_Span]:
    """The blocks of a block that hold no more than `most`, or are a day; empty ones are left out."""
    if span.count <= most or span.stop - span.first == 1:
        yield span
        return
    for half in _halves(span, numbers):
        if half.count:
            yield from _divided(half, numbers, most)


def _with_newest_apart(span: _Span, numbers: Sequence[int], newest: int) -> list[_Span]:
    """The newest block in the span that is small enough, and before it the rest."""
    block = span
    while block.count > newest and block.stop - block.first > 1:
        older, newer = _halves(block, numbers)
        block = newer if newer.count else older
    if block.begin == span.begin:
        return [span]
    return [_Span(span.first, block.first, span.begin, block.begin), block]


def _halves(span: _Span, numbers: Sequence[int]) -> tuple[_Span, _Span]:
    middle = (span.first + span.stop) // 2
    cut = bisect_left(numbers, middle, span.begin, span.end)
    return _Span(span.first, middle, span.begin, cut), _Span(middle, span.stop, cut, span.end)


def _parts(span: _Span, most: int) -> Iterator[tuple[str, int, int]]:
    """Name, begin and end of a span's shards: one, unless it is a day with too many documents."""
    name = _name(span.first, span.stop - 1)
    if span.count <= most:
        yield name, span.begin, span.end
        return
    for number, begin in enumerate(range(span.begin, span.end, most), start=1):
        yield f"{name}.{number}", begin, min(begin + most, span.end)


def _number(day: str) -> int:
    year, month, day_of_month = int(day[:4]), int(day[5:7]) - 1, int(day[8:10]) - 1
    half, quarter, third = month // 6, month // 3 % 2, month % 3
    return year << _YEAR_BITS | half << 8 | quarter << 7 | third << _DAY_BITS | day_of_month


def _name(first: int, last: int) -> str:
    """A period, as closely as its ends need: years, months or days."""
    for bits, form in ((_YEAR_BITS, _year), (_DAY_BITS, _month)):
        whole = (1 << bits) - 1
        if not first & whole and last & whole == whole:
            return _range(form(first), form(last))
    return _range(_day(first), _day(last))


def _range(first: str, last: str) -> str:
    return first if first == last else f"{first}--{last}"


def _year(number: int) -> str:
    return f"{min(number >> _YEAR_BITS, MAXYEAR):04}"


def _month(number: int) -> str:
    # A quarter has places for four months; the fourth is empty and counts to the third.
    half, quarter, third = number >> 8 & 1, number >> 7 & 1, min(number >> _DAY_BITS & 3, 2)
    return f"{_year(number)}-{half * 6 + quarter * 3 + third + 1:02}"


def _day(number: int) -> str:
    month = _month(number)
    year = int(month[:4])
    # Each month has places for 32 days. The year 0, which no article has, is only a border.
    length = monthrange(max(year, 1), int(month[5:7]))[1]
    return f"{month}-{min((number & 31) + 1, length):02}"
