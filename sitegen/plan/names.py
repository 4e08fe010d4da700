"""`/search/names.json`: names of all terms, with which a search that finds nothing looks for near misses."""

from __future__ import annotations

import json
from collections.abc import Iterator

import msgspec

from sitegen.model import TERM_KINDS, TermKind
from sitegen.plan.context import Context
from sitegen.plan.pages import Page
from sitegen.plan.urls import NAMES
from sitegen.plan.views import TextView


def plan_names(context: Context) -> Iterator[Page]:
    """The file of names, unless the site has no search."""
    if context.config.search:
        yield Page(url=NAMES, template="", make=_names, parts=_parts)


def _names(context: Context) -> TextView:
    """A list of `[kind, URL, name, alias, …]` for each term that has a page, by kind and id."""
    rows = [
        _row(context, kind, term_id)
        for kind in TERM_KINDS
        for term_id in sorted(context.catalogue.links[kind])
    ]
    return TextView(text=json.dumps(rows, ensure_ascii=False, separators=(",", ":")) + "\n")


def _parts(context: Context) -> tuple[bytes, ...]:
    """Which terms have pages, and their names, which only an article may say."""
    catalogue = context.catalogue
    terms = [
        [(t, catalogue.term(kind, t).name) for t in sorted(catalogue.links[kind])] for kind in TERM_KINDS
    ]
    return (msgspec.msgpack.encode(terms),)


def _row(context: Context, kind: TermKind, term_id: str) -> tuple[str, ...]:
    term = context.catalogue.term(kind, term_id)
    return kind, context.catalogue.link(kind, term_id).url, term.name, *term.aliases
