"""Reports for programs: each in the form that its readers take, and safe against what contributors write."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any, get_args

import pytest
from markdown_it import MarkdownIt

from sitegen.diagnostics import RULES, Diagnostic
from sitegen.report_formats import documentation
from sitegen.report_formats.formats import MACHINE_FORMATS, MachineFormat, machine_report
from tests.docs.documents import code_in, document

PATH = "content/articles/2025/11/a.md"
DATE = Diagnostic(
    code="E108", message="There is no such day", path=PATH, line=3, column=7, hint="Write 2025-11-21."
)
PLACE = Diagnostic(code="W203", message="Unknown", path=PATH, line=5)
NOWHERE = Diagnostic(code="E501", message="There is no archive")
HOSTILE = Diagnostic(
    code="W201",
    message="The tag “100%\r\n::stop-commands::x | <img src=x onerror=alert(1)> [a](https://evil.example)"
    " ![b](https://evil.example/b.png) `@octocat` \\| @octocat https://evil.example www.evil.example #12",
    path="content/articles/2025/11/50%,line=1::a\n| @octocat.md",
    line=1,
    hint="Use </code><script>alert(1)</script> & <b>\n\n# Hello",
)


def report(form: MachineFormat, *diagnostics: Diagnostic, root: Path) -> str:
    return machine_report(form, diagnostics, root)


def sarif(root: Path, *diagnostics: Diagnostic) -> dict[str, Any]:
    """The one run of a SARIF log."""
    log = json.loads(report("sarif", *diagnostics, root=root))
    assert (log["version"], len(log["runs"])) == ("2.1.0", 1)
    return dict(log["runs"][0])


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """An archive at the top of a repository."""
    (tmp_path / ".git").mkdir()
    file = tmp_path / PATH
    file.parent.mkdir(parents=True)
    file.write_text("---\ntitle: A\ndate: 2025-02-30\n\nplaces: [X]\nplaces: [X]\n---\n")
    return tmp_path


def test_json_tells_each_problem_and_counts_them(root: Path) -> None:
    found = json.loads(report("json", DATE, NOWHERE, PLACE, root=root))

    assert found["version"] == 1
    assert found["counts"] == {"error": 2, "warning": 1}
    assert found["problems"][0] == {
        "code": "E108",
        "rule": "date-invalid",
        "severity": "error",
        "message": "There is no such day",
        "path": PATH,
        "line": 3,
        "column": 7,
        "hint": "Write 2025-11-21.",
    }
    assert [found["problems"][1][key] for key in ("path", "line", "column", "hint")] == [None] * 4


@pytest.mark.parametrize("form", get_args(MachineFormat))
def test_a_report_of_no_problems_is_whole(root: Path, form: MachineFormat) -> None:
    text = report(form, root=root)

    if form in ("json", "sarif"):
        json.loads(text)
    assert text == {"github": "", "markdown": "**No problems** in the content.\n"}.get(form, text)


@pytest.mark.parametrize("form", ["json", "sarif"])
def test_json_in_a_log_holds_no_command_for_the_runner_that_reads_it(root: Path, form: MachineFormat) -> None:
    text = report(form, Diagnostic(code="W201", message="##[add-mask]e"), root=root)

    assert "##[" not in text
    assert "##[add-mask]e" in str(json.loads(text))


# GitHub Actions -------------------------------------------------------------------------------------


def test_a_workflow_command_names_file_line_and_rule(root: Path) -> None:
    assert report("github", DATE, NOWHERE, root=root) == (
        f"::error file={PATH},line=3,col=7,title=E108 date-invalid::"
        "There is no such day.%0A→ Write 2025-11-21.\n"
        "::error title=E501 config-missing::There is no archive.\n"
    )


def test_nothing_breaks_out_of_a_workflow_command(root: Path) -> None:
    (command,) = report("github", HOSTILE, root=root).splitlines()

    head, message = re.fullmatch(r"::warning (.*?)::(.*)", command).groups()  # type: ignore[union-attr]
    file, line, title = head.split(",")
    assert file == "file=content/articles/2025/11/50%25%2Cline=1%3A%3Aa�| @octocat.md"
    assert (line, title) == ("line=1", "title=W201 tag-not-in-register")
    assert message.startswith("The tag “100%25��::stop-commands::x")


def test_paths_are_those_of_the_repository(root: Path) -> None:
    folder = root / "an archive"
    folder.mkdir()

    assert f"file=an archive/{PATH},line=3" in report("github", DATE, root=folder)
    (result,) = sarif(folder, DATE)["results"]
    place = result["locations"][0]["physicalLocation"]["artifactLocation"]
    assert place == {"uri": f"an%20archive/{PATH}", "uriBaseId": "%SRCROOT%"}


# SARIF ----------------------------------------------------------------------------------------------


def test_sarif_tells_where_and_how_severe_a_problem_is(root: Path) -> None:
    result = sarif(root, DATE)["results"][0]

    assert (result["ruleId"], result["level"]) == ("E108", "error")
    assert result["message"] == {"text": "There is no such day. Write 2025-11-21."}
    assert result["locations"][0]["physicalLocation"]["region"] == {"startLine": 3, "startColumn": 7}


def test_sarif_lists_the_rules_that_were_broken(root: Path) -> None:
    run = sarif(root, PLACE, DATE, PLACE)

    rules = run["tool"]["driver"]["rules"]
    assert [rule["id"] for rule in rules] == ["E108", "W203"]
    assert rules[0]["name"] == "date-invalid"
    assert rules[0]["shortDescription"] == {"text": "Date invalid"}
    assert rules[1]["defaultConfiguration"] == {"level": "warning"}
    assert [rules[result["ruleIndex"]]["id"] for result in run["results"]] == ["W203", "E108", "W203"]


def test_a_problem_without_a_file_has_no_place(root: Path) -> None:
    assert sarif(root, NOWHERE)["results"][0]["locations"] == []


def test_the_address_of_a_rule_is_that_of_the_commit_that_is_installed(
    root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    class FromGit:
        @staticmethod
        def read_text(name: str) -> str:
            assert name == "direct_url.json"
            return '{"url": "https://forge.example/you/sitegen.git", "vcs_info": {"commit_id": "abc"}}'

    monkeypatch.setattr(documentation, "distribution", lambda _: FromGit)
    documentation.repository.cache_clear()
    (rule,) = sarif(root, DATE)["tool"]["driver"]["rules"]
    documentation.repository.cache_clear()

    assert (
        rule["helpUri"] == "https://forge.example/you/sitegen/blob/abc/docs/diagnostics.md#e108-date-invalid"
    )


def marks(root: Path, *diagnostics: Diagnostic) -> list[str]:
    return [result["partialFingerprints"]["sitegen/v1"] for result in sarif(root, *diagnostics)["results"]]


def test_a_fingerprint_stays_when_lines_are_added_above(root: Path) -> None:
    before = marks(root, DATE)
    text = (root / PATH).read_text()
    (root / PATH).write_text(text.replace("title: A\n", "title: A\noutlet: B\n"))

    assert marks(root, Diagnostic(code="E108", message="There is no such day", path=PATH, line=4)) == before


def test_two_problems_have_two_fingerprints(root: Path) -> None:
    other_line = Diagnostic(code="W203", message="Unknown", path=PATH, line=6)
    other_file = Diagnostic(code="W203", message="Unknown", path="content/b.md", line=5)

    assert len(set(marks(root, PLACE, other_line, other_file, DATE))) == 4


# Markdown -------------------------------------------------------------------------------------------


def test_markdown_is_a_table_with_errors_first(root: Path) -> None:
    text = report("markdown", PLACE, DATE, root=root)

    html = MarkdownIt("commonmark", {"html": True}).enable("table").render(text)
    assert "<strong>1 error, 1 warning</strong> in the content." in html
    rows = re.findall(r"<td>(error|warning)</td>\n<td>([^<]*)</td>", html)
    assert rows == [("error", "E108 date-invalid"), ("warning", "W203 place-not-in-register")]
    assert "<code>Write 2025&#45;11&#45;21&#46;</code>" in text


def test_foreign_text_is_nothing_but_text_in_markdown(root: Path) -> None:
    text = report("markdown", HOSTILE, root=root)
    rows = [line for line in text.splitlines() if line.startswith("| warning")]

    # One row of five cells, of which the last three are quoted: no sign in them means anything.
    cells = rows[0].strip("| ").split(" | ")
    assert (len(rows), len(cells)) == (1, 5)
    assert all(re.fullmatch(r"<code>(?:[^\W_]|[ “”�→…]|&#\d+;)*</code>", cell) for cell in cells[2:])
    html = MarkdownIt("gfm-like", {"html": True, "linkify": False}).render(text)
    assert {tag.strip("/") for tag in re.findall(r"<(/?\w+)", html)} <= {
        *("p", "strong", "table", "thead", "tbody", "tr", "th", "td", "code")
    }


def test_a_report_fits_into_a_comment(root: Path) -> None:
    text = report("markdown", *[HOSTILE] * 500, root=root)

    assert len(text) < 51_000
    rows = text.count("\n| warning")
    assert text.endswith(f"\n… and {500 - rows} more. `sitegen check` shows them all.\n")


def test_every_rule_can_be_reported(root: Path) -> None:
    every = [Diagnostic(code=code, message="x") for code in RULES]

    assert report("github", *every, root=root).count("\n") == len(RULES)


def test_the_documentation_lists_every_format() -> None:
    rows = document("docs/checking.md").section("Formats").table("Format")

    assert [code_in(row["Format"]) for row in rows] == ["text", *MACHINE_FORMATS]
