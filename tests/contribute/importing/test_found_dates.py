"""Dates are found as news pages of many languages write them, and doubtful ones say so."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sitegen.contribute.importing.found_dates import dates_in_text
from sitegen.dates import parse_date

TODAY = "2025-12-31"


def texts(text: str, language: str) -> list[str]:
    return [found.text for found in dates_in_text(text, language, today=TODAY)]


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Nov. 21, 2025", "en-US"),
        ("21st of November, 2025", "en-GB"),
        ("Published Fri, Nov 21 20254:29 AM ESTUpdated an hour ago", "en"),
        ("Freitag, 21. November 2025", "de"),
        ("21 de noviembre de 2025", "es"),
        ("le 21 novembre 2025 à 10h20", "fr"),
        ("21 de Novembro de 2025, 10h", "pt-BR"),
        ("venerdì 21 novembre 2025", "it"),
        ("21 nov. 2025", "nl"),
        ("21 listopada 2025 r.", "pl"),
        ("21 листопада 2025 року", "uk"),
        ("21 ноября 2025 г.", "ru"),
        ("Thứ Sáu, 21/11/2025", "vi"),
        ("Thứ Sáu, ngày 21 tháng 11 năm 2025", "vi"),
        ("٢١ نوفمبر ٢٠٢٥", "ar"),
        ("٢١/١١/٢٠٢٥", "ar"),
        ("21 نوفمبر/تشرين الثاني 2025", "ar"),
        ("2025年11月21日(金)", "ja"),
        ("令和7年11月21日", "ja"),
        ("２０２５年１１月２１日", "zh"),
        ("2025년 11월 21일 오전", "ko"),
        ("2025. 11. 21", "ko"),
        ("2025. november 21.", "hu"),
        ("21.11.25", "de"),
        ("21-Nov-2025", "en"),
        ("2025-11-21T23:59:00-11:00", "en"),
        ("Sunrise Daily21/11/2025", "en"),
    ],
)
def test_a_date_is_read_in_the_ways_of_its_language(text, language):
    assert texts(text, language) == ["2025-11-21"]


@pytest.mark.parametrize(
    ("language", "date"),
    [("en-US", "2025-03-04"), ("en-GB", "2025-04-03"), ("vi", "2025-04-03"), ("de", "2025-04-03")],
)
def test_the_language_decides_which_figure_is_the_month(language, date):
    (found,) = dates_in_text("03/04/2025", language, today=TODAY)
    assert (found.text, found.options) == (date, ())


@pytest.mark.parametrize("language", ["en", ""])
def test_figures_that_nothing_decides_keep_both_readings(language):
    (found,) = dates_in_text("Published 03/04/2025", language, today=TODAY)
    assert set(found.options) == {"2025-03-04", "2025-04-03"}


def test_another_date_in_the_same_notation_decides():
    first, second = dates_in_text("Published 03/04/2025, updated 25/04/2025", "en", today=TODAY)
    assert (first.text, first.options) == ("2025-04-03", ())
    assert second.text == "2025-04-25"


def test_another_date_against_the_language_leaves_a_doubt():
    found = dates_in_text("03/04/2025 – 04/25/2025", "de", today=TODAY)[0]
    assert found.options == ("2025-03-04", "2025-04-03")


def test_a_reading_in_the_future_is_none():
    (found,) = dates_in_text("03/12/2025", "en", today="2025-11-30")
    assert (found.text, found.options) == ("2025-03-12", ())


@pytest.mark.parametrize(
    "text",
    [
        "2 hours ago",
        "3 May",
        "31/02/2024",
        "21/11/2031",
        "12 March 1402",
        "version 1.2.3.2004",
        "192.168.1.20",
        "at 10.20.19",
        "https://news.example/2025/11/21/story",
    ],
)
def test_what_only_looks_like_a_date_is_none(text):
    assert texts(text, "en") == []


def test_it_tells_where_the_date_stands():
    text = "By Jane Doe, 3 May 2024, London"
    (found,) = dates_in_text(text, "en")
    assert text[found.start : found.end] == "3 May 2024"


def test_a_month_without_its_day_is_a_date_too():
    assert texts("Our issue of November 2024", "en") == ["2024-11"]


@pytest.mark.parametrize(
    ("text", "language", "date"),
    [
        ("21 KASIM 2025", "tr", "2025-11-21"),
        ("1 HAZİRAN 2025", "tr", "2025-06-01"),
        ("Aprıl 3, 2025", "en", "2025-04-03"),
    ],
)
def test_dotless_and_dotted_letters_are_one(text, language, date):
    assert texts(text, language) == [date]


@given(
    st.text(alphabet="0123456789/.- ,年月日MayNovtháng", max_size=60),
    st.sampled_from(["", "en", "vi", "xx-!"]),
)
def test_whatever_is_found_is_a_date_that_lies_in_the_text(text, language):
    end = 0
    for found in dates_in_text(text, language):
        assert parse_date(found.text).text == found.text
        assert end <= found.start < found.end <= len(text)
        end = found.end
