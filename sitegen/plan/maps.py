"""Maps: of the archive, of a place, of an article; and the base maps below them."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from functools import cached_property, partial
from typing import TYPE_CHECKING

from sitegen.frames import Frame, Point, frame, name_of_frame
from sitegen.localize import Messages
from sitegen.model import Term
from sitegen.plan.catalogue import Catalogue
from sitegen.plan.live_maps import LiveMaps
from sitegen.plan.map_layers import ARTICLE, HOME, NARROW, RAIL, WIDE, WIDEST, Layers, Style
from sitegen.plan.markers import Cluster, Spot, clusters_of
from sitegen.plan.pages import Page, no_parts
from sitegen.plan.urls import base_map_path
from sitegen.plan.views import BaseMapView, LiveMap, MapLayer, MapView

if TYPE_CHECKING:
    from sitegen.plan.context import Context

# Least width of a region in degrees: one place needs a wide view to say where on Earth it lies.
_AROUND_ONE, _AROUND_SEVERAL = 30, 18
# Kinds of places that are too wide for a dot beside a town's.
_WIDE_KINDS = frozenset({"continent", "country", "sea"})
# Related places on the map of a place.
_RELATED = 12

# Number of articles by place.
Counts = Mapping[str, int]


class Maps:
    """Makes the maps of one site."""

    def __init__(self, catalogue: Catalogue, messages: Messages) -> None:
        self._catalogue = catalogue
        self._terms: Mapping[str, Term] = catalogue.archive.terms["place"]
        self._layers = Layers(catalogue, messages)
        self._live = LiveMaps(catalogue, self._layers)
        self._of_articles: dict[tuple[str, ...], MapView | None] = {}
        self._of_archive: dict[bool, MapView | None] = {}

    def of_article(self, places: tuple[str, ...]) -> MapView | None:
        """Where the places of an article lie: a picture without links; None when none has coordinates.

        It depends on what the register says of these places and of those above them, and not on other
        articles. For several articles with the same places it is made once.
        """
        if places not in self._of_articles:
            self._of_articles[places] = self._article_map(places)
        return self._of_articles[places]

    def of_archive(self, *, small: bool) -> MapView | None:
        """All places that articles name; None when none has coordinates. It is made once."""
        if small not in self._of_archive:
            self._of_archive[small] = self._archive_map(small=small)
        return self._of_archive[small]

    def of_place(self, place: str, related: Counts) -> MapView | None:
        """The places in a place, or where none has coordinates, the place itself; None when it has none.

        related: places found in the same articles; shown are those in the same frame that lie on no other dot
        """
        counts = self._within(place)
        if not counts:
            return None
        shown = self._frame(counts)
        placed = self._placed(shown, counts)
        clusters = clusters_of(RAIL.spots(shown, placed))
        taken = [cluster.leader for cluster in clusters]
        others = {other: count for other, count in self._located(related).items() if other not in counts}
        beside = _most_used(RAIL.spots(shown, self._placed(shown, others)))[:_RELATED]
        clusters += clusters_of(beside, taken)
        style = Style(page=place, related=frozenset(spot.id for spot in beside))
        layer = self._layers.layer(shown, RAIL, clusters, style)
        live = self._live.over(shown, [*placed, *beside], style)
        return self._view(shown, (layer,), located=len(counts), live=live)

    def frames(self, articles: Iterable[tuple[str, ...]]) -> list[str]:
        """The names of all frames that pages show, in order; of articles, their places."""
        # Many articles of an archive show the same places.
        shown = {frozenset(self._pinned(places)) for places in set(articles)}
        shown |= {frozenset(self._within(place)) for place in self._catalogue.filed["place"]}
        shown.add(frozenset(self._named))
        return sorted({self._frame_name(places) for places in shown if places})

    def _archive_map(self, *, small: bool) -> MapView | None:
        if not self._named:
            return None
        shown = self._frame(self._named)
        placed = self._placed(shown, self._named)
        layers = tuple(
            self._layers.layer(shown, size, clusters_of(size.spots(shown, placed)), Style())
            for size in ((HOME,) if small else (NARROW, WIDE, WIDEST))
        )
        missing = len(self._catalogue.own["place"]) - len(self._named)
        live = None if small else self._live.over(shown, placed, Style())
        return self._view(shown, layers, located=len(self._named), missing=missing, live=live)

    def _article_map(self, places: tuple[str, ...]) -> MapView | None:
        counts = self._pinned(places)
        if not counts:
            return None
        shown = self._frame(counts)
        placed = self._placed(shown, counts)
        clusters = [Cluster(members=(spot,)) for spot in ARTICLE.spots(shown, placed)]
        layer = self._layers.layer(shown, ARTICLE, clusters, Style(links=False))
        return self._view(shown, (layer,), located=len(counts))

    # Which places, and which frame.

    @cached_property
    def _named(self) -> Counts:
        """The places that articles name themselves: what lies within one has dots of its own."""
        return self._located({place: len(found) for place, found in self._catalogue.own["place"].items()})

    def _located(self, counts: Counts) -> dict[str, int]:
        """Those with coordinates."""
        return {place: count for place, count in counts.items() if place in self._points}

    @cached_property
    def _points(self) -> dict[str, Point]:
        """Longitude and latitude of the places that have coordinates."""
        return {
            place: (term.longitude or 0.0, term.latitude)
            for place, term in self._terms.items()
            if term.latitude is not None
        }

    @cached_property
    def _above(self) -> dict[str, list[str]]:
        """The places above each place with coordinates."""
        return {place: self._catalogue.ancestors("place", place) for place in self._points}

    def _pinned(self, places: tuple[str, ...]) -> Counts:
        """The places of an article that say most closely where it happened.

        Left out are those around others of them, and countries, where there are also towns: the middle of a
        country may lie far from all that the article tells of.
        """
        located = self._located(dict.fromkeys(places, 1))
        if len(located) < 2:
            return located
        around = {above for place in located for above in self._above[place]}
        closest = {place: 1 for place in located if place not in around}
        return {place: 1 for place in closest if self._terms[place].kind not in _WIDE_KINDS} or closest

    def _within(self, place: str) -> Counts:
        """The places below a place, or else the place itself."""
        children, named = self._catalogue.children["place"], self._named
        waiting, found = [*children.get(place, ())], {}
        while waiting:
            below = waiting.pop()
            waiting.extend(children.get(below, ()))
            if below in named:
                found[below] = named[below]
        return found or self._located({place: len(self._catalogue.filed["place"][place])})

    def _frame(self, places: Collection[str]) -> Frame:
        return frame(self._frame_name(places))

    def _frame_name(self, places: Collection[str]) -> str:
        points = [self._points[place] for place in places]
        return name_of_frame(points, _AROUND_ONE if len(points) == 1 else _AROUND_SEVERAL)

    def _placed(self, shown: Frame, counts: Counts) -> list[Spot]:
        """The places that lie in a frame, as parts of its width and height."""
        placed = ((place, shown.at(*self._points[place])) for place in counts)
        return [
            Spot(id=place, name=self._terms[place].name, count=counts[place], x=x, y=y)
            for place, (x, y) in placed
            if 0 <= x <= 1 and 0 <= y <= 1
        ]

    def _view(
        self,
        shown: Frame,
        layers: tuple[MapLayer, ...],
        *,
        located: int,
        missing: int = 0,
        live: LiveMap | None = None,
    ) -> MapView:
        return MapView(
            frame=shown.name,
            shape=shown.shape,
            width=shown.width,
            height=shown.height,
            base=self._catalogue.addresses.link(base_map_path(shown.name)),
            layers=layers,
            located=located,
            missing=missing,
            live=live,
        )


def _most_used(spots: Iterable[Spot]) -> list[Spot]:
    return sorted(spots, key=lambda spot: (-spot.count, spot.name, spot.id))


def plan_base_maps(context: Context) -> Iterator[Page]:
    """The base map of every frame that a page shows."""
    articles = (article.places for article in context.catalogue.articles)
    for name in context.maps.frames(articles):
        make = partial(_base_map, name)
        yield Page(url=base_map_path(name), template="map.svg", make=make, parts=no_parts)


def _base_map(name: str, context: Context) -> BaseMapView:
    shown = frame(name)
    return BaseMapView(frame=name, width=shown.width, height=shown.height)
