"""The whole of `content/` becomes one `Archive`."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from sitegen.config import SiteConfig
from sitegen.diagnostics import Diagnostic, sorted_diagnostics
from sitegen.executors import Workers
from sitegen.model import TERM_KINDS, Archive, Article, FreePage, MediaFile
from sitegen.read.discover import MAX_MEDIA_BYTES, file_problem, find_content
from sitegen.read.parse import parse_documents
from sitegen.read.parsed import Parsed
from sitegen.read.registers import read_register
from sitegen.read.resolve import Resolver
from sitegen.read.store import Store


def read_archive(root: Path, config: SiteConfig, *, drafts: bool, store: Store, workers: Workers) -> Archive:
    """Reads the archive at `root`.

    drafts: True keeps drafts
    store: remembers what files gave

    Problems are in the archive's `diagnostics`; files that have errors are left out.
    """
    files = find_content(root)
    articles, pages = parse_documents(root, files, config.language, store, workers)
    resolver = Resolver({kind: read_register(root, kind, store) for kind in TERM_KINDS})
    media, media_problems = _media(root, files.media)
    resolved = _resolved(resolver, articles, drafts=drafts)
    diagnostics: list[Diagnostic] = [*files.diagnostics, *media_problems]
    for article in articles:
        diagnostics.extend(article.diagnostics)
    for page in pages:
        diagnostics.extend(page.diagnostics)
    for register in resolver.registers.values():
        diagnostics.extend(register.diagnostics)
    diagnostics.extend(resolver.diagnostics)
    return Archive(
        config=config,
        articles=_in_time(resolved),
        pages=_in_menu_order(pages, drafts=drafts),
        media=media,
        terms=resolver.terms,
        outlines={
            **{parsed.path: parsed.outline for parsed in articles if parsed.outline},
            **{parsed.path: parsed.outline for parsed in pages if parsed.outline},
        },
        diagnostics=sorted_diagnostics(diagnostics),
    )


def _resolved(resolver: Resolver, articles: Sequence[Parsed[Article]], *, drafts: bool) -> list[Article]:
    """The articles with ids of terms. A draft that is left out gives no term its spelling."""
    kept = [(p, p.document) for p in articles if p.document and (drafts or not p.document.draft)]
    resolved = (resolver.resolve(parsed, document) for parsed, document in kept)
    return [article for article in resolved if article]


def _in_time(articles: Sequence[Article]) -> tuple[Article, ...]:
    return tuple(sorted(articles, key=lambda article: (article.date.sort_key, article.path)))


def _in_menu_order(pages: Sequence[Parsed[FreePage]], *, drafts: bool) -> tuple[FreePage, ...]:
    kept = (parsed.document for parsed in pages if parsed.document and (drafts or not parsed.document.draft))
    return tuple(sorted(kept, key=lambda page: (page.order, page.title, page.path)))


def _media(root: Path, paths: Sequence[str]) -> tuple[tuple[MediaFile, ...], list[Diagnostic]]:
    media: list[MediaFile] = []
    problems: list[Diagnostic] = []
    for path in paths:
        problem = file_problem(root, path, limit=MAX_MEDIA_BYTES)
        if problem:
            problems.append(problem)
        else:
            media.append(MediaFile(path=path))
    return tuple(media), problems
