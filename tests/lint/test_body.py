"""Is there a text, is anything said twice, do headings form an outline."""

from __future__ import annotations

import pytest

from sitegen.read.placeholder import PLACEHOLDER
from tests.lint.articles import TEXT, codes, linted, linted_page, places

LONG = "The river rose to 5.62 metres on Friday, the provincial office says; in 1964 it was less than that."
LONGER = f"{LONG} Boats brought food to those who had not left their houses in the old town."


@pytest.mark.parametrize("body", ["", "To follow.", "**Rain**, all day.", "今天下大雨。"])
def test_an_article_without_a_text(body):
    assert places(linted(body)) == [("W701", 7, 1)]


@pytest.mark.parametrize(
    "body",
    [
        pytest.param(
            "An old silent pond\\\nA frog jumps into the pond\\\nSplash! Silence again", id="a haiku"
        ),
        pytest.param(
            "古池や蛙飛びこむ水の音。岩にしみ入る蝉の声、五月雨をあつめて早し最上川。", id="Japanese poems"
        ),
        pytest.param("![A boat in a flooded street](../../../media/flood.jpg)", id="a cartoon"),
        pytest.param("| Year | Metres |\n| --- | --- |\n" + "| 1964 | 5.48 |\n" * 5, id="a table"),
    ],
)
def test_a_short_text_that_is_one(body):
    assert linted(body) == ()


def test_a_lead_image_may_do_without_a_text():
    assert linted("", image="/media/flood.jpg", image_alt="A boat") == ()


def test_the_text_of_a_new_article_is_no_text():
    assert places(linted(PLACEHOLDER)) == [("W702", 8, 0)]
    assert places(linted(PLACEHOLDER.split(".")[0] + ".")) == [("W702", 8, 0)]


def test_the_text_of_a_new_article_that_was_left_below_another():
    assert places(linted(f"{TEXT}\n\n{PLACEHOLDER}")) == [("W702", 10, 0)]


def test_filler_of_printers_is_no_text():
    assert codes(linted("Lorem ipsum dolor sit amet, consectetur adipisicing elit, sed do eiusmod.")) == [
        "W702"
    ]
    assert (
        linted("Printers fill pages with words such as “Lorem ipsum dolor sit amet”, which mean nothing.")
        == ()
    )


@pytest.mark.parametrize("line", ["# Rain", "## Rain", "**Rain**", "RAIN.", "Rain\n===="])
def test_a_text_that_begins_with_its_title(line):
    assert places(linted(f"{line}\n\n{TEXT}")) == [("W703", 8, 0)]


def test_a_text_may_begin_with_the_words_of_its_title():
    assert linted(f"Rain fell on Friday. {TEXT}") == ()


def test_a_paragraph_that_stands_twice():
    (problem,) = linted(f"{LONG}\n\n{LONG}")

    assert (problem.code, problem.line) == ("W705", 10)
    assert problem.message.startswith(
        "This paragraph stands in line 8 already: “The river rose to 5.62 metres"
    )


def test_a_long_paragraph_that_stands_twice_far_apart():
    assert places(linted(f"{LONGER}\n\n{TEXT}\n\n{LONGER}")) == [("W705", 12, 0)]


def test_a_heading_that_stands_twice():
    assert places(linted(f"{TEXT}\n\n## The dam\n\n## The dam\n\n{LONG}")) == [("W705", 12, 0)]


def test_a_line_that_stands_twice_in_a_paragraph():
    assert places(linted(f"{LONG}\n{LONG}\n{TEXT}")) == [("W705", 9, 0)]
    assert places(linted(f"{LONG}  \n{LONG}  \n{TEXT}")) == []


@pytest.mark.parametrize(
    "body",
    [
        pytest.param("Row, row, row your boat\\\nGently down the stream\n\n" * 3, id="a song's lines"),
        pytest.param("Row, row, row your boat  \nMerrily, merrily, merrily, life is but a dream\n\n" * 2,
                     id="a refrain of two lines"),
        pytest.param("I have a dream today.\n\nIt is of hills.\n\nI have a dream today.", id="a speech"),
        pytest.param(f"> {LONG}\n\n> {LONG}", id="quotations"),
        pytest.param(f"- {LONG}\n- {LONG}", id="items of a list"),
        pytest.param(f"{TEXT}\n\n```\n{LONG}\n\n{LONG}\n```", id="code"),
        pytest.param(f"{TEXT}\n\n| {LONG} |\n| --- |\n| {LONG} |", id="cells of a table"),
        pytest.param(f"{TEXT}\n\n## 1964\n\n### Damage\n\n{LONG}\n\n## 1999\n\n### Damage\n\nNone is known.",
                     id="headings of two chapters"),
    ],
)  # fmt: skip
def test_what_may_stand_twice(body):
    assert "W705" not in codes(linted(body))


@pytest.mark.parametrize(
    ("body", "line"),
    [
        (f"{TEXT}\n\n### The dam\n\n{LONG}", 10),
        (f"{TEXT}\n\n## The dam\n\n#### The wall\n\n{LONG}", 12),
    ],
)
def test_a_heading_that_leaves_out_a_level(body, line):
    assert places(linted(body)) == [("W708", line, 0)]


def test_headings_may_climb_by_many_levels_at_once():
    assert linted(f"{TEXT}\n\n## A\n\n### B\n\n#### C\n\n## D\n\n{LONG}") == ()


@pytest.mark.parametrize("heading", ["# The dam", "The dam\n======="])
def test_a_heading_of_the_first_level(heading):
    assert places(linted(f"{TEXT}\n\n{heading}\n\n{LONG}")) == [("W709", 10, 0)]


def test_all_headings_of_the_first_level_are_told_once():
    assert codes(linted(f"{TEXT}\n\n# A\n\n## B\n\n# C\n\n{LONG}")) == ["W709"]


@pytest.mark.parametrize(
    "body",
    [
        pytest.param("    # a comment in a script\n    #### another", id="indented code"),
        pytest.param("~~~sh\n# a comment\n~~~", id="a fence"),
        pytest.param("#hashtag of the day", id="a hashtag"),
        pytest.param(
            "Rain  \n---\n\nA rule above a line, and a heading of the second level.", id="underlined"
        ),
        pytest.param("> # A quoted heading", id="a quotation"),
    ],
)
def test_what_is_no_heading_of_the_first_level(body):
    assert not {"W708", "W709"} & set(codes(linted(f"{TEXT}\n\n{body}")))


def test_the_rules_on_text_hold_for_free_pages_too():
    assert places(linted_page("## Rain\n\n#### Wind")) == [("W708", 7, 0)]


def test_of_many_problems_of_a_rule_the_first_ten_are_told():
    found = linted(f"{TEXT}\n\n" + "[](https://courier.example/)\n\n" * 14)

    assert codes(found) == ["W803"] * 10
    assert found[-1].message.endswith("; there are 4 more in this file")
