"""The days that a page prints beside its headline."""

from __future__ import annotations

import re

from sitegen.contribute.importing.change_words import speaks_of_change
from sitegen.contribute.importing.found_dates import FoundDate, dates_in_text, without_dates
from sitegen.contribute.importing.html_language import said_language
from sitegen.contribute.importing.html_lines import own_text
from sitegen.contribute.importing.html_source import HtmlSource

# A year, or all of a date in figures.
_FIGURES = re.compile(r"(?:19|20)\d\d|\d[./-]\s?\d\d?[./-]\s?\d\d|年|년")
_DOTS = re.compile(r"\d\d?\.\s?\d\d?\.\s?\d{4}")
_SENTENCE = re.compile(r".{30,}[.!?。]\s*$")
_BEFORE, _BEHIND = -30, 100
_MAX_LINE = 160
_MAX_WORDS = 10
_FEW_WORDS, _FAR_WORD = 4, 15
# Below a headline.
_BELOW = 12
_TIME = re.compile(r"(?<!\w)(?:um|uhr|at|on|am|pm|alle|ore|à|le|em|el|o)(?!\w)", re.IGNORECASE)
_WORDS = re.compile(r"[^\W\d_]{2,}")


def printed_dates(source: HtmlSource, *, reach: int = 10_000) -> list[str]:
    """Days as YYYY-MM-DD: those behind the headline in their order, then those before it.

    reach: how far from it they may stand, in elements

    Lines that say when a page was changed, and sentences, are left out; so is a date that can be read
    in two ways.
    """
    days = (
        day.text
        for distance, day in _found(source)
        if distance <= reach and len(day.text) == 10 and not day.options
    )
    return list(dict.fromkeys(days))


def headline_day(source: HtmlSource) -> str:
    """The day that stands right below the headline, in a line of its own; empty when there is none."""
    language = said_language(source)
    for one in source.elements:
        text = own_text(one.element) if 0 < one.place <= _BELOW else ""
        if (
            text
            and _is_line(text)
            and not _WORDS.findall(_TIME.sub(" ", without_dates(text, language, instead=" ")))
        ):
            days = _dates(text, language)
            if len(days) == 1 and len(days[0].text) == 10 and not days[0].options:
                return days[0].text
    return ""


def printed_in_two_ways(source: HtmlSource, day: str) -> tuple[str, ...]:
    """All that a printed date can mean which may be this day and another; empty when none may."""
    return next((one.options for _, one in _found(source) if day in one.options), ())


def _found(source: HtmlSource) -> list[tuple[int, FoundDate]]:
    """Dates with how far they stand from the headline; words beside them make them less likely."""
    language = said_language(source)
    found: list[tuple[int, FoundDate]] = []
    for one in source.elements:
        if _BEFORE <= one.place <= _BEHIND and _is_line(text := own_text(one.element)):
            distance = one.place if one.place >= 0 else -4 * one.place
            distance += _FAR_WORD * max(0, len(_WORDS.findall(text)) - _FEW_WORDS)
            found += ((distance, day) for day in _dates(text, language))
    return sorted(found, key=lambda pair: pair[0])


def _dates(text: str, language: str) -> list[FoundDate]:
    # Figures between dots have their day first in all languages, even if the page claims another.
    dotted = _DOTS.search(text) and language.lower().startswith("en")
    return dates_in_text(text, "de" if dotted else language)


def _is_line(text: str) -> bool:
    if not 5 < len(text) < _MAX_LINE or not _FIGURES.search(text) or speaks_of_change(text):
        return False
    return len(_WORDS.findall(text)) <= _MAX_WORDS and not _SENTENCE.match(text)
