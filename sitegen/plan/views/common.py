"""Views: what several kinds of page show."""

from __future__ import annotations

from typing import Literal

import msgspec

from sitegen.dates import EdtfDate

Direction = Literal["ltr", "rtl"]


class Link(msgspec.Struct, frozen=True, kw_only=True):
    """A link: to a term, a page, an index.

    text: what the reader sees
    url: where it leads
    """

    text: str
    url: str


class CountedLink(msgspec.Struct, frozen=True, kw_only=True):
    """A link to a term, with how many articles the term holds.

    text: the term's canonical name
    url: the term's page
    count: number of articles
    """

    text: str
    url: str
    count: int


class Image(msgspec.Struct, frozen=True, kw_only=True):
    """An image: the lead image of an article, or the archive's logo.

    url: its widest picture
    srcset: all its pictures, as the attribute `srcset` wants them; empty when there is but one
    width, height: of the widest picture, in pixels
    alt: alternative text; may be empty
    credit: who made it; may be empty
    """

    url: str
    srcset: str
    width: int
    height: int
    alt: str
    credit: str


class PreviewView(msgspec.Struct, frozen=True, kw_only=True):
    """What every page of a preview says of itself. In templates: `site.preview`.

    change: the pull request, on another site
    changes_url: the page that lists what changed; empty when there is none
    """

    change: Link
    changes_url: str


class SiteView(msgspec.Struct, frozen=True, kw_only=True):
    """What every page of the site shares. In templates: `site`.

    title: the archive's name
    description: what the archive holds, in a sentence or two
    language: the interface's language, BCP 47
    direction: the interface's writing direction
    home_url: the home page
    search_url: the search page; empty when the site has no search
    pagefind_url: the folder of the search index, ending in a slash
    feed_url: the site's Atom feed
    navigation: the main menu
    pages: the free pages, for the footer
    brand_url: a style sheet with the archive's own colour and fonts; empty when it has none
    logo: the archive's logo, which its name explains; or None
    preview: what change this site previews; None for the site that readers see
    """

    title: str
    description: str
    language: str
    direction: Direction
    home_url: str
    search_url: str
    pagefind_url: str
    feed_url: str
    navigation: tuple[Link, ...]
    pages: tuple[Link, ...]
    brand_url: str
    logo: Image | None
    preview: PreviewView | None


class Meta(msgspec.Struct, frozen=True, kw_only=True):
    """One `<meta>` element.

    attribute: `name` or `property`
    key: the attribute's value, such as `og:title`
    content: the element's content
    """

    attribute: Literal["name", "property"]
    key: str
    content: str


class Head(msgspec.Struct, frozen=True, kw_only=True):
    """What a page says of itself in `<head>`.

    title: the document's title, without the site's name
    description: for search engines and previews; may be empty
    canonical: absolute URL, with scheme and host
    path: the page's own URL within the site
    metas: further `<meta>` elements: OpenGraph, Zotero's, robots
    json_ld: schema.org JSON, escaped for use inside `<script>`; empty when there is none
    feed: the page's own Atom feed, or None
    previous: URL of the previous page in a series; empty when there is none
    next: URL of the next page in a series; empty when there is none
    """

    title: str
    description: str
    canonical: str
    path: str
    metas: tuple[Meta, ...] = ()
    json_ld: str = ""
    feed: Link | None = None
    previous: str = ""
    next: str = ""


class Card(msgspec.Struct, frozen=True, kw_only=True):
    """An article in a list.

    title: the headline
    url: the article's page
    date: when it was published
    outlet: name of the outlet
    summary: one sentence; may be empty
    language: the article's language, BCP 47
    direction: the writing direction of that language
    """

    title: str
    url: str
    date: EdtfDate
    outlet: str
    summary: str
    language: str
    direction: Direction

    def __hash__(self) -> int:
        """Cheap, because lists look cards up again and again; no two have one address."""
        return hash(self.url)


class Group(msgspec.Struct, frozen=True, kw_only=True):
    """Cards under one heading of a list.

    date: the heading: a year, a month or a day
    anchor: the heading's id on the page, unique
    url: the page of that time in the timeline; empty when the heading is no link
    count: number of articles of that time, which may be more than `cards` holds
    cards: the articles, newest first
    """

    date: EdtfDate
    anchor: str
    url: str
    count: int
    cards: tuple[Card, ...]


class Bar(msgspec.Struct, frozen=True, kw_only=True):
    """One bar of a histogram.

    date: the year or month it stands for
    count: number of articles
    percent: height, 0–100, relative to the tallest bar
    url: where these articles are listed; empty for a count of 0
    """

    date: EdtfDate
    count: int
    percent: int
    url: str
