"""The home page, the search page, the page for missing addresses, and what all pages share."""

from __future__ import annotations

from collections.abc import Iterator

from sitegen.localize import direction, language_name
from sitegen.model import TERM_KINDS
from sitegen.plan.brand import stylesheet_path
from sitegen.plan.context import NO_INDEX, Context
from sitegen.plan.lists import newest_first, peak_of
from sitegen.plan.pages import Page, no_parts
from sitegen.plan.preview import preview_view
from sitegen.plan.terms import counted_index_link, index_link
from sitegen.plan.timeline import calendar_url, year_counts_bars
from sitegen.plan.urls import FEED, HOME, NAMES, NOT_FOUND, PAGEFIND, SEARCH, TIMELINE, page_path
from sitegen.plan.views import (
    Card,
    HomeView,
    LanguageName,
    Link,
    NotFoundView,
    SearchView,
    SiteView,
)

_LATEST = 12
_MOST_USED = 24
_CORRECTED = 5


def site_view(context: Context) -> SiteView:
    """What every page of the site shares."""
    config, link = context.config, context.addresses.link
    stylesheet = stylesheet_path(context)
    return SiteView(
        title=config.title,
        description=config.description,
        language=config.language,
        direction=direction(config.language),
        home_url=link(HOME),
        search_url=link(SEARCH) if config.search else "",
        pagefind_url=link(PAGEFIND),
        feed_url=link(FEED),
        navigation=_navigation(context),
        pages=tuple(
            Link(text=page.title, url=link(page_path(page))) for page in context.catalogue.archive.pages
        ),
        brand_url=link(stylesheet) if stylesheet else "",
        # Without words: the archive's name beside it says what it is.
        logo=context.image(config.brand.logo),
        preview=preview_view(context.catalogue.archive, context.addresses),
    )


def _navigation(context: Context) -> tuple[Link, ...]:
    if context.config.navigation:
        return tuple(
            Link(text=entry.title, url=context.addresses.written(entry.url))
            for entry in context.config.navigation
        )
    timeline = Link(text=context.messages.text("timeline"), url=context.addresses.link(TIMELINE))
    return (timeline, *(index_link(context, kind) for kind in ("place", "tag", "outlet")))


def plan_home() -> Iterator[Page]:
    """The home page."""
    yield Page(url=HOME, template="home.html", make=_home)


def _home(context: Context) -> HomeView:
    catalogue = context.catalogue
    articles = catalogue.articles
    tags, places, outlets = (counted_index_link(context, kind) for kind in TERM_KINDS)
    feed = Link(text=context.config.title, url=context.addresses.link(FEED))
    bars = year_counts_bars(context)
    return HomeView(
        head=context.head(context.config.title, HOME, description=context.config.description, feed=feed),
        notice=context.config.notice,
        articles=len(articles),
        first=articles[0].date if articles else None,
        last=articles[-1].date if articles else None,
        latest=newest_first(catalogue.cards_at(range(len(articles))[-_LATEST:])),
        tags=catalogue.most_used("tag", _MOST_USED),
        places=catalogue.most_used("place", _MOST_USED),
        map=context.maps.of_archive(small=True),
        outlets=catalogue.most_used("outlet", _MOST_USED),
        tags_index=tags,
        places_index=places,
        outlets_index=outlets,
        timeline=context.addresses.link(TIMELINE),
        calendar=calendar_url(context),
        days=tuple(context.calendar.calendar_days),
        bars=bars,
        peak=peak_of(bars),
        corrected=_recently_corrected(context),
    )


def _recently_corrected(context: Context) -> tuple[Card, ...]:
    dated = [
        (max(c.date.start for c in article.corrections), position)
        for position, article in enumerate(context.catalogue.articles)
        if article.corrections
    ]
    newest = sorted(dated, reverse=True)[:_CORRECTED]
    return tuple(context.catalogue.cards_at(position for _, position in newest))


def plan_search(context: Context) -> Iterator[Page]:
    """The search page, unless the site has no search."""
    if context.config.search:
        yield Page(url=SEARCH, template="search.html", make=_search)


def _search(context: Context) -> SearchView:
    tags, places, outlets = (counted_index_link(context, kind) for kind in TERM_KINDS)
    language = context.messages.language
    codes = sorted({article.language for article in context.catalogue.articles})
    return SearchView(
        head=context.head(context.messages.text("search_title"), SEARCH),
        tags_index=tags,
        places_index=places,
        outlets_index=outlets,
        timeline=context.addresses.link(TIMELINE),
        names=context.addresses.link(NAMES),
        languages=tuple(
            LanguageName(code=code, name=language_name(language, code), direction=direction(code))
            for code in codes
        ),
    )


def plan_not_found() -> Iterator[Page]:
    """The page that a host shows for an address that does not exist."""
    yield Page(url=NOT_FOUND, template="404.html", make=_not_found, parts=no_parts)


def _not_found(context: Context) -> NotFoundView:
    title = context.messages.text("not_found")
    return NotFoundView(
        head=context.head(title, NOT_FOUND, metas=(NO_INDEX,)), timeline=context.addresses.link(TIMELINE)
    )
