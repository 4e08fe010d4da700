"""Views: maps."""

from __future__ import annotations

from typing import Literal

import msgspec

from sitegen.frames import Shape
from sitegen.plan.views.common import Link

MarkerKind = Literal["place", "here", "related"]
# Widths of a map that a layer is for: all, below 40 rem, below 60 rem, and above.
LayerWidth = Literal["every", "narrow", "wide", "widest"]
Side = Literal["", "right", "left", "above", "below"]


class MapMarker(msgspec.Struct, frozen=True, kw_only=True):
    """A dot on a map: a place, or several that lie too close to each other.

    kind: `here` for the place that the page is about, `related` for one found in the same articles,
        else `place`
    x: percent of the map's width, from the left
    y: percent of its height, from the top
    radius: of the dot, in CSS pixels; its area grows with the number of articles
    name: what it stands for, in words
    url: where it leads; empty on a map without links
    places: number of places
    label: what is written beside the dot; empty where there is no room
    side: where the label stands; empty without one
    """

    kind: MarkerKind
    x: float
    y: float
    radius: float
    name: str
    url: str
    places: int
    label: str
    side: Side


class MapLayer(msgspec.Struct, frozen=True, kw_only=True):
    """The markers of a map for some widths.

    width: `every`; or one of `narrow`, for maps below 40 rem, `wide`, below 60 rem, and `widest`
    markers: the most used places first; dots with links are at least 24 pixels apart
    """

    width: LayerWidth
    markers: tuple[MapMarker, ...]


class LiveMarker(msgspec.Struct, frozen=True, kw_only=True):
    """A place on a map that can be moved.

    kind: as in `MapMarker`
    name: what it stands for, in words, with its number of articles
    url: the page of the place
    radius: of the dot, in CSS pixels; its area grows with the number of articles
    latitude: degrees north
    longitude: degrees east; beyond ±180 where the map passes that meridian
    """

    kind: MarkerKind
    name: str
    url: str
    radius: float
    latitude: float
    longitude: float


class LiveMap(msgspec.Struct, frozen=True, kw_only=True):
    """What a script needs to make a map that can be moved, over images of a tile server.

    tiles: address of the images, with `{z}`, `{x}` and `{y}`
    host: the tile server's host, for readers
    attribution: whom to name on the map; parts that are no links have an empty `url`
    max_zoom: the highest `{z}`
    markers: the places, each with a dot of its own, the most used first
    """

    tiles: str
    host: str
    attribution: tuple[Link, ...]
    max_zoom: int
    markers: tuple[LiveMarker, ...]


class MapView(msgspec.Struct, frozen=True, kw_only=True):
    """A map: a base map, and markers over it.

    frame: name of the part of the Earth that it shows
    shape: its proportions: `region` (4:3), `world` or `globe`
    width: of the base map's drawing, in its own units
    height: likewise
    base: the base map's file, with the elements `land` and `borders`
    layers: its markers: one layer for every width, or three
    located: number of places on it
    missing: number of places without coordinates, which it cannot show
    live: for a map that can be moved; None without a tile server, on the home page and on articles
    """

    frame: str
    shape: Shape
    width: int
    height: int
    base: str
    layers: tuple[MapLayer, ...]
    located: int
    missing: int
    live: LiveMap | None = None


class BaseMapView(msgspec.Struct, frozen=True, kw_only=True):
    """Template `map.svg`: land and borders of a part of the Earth, which maps use.

    frame: its name, for the functions `land` and `borders`
    width: of the drawing, in its own units
    height: likewise
    """

    frame: str
    width: int
    height: int
