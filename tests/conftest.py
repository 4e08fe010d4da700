"""Fixtures that all tests share."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.sites import Site, make_site


@pytest.fixture
def site(tmp_path: Path) -> Callable[..., Site]:
    """Makes an archive in a folder of its own: `site('''-- content/articles/… --…''')`."""

    def make(text: str = "") -> Site:
        return make_site(tmp_path / "archive", text)

    return make
