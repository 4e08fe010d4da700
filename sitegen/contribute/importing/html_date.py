"""On which day a page was published, as the page's own calendar has it."""

from __future__ import annotations

import re
from datetime import date

from htmldate import find_date
from lxml.html import HtmlElement

from sitegen.contribute.importing.html_source import HtmlSource

_ISO = re.compile(
    r"(\d{4})-(\d{1,2})-(\d{1,2})(?!\d)|(\d{4})/(\d{1,2})/(\d{1,2})(?!\d)|(\d{4})(\d{2})(\d{2})(?!\d)"
)
_METAS = (
    "article:published_time", "datepublished", "og:published_time", "article:published", "parsely-pub-date",
    "sailthru.date", "citation_publication_date", "dc.date.issued", "dcterms.created", "dc.date", "pubdate",
    "publishdate", "publish-date", "publication_date", "cxenseparse:recs:publishtime", "dcterms.date",
)  # fmt: skip
_FIRST_YEAR = 1990
_URL_DATE = re.compile(r"/((?:19|20)\d\d)[/-](\d{1,2})[/-](\d{1,2})(?=[/_-]|$)")


def dates_of(source: HtmlSource, *, latest: str = "") -> tuple[str, ...]:
    """The day of publication as YYYY-MM-DD, and after it the others that strong signals name.

    latest: a day after which it cannot have been: that on which the page was read
    """
    strong = [day for text in _strong(source) if (day := _day(text, latest))]
    weak = [] if strong else [day for day in (_by_htmldate(source, latest),) if day]
    return tuple(dict.fromkeys(strong + weak))


def _strong(source: HtmlSource) -> list[str]:
    written = [source.article.get("datePublished"), source.article.get("dateCreated")]
    metas = [source.meta(name) for name in _METAS]
    address = _URL_DATE.search(source.url or source.canonical)
    of_address = "-".join(address.groups()) if address else ""
    # An address is made when an article first appears; stamps may be of a later version.
    return [
        text for text in (of_address, *written[:1], *metas, *written[1:]) if isinstance(text, str) and text
    ]


def _day(text: str, latest: str) -> str:
    """The calendar day of a time stamp with its own offset: it is cut, never shifted."""
    found = _ISO.search(text)
    if not found:
        return ""
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
    return found or ""
