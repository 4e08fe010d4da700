"""The interface in each of its languages, and texts that run the other way than their page."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import NamedTuple

import pytest

from sitegen.diagnostics import Diagnostic
from tests.locales import LANGUAGES, UNTRANSLATED
from tests.sites import SITE_YAML, Site, article, make_site

REGISTERS = """
-- content/tags.yaml --
floods:
  name: Floods
  description: Water where it should not be.
-- content/places.yaml --
hue:
  name: Huế
  kind: city
  latitude: 16.46
  longitude: 107.59
"""
DAY = "1999-11-02"
# That day in full, and its month.
DATES = {
    "ar": ("الثلاثاء، 2 نوفمبر 1999", "نوفمبر 1999"),
    "en": ("Tuesday, November 2, 1999", "November 1999"),
    "es": ("martes, 2 de noviembre de 1999", "noviembre de 1999"),
    "fr": ("mardi 2 novembre 1999", "novembre 1999"),
    "uk": ("вівторок, 2 листопада 1999 р.", "листопад 1999 р."),
    "vi": ("Thứ Ba, 2 tháng 11, 1999", "tháng 11 năm 1999"),
}
TERMS = {"tags": "[Floods]", "places": "[Huế]"}
ARABIC_TITLE, ARABIC_SUMMARY = "الفيضان يبلغ المدينة", "ارتفع النهر ليلًا."


class Built(NamedTuple):
    """A site that stands there."""

    site: Site
    warnings: tuple[Diagnostic, ...]


def site_in(language: str, root: Path) -> Site:
    """An archive with an article in English and one in Arabic, a day apart."""
    site = make_site(root, REGISTERS)
    site.write("content/site.yaml", f"{SITE_YAML}language: {language}\n")
    english = article("The flood", DAY, language="en", summary="Water rose.", **TERMS)
    arabic = article(
        ARABIC_TITLE, "1999-11-03", language="ar", summary=ARABIC_SUMMARY, slug="fayadan", **TERMS
    )
    site.write("content/articles/1999/flood.md", english)
    site.write("content/articles/1999/fayadan.md", arabic)
    return site


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Callable[[str], Built]:
    """The site in a language, and the warnings of its build. Made once: no test changes it."""

    @cache
    def build(language: str) -> Built:
        site = site_in(language, tmp_path_factory.mktemp(language))
        return Built(site, site.build().warnings)

    return build


def spaced(text: str) -> str:
    """The text with ordinary spaces only."""
    return re.sub("[\xa0\u202f\u2009]", " ", text)


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_site_in_each_language_has_no_warnings_and_says_its_direction(
    language: str, built: Callable[[str], Built]
) -> None:
    site, warnings = built(language)
    start = f'<html lang="{language}" dir="{"rtl" if language == "ar" else "ltr"}">'

    assert [w for w in warnings if w.code != "W302" or language not in UNTRANSLATED] == []
    pages = [path for path in site.files() if path.endswith(".html")]
    assert len(pages) > 12
    assert [path for path in pages if start not in site.page(f"/{path}")] == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_dates_are_in_the_language_of_the_site(language: str, built: Callable[[str], Built]) -> None:
    site = built(language).site
    day, month = DATES[language]

    assert f">{day}</time>" in spaced(site.page("/articles/1999/flood/"))
    assert f"<h1>{month}</h1>" in spaced(site.page("/timeline/1999/11/"))


# Where the title of an article stands: in lists, beside related articles and in the way to its neighbours.
@pytest.mark.parametrize(
    "url",
    [
        "/",
        "/tags/floods/",
        "/places/hue/",
        "/outlets/courier/",
        "/timeline/1999/11/",
        "/articles/1999/{other}/",
    ],
)
@pytest.mark.parametrize(
    ("language", "title", "summary", "other", "mark"),
    [
        ("en", ARABIC_TITLE, ARABIC_SUMMARY, "flood", ' lang="ar" dir="rtl"'),
        ("ar", "The flood", "Water rose.", "fayadan", ' lang="en" dir="ltr"'),
    ],
)
def test_a_text_that_runs_the_other_way_says_so_wherever_it_stands(
    url: str, language: str, title: str, summary: str, other: str, mark: str, built: Callable[[str], Built]
) -> None:
    site = built(language).site
    html = site.page(url.format(other=other)).partition("<body")[2]

    for text in (title, summary):
        opened = re.findall(rf"<\w+([^>]*)>{re.escape(text)}<", html)
        assert opened, text
        assert all(attributes.endswith(mark) for attributes in opened), opened


@pytest.mark.parametrize(
    ("language", "url", "mark"),
    [
        ("en", "/articles/1999/fayadan/", ' lang="ar" dir="rtl"'),
        ("ar", "/articles/1999/flood/", ' lang="en" dir="ltr"'),
    ],
)
def test_an_article_in_another_language_says_so_of_title_standfirst_and_body(
    language: str, url: str, mark: str, built: Callable[[str], Built]
) -> None:
    site = built(language).site
    html = site.page(url)

    for start in ("<h1", '<p class="standfirst"', '<div class="body"'):
        assert f"{start}{mark}>" in html


@pytest.mark.parametrize(("language", "foreign"), [("en", "ar"), ("ar", "en")])
def test_a_feed_says_the_language_of_an_entry_that_differs(
    language: str, foreign: str, built: Callable[[str], Built]
) -> None:
    site = built(language).site
    feed = site.page("/feed.xml")

    assert f'<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="{language}">' in feed
    assert re.findall(r"<entry([^>]*)>", feed).count(f' xml:lang="{foreign}"') == 1
    assert feed.count("<entry>") == 1


def test_the_search_page_knows_the_direction_of_each_language(tmp_path: Path) -> None:
    site = site_in("en", tmp_path)
    site.build(search=True)
    listed = re.findall(r'<li data-code="(\w+)" data-direction="(\w+)">', site.page("/search/"))

    assert listed == [("ar", "rtl"), ("en", "ltr")]


def test_the_interface_joins_with_the_signs_of_its_language(tmp_path: Path) -> None:
    site = site_in("ar", tmp_path)
    site.write("content/articles/1999/two.md", article("Two", "1999-12-01", authors="[An Lê, Bo Ng]"))
    site.build()

    assert "بقلم An Lê، Bo Ng" in site.page("/articles/1999/two/")
