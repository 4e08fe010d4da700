"""The days that a page prints beside its headline."""

from __future__ import annotations

import re

from sitegen.contribute.importing.change_words import speaks_of_change
from sitegen.contribute.importing.found_dates import FoundDate, dates_in_text
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
_WORDS = re.compile(r"[^\W\d_]{2,}")


def printed_dates(source: HtmlSource) -> list[str]:
    """Days as YYYY-MM-DD: those behind the headline in their order, then those before it.

    Lines that say when a page was changed, and sentences, are left out; so is a date that can be read
    in two ways.
    """
    days = (day.text for day in _found(source) if len(day.text) == 10 and not day.options)
    return list(dict.fromkeys(days))


def printed_in_two_ways(source: HtmlSource, day: str) -> tuple[str, ...]:
    """All that a printed date can mean which may be this day and another; empty when none may."""
    return next((one.options for one in _found(source) if day in one.options), ())


def _found(source: HtmlSource) -> list[FoundDate]:
    language = said_language(source)
    found: list[tuple[int, FoundDate]] = []
    for one in source.elements:
        if _BEFORE <= one.place <= _BEHIND and _is_line(text := own_text(one.element)):
            distance = one.place if one.place >= 0 else -4 * one.place
            found += ((distance, day) for day in _dates(text, language))
    return [day for _, day in sorted(found, key=lambda pair: pair[0])]


def _dates(text: str, language: str) -> list[FoundDate]:
    # Figures between dots have their day first in all languages, even if the page claims another.
    dotted = _DOTS.search(text) and language.lower().startswith("en")
    return dates_in_text(text, "de" if dotted else language)


def _is_line(text: str) -> bool:
    if not 5 < len(text) < _MAX_LINE or not _FIGURES.search(text) or speaks_of_change(text):
        return False
    return len(_WORDS.findall(text)) <= _MAX_WORDS and not _SENTENCE.match(text)
