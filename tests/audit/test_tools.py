"""What the audit reads in the answers of its tools. The tools themselves are not needed."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from tests.audit import accessibility, lighthouse, markup, tools
from tests.audit.__main__ import main
from tests.audit.kinds import Kind
from tests.audit.screenshots import main as screenshots
from tests.audit.served import Served
from tests.audit.weight import Sent, weight_check, weight_of

FOLDER = Path(__file__).parent
SITE = Served(name="sample", folder=Path("/tmp/site"), url="http://127.0.0.1:1")
HOME = Kind(name="home", address="/")


def test_a_violation_of_axe_is_a_finding_for_each_element() -> None:
    node = {"html": "<a href='/'>", "failureSummary": "Fix any of the following:\n  Too small"}
    violation = {
        "id": "target-size",
        "help": "Targets must be large enough",
        "helpUrl": "https://dequeuniversity.com/rules/axe/target-size",
        "nodes": [node, {"html": "<a href='/b'>"}],
    }
    first, second = accessibility.findings_of([violation], "sample /, 360 px, light")
    assert first.rule.startswith("axe target-size: Targets must be large enough")
    assert (first.element, first.mend) == (node["html"], node["failureSummary"])
    assert second.mend == "Targets must be large enough"


def test_a_message_of_the_markup_checker_names_page_and_line() -> None:
    message = {
        "type": "info",
        "subType": "warning",
        "url": "file:/tmp/site/tags/index.html",
        "lastLine": 12,
        "message": "Section lacks heading.",
        "extract": "<section>",
    }
    (found,) = markup.findings_of([message], SITE)
    assert found.page == "sample /tags/:12"
    assert found.rule == "Nu HTML Checker, warning"
    assert found.mend == "Section lacks heading."


def test_container_queries_which_the_markup_checker_does_not_know_are_no_finding() -> None:
    known = {"type": "error", "url": "file:/tmp/site/assets/a.css", "message": "CSS: Parse Error."}
    unknown = [
        {**known, "message": "CSS: Unrecognized at-rule “@container”"},
        {**known, "message": "CSS: “container-type”: Property “container-type” doesn't exist."},
    ]
    (found,) = markup.findings_of([*unknown, known], SITE)
    assert found.page == "sample /assets/a.css"
    assert found.mend == "CSS: Parse Error."


def lighthouse_result(performance: float) -> dict[str, Any]:
    audit = {
        "id": "cls",
        "title": "Layout shift",
        "description": "Give images their size.",
        "score": 0.4,
        "scoreDisplayMode": "numeric",
        "details": {"items": [{"node": {"snippet": "<img>"}}]},
    }
    categories: dict[str, Any] = {key: {"score": 1, "auditRefs": []} for key in lighthouse.CATEGORIES}
    categories["performance"] = {"score": performance, "auditRefs": [{"id": "cls", "weight": 25}]}
    return {"categories": categories, "audits": {"cls": audit}}


def test_lighthouse_is_met_from_98_points_in_every_category() -> None:
    check = lighthouse.check_of(lighthouse_result(0.98), "sample", HOME)
    assert check.met
    assert check.result == "speed 98, access 100, practice 100, SEO 100"
    assert check.findings == ()


def test_below_98_points_the_audits_that_failed_are_told() -> None:
    check = lighthouse.check_of(lighthouse_result(0.97), "sample", HOME)
    (found,) = check.findings
    assert not check.met
    assert found.rule == "lighthouse cls: Layout shift"
    assert (found.element, found.mend) == ("<img>", "Give images their size.")


def test_weights_are_summed_by_kind_of_file() -> None:
    sent = [
        Sent(kind="document", url="http://a/", size=9_000),
        Sent(kind="stylesheet", url="http://a/style.css", size=16_000),
        Sent(kind="font", url="http://a/serif.woff2", size=50_000),
    ]
    assert weight_of(sent, ("document", "stylesheet")) == 25_000
    assert weight_check("article", sent, ("document", "stylesheet"), 25).met
    check = weight_check("article", sent, ("document", "stylesheet"), 24)
    assert (check.result, check.target, check.met) == ("25.0 KB", "≤ 24 KB", False)
    assert check.findings[0].element == "style.css 16.0 KB, the page 9.0 KB"


def test_a_missing_java_is_told_with_the_next_step(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    done = CliRunner().invoke(main, ["--part", "html"])
    assert done.exit_code == 1
    assert "default-jre-headless" in done.output


def test_missing_packages_are_told_with_the_next_step(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(tools, "_PACKAGES", tmp_path)
    with pytest.raises(tools.NoToolError, match="make audit"):
        tools.axe()


def test_unknown_parts_and_kinds_are_refused_with_the_known_ones() -> None:
    done = CliRunner().invoke(main, ["--part", "axe,speed"])
    assert done.exit_code == 2
    assert "speed: no such part. Parts: html, links, weight, axe, lighthouse." in done.output
    done = CliRunner().invoke(screenshots, ["--kind", "cover"])
    assert done.exit_code == 2
    assert "cover: no such kind of page" in done.output


def test_npm_packages_are_pinned_and_come_from_no_named_host() -> None:
    wanted = json.loads((FOLDER / "package.json").read_text())["dependencies"]
    lock = (FOLDER / "package-lock.json").read_text()
    packages = json.loads(lock)["packages"]
    assert packages[""]["dependencies"] == wanted
    assert {name: packages[f"node_modules/{name}"]["version"] for name in wanted} == wanted
    assert all(package["integrity"] for name, package in packages.items() if name)
    # “latest” means another version each month, and then `npm ci` refuses the lock file.
    overrides = json.loads((FOLDER / "package.json").read_text())["overrides"]
    for name, package in packages.items():
        floating = {k for k, v in package.get("dependencies", {}).items() if v == "latest"}
        assert floating <= set(overrides.get(name.rpartition("node_modules/")[2], ())), name
    addresses = [package["resolved"] for package in packages.values() if "resolved" in package]
    assert all(address.startswith("https://registry.npmjs.org/") for address in addresses)
