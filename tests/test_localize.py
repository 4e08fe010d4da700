"""Words, dates and numbers in the interface's language."""

from __future__ import annotations

import pytest

from sitegen.dates import parse_date
from sitegen.localize import (
    DateStyle,
    Message,
    Messages,
    MissingMessageError,
    country_name,
    direction,
    format_number,
    language_name,
    plural_category,
)

WORDS = {
    "date_approximate": "about {date}",
    "date_uncertain": "{date} (uncertain)",
    "date_approximate_uncertain": "about {date} (uncertain)",
    "date_decade": "the {year}s",
    "date_century": "{start}–{end}",
    "date_interval": "{start} – {end}",
    "date_until": "until {date}",
    "date_from": "from {date}",
    "date_season_21": "spring {year}",
    "date_season_24": "winter {year}",
    "date_time": "{date}, {time}",
}
ARTICLES: dict[str, Message] = {"n": {"one": "{n} article", "other": "{n} articles"}}
# Ukrainian has a form for 1, 21 …, one for 2–4, 22–24 …, and one for the others.
UKRAINIAN: dict[str, Message] = {
    "n": {"one": "{n} стаття", "few": "{n} статті", "many": "{n} статей", "other": "{n} статті"}
}


def shown(language: str, text: str, style: DateStyle = "long") -> str:
    return Messages(language, WORDS).date(parse_date(text), style)


@pytest.mark.parametrize(
    ("n", "text"), [(0, "0 articles"), (1, "1 article"), (2, "2 articles"), (1000, "1,000 articles")]
)
def test_plural_forms_in_english(n, text):
    assert Messages("en", ARTICLES).text("n", n=n) == text


@pytest.mark.parametrize(
    ("n", "text"),
    [
        (0, "0 статей"),
        (1, "1 стаття"),
        (2, "2 статті"),
        (5, "5 статей"),
        (11, "11 статей"),
        (21, "21 стаття"),
        (22, "22 статті"),
        (100, "100 статей"),
    ],
)
def test_plural_forms_in_ukrainian(n, text):
    assert Messages("uk", UKRAINIAN).text("n", n=n) == text


def test_a_form_that_is_not_there_is_the_other_one():
    assert Messages("uk", ARTICLES).text("n", n=2) == "2 articles"
    assert Messages("vi", {"n": {"other": "{n} bài"}}).text("n", n=1) == "1 bài"


def test_plural_categories():
    assert [plural_category("uk", n) for n in (1, 2, 5)] == ["one", "few", "many"]
    assert [plural_category("vi", n) for n in (1, 2, 5)] == ["other", "other", "other"]


def test_braces_in_a_value_stay():
    messages = Messages("en", {"title": "{title} – {site} {unknown}"})

    assert messages.text("title", title="{site} {n}", site="A {title}") == "{site} {n} – A {title} {unknown}"


def test_values_are_text_even_when_they_look_like_patterns():
    assert Messages("en", {"a": "{x}"}).text("a", x=r"\1 \g<0>") == r"\1 \g<0>"


def test_words_that_are_missing_are_named():
    with pytest.raises(MissingMessageError) as error:
        Messages("en", {}).text("skip")

    assert str(error.value) == "The locale files have no key “skip”"


@pytest.mark.parametrize(
    ("text", "style", "expected"),
    [
        ("2025-11-21", "long", "21 November 2025"),
        ("2025-11-21", "short", "21 Nov 2025"),
        ("2025-11-21", "weekday", "Friday, 21 November 2025"),
        ("2025-11-21", "month", "November"),
        ("2025-11-21", "day_month", "21 November"),
        ("2025-11", "long", "November 2025"),
        ("2025-11", "short", "Nov 2025"),
        ("2025-11", "month", "November"),
        ("2025-11-XX", "long", "November 2025"),
        ("2025", "long", "2025"),
        ("2025-XX-XX", "short", "2025"),
        ("198X", "long", "the 1980s"),
        ("19XX", "long", "1900–1999"),
        ("1987-21", "long", "spring 1987"),
        ("1987-24", "long", "winter 1987"),
        ("1987~", "long", "about 1987"),
        ("1987-05?", "long", "May 1987 (uncertain)"),
        ("1987-05-03%", "short", "about 3 May 1987 (uncertain)"),
        ("198X~", "long", "about the 1980s"),
        ("1964/1965", "long", "1964 – 1965"),
        ("1964-05-03/1965-06", "short", "3 May 1964 – Jun 1965"),
        ("1964~/1965?", "long", "about 1964 – 1965 (uncertain)"),
        ("1964/..", "long", "from 1964"),
        ("1964-05/", "long", "from May 1964"),
        ("../1965", "long", "until 1965"),
        ("2025-11-21T10:20+07:00", "long", "21 November 2025, 10:20+07:00"),
        ("2025-11-21T10:20+07:00", "short", "21 Nov 2025"),
    ],
)
def test_dates_in_english(text, style, expected):
    assert shown("en-GB", text, style).replace("\u2009", " ") == expected


@pytest.mark.parametrize(
    ("text", "style", "expected"),
    [
        ("2025-11-21", "long", "21 tháng 11, 2025"),
        ("2025-11-21", "weekday", "Thứ Sáu, 21 tháng 11, 2025"),
        ("2025-11-21", "day_month", "21 tháng 11"),
        ("2025-11", "long", "tháng 11 năm 2025"),
        ("2025", "long", "2025"),
    ],
)
def test_dates_in_vietnamese(text, style, expected):
    assert shown("vi", text, style) == expected


@pytest.mark.parametrize(
    ("text", "style", "expected"),
    [
        ("2025-11-21", "long", "21 листопада 2025 р."),
        ("2025-11-21", "weekday", "пʼятниця, 21 листопада 2025 р."),
        ("2025-11-21", "month", "листопад"),
        ("2025-11-21", "day_month", "21 листопада"),
        ("2025-11", "long", "листопад 2025 р."),
    ],
)
def test_dates_in_ukrainian_stand_in_the_right_case(text, style, expected):
    assert shown("uk", text, style).replace("\u202f", " ").replace("\xa0", " ") == expected


@pytest.mark.parametrize(("language", "text"), [("ar", "3 مايو 2025"), ("de", "3. Mai 2025")])
def test_short_dates_name_the_month_where_others_write_digits(language, text):
    assert shown(language, "2025-05-03", "short") == text


def test_an_unknown_language_shows_dates_in_english():
    assert shown("xx", "2025-11-21") == "November 21, 2025"


@pytest.mark.parametrize(
    ("language", "text"),
    [("en", "1,234,567"), ("vi", "1.234.567"), ("uk", "1\xa0234\xa0567"), ("en-IN", "12,34,567")],
)
def test_numbers_are_grouped_as_the_language_does(language, text):
    assert format_number(language, 1234567) == text
    assert Messages(language, {}).number(1234567) == text


def test_names_of_languages_and_countries():
    assert language_name("en", "vi") == "Vietnamese"
    assert language_name("en", "pt-BR") == "Brazilian Portuguese"
    assert language_name("en", "de-XX") == "German"
    assert language_name("en", "xyz") == "xyz"
    assert language_name("en", "") == ""
    assert country_name("vi", "VN") == "Việt Nam"
    assert country_name("en", "QX") == "QX"
    assert country_name("en", "") == ""


@pytest.mark.parametrize(
    ("language", "expected"),
    [("en", "ltr"), ("ar", "rtl"), ("he-IL", "rtl"), ("az-Arab", "rtl"), ("vi", "ltr")],
)
def test_direction(language, expected):
    assert direction(language) == expected
