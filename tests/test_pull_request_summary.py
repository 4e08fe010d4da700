"""The comment for a pull request is made of a report, whoever wrote that."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest
from click.testing import CliRunner
from markdown_it import MarkdownIt

from sitegen.cli import main
from sitegen.diagnostics import Diagnostic
from sitegen.pull_request_summary import MARKER, summary
from sitegen.report_formats.json_report import json_report
from sitegen.report_formats.markdown_report import markdown_report

PROBLEM = Diagnostic(
    code="E108",
    message="“soon” is no date",
    path="content/articles/2025/11/a.md",
    line=3,
    column=7,
    hint="Write YYYY-MM-DD",
)


def report(*entries: object) -> bytes:
    return json.dumps({"version": 1, "problems": entries}).encode()


def test_a_report_of_the_check_is_read_as_it_was_written() -> None:
    written = json_report([PROBLEM, replace(PROBLEM, code="W201", set_to="error", hint="")])
    table = markdown_report([PROBLEM, replace(PROBLEM, code="W201", set_to="error", hint="")])
    assert table in summary(written.encode())


def test_a_comment_tells_problems_and_new_pages() -> None:
    added = ["content/articles/2025/11/Đà Nẵng.md", "content/tags.yaml", "sitegen/a.md"]
    text = summary(json_report([PROBLEM]).encode(), added, "https://preview.example.org/")
    assert text.startswith(f"{MARKER}\n\n## Check of the content\n\n**1 error** in the content.")
    assert "E108 date-invalid" in text
    assert "\n### New pages\n\n* [/articles/2025/11/da-nang/]" in text
    assert text.endswith("(https://preview.example.org/articles/2025/11/da-nang/)\n")


def test_without_previews_there_are_only_paths() -> None:
    assert summary(report(), ["content/articles/1918/b.md"]).endswith("\n* `/articles/1918/b/`\n")


def test_a_contribution_without_problems_is_thanked_for() -> None:
    text = summary(report())
    assert "**No problems** in the content." in text
    assert "Thank you" in text


@pytest.mark.parametrize(
    "data", [b"", b"[]", b"{}", b'"problems"', b'{"problems": {}}', b"\xff", b"[" * 99_999]
)
def test_what_is_no_report_is_not_believed(data: bytes) -> None:
    assert "no report that can be read" in summary(data)


def test_a_report_beyond_all_measure_is_not_read() -> None:
    assert "no report that can be read" in summary(b'{"problems": []}' + b" " * 5_000_000)


@pytest.mark.parametrize("entry", [None, 5, [], {}, {"code": "X1"}, {"code": ["E108"]}, {"code": None}])
def test_what_is_no_problem_that_is_known_is_only_counted(entry: object) -> None:
    text = summary(report(entry))
    assert "The report has 1 more, too many or of rules that are unknown here" in text
    assert "Thank you" not in text


def test_values_of_another_kind_are_left_out() -> None:
    entry = {"code": "E108", "message": 5, "path": ["a"], "line": -1, "column": 1e9, "severity": "<b>"}
    known = Diagnostic(code="E108", message="", set_to="warning")
    assert markdown_report([known]) in summary(report(entry))


HOSTILE = (
    "@everyone | <script>alert(1)</script> ![](https://evil.example/x.png) [a](javascript:b) `c` "
    "\n\n# d\n<!-- sitegen summary --> https://evil.example/ #1 \x1b[2J"
)


def test_hostile_text_becomes_no_markup_no_mention_and_no_second_marker() -> None:
    entry = {"code": "E108", "message": HOSTILE, "path": HOSTILE, "hint": HOSTILE, "line": 1}
    added = ["content/articles/2025/11/](javascript:a) @everyone <b>`.md", "content/articles/2025/11/!!.md"]
    text = summary(report(entry), added)
    assert text.count("<!--") == 1
    assert "@" not in text
    tokens = MarkdownIt("gfm-like", {"html": True, "linkify": False}).parse(text)
    inline = [child for token in tokens for child in token.children or []]
    html = {token.content for token in inline if token.type == "html_inline"}
    assert html == {"<code>", "</code>"}
    assert not [token for token in inline if token.type in ("link_open", "image")]
    assert [token.tag for token in tokens if token.type == "heading_open"] == ["h2", "h3"]
    assert text.endswith("\n* `/articles/2025/11/javascript-a-everyone-b/`\n")


def test_a_comment_stays_within_what_github_takes() -> None:
    entry = {"code": "E108", "message": "<" * 1000, "path": "content/a.md", "severity": "error"}
    text = summary(report(*[entry | {"line": line} for line in range(1, 3000)]), [
        f"content/articles/2025/11/{'a' * 100}{number}.md" for number in range(500)
    ])  # fmt: skip
    assert len(text) < 65_536
    assert text.endswith("\n* and 450 more\n")


def test_the_command_reads_files(tmp_path: Path) -> None:
    (tmp_path / "report.json").write_bytes(json_report([PROBLEM]).encode())
    (tmp_path / "added.txt").write_text("content/articles/2025/11/a.md\n")
    words = ["summary", str(tmp_path / "report.json"), "--added", str(tmp_path / "added.txt")]
    done = CliRunner().invoke(main, [*words, "--preview", "https://preview.example.org"])
    assert done.exit_code == 0
    assert "(https://preview.example.org/articles/2025/11/a/)" in done.stdout
    assert CliRunner().invoke(main, [*words, "--preview", "javascript:a"]).exit_code == 2
