"""`sitegen schema`: what editors know of an archive's files."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest
from check_jsonschema import main as check_jsonschema
from click.testing import CliRunner

from sitegen.cli import main
from sitegen.contribute.schemas.jsonc import read_jsonc
from sitegen.contribute.schemas.writing import SchemaError, editor_files, write_editor_files
from sitegen.dates import DATE_PATTERN, DAY_PATTERN
from sitegen.diagnostics import Diagnostic, ProblemsError
from sitegen.read.split import FENCE
from sitegen.report import diagnostic_text
from tests.docs.documents import ROOT, code_in, document
from tests.docs.test_content_model import SECTIONS
from tests.sites import Site, make_site

REGISTERS = """
-- content/tags.yaml --
floods:
  name: Floods
-- content/places.yaml --
hue:
  name: Huế
"""


@pytest.fixture
def site(tmp_path: Path) -> Site:
    return make_site(tmp_path, REGISTERS)


def schema(site: Site, name: str) -> dict[str, Any]:
    write_editor_files(site.root)
    found: dict[str, Any] = json.loads((site.root / f"schemas/{name}.schema.json").read_text())
    return found


def findings(schema_name: str, files: list[Path], root: Path = ROOT) -> str:
    """What check-jsonschema says of YAML files; empty when they are as the schema wants them."""
    arguments = ["--schemafile", str(root / f"schemas/{schema_name}.schema.json"), *map(str, files)]
    result = CliRunner().invoke(check_jsonschema, arguments)
    return "" if result.exit_code == 0 else result.output


def front_matter(folder: str, target: Path) -> list[Path]:
    """The front matter of all documents of a folder of the sample, each as a YAML file."""
    written = []
    for number, file in enumerate(sorted((ROOT / folder).rglob("*.md"))):
        copy = target / f"{number}-{file.stem}.yaml"
        copy.write_text(file.read_text(encoding="utf-8").split(f"{FENCE}\n")[1], encoding="utf-8")
        written.append(copy)
    assert written
    return written


def test_the_files_of_this_repository_are_current() -> None:
    found = editor_files(ROOT)
    assert (dict(found.stale), dict(found.by_hand)) == ({}, {}), "run `sitegen schema`"


@pytest.mark.parametrize("name", ["site", "tags", "places", "outlets"])
def test_the_sample_is_as_its_schemas_want_it(name: str) -> None:
    assert findings(name, [ROOT / f"content/{name}.yaml"]) == ""


def test_the_front_matter_of_the_sample_is_as_the_schemas_want_it(tmp_path: Path) -> None:
    assert findings("article", front_matter("content/articles", tmp_path)) == ""
    assert findings("page", front_matter("content/pages", tmp_path)) == ""


@pytest.mark.parametrize(
    ("line", "complaint"),
    [
        ("author: Lê Minh", "'author' was unexpected"),
        ("tags: Floods", "'Floods' is not of type 'array', 'null'"),
        ("retrieved: yesterday", "'yesterday' does not match"),
        ("source_url: courier.example", "'courier.example' does not match"),
        ("draft: maybe", "'maybe' is not of type 'boolean', 'null'"),
        ("status: withdrawn", "'status_note' is a required property"),
        ("status: hidden", "'hidden' is not valid under any of the given schemas"),
    ],
)
def test_what_a_check_calls_wrong_a_schema_calls_wrong(line: str, complaint: str, tmp_path: Path) -> None:
    file = tmp_path / "article.yaml"
    file.write_text(f"title: A\ndate: 2025\noutlet: B\n{line}\n", encoding="utf-8")
    assert complaint in findings("article", [file])


@pytest.mark.parametrize(
    ("model", "name"), [("ArticleMeta", "article"), ("PageMeta", "page"), ("SiteMeta", "site")]
)
def test_the_examples_of_the_documentation_are_as_the_schemas_want_them(
    model: str, name: str, tmp_path: Path
) -> None:
    section, others = SECTIONS[model]
    files = []
    for row in section.table("Key"):
        key, example = code_in(row["Key"]), code_in(row["Example"])
        rest = "".join(f"{line}\n" for line in others.splitlines() if not line.startswith(f"{key}:"))
        files.append(tmp_path / f"{key}.yaml")
        files[-1].write_text(f"{key}: {example}\n{rest}", encoding="utf-8")
    assert findings(name, files) == ""


def test_keys_without_a_value_count_as_absent(tmp_path: Path) -> None:
    keys = json.loads((ROOT / "schemas/article.schema.json").read_text())["properties"]
    optional = [key for key in keys if key not in ("title", "date", "outlet")]
    file = tmp_path / "article.yaml"
    file.write_text("title: A\ndate: 2025\noutlet: B\n" + "".join(f"{key}:\n" for key in optional))
    assert findings("article", [file]) == ""


def test_names_of_the_registers_are_offered_and_others_are_no_error(site: Site, tmp_path: Path) -> None:
    keys = schema(site, "article")["properties"]
    assert keys["outlet"]["anyOf"][0] == {"enum": ["The Courier"]}
    assert keys["tags"]["items"]["anyOf"][0] == {"enum": ["Floods"]}
    file = tmp_path / "article.yaml"
    file.write_text("title: A\ndate: 2025\noutlet: Another\ntags: [Fires]\nplaces: [Huế]\n", encoding="utf-8")
    assert findings("article", [file], site.root) == ""


def test_ids_of_the_register_are_offered_for_the_place_around(site: Site) -> None:
    within = schema(site, "places")["additionalProperties"]["properties"]["within"]
    assert within["anyOf"][0] == {"enum": ["hue"]}


def test_hover_help_is_what_the_models_say(site: Site) -> None:
    keys = schema(site, "article")["properties"]
    assert (keys["source_url"]["title"], keys["source_url"]["description"]) == (
        "Source address",
        "The original page on the web.",
    )


@pytest.mark.parametrize(
    "written",
    [code_in(row["Written"]) for row in document("docs/content-model.md").section("Dates").table("Written")],
)
def test_every_kind_of_date_matches_the_pattern(written: str) -> None:
    assert re.fullmatch(DATE_PATTERN.strip("^$"), written)


@pytest.mark.parametrize("text", ["21/11/2025", "2025-13", "2025-1-1", "November 2025", "2025-11-21 10:20"])
def test_what_is_no_date_does_not_match(text: str) -> None:
    assert not re.search(DATE_PATTERN, text)
    assert not re.search(DAY_PATTERN, text)


def test_a_second_run_writes_nothing(site: Site) -> None:
    assert len(write_editor_files(site.root).stale) == 10
    assert write_editor_files(site.root).stale == {}


def test_a_new_name_in_a_register_makes_the_files_out_of_date(
    site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(site.root)
    assert CliRunner().invoke(main, ["schema"]).exit_code == 0
    assert CliRunner().invoke(main, ["schema", "--check"]).exit_code == 0
    site.write("content/tags.yaml", "fires:\n  name: Fires\n")
    result = CliRunner().invoke(main, ["schema", "--check"])
    assert result.exit_code == 1
    assert "Out of date: schemas/article.schema.json" in result.output
    assert "Fires" not in (site.root / "schemas/article.schema.json").read_text()


def test_settings_of_ones_own_are_kept(site: Site) -> None:
    own = {"editor.rulers": [110], "yaml.schemas": {"./own.json": "own.yaml"}}
    site.write(".vscode/settings.json", json.dumps(own))
    site.write(".vscode/tasks.json", json.dumps({"tasks": [{"label": "sitegen check"}, {"label": "own"}]}))
    write_editor_files(site.root)
    settings = json.loads((site.root / ".vscode/settings.json").read_text())
    assert settings["editor.rulers"] == [110]
    assert settings["yaml.schemas"]["./own.json"] == "own.yaml"
    assert settings["yaml.schemas"]["./schemas/tags.schema.json"] == "content/tags.yaml"
    tasks = json.loads((site.root / ".vscode/tasks.json").read_text())["tasks"]
    assert [task["label"] for task in tasks] == ["sitegen check", "own"]
    assert tasks[0]["command"] == "sitegen check"


def test_settings_with_comments_are_left_alone_and_told(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    text = '{\n  // Wide.\n  "editor.rulers": [110],\n}\n'
    site.write(".vscode/settings.json", text)
    monkeypatch.chdir(site.root)
    result = CliRunner().invoke(main, ["schema"])
    assert (site.root / ".vscode/settings.json").read_text() == text
    assert ".vscode/settings.json has comments" in result.stderr
    assert '"./schemas/tags.schema.json": "content/tags.yaml"' in result.stderr


def test_settings_with_comments_that_hold_all_are_up_to_date(site: Site) -> None:
    write_editor_files(site.root)
    file = site.root / ".vscode/settings.json"
    file.write_text(f"// Ours.\n{file.read_text()}")
    found = editor_files(site.root)
    assert (found.stale, found.by_hand) == ({}, {})


def test_comments_and_last_commas_are_read() -> None:
    text = '{"a": "// no comment", /* one */ "b": [1, 2, // two\n ], }'
    assert read_jsonc(text) == {"a": "// no comment", "b": [1, 2]}
    assert read_jsonc("[1]") is None


def test_no_link_leads_out_of_the_archive(site: Site, tmp_path_factory: pytest.TempPathFactory) -> None:
    outside = tmp_path_factory.mktemp("outside")
    (site.root / "schemas").symlink_to(outside)
    with pytest.raises(SchemaError, match="symbolic link"):
        write_editor_files(site.root)
    assert list(outside.iterdir()) == []


def test_a_register_with_errors_is_told_first(site: Site) -> None:
    site.write("content/tags.yaml", "floods:\n  nam: Floods\n")
    with pytest.raises(ProblemsError):
        editor_files(site.root)


def test_the_task_reads_what_a_check_prints(site: Site) -> None:
    write_editor_files(site.root)
    tasks = json.loads((site.root / ".vscode/tasks.json").read_text())["tasks"]
    place, message = (re.compile(part["regexp"]) for part in tasks[0]["problemMatcher"]["pattern"])
    diagnostic = Diagnostic(code="E108", message="No date", path="content/a.md", line=3, column=7)
    first, second = diagnostic_text(diagnostic, site.root).split("\n")[:2]
    assert place.findall(first) == [("content/a.md", "3", "7", "error", "E108")]
    assert message.findall(second) == ["No date."]


def test_names_with_special_signs_are_choices_in_snippets(site: Site) -> None:
    site.write("content/places.yaml", "washington:\n  name: Washington, D.C.\n")
    write_editor_files(site.root)
    snippets = json.loads((site.root / ".vscode/sitegen.code-snippets").read_text())
    assert snippets["Place"]["body"] == [r'${1|"Washington\, D.C."|}']
