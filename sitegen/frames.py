"""Map frames: which part of the Earth a map shows.

Frames are few and stand still: those of regions lie on a grid, a quarter of a frame apart, in five
sizes. So many pages share one base map, and a new place moves only the maps that have to show it. A frame
is known by its name:

* `world`: the inhabited Earth in Equal Earth, cut through the Bering Strait;
* `pacific`: the same, cut through the Atlantic;
* `globe`, `globe-pacific`: the same with the poles;
* `30-5-12`: a region of 30° of longitude in Mercator, in column 5 and row 12 of its grid.
"""

from __future__ import annotations

import math
import re
from collections.abc import Sequence
from functools import lru_cache
from itertools import pairwise
from typing import Literal

import msgspec

from sitegen.projections import equal_earth, mercator

Shape = Literal["region", "world", "globe"]
Point = tuple[float, float]

# Widths of regions in degrees of longitude. A quarter of each divides 360, so that the grid closes.
WIDTHS = (18, 30, 45, 60, 90)
_STEPS = 4
# Width by height, of regions.
_ASPECT = 4 / 3
# This part of a region's width stays free at each side, so that dots and labels have room.
_MARGIN = 0.07
# Farther from the equator, Mercator shows a region much too large.
_REGION_LIMIT = 78.0
_REGION_NAME = re.compile(r"(\d+)-(\d+)-(\d+)")
_ATLANTIC = -30.0
_BERING = -170.0
# Shape, and longitude of the middle.
_WORLDS: dict[str, tuple[Shape, float]] = {
    "world": ("world", _BERING + 180),
    "pacific": ("world", _ATLANTIC + 180),
    "globe": ("globe", _BERING + 180),
    "globe-pacific": ("globe", _ATLANTIC + 180),
}
_LATITUDES: dict[Shape, tuple[float, float]] = {"world": (-57.0, 84.0), "globe": (-90.0, 90.0)}
# So that a dot at a pole is whole.
_POLAR_MARGIN = 1.03
_REGION_WIDTH, _WORLD_WIDTH = 640, 960


class Frame(msgspec.Struct, frozen=True, kw_only=True):
    """A part of the Earth as a rectangle.

    shape: proportions of the sides; of regions 4:3
    centre: longitude of the middle, in degrees
    south, north: limits in degrees
    left, right, bottom, top: limits in the projection's plane, x counted from the middle
    width, height: size of the drawing, in its own units
    """

    name: str
    shape: Shape
    centre: float
    south: float
    north: float
    left: float
    right: float
    bottom: float
    top: float
    width: int
    height: int

    def plane(self, longitude: float, latitude: float) -> Point:
        """A point in the projection's plane; longitude counted from the middle."""
        return (mercator if self.shape == "region" else equal_earth)(longitude, latitude)

    def at(self, longitude: float, latitude: float) -> Point:
        """A point of the Earth as parts of the width, from the left, and of the height, from the top.

        Outside the frame, one is less than 0 or more than 1.
        """
        return self.part(*self.plane(east_of(self.centre, longitude), latitude))

    def part(self, x: float, y: float) -> Point:
        """The same of a point in the projection's plane."""
        return (x - self.left) / (self.right - self.left), (self.top - y) / (self.top - self.bottom)


def east_of(meridian: float, longitude: float) -> float:
    """Degrees from a meridian to a longitude the short way: −180 to 180, less than 180."""
    return (longitude - meridian + 180) % 360 - 180


@lru_cache(maxsize=4096)
def frame(name: str) -> Frame:
    """A frame by its name. Raises `ValueError` when no frame has it."""
    if name in _WORLDS:
        return _world(name)
    found = _REGION_NAME.fullmatch(name)
    if not found or int(found[1]) not in WIDTHS:
        raise ValueError(f"there is no map frame “{name}”")
    return _region(int(found[1]), int(found[2]), int(found[3]))


def _world(name: str) -> Frame:
    shape, centre = _WORLDS[name]
    south, north = _LATITUDES[shape]
    right = equal_earth(180, 0)[0]
    bottom, top = (_POLAR_MARGIN * equal_earth(0, latitude)[1] for latitude in (south, north))
    return Frame(
        name=name,
        shape=shape,
        centre=centre,
        south=south,
        north=north,
        left=-right,
        right=right,
        bottom=bottom,
        top=top,
        width=_WORLD_WIDTH,
        height=round(_WORLD_WIDTH * (top - bottom) / (2 * right)),
    )


def _region(width: int, column: int, row: int) -> Frame:
    height = width / _ASPECT
    top = 180 - row * height / _STEPS
    bottom = top - height
    return Frame(
        name=f"{width}-{column}-{row}",
        shape="region",
        centre=east_of(0, column * width / _STEPS),
        south=_latitude(bottom),
        north=_latitude(top),
        left=-width / 2,
        right=width / 2,
        bottom=bottom,
        top=top,
        width=_REGION_WIDTH,
        height=round(_REGION_WIDTH / _ASPECT),
    )


def _latitude(y: float) -> float:
    """Degrees at a height in Mercator's plane."""
    return math.degrees(math.atan(math.sinh(math.radians(y))))


def name_of_frame(points: Sequence[Point], narrowest: int = WIDTHS[0]) -> str:
    """The name of the closest frame that shows all points: to make the frame takes longer. n log n.

    points: longitude and latitude in degrees, at least one
    narrowest: least width of a region in degrees
    """
    west, span = _longitudes([longitude for longitude, _ in points])
    latitudes = [latitude for _, latitude in points]
    south, north = min(latitudes), max(latitudes)
    if max(-south, north) <= _REGION_LIMIT:
        lowest, highest = mercator(0, south)[1], mercator(0, north)[1]
        for width in WIDTHS:
            if width >= narrowest and width > span:
                column, row = _nearest_region(width, west + span / 2, (lowest + highest) / 2)
                if _is_inside(width, column, row, (west, lowest), (west + span, highest)):
                    return f"{width}-{column}-{row}"
    return _world_of(west, span, south, north)


def _longitudes(longitudes: Sequence[float]) -> Point:
    """The shortest way east that passes all longitudes: where it begins, and its length."""
    if len(longitudes) == 1:
        return east_of(0, longitudes[0]), 0
    around = sorted({longitude % 360 for longitude in longitudes})
    gaps = [(after - before, after) for before, after in pairwise(around)]
    gap, west = max([*gaps, (around[0] + 360 - around[-1], around[0])])
    return east_of(0, west), 360 - gap


def _nearest_region(width: int, longitude: float, y: float) -> tuple[int, int]:
    """Column and row of the region of a width whose middle is nearest to a point of Mercator's plane."""
    columns = 360 * _STEPS // width
    height = width / _ASPECT
    row = max(0, round((180 - y - height / 2) * _STEPS / height))
    return round(longitude * _STEPS / width) % columns, row


def _is_inside(width: int, column: int, row: int, *corners: Point) -> bool:
    """Whether a region shows points of Mercator's plane, with room beside them."""
    height = width / _ASPECT
    centre, top = column * width / _STEPS, 180 - row * height / _STEPS
    for longitude, y in corners:
        across, down = east_of(centre, longitude) / width + 0.5, (top - y) / height
        if not (_MARGIN <= across <= 1 - _MARGIN and _MARGIN <= down <= 1 - _MARGIN):
            return False
    return True


def _world_of(west: float, span: float, south: float, north: float) -> str:
    lowest, highest = _LATITUDES["world"]
    poles = south < lowest or north > highest - 2

    def passes(meridian: float) -> bool:
        return (meridian - west) % 360 <= span

    pacific = passes(_BERING) and not passes(_ATLANTIC)
    return {
        (False, False): "world",
        (False, True): "pacific",
        (True, False): "globe",
        (True, True): "globe-pacific",
    }[poles, pacific]
