"""On this day: each calendar day with its articles of all years, and the calendar of these days."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from itertools import groupby

import msgspec

from sitegen.dates import EdtfDate, month_date, parse_date, year_date
from sitegen.plan.context import Context
from sitegen.plan.pages import Page
from sitegen.plan.timeline import around, period_parts
from sitegen.plan.urls import CALENDAR, date_path, on_this_day_path, year_anchor
from sitegen.plan.views import (
    CalendarDay,
    CalendarMonth,
    CalendarView,
    Card,
    CountedLink,
    Group,
    OnThisDayView,
)

# Articles of one day of one year that the page shows; the month's own page shows all.
_SHOWN_PER_YEAR = 10
# A leap year, in which each calendar day can be written.
_ANY_YEAR = 2000


def plan_on_this_day(context: Context) -> Iterator[Page]:
    """A page for each calendar day that has articles, and the calendar."""
    days = context.calendar.calendar_days
    if days:
        yield Page(url=CALENDAR, template="calendar.html", make=_calendar, parts=_calendar_parts)
    for day in days:
        make, parts = partial(_on_this_day, day), partial(_parts, day)
        yield Page(url=on_this_day_path(day), template="on-this-day.html", make=make, parts=parts)


def calendar_day(day: str) -> EdtfDate:
    """A calendar day, `MM-DD`, as a date of some year."""
    return parse_date(f"{_ANY_YEAR}-{day}")


def _calendar(context: Context) -> CalendarView:
    months = groupby(context.calendar.calendar_days, lambda day: int(day[:2]))
    return CalendarView(
        head=context.head(context.messages.text("on_this_day"), CALENDAR),
        months=tuple(_month(context, month, list(days)) for month, days in months),
    )


def _calendar_parts(context: Context) -> tuple[bytes, ...]:
    """How many articles each day has."""
    counts = [(day, len(positions)) for day, positions in context.calendar.calendar_days.items()]
    return (msgspec.msgpack.encode(counts),)


def _month(context: Context, month: int, days: list[str]) -> CalendarMonth:
    return CalendarMonth(date=month_date(_ANY_YEAR, month), days=tuple(_day(context, day) for day in days))


def _day(context: Context, day: str) -> CalendarDay:
    url = context.addresses.link(on_this_day_path(day))
    return CalendarDay(date=calendar_day(day), url=url, count=len(context.calendar.calendar_days[day]))


def _on_this_day(day: str, context: Context) -> OnThisDayView:
    date, path = calendar_day(day), on_this_day_path(day)
    positions = context.calendar.calendar_days[day]
    cards = context.catalogue.cards_at(reversed(positions))
    title = context.messages.text("on_this_day_title", date=context.messages.date(date, "day_month"))
    older, newer = around(list(context.calendar.calendar_days), day)
    return OnThisDayView(
        head=context.head(title, path),
        date=date,
        total=len(cards),
        groups=tuple(_year(context, list(found)) for _, found in groupby(cards, lambda c: c.date.year)),
        older=_named(context, older),
        newer=_named(context, newer),
        calendar=context.addresses.link(CALENDAR),
    )


def _year(context: Context, cards: list[Card]) -> Group:
    year = cards[0].date.year
    return Group(
        date=year_date(year),
        anchor=year_anchor(year),
        url=context.addresses.link(date_path(cards[0].date)),
        count=len(cards),
        cards=tuple(cards[:_SHOWN_PER_YEAR]),
    )


def _parts(day: str, context: Context) -> tuple[bytes, ...]:
    return period_parts(context, context.calendar.calendar_days, day)


def _named(context: Context, day: str | None) -> CountedLink | None:
    if day is None:
        return None
    found = _day(context, day)
    text = context.messages.date(found.date, "day_month")
    return CountedLink(text=text, url=found.url, count=found.count)
