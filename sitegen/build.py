"""The story: build = publish(render(plan(read(content))))."""

from __future__ import annotations

import shutil
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, nullcontext
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

import msgspec
from msgspec.structs import replace

from sitegen.config import Preview, SiteConfig
from sitegen.diagnostics import Diagnostic, ProblemsError, has_errors
from sitegen.last_build import LastBuild
from sitegen.memory import without_garbage_collector
from sitegen.plan.shards import ShardLimits
from sitegen.profile import BuildProfile, Clock
from sitegen.progress import CancelledError, Progress, Silent
from sitegen.publish.manifest import Summary
from sitegen.publish.output import STATE_FOLDER, Changes, Output, open_output, write_problems
from sitegen.read.editor.files import read_decap
from sitegen.read.site_config import read_site_config
from sitegen.session import Session, open_session
from sitegen.sources import Sources, find_sources, sources_are_read, sources_digest

if TYPE_CHECKING:
    from sitegen.executors import Workers
    from sitegen.plan.search import SearchRecord
    from sitegen.prepare import Prepared
    from sitegen.produce import Produced
    from sitegen.publish.search_index import SearchPublisher
    from sitegen.workshop import SharedWorkshop

# Documents for the search index that a worker writes in one task.
_WRITTEN = 220


class BuildRequest(msgspec.Struct, frozen=True, kw_only=True):
    """What to build, and how.

    root: the archive's folder, which holds `content/`
    output: where the site goes
    base_url: in the place of site.yaml's; empty keeps that
    drafts: publishes drafts too
    strict: counts warnings as errors
    search, editor: False builds no search or no web editor, whatever site.yaml says
    clean: takes nothing from earlier builds
    jobs: number of processes; None means one for each core
    scheduler: address of a Dask scheduler whose workers are to do the work; empty for processes here
    shards: sizes of the parts of the search index
    search_later: leaves the search index as it is; a build without this brings it up to date
    lists_later: after an edit of what a few documents say, makes only their own pages; the next build without
        this makes the others that show it
    preview: marks the site as one that shows a proposed change
    touched: paths of all under `content/` that may have changed since the session's last build; the output
        folder is believed to be as that build left it, too. None looks at everything
    warm_up: makes even when nothing has changed what the next build of the session would wait for
    """

    root: Path
    output: Path
    base_url: str = ""
    drafts: bool = False
    strict: bool = False
    search: bool = True
    editor: bool = True
    clean: bool = False
    jobs: int | None = None
    scheduler: str = ""
    shards: ShardLimits = msgspec.field(default_factory=ShardLimits)
    search_later: bool = False
    lists_later: bool = False
    preview: Preview | None = None
    touched: frozenset[str] | None = None
    warm_up: bool = False

    @property
    def options(self) -> tuple[object, ...]:
        """What decides how the site looks, besides the content."""
        return (self.base_url, self.drafts, self.strict, self.search, self.editor, self.shards, self.preview)

    def configured(self, config: SiteConfig) -> SiteConfig:
        """The configuration of this build, from what site.yaml says."""
        return replace(
            config,
            base_url=self.base_url or config.base_url,
            search=config.search and self.search,
            editor=config.editor if self.editor else None,
            preview=self.preview,
        )


class BuildResult(msgspec.Struct, frozen=True, kw_only=True):
    """What a build did.

    articles: number of articles in lists
    pages: number of pages, feeds and the like
    changes: of all files
    rendered: paths of the pages that were rendered
    put_off: number of pages that were left for a later build
    indexed: number of articles in those shards of the search index that were built anew
    searchable: number of articles that search finds; 0 without search
    warnings: what does not stop a build
    profile: where the time went
    """

    articles: int
    pages: int
    changes: Changes
    rendered: tuple[str, ...]
    put_off: int = 0
    indexed: int
    searchable: int
    warnings: tuple[Diagnostic, ...]
    profile: BuildProfile = msgspec.field(default_factory=BuildProfile)


def build(
    request: BuildRequest, progress: Progress | None = None, session: Session | None = None
) -> BuildResult:
    """Builds the whole site: reads, plans, renders, publishes.

    session: of the builds before, when the same process builds again and again

    Raises `ProblemsError`, and leaves the last good site as it is, when the content has errors;
    likewise `CancelledError` when `progress` ends it.
    """
    clock = Clock(progress or Silent())
    with without_garbage_collector(), _scratch(request) as scratch:
        opened = open_session(request.root, clean=request.clean, scratch=scratch)
        with nullcontext(session) if session else opened as ours:
            result = _result_of(request, ours, clock, scratch)
    return replace(result, profile=replace(result.profile, stages=clock.stages()))


def _result_of(
    request: BuildRequest, session: Session, progress: Progress, scratch: Path | None
) -> BuildResult:
    config = read_site_config(request.root, session.store)
    # The output is locked before the content is read: an older state never replaces a newer one.
    believed = session.last.output.published() if session.last and request.touched is not None else None
    with open_output(request.output, clean=request.clean, believed=believed) as output:
        _remove_leftovers(scratch)
        sources = find_sources(session, config, request.preview, request.touched)
        may_be_spared = not (output.is_believed or request.warm_up)
        is_read = may_be_spared and sources_are_read(sources, session)
        unchanged = _unchanged(request, sources, session, output) if is_read else None
        if unchanged:
            return unchanged
        with _workers(request, scratch) as workers:
            progress.stage("read", 0)
            if may_be_spared and not is_read:
                reader = session.reader(config.language)
                reader.read(sources.files, workers)
                # Files that were only touched, as by a checkout, say what they said before.
                unchanged = None if reader.times.count else _unchanged(request, sources, session, output)
                if unchanged:
                    return unchanged
            return _built(request, sources, session, output, workers, progress)


@contextmanager
def _scratch(request: BuildRequest) -> Iterator[Path | None]:
    """A folder for temporary files that all workers of a cluster see; None where there is no cluster."""
    if not request.scheduler:
        yield None
        return
    shared = request.output / STATE_FOLDER / "shared"
    with write_problems():
        shared.mkdir(parents=True, exist_ok=True)
        folder = TemporaryDirectory(prefix="build-", dir=shared, ignore_cleanup_errors=True)
    with folder as name:
        yield Path(name)


def _remove_leftovers(scratch: Path | None) -> None:
    """Deletes what a build that was killed has left behind. The output is locked: no other is under way."""
    for folder in scratch.parent.iterdir() if scratch else ():
        if folder != scratch:
            shutil.rmtree(folder, ignore_errors=True)


@contextmanager
def _workers(request: BuildRequest, scratch: Path | None) -> Iterator[Workers]:
    """Processes of this machine, or the cluster. Raises `ProblemsError` with code E508."""
    # A build in which nothing changed needs no workers.
    from sitegen.executors import open_workers

    if scratch is None:
        with open_workers(request.jobs) as workers:
            yield workers
        return
    from sitegen.cluster import open_cluster

    with (
        open_cluster(request.scheduler, request.root, scratch) as cluster,
        open_workers(1, cluster, scratch) as workers,
    ):
        yield workers


def _unchanged(
    request: BuildRequest, sources: Sources, session: Session, output: Output
) -> BuildResult | None:
    """What the last build said, when it was made of just the same; else None. All must have been read."""
    summary = output.unchanged(sources_digest(sources, session, request.options))
    if summary is None:
        return None
    changes = Changes(written=0, unchanged=output.count, removed=0)
    return _result(summary, changes)


def _built(
    request: BuildRequest,
    sources: Sources,
    session: Session,
    output: Output,
    workers: Workers,
    progress: Progress,
) -> BuildResult:
    # A build in which nothing changed needs none of this.
    from sitegen.prepare import prepare, words_found
    from sitegen.produce import copy_files, get_ready, produce_pages, produce_pictures, share_workshop

    config = request.configured(sources.config)
    prepared = prepare(sources, config, session, workers, progress, drafts=request.drafts)
    if has_errors(prepared.diagnostics, strict=request.strict):
        raise ProblemsError(prepared.diagnostics)
    decap = read_decap(request.root, config)
    workshop = share_workshop(prepared, output, session, workers)
    # The search index takes longest: it is built in the background while pages are rendered.
    with _search_index(request, prepared, output, workshop, workers, progress) as search:
        with words_found(config):
            last = session.last if output.is_believed else None
            first = request.touched if request.lists_later else None
            produced = produce_pages(prepared, output, workshop, workers, progress, last, first)
        copy_files(prepared, decap, output)
        produce_pictures(prepared, output, session, workers, progress)
    progress.stage("write", 0)
    articles = len(prepared.plan.context.catalogue.articles)
    is_done = not (request.search_later or produced.put_off)
    summary = Summary(
        sources=sources_digest(sources, session, request.options) if is_done else "",
        plan="" if produced.put_off else prepared.plan.key,
        articles=articles,
        pages=len(prepared.plan.pages),
        searchable=articles if prepared.archive.config.search else 0,
        warnings=prepared.diagnostics,
    )
    changes = output.commit(prepared.setup.keys, summary)
    session.last = _made_of(prepared, produced, output, last)
    if request.warm_up and not progress.is_cancelled():
        get_ready(prepared, session)
    profile = BuildProfile(
        files=session.reader(config.language).times,
        pages=produced.times,
        shards=search.times if search else (),
    )
    return replace(
        _result(summary, changes),
        rendered=produced.rendered,
        put_off=produced.put_off,
        indexed=search.indexed if search else 0,
        profile=profile,
    )


def _made_of(prepared: Prepared, produced: Produced, output: Output, last: LastBuild | None) -> LastBuild:
    """What the next build compares with: as long as pages are put off, it is what was there before."""
    before = last if last and produced.put_off else None
    return LastBuild(
        output=output,
        plan=before.plan if before else prepared.plan,
        outlines=before.outlines if before else prepared.archive.outlines,
        keys=prepared.setup.keys,
        files=produced.files,
    )


def _result(summary: Summary, changes: Changes) -> BuildResult:
    """What a build that rendered and indexed nothing says."""
    return BuildResult(
        articles=summary.articles,
        pages=summary.pages,
        changes=changes,
        rendered=(),
        indexed=0,
        searchable=summary.searchable,
        warnings=summary.warnings,
    )


@contextmanager
def _search_index(
    request: BuildRequest,
    prepared: Prepared,
    output: Output,
    workshop: SharedWorkshop,
    workers: Workers,
    progress: Progress,
) -> Iterator[SearchPublisher | None]:
    """Builds what is not up to date of the search index; gives nothing when there is nothing to do."""
    from sitegen.plan.search import plan_search_records
    from sitegen.publish.search_index import keep_search, open_search
    from sitegen.workshop import DocumentTask, write_documents

    plan = prepared.plan
    has_search = prepared.archive.config.search and bool(plan.context.catalogue.articles)
    if has_search and request.search_later:
        keep_search(output)
    if not has_search or request.search_later:
        yield None
        return

    records = tuple(plan_search_records(plan.context))
    bodies = {path: outline.digest for path, outline in prepared.archive.outlines.items()}

    def write(found: Sequence[tuple[SearchRecord, Path]]) -> None:
        tasks = [
            DocumentTask(record=record, body=bodies[record.source], folder=str(folder))
            for record, folder in found
        ]
        run = partial(write_documents, workshop)
        for numbers in workers.map_chunks(run, tasks, chunk_size=_WRITTEN, quick=True):
            progress.advance(sum(numbers))
            if progress.is_cancelled():
                raise CancelledError

    with open_search(
        records,
        bodies,
        prepared.archive.config.language,
        output,
        limits=request.shards,
        jobs=workers.jobs,
        programs=workers.programs,
        scratch=workers.scratch,
        write_documents=write,
        progress=progress,
    ) as search:
        yield search
