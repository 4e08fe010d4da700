"""What the default theme makes of unusual articles and settings."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest

from sitegen.read.yaml12 import load_mapping
from tests.docs.documents import ROOT
from tests.images import described
from tests.sites import SITE_YAML, Site, article
from tests.whole_site.test_pages import Elements, text_of

MakeSite = Callable[..., Site]

THREE_RANKS = f"""
-- content/places.yaml --
asia:
  name: Asia
vietnam:
  name: Vietnam
  within: asia
hue:
  name: Huế
  within: vietnam
-- content/articles/2020/a.md --
{article("A", "2020-01-02", places="[Vietnam]")}
-- content/articles/2020/b.md --
{article("B", "2020-02-02", places="[Huế]")}
-- content/articles/2020/c.md --
{article("C", "2020-02-03", places="[Huế]")}
"""

FOREIGN = """\
---
title: Bão đổ bộ
date: 2024-09-08
outlet: The Courier
language: vi
summary: Cơn bão số 3.
original_title: العاصفة تصل
original_language: ar
image: ../../media/boat.png
image_alt: Một chiếc thuyền
image_credit: Ảnh của Lê Minh
aliases: [/old/]
corrections:
  - date: 2024-09-10
    note: Bản đầu ghi sai ngày.
---

Văn bản.
"""


def main_of(html: str) -> str:
    return html.partition("<main")[2].partition("</main>")[0]


def test_a_withdrawn_article_of_an_outlet_without_a_page_links_nowhere(site: MakeSite) -> None:
    archive = site()
    archive.write("content/articles/2020/a.md", article(status="withdrawn", status_note="It was wrong."))
    archive.build()
    tombstone = archive.page("/articles/2020/a/")
    assert "The Courier" in text_of(main_of(tombstone))
    assert "" not in Elements(tombstone).links()
    archive.write("content/articles/2020/b.md", article())
    archive.build()
    assert "/outlets/courier/" in Elements(main_of(archive.page("/articles/2020/a/"))).links()


@pytest.mark.parametrize(
    ("days", "sentence"),
    [
        (("01-02", "02-02", "02-03"), "Most: February 2020, with 2 articles."),
        (("01-02", "02-02"), ""),
        (("01-02", "01-03"), ""),
    ],
)
def test_a_chart_names_its_highest_bar_when_there_is_one(
    site: MakeSite, days: tuple[str, ...], sentence: str
) -> None:
    archive = site()
    for number, day in enumerate(days):
        archive.write(f"content/articles/2020/a{number}.md", article(f"A{number}", f"2020-{day}"))
    archive.build()
    caption = archive.page("/timeline/2020/").partition("<figcaption")[2].partition("</figcaption>")[0]
    assert caption
    assert text_of(caption.partition("peak-note")[2].partition(">")[2]) == sentence


def test_a_chart_compares_counts_and_not_rounded_heights(site: MakeSite) -> None:
    archive = site()
    for year, count in ((1999, 201), (2000, 200)):
        for number in range(count):
            archive.write(f"content/articles/{year}/a{number}.md", article(f"A{number}", str(year)))
    archive.build()
    for url in ("/", "/timeline/", "/outlets/courier/"):
        assert "Most: 1999, with 201 articles." in text_of(archive.page(url)), url


def test_the_most_used_terms_come_with_the_count_of_their_page_the_highest_first(site: MakeSite) -> None:
    archive = site(THREE_RANKS)
    archive.build()
    rail = archive.page("/").partition("<h2>Places</h2>")[2].partition("</ul>")[0]
    assert re.findall(r'>([^<]+)</a> <span class="n">(\d+)<', rail) == [("Vietnam", "3"), ("Huế", "2")]


def test_every_text_in_another_language_says_which(site: MakeSite) -> None:
    archive = site()
    archive.write("content/media/boat.png", described("640x480 teal"))
    archive.write("content/articles/2024/bao.md", FOREIGN)
    archive.build()
    html = archive.page("/articles/2024/bao/")
    for text in ("Bão đổ bộ</h1>", "Cơn bão số 3.</p>", "Bản đầu ghi sai ngày.<", "Ảnh của Lê Minh<"):
        assert f' lang="vi" dir="ltr">{text}' in html, text
    assert '<cite lang="ar" dir="rtl">العاصفة تصل</cite>' in html
    (image,) = [attributes for tag, attributes in Elements(html).found if tag == "img"]
    assert (image["alt"], image["lang"]) == ("Một chiếc thuyền", "vi")
    assert '<a href="/articles/2024/bao/" lang="vi" dir="ltr">Bão đổ bộ</a>' in archive.page("/old/")


def test_texts_in_the_language_of_the_site_say_nothing(site: MakeSite) -> None:
    archive = site()
    archive.write("content/site.yaml", SITE_YAML + "language: vi\n")
    archive.write("content/media/boat.png", described("640x480 teal"))
    archive.write("content/articles/2024/bao.md", FOREIGN)
    archive.build()
    spoken = [attributes.get("lang") for _, attributes in Elements(archive.page("/articles/2024/bao/")).found]
    assert set(spoken) - {None} == {"vi", "ar", "en"}
    assert spoken.count("vi") == 1
    assert spoken.count("en") == 3  # The styles of citation are English.


@pytest.mark.parametrize("base", ["https://example.org/", "https://example.org/deep/archive/"])
def test_the_menu_marks_where_the_reader_is(site: MakeSite, base: str) -> None:
    archive = site(THREE_RANKS)
    menu = "".join(
        f"  - {{title: {title}, url: {url}}}\n"
        for title, url in (("Home", "/"), ("About", "/about"), ("Places", "/places/"), ("Time", "/timeline"))
    )
    archive.write("content/site.yaml", f"title: T\nbase_url: {base}\nnavigation:\n{menu}")
    archive.write("content/pages/about.md", "---\ntitle: About\n---\n\nText.\n")
    archive.write("content/pages/aboutness.md", "---\ntitle: Aboutness\n---\n\nText.\n")
    archive.build()

    def marked(url: str) -> list[tuple[str, str]]:
        found = re.findall(r'<a href="[^"]+" aria-current="(\w+)">(\w+)</a>', archive.page(url))
        return [(title, value) for value, title in found]

    assert marked("/") == [("Home", "page")]
    assert marked("/about/") == [("About", "page")]
    assert marked("/aboutness/") == []
    assert marked("/places/") == [("Places", "page")]
    assert marked("/places/hue/") == [("Places", "true")]
    assert marked("/timeline/2020/02/") == [("Time", "true")]


def test_the_ways_to_the_neighbours_of_a_year_stand_twice_and_are_one_landmark(site: MakeSite) -> None:
    archive = site(
        "".join(
            f"-- content/articles/{year}/a.md --\n{article('A', str(year))}" for year in (2019, 2020, 2021)
        )
    )
    archive.build()
    page = main_of(archive.page("/timeline/2020/"))
    assert page.count('class="neighbours"') == 2
    assert page.count('<nav class="neighbours" aria-label="Older and newer">') == 1


def test_a_page_without_a_description_of_its_own_has_that_of_the_site(site: MakeSite) -> None:
    archive = site(f"-- content/site.yaml --\n{SITE_YAML}description: Old papers.\n{THREE_RANKS}")
    archive.build()
    assert '<meta name="description" content="Old papers.">' in archive.page("/timeline/")


def test_the_languages_of_the_theme_have_the_same_words_and_values() -> None:
    english, vietnamese = (
        load_mapping((ROOT / f"themes/default/locales/{code}.yaml").read_text(), path=code).value
        for code in ("en", "vi")
    )
    assert list(english) == list(vietnamese)

    def placeholders(message: object) -> set[str]:
        return set(re.findall(r"\{(\w+)\}", message["other"] if isinstance(message, dict) else str(message)))

    for key, message in english.items():
        assert placeholders(message) == placeholders(vietnamese[key]), key
