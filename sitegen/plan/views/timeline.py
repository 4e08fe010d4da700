"""Views: the timeline."""

from __future__ import annotations

import msgspec

from sitegen.dates import EdtfDate
from sitegen.plan.views.common import Bar, CountedLink, Group, Head, Link


class DecadeView(msgspec.Struct, frozen=True, kw_only=True):
    """A decade in the timeline.

    date: the decade, as `198X`
    count: number of articles
    years: its years that have articles, newest first
    """

    date: EdtfDate
    count: int
    years: tuple[Bar, ...]


class TimelineView(msgspec.Struct, frozen=True, kw_only=True):
    """Template `timeline.html`: all years.

    head: see `Head`
    total: number of articles
    bars: a histogram by year, from the first year to the last, gaps included
    peak: the bar with the most articles; None when several have as many, or no other has any
    calendar: the calendar of days in all years; empty when there is none
    decades: the years that have articles, by decade, newest first
    """

    head: Head
    total: int
    bars: tuple[Bar, ...]
    peak: Bar | None
    calendar: str
    decades: tuple[DecadeView, ...]


class YearView(msgspec.Struct, frozen=True, kw_only=True):
    """Template `year.html`: one year, newest month first.

    head: see `Head`
    date: the year
    total: number of articles
    bars: a histogram of its twelve months
    peak: the bar with the most articles; None when several have as many, or no other has any
    groups: one per month, each with its newest articles, then those dated no closer than the year
    newer: the next year that has articles, or None
    older: the previous year that has articles, or None
    timeline: the overview
    """

    head: Head
    date: EdtfDate
    total: int
    bars: tuple[Bar, ...]
    peak: Bar | None
    groups: tuple[Group, ...]
    newer: CountedLink | None
    older: CountedLink | None
    timeline: str


class MonthView(msgspec.Struct, frozen=True, kw_only=True):
    """Template `month.html`: one month, newest day first.

    head: see `Head`
    date: the month
    total: number of articles
    groups: one per day, then those dated no closer than the month
    year: the year's page
    newer: the next month that has articles, or None
    older: the previous month that has articles, or None
    timeline: the overview
    """

    head: Head
    date: EdtfDate
    total: int
    groups: tuple[Group, ...]
    year: Link
    newer: CountedLink | None
    older: CountedLink | None
    timeline: str


class CalendarDay(msgspec.Struct, frozen=True, kw_only=True):
    """A day of the calendar, in all years.

    date: the day, of any year
    url: its page
    count: number of its articles
    """

    date: EdtfDate
    url: str
    count: int


class CalendarMonth(msgspec.Struct, frozen=True, kw_only=True):
    """A month of the calendar, in all years.

    date: the month, of any year
    days: its days that have articles
    """

    date: EdtfDate
    days: tuple[CalendarDay, ...]


class CalendarView(msgspec.Struct, frozen=True, kw_only=True):
    """Template `calendar.html`: the days of all years on one calendar.

    head: see `Head`
    months: those that have articles, January first
    """

    head: Head
    months: tuple[CalendarMonth, ...]


class OnThisDayView(msgspec.Struct, frozen=True, kw_only=True):
    """Template `on-this-day.html`: the articles of one calendar day, of all years.

    head: see `Head`
    date: the day, of any year
    total: number of articles
    groups: a group for each year, the newest first; its URL leads to the day in that year
    older: the calendar day before it that has articles, or None
    newer: the calendar day after it that has articles, or None
    calendar: the calendar
    """

    head: Head
    date: EdtfDate
    total: int
    groups: tuple[Group, ...]
    older: CountedLink | None
    newer: CountedLink | None
    calendar: str
