"""The complete plan of a site."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import urlsplit

import msgspec

from sitegen.diagnostics import Diagnostic, sorted_diagnostics
from sitegen.localize import Messages
from sitegen.model import Archive, Body, MediaFile
from sitegen.plan.articles import plan_articles, plan_free_pages, plan_withdrawn
from sitegen.plan.clashes import find_clashes, may_clash
from sitegen.plan.context import Context, make_context
from sitegen.plan.feeds import plan_feeds, plan_robots, plan_sitemaps
from sitegen.plan.home import plan_home, plan_not_found, plan_search, site_view
from sitegen.plan.hosting import plan_hosting_files, plan_moved
from sitegen.plan.links import LinkChecker
from sitegen.plan.maps import plan_base_maps
from sitegen.plan.pages import Page
from sitegen.plan.search import SearchRecord, plan_search_records
from sitegen.plan.terms import plan_indexes, plan_terms
from sitegen.plan.timeline import plan_timeline
from sitegen.plan.views import SiteView
from sitegen.read.site_config import CONFIG_PATH
from sitegen.suggest import did_you_mean
from sitegen.versions import code_digest, digest_of


@dataclass(frozen=True, slots=True, kw_only=True)
class SitePlan:
    """Everything that the site will consist of.

    context: what the views of pages are made from
    key: digest of all that views depend on, but for the bodies
    site: what all pages share
    pages: every page, each at an address of its own
    search: the records of the search index; empty when the site has no search
    may_clash: False when it is certain that every page has an address of its own
    """

    context: Context
    key: str
    site: SiteView
    pages: tuple[Page, ...]
    search: tuple[SearchRecord, ...]
    may_clash: bool


def plan_site(archive: Archive, messages: Messages, bodies: Mapping[str, Body]) -> SitePlan:
    """Plans all pages of an archive in the language of `messages`.

    bodies: of documents, by path; looked up when a view is made
    """
    context = make_context(archive, messages, bodies)
    readable = [
        *plan_home(),
        *plan_articles(context),
        *plan_withdrawn(context),
        *plan_free_pages(context),
        *plan_indexes(context),
        *plan_terms(context),
        *plan_timeline(context),
        *plan_search(context),
        *plan_not_found(),
    ]
    pages = [
        *readable,
        *plan_base_maps(context),
        *plan_moved(context),
        *plan_feeds(context),
        *plan_sitemaps(readable),
        *plan_robots(),
        *plan_hosting_files(),
    ]
    return SitePlan(
        context=context,
        key=_key(archive, messages),
        site=site_view(context),
        pages=tuple(pages),
        search=tuple(plan_search_records(context)) if archive.config.search else (),
        may_clash=may_clash(pages, archive),
    )


def plan_problems(plan: SitePlan, archive: Archive, promised: tuple[str, ...] = ()) -> tuple[Diagnostic, ...]:
    """What is wrong with a plan: addresses that clash, and links that lead nowhere.

    promised: paths that links may lead to although the plan lacks them: a build without search is
        no reason to call a link to the search page broken
    """
    planned = frozenset((*promised, *(page.url for page in plan.pages)))
    checker = LinkChecker(plan.context.published, archive.outlines, planned)
    return sorted_diagnostics(
        (
            *(find_clashes(plan.pages, archive) if plan.may_clash else ()),
            *_link_problems(archive, checker),
            *_menu_problems(archive, checker, planned),
        )
    )


def _key(archive: Archive, messages: Messages) -> str:
    """Digest of the code and of everything in an archive that views are made from, but for the bodies."""
    return digest_of(
        code_digest().encode(),
        msgspec.msgpack.encode((archive.config, archive.articles, archive.pages, archive.media)),
        msgspec.msgpack.encode(archive.terms),
        msgspec.msgpack.encode((messages.language, dict(messages.texts)), order="sorted"),
    )


def used_media(archive: Archive) -> tuple[MediaFile, ...]:
    """The images of published documents: those of drafts and of withdrawn articles stay private."""
    if not archive.media:
        return ()
    shown = [article for article in archive.articles if not article.withdrawn]
    used = {article.image for article in shown}
    for path in (*(article.path for article in shown), *(page.path for page in archive.pages)):
        used.update(link.target for link in archive.outlines[path].links)
    return tuple(media for media in archive.media if media.path in used)


def _link_problems(archive: Archive, checker: LinkChecker) -> list[Diagnostic]:
    problems: list[Diagnostic] = []
    for path in (*(article.path for article in archive.articles), *(page.path for page in archive.pages)):
        problems.extend(checker.problems(path, archive.outlines[path].links))
    for article in archive.articles:
        if article.image and not checker.is_published(article.image):
            message = f"There is no image {article.image}"
            hint = "Put the image in content/media/ and name it relative to this file."
            line, column = archive.outlines[article.path].position("image")
            problems.append(
                Diagnostic(
                    code="E403", message=message, path=article.path, line=line, column=column, hint=hint
                )
            )
    return problems


def _menu_problems(archive: Archive, checker: LinkChecker, planned: frozenset[str]) -> list[Diagnostic]:
    """Entries of the main menu that lead nowhere."""
    problems: list[Diagnostic] = []
    for entry in archive.config.navigation:
        path = urlsplit(entry.url).path
        if entry.url.startswith("/") and not checker.leads_somewhere(path):
            message = f"The menu leads to {path}, and there is no such page on this site"
            hint = did_you_mean(path, planned) or "Correct `url`, or delete the entry."
            problems.append(
                Diagnostic(code="E402", message=message, path=CONFIG_PATH, line=entry.line, hint=hint)
            )
    return problems
