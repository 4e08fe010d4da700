"""Map projections: from degrees to a plane."""

from __future__ import annotations

import math

# Mercator's plane has no poles; at this latitude it is as high as it is wide.
MERCATOR_LIMIT = 85.05

_M = math.sqrt(3) / 2
_A1, _A2, _A3, _A4 = 1.340264, -0.081106, 0.000893, 0.003796


def equal_earth(longitude: float, latitude: float) -> tuple[float, float]:
    """Equal Earth (Šavrič, Patterson and Jenny 2018), for the world: areas are true, shapes familiar.

    longitude: degrees from the map's middle, −180 to 180

    Returns x and y in radii of the Earth, from the middle; y grows to the north. Parallels are straight.
    """
    theta = math.asin(_M * math.sin(math.radians(latitude)))
    square = theta * theta
    sixth = square**3
    slope = _A1 + 3 * _A2 * square + sixth * (7 * _A3 + 9 * _A4 * square)
    x = math.radians(longitude) * math.cos(theta) / (_M * slope)
    return x, theta * (_A1 + _A2 * square + sixth * (_A3 + _A4 * square))


def mercator(longitude: float, latitude: float) -> tuple[float, float]:
    """Mercator, for a region: shapes are true, north is up everywhere, and any frame shows the same shapes.

    Returns x and y in degrees of the equator; y grows to the north. Beyond 85° all is at 85°.
    """
    held = max(-MERCATOR_LIMIT, min(MERCATOR_LIMIT, latitude))
    return longitude, math.degrees(math.asinh(math.tan(math.radians(held))))
