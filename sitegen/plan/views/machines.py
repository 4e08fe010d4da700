"""Views: what machines read: feeds, sitemaps, plain text."""

from __future__ import annotations

import msgspec


class FeedEntry(msgspec.Struct, frozen=True, kw_only=True):
    """An article in a feed.

    id: its permanent identifier, an absolute URL
    url: absolute URL
    title: the headline
    published: RFC 3339 time; the first day of an uncertain date
    updated: RFC 3339 time of the newest correction, else as `published`
    authors: bylines, or the outlet when there is none
    summary: one sentence; may be empty
    language: BCP 47
    categories: names of its tags
    """

    id: str
    url: str
    title: str
    published: str
    updated: str
    authors: tuple[str, ...]
    summary: str
    language: str
    categories: tuple[str, ...]


class FeedView(msgspec.Struct, frozen=True, kw_only=True):
    """Template `feed.xml`: an Atom feed (RFC 4287).

    id: the feed's permanent identifier, an absolute URL
    url: absolute URL of the page that it follows
    self_url: absolute URL of the feed
    title: its title
    updated: RFC 3339 time of its newest entry
    language: the interface's language
    entries: newest first
    """

    id: str
    url: str
    self_url: str
    title: str
    updated: str
    language: str
    entries: tuple[FeedEntry, ...]


class SitemapEntry(msgspec.Struct, frozen=True, kw_only=True):
    """One address in a sitemap.

    url: absolute URL
    modified: day of the last change, ISO 8601; empty when unknown
    """

    url: str
    modified: str = ""


class SitemapView(msgspec.Struct, frozen=True, kw_only=True):
    """Templates `sitemap.xml` and `sitemap-index.xml` (sitemaps.org).

    entries: at most 50,000, the protocol's limit
    """

    entries: tuple[SitemapEntry, ...]


class TextView(msgspec.Struct, frozen=True, kw_only=True):
    """A page that is its own text and needs no template, such as `robots.txt`.

    text: the file's content
    """

    text: str
