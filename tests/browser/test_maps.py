"""Maps as a browser shows them: targets, names, colours, keyboard."""

from __future__ import annotations

import math
from itertools import combinations

import pytest
from playwright.sync_api import Page

from tests.browser.conftest import OpenPage

pytestmark = pytest.mark.browser
SHOWN = "figure.map a:visible .hit"


def centres(page: Page) -> list[tuple[float, float]]:
    boxes = page.locator(SHOWN).evaluate_all("all => all.map(c => c.getBoundingClientRect().toJSON())")
    for box in boxes:
        assert box["width"] >= 24
        assert box["height"] >= 24
    return [(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2) for box in boxes]


@pytest.mark.parametrize("path", ["places/", "places/ukraine/", "places/vietnam/", ""])
@pytest.mark.parametrize("width", [320, 360, 768, 1280])
def test_targets_do_not_overlap(browse: OpenPage, path: str, width: int) -> None:
    page = browse(viewport={"width": width, "height": 800}).open(path)
    found = centres(page)
    assert found
    for a, b in combinations(found, 2):
        assert math.dist(a, b) >= 24


def test_links_have_names_and_lead_to_places(browse: OpenPage) -> None:
    page = browse(viewport={"width": 1280, "height": 800}).open("places/")
    region = page.get_by_role("group", name="The places of this archive")
    link = region.get_by_role("link", name="Ukraine")
    assert "places: Ukraine" in (link.get_attribute("aria-label") or "")
    region.get_by_role("link", name="Canada: named in 1 article").click()
    assert page.locator("h1").inner_text() == "Canada"


def test_a_locator_is_an_image(browse: OpenPage) -> None:
    page = browse().open("articles/2025/11/russia-says-it-holds-kupyansk/")
    assert page.get_by_role("img", name="Where the places of this article lie").is_visible()
    assert page.locator("figure.map a").count() == 0


@pytest.mark.parametrize(("scheme", "colour"), [("light", "rgb(224, 218, 205)"), ("dark", "rgb(53, 50, 43)")])
def test_the_base_map_takes_the_colours_of_the_stylesheet(browse: OpenPage, scheme: str, colour: str) -> None:
    """The file is loaded, under the policy that the preview sends, and drawn in the theme's colours."""
    page = browse(color_scheme=scheme).open("places/vietnam/")
    land = page.locator("figure.map .land")
    assert land.evaluate("use => getComputedStyle(use).fill") == colour
    page.wait_for_function("document.querySelector('figure.map .land').getBBox().width > 100")


def test_a_map_can_be_skipped(browse: OpenPage) -> None:
    page = browse().open("")
    skip = page.get_by_role("link", name="Skip the map")
    skip.focus()
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.closest('figure.map') === null")


def test_from_the_map_to_the_list(browse: OpenPage) -> None:
    page = browse().open("places/")
    page.get_by_role("link", name="Go on to the list").click()
    assert page.evaluate("document.activeElement.id") == "_list"
