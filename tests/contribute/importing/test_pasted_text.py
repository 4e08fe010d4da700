"""An article is found in the text that a browser copies from a whole page."""

from __future__ import annotations

import re
import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from sitegen.contribute.importing.pasted_text import draft_of_text
from sitegen.contribute.importing.values import Draft, NoArticleError, RawPage
from tests.contribute.importing import pasted_pages as pages

TODAY = "2025-12-31"


def draft(text: str | bytes, **values: str) -> Draft:
    data = text if isinstance(text, bytes) else text.encode()
    return draft_of_text(RawPage(name="page.txt", data=data, kind="text", **values), today=TODAY)  # type: ignore[arg-type]


def paragraphs(found: Draft) -> list[str]:
    return found.body.split("\n\n")


def test_of_a_portals_page_every_paragraph_stays_word_for_word_and_nothing_else_does():
    assert paragraphs(draft(pages.PORTAL)) == list(pages.PORTAL_BODY)


def test_a_portals_page_credits_the_outlet_of_its_source_line():
    found = draft(pages.PORTAL)
    assert found.title == "Governor declares the bridge over the Sella Strait finished"
    assert found.date == "2025-03-13"
    assert found.outlet == "Sella Herald"
    assert found.authors == ()
    assert found.source_url == "https://sellaherald.example/governor-bridge-finished-20418.html"
    assert found.republished_by == "Arboria.example"
    assert found.language == "en"
    assert found.doubts == ()


def test_a_standfirst_becomes_the_summary_without_the_agencys_mark():
    assert draft(pages.PORTAL).summary.startswith("The governor of the island has announced")


def test_the_portals_own_address_is_where_the_page_was_retrieved_from():
    found = draft(pages.PORTAL, url="https://arboria.example/bridge", retrieved="2025-04-01")
    assert found.retrieved_from == "https://arboria.example/bridge"
    assert found.source_url.startswith("https://sellaherald.example/")
    assert found.retrieved == "2025-04-01"


@pytest.mark.parametrize(
    ("page", "title", "date", "authors", "language"),
    [
        (
            pages.GERMAN,
            "Bahnhof von Altenweiler wird erst im Herbst fertig",
            "2024-11-21",
            ("Anna Schmidt", "Bernd Huber"),
            "de",
        ),
        (
            pages.UKRAINIAN,
            "У Зеленодарі відкрили оновлену бібліотеку",
            "2024-11-21",
            ("Іван Петренко",),
            "uk",
        ),
        (pages.JAPANESE, "青葉町の古い橋、三年ぶりに通行再開", "2024-11-21", ("山田太郎",), "ja"),
        (
            pages.VIETNAMESE,
            "Cầu gỗ làng Phước Hạ được sửa xong sau hai năm",
            "2023-05-04",
            ("Lê Minh",),
            "vi",
        ),
        (pages.ARABIC, "افتتاح المكتبة الجديدة في مدينة الزيتونة", "2024-11-21", ("محمد علي",), "ar"),
        (pages.WRAPPED, "Ferry to the islands stops for the winter", "2023-12-03", ("Jane Doe",), "en"),
    ],
    ids=["German", "Ukrainian", "Japanese", "Vietnamese", "Arabic", "wrapped"],
)
def test_head_of_pages_in_many_languages(page, title, date, authors, language):
    found = draft(page)
    assert (found.title, found.date, found.authors, found.language) == (title, date, authors, language)


@pytest.mark.parametrize(
    ("page", "first", "last", "count"),
    [
        (pages.GERMAN, "Der neue Bahnhof", "Bahnsteig ab.", 5),
        (pages.UKRAINIAN, "У місті Зеленодар", "п'ятої години.", 4),
        (pages.JAPANESE, "青葉町の中心を", "開く予定だ。", 3),
        (pages.VIETNAMESE, "Cây cầu gỗ nối", "năm cây số.", 3),
        (pages.ARABIC, "افتتحت بلدية", "حتى المساء.", 3),
        (pages.WRAPPED, "The ferry that", "for its delivery.", 3),
    ],
    ids=["German", "Ukrainian", "Japanese", "Vietnamese", "Arabic", "wrapped"],
)
def test_body_of_pages_in_many_languages(page, first, last, count):
    body = paragraphs(draft(page))
    assert len(body) == count
    assert body[0].startswith(first)
    assert body[-1].endswith(last)


@pytest.mark.parametrize(
    "byline",
    [
        "By\nJane Doe\nThe Sella Herald\nMarch 13, 2025",
        "Jane Doe\nMarch 13, 2025",
        "March 13, 20254:29 AM\nJane Doe@janedoe",
    ],
)
def test_a_name_on_a_line_of_its_own_is_known_by_the_lines_beside_it(byline):
    page = pages.PORTAL.replace("Sella HeraldSella Herald13/03/2025", byline)
    found = draft(page)
    assert (found.authors, found.date) == (("Jane Doe",), "2025-03-13")


def test_a_heading_inside_the_text_becomes_one():
    assert "## Kosten steigen" in paragraphs(draft(pages.GERMAN))


def test_lines_broken_at_a_width_become_paragraphs():
    assert "will not run this winter, because its engine" in draft(pages.WRAPPED).body


def test_the_outlet_is_read_from_the_line_of_rights():
    assert draft(pages.GERMAN).outlet == "Altenweiler Bote"


def test_bullets_become_a_list():
    items = "• Nobody may swim in the harbour basin.\n• Dogs are kept on a lead all day."
    page = pages.PORTAL.replace(pages.PORTAL_BODY[2], f"{pages.PORTAL_BODY[2]}\n\n{items}")
    assert "- Nobody may swim in the harbour basin.\n- Dogs are kept" in draft(page).body


def test_accidental_markup_is_escaped():
    odd = "The *firm* says that [its](javascript:x) <b>prices</b> rise by 3 `percent` in the year to come."
    body = draft(pages.PORTAL.replace(pages.PORTAL_BODY[2], odd)).body
    html = MarkdownIt().render(body)
    assert "<em>" not in html
    assert "<a " not in html
    assert "<b>" not in html
    assert "The *firm* says that [its](javascript:x) &lt;b&gt;prices&lt;/b&gt; rise by 3 `percent`" in html


def test_an_ambiguous_date_is_flagged():
    found = draft(pages.PORTAL.replace("13/03/2025", "03/04/2025"))
    (doubt,) = [doubt for doubt in found.doubts if doubt.key == "date"]
    assert set(doubt.options) == {"2025-03-04", "2025-04-03"}


def test_what_the_text_does_not_tell_is_left_out_and_said():
    found = draft("\n\n".join(pages.PORTAL_BODY))
    assert (found.date, found.authors, found.source_url) == ("", (), "")
    assert {"date", "outlet"} <= {doubt.key for doubt in found.doubts}


@pytest.mark.parametrize(
    ("page", "reason"),
    [
        ("", "too short"),
        ("A line or two.\nNo more than that.", "too short"),
        (pages.NOT_FOUND, "error page"),
        (pages.HEADLINES, "headlines"),
        ("word " * 4_000_000, "longer than"),
        ("word " * 20_000, "characters"),
        ("A\n" * 1_000_000, "lines"),
    ],
)
def test_what_is_no_article_is_refused_with_the_reason(page, reason):
    with pytest.raises(NoArticleError, match=reason):
        draft(page)


@pytest.mark.parametrize(
    "line", ["(" * 45_000, "1." * 20_000, "a " * 20_000, "© " * 20_000, "Photo: " * 7_000]
)
def test_a_hostile_page_takes_bounded_time(line):
    page = "\n\n".join([pages.PORTAL, line, "\n".join(["By A B 1/1/2020 (x"] * 5000)])
    begun = time.process_time()
    assert draft(page).title
    assert time.process_time() - begun < 10


def test_other_encodings_are_read():
    assert draft(pages.UKRAINIAN.encode("cp1251"), charset="windows-1251").language == "uk"
    assert draft(pages.GERMAN.encode("utf-16")).language == "de"


LINES = st.sampled_from(
    [
        *pages.PORTAL.split("\n"),
        *pages.GERMAN.split("\n"),
        *pages.JAPANESE.split("\n"),
        "",
        "# x",
        "1. one",
        "> a",
    ]
)


@settings(max_examples=60, deadline=None)
@given(st.lists(st.one_of(LINES, st.text(max_size=80)), max_size=60))
def test_the_bodys_words_are_those_of_the_page_in_their_order(lines):
    text = "\n".join(lines)
    try:
        body = draft(text.encode("utf-8", "replace")).body
    except NoArticleError:
        return
    remaining = iter(re.findall(r"\w+", text.encode("utf-8", "replace").decode()))
    assert all(word in remaining for word in re.findall(r"\w+", body))


@settings(max_examples=100, deadline=None)
@given(st.binary(max_size=400), st.sampled_from(["", "utf-8", "utf-16", "latin-1", "no-such", "idna"]))
def test_any_bytes_give_a_draft_or_a_refusal(data, charset):
    try:
        found = draft(data + pages.PORTAL.encode(), charset=charset)
    except NoArticleError:
        return
    assert found.body
