"""docs/diagnostics.md: every rule, each with an example that breaks it, and the same mended."""

from __future__ import annotations

import re
import shutil
import subprocess
from pathlib import Path

import pytest

from sitegen.diagnostics import RULES, Diagnostic, ProblemsError, Rule
from sitegen.report import diagnostic_text
from sitegen.report_formats.json_report import json_report
from tests.docs.documents import Document, all_documents, document
from tests.sites import SITE_YAML, Site, article, is_linted, make_site

SECTIONS = {
    match[0]: section
    for title, section in document("docs/diagnostics.md").sections.items()
    if (match := re.fullmatch(r"[EW]\d{3} [a-z-]+", title))
}
# A file has to change at the wrong moment, the search program itself to fail, a process to be killed, or a
# cluster to be out of reach.
WITHOUT_EXAMPLE = {"E207", "E506", "E507", "E508"}
# Mended by deleting a file, by its permissions or with an image editor, which no text can show; a date in the
# future becomes none by waiting.
WITHOUT_REMEDY = {
    *("E201", "E202", "E203", "E204", "E206", "E304", "E404", "E405", "E501", "E504", "E505"),
    *("W404", "W406", "W603"),
}
# Only a build meets these: a check renders and writes nothing.
ONLY_BUILT = {"E503", "E504", "E505"}


def found_in(site: Site, code: str) -> tuple[Diagnostic, ...]:
    """What a check reports; the articles that show other rules may be shorter than an article should be."""
    try:
        if code in ONLY_BUILT:
            return site.build().warnings
        found = site.all_problems()
    except ProblemsError as problems:
        return problems.diagnostics
    return found if is_linted(code) else tuple(problem for problem in found if not is_linted(problem.code))


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """What sitegen remembers of the theme: which templates use which takes nine tenths of a check."""
    site = make_site(tmp_path_factory.mktemp("seed") / "archive")
    site.check()
    return site.root / ".sitegen"


def section_of(code: str) -> Document:
    return SECTIONS[f"{code} {RULES[code].name}"]


def test_every_rule_has_a_section() -> None:
    assert set(SECTIONS) == {f"{rule.code} {rule.name}" for rule in RULES.values()}


@pytest.mark.parametrize("rule", RULES.values(), ids=RULES)
def test_a_section_tells_the_severity(rule: Rule) -> None:
    section = SECTIONS[f"{rule.code} {rule.name}"]
    assert section.text.strip().startswith(f"Severity: {rule.severity}. ")


@pytest.mark.parametrize("code", sorted(set(RULES) - WITHOUT_EXAMPLE))
def test_an_example_breaks_its_rule(code: str, tmp_path: Path, store: Path) -> None:
    block = section_of(code).blocks[0]
    shutil.copytree(store, tmp_path / "archive/.sitegen")
    if block.info == "archive":
        site = make_site(tmp_path / "archive", block.text)
    else:
        assert block.info == "sh in an archive"
        site = make_site(tmp_path / "archive")
        subprocess.run(["bash", "-euc", block.text], check=True, cwd=site.root)
    assert {problem.code for problem in found_in(site, code)} == {code}


@pytest.mark.parametrize("code", sorted(set(RULES) - WITHOUT_EXAMPLE - WITHOUT_REMEDY))
def test_the_mended_example_has_no_problem(code: str, tmp_path: Path, store: Path) -> None:
    block = section_of(code).blocks[1]
    assert block.info == "archive mended"
    shutil.copytree(store, tmp_path / "archive/.sitegen")
    assert found_in(make_site(tmp_path / "archive", block.text), code) == ()


def test_the_table_has_all_rules_in_the_order_of_the_sections() -> None:
    rows = document("docs/diagnostics.md").table("Rule")
    rules = [RULES[re.fullmatch(r"([EW]\d{3}) .*", title)[1]] for title in SECTIONS]  # type: ignore[index]
    severities = {rule: "error, always" if rule.is_fixed else rule.severity for rule in rules}
    assert [(row["Rule"], row["Severity"]) for row in rows] == [
        (f"[{rule.code}](#{rule.code.lower()}-{rule.name}) `{rule.name}`", severities[rule]) for rule in rules
    ]


def test_the_address_of_a_rule_may_be_its_code() -> None:
    text = document("docs/diagnostics.md").text
    assert all(f'<a id="{code.lower()}"></a>\n\n### {code} ' in text for code in RULES)


def test_the_report_at_the_top_is_a_real_one(tmp_path: Path) -> None:
    site = make_site(tmp_path / "archive")
    site.write("content/articles/2025/11/rain.md", article("Rain", "2025-02-30"))
    (problem,) = site.problems()
    assert diagnostic_text(problem, site.root) == document("docs/diagnostics.md").block("text").rstrip("\n")


@pytest.mark.parametrize("doc", all_documents(), ids=lambda doc: doc.name)
def test_codes_that_are_named_exist(doc: Document) -> None:
    assert set(re.findall(r"\b[EW]\d{3}\b", doc.text)) <= set(RULES)


def test_the_rules_that_may_be_lowered_are_named() -> None:
    text = document("docs/checking.md").section("Rules").text
    sentence = text[text.index("all those with `E`, but for") :].split(".")[0]
    lowered = {code for code, rule in RULES.items() if rule.severity == "error" and not rule.is_fixed}
    assert set(re.findall(r"\bE\d{3}\b", sentence)) == lowered


def test_the_example_of_rules_is_valid(tmp_path: Path) -> None:
    rules = document("docs/checking.md").block("yaml rules")
    site = make_site(tmp_path / "archive", f"-- content/site.yaml --\n{SITE_YAML}{rules}")
    assert site.check() == ()


def test_the_documented_shape_of_the_json_is_that_of_a_real_report(tmp_path: Path) -> None:
    site = make_site(tmp_path / "archive")
    site.write("content/articles/2025/11/rain.md", article("Rain", "2025-02-30"))
    assert json_report(site.check()) == document("docs/checking.md").block("json report")
