"""Dates in running text, as news pages write them.

They are calendar dates as printed: no time zone shifts them. Times of day and relative dates
("2 hours ago") are none, and neither is a day without its year.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta
from functools import lru_cache

from sitegen.contribute.importing.month_names import FieldOrder, field_order, month_key, month_numbers

FIRST_YEAR = 1600
# Japanese eras, by the year before their first.
_ERAS = {"令和": 2018, "平成": 1988, "昭和": 1925}

_GAP = r"[\s\u200e\u200f]{0,3}"
_BEFORE = r"(?<![\d./\-])"
_AFTER = r"(?!\d)(?![./\-]\d)"
_YEAR_FIRST = re.compile(
    rf"(?<![\w./\-])(\d{{4}})(?P<sep>[-/.]|\.\s)(\d{{1,2}})(?P=sep)(\d{{1,2}})(?:(?=T\d)|{_AFTER})"
)
_YEAR_LAST = re.compile(
    rf"{_BEFORE}(\d{{1,2}}){_GAP}(?P<sep>[-/.]){_GAP}(\d{{1,2}}){_GAP}(?P=sep){_GAP}(\d{{4}}|\d{{2}}){_AFTER}"
)
_EAST_ASIAN = re.compile(
    r"(?<!\d)(?P<era>令和|平成|昭和)?\s?(?P<year>\d{1,4}|元)\s?[年년]\s?(?P<month>\d{1,2})\s?[月월]"
    r"(?:\s?(?P<day>\d{1,2})\s?[日일号號])?"
)
_VIETNAMESE = re.compile(
    r"(?<!\d)(?:ngày )?(?P<day>\d{1,2})[, ]{1,2}(?:tháng|thg) (?P<month>\d{1,2})[, ]{1,2}"
    r"(?:năm )?(?P<year>\d{4})(?!\d)",
    re.IGNORECASE,
)
_ORDINAL = r"(?:st|nd|rd|th|er|re|º|ª|\.)?"
_OF = rf"(?:{_GAP}(?:of|de|del|d['’]))?"
# The time may be glued to the year: Nov 15, 20195:45 AM.
_YEAR = r"(?P<year>\d{4})(?:(?=\d{1,2}:\d\d)|(?![\d:]))(?:\s(?:года|року|г\.|р\.))?"


@dataclass(frozen=True, slots=True, kw_only=True)
class FoundDate:
    """A date that stands in a text.

    text: EDTF: a day (`2025-11-21`) or a month (`2025-11`)
    start, end: where it stands, as indexes into the text
    options: all that it may mean, likeliest first, when that is not sure; else empty
    """

    text: str
    start: int
    end: int
    options: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class _Figures:
    """A date in figures with its year last: which of the first two is the month, is still open."""

    first: int
    second: int
    year: int
    separator: str
    start: int
    end: int

    def read(self, order: FieldOrder) -> str:
        day, month = (self.second, self.first) if order == "month first" else (self.first, self.second)
        return _edtf(self.year, month, day)


def dates_in_text(text: str, language: str, *, today: str = "") -> list[FoundDate]:
    """All dates of a text with their year, in the order of the text; none overlaps another.

    language: of the page, as BCP 47; its country decides the order of day and month. Empty when
        unknown: then figures are ambiguous unless one of them is above 12.
    today: last day that a date can have, as YYYY-MM-DD; by default tomorrow's, for the time zones
    """
    last = today or str(datetime.now(UTC).date() + timedelta(days=1))
    found = [*_with_figures(text, language, last), *_with_names(text, language)]
    found += [*_matches(_EAST_ASIAN, text, _numbered), *_matches(_VIETNAMESE, text, _numbered)]
    return _without_overlaps([one for one in found if _is_plausible(one.text, last)])


def without_dates(text: str, language: str, *, instead: str) -> str:
    """A text with something else in the places of its dates."""
    for found in reversed(dates_in_text(text, language)):
        text = f"{text[: found.start]}{instead}{text[found.end :]}"
    return text


def _is_plausible(edtf: str, last: str) -> bool:
    return bool(edtf) and str(FIRST_YEAR) <= edtf <= last


def _without_overlaps(found: list[FoundDate]) -> list[FoundDate]:
    """The earlier one stays, and of two that begin together the longer."""
    kept: list[FoundDate] = []
    for one in sorted(found, key=lambda one: (one.start, -one.end)):
        if not kept or one.start >= kept[-1].end:
            kept.append(one)
    return kept


def _matches(
    pattern: re.Pattern[str], text: str, read: Callable[[re.Match[str]], str]
) -> Iterator[FoundDate]:
    for match in pattern.finditer(text):
        yield FoundDate(text=read(match), start=match.start(), end=match.end())


# Figures


def _with_figures(text: str, language: str, last: str) -> Iterator[FoundDate]:
    yield from _matches(_YEAR_FIRST, text, lambda m: _edtf(int(m[1]), int(m[3]), int(m[4])))
    figures = [_figures(match) for match in _YEAR_LAST.finditer(text)]
    orders = _orders_by_evidence(figures, last)
    for one in figures:
        yield _read_figures(one, field_order(language), orders.get(one.separator, set()), last)


def _figures(match: re.Match[str]) -> _Figures:
    year = int(match[4])
    if len(match[4]) == 2:
        # As POSIX strptime reads %y. Between dots, 10.20.19 is a time or a version, no month first.
        year += 2000 if year < 69 else 1900
        year = 0 if match["sep"] == "." and int(match[3]) > 12 else year
    return _Figures(int(match[1]), int(match[3]), year, match["sep"], match.start(), match.end())


def _orders_by_evidence(figures: list[_Figures], last: str) -> dict[str, set[FieldOrder]]:
    """By separator, the orders of those dates of the page that can be read in one way only."""
    orders: dict[str, set[FieldOrder]] = {}
    for one in figures:
        readings = _readings(one, last)
        if len(readings) == 1:
            orders.setdefault(one.separator, set()).update(readings.values())
    return orders


def _readings(one: _Figures, last: str) -> dict[str, FieldOrder]:
    """What a date can mean, with the order in which it was read; each meaning once."""
    orders: tuple[FieldOrder, FieldOrder] = ("month first", "day first")
    readings = {one.read(order): order for order in orders}
    return {text: order for text, order in readings.items() if _is_plausible(text, last)}


def _read_figures(one: _Figures, usual: FieldOrder, evidence: set[FieldOrder], last: str) -> FoundDate:
    readings = _readings(one, last)
    found = FoundDate(text=next(iter(readings), ""), start=one.start, end=one.end)
    if len(readings) < 2:
        return found
    order = usual
    if len(evidence) == 1:
        # Other dates of the page tell how it writes them; against its language, that stays a doubt.
        order = next(iter(evidence))
    if order == "either":
        return replace(found, options=tuple(readings))
    text = one.read(order)
    doubted = usual not in (order, "either")
    options = (text, *(other for other in readings if other != text)) if doubted else ()
    return replace(found, text=text, options=options)


# Words


def _with_names(text: str, language: str) -> Iterator[FoundDate]:
    numbers = month_numbers(language)

    def read(match: re.Match[str]) -> str:
        day = match.groupdict().get("day")
        return _edtf(int(match["year"]), numbers.get(month_key(match["month"]), 0), int(day) if day else None)

    for pattern in _patterns(language):
        yield from _matches(pattern, text, read)


@lru_cache(maxsize=256)
def _patterns(language: str) -> tuple[re.Pattern[str], ...]:
    names = sorted(month_numbers(language), key=len, reverse=True)
    joined = "|".join(re.escape(name).replace(r"\ ", r"\s") for name in names)
    month = rf"(?P<month>{joined})\.?"
    # Arabic pages write both names of a month: نوفمبر/تشرين الثاني.
    second = rf"(?:{_GAP}/{_GAP}(?:{joined}))?"
    day = rf"(?P<day>\d{{1,2}}){_ORDINAL}(?!\d)"
    gap = r"[\s.,،\-]{1,3}"
    forms = (
        rf"(?<![\d.,:/\-]){day}{_OF}[\s\-]{{0,2}}{month}{second}{_OF}{gap}(?:de\s|del\s)?{_YEAR}",
        rf"(?<!\w){month}\s{{1,2}}{day}{gap}{_YEAR}",
        rf"(?<![\d/\-])(?P<year>\d{{4}})[.,]?\s{month}\s{day}(?!\d)",
        rf"(?<!\w){month}{second}{_OF}[\s,]{{1,2}}{_YEAR}",
    )
    return tuple(re.compile(form, re.IGNORECASE) for form in forms)


def _numbered(match: re.Match[str]) -> str:
    year = 1 if match["year"] == "元" else int(match["year"])
    year += _ERAS.get(match.groupdict().get("era") or "", 0)
    return _edtf(year, int(match["month"]), int(match["day"]) if match["day"] else None)


def _edtf(year: int, month: int, day: int | None) -> str:
    """The date in EDTF; empty when the calendar has no such day."""
    try:
        checked = date(year, month, 1 if day is None else day)
    except ValueError:
        return ""
    return f"{checked:%Y-%m}" if day is None else checked.isoformat()
