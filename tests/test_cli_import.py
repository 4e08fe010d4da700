"""`sitegen import` as it is typed."""

from __future__ import annotations

import shlex
import signal
import subprocess
import sys
import threading
from http.server import BaseHTTPRequestHandler
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from sitegen.cli import main
from sitegen.cli_import import import_command
from tests.contribute.importing.test_importer import HTML, PAGE, PASTED, REGISTERS, paragraphs_about
from tests.contribute.importing.web_server import Web, running
from tests.docs.documents import document
from tests.sites import Site, make_site


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Site:
    return make_site(tmp_path_factory.mktemp("cli") / "archive", REGISTERS)


def run(site: Site, monkeypatch: pytest.MonkeyPatch, *words: str, typed: str = "") -> Result:
    monkeypatch.chdir(site.root)
    return CliRunner().invoke(main, ["import", *words], input=typed)


def test_pasted_text_is_read_from_standard_input_and_printed(
    site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    result = run(site, monkeypatch, "-", "--dry-run", "--outlet", "Orra Courier", typed=PASTED)
    assert result.exit_code == 0
    assert "---\ntitle: Ferries between Orra and the islands run again\n" in result.stdout
    assert "needs attention" not in result.stdout  # That is for people, on standard error.
    assert "date  " in result.stderr
    assert "Nothing was written." in result.stderr


def test_what_is_missing_can_be_said(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    undated = PASTED.replace("03/04/2025", "")
    result = run(site, monkeypatch, "-", "--dry-run", typed=undated)
    assert result.exit_code == 1
    assert "No date and no outlet was found. Say it with --date and --outlet" in result.stderr
    words = ["--date", "2025-03-04", "--outlet", "Orra Courier"]
    assert "date: 2025-03-04\n" in run(site, monkeypatch, "-", "--dry-run", *words, typed=undated).stdout


def test_where_a_lead_picture_lies_is_told(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    picture = '<meta property="og:image" content="https://courier.example/orra.jpg"></head>'
    result = run(site, monkeypatch, "-", "--dry-run", typed=PAGE.replace("</head>", picture))
    assert "Lead pictures, which are not fetched:\n" in result.stderr
    assert ".md  https://courier.example/orra.jpg\n" in result.stderr


def test_a_page_on_the_web_is_fetched_once(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    page = PAGE.replace("https://courier.example/2024/flood-in-orra", "")
    with running(Web()) as web:
        url = web.page("/flood", page.encode())
        first = run(site, monkeypatch, url, "--allow-private", "--delay", "0")
        asked = web.paths()
        second = run(site, monkeypatch, url, "--allow-private", "--delay", "0")
        refused = run(site, monkeypatch, web.url("/other"))
    assert first.exit_code == 0
    assert f"imported         content/articles/2024/03/flood-in-orra.md  from {url}" in first.stdout
    assert f"source_url: {url}\n" in (site.root / "content/articles/2024/03/flood-in-orra.md").read_text()
    assert "there already" in second.stdout.splitlines()[0]
    assert web.paths() == asked == ["/robots.txt", "/flood"]
    assert refused.exit_code == 1
    assert "failed" in refused.stdout.splitlines()[0]


def test_ctrl_c_ends_cleanly_and_a_second_run_goes_on(tmp_path: Path) -> None:
    site = make_site(tmp_path / "archive", REGISTERS)
    words = ["harbour", "bridge", "market"]
    for word in words:
        page = HTML.format(url=f"https://courier.example/{word}", text="</p><p>".join(paragraphs_about(word)))
        site.write(f"raw/{word}.html", page.replace("Flood in Orra", f"News of the {word}"))
    let_go = threading.Event()

    def hang(_request: BaseHTTPRequestHandler) -> None:
        let_go.wait(60)

    with running(Web()) as web:
        web.answers["/slow"] = hang
        command = [sys.executable, "-m", "sitegen", "import", "raw", web.url("/slow")]
        command += ["--jobs", "1", "--allow-private", "--delay", "0"]
        process = subprocess.Popen(
            command, cwd=site.root, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, bufsize=1
        )
        assert process.stdout
        first = process.stdout.readline()
        process.send_signal(signal.SIGINT)
        rest, errors = process.communicate(timeout=60)
        written = {
            path.relative_to(site.root).as_posix() for path in site.root.glob("content/articles/*/*/*")
        }
        web.page("/slow", PAGE.encode())
        let_go.set()
        again = subprocess.run(command, cwd=site.root, capture_output=True, text=True, check=True).stdout
    assert process.returncode == 130
    assert first.startswith("imported ")
    assert "Stopped. Run the same command again: it goes on from here." in errors
    assert "Traceback" not in errors
    done = [line.split()[1] for line in (first + rest).splitlines() if " from " in line]
    assert written == {*done}
    assert len(done) in range(1, 4)
    assert again.count(" from ") == len(words) + 1 - len(done)
    assert again.count("there already  ") == len(done) + 1  # The last is that of the table.


@pytest.mark.parametrize("words", [[], ["page.html", "--again"], ["page.html", "--date", "soon"]])
def test_a_wrong_command_is_explained(site: Site, monkeypatch: pytest.MonkeyPatch, words: list[str]) -> None:
    result = run(site, monkeypatch, *words)
    assert result.exit_code == 2
    assert "Error: " in result.stderr


def test_without_its_packages_it_says_how_to_get_them(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sitegen.cli_import._EXTRA", ("no_such_package",))
    result = run(site, monkeypatch, "page.html")
    assert result.exit_code == 2
    assert "pip install 'sitegen[import]'" in result.stderr


def test_outside_an_archive_nothing_is_imported(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "page.html").write_text(PAGE)
    result = run(Site(tmp_path), monkeypatch, "page.html")
    assert result.exit_code == 1
    assert "E501" in result.stderr


def test_documented_commands_can_be_typed() -> None:
    lines = [line for block in document("docs/importing.md").blocks for line in block.text.splitlines()]
    commands = [line.rpartition("sitegen import ")[2] for line in lines if "sitegen import " in line]
    assert len(commands) >= 4
    for command in commands:
        import_command.make_context("import", shlex.split(command))
