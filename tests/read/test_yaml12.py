"""YAML for people: scalars stay text, surprises are refused, mistakes are explained where they stand."""

from __future__ import annotations

import time
from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sitegen.diagnostics import Diagnostic, ProblemsError
from sitegen.read.yaml12 import MAX_DEPTH, Document, load_mapping


def problem(text: str, first_line: int = 1) -> Diagnostic:
    with pytest.raises(ProblemsError) as error:
        load_mapping(text, path="content/site.yaml", first_line=first_line)
    (diagnostic,) = error.value.diagnostics
    assert diagnostic.path == "content/site.yaml"
    return diagnostic


@pytest.mark.parametrize(
    "written",
    [
        "NO",
        "yes",
        "true",
        "12:30",
        "010",
        "0x1F",
        "2025-11-21",
        "1.10",
        "1e3",
        ".inf",
        "1_000",
        "=",
        "<<",
        "é",
    ],
)
def test_scalars_stay_text(written):
    assert load_mapping(f"key: {written}", path="").value == {"key": written}


@pytest.mark.parametrize("written", ["", "~", "null", "Null", "NULL", "# a comment"])
def test_an_empty_value_is_none(written):
    assert load_mapping(f"key: {written}\nlist: [a, ~]", path="").value == {"key": None, "list": ["a", None]}


@pytest.mark.parametrize("written", ["''", '""', "'~'", '"null"'])
def test_quotes_make_text_of_an_empty_value(written):
    assert load_mapping(f"key: {written}", path="").value == {"key": written[1:-1]}


@pytest.mark.parametrize("text", ["", "\n\n", "# nothing\n", "~", "null"])
def test_an_empty_text_is_an_empty_mapping(text):
    assert load_mapping(text, path="").value == {}


def test_keys_and_values_have_positions():
    text = "title: War\ntags:\n  - one\n  -   two\ncorrections:\n- date: 2025\n  note: 'x'\n"
    document = load_mapping(text, path="", first_line=10)

    assert document.keys == {
        ("title",): (10, 1),
        ("tags",): (11, 1),
        ("corrections",): (14, 1),
        ("corrections", 0, "date"): (15, 3),
        ("corrections", 0, "note"): (16, 3),
    }
    assert document.values == {
        (): (10, 1),
        ("title",): (10, 8),
        ("tags",): (12, 3),
        ("tags", 0): (12, 5),
        ("tags", 1): (13, 7),
        ("corrections",): (15, 1),
        ("corrections", 0): (15, 3),
        ("corrections", 0, "date"): (15, 9),
        ("corrections", 0, "note"): (16, 9),
    }


def test_columns_count_characters():
    document = load_mapping("địa: [Hội, An]", path="")

    assert document.values["địa", 1] == (1, 12)


def test_the_position_of_what_is_missing_is_that_of_what_is_around_it():
    document = load_mapping("a:\n  b: c\n", path="")

    assert document.position(("a", "b", "x", 3)) == (2, 6)
    assert document.position(("a", "x")) == (2, 3)
    assert document.position(("x",)) == (1, 1)
    assert Document().position(("x",)) == (1, 1)


@pytest.mark.parametrize(
    ("text", "line", "column", "message", "hint"),
    [
        ("a: &x y", 1, 4, "anchors and aliases", "in quotes if it begins with & or *"),
        ("a: *x", 1, 4, "anchors and aliases", "in quotes if it begins with & or *"),
        ("*x : y", 1, 1, "anchors and aliases", "in quotes"),
        ("&x a: y", 1, 1, "anchors and aliases", "in quotes"),
        ("&x\na: y", 1, 1, "anchors and aliases", "in quotes"),
        ("a: !!python/object:os.system x", 1, 4, "YAML tags (!)", "exclamation mark"),
        ("a: !x {b: c}", 1, 4, "YAML tags (!)", "exclamation mark"),
        ("a: b\n--- c\n", 2, 1, "A second document begins here", "Delete the line `---`."),
        ("a: " + "[" * 30, 1, MAX_DEPTH + 3, "nested too deeply", "flat list"),
        ("{a: " * 5000, 1, 81, "nested too deeply", "flat list"),
        ("- " * 5000, 1, 41, "nested too deeply", "flat list"),
    ],
)
def test_what_could_surprise_is_refused(text, line, column, message, hint):
    found = problem(text)

    assert (found.code, found.line, found.column) == ("E104", line, column)
    assert message in found.message
    assert hint in found.hint


@pytest.mark.parametrize(
    ("text", "line", "column", "message", "hint"),
    [
        (
            "a: x\nb: y\na: z",
            3,
            1,
            "The key `a` stands here a second time; it is already on line 1",
            "one of",
        ),
        (
            "a:\n  b: 1\n  b: 2",
            3,
            3,
            "The key `b` stands here a second time; it is already on line 2",
            "one of",
        ),
        ("title: War: a history", 1, 11, "This value holds a colon", "double quotes"),
        ("a:\n\t- b", 2, 1, "A tab stands here", "indent with spaces"),
        ("a: @b", 1, 4, "No value may begin with @", 'in double quotes: "@…"'),
        ("a: x\n b: y", 2, 3, "This line is indented", "Begin `b` in the column of the key above"),
        ("""a: "War" 'n' more""", 1, 10, "More words follow a quotation", """a: '"War" ''n'' more'"""),
        ("a:\n- 'War' and more", 2, 9, "More words follow a quotation", ": '''War'' and more'"),
        ("a: b\nc: 'x\nd: e", 2, 4, "A quotation is not closed", "closing quotation mark"),
        ('a: b\nc: "x\nd: e', 2, 4, "A quotation is not closed", "closing quotation mark"),
        ("a: [b, c\nd: e", 1, 4, "A list in brackets is not closed", "Close it with ]"),
        ("a: {b: c\nd: e", 1, 4, "A list of keys in braces is not closed", "Close it with }"),
        ("a: b\nc\nd: e", 2, 1, "A key without a colon stands here", "`key: value`"),
        ("a: - b", 1, 4, "A list begins on the line of its key", "next line"),
        ("a:\n  - b\n c: d", 3, 2, "broken here or just before", "begin in the first column"),
        ("  a: b\nc: d", 2, 1, "does not belong to the list of keys before it", "in the first column"),
        ("- a", 1, 1, "This is not a list of keys", "`key: value`"),
        ("just words", 1, 1, "This is not a list of keys", "`key: value`"),
        ("? [a]\n: b", 1, 3, "A key must be a word", "`key: value`"),
        ("a: b\nc: \x01d", 2, 4, "a character that cannot be read", "invisible control characters"),
        ("a: b\x7f", 1, 5, "a character that cannot be read", "invisible control characters"),
        ("a: \ufffe", 1, 4, "a character that cannot be read", "invisible control characters"),
    ],
)
def test_a_mistake_is_explained_where_it_stands(text, line, column, message, hint):
    found = problem(text)

    assert (found.code, found.line, found.column) == ("E103", line, column)
    assert message in found.message
    assert hint in found.hint


def test_lines_are_those_of_the_file():
    assert problem("a: b\nc: d: e", first_line=2).line == 3
    assert problem("a: b\nc: \x01", first_line=2).line == 3
    assert problem("a: b\nc: *x", first_line=2).line == 3


def test_a_billion_laughs_are_refused_at_once():
    laughs = "a: &a [lol, lol]\n" + "".join(
        f"{new}: &{new} [{','.join([f'*{old}'] * 9)}]\n"
        for old, new in zip("abcdefgh", "bcdefghi", strict=True)
    )
    start = time.process_time()

    found = problem(laughs)

    assert (found.code, found.line) == ("E104", 1)
    assert time.process_time() - start < 1


@pytest.mark.parametrize(
    "sign", ["[", "{", "- ", "? ", "a: ", "'", '"', "&a ", "!a", "%", "|\n", "\n", "---\n"]
)
def test_a_long_hostile_text_is_done_with_quickly(sign):
    start = time.process_time()
    with suppress(ProblemsError):
        load_mapping(sign * 50_000, path="")
    assert time.process_time() - start < 5


YAML_SIGNS = st.text(alphabet="ab:-[]{},'\"|>&*!%@#? \n\t~\x01", max_size=60)


@given(st.text() | YAML_SIGNS)
def test_any_text_is_a_mapping_or_has_a_problem(text):
    found: tuple[Diagnostic, ...] = ()
    try:
        load_mapping(text, path="")
    except ProblemsError as problems:
        found = problems.diagnostics

    assert all(diagnostic.line >= 1 and diagnostic.code in ("E103", "E104") for diagnostic in found)
