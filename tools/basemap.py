"""Makes themes/default/maps/world.json from the npm package world-atlas. Run by hand; see docs/developing.md.

    python tools/basemap.py PACKAGE/countries-50m.json themes/default/maps/world.json

The input is TopoJSON in degrees with the objects `countries` and `land`. So is the output, with the objects
`land` (MultiPolygon) and `borders` (MultiLineString: what two countries share). Lines are simplified by
Visvalingam's method (Visvalingam and Whyatt 1993): the point that spans the smallest triangle with its
neighbours goes first. The ends of arcs stay, so that lines that meet still meet.
"""

from __future__ import annotations

import heapq
import json
import math
import sys
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from pathlib import Path
from typing import Any

Point = tuple[float, float]
Ring = list[int]

# Square degrees at the equator: a triangle of 130 km² goes, and an island of 250 km².
_SMALLEST_TRIANGLE = 0.0105
_SMALLEST_ISLAND = 0.02
# Coordinates are multiples of 1/50 degree: two kilometres, a pixel on the closest map.
_STEP = 0.02
# Fjords and islands near the poles would be half of the file: from this latitude on, what stays is larger.
_POLAR, _POLAR_FACTOR = 66.0, 20.0


def main() -> None:
    """Reads, simplifies, writes."""
    source, target = map(Path, sys.argv[1:3])
    topology = json.loads(source.read_text())
    arcs = list(_decoded(topology))
    rings = [ring for ring in _rings(topology["objects"]["land"]) if _is_large(arcs, ring)]
    lines = _borders(topology["objects"]["countries"])
    kept = sorted({_plain(arc) for ring in rings for arc in ring} | set(lines))
    number = {arc: position for position, arc in enumerate(kept)}
    document = {
        "type": "Topology",
        "transform": {"scale": [_STEP, _STEP], "translate": [-180, -90]},
        "objects": {
            "land": {"type": "MultiPolygon", "arcs": [[[_renumbered(a, number) for a in r]] for r in rings]},
            "borders": {"type": "MultiLineString", "arcs": [[number[line]] for line in lines]},
        },
        "arcs": [_encoded(simplified(arcs[arc])) for arc in kept],
    }
    target.write_text(json.dumps(document, separators=(",", ":")).replace("]],[[", "]],\n[[") + "\n")
    print(f"{target}: {target.stat().st_size} bytes, {sum(map(len, document['arcs']))} points")


def _decoded(topology: dict[str, Any]) -> Iterator[list[Point]]:
    """Arcs in degrees; a line that leaves the map in the east goes on beyond 180°."""
    (sx, sy), (tx, ty) = topology["transform"]["scale"], topology["transform"]["translate"]
    for arc in topology["arcs"]:
        x = y = turn = 0
        points: list[Point] = []
        for dx, dy in arc:
            if points and abs(dx * sx) > 180:
                turn -= 360 if dx > 0 else -360
            x, y = x + dx, y + dy
            points.append((x * sx + tx + turn, y * sy + ty))
        yield points


def _rings(land: dict[str, Any]) -> Iterator[Ring]:
    """Outer and inner rings alike: each line of a coast, once."""
    for geometry in land["geometries"]:
        for polygon in geometry["arcs"]:
            yield from polygon


def _is_large(arcs: Sequence[list[Point]], ring: Ring) -> bool:
    if len(ring) > 1:
        return True
    points = arcs[_plain(ring[0])]
    smallest = _SMALLEST_ISLAND * (_POLAR_FACTOR if abs(points[0][1]) > _POLAR else 1)
    return abs(points[0][0] - points[-1][0]) > 180 or _area(points) >= smallest


def _borders(countries: dict[str, Any]) -> list[int]:
    """Arcs that two countries share."""
    owners: dict[int, set[int]] = defaultdict(set)
    for number, country in enumerate(countries["geometries"]):
        polygons = country["arcs"] if country["type"] == "MultiPolygon" else [country["arcs"]]
        for arc in (arc for polygon in polygons for ring in polygon for arc in ring):
            owners[_plain(arc)].add(number)
    return sorted(arc for arc, owned in owners.items() if len(owned) > 1)


def simplified(points: Sequence[Point]) -> list[Point]:
    """A line without the points whose triangles are small; a ring keeps three points at least."""
    previous = list(range(-1, len(points) - 1))
    following = list(range(1, len(points) + 1))
    heap = [(_weight(points, i - 1, i, i + 1), i) for i in range(1, len(points) - 1)]
    heapq.heapify(heap)
    current = {i: weight for weight, i in heap}
    fewest = 4 if points[0] == points[-1] else 2
    left = len(points)
    while heap and left > fewest:
        weight, i = heapq.heappop(heap)
        if current.get(i) != weight:
            continue
        if weight >= _SMALLEST_TRIANGLE:
            break
        del current[i]
        left -= 1
        before, after = previous[i], following[i]
        following[before], previous[after] = after, before
        for j in (before, after):
            if j in current:
                # A point may not go before one that went earlier, or a bay would vanish at its narrowest.
                current[j] = max(weight, _weight(points, previous[j], j, following[j]))
                heapq.heappush(heap, (current[j], j))
    return [points[0], *(points[i] for i in sorted(current)), points[-1]]


def _weight(points: Sequence[Point], a: int, b: int, c: int) -> float:
    area = _area((points[a], points[b], points[c]))
    return area / _POLAR_FACTOR if abs(points[b][1]) > _POLAR else area


def _area(points: Sequence[Point]) -> float:
    """In square degrees, those of the equator."""
    total = sum(
        x0 * y1 - x1 * y0 for (x0, y0), (x1, y1) in zip(points, [*points[1:], points[0]], strict=True)
    )
    return abs(total) / 2 * math.cos(math.radians(points[0][1]))


def _encoded(points: Iterable[Point]) -> list[list[int]]:
    """Steps from point to point; the first from the south-western corner."""
    cells = [(round((x + 180) / _STEP), round((y + 90) / _STEP)) for x, y in points]
    steps = [list(cells[0])]
    for (x0, y0), (x1, y1) in pairwise(cells):
        if (x0, y0) != (x1, y1):
            steps.append([x1 - x0, y1 - y0])
    return steps if len(steps) > 1 else [*steps, [0, 0]]


def _plain(arc: int) -> int:
    """An arc's number; `~number` means that it is walked backwards."""
    return arc if arc >= 0 else ~arc


def _renumbered(arc: int, number: dict[int, int]) -> int:
    return number[arc] if arc >= 0 else ~number[~arc]


if __name__ == "__main__":
    main()
