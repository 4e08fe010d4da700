"""Maps: of the archive, of a place, of an article; and the base maps below them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property, partial
from typing import TYPE_CHECKING

from sitegen.frames import Frame, frame, frame_of
from sitegen.localize import Messages
from sitegen.model import Term
from sitegen.plan.catalogue import Catalogue
from sitegen.plan.markers import Cluster, Disc, Spot, clusters_of, label_sides, radius_of
from sitegen.plan.pages import Page
from sitegen.plan.urls import base_map_path, entry_path
from sitegen.plan.views import BaseMapView, LayerWidth, MapLayer, MapMarker, MapView, MarkerKind

if TYPE_CHECKING:
    from sitegen.plan.context import Context

# Least width of a region in degrees: one place needs a wide view to say where on Earth it lies.
_AROUND_ONE, _AROUND_SEVERAL = 30, 18
# Names in the words of a cluster.
_NAMED = 6
# Kinds of places that are too wide for a dot beside a town's.
_WIDE_KINDS = frozenset({"continent", "country", "sea"})
# Related places on the map of a place.
_RELATED = 12

# Number of articles by place.
Counts = Mapping[str, int]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Size:
    """A width at which a map is shown.

    layer: for which widths its markers are
    width: the smallest of these, in CSS pixels
    largest: radius of the largest dot
    labels: how many at most
    """

    layer: LayerWidth
    width: int
    largest: float
    labels: int

    def height(self, shown: Frame) -> float:
        """Of a map of a frame."""
        return self.width * shown.height / shown.width


# The rails of an article, of the home page and of a place; a phone of 320 pixels without its margins; wider
# pages.
_ARTICLE = _Size(layer="every", width=190, largest=4.5, labels=5)
_HOME = _Size(layer="every", width=240, largest=6.5, labels=3)
_RAIL = _Size(layer="every", width=240, largest=8, labels=8)
_NARROW = _Size(layer="narrow", width=288, largest=9, labels=6)
_WIDE = _Size(layer="wide", width=640, largest=11, labels=40)
_WIDEST = _Size(layer="widest", width=960, largest=11, labels=60)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Style:
    """How the markers of a map look and what they do.

    links: True when they lead somewhere
    page: the place whose page the map stands on, or empty
    related: places that are shown as related ones
    """

    links: bool = True
    page: str = ""
    related: frozenset[str] = frozenset()

    def kind(self, place: str) -> MarkerKind:
        """Of the marker of a place."""
        if place in self.related:
            return "related"
        return "here" if place == self.page else "place"


class Maps:
    """Makes the maps of one site."""

    def __init__(self, catalogue: Catalogue, messages: Messages) -> None:
        self._catalogue = catalogue
        self._terms: Mapping[str, Term] = catalogue.archive.terms["place"]
        self._messages = messages
        self._of_articles: dict[tuple[str, ...], MapView | None] = {}

    def of_article(self, places: tuple[str, ...]) -> MapView | None:
        """Where the places of an article lie: a picture without links; None when none has coordinates.

        It depends on what the register says of these places and of those above them, and not on other
        articles. For several articles with the same places it is made once.
        """
        if places not in self._of_articles:
            self._of_articles[places] = self._article_map(places)
        return self._of_articles[places]

    def of_archive(self, *, small: bool) -> MapView | None:
        """All places that articles name; None when none has coordinates."""
        if not self._named:
            return None
        shown = self._frame(self._named)
        layers = tuple(
            self._layer(shown, size, clusters_of(self._spots(shown, size, self._named)), _Style())
            for size in ((_HOME,) if small else (_NARROW, _WIDE, _WIDEST))
        )
        missing = len(self._catalogue.own["place"]) - len(self._named)
        return self._view(shown, layers, located=len(self._named), missing=missing)

    def of_place(self, place: str, related: Counts) -> MapView | None:
        """The places in a place, or where none has coordinates, the place itself; None when it has none.

        related: places found in the same articles; shown are those in the same frame that lie on no other dot
        """
        counts = self._within(place)
        if not counts:
            return None
        shown = self._frame(counts)
        clusters = clusters_of(self._spots(shown, _RAIL, counts))
        taken = [cluster.leader for cluster in clusters]
        others = {other: count for other, count in self._located(related).items() if other not in counts}
        beside = _most_used(self._spots(shown, _RAIL, others))[:_RELATED]
        clusters += clusters_of(beside, taken)
        style = _Style(page=place, related=frozenset(spot.id for spot in beside))
        layer = self._layer(shown, _RAIL, clusters, style)
        return self._view(shown, (layer,), located=len(counts))

    def frames(self, articles: Iterable[tuple[str, ...]]) -> list[str]:
        """The names of all frames that pages show, in order; of articles, their places."""
        shown = [self._pinned(places) for places in set(articles)]
        shown += [self._within(place) for place in self._catalogue.filed["place"]]
        shown.append(self._named)
        return sorted({self._frame(counts).name for counts in shown if counts})

    def _article_map(self, places: tuple[str, ...]) -> MapView | None:
        counts = self._pinned(places)
        if not counts:
            return None
        shown = self._frame(counts)
        clusters = [Cluster(members=(spot,)) for spot in self._spots(shown, _ARTICLE, counts)]
        layer = self._layer(shown, _ARTICLE, clusters, _Style(links=False))
        return self._view(shown, (layer,), located=len(counts))

    # Which places, and which frame.

    @cached_property
    def _named(self) -> Counts:
        """The places that articles name themselves: what lies within one has dots of its own."""
        return self._located({place: len(found) for place, found in self._catalogue.own["place"].items()})

    def _located(self, counts: Counts) -> dict[str, int]:
        """Those with coordinates."""
        return {place: count for place, count in counts.items() if self._terms[place].latitude is not None}

    def _pinned(self, places: tuple[str, ...]) -> Counts:
        """The places of an article that say most closely where it happened.

        Left out are those around others of them, and countries, where there are also towns: the middle of a
        country may lie far from all that the article tells of.
        """
        located = self._located(dict.fromkeys(places, 1))
        around = {above for place in located for above in self._catalogue.ancestors("place", place)}
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

    def _frame(self, counts: Counts) -> Frame:
        points = [self._point(place) for place in counts]
        return frame_of(points, _AROUND_ONE if len(points) == 1 else _AROUND_SEVERAL)

    def _point(self, place: str) -> tuple[float, float]:
        term = self._terms[place]
        return term.longitude or 0.0, term.latitude or 0.0

    def _spots(self, shown: Frame, size: _Size, counts: Counts) -> list[Spot]:
        """The places that lie in a frame."""
        placed = ((place, shown.at(*self._point(place))) for place in counts)
        return [
            Spot(
                id=place,
                name=self._terms[place].name,
                count=counts[place],
                x=x * size.width,
                y=y * size.height(shown),
            )
            for place, (x, y) in placed
            if 0 <= x <= 1 and 0 <= y <= 1
        ]

    # What is drawn.

    def _view(self, shown: Frame, layers: tuple[MapLayer, ...], *, located: int, missing: int = 0) -> MapView:
        return MapView(
            frame=shown.name,
            shape=shown.shape,
            width=shown.width,
            height=shown.height,
            base=self._catalogue.addresses.link(base_map_path(shown.name)),
            layers=layers,
            located=located,
            missing=missing,
        )

    def _layer(self, shown: Frame, size: _Size, clusters: Sequence[Cluster], style: _Style) -> MapLayer:
        highest = max(cluster.count for cluster in clusters)
        discs = [
            Disc(
                x=cluster.leader.x,
                y=cluster.leader.y,
                radius=radius_of(cluster.count, highest, size.largest),
                label=_label(cluster),
            )
            for cluster in clusters
        ]
        sides = label_sides(discs, size.width, size.height(shown), size.labels)
        return MapLayer(
            width=size.layer,
            markers=tuple(
                MapMarker(
                    kind=style.kind(cluster.leader.id),
                    x=round(100 * disc.x / size.width, 2),
                    y=round(100 * disc.y / size.height(shown), 2),
                    radius=disc.radius,
                    name=self._name(cluster, style),
                    url=self._url(cluster, style.page) if style.links else "",
                    places=len(cluster.members),
                    label=disc.label if side else "",
                    side=side,
                )
                for cluster, disc, side in zip(clusters, discs, sides, strict=True)
            ),
        )

    def _name(self, cluster: Cluster, style: _Style) -> str:
        """What a marker stands for, in words."""
        leader, members = cluster.leader, cluster.members
        if not style.links or leader.id == style.page:
            return leader.name
        if len(members) == 1:
            key = "map_related" if leader.id in style.related else "map_place"
            return self._messages.text(key, name=leader.name, n=leader.count)
        named = [f"{spot.name} {self._messages.number(spot.count)}" for spot in members[:_NAMED]]
        more = ["…"] if len(members) > _NAMED else []
        return self._messages.text("map_places", n=len(members), names=", ".join((*named, *more)))

    def _url(self, cluster: Cluster, page: str) -> str:
        """The page of a place; of several, that of the nearest place around all, or the first one's entry.

        page: the place whose page the map stands on, to which no dot needs to lead
        """
        if len(cluster.members) == 1:
            return self._catalogue.link("place", cluster.leader.id).url
        around = self._around(cluster)
        if around and around != page:
            return self._catalogue.link("place", around).url
        return self._catalogue.addresses.link(entry_path("place", cluster.leader.id))

    def _around(self, cluster: Cluster) -> str:
        """The nearest place that is, or lies around, each member; empty when there is none."""
        ways = ([spot.id, *self._catalogue.ancestors("place", spot.id)] for spot in cluster.members)
        common = next(ways)
        for way in ways:
            both = set(way)
            common = [place for place in common if place in both]
        return common[0] if common else ""


def _most_used(spots: Iterable[Spot]) -> list[Spot]:
    return sorted(spots, key=lambda spot: (-spot.count, spot.name, spot.id))


def _label(cluster: Cluster) -> str:
    """The name of the place at the dot, and how many share it."""
    others = len(cluster.members) - 1
    return f"{cluster.leader.name} +{others}" if others else cluster.leader.name


def plan_base_maps(context: Context) -> Iterator[Page]:
    """The base map of every frame that a page shows."""
    articles = (article.places for article in context.catalogue.articles)
    for name in context.maps.frames(articles):
        yield Page(url=base_map_path(name), template="map.svg", make=partial(_base_map, name))


def _base_map(name: str, context: Context) -> BaseMapView:
    shown = frame(name)
    return BaseMapView(frame=name, width=shown.width, height=shown.height)
