"""`sitegen check --fix` and `--diff`: what is mended, and what is left to people."""

from __future__ import annotations

import subprocess

import pytest
from click.testing import CliRunner

from sitegen.cli import main
from sitegen.contribute.file_changes import FileChangeError, diff_text, write_changes
from sitegen.contribute.fixing.codes import MENDABLE
from sitegen.contribute.fixing.dates import meant_date
from sitegen.contribute.fixing.mending import mendable
from sitegen.contribute.fixing.problems import FileChecker
from sitegen.contribute.fixing.table import FIXES
from sitegen.diagnostics import RULES, Diagnostic
from sitegen.read.site_config import read_site_config
from tests.sites import Site, make_site

REGISTERS = """
-- content/tags.yaml --
floods:
  name: Floods
  aliases: [High water]
war-and-conflict:
  name: War and conflict
-- content/places.yaml --
hoi-an:
  name: Hội An
monterey:
  name: Monterey
"""
PATH = "content/articles/2025/11/rain.md"
ARTICLE = """\
---
# Checked by Lan.
title: 'Rain'   # from the page
date: 2025-11-21
outlet: "The Courier"
summary: It rained for a whole day, and the river rose.
---

The river rose on Friday, and the market in the old town was under water by noon.
"""


@pytest.fixture
def site(tmp_path):
    return make_site(tmp_path, REGISTERS)


def mended(site: Site, text: str, path: str = PATH) -> str:
    """The text of a file after --fix."""
    site.write(path, text)
    for file in mendable(site.root, every_problem(site, path)):
        write_changes(site.root, [file.change])
    return (site.root / path).read_bytes().decode()


def every_problem(site: Site, path: str) -> list[Diagnostic]:
    steps = FileChecker(site.root, read_site_config(site.root)).problems(
        path, (site.root / path).read_bytes()
    )
    return [problem for step in steps for problem in step]


def with_line(old: str, new: str) -> str:
    assert old in ARTICLE
    return ARTICLE.replace(old, new)


# What somebody wrote in the place of a line, and what is left of it.
MENDED = [
    ("date: 2025-11-21", "date: 2025-11-1  # c", "date: 2025-11-01  # c"),
    ("date: 2025-11-21", 'date: "2025/11/21"', 'date: "2025-11-21"'),
    ("date: 2025-11-21", "date: 21 November 2025", "date: 2025-11-21"),
    ("title: 'Rain'", "Title: 'Rain'", "title: 'Rain'"),
    ("title: 'Rain' ", "title: Rain: a story ", 'title: "Rain: a story" '),
    ("title: 'Rain' ", "title: \"Rain\" it's called ", "title: '\"Rain\" it\'\'s called' "),
    ("date: 2025-11-21", "date: 2025-11-21\ntag: Floods  # c", "date: 2025-11-21\ntags: [Floods]  # c"),
    ("date: 2025-11-21", "date: 2025-11-21\nauthor: 'Lê Minh'", "date: 2025-11-21\nauthors: ['Lê Minh']"),
    ("date: 2025-11-21", "date: 2025-11-21\nalias: /old/rain/", "date: 2025-11-21\naliases: [/old/rain/]"),
    (
        "date: 2025-11-21",
        "date: 2025-11-21\ntags: Floods, War and conflict",
        "date: 2025-11-21\ntags: [Floods, War and conflict]",
    ),
    ("date: 2025-11-21", "date: 2025-11-21\nlanguage: EN_gb", "date: 2025-11-21\nlanguage: en-GB"),
    ("date: 2025-11-21", "date: 2025-11-21\nslug: The Rain!", "date: 2025-11-21\nslug: the-rain"),
    ("date: 2025-11-21", "date: 2025-11-21\nplaces: [Hoian]", "date: 2025-11-21\nplaces: [Hội An]"),
    (
        "date: 2025-11-21",
        "date: 2025-11-21\ntags:\n  - Floods\n  # twice\n  - high water\n",
        "date: 2025-11-21\ntags:\n  - Floods\n",
    ),
    ("a whole day", "a &ldquo;whole&rdquo; day", "a “whole” day"),
    ("a whole day", "cafÃ© noise", "café noise"),
    ("The river rose", "# Rain\n\nThe river rose", "The river rose"),
    ("The river rose", "Rain\n====\n\nThe river rose", "The river rose"),
    ("The river rose", "The cafÃ© on the river rose", "The café on the river rose"),
    ("The river rose", "L&rsquo;eau rose", "L’eau rose"),
    ("The river rose", "Rain &amp; wind rose", "Rain & wind rose"),
    (
        "under water",
        "under [water](https://a.example/?utm_source=x&id=1&fbclid=2)",
        "under [water](https://a.example/?id=1)",
    ),
    (
        "date: 2025-11-21",
        "date: 2025-11-21\nsource_url: https://a.example/b?utm_source=x#c # d",
        "date: 2025-11-21\nsource_url: https://a.example/b#c # d",
    ),
]  # fmt: skip


@pytest.mark.parametrize(("line", "written", "right"), MENDED, ids=[case[1] for case in MENDED])
def test_what_has_one_right_answer_is_mended_and_nothing_else_changes(site, line, written, right):
    assert mended(site, with_line(line, written)) == with_line(line, right)


# What somebody wrote in the place of a line, and why nobody but people can tell what is right.
LEFT = [
    ("date: 2025-11-21", "date: 3/12/2025"),  # December or March.
    ("date: 2025-11-21", "date: 2025-11-31"),  # Which day was meant?
    ("date: 2025-11-21", "date: 2025-11-21\ntags: [Flods]"),  # A misspelling, or a tag of its own.
    ("date: 2025-11-21", "date: 2025-11-21\nplaces: [Monterrey]"),  # A town in Mexico, and one in California.
    ("date: 2025-11-21", "date: 2025-11-21\nauthors: Lê Minh, Hanoi"),  # One author or two.
    ("date: 2025-11-21", "date: 2025-11-21\ntags: Floods, Snow"),  # A register does not know both.
    ("date: 2025-11-21", "date: 2025-11-21\ntag: [Floods]\ntags: [War]"),  # There are tags already.
    ("date: 2025-11-21", "date: 2025-11-21\ntags: 'Floods' 'War'"),  # Two tags, or one.
    ("date: 2025-11-21", "date: 2025-11-21\nmood: wet"),  # No key is near.
    ("title: 'Rain'   # from the page\n", "title: Rain date: 2025\n"),  # Two keys on one line.
    ("under water by noon.", "under water by noon.\n\nComments (0)"),
    ("The river rose", "As `&eacute;` is written, a &amp;eacute; rose"),  # Code, and what would become é.
    ("The river rose", "\\&eacute; rose"),  # Somebody meant it to be seen.
]


@pytest.mark.parametrize(("line", "written"), LEFT, ids=[case[1] for case in LEFT])
def test_what_only_people_can_tell_is_left_alone(site, line, written):
    assert mended(site, with_line(line, written)) == with_line(line, written)


def test_several_problems_of_one_file_go_with_its_line_ends_and_byte_order_mark(site):
    bad = "\ufeff" + with_line("title: 'Rain'", "Title: Rain: all").replace("2025-11-21", "2025/11/21")
    right = "\ufeff" + with_line("title: 'Rain'", 'title: "Rain: all"')
    assert mended(site, bad.replace("\n", "\r\n")) == right.replace("\n", "\r\n")


def test_many_problems_of_one_file_take_no_longer_than_a_few(site):
    link = "See [there](https://a.example/?utm_source=x&b=1).\n\n"
    assert mended(site, ARTICLE + link * 300) == ARTICLE + link.replace("utm_source=x&", "") * 300


def test_a_fix_that_does_not_help_stands_in_no_other_ones_way(site):
    text = with_line("under water", "under https://a.example/?utm_source=x water")
    wrong = "date: 2025-11-21\nslug: [a, b]\nlanguage: EN"
    right = "date: 2025-11-21\nslug: [a, b]\nlanguage: en"
    assert mended(site, text.replace("date: 2025-11-21", wrong)) == text.replace("date: 2025-11-21", right)


def test_a_register_is_mended_too(site):
    path = "content/tags.yaml"
    assert mended(site, "# Water\nfloods:\n  Name: Floods  # c\n  aliases: Flood\n", path) == (
        "# Water\nfloods:\n  name: Floods  # c\n  aliases: [Flood]\n"
    )


def test_a_rule_that_is_off_mends_nothing(site):
    site.write("content/site.yaml", "title: T\nbase_url: https://example.org/\nrules: {link-tracking: off}\n")
    text = with_line("under water", "under https://a.example/?utm_source=x")
    assert mended(site, text) == text


def test_a_file_that_changed_meanwhile_is_not_overwritten(site):
    site.write(PATH, with_line("2025-11-21", "2025/11/21"))
    (file,) = mendable(site.root, every_problem(site, PATH))
    site.write(PATH, "Somebody else was here.")

    with pytest.raises(FileChangeError):
        write_changes(site.root, [file.change])
    assert (site.root / PATH).read_text() == "Somebody else was here."
    assert [entry.name for entry in (site.root / PATH).parent.iterdir()] == ["rain.md"]


def test_a_diff_can_be_applied(site):
    for number, text in enumerate(
        [with_line("2025-11-21", "2025/11/21"), ARTICLE.replace("2025-11-21", "2025/1/1")]
    ):
        site.write(PATH, text.rstrip("\n") if number else text.replace("\n", "\r\n"))
        (file,) = mendable(site.root, every_problem(site, PATH))
        subprocess.run(
            ["git", "apply", "-"], input=diff_text([file.change]).encode(), check=True, cwd=site.root
        )
        assert (site.root / PATH).read_bytes() == file.change.after


def test_every_fix_belongs_to_a_rule():
    assert set(FIXES) <= set(RULES)
    assert set(FIXES) == MENDABLE


@pytest.mark.parametrize(
    ("text", "date"),
    [
        ("2025-1-5", "2025-01-05"),
        ("2025.11.21", "2025-11-21"),
        ("21.11.2025", "2025-11-21"),
        ("5/5/2025", "2025-05-05"),
        ("Friday, 21st November 2025", "2025-11-21"),
        ("Nov. 21, 2025", "2025-11-21"),
        ("November 2025", "2025-11"),
        ("2025-11-21 10:20:00 +0700", "2025-11-21T10:20:00+07:00"),
        ("2025-11-21T10:20:00.000Z", "2025-11-21T10:20:00Z"),
        ("21/11/2025 9:05", "2025-11-21T09:05"),
        ("3/12/2025", ""),
        ("21 Nov 25", ""),
        ("31 November 2025", ""),
        ("2025-11-21 25:00", ""),
        ("spring 2025", ""),
        ("yesterday", ""),
    ],
)
def test_a_date_is_read_when_it_can_mean_one_day_only(text, date):
    assert meant_date(text) == date


class TestCommand:
    @pytest.fixture
    def run(self, site, monkeypatch):
        site.write(
            PATH, with_line("2025-11-21", "2025/11/21").replace("title: 'Rain'", "title: 'Rain'\nmood: wet")
        )
        monkeypatch.chdir(site.root)
        return lambda *options: CliRunner().invoke(main, ["check", *options])

    def test_diff_shows_and_writes_nothing(self, run, site):
        before = (site.root / PATH).read_bytes()
        result = run("--diff", "--fix")

        assert result.exit_code == 1
        assert "-date: 2025/11/21\n+date: 2025-11-21\n" in result.stdout
        assert "Would mend 1 problem in 1 file." in result.stderr
        assert (site.root / PATH).read_bytes() == before

    def test_fix_tells_what_it_did_and_what_is_left(self, run, site):
        result = run("--fix")

        assert (
            f"{PATH}\n  E108 date-invalid: `date`: 2025/11/21 → 2025-11-21\nMended 1 problem in 1 file.\n"
            in (result.stdout)
        )
        assert "E105 key-unknown" in result.stderr
        assert result.stdout.endswith("Checked: 1 error.\n")
        assert result.exit_code == 1

    def test_a_check_says_when_fix_would_help(self, run, site):
        assert "`sitegen check --fix` can mend 1 problem.\n" in run().stderr
        assert "--fix" not in run("content/tags.yaml").stderr

    def test_fix_keeps_to_the_paths_that_were_named(self, run, site):
        before = (site.root / PATH).read_bytes()
        result = run("--fix", "content/tags.yaml")

        assert (site.root / PATH).read_bytes() == before
        assert (result.exit_code, result.stdout) == (
            0,
            "There is nothing to mend.\n\nChecked: no problems.\n",
        )
