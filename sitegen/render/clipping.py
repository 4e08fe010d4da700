"""Cuts rings and lines at the sides of a rectangle."""

from __future__ import annotations

from collections.abc import Sequence

from sitegen.frames import Point

# West, east, south, north.
Window = tuple[float, float, float, float]
# A side of a window: number of a coordinate, its limit, and 1 to keep what is more, −1 what is less.
_Side = tuple[int, float, int]


def clipped_ring(ring: Sequence[Point], window: Window) -> list[Point]:
    """The part of a ring that lies in a window (Sutherland and Hodgman 1974); empty when none does.

    Parts that the window severs stay joined along its rim: right for filling, not for drawing outlines.
    """
    points = list(ring)
    for side in _sides(window):
        inside = _inside(points, side)
        if all(inside):
            continue
        kept: list[Point] = []
        before, was_within = points[-1], inside[-1]
        for point, is_within in zip(points, inside, strict=True):
            if is_within != was_within:
                kept.append(_crossing(side, before, point))
            if is_within:
                kept.append(point)
            before, was_within = point, is_within
        points = kept
    return points


def clipped_line(line: Sequence[Point], window: Window) -> list[list[Point]]:
    """The parts of a line that lie in a window."""
    parts = [list(line)]
    for side in _sides(window):
        parts = [piece for part in parts for piece in _cut(part, side)]
    return parts


def _cut(line: list[Point], side: _Side) -> list[list[Point]]:
    inside = _inside(line, side)
    if all(inside):
        return [line]
    pieces: list[list[Point]] = []
    piece: list[Point] = []
    for number, (point, is_within) in enumerate(zip(line, inside, strict=True)):
        if number and is_within != bool(piece):
            piece.append(_crossing(side, line[number - 1], point))
        if is_within:
            piece.append(point)
        elif piece:
            pieces.append(piece)
            piece = []
    return [*pieces, piece] if piece else pieces


def _sides(window: Window) -> list[_Side]:
    west, east, south, north = window
    return [(0, west, 1), (0, east, -1), (1, south, 1), (1, north, -1)]


def _inside(points: Sequence[Point], side: _Side) -> list[bool]:
    """For each point, whether it lies within a side."""
    axis, limit, sign = side
    if sign > 0:
        return [point[axis] >= limit for point in points]
    return [point[axis] <= limit for point in points]


def _crossing(side: _Side, a: Point, b: Point) -> Point:
    """Where a line from one point to another crosses a side."""
    axis, limit, _ = side
    part = (limit - a[axis]) / (b[axis] - a[axis])
    across = a[1 - axis] + (b[1 - axis] - a[1 - axis]) * part
    return (limit, across) if axis == 0 else (across, limit)
