"""Everything that is known before the first page is rendered: what was read, and what is planned."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

import msgspec
from msgspec.structs import replace

from sitegen.config import SiteConfig
from sitegen.diagnostics import Diagnostic, ProblemsError, sorted_diagnostics, with_settings
from sitegen.executors import Workers
from sitegen.localize import MissingMessageError
from sitegen.model import Archive
from sitegen.plan.revision import revised_plan
from sitegen.plan.site import SitePlan, plan_problems, plan_site, problem_sources
from sitegen.plan.urls import SEARCH, Addresses
from sitegen.progress import Progress
from sitegen.read.archive import read_archive
from sitegen.read.store import remembered
from sitegen.read.theme import Theme
from sitegen.session import Session
from sitegen.sources import Sources

if TYPE_CHECKING:
    from sitegen.plan.assets import Assets
    from sitegen.render.templates import RenderSetup


class Examined(msgspec.Struct, frozen=True, kw_only=True):
    """What was read and which pages are planned.

    diagnostics: everything found wrong, as severe as the archive takes it
    """

    archive: Archive
    plan: SitePlan
    diagnostics: tuple[Diagnostic, ...]


class Prepared(msgspec.Struct, frozen=True, kw_only=True):
    """The same, and what pages are rendered with."""

    archive: Archive
    plan: SitePlan
    assets: Assets
    setup: RenderSetup
    diagnostics: tuple[Diagnostic, ...]


def examine(
    sources: Sources,
    config: SiteConfig,
    session: Session,
    workers: Workers,
    progress: Progress,
    *,
    drafts: bool,
) -> Examined:
    """Reads and plans.

    config: of this build, which may differ from what site.yaml says

    Raises `ProblemsError` when the theme cannot be used.
    """
    archive = read_archive(
        session.root,
        config,
        sources.files,
        drafts=drafts,
        reader=session.reader(config.language),
        media=session.media(),
        store=session.store,
        workers=workers,
        memory=session.memory,
    )
    if all(article.withdrawn for article in archive.articles):
        archive = replace(archive, config=replace(config, search=False))
    progress.stage("plan", 0)
    theme = sources.theme
    plan = _plan(archive, sources, session)
    _uses(theme, session)
    missing = sorted({page.template for page in plan.pages} - theme.templates.keys() - {""})
    if missing:
        message = f"The theme {config.theme} has no template {', '.join(missing)}"
        raise _theme_problem(config, message, "Add it, or name `default` as the parent.")
    promised = (SEARCH,) if sources.config.search else ()
    problems = session.memory.recall(
        "problems",
        problem_sources(plan, archive, promised),
        lambda: plan_problems(plan, archive, promised),
    )
    found = sorted_diagnostics((*theme.diagnostics, *archive.diagnostics, *problems))
    return Examined(archive=archive, plan=plan, diagnostics=with_settings(found, config.rules))


def prepare(
    sources: Sources,
    config: SiteConfig,
    session: Session,
    workers: Workers,
    progress: Progress,
    *,
    drafts: bool,
) -> Prepared:
    """Reads and plans, and gets ready to render; parameters and errors as for `examine`."""
    # A check renders nothing.
    from sitegen.plan.assets import plan_assets
    from sitegen.render.templates import make_setup

    examined = examine(sources, config, session, workers, progress, drafts=drafts)
    theme, plan = sources.theme, examined.plan
    assets = plan_assets(theme.static, Addresses(examined.archive.config))
    with words_found(examined.archive.config):
        setup = session.memory.recall(
            "setup",
            (plan.site, theme.messages, theme.templates, assets.urls, theme.basemap),
            lambda: make_setup(
                plan.site, theme.messages, theme.templates, assets.urls, _uses(theme, session), theme.basemap
            ),
        )
    return Prepared(
        archive=examined.archive, plan=plan, assets=assets, setup=setup, diagnostics=examined.diagnostics
    )


def _uses(theme: Theme, session: Session) -> dict[str, list[str]]:
    """For each template, those that it names. Raises `ProblemsError` for templates that have errors."""

    def found() -> dict[str, list[str]]:
        from sitegen.render.templates import used_templates

        return used_templates(theme.templates)

    data = msgspec.msgpack.encode(theme.templates, order="sorted")
    return remembered(session.store, "templates", data, dict[str, list[str]], found)


def _plan(archive: Archive, sources: Sources, session: Session) -> SitePlan:
    messages, changes = sources.theme.messages, sources.changes
    bodies = session.bodies(archive.config.language)
    # Outlines and diagnostics change with every body, and no plan depends on them; nor on what is a mistake.
    planned = replace(archive, config=replace(archive.config, rules={}), outlines={}, diagnostics=())
    with words_found(archive.config):
        return session.memory.recall(
            "plan",
            (planned, messages, changes),
            lambda: plan_site(planned, messages, bodies, changes),
            lambda known, plan: revised_plan(plan, planned) if known[1:] == (messages, changes) else None,
        )


@contextmanager
def words_found(config: SiteConfig) -> Iterator[None]:
    """Words that the theme lacks, as a problem for people. Plans, views and what pages share ask for some."""
    try:
        yield
    except MissingMessageError as error:
        raise _theme_problem(config, f"{error}", "Add it, or name `default` as the parent.") from error


def _theme_problem(config: SiteConfig, message: str, hint: str) -> ProblemsError:
    path = f"themes/{config.theme}/theme.yaml"
    return ProblemsError([Diagnostic(code="E502", message=message, path=path, hint=hint)])
