"""Front matter: where it begins and ends, in which encodings, and that it can be written back."""

from __future__ import annotations

from contextlib import suppress

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sitegen.diagnostics import Diagnostic, ProblemsError
from sitegen.read.frontmatter import dump_front_matter, read_front_matter
from sitegen.read.split import MAX_FRONT_MATTER
from sitegen.read.text import control_character

PLAIN = "---\ntitle: Đà Nẵng\n---\n\nText.\n"


def problem(data: str | bytes) -> Diagnostic:
    with pytest.raises(ProblemsError) as error:
        read_front_matter(data if isinstance(data, bytes) else data.encode(), path="a.md")
    (diagnostic,) = error.value.diagnostics
    assert diagnostic.path == "a.md"
    return diagnostic


def test_a_file_is_split():
    file = read_front_matter(PLAIN.encode(), path="a.md")

    assert file.meta.value == {"title": "Đà Nẵng"}
    assert file.meta.values["title",] == (2, 8)
    assert file.body == "\nText.\n"
    assert file.body_line == 4


@pytest.mark.parametrize(
    "data",
    [
        b"\xef\xbb\xbf" + PLAIN.encode(),
        PLAIN.replace("\n", "\r\n").encode(),
        PLAIN.replace("\n", "\r").encode(),
        PLAIN.replace("---", "---  ").encode(),
    ],
    ids=["BOM", "CRLF", "CR", "spaces after the fences"],
)
def test_encodings_of_the_same_text_are_equal(data):
    assert read_front_matter(data, path="a.md") == read_front_matter(PLAIN.encode(), path="a.md")


def test_blank_lines_before_it_count_as_lines():
    file = read_front_matter(f"\n \n{PLAIN}".encode(), path="a.md")

    assert file.meta.values["title",] == (4, 8)
    assert file.body_line == 6


def test_a_rule_in_the_text_is_text():
    file = read_front_matter(b"---\ntitle: x\n---\na\n\n---\n\nb", path="a.md")

    assert file.body == "a\n\n---\n\nb"


def test_it_may_be_empty():
    assert read_front_matter(b"---\n---\n", path="a.md").meta.value == {}


@pytest.mark.parametrize("data", [b"", b"\n  \n\n", b"\xef\xbb\xbf"])
def test_an_empty_file(data):
    found = problem(data)

    assert (found.code, found.line, found.message) == ("E101", 0, "The file is empty")
    assert "`sitegen new`" in found.hint


def test_text_without_front_matter():
    found = problem("\n\nText.\n---\ntitle: x\n---\n")

    assert (found.code, found.line) == ("E101", 3)
    assert found.message == "The file does not begin with front matter"
    assert found.hint.startswith("Begin it with a line `---`, then `title: …`")


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("---\ntitle: x\n# note\ntags:\n- a\n\nText.\n", 6),
        ("---\ntitle: x\nText.\n", 3),
        ("---\ntitle: x", 2),
        ("---", 1),
    ],
)
def test_an_unclosed_front_matter_is_reported_where_it_should_end(text, line):
    found = problem(text)

    assert (found.code, found.line) == ("E102", line)
    assert found.message == "The front matter is not closed"
    assert found.hint == "Add a line `---` after the last key, before the text."


@pytest.mark.parametrize("line", ["----", "--", "—"])
def test_a_line_that_is_nearly_the_second_fence_is_named(line):
    found = problem(f"---\ntitle: x\n{line}\n\nText.\n")

    assert (found.code, found.line) == ("E102", 3)
    assert found.hint == "Write three hyphens on this line, and nothing else: `---`."


def test_front_matter_of_other_generators_is_called_so():
    found = problem("+++\ntitle = 'x'\n+++\n\nText.\n")

    assert (found.code, found.line) == ("E101", 1)
    assert found.message == "The front matter is in TOML (`+++`), and sitegen reads YAML"


def test_a_long_front_matter_is_refused():
    found = problem(f"---\ntitle: {'x' * MAX_FRONT_MATTER}\n---\n")

    assert (found.code, found.line) == ("E202", 1)
    assert found.message == "The front matter is longer than 64 KB"


@pytest.mark.parametrize(
    ("data", "line", "column", "message"),
    [
        (PLAIN.encode("utf-16"), 1, 1, "The file is in UTF-16"),
        (b"\xfe\xff" + PLAIN.encode("utf-16-be"), 1, 1, "The file is in UTF-16"),
        ("---\ntitle: Café\n---\n".encode("latin-1"), 2, 11, "it looks like Latin-1 or Windows-1252"),
        ("---\r\ntitle: x\r\n---\r\n“q”".encode("cp1252"), 4, 1, "it looks like Latin-1 or Windows-1252"),
        ("---\rtitle: Café\r---\r".encode("latin-1"), 2, 11, "it looks like Latin-1 or Windows-1252"),
        ("---\ntitle: é Café".encode()[:-1] + b"\n---\n", 2, 13, "it looks like Latin-1 or Windows-1252"),
        (b"\xef\xbb\xbf---\ntitle: \xff", 2, 8, "it looks like Latin-1 or Windows-1252"),
        (b"\xef\xbb\xbf-\xff-", 1, 2, "it looks like Latin-1 or Windows-1252"),
        (b"---\ntitle: x\n---\na\0b", 4, 0, "The file holds a null character"),
    ],
)
def test_other_encodings_are_refused(data, line, column, message):
    found = problem(data)

    assert (found.code, found.line, found.column) == ("E201", line, column)
    assert message in found.message
    assert "UTF-8" in found.hint or "null" in message


@pytest.mark.parametrize(
    ("sign", "name"),
    [
        ("\x01", "U+0001"),
        ("\x0b", "U+000B"),
        ("\x0c", "U+000C"),
        ("\x7f", "U+007F"),
        ("\x85", "U+0085"),
        ("\ufdd0", "U+FDD0"),
        ("\ufffe", "U+FFFE"),
        ("\U0010ffff", "U+10FFFF"),
    ],
)
@pytest.mark.parametrize(
    ("before", "line", "column"), [("---\ntitle: x", 2, 9), ("---\r\n---\r\n\r\nTe", 4, 3)]
)
def test_control_characters_are_refused_wherever_they_stand(sign, name, before, line, column):
    found = problem(f"{before}{sign}".encode())

    assert (found.code, found.line, found.column) == ("E201", line, column)
    assert found.message == f"The file holds the invisible control character {name}"
    assert "Delete it" in found.hint


def test_what_is_written_looks_as_people_write_it():
    meta = {
        "title": "War: a history",
        "date": "2025-11-21",
        "outlet": "NO",
        "tags": ["War", "12:30"],
        "summary": None,
        "corrections": [{"date": "2025-11-22", "note": "x"}],
    }

    assert dump_front_matter(meta, "\n\nText.\n\n") == (
        "---\n"
        "title: 'War: a history'\n"
        "date: 2025-11-21\n"
        "outlet: 'NO'\n"
        "tags: [War, '12:30']\n"
        "corrections:\n"
        "- date: 2025-11-22\n"
        "  note: x\n"
        "---\n"
        "\n"
        "Text.\n"
    )


# Text that a front matter can hold: no control characters but line ends and tabs, no lone surrogates,
# none of Unicode's code points that are no characters.
TEXT = st.text(st.characters(exclude_categories=("Cc", "Cs"), include_characters="\n\t"), max_size=80).filter(
    lambda text: not control_character(text)
)
SPECIAL = st.sampled_from(
    [
        *[
            "NO",
            "null",
            "~",
            "",
            "---",
            "...",
            "- a",
            "a: b",
            "# c",
            "'",
            '"',
            "&a",
            "*a",
            "!a",
            "@a",
            "`",
            "%",
        ],
        *[
            "1.10",
            "010",
            "12:30",
            "2025-11-21",
            "true",
            " a ",
            "a\n---\nb",
            "[a",
            "{a",
            "a #b",
            "=",
            "\ufeff",
        ],
    ]
)
WORDS = TEXT | SPECIAL


@settings(max_examples=50, deadline=None)
@given(st.dictionaries(st.from_regex(r"[a-z_]{1,10}", fullmatch=True), WORDS | st.lists(WORDS)))
def test_what_is_written_is_read_back(meta):
    file = read_front_matter(dump_front_matter(meta, "Text.").encode(), path="a.md")

    assert file.meta.value == meta
    assert file.body == "\nText.\n"


@given(st.binary() | st.text().map(str.encode) | st.text("-\n:a \r#", max_size=40).map(str.encode))
def test_any_bytes_are_split_or_have_a_problem(data):
    with suppress(ProblemsError):
        read_front_matter(data, path="a.md")
