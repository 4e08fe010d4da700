"""The days that a page prints beside its headline."""

from __future__ import annotations

import re

from sitegen.contribute.importing.found_dates import FoundDate, dates_in_text
from sitegen.contribute.importing.html_language import said_language
from sitegen.contribute.importing.html_lines import own_text
from sitegen.contribute.importing.html_source import HtmlSource

_CHANGE = re.compile(
    r"updated|aktualisiert|mis à jour|actualizad|aggiornat|atualizad|geändert|bearbeitet|modified|оновлен|"
    r"обновлен|cập nhật|bijgewerkt|\bstand\b|تحديث|更新",
    re.IGNORECASE,
)
_FIGURES = re.compile(r"\d{2}")
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
    language = said_language(source)
    found: list[tuple[int, str]] = []
    for one in source.elements:
        if _BEFORE <= one.place <= _BEHIND and _is_line(text := own_text(one.element)):
            days = (day.text for day in _dates(text, language) if len(day.text) == 10 and not day.options)
            found += ((one.place if one.place >= 0 else -4 * one.place, day) for day in days)
    return list(dict.fromkeys(day for _, day in sorted(found, key=lambda pair: pair[0])))


def _dates(text: str, language: str) -> list[FoundDate]:
    # Figures between dots have their day first in all languages, even if the page claims another.
    dotted = _DOTS.search(text) and language.lower().startswith("en")
    return dates_in_text(text, "de" if dotted else language)


def _is_line(text: str) -> bool:
    if not 5 < len(text) < _MAX_LINE or not _FIGURES.search(text) or _CHANGE.search(text):
        return False
    return len(_WORDS.findall(text)) <= _MAX_WORDS and not _SENTENCE.match(text)
