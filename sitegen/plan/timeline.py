"""The timeline: all years, each year, each month."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from itertools import groupby

from sitegen.dates import decade_date, month_date, parse_date, year_date
from sitegen.plan.catalogue import Catalogue
from sitegen.plan.context import Context
from sitegen.plan.lists import month_bars, newest_first, year_bars
from sitegen.plan.urls import TIMELINE, UNDATED, day_anchor, month_anchor, month_path, year_path
from sitegen.plan.views import (
    Bar,
    Card,
    CountedLink,
    DecadeView,
    Group,
    Link,
    MonthView,
    Page,
    TimelineView,
    YearView,
)

# Articles of a month that its year's page shows; the month's own page shows all.
_SHOWN_PER_MONTH = 10


class Calendar:
    """Cards by year and by month, oldest first."""

    def __init__(self, catalogue: Catalogue) -> None:
        self.years: dict[int, list[Card]] = defaultdict(list)
        self.months: dict[tuple[int, int], list[Card]] = defaultdict(list)
        for card in catalogue.cards:
            self.years[card.date.year].append(card)
            if card.date.month:
                self.months[card.date.year, card.date.month].append(card)


def plan_timeline(context: Context) -> Iterator[Page]:
    """The overview, the years and the months."""
    calendar = Calendar(context.catalogue)
    yield _overview(context, calendar)
    years = sorted(calendar.years)
    for number, year in enumerate(years):
        yield _year(context, calendar, year, years[number - 1 : number], years[number + 1 : number + 2])
    months = sorted(calendar.months)
    for number, month in enumerate(months):
        yield _month(context, calendar, month, months[number - 1 : number], months[number + 1 : number + 2])


def year_counts_bars(context: Context) -> tuple[Bar, ...]:
    """A histogram of all articles by year, whose bars lead into the timeline."""
    counts = {year: len(cards) for year, cards in Calendar(context.catalogue).years.items()}
    return year_bars(counts, lambda year: context.addresses.link(year_path(year)))


def _overview(context: Context, calendar: Calendar) -> Page:
    decades = groupby(sorted(calendar.years, reverse=True), lambda year: year // 10)
    view = TimelineView(
        head=context.head(context.messages.text("timeline"), TIMELINE),
        total=len(context.catalogue.cards),
        bars=year_counts_bars(context),
        decades=tuple(_decade(context, calendar, list(years)) for _, years in decades),
    )
    return Page(url=TIMELINE, template="timeline.html", view=view)


def _decade(context: Context, calendar: Calendar, years: list[int]) -> DecadeView:
    counts = {year: len(calendar.years[year]) for year in years}
    tallest = max(len(cards) for cards in calendar.years.values())
    bars = tuple(
        Bar(
            date=year_date(year),
            count=counts[year],
            percent=max(1, round(100 * counts[year] / tallest)),
            url=context.addresses.link(year_path(year)),
        )
        for year in years
    )
    return DecadeView(date=decade_date(years[0]), count=sum(counts.values()), years=bars)


def _year(context: Context, calendar: Calendar, year: int, older: list[int], newer: list[int]) -> Page:
    path = year_path(year)
    months = [month for month in range(12, 0, -1) if (year, month) in calendar.months]
    counts = {month: len(calendar.months[year, month]) for month in months}
    groups = [_month_group(context, calendar, year, month) for month in months]
    groups.extend(_undated(calendar.years[year], str(year), lambda card: card.date.month is None))
    newer_link, older_link = _year_link(context, calendar, newer), _year_link(context, calendar, older)
    view = YearView(
        head=context.head(
            str(year),
            path,
            previous=newer_link.url if newer_link else "",
            next_=older_link.url if older_link else "",
        ),
        date=year_date(year),
        total=len(calendar.years[year]),
        bars=month_bars(year, counts, lambda month: context.addresses.link(month_path(year, month))),
        groups=tuple(groups),
        newer=newer_link,
        older=older_link,
        timeline=context.addresses.link(TIMELINE),
    )
    return Page(url=path, template="year.html", view=view)


def _month_group(context: Context, calendar: Calendar, year: int, month: int) -> Group:
    cards = calendar.months[year, month]
    return Group(
        date=month_date(year, month),
        anchor=month_anchor(month),
        url=context.addresses.link(month_path(year, month)),
        count=len(cards),
        cards=newest_first(cards)[:_SHOWN_PER_MONTH],
    )


def _month(
    context: Context,
    calendar: Calendar,
    key: tuple[int, int],
    older: list[tuple[int, int]],
    newer: list[tuple[int, int]],
) -> Page:
    year, month = key
    path = month_path(year, month)
    cards = calendar.months[key]
    date = month_date(year, month)
    days = groupby((card for card in newest_first(cards) if card.date.day), lambda card: card.date.start)
    groups = [_day_group(day, tuple(found)) for day, found in days]
    groups.extend(_undated(cards, date.text, lambda card: card.date.day is None))
    newer_link, older_link = _month_link(context, calendar, newer), _month_link(context, calendar, older)
    view = MonthView(
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
    return Page(url=path, template="month.html", view=view)


def _day_group(day: str, cards: tuple[Card, ...]) -> Group:
    date = parse_date(day)
    return Group(date=date, anchor=day_anchor(int(day[8:])), url="", count=len(cards), cards=cards)


def _undated(cards: Sequence[Card], date: str, belongs: Callable[[Card], bool]) -> list[Group]:
    """The group of cards dated no closer than the page's time; none when there are none."""
    found = newest_first([card for card in cards if belongs(card)])
    if not found:
        return []
    return [Group(date=parse_date(date), anchor=UNDATED, url="", count=len(found), cards=found)]


def _year_link(context: Context, calendar: Calendar, years: list[int]) -> CountedLink | None:
    if not years:
        return None
    url = context.addresses.link(year_path(years[0]))
    return CountedLink(text=str(years[0]), url=url, count=len(calendar.years[years[0]]))


def _month_link(context: Context, calendar: Calendar, months: list[tuple[int, int]]) -> CountedLink | None:
    if not months:
        return None
    text = context.messages.date(month_date(*months[0]))
    url = context.addresses.link(month_path(*months[0]))
    return CountedLink(text=text, url=url, count=len(calendar.months[months[0]]))
