"""Cuts rings and lines at the sides of a rectangle."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

from sitegen.frames import Point

# West, east, south, north.
Window = tuple[float, float, float, float]
# A side of a window: which points lie within, and where a line from one point to another crosses it.
_Side = tuple[Callable[[Point], bool], Callable[[Point, Point], Point]]


def clipped_ring(ring: Sequence[Point], window: Window) -> list[Point]:
    """The part of a ring that lies in a window (Sutherland and Hodgman 1974); empty when none does.

    Parts that the window severs stay joined along its rim: right for filling, not for drawing outlines.
    """
    points = list(ring)
    for within, crossing in _sides(window):
        kept: list[Point] = []
        before = points[-1] if points else (0.0, 0.0)
        was_within = within(before)
        for point in points:
            is_within = within(point)
            if is_within != was_within:
                kept.append(crossing(before, point))
            if is_within:
                kept.append(point)
            before, was_within = point, is_within
        points = kept
    return points


def clipped_line(line: Sequence[Point], window: Window) -> list[list[Point]]:
    """The parts of a line that lie in a window."""
    parts = [list(line)]
    for side in _sides(window):
        parts = [piece for part in parts for piece in _cut(part, *side)]
    return parts


def _cut(
    line: Sequence[Point], within: Callable[[Point], bool], crossing: Callable[[Point, Point], Point]
) -> list[list[Point]]:
    pieces: list[list[Point]] = []
    piece: list[Point] = []
    for number, point in enumerate(line):
        is_within = within(point)
        if number and is_within != bool(piece):
            piece.append(crossing(line[number - 1], point))
        if is_within:
            piece.append(point)
        elif piece:
            pieces.append(piece)
            piece = []
    return [*pieces, piece] if piece else pieces


def _sides(window: Window) -> list[_Side]:
    west, east, south, north = window
    return [
        (lambda p: p[0] >= west, partial(_at_longitude, west)),
        (lambda p: p[0] <= east, partial(_at_longitude, east)),
        (lambda p: p[1] >= south, partial(_at_latitude, south)),
        (lambda p: p[1] <= north, partial(_at_latitude, north)),
    ]


def _at_longitude(x: float, a: Point, b: Point) -> Point:
    return x, a[1] + (b[1] - a[1]) * (x - a[0]) / (b[0] - a[0])


def _at_latitude(y: float, a: Point, b: Point) -> Point:
    return a[0] + (b[0] - a[0]) * (y - a[1]) / (b[1] - a[1]), y
