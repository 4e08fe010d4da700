"""The story: build = publish(render(plan(read(content))))."""

from __future__ import annotations

import gc
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from functools import partial
from itertools import chain
from pathlib import Path

from sitegen.config import SiteConfig
from sitegen.diagnostics import Diagnostic, ProblemsError, has_errors, sorted_diagnostics
from sitegen.executors import Workers, open_workers
from sitegen.localize import MissingMessageError
from sitegen.model import Archive
from sitegen.plan.assets import Assets, plan_assets
from sitegen.plan.site import SitePlan, plan_site
from sitegen.plan.urls import PAGEFIND, SEARCH, Addresses, media_path, output_file
from sitegen.progress import Progress, Silent
from sitegen.publish.media import MediaDigests
from sitegen.publish.output import Changes, Output, open_output, write_problems
from sitegen.publish.search_index import build_index, index_fingerprint
from sitegen.read.archive import read_archive
from sitegen.read.site_config import read_site_config
from sitegen.read.store import Store
from sitegen.read.theme import read_theme
from sitegen.render.templates import RenderSetup, make_setup
from sitegen.versions import code_digest, digest_of
from sitegen.workshop import PageTask, SharedWorkshop, Workshop, WorkshopData, make_pages, write_documents

_STORE = "archive.sqlite"
# Pages that a worker renders, or only looks at, in one task.
_RENDERED = 64
_EXAMINED = 8192


@dataclass(frozen=True, slots=True, kw_only=True)
class BuildRequest:
    """What to build, and how.

    root: the archive's folder, which holds `content/`
    output: where the site goes
    base_url: in the place of site.yaml's; empty keeps that
    drafts: publishes drafts too
    strict: counts warnings as errors
    search: False builds no search, whatever site.yaml says
    clean: takes nothing from earlier builds
    jobs: number of processes; None means one for each core
    """

    root: Path
    output: Path
    base_url: str = ""
    drafts: bool = False
    strict: bool = False
    search: bool = True
    clean: bool = False
    jobs: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class BuildResult:
    """What a build did.

    articles: number of articles in lists
    pages: number of pages, feeds and the like
    changes: of all files
    rendered: paths of the pages that were rendered
    indexed: number of articles in a search index that was built anew; 0 when it was up to date
    searchable: number of articles that search finds; 0 without search
    warnings: what does not stop a build
    """

    articles: int
    pages: int
    changes: Changes
    rendered: tuple[str, ...]
    indexed: int
    searchable: int
    warnings: tuple[Diagnostic, ...]


@dataclass(frozen=True, slots=True)
class _Prepared:
    """Everything that is known before the first page is rendered."""

    archive: Archive
    plan: SitePlan
    assets: Assets
    setup: RenderSetup
    diagnostics: tuple[Diagnostic, ...]


def build(request: BuildRequest, progress: Progress | None = None) -> BuildResult:
    """Builds the whole site: reads, plans, renders, publishes.

    Raises `ProblemsError`, and leaves the last good site as it is, when the content has errors.
    """
    progress = progress or Silent()
    with _without_garbage_collector(), _open_store(request) as store:
        config = read_site_config(request.root, store)
        # The output is locked before the content is read: an older state never replaces a newer one.
        with (
            open_workers(request.jobs) as workers,
            open_output(request.output, clean=request.clean) as output,
        ):
            return _built(request, config, store, output, workers, progress)


def _built(
    request: BuildRequest,
    config: SiteConfig,
    store: Store,
    output: Output,
    workers: Workers,
    progress: Progress,
) -> BuildResult:
    prepared = _prepare(request, config, store, workers, progress)
    if has_errors(prepared.diagnostics, strict=request.strict):
        raise ProblemsError(prepared.diagnostics)
    workshop = _share_workshop(request, prepared, output, store, workers)
    with _words_found(prepared.archive.config):
        rendered = _render(prepared, output, workshop, workers, progress)
    indexed = _index(prepared, output, workshop, workers, progress)
    _copy(prepared, output, MediaDigests(request.root, store))
    progress.stage("write", 0)
    changes = output.commit(prepared.setup.keys)
    return BuildResult(
        articles=sum(not article.withdrawn for article in prepared.archive.articles),
        pages=len(prepared.plan.pages),
        changes=changes,
        rendered=rendered,
        indexed=indexed,
        searchable=len(prepared.plan.search),
        warnings=prepared.diagnostics,
    )


def check(request: BuildRequest, progress: Progress | None = None) -> tuple[Diagnostic, ...]:
    """Everything that a build would find wrong with the content, drafts included; publishes nothing."""
    progress = progress or Silent()
    with _without_garbage_collector(), _open_store(request) as store, open_workers(request.jobs) as workers:
        config = read_site_config(request.root, store)
        with_drafts = _prepare(replace(request, drafts=True), config, store, workers, progress)
        archive = with_drafts.archive
        if not any(a.draft for a in archive.articles) and not any(p.draft for p in archive.pages):
            return with_drafts.diagnostics
        # A link to a draft is good as long as the draft is published, and broken in a build without it.
        without = _prepare(replace(request, drafts=False), config, store, workers, Silent())
        return sorted_diagnostics((*with_drafts.diagnostics, *without.diagnostics))


@contextmanager
def _open_store(request: BuildRequest) -> Iterator[Store]:
    """What earlier builds remember; an empty store for a clean one."""
    if not request.clean:
        yield Store(request.root / ".sitegen" / "cache" / _STORE, code_digest())
        return
    with tempfile.TemporaryDirectory(prefix="sitegen-store-") as folder:
        yield Store(Path(folder, _STORE), code_digest())


@contextmanager
def _without_garbage_collector() -> Iterator[None]:
    """A build makes millions of values without cycles: looking for garbage would cost a third of it."""
    was_enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_enabled:
            gc.enable()


def _prepare(
    request: BuildRequest, config: SiteConfig, store: Store, workers: Workers, progress: Progress
) -> _Prepared:
    """Reads and plans."""
    progress.stage("read", 0)
    promised = (SEARCH,) if config.search else ()
    config = replace(
        config,
        base_url=request.base_url or config.base_url,
        search=config.search and request.search,
    )
    theme = read_theme(request.root, config.theme, config.language, store)
    archive = read_archive(request.root, config, drafts=request.drafts, store=store, workers=workers)
    if all(article.withdrawn for article in archive.articles):
        archive = replace(archive, config=replace(config, search=False))
    progress.stage("plan", 0)
    with _words_found(config):
        plan = plan_site(archive, theme.messages, promised=promised)
    assets = plan_assets(theme.static, Addresses(config))
    setup = make_setup(plan.site, theme.messages, theme.templates, assets.urls)
    missing = sorted({page.template for page in plan.pages} - setup.keys.keys())
    if missing:
        message = f"The theme {config.theme} has no template {', '.join(missing)}"
        raise _theme_problem(config, message, "Add it, or name `default` as the parent.")
    diagnostics = sorted_diagnostics((*theme.diagnostics, *archive.diagnostics, *plan.diagnostics))
    return _Prepared(archive, plan, assets, setup, diagnostics)


def _share_workshop(
    request: BuildRequest, prepared: _Prepared, output: Output, store: Store, workers: Workers
) -> SharedWorkshop:
    data = WorkshopData(
        root=str(request.root),
        store=str(store.file),
        archive=replace(prepared.archive, outlines={}, diagnostics=()),
        setup=prepared.setup,
        output=str(output.folder),
        staging=str(output.staging.folder),
    )
    return workers.share(data, Workshop)


@contextmanager
def _words_found(config: SiteConfig) -> Iterator[None]:
    """Words that the theme lacks, as a problem for people; plans and views ask for some."""
    try:
        yield
    except MissingMessageError as error:
        raise _theme_problem(config, f"{error}", "Add it, or name `default` as the parent.") from error


def _theme_problem(config: SiteConfig, message: str, hint: str) -> ProblemsError:
    path = f"themes/{config.theme}/theme.yaml"
    return ProblemsError([Diagnostic(code="E502", message=message, path=path, hint=hint)])


def _render(
    prepared: _Prepared, output: Output, workshop: SharedWorkshop, workers: Workers, progress: Progress
) -> tuple[str, ...]:
    """Renders the pages that are not up to date; returns their paths."""
    plan, setup = prepared.plan, prepared.setup
    bases: dict[str, str] = {}
    stale: list[PageTask] = []
    doubtful: list[PageTask] = []
    for page in plan.pages:
        file = output_file(page.url)
        bases[file] = digest_of(plan.key.encode(), page.body.encode())
        entry = output.current(file)
        if entry is None or not output.has_template(page.template, setup.keys[page.template]):
            stale.append(PageTask(page=page, file=file, name=output.new_name()))
        elif entry.basis == bases[file]:
            output.keep(file, basis=bases[file])
        else:
            doubtful.append(PageTask(page=page, file=file, name=output.new_name(), known=entry.fingerprint))
    progress.stage("render", len(stale) + len(doubtful))
    run = partial(make_pages, workshop)
    chunks = chain(
        workers.map_chunks(run, stale, chunk_size=_RENDERED),
        workers.map_chunks(run, doubtful, chunk_size=_EXAMINED),
    )
    rendered, problems = [], []
    with write_problems():
        for made in chain.from_iterable(chunks):
            progress.advance()
            if made.problem:
                problems.append(made.problem)
            elif made.staged:
                output.adopt(made.file, made.staged, made.fingerprint, basis=bases[made.file])
                rendered.append(made.file)
            else:
                output.keep(made.file, basis=bases[made.file])
    if problems:
        raise ProblemsError(_first_of_each_template(problems))
    urls = {output_file(page.url): page.url for page in plan.pages}
    return tuple(sorted(urls[file] for file in rendered))


def _first_of_each_template(problems: Sequence[Diagnostic]) -> list[Diagnostic]:
    """A broken template fails on every page; one message for each place says enough."""
    first: dict[tuple[str, int], Diagnostic] = {}
    for problem in problems:
        first.setdefault((problem.path, problem.line), problem)
    return list(first.values())


def _index(
    prepared: _Prepared, output: Output, workshop: SharedWorkshop, workers: Workers, progress: Progress
) -> int:
    """Builds the search index unless it is up to date; returns the number of articles indexed."""
    records = prepared.plan.search
    if not records:
        return 0
    language = prepared.archive.config.language
    wanted = index_fingerprint(records, language)
    files = output.files(PAGEFIND.lstrip("/"))
    if files and all(output.is_current(path, wanted) for path in files):
        for path in files:
            output.keep(path)
        return 0
    progress.stage("search", 0)
    with tempfile.TemporaryDirectory(prefix="sitegen-search-") as folder:
        source = Path(folder, "documents")
        list(
            workers.map_chunks(partial(write_documents, workshop, str(source)), records, chunk_size=_RENDERED)
        )
        for path, data in build_index(source, Path(folder, "index"), language).items():
            output.stage(path, data, wanted)
    return len(records)


def _copy(prepared: _Prepared, output: Output, digests: MediaDigests) -> None:
    """Publishes the theme's static files and the archive's images as they are."""
    for path, data in prepared.assets.files.items():
        output.stage(output_file(path), data, digest_of(data))
    for media in prepared.plan.media:
        file, digest = output_file(media_path(media)), digests.of(media)
        if output.is_current(file, digest):
            output.keep(file)
        else:
            output.stage(file, digests.read(media), digest)
    digests.remember()
