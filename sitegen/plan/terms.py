"""Tags, places and outlets: their indexes and their pages."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from functools import partial

import msgspec

from sitegen.localize import country_name, language_name
from sitegen.model import TERM_KINDS, Term, TermKind
from sitegen.plan.catalogue import Catalogue, Positions, co_occurrences
from sitegen.plan.context import Context
from sitegen.plan.lists import Pages, groups_by_year, months_bars, newest_first, peak_of, year_bars
from sitegen.plan.pages import Page
from sitegen.plan.urls import index_path, term_path, thread_anchor, year_anchor
from sitegen.plan.views import (
    Bar,
    Card,
    Coordinates,
    CountedLink,
    IndexView,
    Link,
    MapView,
    Pager,
    TermFacts,
    TermNode,
    TermPageView,
    TermView,
)

_MOST_USED = 12
_RELATED = 12


def index_link(context: Context, kind: TermKind) -> Link:
    """A link to the index of all terms of a kind."""
    return Link(text=context.messages.text(f"index_{kind}"), url=context.addresses.link(index_path(kind)))


def counted_index_link(context: Context, kind: TermKind) -> CountedLink:
    """The same, with the number of terms."""
    link = index_link(context, kind)
    return CountedLink(text=link.text, url=link.url, count=len(context.catalogue.filed[kind]))


def plan_indexes(context: Context) -> Iterator[Page]:
    """The three indexes."""
    for kind in TERM_KINDS:
        make, parts = partial(_index, kind), partial(_index_parts, kind)
        yield Page(url=index_path(kind), template="index.html", make=make, parts=parts)


def _index(kind: TermKind, context: Context) -> IndexView:
    catalogue = context.catalogue
    roots = [t for t in _by_name(catalogue, kind) if not catalogue.term(kind, t).parent]
    return IndexView(
        head=context.head(context.messages.text(f"index_{kind}"), index_path(kind)),
        kind=kind,
        total=len(catalogue.filed[kind]),
        map=context.maps.of_archive(small=False) if kind == "place" else None,
        nodes=tuple(_node(catalogue, kind, term_id) for term_id in roots),
        most_used=catalogue.most_used(kind, _MOST_USED),
    )


def _index_parts(kind: TermKind, context: Context) -> tuple[bytes, ...]:
    """Each term's name, which only an article may say, and its numbers of articles."""
    catalogue = context.catalogue
    own, filed = catalogue.own[kind], catalogue.filed[kind]
    terms = ((t, catalogue.term(kind, t).name, len(own.get(t, ())), len(filed[t])) for t in sorted(filed))
    return (msgspec.msgpack.encode(list(terms)),)


def _by_name(catalogue: Catalogue, kind: TermKind) -> list[str]:
    return sorted(catalogue.filed[kind], key=lambda t: (catalogue.term(kind, t).name.casefold(), t))


def _node(catalogue: Catalogue, kind: TermKind, term_id: str) -> TermNode:
    link, term = catalogue.counted(kind, term_id), catalogue.term(kind, term_id)
    below = catalogue.children[kind].get(term_id, ())
    return TermNode(
        id=term_id,
        text=link.text,
        url=link.url,
        count=link.count,
        kind=term.kind,
        sample=term.sample,
        children=tuple(_node(catalogue, kind, child) for child in below),
    )


def plan_terms(context: Context) -> Iterator[Page]:
    """The pages of every term that has articles."""
    size = context.config.page_size
    for kind in TERM_KINDS:
        for term_id, positions in sorted(context.catalogue.filed[kind].items()):
            front = partial(term_view, kind, term_id)
            parts = partial(_term_parts, kind, term_id)
            yield Page(url=term_path(kind, term_id), template="term.html", make=front, parts=parts)
            for number in range(1, Pages(len(positions), size).full + 1):
                older = partial(term_page_view, kind, term_id, number)
                parts = partial(_term_page_parts, kind, term_id, number)
                url = term_path(kind, term_id, number)
                yield Page(url=url, template="term-page.html", make=older, parts=parts)


def term_view(kind: TermKind, term_id: str, context: Context) -> TermView:
    """What a term's front page shows."""
    return _TermPlanner(context, kind, term_id).front_page()


def term_page_view(kind: TermKind, term_id: str, number: int, context: Context) -> TermPageView:
    """What a term's page with older articles shows; page 1 holds the oldest."""
    return _TermPlanner(context, kind, term_id).older_page(number)


def _term_parts(kind: TermKind, term_id: str, context: Context) -> tuple[bytes, ...]:
    """How the term's articles are filed, which names the terms below it, too; and the cards shown."""
    positions = context.catalogue.filed[kind][term_id]
    shown = positions[Pages(len(positions), context.config.page_size).slice_of(0)]
    return context.marks.of_filings(positions), context.marks.of_cards(shown)


def _term_page_parts(kind: TermKind, term_id: str, number: int, context: Context) -> tuple[bytes, ...]:
    """The page's cards, and whether it is the newest full page."""
    positions = context.catalogue.filed[kind][term_id]
    pages = Pages(len(positions), context.config.page_size)
    return (
        context.catalogue.term(kind, term_id).name.encode(),
        context.marks.of_cards(positions[pages.slice_of(number)]),
        bytes([number == pages.full]),
    )


class _TermPlanner:
    """Plans the pages of one term."""

    def __init__(self, context: Context, kind: TermKind, term_id: str) -> None:
        self.context = context
        self.kind = kind
        self.term = context.catalogue.term(kind, term_id)
        self.positions: Positions = context.catalogue.filed[kind][term_id]
        self.pages = Pages(len(self.positions), context.config.page_size)
        self.path = term_path(kind, term_id)

    def front_page(self) -> TermView:
        catalogue = self.context.catalogue
        feed = self.context.feed_link(self.term.name, self.path)
        pager, bars = self._pager(0), self._bars()
        return TermView(
            head=self.context.head(
                self.term.name, self.path, description=self.term.description, feed=feed, next_=pager.older
            ),
            kind=self.kind,
            name=self.term.name,
            url=self._link(0),
            index=index_link(self.context, self.kind),
            total=len(self.positions),
            facts=_facts(self.context, self.term),
            map=self._map(),
            ancestors=tuple(
                catalogue.link(self.kind, term_id)
                for term_id in reversed(catalogue.ancestors(self.kind, self.term.id))
            ),
            children=tuple(
                catalogue.counted(self.kind, term_id)
                for term_id in catalogue.children[self.kind].get(self.term.id, ())
            ),
            related_tags=self._related("tag"),
            related_places=self._related("place"),
            related_outlets=() if self.kind == "outlet" else self._related("outlet"),
            bars=bars,
            bars_by="month" if bars and bars[0].date.precision == "month" else "year",
            peak=peak_of(bars),
            thread=self._thread(),
            groups=groups_by_year(self._cards(0)),
            pager=pager,
            feed=feed,
            search_url=self.context.addresses.search(self.kind, self.term.name),
        )

    def older_page(self, number: int) -> TermPageView:
        path = term_path(self.kind, self.term.id, number)
        pager = self._pager(number)
        title = self.context.messages.text("term_page_title", name=self.term.name, number=number)
        return TermPageView(
            head=self.context.head(title, path, previous=pager.newer, next_=pager.older),
            kind=self.kind,
            name=self.term.name,
            term=Link(text=self.term.name, url=self._link(0)),
            index=index_link(self.context, self.kind),
            thread=self._thread(),
            groups=groups_by_year(self._cards(number)),
            pager=pager,
        )

    def _cards(self, number: int) -> Sequence[Card]:
        shown = self.positions[self.pages.slice_of(number)]
        return newest_first(self.context.catalogue.cards_at(shown))

    def _link(self, number: int | None) -> str:
        if number is None:
            return ""
        return self.context.addresses.link(term_path(self.kind, self.term.id, number))

    def _thread(self) -> str:
        """The anchor of the term's thread, which articles show that are not its only one."""
        return thread_anchor(self.kind, self.term.id) if len(self.positions) > 1 else ""

    def _pager(self, number: int) -> Pager:
        return Pager(
            number=number,
            first=self._link(0),
            newer=self._link(self.pages.newer(number)),
            older=self._link(self.pages.older(number)),
            oldest=self._link(1) if self.pages.full else "",
        )

    def _map(self) -> MapView | None:
        if self.kind != "place":
            return None
        found = co_occurrences(self.context.catalogue, "place", self.term.id, "place")
        return self.context.maps.of_place(self.term.id, found)

    def _related(self, kind: TermKind) -> tuple[CountedLink, ...]:
        counts = co_occurrences(self.context.catalogue, self.kind, self.term.id, kind)
        return self.context.catalogue.ranked(kind, counts, _RELATED)

    def _bars(self) -> tuple[Bar, ...]:
        """By year or month; a bar leads to the page and heading where the year's newest articles stand."""
        dates = list(map(self.context.catalogue.months.__getitem__, self.positions))
        years = [year for year, _ in dates]
        newest = {year: index for index, year in enumerate(years)}
        link = lambda year: f"{self._link(self.pages.page_of(newest[year]))}#{year_anchor(year)}"  # noqa: E731
        months = Counter((year, month) for year, month in dates if month)
        by_month = months_bars(months, link) if months.total() == len(dates) else ()
        return by_month or year_bars(Counter(years), link)


def _facts(context: Context, term: Term) -> TermFacts:
    language = context.messages.language
    point = None
    if term.latitude is not None and term.longitude is not None:
        point = Coordinates(latitude=term.latitude, longitude=term.longitude)
    identifiers = []
    if term.wikidata:
        identifiers.append(Link(text="Wikidata", url=f"https://www.wikidata.org/wiki/{term.wikidata}"))
    if term.geonames:
        identifiers.append(Link(text="GeoNames", url=f"https://www.geonames.org/{term.geonames}"))
    return TermFacts(
        description=term.description,
        aliases=term.aliases,
        kind=term.kind,
        coordinates=point,
        website=term.url,
        country=country_name(language, term.country),
        language_name=language_name(language, term.language),
        sample=term.sample,
        identifiers=tuple(identifiers),
    )
