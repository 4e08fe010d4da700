"""The complete plan of a site."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from urllib.parse import urlsplit

from sitegen.diagnostics import Diagnostic, sorted_diagnostics
from sitegen.localize import Messages
from sitegen.model import Archive, Article, FreePage, MediaFile
from sitegen.plan.articles import plan_articles, plan_free_pages, plan_withdrawn
from sitegen.plan.catalogue import make_catalogue
from sitegen.plan.clashes import find_clashes
from sitegen.plan.context import Context
from sitegen.plan.feeds import plan_feeds, plan_robots, plan_sitemaps
from sitegen.plan.home import plan_home, plan_not_found, plan_search, site_view
from sitegen.plan.hosting import plan_hosting_files, plan_moved
from sitegen.plan.links import LinkResolver
from sitegen.plan.search import SearchDocument, plan_search_documents
from sitegen.plan.terms import plan_indexes, plan_terms
from sitegen.plan.timeline import plan_timeline
from sitegen.plan.urls import Addresses, article_path, media_path, page_path
from sitegen.plan.views import Page, SiteView
from sitegen.read.site_config import CONFIG_PATH
from sitegen.suggest import did_you_mean


@dataclass(frozen=True, slots=True, kw_only=True)
class SitePlan:
    """Everything that the site will consist of.

    site: what all pages share
    pages: every page, each at an address of its own
    media: the images that published documents show or link to
    search: the documents of the search index; empty when the site has no search
    diagnostics: what planning found; pages that clash are left in, for messages only
    """

    site: SiteView
    pages: tuple[Page, ...]
    media: tuple[MediaFile, ...]
    search: tuple[SearchDocument, ...]
    diagnostics: tuple[Diagnostic, ...]


def plan_site(archive: Archive, messages: Messages, *, promised: tuple[str, ...] = ()) -> SitePlan:
    """Plans all pages of an archive in the language of `messages`.

    promised: paths that links may lead to although this plan lacks them: a build without search is
        no reason to call a link to the search page broken
    """
    addresses = Addresses(archive.config)
    context = Context(make_catalogue(archive, addresses), messages)
    links = LinkResolver(addresses, _published_files(archive), _anchors(archive))
    readable = [
        *plan_home(context),
        *plan_articles(context, links),
        *plan_withdrawn(context),
        *plan_free_pages(context, links),
        *plan_indexes(context),
        *plan_terms(context),
        *plan_timeline(context),
        *plan_search(context),
        *plan_not_found(context),
    ]
    moved = list(plan_moved(context))
    pages = [
        *readable,
        *moved,
        *plan_feeds(context),
        *plan_sitemaps(context, readable),
        *plan_robots(context),
        *plan_hosting_files(context, moved),
    ]
    planned = frozenset((*promised, *(page.url for page in pages)))
    problems = [
        *find_clashes(pages, archive),
        *_link_problems(archive, links, planned),
        *_menu_problems(archive, links, planned),
    ]
    return SitePlan(
        site=site_view(context),
        pages=tuple(pages),
        media=_used_media(archive),
        search=tuple(plan_search_documents(context, links)) if archive.config.search else (),
        diagnostics=sorted_diagnostics(problems),
    )


def _used_media(archive: Archive) -> tuple[MediaFile, ...]:
    """The images of published documents: those of drafts and of withdrawn articles stay private."""
    used = {article.image for article in archive.articles if not article.withdrawn}
    bodies = [article.body for article in archive.articles if not article.withdrawn]
    bodies += [page.body for page in archive.pages]
    used.update(link.target for body in bodies for link in body.links)
    return tuple(media for media in archive.media if media.path in used)


def _published_files(archive: Archive) -> Mapping[str, str]:
    """Path on the site of each content file that is published."""
    return {
        **{article.path: article_path(article) for article in archive.articles},
        **{page.path: page_path(page) for page in archive.pages},
        **{media.path: media_path(media) for media in archive.media},
    }


def _anchors(archive: Archive) -> Mapping[str, frozenset[str]]:
    documents: Iterable[Article | FreePage] = (*archive.articles, *archive.pages)
    return {document.path: frozenset(document.body.anchors) for document in documents}


def _link_problems(archive: Archive, links: LinkResolver, planned: frozenset[str]) -> list[Diagnostic]:
    problems: list[Diagnostic] = []
    documents: Iterable[Article | FreePage] = (*archive.articles, *archive.pages)
    for document in documents:
        problems.extend(links.problems(document.path, document.body, planned))
    for article in archive.articles:
        if article.image and not links.link(article.image):
            message = f"There is no image {article.image}"
            hint = "Put the image in content/media/ and name it relative to this file."
            line, column = article.position("image")
            problems.append(
                Diagnostic(
                    code="E403", message=message, path=article.path, line=line, column=column, hint=hint
                )
            )
    return problems


def _menu_problems(archive: Archive, links: LinkResolver, planned: frozenset[str]) -> list[Diagnostic]:
    """Entries of the main menu that lead nowhere."""
    problems: list[Diagnostic] = []
    for entry in archive.config.navigation:
        path = urlsplit(entry.url).path
        if entry.url.startswith("/") and not links.leads_somewhere(path, planned):
            message = f"The menu leads to {path}, and there is no such page on this site"
            hint = did_you_mean(path, planned) or "Correct `url`, or delete the entry."
            problems.append(
                Diagnostic(code="E402", message=message, path=CONFIG_PATH, line=entry.line, hint=hint)
            )
    return problems
