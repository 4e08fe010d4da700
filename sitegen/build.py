"""The story: build = publish(render(plan(read(content))))."""

from __future__ import annotations

import gc
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from pathlib import Path

from sitegen.config import SiteConfig
from sitegen.diagnostics import Diagnostic, ProblemsError, has_errors, sorted_diagnostics
from sitegen.executors import Workers, open_workers
from sitegen.localize import MissingMessageError
from sitegen.model import Archive
from sitegen.plan.assets import Assets, plan_assets
from sitegen.plan.shards import ShardLimits
from sitegen.plan.site import SitePlan, plan_site
from sitegen.plan.urls import SEARCH, Addresses, media_path, output_file
from sitegen.progress import Progress, Silent
from sitegen.publish.media import MediaDigests
from sitegen.publish.output import Changes, Output, open_output
from sitegen.publish.search_index import publish_search
from sitegen.read.archive import read_archive
from sitegen.read.site_config import read_site_config
from sitegen.read.theme import read_theme
from sitegen.render.pages import fingerprint, render_pages
from sitegen.render.templates import RenderSetup, make_setup
from sitegen.versions import digest_of


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
    shards: sizes of the parts of the search index
    """

    root: Path
    output: Path
    base_url: str = ""
    drafts: bool = False
    strict: bool = False
    search: bool = True
    clean: bool = False
    jobs: int | None = None
    shards: ShardLimits = field(default_factory=ShardLimits)

    @property
    def cache_folder(self) -> Path | None:
        """Where earlier builds are remembered; None when they are not to be used."""
        return None if self.clean else self.root / ".sitegen" / "cache"


@dataclass(frozen=True, slots=True, kw_only=True)
class BuildResult:
    """What a build did.

    articles: number of articles in lists
    pages: number of pages, feeds and the like
    changes: of all files
    rendered: paths of the pages that were rendered
    indexed: number of articles in those shards of the search index that were built anew
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
    config = read_site_config(request.root)
    # The output is locked before the content is read: an older state never replaces a newer one.
    with (
        _without_garbage_collector(),
        open_workers(request.jobs) as workers,
        open_output(request.output, clean=request.clean) as output,
    ):
        prepared = _prepare(request, config, workers, progress)
        if has_errors(prepared.diagnostics, strict=request.strict):
            raise ProblemsError(prepared.diagnostics)
        rendered = _render(prepared, output, workers, progress)
        indexed = _index(prepared, output, request.shards, workers, progress)
        _copy(prepared, output, MediaDigests(request.root, request.cache_folder))
        progress.stage("write", 0)
        changes = output.commit()
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
    config = read_site_config(request.root)
    with _without_garbage_collector(), open_workers(request.jobs) as workers:
        with_drafts = _prepare(replace(request, drafts=True), config, workers, progress)
        archive = with_drafts.archive
        if not any(a.draft for a in archive.articles) and not any(p.draft for p in archive.pages):
            return with_drafts.diagnostics
        # A link to a draft is good as long as the draft is published, and broken in a build without it.
        without = _prepare(replace(request, drafts=False), config, workers, Silent())
        return sorted_diagnostics((*with_drafts.diagnostics, *without.diagnostics))


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


def _prepare(request: BuildRequest, config: SiteConfig, workers: Workers, progress: Progress) -> _Prepared:
    """Reads and plans."""
    progress.stage("read", 0)
    promised = (SEARCH,) if config.search else ()
    config = replace(
        config,
        base_url=request.base_url or config.base_url,
        search=config.search and request.search,
    )
    theme = read_theme(request.root, config.theme, config.language)
    archive = read_archive(
        request.root, config, drafts=request.drafts, cache_folder=request.cache_folder, workers=workers
    )
    if all(article.withdrawn for article in archive.articles):
        archive = replace(archive, config=replace(config, search=False))
    progress.stage("plan", 0)
    try:
        plan = plan_site(archive, theme.messages, promised=promised)
    except MissingMessageError as error:
        raise _theme_problem(config, f"{error}", "Add it, or name `default` as the parent.") from error
    assets = plan_assets(theme.static, Addresses(config))
    setup = make_setup(plan.site, theme.messages, theme.templates, assets.urls)
    missing = sorted({page.template for page in plan.pages} - setup.keys.keys())
    if missing:
        message = f"The theme {config.theme} has no template {', '.join(missing)}"
        raise _theme_problem(config, message, "Add it, or name `default` as the parent.")
    diagnostics = sorted_diagnostics((*theme.diagnostics, *archive.diagnostics, *plan.diagnostics))
    return _Prepared(archive, plan, assets, setup, diagnostics)


def _theme_problem(config: SiteConfig, message: str, hint: str) -> ProblemsError:
    path = f"themes/{config.theme}/theme.yaml"
    return ProblemsError([Diagnostic(code="E502", message=message, path=path, hint=hint)])


def _render(prepared: _Prepared, output: Output, workers: Workers, progress: Progress) -> tuple[str, ...]:
    """Renders the pages that are not up to date; returns their paths."""
    fingerprints = {page.url: fingerprint(page, prepared.setup) for page in prepared.plan.pages}
    stale = [p for p in prepared.plan.pages if not output.is_current(output_file(p.url), fingerprints[p.url])]
    stale_urls = {page.url for page in stale}
    for page in prepared.plan.pages:
        if page.url not in stale_urls:
            output.keep(output_file(page.url))
    progress.stage("render", len(stale))
    problems: list[Diagnostic] = []
    for rendered in render_pages(stale, prepared.setup, workers):
        if rendered.problem:
            problems.append(rendered.problem)
        else:
            output.stage(output_file(rendered.url), rendered.data, fingerprints[rendered.url])
        progress.advance()
    if problems:
        raise ProblemsError(_first_of_each_template(problems))
    return tuple(sorted(stale_urls))


def _first_of_each_template(problems: Sequence[Diagnostic]) -> list[Diagnostic]:
    """A broken template fails on every page; one message for each place says enough."""
    first: dict[tuple[str, int], Diagnostic] = {}
    for problem in problems:
        first.setdefault((problem.path, problem.line), problem)
    return list(first.values())


def _index(
    prepared: _Prepared, output: Output, limits: ShardLimits, workers: Workers, progress: Progress
) -> int:
    """Builds what is not up to date of the search index; returns the number of articles indexed."""
    config = prepared.archive.config
    if not config.search:
        return 0
    progress.stage("search", 0)
    return publish_search(prepared.plan.search, config.language, output, limits=limits, jobs=workers.jobs)


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
