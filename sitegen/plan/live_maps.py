"""Maps that readers can move, where the site names a tile server."""

from __future__ import annotations

from collections.abc import Sequence

from sitegen.frames import Frame, east_of
from sitegen.plan.catalogue import Catalogue
from sitegen.plan.map_layers import Layers, Style
from sitegen.plan.markers import Cluster, Spot, radius_of
from sitegen.plan.views import Link, LiveMap, LiveMarker

# Radius of the largest dot in CSS pixels: half of what a finger hits.
_LARGEST = 12.0
# Decimals of degrees; the fifth is about a metre.
_DECIMALS = 5


class LiveMaps:
    """Makes the moving counterpart of a drawn map: the same places, each with a dot of its own.

    They are not clustered, because zooming parts them.
    """

    def __init__(self, catalogue: Catalogue, layers: Layers) -> None:
        self._catalogue = catalogue
        self._layers = layers
        self._server = catalogue.archive.config.tiles

    def over(self, shown: Frame, spots: Sequence[Spot], style: Style) -> LiveMap | None:
        """The map of places; None when the site names no tile server.

        shown: the frame of the drawn map, which says on which side of the 180th meridian places lie
        """
        server = self._server
        if server is None:
            return None
        highest = max(spot.count for spot in spots)
        ordered = sorted(spots, key=lambda spot: (-spot.count, spot.name, spot.id))
        return LiveMap(
            tiles=server.template,
            host=server.host,
            attribution=tuple(Link(text=part.text, url=part.url) for part in server.attribution),
            max_zoom=server.max_zoom,
            markers=tuple(self._marker(shown, spot, highest, style) for spot in ordered),
        )

    def _marker(self, shown: Frame, spot: Spot, highest: int, style: Style) -> LiveMarker:
        term = self._catalogue.term("place", spot.id)
        alone = Cluster(members=(spot,))
        longitude = shown.centre + east_of(shown.centre, term.longitude or 0.0)
        return LiveMarker(
            kind=style.kind(spot.id),
            name=self._layers.name(alone, style),
            url=self._layers.url(alone, style.page),
            radius=radius_of(spot.count, highest, _LARGEST),
            latitude=round(term.latitude or 0.0, _DECIMALS),
            longitude=round(longitude, _DECIMALS),
        )
