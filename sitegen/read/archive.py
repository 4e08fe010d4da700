"""The whole of `content/` becomes one `Archive`."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import msgspec
from msgspec.structs import replace

from sitegen.config import SiteConfig
from sitegen.diagnostics import Diagnostic, sorted_diagnostics
from sitegen.executors import Workers
from sitegen.memory import Memory
from sitegen.model import TERM_KINDS, Archive, Article, FreePage, Term, TermKind
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
        (registers, drafts, [p.document for p in articles], [p.positions for p in articles]),
        lambda: _resolved(registers, articles, drafts=drafts),
        lambda known, before: _revised(before, articles, known) if known[:2] == (registers, drafts) else None,
    )
    pages = _in_menu_order(parsed_pages, drafts=drafts)
    outlines = {
        **{parsed.path: parsed.outline for parsed in articles if parsed.outline},
        **{parsed.path: parsed.outline for parsed in parsed_pages if parsed.outline},
    }
    published = [article for article in resolved.articles if not article.withdrawn]
    lead = [article.image for article in published if article.image]
    links = [
        *(links for article in published if (links := outlines[article.path].links)),
        *(outlines[page.path].links for page in pages),
    ]
    logo = config.brand.logo
    uses = memory.recall("uses", (lead, links, logo), lambda: find_uses(lead, links, logo))
    images, image_problems = media.read(files, uses, workers)
    diagnostics: list[Diagnostic] = [*files.diagnostics, *image_problems, *resolved.diagnostics]
    for article in articles:
        if article.diagnostics:
            diagnostics.extend(article.diagnostics)
    for page in parsed_pages:
        diagnostics.extend(page.diagnostics)
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
    in_time = sorted(known, key=lambda article: (article.date.sort_key, article.path))
    return _Resolved(tuple(in_time), resolver.terms, tuple(resolver.diagnostics))


def _revised(
    before: _Resolved, articles: Sequence[Parsed[Article]], known: tuple[Any, ...]
) -> _Resolved | None:
    """The same, made of what there was before; None when an article names or stands otherwise than it did."""
    _, _, documents, positions = known
    if len(documents) != len(articles):
        return None
    changed: dict[str, Article] = {}
    for old, old_positions, parsed in zip(documents, positions, articles, strict=True):
        new = parsed.document
        if new is old and parsed.positions is old_positions:
            continue
        if (
            new is None
            or old is None
            or parsed.positions != old_positions
            or _standing(new) != _standing(old)
        ):
            return None
        changed[new.path] = new

    def revised(article: Article) -> Article:
        new = changed.get(article.path)
        ids = {"outlet": article.outlet, "tags": article.tags, "places": article.places}
        return replace(new, **ids) if new else article

    return _Resolved(tuple(map(revised, before.articles)), before.terms, before.diagnostics)


def _standing(article: Article) -> tuple[object, ...]:
    """What decides the ids of an article's terms, and its place among others."""
    return article.path, article.date, article.draft, article.outlet, article.tags, article.places


def _in_menu_order(pages: Sequence[Parsed[FreePage]], *, drafts: bool) -> tuple[FreePage, ...]:
    kept = (parsed.document for parsed in pages if parsed.document and (drafts or not parsed.document.draft))
    return tuple(sorted(kept, key=lambda page: (page.order, page.title, page.path)))
