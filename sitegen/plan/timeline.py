"""The timeline: all years, each year, each month."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import partial
from itertools import groupby
from typing import TypeVar

import msgspec

from sitegen.dates import decade_date, month_date, parse_date, year_date
from sitegen.plan.context import Context
from sitegen.plan.lists import make_bar, month_bars, newest_first, peak_of, year_bars
from sitegen.plan.pages import Page
from sitegen.plan.urls import CALENDAR, TIMELINE, UNDATED, day_anchor, month_anchor, month_path, year_path
from sitegen.plan.views import (
    Bar,
    Card,
    CountedLink,
    DecadeView,
    Group,
    Link,
    MonthView,
    TimelineView,
    YearView,
)

Time = TypeVar("Time", int, str, tuple[int, int])

# Articles of a month that its year's page shows; the month's own page shows all.
_SHOWN_PER_MONTH = 10


def plan_timeline(context: Context) -> Iterator[Page]:
    """The overview, the years and the months."""
    yield Page(url=TIMELINE, template="timeline.html", make=_overview, parts=_overview_parts)
    for year in context.calendar.years:
        make, parts = partial(_year, year), partial(_year_parts, year)
        yield Page(url=year_path(year), template="year.html", make=make, parts=parts)
    for year, month in context.calendar.months:
        yield Page(
            url=month_path(year, month),
            template="month.html",
            make=partial(_month, (year, month)),
            parts=partial(_month_parts, (year, month)),
        )


def year_counts_bars(context: Context) -> tuple[Bar, ...]:
    """A histogram of all articles by year, whose bars lead into the timeline."""
    counts = {year: len(cards) for year, cards in context.calendar.years.items()}
    return year_bars(counts, lambda year: context.addresses.link(year_path(year)))


def period_parts(context: Context, periods: Mapping[Time, list[int]], period: Time) -> tuple[bytes, ...]:
    """The parts of the page of a period: its cards, and the periods beside it with the numbers of theirs.

    periods: positions by period, as `Calendar` has them
    """
    beside = [(other, len(periods[other])) for other in around(list(periods), period) if other is not None]
    return context.marks.of_cards(periods[period]), msgspec.msgpack.encode(beside)


def _overview_parts(context: Context) -> tuple[bytes, ...]:
    """How many articles each year has, and whether there is a calendar."""
    counts = [(year, len(positions)) for year, positions in context.calendar.years.items()]
    return (msgspec.msgpack.encode((counts, bool(context.calendar.calendar_days))),)


def _year_parts(year: int, context: Context) -> tuple[bytes, ...]:
    return period_parts(context, context.calendar.years, year)


def _month_parts(key: tuple[int, int], context: Context) -> tuple[bytes, ...]:
    return period_parts(context, context.calendar.months, key)


def calendar_url(context: Context) -> str:
    """The calendar of days in all years; empty when no article has a day."""
    return context.addresses.link(CALENDAR) if context.calendar.calendar_days else ""


def _overview(context: Context) -> TimelineView:
    decades = groupby(sorted(context.calendar.years, reverse=True), lambda year: year // 10)
    bars = year_counts_bars(context)
    return TimelineView(
        head=context.head(context.messages.text("timeline"), TIMELINE),
        total=len(context.catalogue.articles),
        bars=bars,
        peak=peak_of(bars),
        calendar=calendar_url(context),
        decades=tuple(_decade(context, list(years)) for _, years in decades),
    )


def _decade(context: Context, years: list[int]) -> DecadeView:
    counts = {year: len(context.calendar.years[year]) for year in years}
    tallest = max(len(cards) for cards in context.calendar.years.values())
    bars = tuple(
        make_bar(year_date(year), counts[year], tallest, context.addresses.link(year_path(year)))
        for year in years
    )
    return DecadeView(date=decade_date(years[0]), count=sum(counts.values()), years=bars)


def _year(year: int, context: Context) -> YearView:
    path, calendar = year_path(year), context.calendar
    months = [month for month in range(12, 0, -1) if (year, month) in calendar.months]
    counts = {month: len(calendar.months[year, month]) for month in months}
    bars = month_bars(year, counts, lambda month: context.addresses.link(month_path(year, month)))
    groups = [_month_group(context, year, month) for month in months]
    cards = context.catalogue.cards_at(calendar.years[year])
    groups.extend(_undated(cards, year_date(year).text, lambda card: card.date.month is None))
    older, newer = around(list(calendar.years), year)
    newer_link, older_link = _year_link(context, newer), _year_link(context, older)
    return YearView(
        head=context.head(
            str(year),
            path,
            previous=newer_link.url if newer_link else "",
            next_=older_link.url if older_link else "",
        ),
        date=year_date(year),
        total=len(calendar.years[year]),
        bars=bars,
        peak=peak_of(bars),
        groups=tuple(groups),
        newer=newer_link,
        older=older_link,
        timeline=context.addresses.link(TIMELINE),
    )


def _month_group(context: Context, year: int, month: int) -> Group:
    cards = context.catalogue.cards_at(context.calendar.months[year, month])
    return Group(
        date=month_date(year, month),
        anchor=month_anchor(month),
        url=context.addresses.link(month_path(year, month)),
        count=len(cards),
        cards=newest_first(cards)[:_SHOWN_PER_MONTH],
    )


def _month(key: tuple[int, int], context: Context) -> MonthView:
    year, month = key
    path = month_path(year, month)
    cards = context.catalogue.cards_at(context.calendar.months[key])
    date = month_date(year, month)
    days = groupby((card for card in newest_first(cards) if card.date.day), lambda card: card.date.start)
    groups = [_day_group(day, tuple(found)) for day, found in days]
    groups.extend(_undated(cards, date.text, lambda card: card.date.day is None))
    older, newer = around(list(context.calendar.months), key)
    newer_link, older_link = _month_link(context, newer), _month_link(context, older)
    return MonthView(
        head=context.head(
            context.messages.date(date),
            path,
            previous=newer_link.url if newer_link else "",
            next_=older_link.url if older_link else "",
        ),
        date=date,
        total=len(cards),
        groups=tuple(groups),
        year=Link(text=str(year), url=context.addresses.link(year_path(year))),
        newer=newer_link,
        older=older_link,
        timeline=context.addresses.link(TIMELINE),
    )


def _day_group(day: str, cards: tuple[Card, ...]) -> Group:
    date = parse_date(day)
    return Group(date=date, anchor=day_anchor(int(day[8:])), url="", count=len(cards), cards=cards)


def _undated(cards: Sequence[Card], date: str, belongs: Callable[[Card], bool]) -> list[Group]:
    """The group of cards dated no closer than the page's time; none when there are none."""
    found = newest_first([card for card in cards if belongs(card)])
    if not found:
        return []
    return [Group(date=parse_date(date), anchor=UNDATED, url="", count=len(found), cards=found)]


def around(times: list[Time], time: Time) -> tuple[Time | None, Time | None]:
    """The times before and after one."""
    position = bisect_left(times, time)
    older = times[position - 1] if position else None
    return older, times[position + 1] if position + 1 < len(times) else None


def _year_link(context: Context, year: int | None) -> CountedLink | None:
    if year is None:
        return None
    url = context.addresses.link(year_path(year))
    return CountedLink(text=str(year), url=url, count=len(context.calendar.years[year]))


def _month_link(context: Context, month: tuple[int, int] | None) -> CountedLink | None:
    if month is None:
        return None
    text = context.messages.date(month_date(*month))
    url = context.addresses.link(month_path(*month))
    return CountedLink(text=text, url=url, count=len(context.calendar.months[month]))
