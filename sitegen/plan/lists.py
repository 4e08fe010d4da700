"""Parts of pages that list articles: groups by time, histograms, and pages counted from the oldest."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from itertools import groupby

import msgspec

from sitegen.dates import EdtfDate, decade_date, month_date, year_date
from sitegen.plan.urls import year_anchor
from sitegen.plan.views import Bar, Card, Group

# A histogram with more bars than this is drawn by decade.
MAX_YEAR_BARS = 150
# One of fewer months is drawn by month.
_MOST_MONTHS = 24


class Pages(msgspec.Struct, frozen=True):
    """A list of `total` articles, oldest first, cut into pages of `size` that stay as they are.

    Page 1 holds the oldest. The front page (number 0) holds what no full page holds: all of a short
    list, else between `size` and 2 × `size` − 1 of the newest. So a newer article changes the front
    page only, until the front page gives its oldest `size` articles to a new full page.
    """

    total: int
    size: int

    @property
    def full(self) -> int:
        """How many full pages there are behind the front page."""
        return max(0, self.total // self.size - 1)

    def page_of(self, index: int) -> int:
        """Number of the page that holds the article at an index, counted from the oldest."""
        number = index // self.size + 1
        return number if number <= self.full else 0

    def slice_of(self, number: int) -> slice:
        """The articles of a page, counted from the oldest."""
        if number == 0:
            return slice(self.full * self.size, self.total)
        return slice((number - 1) * self.size, number * self.size)

    def newer(self, number: int) -> int | None:
        """The next newer page; None on the front page."""
        if number == 0:
            return None
        return number + 1 if number < self.full else 0

    def older(self, number: int) -> int | None:
        """The next older page; None on the last."""
        last = self.full if number == 0 else number - 1
        return last or None


class Calendar:
    """Positions of articles by time, oldest first, as are the times themselves.

    years, months: by year, and by year and month
    days: by day, `YYYY-MM-DD`
    calendar_days: by the day in all years, `MM-DD`, in the order of the calendar
    """

    def __init__(self, dates: Iterable[EdtfDate]) -> None:
        self.years: dict[int, list[int]] = defaultdict(list)
        self.months: dict[tuple[int, int], list[int]] = defaultdict(list)
        self.days: dict[str, list[int]] = defaultdict(list)
        for position, date in enumerate(dates):
            year, month = date.year, date.month
            self.years[year].append(position)
            if month:
                self.months[year, month].append(position)
            if date.day:
                self.days[date.start].append(position)
        calendar_days: dict[str, list[int]] = defaultdict(list)
        for day, positions in self.days.items():
            calendar_days[day[5:]].extend(positions)
        self.calendar_days = dict(sorted(calendar_days.items()))


def groups_by_year(cards: Iterable[Card]) -> tuple[Group, ...]:
    """Cards, newest first, under their years."""
    return tuple(
        Group(date=year_date(year), anchor=year_anchor(year), url="", count=len(found), cards=found)
        for year, found in ((year, tuple(run)) for year, run in groupby(cards, lambda c: c.date.year))
    )


def make_bar(date: EdtfDate, count: int, tallest: int, url: str) -> Bar:
    """A bar; that of one article among thousands can still be seen."""
    percent = max(1, round(100 * count / tallest)) if count else 0
    return Bar(date=date, count=count, percent=percent, url=url)


def year_bars(counts: Mapping[int, int], link: Callable[[int], str]) -> tuple[Bar, ...]:
    """A histogram by year, gaps included; by decade when the years are many.

    counts: number of articles by year
    link: where the articles of a year are listed; a decade leads to its newest year
    """
    if len(counts) < 2:
        return ()
    first, last = min(counts), max(counts)
    if last - first < MAX_YEAR_BARS:
        tallest = max(counts.values())
        return tuple(
            make_bar(year_date(year), counts.get(year, 0), tallest, _url(year, counts, link))
            for year in range(first, last + 1)
        )
    decades: Counter[int] = Counter()
    for year, count in counts.items():
        decades[year // 10] += count
    newest = {year // 10: year for year in sorted(counts)}
    tallest = max(decades.values())
    return tuple(
        make_bar(
            decade_date(decade * 10),
            decades[decade],
            tallest,
            link(newest[decade]) if decade in newest else "",
        )
        for decade in range(first // 10, last // 10 + 1)
    )


def months_bars(counts: Mapping[tuple[int, int], int], link: Callable[[int], str]) -> tuple[Bar, ...]:
    """A histogram by month, gaps included, for less than two years; empty for more, and for one month.

    counts: number of articles by year and month
    link: where the articles of a year are listed
    """
    if len(counts) < 2:
        return ()
    (first_year, first), (last_year, last) = min(counts), max(counts)
    if 12 * (last_year - first_year) + last - first >= _MOST_MONTHS:
        return ()
    tallest = max(counts.values())
    months = range(12 * first_year + first - 1, 12 * last_year + last)
    return tuple(_month_bar(month // 12, month % 12 + 1, counts, tallest, link) for month in months)


def _month_bar(
    year: int, month: int, counts: Mapping[tuple[int, int], int], tallest: int, link: Callable[[int], str]
) -> Bar:
    count = counts.get((year, month), 0)
    return make_bar(month_date(year, month), count, tallest, link(year) if count else "")


def month_bars(year: int, counts: Mapping[int, int], link: Callable[[int], str]) -> tuple[Bar, ...]:
    """A histogram of a year's twelve months."""
    tallest = max(counts.values(), default=0)
    return tuple(
        make_bar(month_date(year, month), counts.get(month, 0), tallest, _url(month, counts, link))
        for month in range(1, 13)
    )


def peak_of(bars: Sequence[Bar]) -> Bar | None:
    """The bar with the most articles.

    None when several have as many, or when it has no other to be compared with.
    """
    highest = sorted((bar for bar in bars if bar.count), key=lambda bar: bar.count)[-2:]
    if len(highest) < 2 or highest[0].count == highest[1].count:
        return None
    return highest[1]


def newest_first(cards: Sequence[Card]) -> tuple[Card, ...]:
    """Cards in the order of reading."""
    return tuple(reversed(cards))


def _url(key: int, counts: Mapping[int, int], link: Callable[[int], str]) -> str:
    return link(key) if counts.get(key) else ""
