"""“Did you mean …?”"""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sitegen.suggest import Suggestions, did_you_mean, nearest

OUTLETS = ["The Courier", "Tuổi Trẻ", "Kyiv Post"]


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("The Curier", "The Courier"),
        ("the courier", "The Courier"),
        ("Tuoi Tre", "Tuổi Trẻ"),
        ("Tuổi trẻ ", "Tuổi Trẻ"),
        ("Kyiv-Post", "Kyiv Post"),
        ("Le Monde", ""),
        ("", ""),
    ],
)
def test_the_nearest_choice(written, meant):
    assert nearest(written, OUTLETS) == meant


def test_as_a_sentence():
    assert did_you_mean("tgas", ["title", "tags"]) == "Did you mean “tags”?"
    assert did_you_mean("xyz", ["title", "tags"]) == ""
    assert did_you_mean("x", []) == ""


def test_equal_choices_are_taken_in_one_order():
    assert nearest("tag", {"tags", "tagx", "taga"}) == "taga"


def test_choices_are_prepared_once_and_answers_remembered():
    reads = 0

    def choices():
        nonlocal reads
        reads += 1
        yield from OUTLETS

    suggestions = Suggestions(choices())
    assert reads == 0
    start = time.perf_counter()
    for _ in range(20_000):
        assert suggestions.nearest("The Curier") == "The Courier"
    assert reads == 1
    assert time.perf_counter() - start < 2


def test_a_choice_can_be_out_of_the_question():
    suggestions = Suggestions(["a/rain.md", "b/rain.md"])

    assert suggestions.nearest("a/rains.md", but="a/rain.md") == "b/rain.md"
    assert suggestions.did_you_mean("a/rains.md") == "Did you mean “a/rain.md”?"
    assert Suggestions(["a/rain.md"]).nearest("a/rain.md", but="a/rain.md") == ""


@given(st.text(), st.lists(st.text()))
def test_any_text_has_a_near_choice_or_none(text, choices):
    assert nearest(text, choices) in {"", *choices}
