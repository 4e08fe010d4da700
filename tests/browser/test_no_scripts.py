"""Readers without scripts: whatever the archive holds, links lead to it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.conftest import SAMPLE
from tests.sites import Site
from tests.static_server import static_server

pytestmark = pytest.mark.browser

# Ways that a reader goes; years and months alone lead to every article.
_WAY = re.compile(r"/timeline/(\d+/)*")
_VISIBLE_LINKS = """
all => all.filter((a) => a.checkVisibility() && a.host === location.host).map((a) => a.pathname)
"""


@pytest.fixture(scope="module")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Site, str]]:
    """The sample archive without search, and where it is served."""
    root = tmp_path_factory.mktemp("sample")
    (root / "content").symlink_to(SAMPLE / "content")
    site = Site(root)
    site.build()
    with static_server(site.output, as_host=True) as server:
        yield site, server.url


@pytest.fixture
def page(chromium: Browser) -> Iterator[Page]:
    with chromium.new_context(java_script_enabled=False, viewport={"width": 360, "height": 800}) as context:
        context.set_default_timeout(10_000)
        yield context.new_page()


def articles_of(output: Path) -> set[str]:
    """Addresses of all articles but the withdrawn ones, which no list names."""
    pages = (output / "articles").rglob("index.html")
    sitemap = (output / "sitemap.xml").read_text()
    paths = {f"/{file.parent.relative_to(output).as_posix()}/" for file in pages}
    return {path for path in paths if f"{path}</loc>" in sitemap}


def test_links_that_can_be_seen_lead_from_the_home_page_to_every_article(
    page: Page, sample: tuple[Site, str]
) -> None:
    site, url = sample
    seen, queue = {"/"}, ["/"]
    while queue:
        page.goto(url + queue.pop())
        links = set(page.locator("a[href]").evaluate_all(_VISIBLE_LINKS)) - seen
        seen |= links
        queue += [link for link in links if _WAY.fullmatch(link)]
    articles = articles_of(site.output)
    assert len(articles) > 70
    assert articles <= seen


def test_a_reader_clicks_from_the_home_page_to_an_old_article(page: Page, sample: tuple[Site, str]) -> None:
    _, url = sample
    page.goto(url)
    page.get_by_role("navigation").get_by_role("link", name="Timeline").click()
    page.locator("main").get_by_role("link", name="1954", exact=True).last.click()
    expect(page.locator("h1")).to_have_text("1954")
    page.get_by_role("link", name="Geneva agreements").first.click()
    expect(page.locator("h1")).to_contain_text("Geneva agreements")
    page.get_by_role("link", name="Vietnam", exact=True).first.click()
    expect(page.locator("h1")).to_have_text("Vietnam")
