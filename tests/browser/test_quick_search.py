"""The quick search on every page, by keyboard, in a real browser."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.conftest import OpenPage
from tests.browser.test_reading import titles

pytestmark = pytest.mark.browser

ARTICLE = "/articles/2025/11/russia-says-it-holds-kupyansk/"


def open_dialog(page: Page, key: str = "Control+k") -> Locator:
    page.keyboard.press(key)
    dialog = page.get_by_role("dialog", name="Search the archive")
    expect(dialog).to_be_visible()
    return dialog


@pytest.mark.parametrize("key", ["Control+k", "Meta+k", "/"])
def test_a_key_opens_it_and_arrows_and_enter_lead_to_a_result(browse: OpenPage, key: str) -> None:
    page = browse().open("/timeline/")
    dialog = open_dialog(page, key)
    expect(dialog.get_by_role("searchbox")).to_be_focused()
    page.keyboard.type("earthquake")
    expect(dialog.get_by_role("listitem")).to_have_count(5)
    expect(dialog.get_by_role("status")).to_have_text(re.compile(r"^\d+ articles for “earthquake”$"))
    links = dialog.get_by_role("listitem").get_by_role("link")
    page.keyboard.press("ArrowDown")
    expect(links.first).to_be_focused()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowUp")
    title = links.first.inner_text()
    page.keyboard.press("Enter")
    expect(page.locator("h1")).to_have_text(title)
    assert "#" not in page.url


def test_enter_in_the_field_and_the_last_link_lead_to_all_results(browse: OpenPage) -> None:
    page = browse().open("/timeline/")
    dialog = open_dialog(page)
    page.keyboard.type("titanic")
    expect(dialog.get_by_role("listitem").first).to_be_visible()
    href = dialog.get_by_role("link", name="All results").get_attribute("href")
    assert href
    assert href.endswith("/search/?q=titanic")
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile(r"/search/\?q=titanic$"))
    assert titles(page)


def test_closing_returns_the_focus(browse: OpenPage) -> None:
    page = browse().open("/timeline/")
    link = page.locator("main a").first
    link.focus()
    for close in (
        lambda: page.keyboard.press("Escape"),
        lambda: page.get_by_role("button", name="Close").click(),
        lambda: page.mouse.click(5, 5),
    ):
        dialog = open_dialog(page)
        close()
        expect(dialog).to_be_hidden()
        expect(link).to_be_focused()


def test_nothing_found_is_said(browse: OpenPage) -> None:
    page = browse().open("/")
    dialog = open_dialog(page)
    page.keyboard.type("xqzzywvq")
    expect(dialog.get_by_role("status")).to_have_text("No article for “xqzzywvq”")
    expect(dialog.get_by_role("listitem")).to_have_count(0)


def test_keys_are_left_to_who_types_in_a_field(browse: OpenPage) -> None:
    page = browse().open("/")
    field = page.get_by_role("searchbox")
    field.focus()
    page.keyboard.type("and/or")
    page.keyboard.press("Control+k")
    page.wait_for_timeout(300)
    assert page.locator("dialog").count() == 0
    expect(field).to_have_value("and/or")


def test_only_a_page_with_scripts_tells_of_the_keys(browse: OpenPage) -> None:
    keys = "aria-keyshortcuts"
    field = browse().open(ARTICLE).get_by_role("searchbox")
    expect(field).to_have_attribute(keys, "/ Control+K Meta+K")
    plain = browse(java_script_enabled=False).open(ARTICLE).get_by_role("searchbox")
    expect(plain).not_to_have_attribute(keys, re.compile("."))


def test_nothing_of_it_is_loaded_before_the_key(browse: OpenPage) -> None:
    watched = browse()
    asked: list[str] = []
    watched.page.on("request", lambda request: asked.append(request.url))
    page = watched.open(ARTICLE)
    assert not [url for url in asked if re.search("search|pagefind", url)]
    open_dialog(page)
    assert [url for url in asked if "quick-search" in url]


def test_a_result_that_is_the_open_page_marks_its_words(browse: OpenPage) -> None:
    page = browse().open(ARTICLE)
    dialog = open_dialog(page)
    page.keyboard.type("gerasimov")
    dialog.get_by_role("link", name=re.compile("^Russia says that it holds")).click()
    expect(dialog).to_be_hidden()
    assert "Gerasimov" in page.locator(".article mark").all_inner_texts()
    assert page.url.endswith(ARTICLE)
