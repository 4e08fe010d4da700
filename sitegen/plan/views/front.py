"""Views: the home page, the search page, and the page for missing addresses."""

from __future__ import annotations

import msgspec

from sitegen.dates import EdtfDate
from sitegen.plan.views.common import Bar, Card, CountedLink, Direction, Head
from sitegen.plan.views.maps import MapView


class HomeView(msgspec.Struct, frozen=True, kw_only=True):
    """Template `home.html`: the home page.

    head: see `Head`
    notice: a note from the editors to every reader; may be empty
    articles: number of articles
    first: date of the oldest article, or None when there is none
    last: date of the newest article, or None when there is none
    latest: the newest articles
    tags: the tags that most articles name, the most used first
    places: the same of places
    map: all places on a small map; None when none has coordinates
    outlets: the same of outlets
    tags_index: all tags, with their number
    places_index: all places, with their number
    outlets_index: all outlets, with their number
    timeline: the timeline's overview
    calendar: the calendar of days in all years; empty when there is none
    days: the calendar days that have articles, `MM-DD`
    bars: a histogram by year
    peak: the bar with the most articles; None when several have as many, or no other has any
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
    map: MapView | None
    outlets: tuple[CountedLink, ...]
    tags_index: CountedLink
    places_index: CountedLink
    outlets_index: CountedLink
    timeline: str
    calendar: str
    days: tuple[str, ...]
    bars: tuple[Bar, ...]
    peak: Bar | None
    corrected: tuple[Card, ...]


class LanguageName(msgspec.Struct, frozen=True, kw_only=True):
    """A language, its name and its direction.

    code: BCP 47
    name: its name in the interface's language
    direction: its writing direction
    """

    code: str
    name: str
    direction: Direction


class SearchView(msgspec.Struct, frozen=True, kw_only=True):
    """Template `search.html`: the search page.

    head: see `Head`
    tags_index: all tags, for readers without scripts
    places_index: all places
    outlets_index: all outlets
    timeline: the timeline's overview
    names: `names.json`: names of all terms, for a search that finds nothing
    languages: the languages of the articles
    """

    head: Head
    tags_index: CountedLink
    places_index: CountedLink
    outlets_index: CountedLink
    timeline: str
    names: str
    languages: tuple[LanguageName, ...]


class NotFoundView(msgspec.Struct, frozen=True, kw_only=True):
    """Template `404.html`: the page for an address that does not exist.

    head: see `Head`
    timeline: the timeline's overview
    """

    head: Head
    timeline: str
