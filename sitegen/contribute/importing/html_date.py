"""On which day a page was published, as the page's own calendar has it."""

from __future__ import annotations

import re
from datetime import date
from itertools import islice

from htmldate import find_date
from lxml.html import HtmlElement

from sitegen.contribute.importing.found_dates import dates_in_text
from sitegen.contribute.importing.html_language import said_language
from sitegen.contribute.importing.html_printed_dates import (
    headline_day,
    printed_dates,
    printed_in_two_ways,
)
from sitegen.contribute.importing.html_source import HtmlSource
from sitegen.contribute.importing.structured_data import text_of_value

_ISO = re.compile(
    r"(?<!\d)(?:(\d{4})-(\d{1,2})-(\d{1,2})|(\d{4})/(\d{1,2})/(\d{1,2})|(\d{4})(\d{2})(\d{2}))(?!\d)"
)
_METAS = (
    "article:published_time", "datepublished", "og:published_time", "article:published", "parsely-pub-date",
    "sailthru.date", "citation_publication_date", "dc.date.issued", "dcterms.created", "dc.date", "pubdate",
    "publishdate", "publish-date", "publication_date", "cxenseparse:recs:publishtime", "dcterms.date",
)  # fmt: skip
_CHANGES = ("article:modified_time", "og:updated_time", "datemodified")
_FIRST_LINES = 3
_NEAR, _BESIDE = 40, 20
_FIRST_YEAR = 1990
_MAX_WRITTEN, _MAX_TEXTS = 2_000, 500
_URL_DATE = re.compile(r"/((?:19|20)\d\d)[/-](\d{1,2})[/-](\d{1,2})(?=[/_-]|$)")


def dates_of(source: HtmlSource, *, latest: str = "") -> tuple[str, ...]:
    """The day of publication as YYYY-MM-DD, and after it the others that strong signals name.

    What the page prints beside its headline decides between signals that differ, and by a day, because
    stamps are often in another time zone. A day of change never counts against them.
    latest: a day after which it cannot have been: that on which the page was read
    """
    said = list(dict.fromkeys(day for text in _strong(source) if (day := _day(text, latest))))
    printed = [day for day in printed_dates(source) if day <= (latest or _today())][:_FIRST_LINES]
    if not said:
        return _without_signals(source, printed, latest)
    changed = {
        _day(source.meta(*_CHANGES), latest),
        _day(text_of_value(source.article.get("dateModified")), latest),
    }
    best = next((day for day in printed if day in said), "") or said[0]
    beside = [day for day in printed_dates(source, reach=_NEAR) if day in printed]
    first = beside[0] if beside and best not in printed else best
    of_address = _day(_of_address(source), latest)
    is_next = first not in changed and _days_between(first, best) == 1
    if best == said[0] and is_next and of_address != best:
        best = first
    elif best not in printed and of_address and _days_between(of_address, best) > 1:
        # An address is made when an article first appears; stamps may be of a later version.
        best = min(of_address, best)
    below = headline_day(source)
    is_shown = below and below <= (latest or _today()) and below not in changed
    if is_shown and not of_address and best not in printed:
        best = below  # What readers are shown.
    return tuple(dict.fromkeys([best, *said]))


def _without_signals(source: HtmlSource, printed: list[str], latest: str) -> tuple[str, ...]:
    """Without stamps: htmldate and the printed lines vote; where they differ, the line goes before."""
    beside = [day for day in printed_dates(source, reach=_BESIDE) if day in printed]
    if len(printed) == 1 or beside:
        return tuple((beside or printed)[:1])
    guessed = _by_htmldate(source, latest)
    if guessed in printed or not printed:
        options = printed_in_two_ways(source, guessed) if guessed not in printed else ()
        return tuple(dict.fromkeys(day for day in (guessed, *options) if day))
    return (printed[0],)


def _days_between(one: str, other: str) -> int:
    return abs((date.fromisoformat(one) - date.fromisoformat(other)).days)


def _strong(source: HtmlSource) -> list[str]:
    """What machines are told, the likeliest first."""
    written = [source.article.get("datePublished"), source.article.get("dateCreated")]
    metas = [source.meta(name) for name in _METAS]
    found = (*written[:1], *metas, *written[1:], _of_address(source))
    return [text for text in found if isinstance(text, str) and text]


def _of_address(source: HtmlSource) -> str:
    found = _URL_DATE.search(source.url or source.canonical)
    return "-".join(found.groups()) if found else ""


def _day(text: str, latest: str) -> str:
    """The calendar day of a time stamp with its own offset: it is cut, never shifted."""
    found = _ISO.search(text)
    if not found:
        worded = dates_in_text(text, "en") if re.search("[A-Za-z]{3}", text) else []
        days = [one.text for one in worded if len(one.text) == 10 and not one.options]
        return days[0] if days and f"{_FIRST_YEAR}" <= days[0] <= (latest or _today()) else ""
    year, month, day = (int(part) for part in found.groups() if part is not None)
    try:
        value = date(year, month, day).isoformat()
    except ValueError:
        return ""
    return value if year >= _FIRST_YEAR and value <= (latest or _today()) else ""


def _today() -> str:
    from datetime import UTC, datetime, timedelta

    # Some calendars are a day ahead of UTC's.
    return (datetime.now(UTC) + timedelta(days=1)).date().isoformat()


def _by_htmldate(source: HtmlSource, latest: str) -> str:
    tree: HtmlElement = source.tree
    try:
        found = find_date(
            tree, original_date=True, extensive_search=True, url=source.url or None,
            max_date=latest or None, min_date=f"{_FIRST_YEAR}-01-01",
        )  # fmt: skip
    except (ValueError, TypeError, OverflowError):  # Its parsers of dates meet all kinds of text.
        return ""
    return found if found and (not found.endswith("-01") or _is_written(source, found)) else ""


def _is_written(source: HtmlSource, day: str) -> bool:
    """True when the page holds all of a date: htmldate makes the first of a month or year of less."""
    year, month, _ = (int(part) for part in day.split("-"))
    figures = re.compile(
        rf"{year}([-/.]?)0?{month}\1(?:01|1)(?!\d)|(?<!\d)(?:0?1([-/.])\s?0?{month}|0?{month}([-/.])0?1)[-/.]\s?{year}"
    )
    language = said_language(source)
    texts = (str(one) for one in source.tree.xpath("//text()[not(parent::style)]|//@*"))
    return any(
        figures.search(text) or any(one.text == day for one in dates_in_text(text, language))
        for text in islice((text for text in texts if str(year) in text), _MAX_TEXTS)
        if len(text) < _MAX_WRITTEN
    )
