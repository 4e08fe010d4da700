"""The words of the default theme: complete in every language, and none of them left in English."""

from __future__ import annotations

import re

import pytest
from babel import Locale

from sitegen.localize import plural_category
from tests.locales import FOLDER, LANGUAGES, UNTRANSLATED, forms, words

ENGLISH = words("en")
OTHERS = tuple(language for language in LANGUAGES if language != "en")

# No words, or none of the language's own: dates and titles that only join what is filled in.
SIGNS = {
    "comma",
    "date_century",
    "date_interval",
    "date_time",
    "document_title",
    "search_bar",
    "search_term",
    "search_years",
    "chart_value",
}
# Words that the language shares with English, as they stand or in the shape of an abbreviation.
SHARED = {
    "ar": set[str](),
    "es": {"latitude_north", "latitude_south", "longitude_east"},
    "fr": {
        "chart_bar",
        "corrections_label",
        "image_credit",
        "kind_continent",
        "kind_site",
        "kind_village",
        "latitude_north",
        "latitude_south",
        "longitude_east",
        "n_articles",
        "pager_label",
        "source_label",
        "term_page_title",
    },
    "uk": set[str](),
    "vi": set[str](),
}


def placeholders(text: str) -> set[str]:
    return set(re.findall(r"\{(\w+)\}", text))


def texts(language: str) -> list[tuple[str, str]]:
    """Key and text of every form."""
    return [(key, text) for key, message in words(language).items() for text in forms(message)]


def test_every_language_has_its_file():
    assert tuple(sorted(file.stem for file in FOLDER.iterdir())) == LANGUAGES


@pytest.mark.parametrize("language", OTHERS)
def test_a_language_has_the_keys_of_english_in_their_order(language):
    lacking = UNTRANSLATED.get(language, set())

    assert lacking <= set(ENGLISH)
    assert list(words(language)) == [key for key in ENGLISH if key not in lacking]


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_plural_has_exactly_the_categories_of_its_language(language):
    categories = set(Locale.parse(language).plural_form.tags) | {"other"}

    for key, message in words(language).items():
        assert isinstance(message, dict) == isinstance(ENGLISH[key], dict), key
        assert not isinstance(message, dict) or set(message) == categories, key


@pytest.mark.parametrize("language", LANGUAGES)
def test_placeholders_are_those_of_english(language):
    for key, message in words(language).items():
        expected = set().union(*map(placeholders, forms(ENGLISH[key])))
        for text in forms(message):
            assert placeholders(text) - {"n"} == expected - {"n"}, (key, text)
        assert set().union(*map(placeholders, forms(message))) == expected, key


@pytest.mark.parametrize("language", LANGUAGES)
def test_only_a_form_for_a_single_number_may_leave_the_number_out(language):
    """Arabic says “one article” and “two articles” by the word alone; French has one form for 0 and 1."""
    categories = [plural_category(language, n) for n in range(1000)]

    for key, message in words(language).items():
        if isinstance(message, dict) and any("{n}" in form for form in forms(ENGLISH[key])):
            silent = [category for category, form in message.items() if "{n}" not in form]
            assert all(categories.count(category) == 1 for category in silent), key


@pytest.mark.parametrize("language", OTHERS)
def test_no_word_is_left_in_english(language):
    english = {key: set(forms(message)) for key, message in ENGLISH.items()}
    same = {key for key, text in texts(language) if text.replace("\xa0", "") in english[key]}

    assert same - SIGNS == SHARED[language]


@pytest.mark.parametrize("language", LANGUAGES)
def test_quotation_marks_and_apostrophes_are_those_of_print(language):
    assert [key for key, text in texts(language) if re.search("['\"]", text)] == []


def test_french_signs_stand_off_by_a_space_that_does_not_break():
    assert [key for key, text in texts("fr") if re.search(r" [:;?!»]|« |\w[:;?!»]", text)] == []


def test_arabic_has_its_own_comma():
    assert [key for key, text in texts("ar") if re.search("[,;?]", text)] == []
