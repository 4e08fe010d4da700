"""The preview in a browser: a page reloads when it has changed, and stays when it has not."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager

import pytest
from playwright.sync_api import Browser, Page, Route

from tests.preview.test_server import Served, served
from tests.sites import Site, article

MakeSite = Callable[..., Site]
FIRST, SECOND = "content/articles/2025/11/first.md", "content/articles/2025/11/second.md"


@pytest.fixture
def archive(site: MakeSite) -> Site:
    made = site()
    made.write("content/site.yaml", "title: T\nbase_url: https://example.org/deep/\nsearch: false\n")
    made.write(FIRST, article("First"))
    made.write(SECOND, article("Second", "1999"))
    return made


@contextmanager
def opened(chromium: Browser, preview: Served, *paths: str) -> Iterator[list[Page]]:
    """Pages of the preview, each with a mark."""
    with chromium.new_context() as context:
        pages = [context.new_page() for _ in paths]
        for page, path in zip(pages, paths, strict=True):
            page.on("pageerror", lambda error: pytest.fail(str(error)))
            page.goto(preview.url + path)
            mark(page)
        yield pages


def mark(page: Page) -> None:
    """A mark that is gone when the page reloads."""
    page.evaluate("document.documentElement.dataset.mark = 'here'")


def has_mark(page: Page) -> bool:
    return bool(page.evaluate("document.documentElement.dataset.mark === 'here'"))


def test_of_the_open_pages_those_reload_that_an_edit_changes(archive: Site, chromium: Browser) -> None:
    paths = ("articles/2025/11/first/", "articles/2025/11/second/index.html", "")
    with served(archive) as preview, opened(chromium, preview, *paths) as (first, second, home):
        archive.replace(FIRST, "Some text", "Other text")
        first.get_by_text("Other text").first.wait_for()
        second.wait_for_timeout(300)
        assert (has_mark(first), has_mark(second), has_mark(home)) == (False, True, True)

        mark(first)
        archive.replace(SECOND, "title: Second", "title: Changed")
        for page in (second, home):
            page.get_by_text("Changed").first.wait_for()
        assert not has_mark(second)


def test_a_page_that_missed_a_build_reloads_with_the_next(archive: Site, chromium: Browser) -> None:
    with served(archive) as preview, opened(chromium, preview, "articles/2025/11/first/") as (page,):
        page.context.set_offline(True)
        archive.replace(FIRST, "Some text", "Other text")
        preview.wait_until(lambda: "Other text" in preview.get("articles/2025/11/first/").text)
        page.context.set_offline(False)
        page.get_by_text("Other text").first.wait_for()


def test_a_page_that_was_fetched_just_before_a_build_reloads(archive: Site, chromium: Browser) -> None:
    path, waiting = "articles/2025/11/first/", [True]
    with served(archive) as preview, chromium.new_context() as context:

        def edit_before_it_listens(route: Route) -> None:
            if waiting:
                waiting.clear()
                archive.replace(FIRST, "Some text", "Other text")
                preview.wait_until(lambda: "Other text" in preview.get(path).text)
            route.continue_()

        page = context.new_page()
        page.route("**/_sitegen/events", edit_before_it_listens)
        page.goto(preview.url + path)
        page.get_by_text("Other text").first.wait_for()
