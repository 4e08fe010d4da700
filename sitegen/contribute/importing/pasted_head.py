"""The head of a copied article: its title, standfirst, byline and date."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from sitegen.contribute.importing.byline_words import PREFIX
from sitegen.contribute.importing.change_words import ends_with_change
from sitegen.contribute.importing.found_authors import MAX_BYLINE, authors_of
from sitegen.contribute.importing.found_dates import FoundDate, dates_in_text
from sitegen.contribute.importing.line_features import ends_as_sentence, is_picture
from sitegen.contribute.importing.pasted_lines import Line
from sitegen.contribute.importing.pasted_title import title_line
from sitegen.read.page_words import BUTTON

# An agency's mark before a text: (CLO), [AFP].
_AGENCY_MARK = re.compile(r"^(?:\([^\W\d_]{2,12}\)|\[[^\W\d_]{2,12}\])\s*[-–—:]?\s*(?=\S)")


@dataclass(frozen=True, slots=True, kw_only=True)
class Head:
    """What stands above an article's text.

    title: index of its line; -1 when none was found
    summary: the standfirst without an agency's mark
    date: None when there is none
    date_is_near: the date stands between title and text
    body_start: index of the first line that may be text
    """

    title: int
    summary: str
    authors: tuple[str, ...]
    date: FoundDate | None
    date_is_near: bool
    body_start: int


def head_of(lines: Sequence[Line], block: range, language: str, *, today: str = "") -> Head:
    """The head of the article whose text is about the given block of lines."""
    title = title_line(lines, block)
    start = title + 1 if title >= 0 else block.start
    end = _end_of_head(lines, start, block)
    bylines = [at for at in range(start, end) if is_byline(lines[at], language)]
    if not bylines and title >= 0:
        bylines = [at for at in range(max(0, title - 3), title) if is_byline(lines[at], language)]
    date, near = _date_of(lines, title, start, max(end, bylines[-1] + 1 if bylines else 0), language, today)
    after = [at for at in bylines if at >= start]
    return Head(
        title=title,
        summary=_standfirst(lines, start, after[0] if after else start),
        authors=_authors(lines, bylines, start, language),
        date=date,
        date_is_near=near,
        body_start=max(start, after[-1] + 1) if after else start,
    )


def is_byline(line: Line, language: str) -> bool:
    """True for a short line that names a person or a desk and says so, or that bears a date."""
    if line.words > 25 or len(line.text) > MAX_BYLINE or is_picture(line):
        return False
    if _is_bare_prefix(line):
        return True
    dated = bool(dates_in_text(line.text, language))
    if dated and line.words <= 12:
        return True
    named = bool(authors_of(line.text, language))
    return named and bool(PREFIX.match(line.text)) and not ends_as_sentence(line.text)


def signed_by(lines: Sequence[Line], language: str) -> tuple[str, ...]:
    """The names in the first of these lines, below a text, that says that it names its author."""
    signed = (line.text for line in lines if line.words <= 12 and PREFIX.match(line.text))
    return next((names for text in signed if (names := authors_of(text, language))), ())


def without_agency_mark(text: str) -> str:
    """A text without the mark of an agency before it, such as `(AFP)`."""
    return _AGENCY_MARK.sub("", text, count=1)


def _authors(lines: Sequence[Line], bylines: Sequence[int], start: int, language: str) -> tuple[str, ...]:
    """Of the first line that names somebody; else of one beside them that is nothing but a name.

    start: index of the first line below the title
    """
    found = [authors_of(lines[at].text, language) for at in bylines]
    beside = [at for by in bylines for at in (by - 1, by + 1) if start <= at < len(lines)]
    found += [authors_of(lines[at].text, language) for at in beside if _is_name_beside(lines, at)]
    return next((names for names in found if names), ())


def _is_name_beside(lines: Sequence[Line], at: int) -> bool:
    """A name stands alone below the word "By", above the date, or with its handle below that."""
    line = lines[at]
    if line.words > 6 or ends_as_sentence(line.text) or is_picture(line) or BUTTON.search(line.text):
        return False
    named = at > 0 and _is_bare_prefix(lines[at - 1])
    above_date = at + 1 < len(lines) and any(sign.isdigit() for sign in lines[at + 1].text)
    # A single word above a date is more often the name of a section.
    return named or (above_date and line.words > 1) or "@" in line.text


def _is_bare_prefix(line: Line) -> bool:
    return line.words <= 2 and bool(PREFIX.fullmatch(line.text))


# Between title and text


def _end_of_head(lines: Sequence[Line], start: int, block: range) -> int:
    """The text begins after a byline that stands within the first lines below the title."""
    stop = max(block.start, start)
    return min(stop + 3, block.stop, len(lines))


def _standfirst(lines: Sequence[Line], start: int, byline: int) -> str:
    """The sentence between title and byline; empty when there is none, or more than two."""
    between = [line for line in lines[start:byline] if not is_picture(line) and line.words >= 6]
    told = [line.text for line in between if ends_as_sentence(line.text) or line.words >= 10]
    return without_agency_mark(told[0]) if 0 < len(told) <= 2 else ""


def _date_of(
    lines: Sequence[Line], title: int, start: int, end: int, language: str, today: str
) -> tuple[FoundDate | None, bool]:
    """The article's date, and whether it stands where such dates stand."""
    below = _dates(lines[start:end], language, today)
    above = _dates(lines[max(0, title - 4) : max(title, 0)], language, today)
    if below or above:
        return (below or above)[0], True
    elsewhere = _dates(lines[:start], language, today) or _dates(lines[end:], language, today)
    return (elsewhere[0] if elsewhere else None), False


def _dates(lines: Sequence[Line], language: str, today: str) -> list[FoundDate]:
    """Dates of short lines: days before months, first ones before the days of a change."""
    ranked = []
    # The lines are read as one text, so that one date tells how the others are written.
    text = "\n".join(line.text for line in lines if line.words <= 30 and not is_picture(line))
    for found in dates_in_text(text, language, today=today):
        changed = ends_with_change(text[max(0, found.start - 60) : found.start].rsplit("\n", 1)[-1])
        ranked.append((len(found.text) < 10, changed, found.start, found))
    return [found for *_, found in sorted(ranked, key=lambda one: one[:3])]
