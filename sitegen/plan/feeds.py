"""Feeds and sitemaps: for feed readers and search engines."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Iterator, Sequence

from sitegen.dates import EdtfDate
from sitegen.model import TERM_KINDS, Article
from sitegen.plan.context import Context
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
from sitegen.plan.views import FeedEntry, FeedView, Page, SitemapEntry, SitemapView, TextView

_TIME = re.compile(r"(?P<minutes>\d\d:\d\d)(?::(?P<seconds>\d\d))?(?P<offset>Z|[+-]\d\d:\d\d)?")
# The protocol's limit for one file (sitemaps.org).
_SITEMAP_LIMIT = 50_000
# Pages that search engines need not list.
_UNLISTED_TEMPLATES = frozenset({"404.html", "moved.html", "search.html", "withdrawn.html", "feed.xml", ""})


def plan_feeds(context: Context) -> Iterator[Page]:
    """The site's feed, and one for each tag, place and outlet."""
    catalogue = context.catalogue
    yield _feed(context, context.config.title, HOME, FEED, catalogue.articles)
    for kind in TERM_KINDS:
        for term_id in sorted(catalogue.filed[kind]):
            path = term_path(kind, term_id)
            positions = catalogue.filed[kind][term_id][-context.config.feed_size :]
            articles = [catalogue.articles[position] for position in positions]
            title = f"{catalogue.term(kind, term_id).name} – {context.config.title}"
            yield _feed(context, title, path, feed_path(path), articles)


def _feed(context: Context, title: str, page: str, path: str, articles: Sequence[Article]) -> Page:
    newest = list(reversed(articles[-context.config.feed_size :]))
    entries = tuple(_entry(context, article) for article in newest)
    view = FeedView(
        id=context.addresses.absolute(path),
        url=context.addresses.absolute(page),
        self_url=context.addresses.absolute(path),
        title=title,
        updated=max((entry.updated for entry in entries), default="1970-01-01T00:00:00Z", key=_instant),
        language=context.messages.language,
        entries=entries,
    )
    return Page(url=path, template="feed.xml", view=view)


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
        authors=article.authors or (outlet,),
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


def plan_sitemaps(context: Context, pages: Iterable[Page]) -> Iterator[Page]:
    """The sitemap of these pages: one file, or an index of several."""
    changed = {
        article_path(article): max((c.date.start for c in article.corrections), default="")
        for article in context.catalogue.articles
    }
    entries = [
        SitemapEntry(url=context.addresses.absolute(page.url), modified=changed.get(page.url, ""))
        for page in pages
        if page.template not in _UNLISTED_TEMPLATES
    ]
    entries.sort(key=lambda entry: entry.url)
    if len(entries) <= _SITEMAP_LIMIT:
        yield Page(url=SITEMAP, template="sitemap.xml", view=SitemapView(entries=tuple(entries)))
        return
    parts = [entries[start : start + _SITEMAP_LIMIT] for start in range(0, len(entries), _SITEMAP_LIMIT)]
    for number, part in enumerate(parts, start=1):
        yield Page(url=sitemap_path(number), template="sitemap.xml", view=SitemapView(entries=tuple(part)))
    listed = tuple(
        SitemapEntry(url=context.addresses.absolute(sitemap_path(number)))
        for number in range(1, len(parts) + 1)
    )
    yield Page(url=SITEMAP, template="sitemap-index.xml", view=SitemapView(entries=listed))


def plan_robots(context: Context) -> Iterator[Page]:
    """robots.txt: everything may be read."""
    text = f"User-agent: *\nAllow: /\n\nSitemap: {context.addresses.absolute(SITEMAP)}\n"
    yield Page(url=ROBOTS, template="", view=TextView(text=text))
