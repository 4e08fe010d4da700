"""What the archive holds already, as far as an import has to know it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from sitegen.contribute.importing.gazetteer import CityIndex, remembered_city_index
from sitegen.executors import open_workers
from sitegen.model import TERM_KINDS, Article, TermKind
from sitegen.read.duplicates import DuplicateFinder, urls_of
from sitegen.read.parsed import Parsed
from sitegen.read.registers import Register, read_register
from sitegen.read.site_config import read_site_config
from sitegen.read.text_signatures import text_signatures
from sitegen.session import open_session
from sitegen.sources import find_sources


@dataclass(frozen=True, slots=True, kw_only=True)
class KnownArticles:
    """What the archive holds.

    language: of the archive
    registers: by kind
    cities: for the register of places
    pages: SHA-256 of the pages that articles were cleaned from, each with the article's file
    duplicates: finds articles by address and by text
    """

    language: str
    registers: Mapping[TermKind, Register]
    cities: CityIndex
    pages: Mapping[str, str]
    duplicates: DuplicateFinder


def read_known(root: Path, *, jobs: int | None) -> KnownArticles:
    """Reads the archive at `root`. Raises `ProblemsError` when it is none."""
    with open_session(root, clean=False) as session, open_workers(jobs) as workers:
        config = read_site_config(root, session.store)
        files = find_sources(session, config).files
        articles, _ = session.reader(config.language).read(files, workers)
        digests = {parsed.path: parsed.outline.digest for parsed in articles if parsed.outline}
        cities = remembered_city_index(session.store)
        signatures = text_signatures(digests, session.bodies(config.language), session.store, workers)
    return KnownArticles(
        language=config.language,
        registers={kind: read_register(root, kind) for kind in TERM_KINDS},
        cities=cities,
        pages={a.source_sha256: a.path for a in _documents(articles) if a.source_sha256},
        duplicates=DuplicateFinder(
            (article.path, urls_of(article), signatures[article.path]) for article in _documents(articles)
        ),
    )


def _documents(articles: Iterable[Parsed[Article]]) -> Iterator[Article]:
    return (parsed.document for parsed in articles if parsed.document)
