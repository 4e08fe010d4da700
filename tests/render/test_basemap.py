"""Land and borders of a frame, out of TopoJSON."""

from __future__ import annotations

import json
import re
from itertools import pairwise

import pytest

from sitegen.frames import frame
from sitegen.read.theme import bundled_themes
from sitegen.render.basemap import BaseMap
from sitegen.render.clipping import clipped_line, clipped_ring

SQUARE = [(0.0, 0.0), (10.0, 0.0), (10.0, 10.0), (0.0, 10.0), (0.0, 0.0)]
# Columns of 30° begin 7.5° apart: 30-0-30 has 0° in its middle, 30-24-30 has 180°.
MIDDLE, FAR_SIDE = "30-0-30", "30-24-30"
VENDORED = bundled_themes() / "themes/default/maps"


def topology(*arcs: list[tuple[int, int]], land: object = (), borders: object = ()) -> bytes:
    """TopoJSON in whole degrees; arcs as points."""
    steps = [[arc[0], *((x1 - x0, y1 - y0) for (x0, y0), (x1, y1) in pairwise(arc))] for arc in arcs]
    document = {
        "type": "Topology",
        "transform": {"scale": [1, 1], "translate": [0, 0]},
        "objects": {
            "land": {"type": "MultiPolygon", "arcs": land},
            "borders": {"type": "MultiLineString", "arcs": borders},
        },
        "arcs": steps,
    }
    return json.dumps(document).encode()


def points_of(path: str) -> list[list[tuple[int, int]]]:
    """The points of each part of a path."""
    parts = []
    for part in path.split("M")[1:]:
        numbers = [int(number) for number in re.findall(r"-?\d+", part)]
        x, y = numbers[:2]
        points = [(x, y)]
        for dx, dy in zip(numbers[2::2], numbers[3::2], strict=True):
            x, y = x + dx, y + dy
            points.append((x, y))
        parts.append(points)
    return parts


def test_an_island_in_the_middle() -> None:
    """4° of 30° are 85 of 640 units; the equator lies in the middle of the frame."""
    found = frame(MIDDLE)
    assert found.at(0, 0) == pytest.approx((0.5, 0.5))
    island = topology([(-2, 0), (2, 0), (2, 2), (-2, 2), (-2, 0)], land=[[[0]]])
    assert BaseMap(island).land(MIDDLE) == "M277 240l86 0 0-43-86 0 0 43z"


def test_a_border_is_cut_at_the_rim() -> None:
    """It leaves the frame and comes back: two parts, none with the way between."""
    line = topology([(-20, 0), (0, 0), (0, 90), (2, 90), (2, 0), (20, 0)], borders=[[0]])
    assert BaseMap(line).borders(MIDDLE) == "M0 240l320 0 0-240M363 0l0 240 277 0"


def test_arcs_are_joined_and_walked_backwards() -> None:
    halves = topology([(-2, 0), (2, 0), (2, 2)], [(-2, 0), (-2, 2), (2, 2)], land=[[[0, ~1]]])
    assert BaseMap(halves).land(MIDDLE) == "M277 240l86 0 0-43-86 0 0 43z"


def test_a_country_on_both_sides_of_180_degrees_is_one() -> None:
    island = topology([(178, 0), (-178, 0), (-178, 2), (178, 2), (178, 0)], land=[[[0]]])
    assert BaseMap(island).land(FAR_SIDE) == "M277 240l86 0 0-43-86 0 0 43z"
    assert BaseMap(island).land(MIDDLE) == ""


def test_on_the_world_it_is_cut_at_the_rim() -> None:
    """The Pacific map holds it whole; the other is cut through the Bering Strait, at 170° W."""
    island = topology([(170, 0), (-160, 0), (-160, 20), (170, 20), (170, 0)], land=[[[0]]])
    assert len(points_of(BaseMap(island).land("pacific"))) == 1
    (west, east) = sorted(points_of(BaseMap(island).land("world")))
    assert min(x for x, _ in west) == 0
    assert max(x for x, _ in east) == 960


def test_land_around_a_pole_is_closed_through_the_pole() -> None:
    ring = [(-180, -70), (-90, -70), (0, -70), (90, -70), (180, -70)]
    parts = points_of(BaseMap(topology(ring, land=[[[0]]])).land("globe"))
    found = frame("globe")
    assert max(y for part in parts for _, y in part) == pytest.approx(
        found.at(0, -90)[1] * found.height, abs=1
    )


def test_what_is_smaller_than_a_point_is_left_out() -> None:
    island = topology([(0, 0), (1, 0), (1, 1), (0, 0)], land=[[[0]]])
    assert BaseMap(island).land("world").count("M") <= 1
    assert BaseMap(topology([(0, 0), (0, 0)], borders=[[0]])).borders("world") == ""


def test_a_theme_without_a_map_has_no_land() -> None:
    assert BaseMap(b"").land("world") == BaseMap(b"").borders("world") == ""


@pytest.mark.parametrize(
    "data",
    [b"land", b"{}", b'{"arcs": 1}', topology([(0, 0), (1, 1)], land=[[[7]]])],
    ids=["no JSON", "empty", "other type", "missing arc"],
)
def test_other_data_is_refused(data: bytes) -> None:
    with pytest.raises(ValueError, match=r"maps/world\.json"):
        BaseMap(data).land("world")


@pytest.mark.parametrize("name", ["world", "pacific", "globe", "globe-pacific", "18-7-34", "90-3-1"])
def test_the_vendored_map_stays_in_every_frame(name: str) -> None:
    base, found = BaseMap((VENDORED / "world.json").read_bytes()), frame(name)
    for part in points_of(base.land(name) + base.borders(name)):
        assert all(0 <= x <= found.width and 0 <= y <= found.height for x, y in part)


def test_the_vendored_map_is_small_and_has_its_licence() -> None:
    assert (VENDORED / "world.json").stat().st_size <= 150_000
    assert "public\ndomain" in (VENDORED / "LICENSE.txt").read_text()


def test_a_ring_is_clipped_at_each_side() -> None:
    assert set(clipped_ring(SQUARE, (2, 20, -5, 5))) == {(2, 0), (10, 0), (10, 5), (2, 5)}
    assert clipped_ring(SQUARE, (20, 30, 0, 5)) == []
    assert set(clipped_ring(SQUARE, (-5, 15, -5, 15))) == set(SQUARE)


def test_a_line_is_clipped_into_parts() -> None:
    zigzag = [(0.0, 0.0), (10.0, 10.0), (20.0, 0.0), (30.0, 10.0)]
    assert clipped_line(zigzag, (-5, 35, 5, 20)) == [
        [(5, 5), (10, 10), (15, 5)],
        [(25, 5), (30, 10)],
    ]
    assert clipped_line(zigzag, (50, 60, 0, 5)) == []
