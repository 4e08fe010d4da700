"""Which part of the Earth a map shows."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sitegen.frames import WIDTHS, Frame, Point, frame, name_of_frame

KYIV, LVIV, KHARKIV = (30.52, 50.45), (24.03, 49.84), (36.23, 49.99)
HANOI, SAIGON = (105.85, 21.03), (106.7, 10.78)
FIJI, SAMOA, CHILE, PARIS = (178.4, -18.1), (-171.8, -13.8), (-70.6, -33.4), (2.35, 48.85)

POINTS = st.tuples(st.floats(-180, 180), st.floats(-90, 90))


def frame_of(points: Sequence[Point], narrowest: int = WIDTHS[0]) -> Frame:
    """The closest frame that shows all points."""
    return frame(name_of_frame(points, narrowest))


@given(st.lists(POINTS, min_size=1, max_size=20))
def test_every_place_lies_in_the_frame(points: list[tuple[float, float]]) -> None:
    found = frame_of(points)
    for longitude, latitude in points:
        across, down = found.at(longitude, latitude)
        assert 0 <= across <= 1
        assert 0 <= down <= 1


@given(st.lists(POINTS, min_size=1, max_size=20))
def test_a_frame_is_known_by_its_name(points: list[tuple[float, float]]) -> None:
    found = frame_of(points)
    assert frame(found.name) == found


@given(st.lists(POINTS, min_size=1, max_size=20))
def test_the_order_of_places_does_not_matter(points: list[tuple[float, float]]) -> None:
    assert frame_of(sorted(points)) == frame_of(points) == frame_of([*points, *points])


@pytest.mark.parametrize(
    ("points", "width"),
    [
        ([KYIV], 18),
        ([KYIV, KYIV], 18),
        ([KYIV, LVIV, KHARKIV], 18),
        ([HANOI, SAIGON], 30),
        ([PARIS, KYIV], 45),
    ],
)
def test_a_region_is_as_close_as_its_places_allow(points: list[tuple[float, float]], width: int) -> None:
    found = frame_of(points)
    assert found.shape == "region"
    assert found.right - found.left == width


def test_a_region_is_not_narrower_than_asked_for() -> None:
    assert frame_of([KYIV], narrowest=30).name.startswith("30-")


def test_a_region_goes_on_beyond_180_degrees() -> None:
    found = frame_of([FIJI, SAMOA])
    assert found.shape == "region"
    assert found.at(*FIJI)[0] < found.at(*SAMOA)[0]


def test_the_world_is_cut_where_no_place_lies_between_others() -> None:
    assert frame_of([FIJI, CHILE]).name == "pacific"
    assert frame_of([PARIS, CHILE, HANOI]).name == "world"
    assert frame_of([FIJI, CHILE, PARIS]).name == "world"


@pytest.mark.parametrize("latitude", [90.0, -90.0])
def test_a_pole_is_on_the_globe(latitude: float) -> None:
    found = frame_of([(0, latitude)])
    assert found.name == "globe"
    assert 0 < found.at(0, latitude)[1] < 1
    assert frame_of([FIJI, CHILE, (-171.8, latitude)]).name == "globe-pacific"


def test_a_new_place_nearby_moves_no_frame() -> None:
    assert frame_of([KYIV, LVIV, KHARKIV]) == frame_of([KYIV, LVIV, KHARKIV, (31, 50)])


@pytest.mark.parametrize("width", WIDTHS)
def test_the_grid_closes_around_the_earth(width: int) -> None:
    """A place and the same place one turn on have the same frame."""
    for longitude in range(-180, 180, 7):
        assert frame_of([(longitude, 10)], width) == frame_of([(longitude + 360, 10)], width)


@pytest.mark.parametrize("name", ["", "moon", "31-1-1", "30-1", "world-globe"])
def test_other_names_are_refused(name: str) -> None:
    with pytest.raises(ValueError, match="no map frame"):
        frame(name)
