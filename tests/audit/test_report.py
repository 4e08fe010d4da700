"""The audit's table and findings."""

from __future__ import annotations

import json
from pathlib import Path

from tests.audit.contact_sheet import contact_sheet
from tests.audit.report import MOST_SHOWN, Check, Finding, as_json, as_text, counted, missed


def finding(page: str, element: str = "<a>") -> Finding:
    return Finding(page=page, rule="a-rule", element=element, mend="Make it larger.")


def test_the_table_has_one_line_for_each_check() -> None:
    told = Check(name="fonts", pages=1, result="102.5 KB", target="", met=None)
    text = as_text([counted("axe: sample", 16, []), told])
    assert text.splitlines() == [
        "check        pages  result      target  verdict",
        "axe: sample     16  no finding  none    ok",
        "fonts            1  102.5 KB",
    ]


def test_a_finding_says_where_what_and_how_to_mend_it() -> None:
    text = as_text([counted("axe: sample", 1, [finding("/tags/")])])
    assert text.splitlines()[1] == "axe: sample      1  1 finding  none    missed"
    assert text.endswith("a-rule\n  - page     /tags/\n    element  <a>\n    mend     Make it larger.")


def test_the_same_fault_on_several_pages_is_told_once() -> None:
    text = as_text([counted("axe: sample", 2, [finding("/tags/"), finding("/places/")])])
    assert text.count("Make it larger.") == 1
    assert "/tags/ and 1 more" in text


def test_of_many_findings_the_first_are_told_and_the_rest_counted() -> None:
    findings = [finding("/tags/", f"<a href='{number}'>") for number in range(MOST_SHOWN + 3)]
    checks = [counted("axe: sample", 1, findings)]
    assert as_text(checks).count("Make it larger.") == MOST_SHOWN
    assert "and 3 more" in as_text(checks)
    assert len(json.loads(as_json(checks))[0]["findings"]) == MOST_SHOWN + 3


def test_only_a_missed_target_counts_as_missed() -> None:
    told = Check(name="fonts", pages=1, result="102.5 KB", target="", met=None)
    assert not missed([told, counted("axe: sample", 1, [])])
    assert missed([told, counted("axe: sample", 1, [finding("/")])])


def test_the_contact_sheet_shows_the_pictures_of_a_kind_in_one_row(tmp_path: Path) -> None:
    (tmp_path / "sample").mkdir()
    for name in (
        "older-page-1280-light",
        "older-page-360-dark",
        "older-page-643-print",
        "older-page-360-light",
    ):
        (tmp_path / f"sample/{name}.png").touch()
    html = contact_sheet(tmp_path)
    assert html.count("<h2>") == 1
    assert "<h2>sample: older-page</h2>" in html
    sources = [part.partition('"')[0] for part in html.split('src="')[1:]]
    assert sources == [
        "sample/older-page-360-light.png",
        "sample/older-page-1280-light.png",
        "sample/older-page-360-dark.png",
        "sample/older-page-643-print.png",
    ]
