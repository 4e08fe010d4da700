"""The complete plan of a site."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property
from itertools import accumulate
from typing import TYPE_CHECKING
from urllib.parse import urlsplit
from weakref import ref

import msgspec

from sitegen.diagnostics import Diagnostic, sorted_diagnostics
from sitegen.localize import Messages
from sitegen.model import TERM_KINDS, Archive, Article, Body, FreePage, Outline
from sitegen.plan.articles import plan_articles, plan_free_pages, plan_withdrawn
from sitegen.plan.brand import plan_brand
from sitegen.plan.clashes import find_clashes, may_clash
from sitegen.plan.context import Context, make_context
from sitegen.plan.feeds import plan_feeds, plan_robots, plan_sitemaps
from sitegen.plan.home import plan_home, plan_not_found, plan_search, site_view
from sitegen.plan.hosting import plan_hosting_files, plan_moved
from sitegen.plan.image_checks import image_problems
from sitegen.plan.links import LinkChecker
from sitegen.plan.maps import plan_base_maps
from sitegen.plan.names import plan_names
from sitegen.plan.on_this_day import plan_on_this_day
from sitegen.plan.pages import Page
from sitegen.plan.terms import plan_indexes, plan_terms
from sitegen.plan.timeline import plan_timeline
from sitegen.plan.views import SiteView
from sitegen.plan.web_editor.pages import plan_web_editor
from sitegen.read.site_config import CONFIG_PATH
from sitegen.suggest import did_you_mean
from sitegen.versions import code_digest, digest_of

if TYPE_CHECKING:
    from sitegen.read.changes import ContentChanges


class Revision(msgspec.Struct, frozen=True, kw_only=True):
    """How a plan differs from the one that it was made of.

    origin: that plan, as long as somebody else keeps it
    parts: of all pages whose parts differ, by position; None for a page that has none
    articles: positions in the catalogue of the articles that say something else
    """

    origin: ref[SitePlan]
    parts: Mapping[int, tuple[bytes, ...] | None]
    articles: frozenset[int]


class SitePlan(msgspec.Struct, frozen=True, kw_only=True, dict=True, weakref=True):
    """Everything that the site will consist of.

    context: what the views of pages are made from
    pages: every page, each at an address of its own
    may_clash: False when it is certain that every page has an address of its own
    revision: how it differs from the plan that it was made of; None when it was made of nothing
    """

    context: Context
    pages: tuple[Page, ...]
    may_clash: bool
    revision: Revision | None = None

    @cached_property
    def key(self) -> str:
        """Digest of all that views depend on, but for the bodies."""
        return _key(self.context, self.base)

    @cached_property
    def base(self) -> str:
        """The same of what every view may depend on, without the articles; see `Page.parts`."""
        return _base(self.context.catalogue.archive, self.context.messages)

    @cached_property
    def site(self) -> SiteView:
        """What all pages share."""
        return site_view(self.context)

    @cached_property
    def pages_of(self) -> Mapping[str, tuple[int, ...]]:
        """Positions of the pages that come from each content file."""
        found: dict[str, list[int]] = {}
        for number, page in enumerate(self.pages):
            found.setdefault(page.source, []).append(number)
        return {source: tuple(numbers) for source, numbers in found.items() if source}

    @cached_property
    def lists(self) -> tuple[int, ...]:
        """Positions of the pages that are not those of an article in lists."""
        return tuple(number for number, page in enumerate(self.pages) if page.shows is None)

    @cached_property
    def parts(self) -> Sequence[bytes | None]:
        """The parts of each page, joined; see `Page.parts`."""
        return [page.parts and b"".join(page.parts(self.context)) for page in self.pages]

    @cached_property
    def parts_of_lists(self) -> tuple[bytes, Sequence[int]]:
        """The parts of the pages in `lists`, one after the other, and where those of each end."""
        found = [self.parts[number] or b"" for number in self.lists]
        return b"".join(found), tuple(accumulate(map(len, found)))

    def get_ready(self) -> None:
        """Makes all that a revised plan is made of, so that nobody waits for it later."""
        self.context.related.get_ready()
        _ = self.parts_of_lists, self.pages_of, self.base

    def revision_of(self, other: SitePlan) -> Revision | None:
        """How the plan differs from another one; None when nobody knows."""
        if other is self:
            return Revision(origin=ref(other), parts={}, articles=frozenset())
        return self.revision if self.revision and self.revision.origin() is other else None

    def may_differ(self, number: int, revision: Revision) -> bool:
        """True unless it is certain that the page at a position shows what it showed before a revision."""
        if number not in revision.parts:
            return False
        shows = self.pages[number].shows
        return shows is None or not shows(self.context).isdisjoint(revision.articles)

    def parts_of(self, number: int) -> tuple[bytes, ...] | None:
        """The parts of the page at a position; see `Page.parts`."""
        if self.revision and number in self.revision.parts:
            return self.revision.parts[number]
        make = self.pages[number].parts
        return make and make(self.context)


def plan_site(
    archive: Archive,
    messages: Messages,
    bodies: Mapping[str, Body],
    changes: ContentChanges | None = None,
) -> SitePlan:
    """Plans all pages of an archive in the language of `messages`.

    bodies: of documents, by path; looked up when a view is made
    changes: to list on a page of their own; None makes no such page
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
        *plan_on_this_day(context),
        *plan_search(context),
        *plan_not_found(),
    ]
    pages = [
        *readable,
        *plan_base_maps(context),
        *plan_names(context),
        *plan_moved(context),
        *plan_feeds(context),
        *plan_sitemaps(readable),
        *plan_robots(),
        *plan_brand(context),
        *plan_web_editor(context),
        *plan_hosting_files(),
        *_plan_changes(context, changes),
    ]
    return SitePlan(context=context, pages=tuple(pages), may_clash=may_clash(pages))


def plan_problems(plan: SitePlan, archive: Archive, promised: tuple[str, ...] = ()) -> tuple[Diagnostic, ...]:
    """What is wrong with a plan: addresses that clash, and links that lead nowhere.

    promised: paths that links may lead to although the plan lacks them: a build without search is
        no reason to call a link to the search page broken
    """
    planned = frozenset((*promised, *(page.url for page in plan.pages)))
    images = frozenset(media.path for media in archive.media)
    checker = LinkChecker(plan.context.published, archive.outlines, planned, images)
    return sorted_diagnostics(
        (
            *(find_clashes(plan.pages, archive) if plan.may_clash else ()),
            *_link_problems(archive, checker),
            *image_problems(archive),
            *_menu_problems(archive, checker, planned),
            *_logo_problems(archive),
        )
    )


def problem_sources(plan: SitePlan, archive: Archive, promised: tuple[str, ...] = ()) -> tuple[object, ...]:
    """All that `plan_problems` looks at: where it is equal, so are the problems. Texts are not in it."""
    return (
        promised,
        plan.pages,
        plan.context.published,
        archive.config,
        archive.media,
        archive.pages,
        archive.articles if plan.may_clash else (),
        [(a.path, a.image, a.image_alt, a.withdrawn) for a in archive.articles if a.image],
        _Linked(archive.outlines),
    )


class _Linked(msgspec.Struct, frozen=True, eq=False):
    """Outlines, which are equal when all but their texts is."""

    outlines: Mapping[str, Outline]

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, _Linked):
            return NotImplemented
        pairs = zip(self.outlines.values(), other.outlines.values(), strict=False)
        return list(self.outlines) == list(other.outlines) and all(
            a is b or (a.links, a.anchors, a.positions) == (b.links, b.anchors, b.positions) for a, b in pairs
        )

    def __hash__(self) -> int:
        return hash(tuple(self.outlines))


def _plan_changes(context: Context, changes: ContentChanges | None) -> Iterator[Page]:
    if changes is None:
        return
    # Only previews need it.
    from sitegen.plan.changes import plan_changes

    yield from plan_changes(context, changes)


def _base(archive: Archive, messages: Messages) -> str:
    """Digest of the code, the configuration, the words of the interface and the registers."""
    registered = [[term for term in archive.terms[kind].values() if term.registered] for kind in TERM_KINDS]
    return digest_of(
        code_digest().encode(),
        msgspec.msgpack.encode((archive.config, registered)),
        msgspec.msgpack.encode((messages.language, dict(messages.texts)), order="sorted"),
    )


def _key(context: Context, base: str) -> str:
    """Digest of the base and of everything else that views are made from, but for the bodies."""
    archive = context.catalogue.archive
    return digest_of(
        base.encode(),
        b"".join(context.marks.articles.values()),
        msgspec.msgpack.encode((archive.pages, archive.media)),
    )


def _link_problems(archive: Archive, checker: LinkChecker) -> list[Diagnostic]:
    problems: list[Diagnostic] = []
    documents: tuple[Article | FreePage, ...] = (*archive.articles, *archive.pages)
    for document in documents:
        links = archive.outlines[document.path].links
        if links:
            problems.extend(checker.problems(document.path, links))
    for article in archive.articles:
        if article.image and not checker.is_image(article.image):
            message = f"There is no image {article.image}"
            hint = "Put the image in content/media/ and name it relative to this file."
            line, column = archive.outlines[article.path].position("image")
            problems.append(
                Diagnostic(
                    code="E403",
                    message=message,
                    path=article.path,
                    line=line,
                    column=column,
                    hint=hint,
                    about=(article.image,),
                )
            )
    return problems


def _logo_problems(archive: Archive) -> list[Diagnostic]:
    brand = archive.config.brand
    if not brand.logo or any(file.path == brand.logo for file in archive.media):
        return []
    message = f"There is no image {brand.logo}"
    hint = "Put the image in content/media/ and name it relative to content/."
    about = (brand.logo,)
    return [
        Diagnostic(code="E403", message=message, path=CONFIG_PATH, line=brand.line, hint=hint, about=about)
    ]


def _menu_problems(archive: Archive, checker: LinkChecker, planned: frozenset[str]) -> list[Diagnostic]:
    """Entries of the main menu that lead nowhere."""
    problems: list[Diagnostic] = []
    for entry in archive.config.navigation:
        path = urlsplit(entry.url).path
        if entry.url.startswith("/") and not checker.leads_somewhere(path):
            message = f"The menu leads to {path}, and there is no such page on this site"
            hint = did_you_mean(path, planned) or "Correct `url`, or delete the entry."
            problems.append(
                Diagnostic(
                    code="E402",
                    message=message,
                    path=CONFIG_PATH,
                    line=entry.line,
                    hint=hint,
                    about=(f"{path.rstrip('/')}/",),
                )
            )
    return problems
