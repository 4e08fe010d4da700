"""`sitegen check --links` on the command line."""

from __future__ import annotations

import datetime as dt
import json

import pytest
from click.testing import CliRunner

from sitegen.cli import main
from sitegen.contribute.external_links import checking
from sitegen.contribute.external_links.link_memory import MEMORY_PATH, write_memory
from sitegen.contribute.external_links.values import LinkCheck
from tests.sites import article, make_site

FLOOD = "https://courier.example/flood"
NOW = dt.datetime.now(dt.UTC)
GOOD = LinkCheck(outcome="ok", checked=NOW)
DEAD = LinkCheck(outcome="gone", reason="Gone", checked=NOW, gone_since=NOW - dt.timedelta(days=2))
MOVED = LinkCheck(outcome="ok", moved_to="https://courier.example/2025/flood", checked=NOW)


@pytest.fixture
def run(tmp_path, monkeypatch):
    """Runs `sitegen check` on an archive with one link, of which the last check is remembered."""
    site = make_site(tmp_path)
    site.write("content/articles/2025/11/flood.md", article("Flood", source_url=FLOOD))
    site.write("content/articles/2025/11/rain.md", article("Rain"))
    monkeypatch.chdir(tmp_path)

    def ran(*arguments, check=GOOD):
        write_memory(site.root, {FLOOD: check})
        return CliRunner().invoke(main, ["check", *arguments])

    return ran


def test_good_links_end_with_0(run):
    result = run("--links")

    assert result.exit_code == 0
    assert "1 address of other sites, 0 asked now." in result.output


def test_dead_links_end_with_1(run):
    result = run("--links", check=DEAD)

    assert result.exit_code == 1
    assert "content/articles/2025/11/flood.md:5:13: warning W805 link-dead" in result.output


def test_moved_links_end_with_1_only_when_strict(run):
    assert run("--links", check=MOVED).exit_code == 0
    assert run("--links", "--strict", check=MOVED).exit_code == 1


def test_programs_get_their_report_on_standard_output_and_people_theirs_beside_it(run):
    result = run("--links", "--format", "json", check=DEAD)

    assert "W805" in json.dumps(json.loads(result.stdout))
    assert "1 address of other sites" in result.stderr


def test_paths_say_whose_links_are_checked(run):
    result = run("--links", "content/articles/2025/11/rain.md", check=DEAD)

    assert result.exit_code == 0
    assert "No links to other sites." in result.output


def test_ctrl_c_says_that_nothing_is_lost(run, monkeypatch):
    def pressed(*_arguments, **_options):
        raise KeyboardInterrupt

    monkeypatch.setattr(checking, "results_by_host", pressed)
    result = run("--links", "--links-max-age", "0")

    assert result.exit_code == 130
    assert "Run the same command again: it goes on from here." in result.output


def test_a_check_without_the_option_asks_nobody(run, monkeypatch, tmp_path):
    monkeypatch.setattr(checking, "check_links", None)

    assert run(check=DEAD).exit_code == 0
    assert (tmp_path / MEMORY_PATH).is_file()


@pytest.mark.parametrize("option", ["--archives", "--links-max-age=3"])
def test_options_that_belong_to_links_are_refused_without_it(run, option):
    result = run(option)

    assert result.exit_code == 2
    assert "belong to --links" in result.output
