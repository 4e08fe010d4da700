"""Dates as the styles write them, in English.

Times of day are left out: no style asks for that of a newspaper article.
"""

from __future__ import annotations

from collections.abc import Callable

from sitegen.dates import EdtfDate, parse_date

_MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip
# MLA shortens months of more than four letters.
_MLA_MONTHS = (
    "Jan.", "Feb.", "Mar.", "Apr.", "May", "June", "July", "Aug.", "Sept.", "Oct.", "Nov.", "Dec.",
)  # fmt: skip
_SEASONS = {21: "Spring", 22: "Summer", 23: "Autumn", 24: "Winter"}
_OPEN = ("", "..")


def is_exact(date: EdtfDate) -> bool:
    """True when a date is one day, month or year, and nobody doubts it."""
    return not date.qualifier and date.precision in ("day", "month", "year")


def span(date: EdtfDate) -> tuple[EdtfDate | None, EdtfDate | None]:
    """The two ends of an interval; None for an open one."""
    first, last = (None if part in _OPEN else parse_date(part) for part in date.text.split("/"))
    return first, last


def apa_date(date: EdtfDate) -> str:
    """`2025, November 21`, `ca. 1987`, `1987, May?` (APA 9.14; `ca.` as in 9.42)."""
    return _in_words(date, _apa, "{}")


def chicago_date(date: EdtfDate) -> str:
    """`November 21, 2025`, `[ca. 1987]`, `[May 1987?]` (Chicago, 17th ed., 14.145)."""
    return _in_words(date, _chicago, "[{}]")


def mla_date(date: EdtfDate) -> str:
    """`21 Nov. 2025`, `spring 2025`, `[circa 1987]`, `[May 1987?]` (MLA, chapter 5, “Publication date”)."""
    return _in_words(date, _mla, "[{}]").replace("[ca. ", "[circa ")


def _in_words(date: EdtfDate, form: Callable[[EdtfDate], str], doubtful: str) -> str:
    """A date in one of the forms.

    doubtful: where to put a date that is approximate or uncertain
    """
    if date.precision == "interval":
        first, last = (end and _in_words(end, form, doubtful) for end in span(date))
        return f"{first}–{last}" if first and last else f"from {first}" if first else f"until {last}"
    text = form(date)
    if not date.qualifier:
        return text
    about = "ca. " if date.qualifier in "~%" else ""
    unsure = "?" if date.qualifier in "?%" else ""
    return doubtful.format(f"{about}{text}{unsure}")


def _apa(date: EdtfDate) -> str:
    if date.precision == "season":
        return f"{date.year}, {_SEASONS[date.season]}"
    if date.month is None:
        return _years(date)
    month = f"{date.year}, {_MONTHS[date.month - 1]}"
    return f"{month} {date.day}" if date.day else month


def _chicago(date: EdtfDate) -> str:
    if date.precision == "season":
        return f"{_SEASONS[date.season]} {date.year}"
    if date.month is None:
        return _years(date)
    month = _MONTHS[date.month - 1]
    return f"{month} {date.day}, {date.year}" if date.day else f"{month} {date.year}"


def _mla(date: EdtfDate) -> str:
    if date.precision == "season":
        return f"{_SEASONS[date.season].lower()} {date.year}"
    if date.month is None:
        return _years(date)
    month = f"{_MLA_MONTHS[date.month - 1]} {date.year}"
    return f"{date.day} {month}" if date.day else month


def _years(date: EdtfDate) -> str:
    if date.precision == "decade":
        return f"{int(date.text[:3])}0s"
    return str(date.year) if date.precision == "year" else f"{date.year}–{int(date.end[:4])}"
