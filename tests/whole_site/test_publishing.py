"""What is written, what is never touched, and what a failure leaves behind."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import textwrap
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from filelock import FileLock

from sitegen.publish.journal import Journal, Move, roll_back
from tests.sites import Site, article

MakeSite = Callable[..., Site]

TWO_ARTICLES = f"""
-- content/articles/2022/02/first.md --
{article("First", "2022-02-24")}
-- content/articles/2022/09/second.md --
{article("Second", "2022-09-10")}
"""


def test_a_file_of_the_editor_in_the_output_is_kept(site: MakeSite) -> None:
    archive = site(TWO_ARTICLES)
    archive.build()
    archive.write("public/.well-known/security.txt", "Contact: mailto:editor@example.org")
    archive.write("public/articles/2022/02/notes.txt", "mine")
    archive.remove("content/articles/2022/02/first.md")
    archive.build()
    assert archive.page("/.well-known/security.txt") == "Contact: mailto:editor@example.org"
    assert archive.page("/articles/2022/02/notes.txt") == "mine"
    assert not (archive.output / "articles/2022/02/first").exists()


def test_a_foreign_file_at_a_planned_address_stops_the_build(site: MakeSite) -> None:
    archive = site(TWO_ARTICLES)
    archive.write("public/index.html", "my own page")
    (problem,) = archive.problems()
    assert problem.code == "E504"
    assert "public/index.html exists, and sitegen did not write it" in problem.message
    assert archive.files() == {"index.html": b"my own page"}


def test_a_foreign_file_with_the_same_bytes_is_adopted(site: MakeSite) -> None:
    archive = site(TWO_ARTICLES)
    archive.build()
    (archive.output / ".sitegen/manifest.json").unlink()
    assert archive.build().changes.written == 0


def test_a_file_that_was_deleted_from_the_output_comes_back(site: MakeSite) -> None:
    archive = site(TWO_ARTICLES)
    archive.build()
    before = archive.files()
    (archive.output / "index.html").unlink()
    archive.build()
    assert archive.files() == before


def test_clean_writes_only_what_differs_and_still_removes_what_is_gone(site: MakeSite) -> None:
    archive = site(TWO_ARTICLES)
    pages = archive.build().pages
    archive.remove("content/articles/2022/02/first.md")
    result = archive.build(clean=True)
    assert len(result.rendered) == result.pages < pages
    assert not (archive.output / "articles/2022/02/first/index.html").exists()
    assert archive.build().changes.written == 0


def test_a_folder_that_links_out_of_the_output_is_refused(site: MakeSite, tmp_path: Path) -> None:
    archive = site(TWO_ARTICLES)
    (tmp_path / "elsewhere").mkdir()
    archive.output.mkdir()
    (archive.output / "articles").symlink_to(tmp_path / "elsewhere")
    (problem,) = archive.problems()
    assert problem.code == "E504"
    assert list((tmp_path / "elsewhere").iterdir()) == []


def test_a_page_can_take_the_place_of_a_folder_and_back(site: MakeSite) -> None:
    archive = site(TWO_ARTICLES)
    archive.replace("content/articles/2022/02/first.md", "title", "aliases: [/old/page.html]\ntitle")
    archive.build()
    archive.replace("content/articles/2022/02/first.md", "[/old/page.html]", "[/old/page.html/x.html]")
    archive.build()
    assert (archive.output / "old/page.html/x.html").is_file()
    archive.replace("content/articles/2022/02/first.md", "[/old/page.html/x.html]", "[/old/page.html]")
    archive.build()
    assert (archive.output / "old/page.html").is_file()


@pytest.mark.parametrize("failing_move", [0, 3, 11])
def test_a_failure_while_files_are_moved_leaves_the_last_good_site(
    site: MakeSite, monkeypatch: pytest.MonkeyPatch, failing_move: int
) -> None:
    archive = site(TWO_ARTICLES)
    archive.build()
    before = archive.files()
    archive.remove("content/articles/2022/02/first.md")
    archive.write("content/articles/2023/01/third.md", article("Third", "2023-01-01"))
    replace, moves = os.replace, iter(range(1000))

    def replace_until_full(source: str | Path, target: str | Path) -> None:
        if Path(source).parent.name == "staging" and next(moves) == failing_move:
            raise OSError(28, "No space left on device")
        replace(source, target)

    with monkeypatch.context() as patch:
        patch.setattr(os, "replace", replace_until_full)
        (problem,) = archive.problems()

    assert problem.code == "E505"
    assert archive.files() == before
    archive.build()
    assert "articles/2023/01/third/index.html" in archive.files()


KILLED = textwrap.dedent("""
    import os, signal, sys
    from pathlib import Path
    replace, moves, last = os.replace, iter(range(1000)), sys.argv[1]
    def replace_until_killed(source, target):
        staged = Path(source)
        if staged.parent.name == "staging" and (staged.name == last or str(next(moves)) == last):
            if last == "manifest":
                replace(source, target)
            os.kill(os.getpid(), signal.SIGKILL)
        replace(source, target)
    os.replace = replace_until_killed
    from sitegen.build import BuildRequest, build
    build(BuildRequest(root=Path("."), output=Path("public"), search=False, jobs=1))
""")


@pytest.mark.parametrize("moment", ["0", "5", "manifest"])
def test_a_build_that_is_killed_half_way_is_undone_by_the_next(site: MakeSite, moment: str) -> None:
    archive = site(TWO_ARTICLES)
    archive.write("content/articles/2021/old.md", article("Old", "2021"))
    archive.build()
    before = archive.files()
    archive.replace("content/site.yaml", "Test Archive", "Best Archive")
    archive.remove("content/articles/2021/old.md")
    run = subprocess.run([sys.executable, "-c", KILLED, moment], cwd=archive.root, check=False)
    assert run.returncode == -signal.SIGKILL
    assert archive.files() != before

    archive.write("content/articles/2022/02/first.md", "not an article")
    archive.problems()
    assert archive.files() == before

    archive.write("content/articles/2022/02/first.md", article("First", "2022-02-24"))
    archive.write("content/articles/2021/old.md", article("Old", "2021"))
    archive.replace("content/site.yaml", "Best Archive", "Test Archive")
    assert archive.build().changes.written == 0
    assert archive.files() == before


def test_undoing_that_is_itself_cut_off_can_be_repeated(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    state = tmp_path / ".sitegen"
    (state / "staging").mkdir(parents=True)
    moves = []
    for number in range(4):
        (tmp_path / f"{number}.html").write_text("old")
        (state / "staging" / str(number)).write_text("new")
        moves.append(Move(path=f"{number}.html", staged=str(number), existed=True))
    journal = Journal(tmp_path, state, moves)
    journal.__enter__()
    journal.apply()
    replace, calls = Path.replace, iter(range(10))

    def replace_until_cut_off(self: Path, target: Path) -> Path:
        if next(calls) == 2:
            raise KeyboardInterrupt
        return replace(self, target)

    with monkeypatch.context() as patch:
        patch.setattr(Path, "replace", replace_until_cut_off)
        with pytest.raises(KeyboardInterrupt):
            roll_back(tmp_path, state)
    roll_back(tmp_path, state)
    assert [(tmp_path / f"{number}.html").read_text() for number in range(4)] == ["old"] * 4


def test_a_changed_file_of_the_same_size_is_mended(site: MakeSite) -> None:
    archive = site(TWO_ARTICLES)
    archive.build()
    before = archive.files()
    page = archive.output / "index.html"
    page.write_text(page.read_text().replace("First", "Worst"))
    archive.build()
    assert archive.files() == before


def test_a_foreign_link_at_a_planned_address_stops_the_build(site: MakeSite, tmp_path: Path) -> None:
    archive = site(TWO_ARTICLES)
    (tmp_path / "robots.txt").write_text("mine")
    archive.output.mkdir()
    (archive.output / "robots.txt").symlink_to(tmp_path / "robots.txt")
    assert [problem.code for problem in archive.problems()] == ["E504"]
    assert (archive.output / "robots.txt").is_symlink()


@pytest.mark.parametrize("content", [b"{", b"\xff", b'{"version": 99}'])
def test_a_damaged_record_of_our_files_is_named_with_a_way_out(site: MakeSite, content: bytes) -> None:
    archive = site(TWO_ARTICLES)
    archive.build()
    (archive.output / ".sitegen/manifest.json").write_bytes(content)
    assert archive.build().changes.written == 0
    (archive.output / ".sitegen/manifest.json").write_bytes(content)
    archive.replace("content/site.yaml", "Test Archive", "Other")
    (problem,) = archive.problems()
    assert problem.code == "E504"
    assert "is damaged" in problem.hint


@pytest.mark.parametrize("version", [1, 2, 99])
def test_the_output_of_another_version_of_sitegen_is_ours_and_made_anew(site: MakeSite, version: int) -> None:
    archive = site("-- content/articles/2023/01/a.md --\n" + article("A", "2023-01"))
    archive.build()
    archive.write("content/articles/2023/01/b.md", article("B", "2023-01"))
    archive.build()
    file = archive.output / ".sitegen/manifest.json"
    manifest = json.loads(file.read_bytes())
    file.write_text(json.dumps({"version": version, "files": dict.fromkeys(manifest["files"], "a mark")}))
    archive.remove("content/articles/2023/01/b.md")
    result = archive.build()
    assert len(result.rendered) == result.pages
    clean = archive.root / "clean"
    archive.build(output=clean, clean=True)
    assert archive.files() == archive.files(clean)


def test_a_journal_that_is_left_by_an_error_puts_everything_back(tmp_path: Path) -> None:
    state = tmp_path / ".sitegen"
    (state / "staging").mkdir(parents=True)
    (tmp_path / "kept.html").write_text("old")
    (state / "staging/0").write_text("new")
    moves = [Move(path="old.html", staged="", existed=True), Move(path="kept.html", staged="0", existed=True)]
    (tmp_path / "old.html").write_text("old")

    def apply_and_fail() -> None:
        with Journal(tmp_path, state, moves) as journal:
            journal.apply()
            assert (tmp_path / "kept.html").read_text() == "new"
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        apply_and_fail()
    assert (tmp_path / "kept.html").read_text() == "old"
    assert (tmp_path / "old.html").read_text() == "old"
    assert not (state / "journal.json").exists()


def test_errors_in_the_content_publish_nothing(site: MakeSite) -> None:
    archive = site(TWO_ARTICLES)
    archive.build()
    before = archive.files()
    archive.replace("content/articles/2022/02/first.md", "date: 2022-02-24", "date: 2022-02-31")
    archive.replace("content/articles/2022/09/second.md", "Some text.", "Other text.")
    archive.problems()
    assert archive.files() == before


def test_a_failing_template_publishes_nothing_and_names_its_line(site: MakeSite) -> None:
    archive = site(TWO_ARTICLES)
    archive.write("themes/own/theme.yaml", "name: own\nparent: default\n")
    archive.write("themes/own/templates/404.html", "one\n{{ page.nothing }}\n")
    archive.replace("content/site.yaml", "title", "theme: own\ntitle")
    (problem,) = archive.problems()
    assert (problem.code, problem.path, problem.line) == ("E503", "themes/own/templates/404.html", 2)
    assert "/404.html" in problem.message
    assert "nothing" in problem.message
    assert archive.files() == {}


def test_two_builds_at_once_do_not_mix(site: MakeSite) -> None:
    archive = site(TWO_ARTICLES)
    archive.build()
    with FileLock(archive.output / ".sitegen/lock"):
        (problem,) = archive.problems()
    assert problem.code == "E505"
    assert "Another build" in problem.message


def test_the_umask_decides_who_may_read_the_site(site: MakeSite) -> None:
    archive = site(TWO_ARTICLES)
    old = os.umask(0o022)
    try:
        archive.build()
    finally:
        os.umask(old)
    assert (archive.output / "index.html").stat().st_mode & 0o777 == 0o644


@pytest.mark.parametrize("stage", ["Reading content", "Rendering pages"])
def test_an_interrupted_build_ends_at_once_and_changes_nothing(site: MakeSite, stage: str) -> None:
    archive = site(TWO_ARTICLES)
    archive.build()
    before = archive.files()
    for number in range(400):
        archive.write(f"content/articles/2020/01/n{number}.md", article(f"N{number}", "2020-01-01"))
    command = [sys.executable, "-m", "sitegen", "build", "--no-search", "--jobs", "2"]
    # A session of its own: the signal reaches all its processes, as Ctrl-C in a terminal does.
    process = subprocess.Popen(
        command, cwd=archive.root, stderr=subprocess.PIPE, text=True, start_new_session=True
    )
    assert process.stderr
    assert any(stage in line for line in process.stderr)
    time.sleep(0.6)
    os.killpg(process.pid, signal.SIGINT)
    try:
        _, shown = process.communicate(timeout=20)
    finally:
        process.kill()
    assert process.returncode == 1
    assert "Aborted!" in shown
    assert "Traceback" not in shown
    assert archive.files() == before
