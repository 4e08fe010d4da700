"""The dots of a map and their labels, for a width at which it is shown."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import msgspec
from msgspec.structs import replace

from sitegen.frames import Frame
from sitegen.localize import Messages
from sitegen.plan.catalogue import Catalogue
from sitegen.plan.markers import Cluster, Disc, Spot, label_sides, radius_of
from sitegen.plan.urls import entry_path
from sitegen.plan.views import LayerWidth, MapLayer, MapMarker, MarkerKind

# Names in the words of a cluster.
_NAMED = 6


class Size(msgspec.Struct, frozen=True, kw_only=True):
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

    def spots(self, shown: Frame, placed: Iterable[Spot]) -> list[Spot]:
        """The same places in CSS pixels."""
        height = self.height(shown)
        return [replace(spot, x=spot.x * self.width, y=spot.y * height) for spot in placed]


# The rails of an article, of the home page and of a place; a phone of 320 pixels without its margins; wider
# pages.
ARTICLE = Size(layer="every", width=190, largest=4.5, labels=5)
HOME = Size(layer="every", width=240, largest=6.5, labels=3)
RAIL = Size(layer="every", width=240, largest=8, labels=8)
NARROW = Size(layer="narrow", width=288, largest=9, labels=6)
WIDE = Size(layer="wide", width=640, largest=11, labels=40)
WIDEST = Size(layer="widest", width=960, largest=11, labels=60)


class Style(msgspec.Struct, frozen=True, kw_only=True):
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


class Layers:
    """Draws the layers of a site's maps."""

    def __init__(self, catalogue: Catalogue, messages: Messages) -> None:
        self._catalogue = catalogue
        self._messages = messages

    def layer(self, shown: Frame, size: Size, clusters: Sequence[Cluster], style: Style) -> MapLayer:
        """The markers of clusters, with labels where there is room."""
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
                    name=self.name(cluster, style),
                    url=self.url(cluster, style.page) if style.links else "",
                    places=len(cluster.members),
                    label=disc.label if side else "",
                    side=side,
                )
                for cluster, disc, side in zip(clusters, discs, sides, strict=True)
            ),
        )

    def name(self, cluster: Cluster, style: Style) -> str:
        """What a marker stands for, in words."""
        leader, members = cluster.leader, cluster.members
        if not style.links or leader.id == style.page:
            return leader.name
        if len(members) == 1:
            key = "map_related" if leader.id in style.related else "map_place"
            return self._messages.text(key, name=leader.name, n=leader.count)
        named = [f"{spot.name} {self._messages.number(spot.count)}" for spot in members[:_NAMED]]
        more = ["…"] if len(members) > _NAMED else []
        names = self._messages.text("comma").join((*named, *more))
        return self._messages.text("map_places", n=len(members), names=names)

    def url(self, cluster: Cluster, page: str) -> str:
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


def _label(cluster: Cluster) -> str:
    """The name of the place at the dot, and how many share it."""
    others = len(cluster.members) - 1
    return f"{cluster.leader.name} +{others}" if others else cluster.leader.name
