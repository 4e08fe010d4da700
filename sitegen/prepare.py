"""Everything that is known before the first page is rendered: what was read, and what is planned."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace

import msgspec

from sitegen.config import SiteConfig
from sitegen.diagnostics import Diagnostic, ProblemsError, sorted_diagnostics, with_settings
from sitegen.executors import Workers
from sitegen.localize import MissingMessageError
from sitegen.model import Archive
from sitegen.plan.assets import Assets, plan_assets
from sitegen.plan.site import SitePlan, plan_problems, plan_site
from sitegen.plan.urls import SEARCH, Addresses
from sitegen.progress import Progress
from sitegen.read.archive import read_archive
from sitegen.read.store import remembered
from sitegen.read.theme import Theme
from sitegen.render.templates import RenderSetup, make_setup, used_templates
from sitegen.session import Session
from sitegen.sources import Sources


@dataclass(frozen=True, slots=True, kw_only=True)
class Prepared:
    """What was read and what is planned.

    diagnostics: everything found wrong so far, as severe as the archive takes it
    """

    archive: Archive
    plan: SitePlan
    assets: Assets
    setup: RenderSetup
    diagnostics: tuple[Diagnostic, ...]


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
        media=session.media(),
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
    used = remembered(
        session.store,
        "templates",
        msgspec.msgpack.encode(theme.templates, order="sorted"),
        dict[str, list[str]],
        lambda: used_templates(theme.templates),
    )
    setup = session.memory.recall(
        "setup",
        (plan.site, theme.messages, theme.templates, assets.urls, theme.basemap),
        lambda: make_setup(plan.site, theme.messages, theme.templates, assets.urls, used, theme.basemap),
    )
    missing = sorted({page.template for page in plan.pages} - setup.keys.keys())
    if missing:
        message = f"The theme {config.theme} has no template {', '.join(missing)}"
        raise _theme_problem(config, message, "Add it, or name `default` as the parent.")
    promised = (SEARCH,) if sources.config.search else ()
    problems = plan_problems(plan, archive, promised)
    found = sorted_diagnostics((*theme.diagnostics, *archive.diagnostics, *problems))
    diagnostics = with_settings(found, config.rules)
    return Prepared(archive=archive, plan=plan, assets=assets, setup=setup, diagnostics=diagnostics)


def _plan(archive: Archive, theme: Theme, session: Session) -> SitePlan:
    bodies = session.bodies(archive.config.language)
    # Outlines and diagnostics change with every body, and no plan depends on them; nor on what is a mistake.
    planned = replace(archive, config=replace(archive.config, rules={}), outlines={}, diagnostics=())
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
