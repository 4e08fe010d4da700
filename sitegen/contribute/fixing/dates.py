"""The date that a text means, when it can mean only one."""

from __future__ import annotations

import calendar
import re

from sitegen.dates import DateError, days_written_otherwise, parse_date

_TIME = re.compile(
    r"(?P<day>\S+|.*\d{4})(?:T|,? +)(?P<hour>\d{1,2}):(?P<rest>\d{2}(?::\d{2})?)(?:[.,]\d+)?"
    r" ?(?P<offset>Z|UTC|GMT|[+-]\d{2}:?\d{2})?",
    re.ASCII,
)
_MONTHS = {name.lower(): n for n, name in enumerate(calendar.month_name) if n}
_MONTHS |= {name[:3]: number for name, number in _MONTHS.items()} | {"sept": 9}
_WEEKDAY = re.compile(
    r"(?:mon|tues|wednes|thurs|fri|satur|sun)day,? +|(?:mon|tue|wed|thu|fri|sat|sun)[.,]+ *",
    re.IGNORECASE,
)
_NAMED = re.compile(
    r"(?:(?P<day>\d{1,2})(?:st|nd|rd|th)?(?: of)? +)?(?P<month>[a-z]{3,9})\.?,?"
    r"(?: +(?P<second>\d{1,2})(?:st|nd|rd|th)?,)? +(?P<year>\d{4})",
    re.IGNORECASE | re.ASCII,
)


def meant_date(text: str) -> str:
    """The EDTF date that a text means; empty when it is none, or could mean another one too.

    2025-1-5, 2025/11/21, 21.11.2025, 21 November 2025, November 2025; with a time, 2025-11-21 10:20.
    """
    text = " ".join(text.split())
    found = _TIME.fullmatch(text)
    if not found:
        return _checked(_day(text))
    day = _day(found["day"].rstrip(",")) or found["day"]
    offset = (found["offset"] or "").replace("UTC", "Z").replace("GMT", "Z")
    if len(offset) == 5:
        offset = f"{offset[:3]}:{offset[3:]}"
    return _checked(f"{day}T{int(found['hour']):02}:{found['rest']}{offset}")


def _day(text: str) -> str:
    days = days_written_otherwise(text)
    if days:
        return days[0] if len(days) == 1 else ""
    named = _NAMED.fullmatch(_WEEKDAY.sub("", text, count=1))
    month = _MONTHS.get(named["month"].lower()) if named else None
    if not named or not month or (named["day"] and named["second"]):
        return ""
    day = named["day"] or named["second"]
    return f"{named['year']}-{month:02}" + (f"-{int(day):02}" if day else "")


def _checked(text: str) -> str:
    try:
        return parse_date(text).text if text else ""
    except DateError:
        return ""
