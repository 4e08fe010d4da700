"""“Did you mean …?”"""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sitegen.suggest import did_you_mean, nearest

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


@given(st.text(), st.lists(st.text()))
def test_any_text_has_a_near_choice_or_none(text, choices):
    assert nearest(text, choices) in {"", *choices}
