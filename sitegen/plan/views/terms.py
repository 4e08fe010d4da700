"""Views: tags, places and outlets."""

from __future__ import annotations

from typing import Literal

import msgspec

from sitegen.model import TermKind
from sitegen.plan.views.common import Bar, CountedLink, Group, Head, Link
from sitegen.plan.views.maps import MapView


class TermNode(msgspec.Struct, frozen=True, kw_only=True):
    """A term in a hierarchical index.

    id: its id in the register, unique among terms of its kind
    text: its canonical name
    url: its page
    count: number of articles, those of its descendants included
    kind: what a place is (`city`, `river`, …); empty for other terms
    sample: True for an outlet that is an invented sample
    children: the terms directly below it
    """

    id: str
    text: str
    url: str
    count: int
    kind: str
    sample: bool
    children: tuple[TermNode, ...]


class IndexView(msgspec.Struct, frozen=True, kw_only=True):
    """Template `index.html`: all tags, all places or all outlets.

    head: see `Head`
    kind: `tag`, `place` or `outlet`
    total: number of terms
    map: all places on a map; None for other terms, and when no place has coordinates
    nodes: the terms without a parent, each with its descendants, in alphabetical order
    most_used: the terms that most articles name themselves, the most used first
    """

    head: Head
    kind: TermKind
    total: int
    map: MapView | None
    nodes: tuple[TermNode, ...]
    most_used: tuple[CountedLink, ...]


class Coordinates(msgspec.Struct, frozen=True, kw_only=True):
    """A point on the Earth, WGS 84.

    latitude: degrees north, −90 to 90
    longitude: degrees east, −180 to 180
    """

    latitude: float
    longitude: float


class TermFacts(msgspec.Struct, frozen=True, kw_only=True):
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


class Pager(msgspec.Struct, frozen=True, kw_only=True):
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


class TermView(msgspec.Struct, frozen=True, kw_only=True):
    """Template `term.html`: the front page of a tag, place or outlet.

    head: see `Head`
    kind: `tag`, `place` or `outlet`
    name: the term's canonical name
    url: this page
    index: the index of all terms of this kind
    total: number of articles, those of its descendants included
    facts: what the register says
    map: a place, what lies in it and what is found in the same articles; None for other terms, and without
        coordinates
    ancestors: the terms above it, widest first
    children: the terms directly below it
    related_tags: tags that occur with it most often
    related_places: places that occur with it most often
    related_outlets: outlets that write of it most often; empty for an outlet
    bars: a histogram by year, or by month for less than two years; empty when there is one bar only
    bars_by: `year` or `month`
    peak: the bar with the most articles; None when several have as many, or no other has any
    thread: anchor of the term's thread on the pages of its articles; empty when it has one only
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
    map: MapView | None
    ancestors: tuple[Link, ...]
    children: tuple[CountedLink, ...]
    related_tags: tuple[CountedLink, ...]
    related_places: tuple[CountedLink, ...]
    related_outlets: tuple[CountedLink, ...]
    bars: tuple[Bar, ...]
    bars_by: Literal["year", "month"]
    peak: Bar | None
    thread: str
    groups: tuple[Group, ...]
    pager: Pager
    feed: Link
    search_url: str


class TermPageView(msgspec.Struct, frozen=True, kw_only=True):
    """Template `term-page.html`: an older page of a term's articles.

    head: see `Head`
    kind: `tag`, `place` or `outlet`
    name: the term's canonical name
    term: the term's front page
    index: the index of all terms of this kind
    thread: anchor of the term's thread on the pages of its articles; empty when it has one only
    groups: the page's articles, by year
    pager: the way to newer and older articles
    """

    head: Head
    kind: TermKind
    name: str
    term: Link
    index: Link
    thread: str
    groups: tuple[Group, ...]
    pager: Pager
