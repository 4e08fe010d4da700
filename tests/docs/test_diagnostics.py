"""docs/diagnostics.md: every rule, each with an example that breaks it."""

from __future__ import annotations

import re
import subprocess
from pathlib import Path

import pytest

from sitegen.diagnostics import RULES, Diagnostic, ProblemsError, Rule
from sitegen.report import diagnostic_text
from sitegen.report_formats.json_report import json_report
from tests.docs.documents import Document, all_documents, document
from tests.sites import SITE_YAML, Site, article, make_site

SECTIONS = {
    match[0]: section
    for title, section in document("docs/diagnostics.md").sections.items()
    if (match := re.fullmatch(r"[EW]\d{3} [a-z-]+", title))
}
# A file has to change at the wrong moment, the search program itself to fail, a process to be killed, a
# cluster to be out of reach, or another site to answer.
WITHOUT_EXAMPLE = {"E207", "E506", "E507", "E508", "W601", "W602"}
# A build does not look for these.
ONLY_CHECKED = {"W204"}


def found_in(site: Site) -> tuple[Diagnostic, ...]:
    """What a build reports, whether it stops or not."""
    try:
        return site.build().warnings
    except ProblemsError as problems:
        return problems.diagnostics


def test_every_rule_has_a_section() -> None:
    assert set(SECTIONS) == {f"{rule.code} {rule.name}" for rule in RULES.values()}


@pytest.mark.parametrize("rule", RULES.values(), ids=RULES)
def test_a_section_tells_the_severity(rule: Rule) -> None:
    section = SECTIONS[f"{rule.code} {rule.name}"]
    assert section.text.strip().startswith(f"Severity: {rule.severity}. ")


@pytest.mark.parametrize("code", sorted(set(RULES) - WITHOUT_EXAMPLE))
def test_an_example_breaks_its_rule(code: str, tmp_path: Path) -> None:
    section = SECTIONS[f"{code} {RULES[code].name}"]
    (block,) = section.blocks
    if block.info == "archive":
        site = make_site(tmp_path / "archive", block.text)
    else:
        assert block.info == "sh in an archive"
        site = make_site(tmp_path / "archive")
        subprocess.run(["bash", "-euc", block.text], check=True, cwd=site.root)
    found = site.check() if code in ONLY_CHECKED else found_in(site)
    assert {problem.code for problem in found} == {code}


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
