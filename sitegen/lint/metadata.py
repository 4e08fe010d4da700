"""Rules about the front matter of an article: its summary, and its date against its folder."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Iterator

from sitegen.dates import EdtfDate
from sitegen.diagnostics import Diagnostic
from sitegen.lint.document import Document, shortened, words_of
from sitegen.model import Article

_FOLDER = re.compile(r"content/articles/(?P<year>\d{4})/(?:(?P<month>\d\d)/)?[^/]+")
# A summary of fewer signs and words says nothing that a title does not; Chinese takes fewer signs.
_LEAST_SIGNS = 25
_LEAST_WORDS = 3
_DENSE = re.compile("[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3041-\u30ff\u3400-\u9fff\uac00-\ud7a3]")
_LEAST_DENSE = 8
_UNSURE = re.compile("[~?%]")
# Somewhere on Earth it is tomorrow already.
_AHEAD = dt.timedelta(days=1)


def summary_problems(document: Document) -> Iterator[Diagnostic]:
    """W601 for an article without a summary, W602 for one that tells nothing."""
    facts, source = document.facts, document.source
    if facts.date is None or facts.is_withdrawn:
        return
    if not facts.summary:
        place = source.key_place("summary", "title")
        hint = "Write `summary: …`: one sentence that says what happened, and who says so."
        yield document.problem("W601", "The article has no summary", hint, place)
        return
    fault = _summary_fault(document)
    if fault:
        hint = "Say in one sentence of your own what happened; lists show it under the title."
        yield document.problem("W602", fault, hint, source.key_place("summary"))


def _summary_fault(document: Document) -> str:
    """What is wrong with a summary, or nothing."""
    summary, title = document.facts.summary.strip(), document.facts.title
    said = words_of(summary)
    if said == words_of(title):
        return "The summary only repeats the title"
    if summary.endswith(("...", "[…]")) or (summary.endswith("…") and len(summary) > 100):
        return "The summary breaks off in the middle of a sentence"
    if _is_thin(summary):
        return f"The summary is too short to tell anything: “{shortened(summary)}”"
    first = document.source.paragraphs[:1]
    if first and words_of(first[0].text[: 2 * len(summary)]).startswith(said):
        return "The summary only repeats the beginning of the text"
    return ""


def _is_thin(summary: str) -> bool:
    dense = len(_DENSE.findall(summary))
    if dense > len(summary) / 3:
        return len(summary) < _LEAST_DENSE
    return len(summary) < _LEAST_SIGNS and len(summary.split()) < _LEAST_WORDS


def folder_problems(document: Document) -> Iterator[Diagnostic]:
    """W604 for an article whose date cannot lie in the year and month of its folder.

    A corrected date moves no page, so an article with corrections is not asked.
    """
    date, folder = document.facts.date, _FOLDER.fullmatch(document.facts.path)
    if date is None or not folder or document.facts.is_corrected or _UNSURE.search(date.text):
        return
    year, month = folder["year"], folder["month"]
    # The 31st of a month that has none compares well enough.
    if date.end < f"{year}-{month or '01'}-01" or _first_day(date) > f"{year}-{month or '12'}-31":
        lies = f"{year}/{month}" if month else year
        wanted = f"{date.start[:4]}/{date.start[5:7]}" if date.month else date.start[:4]
        message = f"The date {date.text} disagrees with the folder {lies}"
        hint = f"Correct the date, or move the file to content/articles/{wanted}/."
        yield document.problem("W604", message, hint, document.source.key_place("date"))


def _first_day(date: EdtfDate) -> str:
    """The first day that a date can mean; an interval that is open there (`../1964`) means any."""
    return "" if date.text.startswith(("/", "..")) else date.start


def future_dates(articles: Iterable[Article], today: dt.date) -> Iterator[tuple[Article, str, EdtfDate]]:
    """Dates that are still to come, with the article and the key that holds them."""
    limit = (today + _AHEAD).isoformat()
    for article in articles:
        if _first_day(article.date) > limit:
            yield article, "date", article.date
        if article.retrieved and _first_day(article.retrieved) > limit:
            yield article, "retrieved", article.retrieved
        for correction in article.corrections:
            if _first_day(correction.date) > limit:
                yield article, "corrections", correction.date
