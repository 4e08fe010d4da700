"""Which terms the articles of an archive use."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from sitegen.diagnostics import Diagnostic
from sitegen.executors import open_workers
from sitegen.model import TERM_KINDS, Article, FreePage, Term, TermKind
from sitegen.read.parsed import Parsed
from sitegen.read.registers import Register, read_register
from sitegen.read.resolve import Resolver
from sitegen.read.site_config import read_site_config
from sitegen.session import open_session
from sitegen.sources import find_sources

Registers = Mapping[TermKind, Register]


@dataclass(frozen=True, slots=True, kw_only=True)
class ArchiveTexts:
    """The registers, and all articles and pages that can be read, drafts included.

    registers: by kind
    articles, pages: in the order of their paths
    """

    registers: Registers
    articles: tuple[Parsed[Article], ...]
    pages: tuple[Parsed[FreePage], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class TermUses:
    """What articles use.

    terms: for each kind, all terms by id: the registers', then those that only articles name
    counts: for each kind, the number of articles that name a term, by its id
    diagnostics: what is wrong with names in articles
    """

    terms: Mapping[TermKind, Mapping[str, Term]]
    counts: Mapping[TermKind, Counter[str]]
    diagnostics: tuple[Diagnostic, ...]


def read_texts(root: Path) -> ArchiveTexts:
    """Reads the archive at `root`. Raises `ProblemsError` when it is none."""
    with open_session(root, clean=False) as session, open_workers(None) as workers:
        config = read_site_config(root, session.store)
        files = find_sources(session, config).files
        articles, pages = session.reader(config.language).read(files, workers)
        registers = {kind: read_register(root, kind, session.store) for kind in TERM_KINDS}
    return ArchiveTexts(registers=registers, articles=tuple(articles), pages=tuple(pages))


def term_uses(registers: Registers, articles: tuple[Parsed[Article], ...]) -> TermUses:
    """What articles use of these registers, and what they name that is not there."""
    resolver = Resolver(registers)
    counts: dict[TermKind, Counter[str]] = {kind: Counter() for kind in TERM_KINDS}
    for parsed in articles:
        found = resolver.resolve(parsed, parsed.document) if parsed.document else None
        if found:
            counts["outlet"].update((found.outlet,))
            counts["tag"].update(found.tags)
            counts["place"].update(found.places)
    return TermUses(terms=resolver.terms, counts=counts, diagnostics=tuple(resolver.diagnostics))
