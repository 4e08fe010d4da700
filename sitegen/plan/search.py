"""What the search index is made of: one small HTML document for each article.

The index is fed with documents of our own and not with the site's pages, so that a theme cannot
change what is found, and an edit of a template needs no new index.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from html import escape

from sitegen.model import Article, TermKind
from sitegen.plan.context import Context
from sitegen.plan.links import LinkResolver
from sitegen.plan.urls import article_path, output_file

_WORD = re.compile(r"\w+")
# Letters that Unicode does not decompose, and that Pagefind therefore does not fold.
_FOLDED = str.maketrans({"đ": "d", "Đ": "D"})


@dataclass(frozen=True, slots=True, kw_only=True)
class SearchDocument:
    """An article as the search index sees it.

    file: path of its page's file on the site, which gives the result's address
    day: the first day that its date can mean, `YYYY-MM-DD`
    html: the document, with Pagefind's attributes
    """

    file: str
    day: str
    html: str


def plan_search_documents(context: Context, links: LinkResolver) -> Iterator[SearchDocument]:
    """The documents of all articles in lists, oldest first."""
    for article in context.catalogue.articles:
        yield SearchDocument(
            file=output_file(article_path(article)),
            day=article.date.start,
            html=_document(context, links, article),
        )


def folded_words(text: str) -> str:
    """The words that hold a đ, with a d in its place, so that “duong” finds “đường”."""
    if "đ" not in text and "Đ" not in text:
        return ""
    words = {word.casefold() for word in _WORD.findall(text)}
    return " ".join(sorted(word.translate(_FOLDED) for word in words if "đ" in word))


def _document(context: Context, links: LinkResolver, article: Article) -> str:
    """An HTML document with Pagefind's attributes for filters, metadata and sorting."""
    outlet = context.catalogue.term("outlet", article.outlet).name
    text = " ".join((article.title, article.summary, *article.authors, article.body.text))
    marks = [
        _mark("sort", "date", _sort_key(article)),
        _mark("filter", "outlet", outlet),
        _mark("filter", "year", str(article.date.year)),
        _mark("filter", "language", article.language),
        *(_mark("filter", "tag", name) for name in _names(context, "tag", article.tags)),
        *(_mark("filter", "place", name) for name in _names(context, "place", article.places)),
        _mark("meta", "outlet", outlet),
        _mark("meta", "date", context.messages.date(article.date)),
        _mark("meta", "language", article.language),
        _mark("meta", "folded", folded_words(text)),
    ]
    paragraphs = (article.summary, ", ".join(article.authors))
    return (
        f'<!doctype html><html lang="{escape(article.language)}">'
        f"<head><title>{escape(article.title)}</title></head><body data-pagefind-body>"
        # The title is searched as metadata; as text it would open every excerpt a second time.
        f'<h1 data-pagefind-meta="title" data-pagefind-ignore>{escape(article.title)}</h1>{"".join(marks)}'
        f"{''.join(f'<p>{escape(text)}</p>' for text in paragraphs if text)}"
        f"{links.html(article.body)}</body></html>"
    )


def _sort_key(article: Article) -> str:
    """The order of lists, as text: first day, time of day, last day, file.

    Pagefind compares numbers as 32-bit floats, in which neighbouring days written as numbers are the
    same, and leaves equal ones in any order. The mark between the parts sorts before all that they
    consist of; a space would, too, but Pagefind makes one of several.
    """
    return "!".join((*article.date.sort_key, article.path))


def _names(context: Context, kind: TermKind, ids: tuple[str, ...]) -> list[str]:
    """Names of terms and of those above them: a search within Ukraine finds Kupyansk."""
    catalogue = context.catalogue
    wider = (t for term_id in ids for t in (term_id, *catalogue.ancestors(kind, term_id)))
    return [catalogue.term(kind, term_id).name for term_id in dict.fromkeys(wider)]


def _mark(role: str, key: str, value: str) -> str:
    return (
        f'<span data-pagefind-{role}="{key}[data-value]" data-value="{escape(value)}"></span>'
        if value
        else ""
    )
