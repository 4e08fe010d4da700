"""The brand's colour can be read, light and dark."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sitegen.brand import DARK_PAPER, PAPER, Brand, brand_stylesheet, checked_colour, contrast, readable

COLOURS = st.integers(0, 0xFFFFFF).map(lambda number: f"#{number:06x}")


@pytest.mark.parametrize(
    ("one", "other", "ratio"),
    [
        ("#ffffff", "#000000", 21),
        ("#777777", "#ffffff", 4.48),
        ("#0000ff", "#ffffff", 8.59),
        ("#abcdef", "#abcdef", 1),
    ],
)
def test_contrast_is_that_of_wcag(one: str, other: str, ratio: float) -> None:
    assert contrast(one, other) == contrast(other, one) == pytest.approx(ratio, abs=0.01)


@given(COLOURS, st.sampled_from([PAPER, DARK_PAPER]))
def test_a_colour_is_changed_only_where_it_cannot_be_read(colour: str, paper: str) -> None:
    found = readable(colour, paper)
    assert contrast(found, paper) >= 4.5
    if contrast(colour, paper) >= 4.5:
        assert found == colour


@pytest.mark.parametrize(
    ("text", "said"), [("red", "not a colour"), ("#f00", "not a colour"), ("#ffcc00", "contrast")]
)
def test_a_colour_that_cannot_be_used_is_refused(text: str, said: str) -> None:
    with pytest.raises(ValueError, match=said):
        checked_colour(text, PAPER)


def test_the_hint_names_a_colour_that_is_taken() -> None:
    with pytest.raises(ValueError, match="contrast") as found:
        checked_colour("#ffcc00", PAPER)
    assert checked_colour(str(found.value)[-7:], PAPER)


def test_the_style_sheet_says_what_the_brand_says_and_no_more() -> None:
    assert brand_stylesheet(Brand()) == ""
    assert brand_stylesheet(Brand(text_font="Charter, serif")) == ":root {\n  --serif: Charter, serif;\n}\n"
    text = brand_stylesheet(Brand(colour="#1b4f8e", dark_colour="#8fb8ea"))
    light, dark = text.split("@media")
    assert "--accent: #1b4f8e;" in light
    assert "--accent: #8fb8ea;" in dark


def test_a_colour_for_the_dark_is_made_where_none_is_named() -> None:
    dark = brand_stylesheet(Brand(colour="#1b4f8e")).partition("@media")[2]
    colour = dark.partition("--accent: ")[2][:7]
    assert contrast(colour, DARK_PAPER) >= 4.5
