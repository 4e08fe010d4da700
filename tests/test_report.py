"""Diagnostics as text: a golden example, and what hostile content cannot do to a terminal."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from sitegen.diagnostics import (
    RULES,
    Diagnostic,
    ProblemsError,
    has_errors,
    sorted_diagnostics,
    with_settings,
)
from sitegen.report import count_text, diagnostic_text, excerpt, without_commands

PATH = "content/a.md"


@pytest.fixture
def root(tmp_path):
    (tmp_path / "content").mkdir()
    return tmp_path


def write(root: Path, text: str | bytes) -> None:
    (root / PATH).write_bytes(text if isinstance(text, bytes) else text.encode())


def at(
    line: int, column: int = 0, *, code: str = "E108", message: str = "x", path: str = PATH, hint: str = ""
) -> Diagnostic:
    """A diagnostic at a place of the file."""
    return Diagnostic(code=code, message=message, path=path, line=line, column=column, hint=hint)


def lines(root: Path, line: int, column: int = 0) -> list[str]:
    return list(excerpt(at(line, column), root))


def test_a_diagnostic_shows_where_what_and_what_to_do(root):
    write(root, "---\ntitle: Lũ lụt\ndate: 2025-02-31\noutlet: The Courier\n---\n\nText.\n")
    diagnostic = at(
        3,
        7,
        message="February 2025 has 28 days, so “2025-02-31” is no date",
        hint="Write 2025-11-21 or 2025-11.",
    )

    assert diagnostic_text(diagnostic, root) == (
        "content/a.md:3:7: error E108 date-invalid\n"
        "  February 2025 has 28 days, so “2025-02-31” is no date.\n"
        "      1 | ---\n"
        "      2 | title: Lũ lụt\n"
        "    > 3 | date: 2025-02-31\n"
        "        |       ^\n"
        "      4 | outlet: The Courier\n"
        "      5 | ---\n"
        "  → Write 2025-11-21 or 2025-11."
    )


def test_a_diagnostic_about_no_line_is_short(root):
    assert diagnostic_text(at(0), root) == "content/a.md: error E108 date-invalid\n  x."
    assert diagnostic_text(at(0, path="", code="W302"), root) == "warning W302 locale-key-missing\n  x."


def test_a_line_without_a_column_has_no_caret(root):
    write(root, "a\nb\nc\nd\ne\n")

    assert lines(root, 1) == ["> 1 | a", "  2 | b", "  3 | c"]


def test_numbers_are_as_wide_as_the_last(root):
    write(root, "\n".join("abcdefghijkl"))

    assert lines(root, 10, 1) == ["   8 | h", "   9 | i", "> 10 | j", "     | ^", "  11 | k", "  12 | l"]


@pytest.mark.parametrize("ends", ["\n", "\r\n", "\r"])
def test_lines_end_as_the_reader_says(root, ends):
    write(root, f"\ufeffa{ends}b")

    assert lines(root, 2, 1) == ["  1 | a", "> 2 | b", "    | ^"]


def test_a_line_after_the_end_shows_the_last_ones(root):
    write(root, "a\nb")

    assert lines(root, 4) == ["  2 | b"]


@pytest.mark.parametrize("column", [1, 60, 200, 400, 500])
def test_a_long_line_is_cut_around_the_column(root, column):
    text = "".join(chr(0x4E00 + number) for number in range(500))
    write(root, text)
    shown, caret = lines(root, 1, column)
    part = shown.removeprefix("> 1 | ")

    assert len(part) == 120
    assert part in text
    assert part[caret.index("^") - len("    | ")] == text[column - 1]


def test_a_column_outside_the_line_does_no_harm(root):
    write(root, "abc\n" + "x" * 500)

    assert lines(root, 1, 10)[1] == "    |          ^"
    assert len(lines(root, 2, 10_000)) == 3


HOSTILE = "a\x1b[31mred\x1b]0;title\x07\x9b2J\x08\x7f\u202eb\u2066\ud7ffc\x00"


def test_nothing_can_steer_the_terminal(root):
    write(root, HOSTILE)
    diagnostic = at(1, 2, message=f"m{HOSTILE}", hint=f"h{HOSTILE}", path=f"content/a.md{HOSTILE}")
    (root / PATH).rename(root / "content/b.md")
    text = diagnostic_text(diagnostic, root) + diagnostic_text(at(1, 2, path="content/b.md"), root)

    assert text.replace("\n", "").isprintable()
    assert "[31mred" in text


def test_tabs_become_one_space_so_that_the_caret_stands_right(root):
    write(root, "\ta: b")

    assert lines(root, 1, 2) == ["> 1 |  a: b", "    |  ^"]


def test_bytes_that_are_no_text_are_shown_as_such(root):
    write(root, b"caf\xe9")

    assert lines(root, 1, 4) == ["> 1 | caf�", "    |    ^"]


def test_a_missing_file_has_no_excerpt(root):
    assert lines(root, 3) == []
    assert list(excerpt(at(3, path=""), root)) == []
    assert list(excerpt(at(3, path="content"), root)) == []


def test_a_link_and_a_huge_file_have_no_excerpt(root, tmp_path):
    (tmp_path / "secret").write_text("secret")
    (root / PATH).symlink_to(tmp_path / "secret")
    (root / "content/b.md").write_bytes(b"x\n" * 3_000_000)

    assert lines(root, 1) == []
    assert list(excerpt(at(1, path="content/b.md"), root)) == []


def test_counting():
    error, warning = at(1), at(1, code="W201")

    assert count_text([]) == "no problems"
    assert count_text([error]) == "1 error"
    assert count_text([error, warning, warning, error]) == "2 errors, 2 warnings"
    assert count_text([warning]) == "1 warning"


# The diagnostics themselves.


def test_diagnostics_are_sorted_by_place_each_once():
    places = [at(2), at(1, 5), at(1, 3), at(9, path="content/0.md"), at(2), at(1, 3, code="E105")]

    assert [(d.path, d.line, d.column, d.code) for d in sorted_diagnostics(places)] == [
        ("content/0.md", 9, 0, "E108"),
        (PATH, 1, 3, "E105"),
        (PATH, 1, 3, "E108"),
        (PATH, 1, 5, "E108"),
        (PATH, 2, 0, "E108"),
    ]


def test_a_warning_counts_as_an_error_only_when_asked():
    warning = at(1, code="W201")

    assert not has_errors([warning])
    assert has_errors([warning], strict=True)
    assert has_errors([warning, at(1)])
    assert not has_errors([], strict=True)


def test_problems_cross_from_one_process_to_another():
    import pickle

    problems = pickle.loads(pickle.dumps(ProblemsError([at(2), at(1)])))

    assert [d.line for d in problems.diagnostics] == [1, 2]


def test_codes_say_how_severe_a_rule_is():
    assert all(re.fullmatch(r"[EW]\d{3}", code) for code in RULES)
    assert RULES["E402"].severity == "error"
    assert RULES["W201"].severity == "warning"


def test_each_rule_has_a_name_of_its_own():
    names = [rule.name for rule in RULES.values()]

    assert all(re.fullmatch(r"[a-z]+(-[a-z]+)*", name) for name in names)
    assert len(set(names)) == len(names)


def test_what_is_only_a_warning_is_no_obstacle_to_a_page():
    assert not [rule.code for rule in RULES.values() if rule.is_fixed and rule.severity == "warning"]


def test_an_archive_sets_how_severe_a_rule_is():
    link, place, tag = at(1, code="E402"), at(2, code="W203"), at(3, code="W201")

    found = with_settings([link, place, tag], {"E402": "warning", "W203": "error", "W201": "off"})

    assert [(d.code, d.severity) for d in found] == [("E402", "warning"), ("W203", "error")]
    assert has_errors(found)


def test_a_rule_that_is_set_to_what_it_is_stays_the_same():
    assert with_settings([at(1)], {"E108": "error"}) == (at(1),)


def test_a_report_holds_no_commands_for_the_runner_that_reads_it():
    text = "  ::add-mask::e\n> 3 | ##[add-mask]e ::set-env::\n::error::"

    assert without_commands(text) == "  : :add-mask::e\n> 3 | ## [add-mask]e ::set-env::\n: :error::"
