"""Projections against published figures, and against what defines them."""

from __future__ import annotations

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sitegen.projections import equal_earth, mercator

LONGITUDES = st.floats(-179, 179)
LATITUDES = st.floats(-84, 84)
# PROJ's own test of `eqearth` gives metres for a sphere of this radius.
RADIUS = 6371007.181


@pytest.mark.parametrize(
    ("longitude", "latitude", "metres"),
    [
        (0, 0, (0, 0)),
        (180, 0, (17243959.06, 0)),
        (-180, 90, (-10216474.79, 8392927.6)),
        (0, -90, (0, -8392927.6)),
    ],
)
def test_equal_earth_is_that_of_proj(longitude: float, latitude: float, metres: tuple[float, float]) -> None:
    x, y = equal_earth(longitude, latitude)
    assert (x * RADIUS, y * RADIUS) == pytest.approx(metres, abs=1)


def test_mercator_at_known_latitudes() -> None:
    assert mercator(10, 45) == pytest.approx((10, math.degrees(math.log(1 + math.sqrt(2)))))
    assert mercator(0, 85.051129)[1] == pytest.approx(180, abs=0.02)


def test_mercator_has_no_poles() -> None:
    assert mercator(0, 90) == mercator(0, 85.05)
    assert mercator(0, -90) == mercator(0, -85.05)


@given(LONGITUDES, LATITUDES)
def test_equal_earth_keeps_areas(longitude: float, latitude: float) -> None:
    """The area of a small square is that on the sphere, anywhere."""
    d = 1e-3
    x0, y0 = equal_earth(longitude, latitude)
    x1, y1 = equal_earth(longitude + d, latitude)
    x2, y2 = equal_earth(longitude, latitude + d)
    area = (x1 - x0) * (y2 - y0) - (x2 - x0) * (y1 - y0)
    assert area / math.radians(d) ** 2 == pytest.approx(math.cos(math.radians(latitude)), abs=1e-4)


@given(LATITUDES)
def test_mercator_keeps_shapes(latitude: float) -> None:
    """A small step to the north is as much longer than true as one to the east."""
    d = 1e-4
    step = mercator(0, latitude + d)[1] - mercator(0, latitude)[1]
    assert step / d == pytest.approx(1 / math.cos(math.radians(latitude)), rel=1e-3)
