"""All that is wrong with the content, without making a site of it."""

from __future__ import annotations

from contextlib import suppress
from datetime import UTC, datetime
from functools import partial

import msgspec

from sitegen.config import SiteConfig
from sitegen.diagnostics import Diagnostic, sorted_diagnostics, with_settings
from sitegen.executors import Workers, open_workers
from sitegen.memory import without_garbage_collector
from sitegen.model import Archive
from sitegen.progress import Progress, Silent
from sitegen.read.site_config import read_site_config
from sitegen.session import Session
from sitegen.sources import Sources, find_sources, sources_are_read, sources_digest

_NOTE = "check"


def check(
    session: Session, progress: Progress | None = None, *, jobs: int | None = None
) -> tuple[Diagnostic, ...]:
    """All that a build would find wrong with the content, drafts included, and what only a check looks for.

    session: of the archive
    jobs: number of processes; None means one for each core

    Each problem is as severe as the archive takes it. Raises `ProblemsError` when nothing can be checked.
    """
    with without_garbage_collector():
        config = read_site_config(session.root, session.store)
        sources = find_sources(session, config)
        if sources_are_read(sources, session):
            known = _known(sources, session)
            if known is not None:
                return known
        with open_workers(jobs) as workers:
            return _read_and_found(sources, config, session, workers, progress or Silent())


def _read_and_found(
    sources: Sources, config: SiteConfig, session: Session, workers: Workers, progress: Progress
) -> tuple[Diagnostic, ...]:
    progress.stage("read", 0)
    session.reader(config.language).read(sources.files, workers)
    # Files that were only touched, as by a checkout, say what they said before.
    known = _known(sources, session)
    if known is not None:
        return known
    progress.stage("plan", 0)
    found = _found(sources, config, session, workers)
    session.store.remember(_NOTE, _key(sources, session), msgspec.msgpack.encode(found))
    return found


def _found(
    sources: Sources, config: SiteConfig, session: Session, workers: Workers
) -> tuple[Diagnostic, ...]:
    from sitegen.lint.archive import lint_archive
    from sitegen.prepare import examine

    run = partial(examine, sources, config, session, workers, Silent())
    with_drafts = run(drafts=True)
    archive = with_drafts.archive
    doubles = _duplicates(archive, session, workers)
    faults = lint_archive(archive, sources.files, session, workers)
    found = (*with_drafts.diagnostics, *with_settings((*doubles, *faults), config.rules))
    if not any(a.draft for a in archive.articles) and not any(p.draft for p in archive.pages):
        return sorted_diagnostics(found)
    # A link to a draft is good as long as the draft is published, and broken in a build without it.
    return sorted_diagnostics((*found, *run(drafts=False).diagnostics))


def _duplicates(archive: Archive, session: Session, workers: Workers) -> list[Diagnostic]:
    """Articles that repeat others: a build publishes them all the same, and does not look."""
    from sitegen.read.duplicates import canonical_addresses, duplicate_articles, urls_of
    from sitegen.read.near_texts import near_texts
    from sitegen.read.text_signatures import text_signatures

    bodies = session.bodies(archive.config.language)
    digests = {article.path: archive.outlines[article.path].digest for article in archive.articles}
    signatures = text_signatures(digests, bodies, session.store, workers)
    near = near_texts(signatures, session.store)
    urls = {url for article in archive.articles for url in urls_of(article)}
    addresses = canonical_addresses(urls, session.store)
    return list(duplicate_articles(archive.articles, signatures, near, addresses, bodies, digests))


def _known(sources: Sources, session: Session) -> tuple[Diagnostic, ...] | None:
    """What the last check found, when all is as it was then; else None.

    All documents must have been read.
    """
    with suppress(msgspec.DecodeError, UnicodeDecodeError):
        value = session.store.note(_NOTE, _key(sources, session))
        return msgspec.msgpack.decode(value or b"", type=tuple[Diagnostic, ...])
    return None


def _key(sources: Sources, session: Session) -> str:
    """Digest of all that problems depend on; one of them is which day it is."""
    return sources_digest(sources, session, (datetime.now(UTC).date().isoformat(),))
