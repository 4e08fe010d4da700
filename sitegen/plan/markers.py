"""Dots and labels on maps that do not cover each other."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence

import msgspec

from sitegen.plan.views import Side

# Width and height of what a finger hits, in CSS pixels: WCAG 2.2 (target size) asks for 24, and one more
# keeps it from being less where a browser rounds.
TARGET = 25.0
_SMALLEST = 3.0
# Labels: 12 px high letters, about half as wide; Chinese, Japanese and Korean ones are square.
_LETTER, _WIDE_LETTER, _LINE = 6.4, 12.0, 15.0
_GAP = 3.0

Cell = tuple[int, int]
_AROUND = [(i, j) for i in (-1, 0, 1) for j in (-1, 0, 1)]
# Left, top, right and bottom in pixels.
Box = tuple[float, float, float, float]


class Spot(msgspec.Struct, frozen=True, kw_only=True):
    """A place on a map.

    id: of the place
    name: its name
    count: number of articles
    x, y: CSS pixels from the map's upper left corner
    """

    id: str
    name: str
    count: int
    x: float
    y: float


class Cluster(msgspec.Struct, frozen=True, kw_only=True):
    """Places that share a dot, which lies where the first of them does.

    members: by count, the highest first
    """

    members: tuple[Spot, ...]

    @property
    def leader(self) -> Spot:
        """The place with the most articles."""
        return self.members[0]

    @property
    def count(self) -> int:
        """Sum of the members' counts."""
        return sum(spot.count for spot in self.members)


def clusters_of(spots: Iterable[Spot], taken: Sequence[Spot] = ()) -> list[Cluster]:
    """Spots in clusters whose dots are at least `TARGET` apart. n log n.

    taken: spots that have dots already; what lies too near to one is left out

    Returns the clusters with the highest counts first.

    In the order of their counts, each spot joins the nearest dot that is too near, or gets a dot of its own.
    Dots are few in each cell of the grid, because they lie apart: so the search is short.
    """
    grid: dict[Cell, list[list[Spot]]] = defaultdict(list)
    for spot in taken:
        grid[_grid_cell(spot)].append([spot])
    found: list[list[Spot]] = []
    for spot in sorted(spots, key=lambda s: (-s.count, s.name, s.id)):
        nearest = _nearest(grid, spot)
        if nearest is None:
            found.append([spot])
            grid[_grid_cell(spot)].append(found[-1])
        else:
            nearest.append(spot)
    clusters = [Cluster(members=tuple(members)) for members in found]
    return sorted(clusters, key=lambda cluster: -cluster.count)


def _nearest(grid: Mapping[Cell, Sequence[list[Spot]]], spot: Spot) -> list[Spot] | None:
    """The cluster whose dot is nearest to a spot, and too near; None when none is."""
    column, row = _grid_cell(spot)
    found, least = None, TARGET * TARGET
    for i, j in _AROUND:
        for members in grid.get((column + i, row + j), ()):
            x, y = members[0].x - spot.x, members[0].y - spot.y
            if x * x + y * y < least:
                found, least = members, x * x + y * y
    return found


def radius_of(count: int, highest: int, largest: float) -> float:
    """The radius of a dot whose area grows with its count: `largest` for the highest count.

    The smallest can still be seen.
    """
    return round(max(_SMALLEST, largest * math.sqrt(count / max(highest, 1))), 1)


class Disc(msgspec.Struct, frozen=True, kw_only=True):
    """A dot that may get a label. x, y and radius in CSS pixels."""

    x: float
    y: float
    radius: float
    label: str


def label_sides(discs: Sequence[Disc], width: float, height: float, most: int) -> list[Side]:
    """Where each disc's label stands, so that it covers no other dot and no label, and lies on the map.

    The first discs choose first, until there are `most` labels; where there is no room, the side is empty.
    Discs that lie apart are few enough on a map to compare all.
    """
    squares = [_square(disc) for disc in discs]
    written: list[Box] = []
    sides: list[Side] = []
    for disc, own in zip(discs, squares, strict=True):
        side: Side = ""
        if disc.label and len(written) < most:
            # Dots under this one do not stand in the way of its label.
            taken = [*written, *(square for square in squares if not _overlap(square, own))]
            for option, box in _boxes(disc):
                if _lies_in(box, width, height) and not any(_overlap(box, other) for other in taken):
                    side = option
                    written.append(box)
                    break
        sides.append(side)
    return sides


def _boxes(disc: Disc) -> Iterator[tuple[Side, Box]]:
    """Where a label may stand, best first."""
    x, y, away = disc.x, disc.y, disc.radius + _GAP
    long = sum(_WIDE_LETTER if letter > "\u2e7f" else _LETTER for letter in disc.label)
    yield "right", (x + away, y - _LINE / 2, x + away + long, y + _LINE / 2)
    yield "left", (x - away - long, y - _LINE / 2, x - away, y + _LINE / 2)
    yield "above", (x - long / 2, y - away - _LINE, x + long / 2, y - away)
    yield "below", (x - long / 2, y + away, x + long / 2, y + away + _LINE)


def _square(disc: Disc) -> Box:
    return disc.x - disc.radius, disc.y - disc.radius, disc.x + disc.radius, disc.y + disc.radius


def _lies_in(box: Box, width: float, height: float) -> bool:
    left, top, right, bottom = box
    return left >= 0 and top >= 0 and right <= width and bottom <= height


def _overlap(a: Box, b: Box) -> bool:
    return a[0] < b[2] and b[0] < a[2] and a[1] < b[3] and b[1] < a[3]


def _grid_cell(spot: Spot) -> Cell:
    return math.floor(spot.x / TARGET), math.floor(spot.y / TARGET)
