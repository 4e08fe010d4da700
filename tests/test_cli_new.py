"""`sitegen new` on a terminal: what it asks, what it offers, and that nothing is left behind."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from click.shell_completion import ShellComplete
from click.testing import CliRunner, Result
from prompt_toolkit.application import create_app_session
from prompt_toolkit.input import create_pipe_input
from prompt_toolkit.output import DummyOutput

from sitegen.cli import main
from sitegen.contribute.terms.matching import TermMatcher
from sitegen.read.registers import read_register
from tests.sites import Site

MakeSite = Callable[..., Site]
CTRL_C = "\x03"
CTRL_D = "\x04"
REGISTERS = """\
-- content/tags.yaml --
# Subjects.
floods:
  name: Floods
  aliases: [Flooding]
-- content/places.yaml --
da-nang:
  name: Đà Nẵng
-- content/outlets.yaml --
courier:
  name: The Courier
bao:
  name: Báo Đà Nẵng
  language: vi
"""


@pytest.fixture
def play(monkeypatch: pytest.MonkeyPatch) -> Callable[..., Result]:
    """Runs `sitegen new` as on a terminal: `play(folder, ["first answer", "second"], "--tag", "Floods")`."""

    def run(folder: Path, answers: list[str], *arguments: str) -> Result:
        monkeypatch.chdir(folder)
        monkeypatch.setattr("sitegen.cli_new._on_a_terminal", lambda: True)
        with create_pipe_input() as keys, create_app_session(input=keys, output=DummyOutput()):
            # A question too many ends the run.
            keys.send_text("".join(f"{answer}\r" for answer in answers) + CTRL_C)
            return CliRunner().invoke(main, ["new", *arguments])

    return run


Play = Callable[..., Result]


def written(site: Site) -> dict[str, str]:
    """All files under content/ by path."""
    files = (file for file in (site.root / "content").rglob("*") if file.is_file())
    return {file.relative_to(site.root).as_posix(): file.read_text() for file in files}


def test_it_asks_for_what_is_missing(site: MakeSite, play: Play) -> None:
    archive = site(REGISTERS)
    result = play(
        archive.root,
        [
            *("A bridge", "2013-03-29", "bao", "flooding", "", "Da Nang", ""),
            *("It opened.", "https://bao.example/1", ""),
        ],
    )
    assert result.exit_code == 0, result.output
    path = "content/articles/2013/03/a-bridge.md"
    assert f"Made {path}." in result.stdout
    assert written(archive)[path] == (
        "---\n"
        "title: A bridge\n"
        "date: 2013-03-29\n"
        "outlet: Báo Đà Nẵng\n"
        "tags: [Floods]\n"
        "places: [Đà Nẵng]\n"
        "authors: []\n"
        "summary: It opened.\n"
        "language: vi\n"
        "source_url: https://bao.example/1\n"
        "---\n\n"
        "Write the article here, in Markdown. Say who made each claim.\n"
    )
    assert archive.check() == ()


def test_it_does_not_ask_for_what_options_say(site: MakeSite, play: Play) -> None:
    archive = site(REGISTERS)
    options = ("--date", "2013", "--outlet", "courier", "--tag", "floods", "--place", "da-nang")
    texts = ("--summary", "It opened.", "--source-url", "https://a.example/", "--language", "en")
    assert play(archive.root, [], "A bridge", *options, *texts).exit_code == 0
    assert archive.check() == ()


def test_a_wrong_answer_is_explained_and_can_be_mended(site: MakeSite, play: Play) -> None:
    archive = site(REGISTERS)
    mended = "\x7f" * 9  # Backspace: what was typed stands there again.
    result = play(
        archive.root,
        [
            *("", "!!!", "\x7f\x7f\x7fA bridge", "yesterday", f"{mended}2025-11", "", "courier", "", ""),
            *("", "ftp://x.example", "\x7f" * 15, "English", "\x7f" * 7 + "en"),
        ],
    )
    assert result.exit_code == 0, result.output
    assert [line.strip() for line in result.stdout.splitlines() if line.startswith("  ")] == [
        "It is needed.",
        "The title holds no letter or digit that an address could use.",
        "“yesterday” is not a date. Write 2025-11-21, 2025-11, 2025, 1987~ (about), 1987-05? (uncertain) or "
        "1964/1965.",
        "It is needed. Tab shows the archive's outlets.",
        "`source_url` is not a web address that begins with https:// or http://. Write the whole address, "
        "such as https://courier.example/floods, or nothing.",
        "`language` is not a language code such as en, vi or pt-BR. Write a code of BCP 47, such as en, "
        "uk or pt-BR.",
    ]
    assert "source_url: ''\n" in written(archive)["content/articles/2025/11/a-bridge.md"]


def test_a_near_miss_is_asked_about(site: MakeSite, play: Play) -> None:
    archive = site(REGISTERS)
    options = ("A bridge", "--date", "2025", "--outlet", "courier", "--place", "da-nang")
    # Yes by Enter; no, and not into the register.
    play(archive.root, ["Flods", "", "Floodz", "n", "n", "", "", "", ""], *options)

    assert "tags: [Floods, Floodz]\n" in written(archive)["content/articles/2025/a-bridge.md"]
    assert [problem.code for problem in archive.check()] == ["W201"]


def test_a_new_name_goes_into_the_register_when_asked_for(site: MakeSite, play: Play) -> None:
    archive = site(REGISTERS)
    options = ("A bridge", "--date", "2025", "--outlet", "courier")
    result = play(
        archive.root, ["Bridges", "y", "", "Huế", "what?", "\x7f" * 5 + "y", "", "", "", ""], *options
    )

    assert result.exit_code == 0, result.output
    assert "Answer y or n." in result.stdout
    assert "Added the tag “Bridges” to content/tags.yaml.\n" in result.stdout
    files = written(archive)
    assert files["content/tags.yaml"] == (
        "# Subjects.\nfloods:\n  name: Floods\n  aliases: [Flooding]\nbridges:\n  name: Bridges\n"
    )
    assert files["content/places.yaml"].endswith("hue:\n  name: Huế\n")
    assert archive.check() == ()


@pytest.mark.parametrize("key", [CTRL_C, CTRL_D])
def test_whoever_stops_leaves_nothing_behind(site: MakeSite, play: Play, key: str) -> None:
    archive = site(REGISTERS)
    before = written(archive)
    result = play(archive.root, ["A bridge", "2025", "courier", "Bridges", "y", f"{key}"])

    assert result.exit_code == 130
    assert result.stderr == "\nStopped. Nothing was made.\n"
    assert written(archive) == before
    assert not (archive.root / "content/articles").exists()


def test_an_article_that_exists_is_told_before_the_rest_is_asked(site: MakeSite, play: Play) -> None:
    archive = site(REGISTERS)
    archive.write("content/articles/2025/a-bridge.md", "mine")
    options = ("--outlet", "courier", "--tag", "floods", "--place", "da-nang", "--language", "en")
    result = play(archive.root, ["A bridge", "2025", "Another bridge", "", ""], *options)

    assert "content/articles/2025/a-bridge.md exists already. Choose another title." in result.stdout
    assert "Made content/articles/2025/another-bridge.md." in result.stdout
    assert written(archive)["content/articles/2025/a-bridge.md"] == "mine"


@pytest.mark.parametrize(
    ("options", "message"),
    [
        (("--date", "yesterday"), "“yesterday” is not a date"),
        (("--source-url", "courier"), "`source_url` is not a web address"),
        (("A bridge", "--date", "2025", "--tag", "!!!"), "holds no letter or digit"),
    ],
)
def test_a_wrong_option_ends_the_command_before_any_question(
    site: MakeSite, play: Play, options: tuple[str, ...], message: str
) -> None:
    result = play(site(REGISTERS).root, [], *options)
    assert result.exit_code == 2
    assert message in result.stderr


@pytest.mark.parametrize("options", [(), ("--no-input",)])
def test_without_a_terminal_the_missing_argument_is_named(
    site: MakeSite, monkeypatch: pytest.MonkeyPatch, options: tuple[str, ...]
) -> None:
    monkeypatch.chdir(site(REGISTERS).root)
    monkeypatch.setattr("sitegen.cli_new._on_a_terminal", lambda: bool(options))
    result = CliRunner().invoke(main, ["new", *options])
    assert result.exit_code == 2
    assert "Missing argument 'TITLE'." in result.stderr


def test_a_write_that_fails_leaves_the_register_as_it_was(site: MakeSite, play: Play) -> None:
    archive = site(REGISTERS)
    archive.write("content/articles", "no folder")
    before = written(archive)
    options = ("A bridge", "--date", "2025", "--outlet", "courier", "--place", "da-nang")
    result = play(archive.root, ["Bridges", "y", "", "", "", ""], *options)

    assert result.exit_code == 2
    assert "content/articles/2025/a-bridge.md cannot be written" in result.stderr
    assert written(archive) == before


# Completion ---------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("typed", "names"),
    [
        ("da", ["Đà Nẵng"]),
        ("NANG", ["Đà Nẵng"]),
        ("anan", ["Đà Nẵng"]),
        ("flooding", []),
        ("", ["Đà Nẵng"]),
    ],
)
def test_names_are_found_without_their_accents(site: MakeSite, typed: str, names: list[str]) -> None:
    matcher = TermMatcher(read_register(site(REGISTERS).root, "place"))
    assert [term.name for term in matcher.matches(typed)] == names


def test_beginnings_of_names_come_before_parts_of_them(site: MakeSite) -> None:
    archive = site("-- content/tags.yaml --\na:\n  name: Inwar\nb:\n  name: Cold war\nc:\n  name: War\n")
    matcher = TermMatcher(read_register(archive.root, "tag"))
    assert [term.name for term in matcher.matches("war")] == ["War", "Cold war", "Inwar"]


@pytest.mark.parametrize(
    ("words", "unfinished", "found"),
    [
        (["new", "--place"], "đà", [("da-nang", "Đà Nẵng")]),
        (["new", "--tag"], "flooding", [("floods", "Floods")]),
        (["new", "--outlet"], "bao", [("bao", "Báo Đà Nẵng")]),
        (["outlet", "rename"], "cou", [("courier", "The Courier")]),
        (["tag", "merge", "floods"], "fl", [("floods", "Floods")]),
        (["place", "add", "Huế", "--within"], "da", [("da-nang", "Đà Nẵng")]),
    ],
)
def test_a_shell_completes_entries_of_the_registers(
    site: MakeSite,
    monkeypatch: pytest.MonkeyPatch,
    words: list[str],
    unfinished: str,
    found: list[tuple[str, str]],
) -> None:
    monkeypatch.chdir(site(REGISTERS).root)
    shell = ShellComplete(main, {}, "sitegen", "_SITEGEN_COMPLETE")
    assert [(item.value, item.help) for item in shell.get_completions(words, unfinished)] == found


# A real terminal ----------------------------------------------------------------------------------


class Terminal:
    """`sitegen` on a terminal of its own."""

    def __init__(self, folder: Path, *arguments: str) -> None:
        import pty

        self.screen, slave = pty.openpty()
        # Nobody answers here when a program asks where the cursor stands.
        environment = {**os.environ, "PROMPT_TOOLKIT_NO_CPR": "1", "TERM": "xterm", "COLUMNS": "80"}
        self.process = subprocess.Popen(
            [sys.executable, "-m", "sitegen", *arguments],
            cwd=folder,
            env=environment,
            stdin=slave,
            stdout=slave,
            stderr=slave,
        )
        os.close(slave)
        self.shown = ""

    def wait_for(self, text: str) -> None:
        """Reads until the screen has shown a text since the last time."""
        deadline = time.monotonic() + 30
        while text not in self.shown:
            assert time.monotonic() < deadline, self.shown
            self.shown += os.read(self.screen, 4096).decode(errors="replace")
        self.shown = self.shown.partition(text)[2]

    def type(self, keys: str) -> None:
        os.write(self.screen, keys.encode())

    def end(self) -> int:
        code = self.process.wait(30)
        os.close(self.screen)
        return code


@pytest.fixture
def terminal() -> Iterator[Callable[..., Terminal]]:
    pytest.importorskip("pty")
    opened: list[Terminal] = []

    def make(folder: Path, *arguments: str) -> Terminal:
        opened.append(Terminal(folder, *arguments))
        return opened[-1]

    yield make
    for each in opened:
        if each.process.poll() is None:
            each.process.kill()
            each.process.wait()


def test_a_real_terminal_offers_names_while_one_types(
    site: MakeSite, terminal: Callable[..., Terminal]
) -> None:
    archive = site(REGISTERS)
    options = ("--date", "2025", "--tag", "floods", "--summary", "It opened.", "--language", "en")
    screen = terminal(archive.root, "new", "A bridge", "--source-url", "https://a.example/", *options)
    screen.wait_for("Outlet")
    screen.type("cour")
    screen.wait_for("The Courier")  # The menu.
    screen.type("\t")
    screen.wait_for("The Courier")  # The line.
    screen.type("\r")
    screen.wait_for("Place")
    screen.type("nang")
    screen.wait_for("Đà Nẵng")
    screen.type("\t")
    screen.wait_for("Đà Nẵng")
    screen.type("\r")
    screen.wait_for("Another place")
    screen.type("\r")
    screen.wait_for("Made content/articles/2025/a-bridge.md")
    assert screen.end() == 0
    text = written(archive)["content/articles/2025/a-bridge.md"]
    assert "outlet: The Courier\n" in text
    assert "places: [Đà Nẵng]\n" in text


def test_ctrl_c_on_a_real_terminal(site: MakeSite, terminal: Callable[..., Terminal]) -> None:
    archive = site(REGISTERS)
    screen = terminal(archive.root, "new")
    screen.wait_for("Title")
    screen.type(f"A bridge{CTRL_C}")
    screen.wait_for("Stopped. Nothing was made.")
    assert screen.end() == 130
    assert not (archive.root / "content/articles").exists()


def test_a_name_that_no_register_has_is_told_of_with_the_command_that_adds_it(
    site: MakeSite, monkeypatch: pytest.MonkeyPatch
) -> None:
    archive = site(REGISTERS)
    monkeypatch.chdir(archive.root)
    options = ("--date", "2025-11", "--outlet", "Nhân Dân", "--tag", "flooding", "--no-input")
    result = CliRunner().invoke(main, ["new", "Rain", *options])
    told = "content/outlets.yaml lacks the outlet “Nhân Dân”. To add it: sitegen outlet add 'Nhân Dân'\n"
    assert result.stdout.startswith(told + "Made content/articles/2025/11/rain.md.")
