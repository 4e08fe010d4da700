"""The views: everything that a template can see, and nothing else.

A view is built in the plan stage, is immutable, and holds plain values. That makes the
fingerprint of a page complete: a page changes if and only if its view, its template's closure
or the render code does. Lists hold `Card`s, so that editing a body re-renders its article and
no list.

URLs are site-absolute (`/archive/tags/war/`), with the path of `base_url`, unless a field says
otherwise. Text is plain text, which the template escapes; only fields that say HTML hold HTML,
already sanitised.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

from sitegen.dates import EdtfDate
from sitegen.model import TermKind

Direction = Literal["ltr", "rtl"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Link:
    """A link: to a term, a page, an index.

    text: what the reader sees
    url: where it leads
    """

    text: str
    url: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CountedLink:
    """A link to a term, with how many articles the term holds.

    text: the term's canonical name
    url: the term's page
    count: number of articles
    """

    text: str
    url: str
    count: int


@dataclass(frozen=True, slots=True, kw_only=True)
class SiteView:
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


@dataclass(frozen=True, slots=True, kw_only=True)
class Meta:
    """One `<meta>` element.

    attribute: `name` or `property`
    key: the attribute's value, such as `og:title`
    content: the element's content
    """

    attribute: Literal["name", "property"]
    key: str
    content: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Head:
    """What a page says of itself in `<head>`.

    title: the document's title, without the site's name
    description: for search engines and previews; may be empty
    canonical: absolute URL, with scheme and host
    metas: further `<meta>` elements: OpenGraph, Zotero's, robots
    json_ld: schema.org JSON, escaped for use inside `<script>`; empty when there is none
    feed: the page's own Atom feed, or None
    previous: URL of the previous page in a series; empty when there is none
    next: URL of the next page in a series; empty when there is none
    """

    title: str
    description: str
    canonical: str
    metas: tuple[Meta, ...] = ()
    json_ld: str = ""
    feed: Link | None = None
    previous: str = ""
    next: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Card:
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


@dataclass(frozen=True, slots=True, kw_only=True)
class Group:
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


@dataclass(frozen=True, slots=True, kw_only=True)
class Bar:
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


@dataclass(frozen=True, slots=True, kw_only=True)
class Image:
    """An article's lead image.

    url: the image file
    alt: alternative text; may be empty
    credit: who made it; may be empty
    """

    url: str
    alt: str
    credit: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CorrectionView:
    """A correction notice.

    date: when the article was corrected
    note: what was corrected
    """

    date: EdtfDate
    note: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Related:
    """A related article and why it is related.

    card: the article
    reasons: the tags and places that both share, rarest first
    """

    card: Card
    reasons: tuple[Link, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ArticleView:
    """Template `article.html`: one article.

    head: see `Head`
    title: the headline
    url: the page's own URL
    language: the article's language, BCP 47
    language_name: that language's name in the interface's language
    direction: its writing direction
    date: when it was published
    date_url: the timeline's page, at that day
    outlet: the outlet that published it
    outlet_sample: True when the outlet is an invented sample
    authors: bylines
    summary: standfirst; may be empty
    body: HTML, sanitised
    image: lead image, or None
    places: the places it is about
    tags: its subjects
    corrections: newest first
    draft: True for a draft, which only `--drafts` publishes
    source_url: the original page on the web; may be empty
    archive_url: an archived copy of it; may be empty
    retrieved: when the source was read, or None
    original_title: the title before translation; may be empty
    original_language_name: the language it was translated from; may be empty
    translator: who translated it; may be empty
    related: related articles
    newer: the next article in time, or None
    older: the previous article in time, or None
    """

    head: Head
    title: str
    url: str
    language: str
    language_name: str
    direction: Direction
    date: EdtfDate
    date_url: str
    outlet: Link
    outlet_sample: bool
    authors: tuple[str, ...]
    summary: str
    body: str
    image: Image | None
    places: tuple[Link, ...]
    tags: tuple[Link, ...]
    corrections: tuple[CorrectionView, ...]
    draft: bool
    source_url: str
    archive_url: str
    retrieved: EdtfDate | None
    original_title: str
    original_language_name: str
    translator: str
    related: tuple[Related, ...]
    newer: Card | None
    older: Card | None


@dataclass(frozen=True, slots=True, kw_only=True)
class WithdrawnView:
    """Template `withdrawn.html`: the tombstone of a withdrawn article.

    head: see `Head`
    title: the headline
    language: the article's language, BCP 47
    direction: its writing direction
    date: when it was published
    outlet: the outlet that published it; its `url` is empty when it has no other article
    note: why it was withdrawn
    """

    head: Head
    title: str
    language: str
    direction: Direction
    date: EdtfDate
    outlet: Link
    note: str


@dataclass(frozen=True, slots=True, kw_only=True)
class TermNode:
    """A term in a hierarchical index.

    text: its canonical name
    url: its page
    count: number of articles, those of its descendants included
    kind: what a place is (`city`, `river`, …); empty for other terms
    sample: True for an outlet that is an invented sample
    children: the terms directly below it
    """

    text: str
    url: str
    count: int
    kind: str
    sample: bool
    children: tuple[TermNode, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class IndexView:
    """Template `index.html`: all tags, all places or all outlets.

    head: see `Head`
    kind: `tag`, `place` or `outlet`
    total: number of terms
    nodes: the terms without a parent, each with its descendants, in alphabetical order
    most_used: the most used terms
    """

    head: Head
    kind: TermKind
    total: int
    nodes: tuple[TermNode, ...]
    most_used: tuple[CountedLink, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Coordinates:
    """A point on the Earth, WGS 84.

    latitude: degrees north, −90 to 90
    longitude: degrees east, −180 to 180
    """

    latitude: float
    longitude: float


@dataclass(frozen=True, slots=True, kw_only=True)
class TermFacts:
    """What a register says of a term.

    description: a sentence; may be empty
    aliases: other names
    kind: what a place is (`city`, `river`, …); may be empty
    coordinates: where a place lies, or None
    website: an outlet's own site; may be empty
    country: an outlet's country, its name in the interface's language; may be empty
    language_name: an outlet's language, in the interface's language; may be empty
    sample: True for an outlet that is an invented sample
    identifiers: the term in other registers (Wikidata, GeoNames), absolute URLs
    """

    description: str
    aliases: tuple[str, ...]
    kind: str
    coordinates: Coordinates | None
    website: str
    country: str
    language_name: str
    sample: bool
    identifiers: tuple[Link, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Pager:
    """The way through a long list, which is cut into pages counted from the oldest article.

    So a full page never changes when newer articles come, and its URL can be cited.

    number: this page's number, 1 holding the oldest; 0 for the front page with the newest
    first: the list's front page
    newer: the next newer page; empty on the front page
    older: the next older page; empty on the last
    oldest: the page with the oldest articles; empty when the list has only one page
    """

    number: int
    first: str
    newer: str
    older: str
    oldest: str


@dataclass(frozen=True, slots=True, kw_only=True)
class TermView:
    """Template `term.html`: the front page of a tag, place or outlet.

    head: see `Head`
    kind: `tag`, `place` or `outlet`
    name: the term's canonical name
    url: this page
    index: the index of all terms of this kind
    total: number of articles, those of its descendants included
    facts: what the register says
    ancestors: the terms above it, widest first
    children: the terms directly below it
    related_tags: tags that occur with it most often
    related_places: places that occur with it most often
    related_outlets: outlets that write of it most often; empty for an outlet
    bars: a histogram by year; empty when all articles are of one year
    groups: the newest articles, by year
    pager: the way to older articles
    feed: the term's Atom feed
    search_url: the search page with the term as filter; empty when the site has no search
    """

    head: Head
    kind: TermKind
    name: str
    url: str
    index: Link
    total: int
    facts: TermFacts
    ancestors: tuple[Link, ...]
    children: tuple[CountedLink, ...]
    related_tags: tuple[CountedLink, ...]
    related_places: tuple[CountedLink, ...]
    related_outlets: tuple[CountedLink, ...]
    bars: tuple[Bar, ...]
    groups: tuple[Group, ...]
    pager: Pager
    feed: Link
    search_url: str


@dataclass(frozen=True, slots=True, kw_only=True)
class TermPageView:
    """Template `term-page.html`: an older page of a term's articles.

    head: see `Head`
    kind: `tag`, `place` or `outlet`
    name: the term's canonical name
    term: the term's front page
    index: the index of all terms of this kind
    groups: the page's articles, by year
    pager: the way to newer and older articles
    """

    head: Head
    kind: TermKind
    name: str
    term: Link
    index: Link
    groups: tuple[Group, ...]
    pager: Pager


@dataclass(frozen=True, slots=True, kw_only=True)
class TimelineView:
    """Template `timeline.html`: all years.

    head: see `Head`
    total: number of articles
    bars: a histogram by year, from the first year to the last, gaps included
    decades: the years that have articles, by decade, newest first
    """

    head: Head
    total: int
    bars: tuple[Bar, ...]
    decades: tuple[DecadeView, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class DecadeView:
    """A decade in the timeline.

    date: the decade, as `198X`
    count: number of articles
    years: its years that have articles, newest first
    """

    date: EdtfDate
    count: int
    years: tuple[Bar, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class YearView:
    """Template `year.html`: one year, newest month first.

    head: see `Head`
    date: the year
    total: number of articles
    bars: a histogram of its twelve months
    groups: one per month, each with its newest articles, then those dated no closer than the year
    newer: the next year that has articles, or None
    older: the previous year that has articles, or None
    timeline: the overview
    """

    head: Head
    date: EdtfDate
    total: int
    bars: tuple[Bar, ...]
    groups: tuple[Group, ...]
    newer: CountedLink | None
    older: CountedLink | None
    timeline: str


@dataclass(frozen=True, slots=True, kw_only=True)
class MonthView:
    """Template `month.html`: one month, newest day first.

    head: see `Head`
    date: the month
    total: number of articles
    groups: one per day, then those dated no closer than the month
    year: the year's page
    newer: the next month that has articles, or None
    older: the previous month that has articles, or None
    timeline: the overview
    """

    head: Head
    date: EdtfDate
    total: int
    groups: tuple[Group, ...]
    year: Link
    newer: CountedLink | None
    older: CountedLink | None
    timeline: str


@dataclass(frozen=True, slots=True, kw_only=True)
class HomeView:
    """Template `home.html`: the home page.

    head: see `Head`
    notice: a note from the editors to every reader; may be empty
    articles: number of articles
    first: date of the oldest article, or None when there is none
    last: date of the newest article, or None when there is none
    latest: the newest articles
    tags: the most used tags
    places: the most used places
    outlets: the most used outlets
    tags_index: all tags, with their number
    places_index: all places, with their number
    outlets_index: all outlets, with their number
    timeline: the timeline's overview
    bars: a histogram by year
    corrected: the most recently corrected articles
    """

    head: Head
    notice: str
    articles: int
    first: EdtfDate | None
    last: EdtfDate | None
    latest: tuple[Card, ...]
    tags: tuple[CountedLink, ...]
    places: tuple[CountedLink, ...]
    outlets: tuple[CountedLink, ...]
    tags_index: CountedLink
    places_index: CountedLink
    outlets_index: CountedLink
    timeline: str
    bars: tuple[Bar, ...]
    corrected: tuple[Card, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class FreePageView:
    """Template `page.html`: a free page, such as “About”.

    head: see `Head`
    title: its title
    language: its language, BCP 47
    direction: its writing direction
    body: HTML, sanitised
    """

    head: Head
    title: str
    language: str
    direction: Direction
    body: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SearchView:
    """Template `search.html`: the search page.

    head: see `Head`
    tags_index: all tags, for readers without scripts
    places_index: all places
    outlets_index: all outlets
    timeline: the timeline's overview
    languages: the languages of the articles: code and name
    """

    head: Head
    tags_index: CountedLink
    places_index: CountedLink
    outlets_index: CountedLink
    timeline: str
    languages: tuple[LanguageName, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class LanguageName:
    """A language and its name.

    code: BCP 47
    name: its name in the interface's language
    """

    code: str
    name: str


@dataclass(frozen=True, slots=True, kw_only=True)
class NotFoundView:
    """Template `404.html`: the page for an address that does not exist.

    head: see `Head`
    timeline: the timeline's overview
    """

    head: Head
    timeline: str


@dataclass(frozen=True, slots=True, kw_only=True)
class MovedView:
    """Template `moved.html`: an old address, which sends the reader on.

    head: see `Head`
    target: the page's address now
    title: the page's title
    """

    head: Head
    target: str
    title: str


@dataclass(frozen=True, slots=True, kw_only=True)
class FeedEntry:
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


@dataclass(frozen=True, slots=True, kw_only=True)
class FeedView:
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


@dataclass(frozen=True, slots=True, kw_only=True)
class SitemapEntry:
    """One address in a sitemap.

    url: absolute URL
    modified: day of the last change, ISO 8601; empty when unknown
    """

    url: str
    modified: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class SitemapView:
    """Templates `sitemap.xml` and `sitemap-index.xml` (sitemaps.org).

    entries: at most 50,000, the protocol's limit
    """

    entries: tuple[SitemapEntry, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class TextView:
    """A page that is its own text and needs no template, such as `robots.txt`.

    text: the file's content
    """

    text: str


View = (
    ArticleView
    | WithdrawnView
    | IndexView
    | TermView
    | TermPageView
    | TimelineView
    | YearView
    | MonthView
    | HomeView
    | FreePageView
    | SearchView
    | NotFoundView
    | MovedView
    | FeedView
    | SitemapView
    | TextView
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """One file of the site, to be rendered.

    url: its path on the site, without the path of `base_url`: `/tags/war/`
    template: name of its template; empty when the view is a `TextView`
    view: what the template sees
    source: the content file it comes from, for messages; empty when there is none
    """

    url: str
    template: str
    view: View
    source: str = field(default="", compare=False)
