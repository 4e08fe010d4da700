"""Readers in a real browser: search, follow, narrow, go back."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import OpenPage

pytestmark = pytest.mark.browser

RESULTS = "#_results li"
EVERY_KIND = (
    "/",
    "/articles/2025/11/russia-says-it-holds-kupyansk/",
    "/articles/1954/07/geneva-agreements-divide-vietnam/",
    "/tags/",
    "/tags/disasters/",
    "/places/",
    "/places/ukraine/",
    "/outlets/",
    "/timeline/",
    "/timeline/2022/",
    "/timeline/2022/02/",
    "/search/",
    "/about/",
)


def search(page: Page, text: str) -> None:
    page.get_by_role("searchbox").fill(text)


def settle(page: Page) -> None:
    """Waits until the results are those of the address: it changes first, they come after."""
    expect(page.locator("#_results[aria-busy]")).to_have_count(0)


def titles(page: Page) -> list[str]:
    expect(page.locator(RESULTS).first).to_be_visible()
    settle(page)
    return page.locator(f"{RESULTS} a").all_inner_texts()


def check_value(page: Page, facet: str, name: str) -> None:
    """Ticks a value of a facet, which long lists fold away."""
    group = page.locator(f'fieldset[data-facet="{facet}"]')
    label = group.locator("label").filter(has=page.locator(".name").get_by_text(name, exact=True))
    if not label.is_visible():
        group.get_by_role("button").click()
    label.click()


@pytest.mark.parametrize("path", EVERY_KIND)
def test_every_kind_of_page_fits_its_screen(browse: OpenPage, path: str) -> None:
    page = browse().open(path)
    expect(page.locator("h1")).to_have_count(1)
    expect(page.get_by_role("main")).to_be_visible()
    for width in (320, 360, 768, 1280, 1920):
        page.set_viewport_size({"width": width, "height": 800})
        assert page.evaluate("document.documentElement.scrollWidth") <= width


@pytest.mark.parametrize("path", EVERY_KIND)
def test_dark_and_light_differ_in_paper_and_ink(browse: OpenPage, path: str) -> None:
    page = browse(color_scheme="light").open(path)
    colours = (
        "getComputedStyle(document.body).color + getComputedStyle(document.documentElement).backgroundColor"
    )
    light = page.evaluate(colours)
    page.emulate_media(color_scheme="dark")
    assert page.evaluate(colours) != light


def test_search_with_a_filter_and_a_sort_lives_in_the_address(browse: OpenPage) -> None:
    watched = browse(viewport={"width": 1280, "height": 900})
    page = watched.open("/search/")
    search(page, "earthquake")
    everything = titles(page)
    assert len(everything) > 3
    check_value(page, "place", "Japan")
    expect(page).to_have_url(re.compile(r"q=earthquake&place=Japan"))
    expect(page.locator(RESULTS)).not_to_have_count(len(everything))
    page.get_by_label("Order").select_option("oldest")
    expect(page).to_have_url(re.compile(r"sort=oldest"))
    settle(page)
    years = [
        int(re.findall(r"\d{4}", text)[-1]) for text in page.locator(f"{RESULTS} .when").all_inner_texts()
    ]
    assert years == sorted(years)
    assert len(years) > 1
    address, shown = page.url, titles(page)

    again = browse(viewport={"width": 1280, "height": 900})
    again.page.goto(address)
    assert titles(again.page) == shown
    expect(again.page.get_by_role("searchbox")).to_have_value("earthquake")


def test_back_returns_to_the_results(browse: OpenPage) -> None:
    page = browse(viewport={"width": 1280, "height": 900}).open("/search/?q=kupyansk")
    before = titles(page)
    page.get_by_role("link", name="Russia says that it holds the city of Kupyansk").click()
    expect(page.locator("h1")).to_contain_text("Kupyansk")
    page.go_back()
    assert titles(page) == before
    expect(page.get_by_role("searchbox")).to_have_value("kupyansk")


def test_a_result_shows_outlet_and_date(browse: OpenPage) -> None:
    page = browse().open("/search/?q=gerasimov")
    titles(page)
    result = page.locator(RESULTS).first
    expect(result).to_contain_text("Công Luận")
    expect(result).to_contain_text("21 November 2025")


@pytest.mark.parametrize(
    ("query", "word"), [("Điện Biên Phủ", "Điện Biên Phủ"), ("dien bien phu", "Điện Biên Phủ")]
)
def test_vietnamese_is_found_with_and_without_marks(browse: OpenPage, query: str, word: str) -> None:
    page = browse().open("/search/")
    search(page, query)
    titles(page)
    expect(page.locator(RESULTS).filter(has_text=word).first).to_be_visible()


def test_a_word_with_d_finds_the_word_with_its_stroke(browse: OpenPage) -> None:
    page = browse().open("/search/?q=duong&language=vi")
    plain = set(titles(page))
    page = browse().open("/search/?q=đường&language=vi")
    assert set(titles(page)) <= plain


def test_the_slash_key_leads_to_the_search_field(browse: OpenPage) -> None:
    page = browse(viewport={"width": 1280, "height": 900}).open("/timeline/")
    page.keyboard.press("/")
    page.keyboard.type("titanic")
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile(r"/search/\?q=titanic"))
    assert any("Titanic" in title for title in titles(page))


def test_following_a_tag_a_place_and_a_month(browse: OpenPage) -> None:
    page = browse(viewport={"width": 1280, "height": 900}).open(
        "/articles/2025/11/russia-says-it-holds-kupyansk/"
    )
    page.get_by_role("link", name="War and conflict").first.click()
    expect(page.locator("h1")).to_have_text("War and conflict")
    page.go_back()
    page.get_by_role("link", name="Kharkiv Oblast").first.click()
    expect(page.locator("h1")).to_have_text("Kharkiv Oblast")
    page.get_by_role("link", name="Timeline").first.click()
    page.locator("main").get_by_role("link", name=re.compile("^2022")).last.click()
    expect(page.locator("h1")).to_have_text("2022")
    page.locator("main").get_by_role("link", name=re.compile("^February")).last.click()
    expect(page.locator("h1")).to_contain_text("February 2022")


def test_search_within_a_place_sets_the_filter(browse: OpenPage) -> None:
    page = browse(viewport={"width": 1280, "height": 900}).open("/places/ukraine/")
    page.get_by_role("link", name="Search within these articles").click()
    search(page, "kupyansk")
    shown = titles(page)
    assert shown
    assert "place=Ukraine" in page.url


def test_without_scripts_the_search_page_leads_to_the_lists(browse: OpenPage) -> None:
    page = browse(java_script_enabled=False).open("/search/")
    # Chromium with emulated absence of scripts does not paint <noscript>.
    assert "<noscript><p" in page.content()
    page.locator("main").get_by_role("link", name=re.compile("tags")).click()
    page.locator("main").get_by_role("link", name="Earthquakes").first.click()
    expect(page.locator("h1")).to_have_text("Earthquakes")


def test_a_broken_change_shows_in_the_open_page(browse: OpenPage) -> None:
    """The overlay works under the content security policy of the site."""
    watched = browse()
    page = watched.open("/")
    page.route(
        "**/_sitegen/problems", lambda route: route.fulfill(json=["a.md:3:7: error E108 date-invalid"])
    )
    body = 'data: {"build": 1, "problems": 1}\n\n'
    page.route(
        "**/_sitegen/events",
        lambda route: route.fulfill(body=body, headers={"Content-Type": "text/event-stream"}),
    )
    page.reload()
    overlay = page.locator("#_sitegen-overlay")
    expect(overlay).to_contain_text("error E108 date-invalid")
    expect(overlay).to_have_css("position", "fixed")


def test_an_order_that_does_not_exist_is_the_best_match(browse: OpenPage) -> None:
    page = browse().open("/search/?q=earthquake&sort=toString")
    assert titles(page)
    expect(page.get_by_label("Order")).to_have_value("")


def test_title_menu_and_search_share_one_line_on_a_tablet(browse: OpenPage) -> None:
    page = browse(viewport={"width": 768, "height": 900}).open("/timeline/")
    menu, form = (page.locator(f".masthead {part}").bounding_box() for part in (".menu", ".search"))
    assert menu
    assert form
    assert menu["y"] < form["y"] + form["height"] / 2 < menu["y"] + menu["height"]


def test_a_citation_is_copied_with_its_italics_and_saved_as_a_file(browse: OpenPage) -> None:
    watched = browse(permissions=["clipboard-read", "clipboard-write"])
    page = watched.open("/articles/2025/11/russia-says-it-holds-kupyansk/")
    page.get_by_role("button", name="Copy APA 7").click()
    expect(page.get_by_role("status")).to_have_text("APA 7: Copied")
    apa = page.locator(".cite dd").first
    assert page.evaluate("navigator.clipboard.readText()") == apa.text_content()
    read_html = "navigator.clipboard.read().then(([item]) => item.getType('text/html')).then((b) => b.text())"
    assert "<cite>Công Luận</cite>" in page.evaluate(read_html)
    page.get_by_text("BibTeX", exact=True).click()
    with page.expect_download() as download:
        page.get_by_role("link", name="Save as a file").click()
    assert download.value.suggested_filename == "russia-says-it-holds-kupyansk-2025-11.bib"
    assert download.value.path().read_text() == page.locator(".cite pre").first.text_content()


def test_citations_are_complete_without_scripts(browse: OpenPage) -> None:
    page = browse(java_script_enabled=False).open("/articles/2025/11/russia-says-it-holds-kupyansk/")
    expect(page.locator(".cite dd")).to_have_count(3)
    expect(page.locator(".cite button")).to_have_count(0)
    page.get_by_text("RIS", exact=True).click()
    expect(page.locator(".cite pre").nth(1)).to_be_visible()
    expect(page.locator(".cite pre").nth(1)).to_contain_text("TY  - NEWS")
