"""A site in Arabic as a browser lays it out, with texts that run the other way."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Locator, Page

from tests.sites import SITE_YAML, article, make_site
from tests.static_server import static_server

pytestmark = pytest.mark.browser

REGISTERS = """
-- content/tags.yaml --
floods: {name: Floods}
-- content/places.yaml --
washington: {name: "Washington, D.C.", kind: city}
"""


@pytest.fixture(scope="module")
def url(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Where a site in Arabic is served: an article in English for each of four years."""
    site = make_site(tmp_path_factory.mktemp("arabic"), REGISTERS)
    site.write("content/site.yaml", f"{SITE_YAML}language: ar\n")
    terms = {"tags": "[Floods]", "places": '["Washington, D.C."]', "language": "en"}
    summary = "The water rose in the night, and by the morning it stood in every street of the town. " * 4
    for year in range(1996, 2000):
        text = article(f"Flood of {year}", f"{year}-11-02", summary=summary, **terms)
        site.write(f"content/articles/{year}/flood.md", text)
    site.build(search=True)
    with static_server(site.output) as server:
        yield server.url


@pytest.fixture(params=[360, 1280])
def page(request: pytest.FixtureRequest, chromium: Browser) -> Iterator[Page]:
    with chromium.new_context(viewport={"width": request.param, "height": 800}) as context:
        yield context.new_page()


def middle(found: Locator) -> float:
    """Where something stands, from the left."""
    box = found.bounding_box()
    assert box
    return box["x"] + box["width"] / 2


def test_time_runs_to_the_left_and_labels_are_not_mirrored(page: Page, url: str) -> None:
    page.goto(f"{url}/timeline/")
    bars, ticks = page.locator(".histogram .bar"), page.locator(".histogram .tick:visible")

    assert middle(bars.first) > middle(bars.last)
    assert ticks.first.text_content() == "1996"
    assert abs(middle(ticks.first) - middle(bars.first)) < 2
    # Both the drawing and the label in it are mirrored.
    turned = "e => new DOMMatrix(getComputedStyle(e).transform).a"
    assert page.locator(".histogram svg").evaluate(turned) * ticks.first.evaluate(turned) == 1


def test_a_number_stands_after_the_name_that_it_counts(page: Page, url: str) -> None:
    page.goto(f"{url}/places/")
    item = page.locator(".index li").first

    assert middle(item.locator(".n")) < middle(item.locator("a"))


def test_the_full_stop_of_a_foreign_name_stands_at_its_end(page: Page, url: str) -> None:
    page.goto(f"{url}/places/")
    first, last = page.locator(".index a").first.evaluate(
        """link => [0, link.firstChild.length - 1].map((at) => {
          const range = document.createRange();
          range.setStart(link.firstChild, at);
          range.setEnd(link.firstChild, at + 1);
          return range.getBoundingClientRect().left;
        })"""
    )

    assert first < last


def test_found_articles_run_their_own_way_on_the_side_of_the_list(page: Page, url: str) -> None:
    page.goto(f"{url}/search/?q=flood")
    card = page.locator("#_results .card").first
    card.wait_for()

    assert card.locator("h3 a").get_attribute("dir") == "ltr"
    summary = card.locator(".summary")
    assert (summary.get_attribute("lang"), summary.get_attribute("dir")) == ("en", "ltr")
    assert summary.evaluate("e => getComputedStyle(e).textAlign") == "right"


def test_no_page_is_wider_than_the_window(page: Page, url: str) -> None:
    for path in ("/", "/timeline/", "/places/", "/tags/floods/", "/articles/1999/flood/", "/search/"):
        page.goto(url + path)
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), path
