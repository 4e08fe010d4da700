"""Summaries, and dates against folders."""

from __future__ import annotations

import pytest

from tests.lint.articles import TEXT, codes, linted, linted_page, places


def test_an_article_without_a_problem():
    assert linted() == ()


def test_a_missing_summary_is_told_at_the_title():
    assert places(linted(summary="")) == [("W601", 2, 8)]


def test_an_empty_summary_is_told_where_it_stands():
    assert places(linted(summary='""')) == [("W601", 5, 10)]


@pytest.mark.parametrize(
    ("summary", "message"),
    [
        ("Rain", "The summary only repeats the title"),
        ("Heavy rain.", "The summary is too short to tell anything: “Heavy rain.”"),
        ("大雨。", "The summary is too short to tell anything: “大雨。”"),
        (
            "The river rose to 5.62 metres on Friday, the provincial office says.",
            "The summary only repeats the beginning of the text",
        ),
        (
            "The river rose above the level of 1964, and the pro...",
            "The summary breaks off in the middle of a sentence",
        ),
    ],
)
def test_a_summary_that_tells_nothing(summary, message):
    (problem,) = linted(summary=summary)

    assert (problem.code, problem.line, problem.column, problem.message) == ("W602", 5, 10, message)


@pytest.mark.parametrize("summary", ["Twelve people died.", "越南中部发生洪水，多人失踪。"])
def test_a_short_summary_that_tells_something(summary):
    assert linted(summary=summary) == ()


def test_a_withdrawn_article_shows_neither_summary_nor_text():
    assert linted("", summary="", status="withdrawn", status_note="The outlet retracted it.") == ()


@pytest.mark.parametrize(
    ("folder", "date"),
    [
        ("2025/10", "2025-11-21"),
        ("2024/11", "2025-11-21"),
        ("2024", "2025-11"),
        ("2025/11", "2024"),
        ("1963", "1964/1965"),
    ],
)
def test_a_date_that_is_not_of_the_folder(folder, date):
    (problem,) = linted(path=f"content/articles/{folder}/rain.md", date=date)

    assert (problem.code, problem.line, problem.column) == ("W604", 3, 7)


def test_the_hint_names_the_folder_of_the_date():
    (problem,) = linted(path="content/articles/2025/10/rain.md")

    assert problem.hint == "Correct the date, or move the file to content/articles/2025/11/."


@pytest.mark.parametrize(
    ("folder", "date"),
    [
        ("2025/11", "2025-11-30"),
        ("2025/11", "2025-11-30T23:50-05:00"),
        ("2025", "2025-11-21"),
        ("1964/05", "1964"),
        ("1965", "1964/1965"),
        ("1987/05", "1987-04?"),
        ("1986", "1987~"),
        ("1980", "198X"),
    ],
)
def test_a_date_that_may_be_of_the_folder(folder, date):
    assert linted(path=f"content/articles/{folder}/rain.md", date=date) == ()


def test_a_corrected_date_moves_no_page():
    corrections = "[{date: 2025-11-23, note: An earlier version was dated by the month before.}]"
    assert linted(path="content/articles/2025/10/rain.md", corrections=corrections) == ()


def test_a_free_page_needs_no_summary_and_may_be_short():
    assert linted_page("Ask us.") == ()


def test_a_summary_may_say_more_than_the_text_begins_with():
    assert codes(linted(TEXT, summary=TEXT.replace("says.", "says; in 1964 it was less."))) == []
