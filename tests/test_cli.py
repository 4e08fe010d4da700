"""The commands, as people run them."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from sitegen.cli import main
from tests.sites import Site, article

MakeSite = Callable[..., Site]
PATH = "content/articles/2025/11/a.md"


@pytest.fixture
def run(monkeypatch: pytest.MonkeyPatch) -> Callable[..., Result]:
    """Runs a command in a folder: `run(folder, "build", "--strict")`."""

    def runner(folder: Path, *arguments: str) -> Result:
        monkeypatch.chdir(folder)
        return CliRunner().invoke(main, arguments)

    return runner


Run = Callable[..., Result]


def test_build_ends_with_one_summary(site: MakeSite, run: Run) -> None:
    archive = site()
    archive.write(PATH, article())
    result = run(archive.root, "build", "--no-search", "--jobs", "1")
    assert result.exit_code == 0
    assert re.fullmatch(
        r"Built 1 article into public in \d+\.\d s\n"
        r"  pages    \d+, of which \d+ rendered\n"
        r"  files    \d+ written, 0 unchanged, 0 removed\n"
        r"  search   none\n"
        r"  content  no problems\n",
        result.stdout,
    )


def test_problems_in_the_content_are_exit_code_1(site: MakeSite, run: Run) -> None:
    archive = site()
    archive.write(PATH, article(date="2025-02-31"))
    result = run(archive.root, "build", "--no-search")
    assert result.exit_code == 1
    assert result.stdout == ""
    assert result.stderr.startswith("Reading content\nPlanning pages\n")
    assert (
        "content/articles/2025/11/a.md:3:7: error E108 date-invalid\n"
        "  February 2025 has 28 days, so “2025-02-31” is no date.\n"
        "      1 | ---\n"
        "      2 | title: A title\n"
        "    > 3 | date: 2025-02-31\n"
        "        |       ^\n"
        "      4 | outlet: The Courier\n"
        "      5 | ---\n"
        "  → Write 2025-11-21, 2025-11, 2025, 1987~ (about), 1987-05? (uncertain) or 1964/1965.\n"
        "\n"
        "Stopped: 1 error. Nothing was published.\n"
    ) in result.stderr


def test_a_warning_stops_a_strict_build_only(site: MakeSite, run: Run) -> None:
    archive = site()
    archive.write(PATH, article(tags="[Unheard]"))
    assert run(archive.root, "build", "--no-search").exit_code == 0
    strict = run(archive.root, "build", "--no-search", "--strict")
    assert strict.exit_code == 1
    assert "Stopped: 1 warning." in strict.stderr


@pytest.mark.parametrize(
    "arguments",
    [
        ("build", "--jobs", "0"),
        ("build", "--output", "."),
        ("build", "--output", ".."),
        ("build", "--output", "content/public"),
        ("build", "--output", ".git"),
        ("build", "--output", ".sitegen/site"),
        ("build", "--base-url", "example.org"),
        ("build", "--base-url", "https://example.org/?q"),
        ("build", "--colour"),
        ("check", "nowhere.md"),
        ("serve", "--port", "99999"),
        ("new", "A title", "--date", "yesterday"),
        ("new", "!!!"),
        ("new", "A title", "--outlet", "The Couriér"),
        ("publish",),
    ],
)
def test_wrong_usage_is_exit_code_2(site: MakeSite, run: Run, arguments: tuple[str, ...]) -> None:
    result = run(site().root, *arguments)
    assert result.exit_code == 2
    assert "Error: " in result.stderr


def test_outside_an_archive_the_next_step_is_named(tmp_path: Path, run: Run) -> None:
    result = run(tmp_path, "build")
    assert result.exit_code == 1
    assert "content/site.yaml is missing" in result.stderr
    assert "sitegen init DIR" in result.stderr


def test_in_a_folder_of_an_archive_the_way_up_is_named(site: MakeSite, run: Run) -> None:
    archive = site()
    archive.write("content/articles/2025/11/a.md", article())
    result = run(archive.root / "content/articles/2025/11", "check", "a.md")
    assert result.exit_code == 1
    assert f"cd {archive.root}" in result.stderr


def test_base_url_and_output_can_be_given(site: MakeSite, run: Run) -> None:
    archive = site()
    archive.write(PATH, article())
    result = run(archive.root, "build", "--no-search", "-o", "out", "--base-url", "https://preview.example/x")
    assert result.exit_code == 0
    home = (archive.root / "out/index.html").read_text()
    assert '<link rel="canonical" href="https://preview.example/x/">' in home
    assert 'href="/x/timeline/"' in home


def test_check_shows_only_what_is_about_the_paths_given(site: MakeSite, run: Run) -> None:
    archive = site()
    archive.write(PATH, article(tags="war"))
    archive.write("content/articles/2024/b.md", "")
    everything = run(archive.root, "check")
    assert everything.exit_code == 1
    assert "Checked: 2 errors." in everything.stdout
    one = run(archive.root, "check", "content/articles/2024")
    assert one.exit_code == 1
    assert "2024/b.md" in one.stderr
    assert "2025/11/a.md" not in one.stderr
    assert run(archive.root, "check", "content/site.yaml").exit_code == 0


def test_check_strict_counts_warnings(site: MakeSite, run: Run) -> None:
    archive = site()
    archive.write(PATH, article(tags="[Unheard]"))
    assert run(archive.root, "check").exit_code == 0
    assert run(archive.root, "check", "--strict").exit_code == 1


def test_new_makes_a_complete_article_that_is_good(site: MakeSite, run: Run) -> None:
    archive = site("-- content/tags.yaml --\nwar:\n  name: War\n  aliases: [conflict]\n")
    command = (
        "new",
        "Đà Nẵng: a bridge opens",
        "--date",
        "2013-03-29",
        "--tag",
        "Conflict",
        "--place",
        "Đà Nẵng",
    )
    result = run(archive.root, *command)
    assert result.exit_code == 0
    path = "content/articles/2013/03/da-nang-a-bridge-opens.md"
    assert path in result.stdout
    assert (archive.root / path).read_text() == (
        "---\n"
        "title: 'Đà Nẵng: a bridge opens'\n"
        "date: 2013-03-29\n"
        "outlet: The Courier\n"
        "tags: [War]\n"
        "places: [Đà Nẵng]\n"
        "authors: []\n"
        "summary: ''\n"
        "language: en\n"
        "source_url: ''\n"
        "---\n\n"
        "Write the article here, in Markdown. Say who made each claim.\n"
    )
    assert [problem.code for problem in archive.check()] == ["W203"]


def test_new_puts_a_year_into_its_folder(site: MakeSite, run: Run) -> None:
    archive = site()
    run(archive.root, "new", "A year", "--date", "1987~")
    assert (archive.root / "content/articles/1987/a-year.md").is_file()
    assert archive.check() == ()


def test_new_never_replaces_an_article(site: MakeSite, run: Run) -> None:
    archive = site()
    assert run(archive.root, "new", "A title", "--date", "2025-11").exit_code == 0
    again = run(archive.root, "new", "A title", "--date", "2025-11")
    assert again.exit_code == 2
    assert "exists already" in again.stderr


def test_new_asks_for_an_outlet_where_there_are_several(site: MakeSite, run: Run) -> None:
    archive = site("-- content/outlets.yaml --\na:\n  name: A\nb:\n  name: B\n")
    result = run(archive.root, "new", "A title")
    assert result.exit_code == 2
    assert "--outlet" in result.stderr
    assert "A, B" in result.stderr


@pytest.mark.parametrize("theme", ["default", "own"])
def test_init_makes_an_archive_that_builds_at_once(tmp_path: Path, run: Run, theme: str) -> None:
    folder = tmp_path / "new archive"
    made = run(tmp_path, "init", str(folder), "--title", 'News: the "old" ones', "--theme", theme)
    assert made.exit_code == 0
    for name in ("netlify.toml", ".gitignore", ".python-version", ".github/workflows/check.yml", "README.md"):
        assert (folder / name).is_file()
    assert (folder / "themes/own/theme.yaml").is_file() == (theme == "own")
    built = run(folder, "build", "--strict", "--no-search")
    assert built.exit_code == 0, built.stderr
    home = (folder / "public/index.html").read_text()
    assert "News: the &#34;old&#34; ones" in home
    assert run(folder, "check", "--strict").exit_code == 0


def test_init_leaves_a_folder_with_files_alone(tmp_path: Path, run: Run) -> None:
    (tmp_path / "mine.txt").write_text("mine")
    result = run(tmp_path, "init", str(tmp_path))
    assert result.exit_code == 2
    assert sorted(path.name for path in tmp_path.iterdir()) == ["mine.txt"]


def test_version_needs_no_heavy_import() -> None:
    program = (
        "import sys; from click.testing import CliRunner; from sitegen.cli import main;"
        "print(CliRunner().invoke(main, ['--version']).output);"
        "print(sorted({name.split('.')[0] for name in sys.modules}))"
    )
    run = subprocess.run([sys.executable, "-c", program], check=True, capture_output=True, text=True)
    version, modules = run.stdout.strip().split("\n\n")
    assert version == "sitegen 0.1.0"
    for heavy in (
        "PIL",
        "babel",
        "jinja2",
        "markdown_it",
        "msgspec",
        "pydantic",
        "rich",
        "starlette",
        "yaml",
    ):
        assert f"'{heavy}'" not in modules


def read_to_the_end(terminal: int) -> Iterator[str]:
    """All that is written to a terminal, which holds only a few kilobytes at a time."""
    # Reading fails when nobody has the terminal open for writing any more.
    with suppress(OSError):
        while data := os.read(terminal, 4096):
            yield data.decode(errors="replace")


def test_progress_on_a_terminal_is_a_bar(site: MakeSite) -> None:
    pty = pytest.importorskip("pty")
    archive = site()
    archive.write(PATH, article())
    master, slave = pty.openpty()
    command = [sys.executable, "-m", "sitegen", "build", "--no-search", "--jobs", "1"]
    process = subprocess.Popen(command, cwd=archive.root, stderr=slave, stdout=subprocess.PIPE)
    os.close(slave)
    shown = "".join(read_to_the_end(master))
    out, _ = process.communicate()
    os.close(master)
    assert process.returncode == 0
    assert b"Built 1 article" in out
    assert "Rendering pages" in shown
    assert "\x1b[" in shown


def test_a_process_ends_without_freeing_what_it_was_to_keep() -> None:
    program = """
import sys
import click
from sitegen.__main__ import run
from sitegen.cli import main
from sitegen.cli_output import kept_until_exit

class Loud:
    def __del__(self):
        print("freed")

@main.command()
def loud():
    kept_until_exit(Loud())
    click.echo("done")
    sys.exit(3)

sys.argv = ["sitegen", "loud"]
run()
"""
    done = subprocess.run([sys.executable, "-c", program], check=False, capture_output=True, text=True)
    assert (done.stdout, done.returncode) == ("done\n", 3)
