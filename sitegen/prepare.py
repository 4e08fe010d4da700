"""Everything that is known before the first page is rendered: what was read, and what is planned."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace

import msgspec

from sitegen.config import SiteConfig
from sitegen.diagnostics import Diagnostic, ProblemsError, sorted_diagnostics
from sitegen.executors import Workers
from sitegen.localize import MissingMessageError
from sitegen.model import Archive
from sitegen.plan.assets import Assets, plan_assets
from sitegen.plan.site import SitePlan, plan_problems, plan_site
from sitegen.plan.urls import SEARCH, Addresses
from sitegen.progress import Progress
from sitegen.read.archive import read_archive
from sitegen.read.discover import ContentFiles, find_content
from sitegen.read.registers import REGISTER_PATHS
from sitegen.read.theme import Theme, read_theme
from sitegen.render.templates import RenderSetup, make_setup
from sitegen.session import Session
from sitegen.versions import code_digest, digest_of


@dataclass(frozen=True, slots=True, kw_only=True)
class Sources:
    """What a site is made of, found and not yet read.

    config: as site.yaml says
    theme: with its parents
    files: the files under `content/`
    """

    config: SiteConfig
    theme: Theme
    files: ContentFiles


@dataclass(frozen=True, slots=True, kw_only=True)
class Prepared:
    """What was read and what is planned.

    diagnostics: everything found wrong so far
    """

    archive: Archive
    plan: SitePlan
    assets: Assets
    setup: RenderSetup
    diagnostics: tuple[Diagnostic, ...]


def find_sources(session: Session, config: SiteConfig) -> Sources:
    """What there is.

    Raises `ProblemsError` when the theme cannot be used.
    """
    theme = read_theme(session.root, config.theme, config.language, session.store)
    return Sources(config=config, theme=theme, files=find_content(session.root))


def sources_digest(sources: Sources, session: Session, options: tuple[object, ...]) -> str:
    """Digest of all that a build depends on, as far as it has been read; see `sources_are_read`.

    options: what the command line says
    """
    files, root = sources.files, session.root
    registers = [root / path for path in REGISTER_PATHS.values()]
    media = [(path, *files.states[path]) for path in files.media]
    return digest_of(
        code_digest().encode(),
        session.reader(sources.config.language).digest(files).encode(),
        *(file.read_bytes() if file.is_file() else b"" for file in registers),
        msgspec.msgpack.encode((options, sources.config, media, files.diagnostics)),
        msgspec.msgpack.encode((sources.theme.templates, sources.theme.static, sources.theme.diagnostics)),
        msgspec.msgpack.encode(dict(sources.theme.messages.texts), order="sorted"),
    )


def sources_are_read(sources: Sources, session: Session) -> bool:
    """True when all documents are known from an earlier build, untouched since."""
    return session.reader(sources.config.language).is_up_to_date(sources.files)


def prepare(
    sources: Sources,
    config: SiteConfig,
    session: Session,
    workers: Workers,
    progress: Progress,
    *,
    drafts: bool,
) -> Prepared:
    """Reads and plans.

    config: of this build, which may differ from what site.yaml says

    Raises `ProblemsError` when the theme cannot be used.
    """
    progress.stage("read", 0)
    archive = read_archive(
        session.root,
        config,
        sources.files,
        drafts=drafts,
        reader=session.reader(config.language),
        store=session.store,
        workers=workers,
        memory=session.memory,
    )
    if all(article.withdrawn for article in archive.articles):
        archive = replace(archive, config=replace(config, search=False))
    progress.stage("plan", 0)
    theme = sources.theme
    plan = _plan(archive, theme, session)
    assets = plan_assets(theme.static, Addresses(config))
    setup = session.memory.recall(
        "setup",
        (plan.site, theme.messages, theme.templates, assets.urls),
        lambda: make_setup(plan.site, theme.messages, theme.templates, assets.urls),
    )
    missing = sorted({page.template for page in plan.pages} - setup.keys.keys())
    if missing:
        message = f"The theme {config.theme} has no template {', '.join(missing)}"
        raise _theme_problem(config, message, "Add it, or name `default` as the parent.")
    promised = (SEARCH,) if sources.config.search else ()
    problems = plan_problems(plan, archive, promised)
    diagnostics = sorted_diagnostics((*theme.diagnostics, *archive.diagnostics, *problems))
    return Prepared(archive=archive, plan=plan, assets=assets, setup=setup, diagnostics=diagnostics)


def _plan(archive: Archive, theme: Theme, session: Session) -> SitePlan:
    bodies = session.bodies(archive.config.language)
    # Outlines and diagnostics change with every body, and no plan depends on them.
    planned = replace(archive, outlines={}, diagnostics=())
    with words_found(archive.config):
        return session.memory.recall(
            "plan", (planned, theme.messages), lambda: plan_site(planned, theme.messages, bodies)
        )


@contextmanager
def words_found(config: SiteConfig) -> Iterator[None]:
    """Words that the theme lacks, as a problem for people; plans and views ask for some."""
    try:
        yield
    except MissingMessageError as error:
        raise _theme_problem(config, f"{error}", "Add it, or name `default` as the parent.") from error


def _theme_problem(config: SiteConfig, message: str, hint: str) -> ProblemsError:
    path = f"themes/{config.theme}/theme.yaml"
    return ProblemsError([Diagnostic(code="E502", message=message, path=path, hint=hint)])
