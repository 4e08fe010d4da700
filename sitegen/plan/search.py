"""What the search index is made of: one small HTML document for each article.

The index is fed with documents of our own and not with the site's pages, so that a theme cannot
change what is found, and an edit of a template needs no new index.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import escape

import msgspec

from sitegen.model import Article, Body, TermKind
from sitegen.plan.bylines import spoken_names
from sitegen.plan.context import Context
from sitegen.plan.urls import article_path, output_file

_WORD = re.compile(r"\w+")
_IMAGE = re.compile(r"<img\b[^>]*>")
# Letters that Unicode does not decompose, and that Pagefind therefore does not fold.
_FOLDED = str.maketrans({"đ": "d", "Đ": "D"})


class SearchRecord(msgspec.Struct, frozen=True, kw_only=True):
    """What the search index holds of an article, but for its body.

    file: path of its page's file on the site, which gives the result's address
    source: its content file
    day: first day that its date can mean, `YYYY-MM-DD`
    order: sorts as lists do
    shown_date: the date in words
    tags, places: names of the terms that it names, and of those above them
    """

    file: str
    source: str
    title: str
    summary: str
    authors: tuple[str, ...]
    language: str
    day: str
    order: str
    shown_date: str
    outlet: str
    tags: tuple[str, ...]
    places: tuple[str, ...]


def plan_search_records(context: Context) -> Iterator[SearchRecord]:
    """The records of all articles in lists, oldest first."""
    for article in context.catalogue.articles:
        yield SearchRecord(
            file=output_file(article_path(article)),
            source=article.path,
            title=article.title,
            summary=article.summary,
            authors=spoken_names(article.authors),
            language=article.language,
            day=article.date.start,
            order=_order(article),
            shown_date=context.messages.date(article.date),
            outlet=context.catalogue.term("outlet", article.outlet).name,
            tags=_names(context, "tag", article.tags),
            places=_names(context, "place", article.places),
        )


def folded_words(text: str) -> str:
    """The words that hold a đ, with a d in its place, so that “duong” finds “đường”."""
    if "đ" not in text and "Đ" not in text:
        return ""
    words = {word.casefold() for word in _WORD.findall(text)}
    return " ".join(sorted(word.translate(_FOLDED) for word in words if "đ" in word))


def search_document(record: SearchRecord, body: Body) -> str:
    """An HTML document with Pagefind's attributes for filters, metadata and sorting."""
    text = " ".join((record.title, record.summary, *record.authors, body.text))
    marks = [
        _mark("sort", "date", record.order),
        _mark("filter", "outlet", record.outlet),
        _mark("filter", "year", str(int(record.day[:4]))),
        _mark("filter", "language", record.language),
        *(_mark("filter", "tag", name) for name in record.tags),
        *(_mark("filter", "place", name) for name in record.places),
        _mark("meta", "outlet", record.outlet),
        _mark("meta", "date", record.shown_date),
        _mark("meta", "language", record.language),
        _mark("meta", "folded", folded_words(text)),
    ]
    paragraphs = (record.summary, ", ".join(record.authors))
    # The index holds texts only: links stay unresolved, and images, whose addresses it would take, out.
    body_html = _IMAGE.sub("", body.html)
    return (
        f'<!doctype html><html lang="{escape(record.language)}">'
        f"<head><title>{escape(record.title)}</title></head><body data-pagefind-body>"
        # The title is searched as metadata; as text it would open every excerpt a second time.
        f'<h1 data-pagefind-meta="title" data-pagefind-ignore>{escape(record.title)}</h1>{"".join(marks)}'
        f"{''.join(f'<p>{escape(text)}</p>' for text in paragraphs if text)}{body_html}</body></html>"
    )


def _order(article: Article) -> str:
    """The order of lists, as text: first day, time of day, last day, file.

    Pagefind compares numbers as 32-bit floats, in which neighbouring days written as numbers are the
    same, and leaves equal ones in any order. The mark between the parts sorts before all that they
    consist of; a space would, too, but Pagefind makes one of several.
    """
    return "!".join((*article.date.sort_key, article.path))


def _names(context: Context, kind: TermKind, ids: tuple[str, ...]) -> tuple[str, ...]:
    """Names of terms and of those above them: a search within Ukraine finds Kupyansk."""
    catalogue = context.catalogue
    return tuple(catalogue.term(kind, term_id).name for term_id in catalogue.with_wider(kind, ids))


def _mark(role: str, key: str, value: str) -> str:
    return (
        f'<span data-pagefind-{role}="{key}[data-value]" data-value="{escape(value)}"></span>'
        if value
        else ""
    )
