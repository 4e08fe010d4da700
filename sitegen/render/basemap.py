"""The base map: land and borders of a frame as SVG paths, from a theme's TopoJSON."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator
from functools import cached_property
from itertools import pairwise

import msgspec

from sitegen.frames import Frame, Point, frame
from sitegen.projections import mercator
from sitegen.render.clipping import Window, clipped_line, clipped_ring

Line = list[Point]

# Points of a drawing nearer to each other than this, in its units, are one: a pixel where maps are largest.
_NEAR = 1.5
# The rim of Equal Earth is bent: along it, degrees of latitude from point to point.
_RIM_STEP = 3.0


class _Transform(msgspec.Struct, frozen=True):
    scale: Point
    translate: Point


class _Land(msgspec.Struct, frozen=True):
    arcs: list[list[list[int]]]


class _Borders(msgspec.Struct, frozen=True):
    arcs: list[list[int]]


class _Objects(msgspec.Struct, frozen=True):
    land: _Land
    borders: _Borders


class _Topology(msgspec.Struct, frozen=True):
    transform: _Transform
    objects: _Objects
    arcs: list[list[tuple[int, int]]]


class _Shape(msgspec.Struct, frozen=True):
    """A line in degrees or in a plane, with its limits; a ring that crosses 180° goes on beyond."""

    points: Line
    limits: Window


class BaseMap:
    """Draws frames of a base map.

    topojson: quantised TopoJSON in degrees with the objects `land` (MultiPolygon) and `borders`
        (MultiLineString); empty for a map without land

    Its methods raise `ValueError` when it is anything else.
    """

    def __init__(self, topojson: bytes) -> None:
        self._topojson = topojson

    def land(self, name: str) -> str:
        """The path of the land in the frame of that name; to be filled by the rule `evenodd`."""
        view = frame(name)
        pieces = (
            clipped_ring(_moved(shape, shift), window)
            for shape in (self._flat_rings if view.shape == "region" else self._rings)
            for shift, window in _overlaps(shape.limits, view)
        )
        return "".join(_path(view, piece, closed=True) for piece in pieces if piece)

    def borders(self, name: str) -> str:
        """The path of the borders between countries."""
        view = frame(name)
        pieces = (
            piece
            for shape in (self._flat_lines if view.shape == "region" else self._lines)
            for shift, window in _overlaps(shape.limits, view)
            for piece in clipped_line(_moved(shape, shift), window)
        )
        return "".join(_path(view, piece, closed=False) for piece in pieces)

    @cached_property
    def _topology(self) -> _Topology | None:
        try:
            return msgspec.json.decode(self._topojson, type=_Topology) if self._topojson else None
        except msgspec.DecodeError as error:
            raise ValueError(f"maps/world.json is not as docs/theming.md says: {error}") from error

    @cached_property
    def _arcs(self) -> list[Line]:
        return (
            [_degrees(arc, self._topology.transform) for arc in self._topology.arcs] if self._topology else []
        )

    @cached_property
    def _rings(self) -> list[_Shape]:
        polygons = self._topology.objects.land.arcs if self._topology else []
        return [_shape(_closed(self._joined(ring))) for polygon in polygons for ring in polygon]

    @cached_property
    def _lines(self) -> list[_Shape]:
        lines = self._topology.objects.borders.arcs if self._topology else []
        return [_shape(self._joined(line)) for line in lines]

    # All regions have one projection, so their shapes are projected once.

    @cached_property
    def _flat_rings(self) -> list[_Shape]:
        return [_shape([mercator(*point) for point in ring.points]) for ring in self._rings]

    @cached_property
    def _flat_lines(self) -> list[_Shape]:
        return [_shape([mercator(*point) for point in line.points]) for line in self._lines]

    def _joined(self, numbers: Iterable[int]) -> Line:
        """The points of several arcs in their order, each point once; `~n` is arc n backwards."""
        points: Line = []
        for number in numbers:
            try:
                arc = self._arcs[number] if number >= 0 else self._arcs[~number][::-1]
            except IndexError:
                raise ValueError(f"maps/world.json has no arc {number}") from None
            points.extend(arc if not points else arc[1:])
        return _unwrapped(points)


def _degrees(arc: Iterable[tuple[int, int]], transform: _Transform) -> Line:
    (scale_x, scale_y), (west, south) = transform.scale, transform.translate
    x = y = 0
    points: Line = []
    for step_x, step_y in arc:
        x, y = x + step_x, y + step_y
        points.append((x * scale_x + west, y * scale_y + south))
    return points


def _unwrapped(points: Line) -> Line:
    """A line without leaps from 180° to −180°: it goes on beyond."""
    turn = 0.0
    found: Line = []
    for x, y in points:
        if found and abs(x + turn - found[-1][0]) > 180:
            turn += 360 if x + turn < found[-1][0] else -360
        found.append((x + turn, y))
    return found


def _closed(ring: Line) -> Line:
    """A ring around a pole comes back one turn away: it is closed through the pole."""
    (first, y), last = ring[0], ring[-1][0]
    if abs(last - first) < 180:
        return ring
    pole = -90.0 if y < 0 else 90.0
    return [*ring, (last, pole), (first, pole)]


def _shape(points: Line) -> _Shape:
    xs, ys = [x for x, _ in points], [y for _, y in points]
    return _Shape(points, (min(xs), max(xs), min(ys), max(ys)))


def _overlaps(limits: Window, view: Frame) -> Iterator[tuple[float, Window]]:
    """How far a shape is to be moved to the east to lie in a frame, and the frame's window.

    The window's longitudes are counted from the frame's middle. For a region it lies in the projection's
    plane, as the shapes do, else in degrees.
    """
    flat = view.shape == "region"
    half = view.right if flat else 180.0
    low, high = (view.bottom, view.top) if flat else (view.south, view.north)
    west, east, bottom, top = limits
    if bottom <= high and top >= low:
        for turn in (-720, -360, 0, 360, 720):
            shift = turn - view.centre
            if west + shift <= half and east + shift >= -half:
                yield shift, (-half, half, low, high)


def _moved(shape: _Shape, shift: float) -> Line:
    return [(x + shift, y) for x, y in shape.points]


def _bent(ring: Line) -> Iterator[Point]:
    """A ring with points along the rim of the world, which is straight in degrees and bent on the map."""
    before = ring[-1]
    for x, y in ring:
        if x == before[0] and abs(x) == 180:
            count = int(abs(y - before[1]) / _RIM_STEP)
            yield from ((x, before[1] + (y - before[1]) * i / (count + 1)) for i in range(1, count + 1))
        yield x, y
        before = x, y


def _path(view: Frame, piece: Line, *, closed: bool) -> str:
    """SVG path data with whole numbers; empty for what is smaller than a point."""
    flat = piece if view.shape == "region" else [view.plane(*p) for p in (_bent(piece) if closed else piece)]
    drawn = _drawn(view, flat)
    if len(drawn) < (3 if closed else 2):
        return ""
    steps = [f"{x1 - x0} {y1 - y0}" for (x0, y0), (x1, y1) in pairwise(drawn)]
    path = f"M{drawn[0][0]} {drawn[0][1]}l{' '.join(steps)}{'z' if closed else ''}"
    return path.replace(" -", "-")


def _drawn(view: Frame, points: Line) -> list[tuple[int, int]]:
    """Points of the projection's plane in units of the drawing; of those that nobody tells apart, one."""
    across, down = view.width / (view.right - view.left), view.height / (view.top - view.bottom)
    left, top = view.left, view.top
    found: list[tuple[int, int]] = []
    last_x = last_y = math.inf
    for x, y in points:
        column, row = round((x - left) * across), round((top - y) * down)
        if (column - last_x) ** 2 + (row - last_y) ** 2 > _NEAR**2:
            found.append((column, row))
            last_x, last_y = column, row
    return found
