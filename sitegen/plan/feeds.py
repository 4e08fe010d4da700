"""Feeds and sitemaps: for feed readers and search engines."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Iterator, Sequence
from functools import partial

import msgspec

from sitegen.dates import EdtfDate
from sitegen.model import TERM_KINDS, Article, TermKind
from sitegen.plan.bylines import spoken_names
from sitegen.plan.catalogue import Positions
from sitegen.plan.context import Context
from sitegen.plan.pages import Page, no_parts
from sitegen.plan.urls import (
    FEED,
    HOME,
    ROBOTS,
    SITEMAP,
    article_path,
    feed_path,
    sitemap_path,
    term_path,
)
from sitegen.plan.views import FeedEntry, FeedView, SitemapEntry, SitemapView, TextView

_TIME = re.compile(r"(?P<minutes>\d\d:\d\d)(?::(?P<seconds>\d\d))?(?P<offset>Z|[+-]\d\d:\d\d)?")
# The protocol's limit for one file (sitemaps.org).
_SITEMAP_LIMIT = 50_000
# Pages that search engines need not list.
_UNLISTED_TEMPLATES = frozenset({"404.html", "moved.html", "search.html", "withdrawn.html", "feed.xml", ""})


def plan_feeds(context: Context) -> Iterator[Page]:
    """The site's feed, and one for each tag, place and outlet."""
    yield Page(url=FEED, template="feed.xml", make=_site_feed, parts=_site_feed_parts)
    for kind in TERM_KINDS:
        for term_id in sorted(context.catalogue.filed[kind]):
            path = feed_path(term_path(kind, term_id))
            yield Page(
                url=path,
                template="feed.xml",
                make=partial(_term_feed, kind, term_id),
                parts=partial(_term_feed_parts, kind, term_id),
            )


def _site_feed(context: Context) -> FeedView:
    return _feed(context, context.config.title, HOME, FEED, context.catalogue.articles)


def _site_feed_parts(context: Context) -> tuple[bytes, ...]:
    count = len(context.catalogue.articles)
    return (context.marks.of_articles(range(max(0, count - context.config.feed_size), count)),)


def _term_feed(kind: TermKind, term_id: str, context: Context) -> FeedView:
    catalogue, path = context.catalogue, term_path(kind, term_id)
    positions = _newest(kind, term_id, context)
    title = f"{catalogue.term(kind, term_id).name} – {context.config.title}"
    return _feed(context, title, path, feed_path(path), [catalogue.articles[p] for p in positions])


def _term_feed_parts(kind: TermKind, term_id: str, context: Context) -> tuple[bytes, ...]:
    return (context.marks.of_articles(_newest(kind, term_id, context)),)


def _newest(kind: TermKind, term_id: str, context: Context) -> Positions:
    """The positions of the articles that a term's feed shows, oldest first."""
    return context.catalogue.filed[kind][term_id][-context.config.feed_size :]


def _feed(context: Context, title: str, page: str, path: str, articles: Sequence[Article]) -> FeedView:
    newest = list(reversed(articles[-context.config.feed_size :]))
    entries = tuple(_entry(context, article) for article in newest)
    return FeedView(
        id=context.addresses.absolute(path),
        url=context.addresses.absolute(page),
        self_url=context.addresses.absolute(path),
        title=title,
        updated=max((entry.updated for entry in entries), default="1970-01-01T00:00:00Z", key=_instant),
        language=context.messages.language,
        entries=entries,
    )


def _entry(context: Context, article: Article) -> FeedEntry:
    url = context.addresses.absolute(article_path(article))
    published = _rfc3339(article.date)
    updated = max((published, *(_rfc3339(c.date) for c in article.corrections)), key=_instant)
    outlet = context.catalogue.term("outlet", article.outlet).name
    return FeedEntry(
        id=url,
        url=url,
        title=article.title,
        published=published,
        updated=updated,
        authors=spoken_names(article.authors) or (outlet,),
        summary=article.summary,
        language=article.language,
        categories=tuple(context.catalogue.term("tag", tag).name for tag in article.tags),
    )


def _rfc3339(date: EdtfDate) -> str:
    """The time that Atom asks for (RFC 3339): midnight UTC where no time or offset is known."""
    match = _TIME.fullmatch(date.time)
    if not match:
        return f"{date.start}T00:00:00Z"
    return f"{date.start}T{match['minutes']}:{match['seconds'] or '00'}{match['offset'] or 'Z'}"


def _instant(text: str) -> dt.datetime:
    """A time of RFC 3339, comparable whatever its offset."""
    return dt.datetime.fromisoformat(text)


def plan_sitemaps(pages: Iterable[Page]) -> Iterator[Page]:
    """The sitemap of these pages: one file, or an index of several."""
    urls = sorted(page.url for page in pages if page.template not in _UNLISTED_TEMPLATES)
    if len(urls) <= _SITEMAP_LIMIT:
        yield _sitemap_page(SITEMAP, urls)
        return
    parts = [urls[start : start + _SITEMAP_LIMIT] for start in range(0, len(urls), _SITEMAP_LIMIT)]
    for number, part in enumerate(parts, start=1):
        yield _sitemap_page(sitemap_path(number), part)
    yield Page(url=SITEMAP, template="sitemap-index.xml", make=partial(_sitemap_index, len(parts)))


def _sitemap_page(path: str, urls: Iterable[str]) -> Page:
    listed = tuple(urls)
    make, parts = partial(_sitemap, listed), partial(_sitemap_parts, listed)
    return Page(url=path, template="sitemap.xml", make=make, parts=parts)


def _sitemap(urls: Sequence[str], context: Context) -> SitemapView:
    changed = _corrected(context)
    absolute = context.addresses.absolute
    return SitemapView(
        entries=tuple(SitemapEntry(url=absolute(url), modified=changed.get(url, "")) for url in urls)
    )


def _sitemap_parts(urls: Sequence[str], context: Context) -> tuple[bytes, ...]:
    return (msgspec.msgpack.encode((urls, _corrected(context))),)


def _corrected(context: Context) -> dict[str, str]:
    """The day of the last correction of each article that was corrected, by path on the site."""
    return {
        article_path(article): max(c.date.start for c in article.corrections)
        for article in context.catalogue.articles
        if article.corrections
    }


def _sitemap_index(count: int, context: Context) -> SitemapView:
    urls = [context.addresses.absolute(sitemap_path(number)) for number in range(1, count + 1)]
    return SitemapView(entries=tuple(SitemapEntry(url=url) for url in urls))


def plan_robots() -> Iterator[Page]:
    """robots.txt: everything may be read."""
    yield Page(url=ROBOTS, template="", make=_robots, parts=no_parts)


def _robots(context: Context) -> TextView:
    return TextView(text=f"User-agent: *\nAllow: /\n\nSitemap: {context.addresses.absolute(SITEMAP)}\n")
