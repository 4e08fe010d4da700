"""EDTF dates: the Extended Date/Time Format of ISO 8601-2, levels 0 and 1.

Source of the rules: Library of Congress, "Extended Date/Time Format (EDTF) Specification",
2019, levels 0 and 1. Not supported, because no newspaper needs them: years before 1 or after
9999 (`-0044`, `Y170000002`).

A date here is a calendar date as printed; it is never shifted by a time zone.
"""

from __future__ import annotations

import calendar
import re
from functools import lru_cache
from typing import Literal

import msgspec

Precision = Literal["day", "month", "season", "year", "decade", "century", "interval"]
Qualifier = Literal["", "~", "?", "%"]

LAST_DAY = "9999-12-31"

_CALENDAR = re.compile(
    r"(?P<year>\d{4}|\d{3}X|\d{2}XX)"
    r"(?:-(?P<month>\d{2}|XX)(?:-(?P<day>\d{2}|XX))?)?"
    r"(?P<qualifier>[~?%])?",
    re.ASCII,
)
_TIME = re.compile(
    r"(?P<date>\d{4}-\d{2}-\d{2})T(?P<time>\d{2}:\d{2}(?::\d{2})?)(?P<offset>Z|[+-]\d{2}(?::\d{2})?)?",
    re.ASCII,
)
# Months that a season number begins with: 21 spring, 22 summer, 23 autumn, 24 winter. The
# specification leaves the hemisphere open; sorting needs some day and takes the northern ones.
_SEASONS = {21: 3, 22: 6, 23: 9, 24: 12}


class DateError(ValueError):
    """The text is no EDTF date of the supported kinds. The message says why."""


class EdtfDate(msgspec.Struct, frozen=True, kw_only=True):
    """A date with its precision and uncertainty.

    text: the date in EDTF, as written
    start: first day that it can mean, `YYYY-MM-DD`; when open, the first day of its end
    end: last day that it can mean, `YYYY-MM-DD`; `LAST_DAY` when open
    precision: how close it is
    qualifier: `~` approximate, `?` uncertain, `%` both, or empty
    time: time of day with its own offset (`10:20+07:00`), or empty
    season: 21 spring, 22 summer, 23 autumn, 24 winter; else 0
    """

    text: str
    start: str
    end: str
    precision: Precision
    qualifier: Qualifier = ""
    time: str = ""
    season: int = 0

    @property
    def year(self) -> int:
        """The year of its first day."""
        return int(self.start[:4])

    @property
    def month(self) -> int | None:
        """The month, 1–12, when the date is at least that close; else None."""
        return int(self.start[5:7]) if self.precision in ("day", "month") else None

    @property
    def day(self) -> int | None:
        """The day of the month, when the date is that close; else None."""
        return int(self.start[8:10]) if self.precision == "day" else None

    @property
    def sort_key(self) -> tuple[str, str, str]:
        """Orders dates in time: by first day, then time of day, then closest date first."""
        return (self.start, self.time, self.end)

    @property
    def html(self) -> str:
        """Value for the `datetime` attribute of HTML's `<time>`; empty when HTML cannot say it."""
        if self.precision == "day":
            return self.start + (f"T{self.time}" if self.time else "")
        if self.precision == "month":
            return self.start[:7]
        return self.start[:4] if self.precision == "year" else ""


@lru_cache(maxsize=65536)
def parse_date(text: str) -> EdtfDate:
    """The date that an EDTF text means.

    Raises `DateError` when the text is no date of the supported kinds.
    """
    text = text.strip()
    if "/" in text:
        return _interval(text)
    if "T" in text:
        return _with_time(text)
    return _calendar(text)


def year_date(year: int) -> EdtfDate:
    """The date that means a whole year."""
    return parse_date(f"{year:04}")


def month_date(year: int, month: int) -> EdtfDate:
    """The date that means a whole month."""
    return parse_date(f"{year:04}-{month:02}")


def decade_date(year: int) -> EdtfDate:
    """The date that means the decade of a year: 1986 gives `198X`."""
    return parse_date(f"{year // 10:03}X")


def _calendar(text: str) -> EdtfDate:
    match = _CALENDAR.fullmatch(text)
    if not match:
        raise DateError(_advice(text))
    year, month, day = match["year"], match["month"], match["day"]
    first_year, last_year = int(year.replace("X", "0")), int(year.replace("X", "9"))
    if last_year == 0:
        raise DateError(f"There is no year 0 in “{text}”")
    first_year = max(first_year, 1)
    qualifier = match["qualifier"] or ""
    if "X" in year:
        if month and (month, day or "XX") != ("XX", "XX"):
            raise DateError(f"“{text}” gives a month of an unknown year")
        precision: Precision = "decade" if year[2] != "X" else "century"
        return _span(text, (first_year, 1, 1), (last_year, 12, 31), precision, qualifier)
    if month is None or month == "XX":
        if day and day != "XX":
            raise DateError(f"“{text}” gives a day of an unknown month")
        return _span(text, (first_year, 1, 1), (first_year, 12, 31), "year", qualifier)
    return _month_or_day(text, first_year, int(month), day, qualifier)


def _month_or_day(text: str, year: int, month: int, day: str | None, qualifier: str) -> EdtfDate:
    if month in _SEASONS and day is None:
        return _season(text, year, month, qualifier)
    if not 1 <= month <= 12:
        raise DateError(f"There is no month {month} in “{text}”")
    length = calendar.monthrange(year, month)[1]
    if day is None or day == "XX":
        return _span(text, (year, month, 1), (year, month, length), "month", qualifier)
    if not 1 <= int(day) <= length:
        name = calendar.month_name[month]
        raise DateError(f"{name} {year} has {length} days, so “{text}” is no date")
    return _span(text, (year, month, int(day)), (year, month, int(day)), "day", qualifier)


def _season(text: str, year: int, number: int, qualifier: str) -> EdtfDate:
    first = _SEASONS[number]
    last_year, last = (year + 1, 2) if first == 12 else (year, first + 2)
    if last_year > 9999:
        raise DateError(f"“{text}” ends after the year 9999")
    end = (last_year, last, calendar.monthrange(last_year, last)[1])
    return _span(text, (year, first, 1), end, "season", qualifier, season=number)


def _with_time(text: str) -> EdtfDate:
    match = _TIME.fullmatch(text)
    if not match:
        raise DateError(_advice(text))
    day = _calendar(match["date"])
    time, offset = match["time"], match["offset"] or ""
    hours, minutes, *seconds = (int(part) for part in time.split(":"))
    if hours > 23 or minutes > 59 or any(second > 59 for second in seconds):
        raise DateError(f"There is no time of day “{time}”")
    if len(offset) == 3:
        offset += ":00"  # EDTF may leave the minutes out; HTML may not.
    if len(offset) > 1 and (int(offset[1:3]) > 14 or int(offset[4:6]) > 59):
        raise DateError(f"“{offset}” is no offset from UTC")
    return EdtfDate(text=text, start=day.start, end=day.end, precision="day", time=time + offset)


def _interval(text: str) -> EdtfDate:
    parts = text.split("/")
    if days_written_otherwise(text):
        raise DateError(_advice(text))
    if len(parts) != 2:
        raise DateError(f"An interval has one “/”, as in 1964/1965, but “{text}” has {len(parts) - 1}")
    open_ends = ("", "..")
    if all(part in open_ends for part in parts):
        raise DateError(f"“{text}” has neither a beginning nor an end")
    first, last = parts
    # An interval open at its beginning sorts by its end, the only day that it names.
    start = _calendar(last if first in open_ends else first).start
    end = LAST_DAY if last in open_ends else _calendar(last).end
    if start > end:
        raise DateError(f"“{text}” ends before it begins")
    return EdtfDate(text=text, start=start, end=end, precision="interval")


def _span(
    text: str,
    start: tuple[int, int, int],
    end: tuple[int, int, int],
    precision: Precision,
    qualifier: str,
    season: int = 0,
) -> EdtfDate:
    kind: Qualifier = "~" if qualifier == "~" else "?" if qualifier == "?" else "%" if qualifier else ""
    return EdtfDate(
        text=text,
        start=_iso(*start),
        end=_iso(*end),
        precision=precision,
        qualifier=kind,
        season=season,
    )


def _iso(year: int, month: int, day: int) -> str:
    return f"{year:04}-{month:02}-{day:02}"


def _advice(text: str) -> str:
    """Why a text is no date, with the likeliest repair."""
    meant = days_written_otherwise(text)
    if not meant:
        return f"“{text}” is not a date"
    if len(meant) > 1:
        return f"“{text}” could mean {' or '.join(meant)}; write the one that it means"
    return f"“{text}” is not written as year-month-day with two digits each: {meant[0]}"


def days_written_otherwise(text: str) -> list[str]:
    """The days that a text such as 3/12/2025 or 2025.11.1 can mean, as EDTF dates: none, one or two."""
    numbers = r"(\d{1,2})[./-](\d{1,2})[./-](\d{4})|(\d{4})[./-](\d{1,2})[./-](\d{1,2})"
    match = re.fullmatch(numbers, text, re.ASCII)
    if not match:
        return []
    one, two, last, year, month, day = (int(group or 0) for group in match.groups())
    candidates = [(year, month, day)] if year else [(last, two, one), (last, one, two)]
    days = (_iso(*candidate) for candidate in candidates if _exists(*candidate))
    return list(dict.fromkeys(days))


def _exists(year: int, month: int, day: int) -> bool:
    return year > 0 and 1 <= month <= 12 and 1 <= day <= calendar.monthrange(year, month)[1]
