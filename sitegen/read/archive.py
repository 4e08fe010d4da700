"""The whole of `content/` becomes one `Archive`."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import msgspec
from msgspec.structs import replace

from sitegen.config import SiteConfig
from sitegen.diagnostics import Diagnostic, sorted_diagnostics
from sitegen.executors import Workers
from sitegen.memory import Memory
from sitegen.model import TERM_KINDS, Archive, Article, BodyLink, FreePage, Outline, Term, TermKind
from sitegen.read.discover import ContentFiles
from sitegen.read.media import MediaReader, find_uses
from sitegen.read.parse import DocumentReader
from sitegen.read.parsed import Parsed
from sitegen.read.registers import Register, read_register
from sitegen.read.resolve import Resolver
from sitegen.read.store import Store


class _Resolved(msgspec.Struct, frozen=True):
    """Articles with ids of terms, oldest first, the terms by kind and id, and what was found on the way."""

    articles: tuple[Article, ...]
    terms: Mapping[TermKind, Mapping[str, Term]]
    diagnostics: tuple[Diagnostic, ...]


def read_archive(
    root: Path,
    config: SiteConfig,
    files: ContentFiles,
    *,
    drafts: bool,
    reader: DocumentReader,
    media: MediaReader,
    store: Store,
    workers: Workers,
    memory: Memory,
) -> Archive:
    """Reads the archive at `root`.

    files: what there is
    drafts: True keeps drafts
    reader: of the archive's articles and pages
    media: the reader of its images
    store, memory: what earlier builds remember

    Problems are in the archive's `diagnostics`; files that have errors are left out.
    """
    articles, parsed_pages = reader.read(files, workers)
    registers = {kind: read_register(root, kind, store) for kind in TERM_KINDS}
    resolved = memory.recall(
        "resolve",
        (registers, drafts, articles),
        lambda: _resolved(registers, articles, drafts=drafts),
        lambda known, before: _revised(before, articles, known) if known[:2] == (registers, drafts) else None,
    )
    pages = _in_menu_order(parsed_pages, drafts=drafts)
    outlines: dict[str, Outline] = {}
    linking: dict[str, tuple[BodyLink, ...]] = {}
    diagnostics: list[Diagnostic] = []
    documents: list[Parsed[Article] | Parsed[FreePage]] = [*articles, *parsed_pages]
    for parsed in documents:
        outline = parsed.outline
        if outline:
            outlines[parsed.path] = outline
            if outline.links:
                linking[parsed.path] = outline.links
        if parsed.diagnostics:
            diagnostics.extend(parsed.diagnostics)
    published = [article for article in resolved.articles if not article.withdrawn]
    lead = [article.image for article in published if article.image]
    shown = {*(article.path for article in published), *(page.path for page in pages)} if linking else ()
    links = [found for path, found in linking.items() if path in shown]
    logo = config.brand.logo
    uses = memory.recall("uses", (lead, links, logo), lambda: find_uses(lead, links, logo))
    images, image_problems = media.read(files, uses, workers)
    diagnostics += (*files.diagnostics, *image_problems, *resolved.diagnostics)
    for register in registers.values():
        diagnostics.extend(register.diagnostics)
    return Archive(
        config=config,
        articles=resolved.articles,
        pages=pages,
        media=images,
        terms=resolved.terms,
        outlines=outlines,
        diagnostics=sorted_diagnostics(diagnostics),
    )


def _resolved(
    registers: Mapping[TermKind, Register], articles: Sequence[Parsed[Article]], *, drafts: bool
) -> _Resolved:
    """A draft that is left out gives no term its spelling."""
    resolver = Resolver(registers)
    kept = [(p, p.document) for p in articles if p.document and (drafts or not p.document.draft)]
    found = [resolver.resolve(parsed, document) for parsed, document in kept]
    known = [article for article in found if article]
    in_time = tuple(sorted(known, key=_place_in_time))
    return _Resolved(in_time, resolver.terms, tuple(resolver.diagnostics))


def _place_in_time(article: Article) -> tuple[object, str]:
    return article.date.sort_key, article.path


def _revised(
    before: _Resolved, articles: Sequence[Parsed[Article]], known: tuple[Any, ...]
) -> _Resolved | None:
    """The same, made of what there was before; None when an article names or stands otherwise than it did."""
    parsed_before: list[Parsed[Article]] = known[2]
    if len(parsed_before) != len(articles):
        return None
    pairs = [(a, b) for a, b in zip(parsed_before, articles, strict=True) if a is not b]
    pairs = [(a, b) for a, b in pairs if (a.document, a.positions) != (b.document, b.positions)]
    revised = list(before.articles)
    for old, new in pairs:
        if old.document is None or new.document is None or old.positions != new.positions:
            return None
        if _standing(old.document) != _standing(new.document):
            return None
        number = bisect_left(revised, _place_in_time(new.document), key=_place_in_time)
        if number < len(revised) and revised[number].path == new.path:  # A draft may be left out.
            there = revised[number]
            ids = {"outlet": there.outlet, "tags": there.tags, "places": there.places}
            revised[number] = replace(new.document, **ids)
    return _Resolved(tuple(revised), before.terms, before.diagnostics) if pairs else before


def _standing(article: Article) -> tuple[object, ...]:
    """What decides the ids of an article's terms, and its place among others."""
    return article.path, article.date, article.draft, article.outlet, article.tags, article.places


def _in_menu_order(pages: Sequence[Parsed[FreePage]], *, drafts: bool) -> tuple[FreePage, ...]:
    kept = (parsed.document for parsed in pages if parsed.document and (drafts or not parsed.document.draft))
    return tuple(sorted(kept, key=lambda page: (page.order, page.title, page.path)))
