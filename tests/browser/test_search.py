"""The search page in a real browser: what leads on when nothing is found, and the range of years."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import OpenPage
from tests.browser.test_reading import RESULTS, settle, titles

pytestmark = pytest.mark.browser

DESK = {"width": 1280, "height": 900}


def years_shown(page: Page) -> list[int]:
    settle(page)
    texts = page.locator(f"{RESULTS} .when").all_inner_texts()
    return [int(re.findall(r"\d{4}", text)[-1]) for text in texts]


# Near misses --------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("typed", "meant"), [("kupiamsk", "Kupyansk"), ("Kupaynsk", "Kupyansk"), ("earthqake", "earthquakes")]
)
def test_a_misspelt_word_leads_to_the_right_one(browse: OpenPage, typed: str, meant: str) -> None:
    page = browse(viewport=DESK).open(f"/search/?q={typed}")
    near = page.locator("#_near")
    expect(near).to_be_visible()
    link = near.get_by_role("link", name=re.compile(f"^{meant}$", re.IGNORECASE)).first
    expect(page.get_by_role("status")).to_contain_text(re.compile(f"No article.*{meant}", re.IGNORECASE))
    link.click()
    assert titles(page)
    expect(page.get_by_role("searchbox")).to_have_value(re.compile(meant, re.IGNORECASE))
    expect(near).to_be_hidden()
    page.go_back()
    expect(near).to_be_visible()


def test_a_near_name_leads_to_its_own_page(browse: OpenPage) -> None:
    page = browse(viewport=DESK).open("/search/?q=kupiamsk")
    page.get_by_role("link", name="Place: Kupyansk").click()
    expect(page.locator("h1")).to_have_text("Kupyansk")


def test_a_word_far_from_every_name_has_no_suggestions(browse: OpenPage) -> None:
    page = browse(viewport=DESK).open("/search/?q=xqzzywvq")
    expect(page.locator("#_none")).to_be_visible()
    settle(page)
    page.wait_for_timeout(500)
    expect(page.locator("#_near")).to_be_hidden()


def test_a_filter_that_leaves_everything_out_is_offered_to_be_removed(browse: OpenPage) -> None:
    page = browse(viewport=DESK).open("/search/?q=kupyansk&place=Ukraine&tag=Earthquakes")
    fewer = page.locator("#_fewer")
    expect(fewer.get_by_role("button")).to_have_count(1)
    button = fewer.get_by_role("button", name="Without Earthquakes")
    count = int(button.locator("xpath=following-sibling::span").inner_text())
    button.click()
    expect(page.locator(RESULTS)).to_have_count(count)
    assert "tag=" not in page.url


# Years --------------------------------------------------------------------------------------------


def test_a_range_of_years_lives_in_the_address(browse: OpenPage) -> None:
    page = browse(viewport=DESK).open("/search/?q=earthquake&show=1000&from=1990&to=2011")
    assert titles(page)
    assert all(1990 <= year <= 2011 for year in years_shown(page))
    expect(page.locator("#_years")).to_be_visible()
    expect(page.get_by_label("From", exact=True)).to_have_value("1990")
    page.get_by_label("From", exact=True).fill("2005")
    page.get_by_label("From", exact=True).press("Enter")
    expect(page).to_have_url(re.compile("from=2005&to=2011"))
    assert all(2005 <= year <= 2011 for year in years_shown(page))
    page.get_by_role("button", name="Remove filter: 2005–2011").click()
    expect(page).not_to_have_url(re.compile("from="))
    page.go_back()
    expect(page).to_have_url(re.compile("from=2005&to=2011"))
    assert all(2005 <= year <= 2011 for year in years_shown(page))


def test_a_range_may_be_open_and_a_year_is_one(browse: OpenPage) -> None:
    page = browse(viewport=DESK).open("/search/?q=earthquake&to=1960")
    assert titles(page)
    assert all(year <= 1960 for year in years_shown(page))
    expect(page.locator("#_chosen")).to_contain_text("until 1960")
    page.goto(page.url.replace("to=1960", "year=2011"))
    assert titles(page)
    assert set(years_shown(page)) == {2011}


def test_years_that_the_archive_has_not_find_nothing(browse: OpenPage) -> None:
    page = browse(viewport=DESK).open("/search/?q=earthquake&from=1066&to=1067")
    expect(page.locator("#_none")).to_be_visible()
    page.get_by_role("button", name="Without 1066–1067").click()
    assert titles(page)


def test_bars_are_used_by_keyboard_and_say_their_numbers(browse: OpenPage) -> None:
    page = browse(viewport=DESK).open("/search/?q=earthquake&show=1000")
    bars = page.locator("#_bars button")
    expect(bars.first).to_be_visible()
    labels = bars.evaluate_all("all => all.map((bar) => bar.ariaLabel)")
    numbers = [int(label.rpartition(": ")[2]) for label in labels]
    settle(page)
    assert sum(numbers) == page.locator(RESULTS).count()
    assert page.locator("#_bars button[tabindex='0']").count() == 1
    page.locator("#_bars button[tabindex='0']").focus()
    page.keyboard.press("End")
    expect(bars.last).to_be_focused()
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile("from="))
    expect(page.locator(RESULTS)).to_have_count(numbers[-1])
    expect(page.locator("#_bars button[aria-pressed='true']")).to_be_focused()


# Words found, on the article's page ------------------------------------------------------------------

MARKED = "[...document.querySelectorAll('.article mark')].map((mark) => mark.textContent)"


def open_result(page: Page, query: str, title: str) -> None:
    page.goto(re.sub(r"(?<=\d/).*", "", page.url) + f"search/?q={query}")
    page.locator(RESULTS).get_by_role("link", name=title).click()
    expect(page.locator("h1")).to_contain_text(title)


@pytest.mark.parametrize(
    ("query", "title", "word"),
    [("kupyansk", "Russia says", "Kupyansk"), ("dien bien phu", "Điện Biên Phủ", "Điện")],
)
def test_the_words_of_the_search_are_marked_in_the_article(
    browse: OpenPage, query: str, title: str, word: str
) -> None:
    page = browse(viewport=DESK).open("/search/")
    open_result(page, query, title)
    marked = page.evaluate(MARKED)
    assert word in marked
    assert len(marked) > 2
    assert "#" not in page.url
    page.reload()
    assert page.evaluate(MARKED) == []


def test_marks_change_nothing_of_the_text(browse: OpenPage) -> None:
    page = browse(viewport=DESK).open("/search/")
    text = "document.querySelector('.body').textContent"
    open_result(page, "kupyansk", "Russia says")
    marks = page.locator(".article mark")
    assert {found.lower() for found in marks.all_inner_texts()} == {"kupyansk"}
    with_marks = page.evaluate(text)
    page.reload()
    assert marks.count() == 0
    assert page.evaluate(text) == with_marks
