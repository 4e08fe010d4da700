"""`sitegen tag`, `sitegen place` and `sitegen outlet`, as people run them."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import get_args

import click
import pytest
from click.testing import CliRunner, Result

from sitegen.cli import main
from sitegen.read.schema import PlaceEntry
from tests.sites import Site, article

MakeSite = Callable[..., Site]
PATH = "content/articles/2025/11/a.md"
REGISTERS = """\
-- content/tags.yaml --
floods:
  name: Floods
flooding:
  name: Flooding
-- content/outlets.yaml --
courier:
  name: The Courier
daily:
  name: The Daily
"""


@pytest.fixture
def run(monkeypatch: pytest.MonkeyPatch) -> Callable[..., Result]:
    """Runs a command in a folder: `run(folder, "tag", "list")`."""

    def runner(folder: Path, *arguments: str) -> Result:
        monkeypatch.chdir(folder)
        return CliRunner().invoke(main, arguments)

    return runner


Run = Callable[..., Result]


def archive(make: MakeSite, **front_matter: str) -> Site:
    site = make(REGISTERS)
    site.write(PATH, article(**{"tags": "[Flooding]", **front_matter}))
    return site


def test_list_is_for_people_and_for_programs(site: MakeSite, run: Run) -> None:
    root = archive(site).root
    text = run(root, "tag", "list")
    assert text.exit_code == 0
    assert "       1  flooding  Flooding\n" in text.stdout
    data = json.loads(run(root, "tag", "list", "--format", "json").stdout)
    assert [(entry["id"], entry["articles"]) for entry in data["entries"]] == [("flooding", 1), ("floods", 0)]
    assert run(root, "place", "list").stdout.startswith("0 entries in content/places.yaml\n")


def test_merge_tells_what_it_did(site: MakeSite, run: Run) -> None:
    made = archive(site)
    result = run(made.root, "tag", "merge", "flooding", "floods")
    assert result.exit_code == 0
    assert result.stdout == (
        "Merged `flooding` into `floods` in content/tags.yaml.\n"
        "/tags/flooding/ leads to /tags/floods/ from now on.\n"
        "1 article uses an old name, which stays valid. With --articles, the command rewrites them.\n"
    )
    assert made.check() == ()


def test_merge_can_rewrite_articles(site: MakeSite, run: Run) -> None:
    made = archive(site)
    result = run(made.root, "tag", "merge", "flooding", "floods", "--articles")
    assert "Merged `flooding` into `floods` in content/tags.yaml and in 1 article.\n" in result.stdout
    assert (made.root / PATH).read_text() == article(tags="[Floods]")


def test_a_dry_run_shows_a_diff_and_writes_nothing(site: MakeSite, run: Run) -> None:
    made = archive(site)
    before = (made.root / "content/tags.yaml").read_bytes()
    result = run(made.root, "tag", "merge", "flooding", "floods", "--articles", "--dry-run")
    assert result.exit_code == 0
    assert result.stdout == (
        "--- a/content/tags.yaml\n"
        "+++ b/content/tags.yaml\n"
        "@@ -1,4 +1,4 @@\n"
        " floods:\n"
        "   name: Floods\n"
        "-flooding:\n"
        "-  name: Flooding\n"
        "+  aliases: [Flooding]\n"
        "+  former_ids: [flooding]\n"
        f"--- a/{PATH}\n"
        f"+++ b/{PATH}\n"
        "@@ -2,7 +2,7 @@\n"
        " title: A title\n"
        " date: 2025-11-21\n"
        " outlet: The Courier\n"
        "-tags: [Flooding]\n"
        "+tags: [Floods]\n"
        " ---\n"
        " \n"
        " Some text.\n"
    )
    assert (made.root / "content/tags.yaml").read_bytes() == before


def test_rename_and_add(site: MakeSite, run: Run) -> None:
    made = archive(site, places="[Huế]")
    renamed = run(made.root, "outlet", "rename", "courier", "The Evening Courier", "--id", "evening-courier")
    assert renamed.stdout.startswith("Renamed `courier` in content/outlets.yaml.\n")
    place = ("--kind", "city", "--latitude", "16.4637", "--longitude", "107.5909", "--wikidata", "Q36167")
    added = run(made.root, "place", "add", "Huế", *place, "--geonames", "1580240")
    assert added.stdout == "Added “Huế” to content/places.yaml.\n"
    outlet = ("--url", "https://news.example/", "--country", "VN", "--language", "vi", "--alias", "TT")
    assert run(made.root, "outlet", "add", "Tin Tức", *outlet).exit_code == 0
    assert run(made.root, "tag", "merge", "flooding", "floods").exit_code == 0
    assert made.check() == ()


@pytest.mark.parametrize(
    "arguments",
    [
        ("tag", "add", "Flood"),
        ("tag", "add", "Rain", "--broader", "Weather"),
        ("tag", "rename", "floods", "Flooding"),
        ("tag", "merge", "floods"),
        ("tag", "merge", "floods", "snow"),
        ("place", "add", "Huế", "--kind", "town hall"),
        ("outlet", "add", "News", "--country", "Vietnam"),
        ("outlet", "add", "News", "--url", "news.example"),
    ],
)
def test_what_cannot_be_done_is_exit_code_2(site: MakeSite, run: Run, arguments: tuple[str, ...]) -> None:
    made = archive(site)
    before = {path.name: path.read_bytes() for path in (made.root / "content").glob("*.yaml")}
    result = run(made.root, *arguments)
    assert result.exit_code == 2
    assert "Error: " in result.stderr
    assert {path.name: path.read_bytes() for path in (made.root / "content").glob("*.yaml")} == before


def test_a_register_with_errors_is_shown_and_left_alone(site: MakeSite, run: Run) -> None:
    made = archive(site)
    made.write("content/tags.yaml", "floods:\n  nam: Floods\n")
    result = run(made.root, "tag", "add", "Rain")
    assert result.exit_code == 1
    assert "content/tags.yaml:2:3: error E105 key-unknown" in result.stderr
    assert "Nothing was changed." in result.stderr


def test_the_kinds_of_places_are_those_of_the_model() -> None:
    group = main.commands["place"]
    assert isinstance(group, click.Group)
    (kind,) = (option for option in group.commands["add"].params if option.name == "kind")
    assert isinstance(kind.type, click.Choice)
    assert {"", *kind.type.choices} == set(get_args(PlaceEntry.model_fields["kind"].annotation))
