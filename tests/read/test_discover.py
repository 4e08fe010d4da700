"""Finding files: nothing outside the archive is read, and nothing odd in it does harm."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from sitegen.diagnostics import Diagnostic, ProblemsError
from sitegen.read.discover import file_problem, find_content, read_bytes

ARTICLES = "content/articles"


@pytest.fixture
def root(tmp_path):
    return tmp_path / "archive"


def write(root: Path, *paths: str) -> None:
    for path in paths:
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_text("x")


def found(root: Path) -> list[tuple[str, str]]:
    """Code, path and line of what is wrong."""
    return [(d.code, d.path) for d in find_content(root).diagnostics]


def refused(root: Path, path: str, limit: int = 1000) -> Diagnostic:
    with pytest.raises(ProblemsError) as error:
        read_bytes(root, path, limit=limit)
    (problem,) = error.value.diagnostics
    assert problem.path == path
    return problem


def test_files_come_sorted_by_path(root):
    write(
        root,
        f"{ARTICLES}/2025/11/b.md",
        f"{ARTICLES}/2025/11/a.md",
        f"{ARTICLES}/1918/c.md",
        "content/pages/help/x.md",
        "content/pages/about.md",
        "content/media/2025/a.JPG",
        "content/media/b.webp",
    )
    files = find_content(root)

    assert files.articles == (
        f"{ARTICLES}/1918/c.md",
        f"{ARTICLES}/2025/11/a.md",
        f"{ARTICLES}/2025/11/b.md",
    )
    assert files.pages == ("content/pages/about.md", "content/pages/help/x.md")
    assert files.media == ("content/media/2025/a.JPG", "content/media/b.webp")
    assert files.diagnostics == ()


def test_missing_folders_are_empty(root):
    files = find_content(root)

    assert (files.articles, files.pages, files.media, files.diagnostics) == ((), (), (), ())


def test_a_link_to_a_file_is_refused(root, tmp_path):
    (tmp_path / "secret.md").write_text("secret")
    write(root, f"{ARTICLES}/2025/a.md")
    (root / f"{ARTICLES}/2025/b.md").symlink_to(tmp_path / "secret.md")

    assert find_content(root).articles == (f"{ARTICLES}/2025/a.md",)
    assert found(root) == [("E204", f"{ARTICLES}/2025/b.md")]
    assert refused(root, f"{ARTICLES}/2025/b.md").code == "E204"


def test_a_link_to_a_folder_is_refused(root, tmp_path):
    write(tmp_path, "secret/a.md")
    write(root, f"{ARTICLES}/2025/a.md")
    (root / f"{ARTICLES}/2024").symlink_to(tmp_path / "secret")

    assert find_content(root).articles == (f"{ARTICLES}/2025/a.md",)
    assert found(root) == [("E204", f"{ARTICLES}/2024")]


@pytest.mark.parametrize("folder", [ARTICLES, "content/pages", "content/media"])
def test_a_link_in_the_place_of_a_whole_folder_is_refused(root, tmp_path, folder):
    write(tmp_path, "secret/2025/a.md")
    (root / "content").mkdir(parents=True)
    (root / folder).symlink_to(tmp_path / "secret")

    assert found(root) == [("E204", folder)]


def test_a_dangling_link_and_a_circle_are_refused(root):
    write(root, f"{ARTICLES}/2025/a.md")
    (root / f"{ARTICLES}/2025/gone.md").symlink_to("nowhere")
    (root / f"{ARTICLES}/2025/up").symlink_to("..")

    assert found(root) == [("E204", f"{ARTICLES}/2025/gone.md"), ("E204", f"{ARTICLES}/2025/up")]


def test_a_pipe_does_not_hang(root):
    (root / f"{ARTICLES}/2025").mkdir(parents=True)
    os.mkfifo(root / f"{ARTICLES}/2025/a.md")

    problem = refused(root, f"{ARTICLES}/2025/a.md")

    assert (problem.code, problem.message) == ("E203", "This is not an ordinary file")


def test_a_large_file_is_not_read(root):
    write(root, f"{ARTICLES}/2025/a.md")
    os.truncate(root / f"{ARTICLES}/2025/a.md", 10**12)

    problem = refused(root, f"{ARTICLES}/2025/a.md", limit=2_000_000)

    assert problem.code == "E202"
    assert problem.message == "The file is too large: 1000000.0 MB, and at most 2.0 MB are allowed"
    assert file_problem(root, f"{ARTICLES}/2025/a.md", limit=2_000_000) == problem


def test_a_file_may_be_as_large_as_the_limit(root):
    write(root, "a")
    os.truncate(root / "a", 1000)

    assert len(read_bytes(root, "a", limit=1000)) == 1000
    assert file_problem(root, "a", limit=1000) is None


def test_a_file_that_is_gone(root):
    problem = refused(root, "content/articles/2025/gone.md")

    assert (problem.code, problem.message) == ("E203", "This cannot be read: No such file or directory")


@pytest.mark.parametrize(
    "path",
    [
        f"{ARTICLES}/a.md",
        f"{ARTICLES}/2025/13/a.md",
        f"{ARTICLES}/25/a.md",
        f"{ARTICLES}/٢٠٢٥/a.md",
        f"{ARTICLES}/2025/11/05/a.md",
    ],
)
def test_an_article_in_the_wrong_place(root, path):
    write(root, path)
    (problem,) = find_content(root).diagnostics

    assert (problem.code, problem.path) == ("E205", path)
    assert problem.hint == "Move it, for example to content/articles/2025/11/."


def test_a_file_of_another_kind_is_ignored_with_a_warning(root):
    write(root, f"{ARTICLES}/2025/a.docx", "content/pages/b.txt")

    assert found(root) == [("W301", f"{ARTICLES}/2025/a.docx"), ("W301", "content/pages/b.txt")]


@pytest.mark.parametrize("name", [".a.md.swp", ".DS_Store", "#a.md#", "a.md~", "a.md.bak", "a.orig", "a.tmp"])
def test_what_editors_leave_behind_is_nothing(root, name):
    write(root, f"{ARTICLES}/2025/{name}")

    assert find_content(root).articles == ()
    assert found(root) == []


@pytest.mark.parametrize("name", ["a.svg", "a.html", "a.js", "a", "a.jpg.exe"])
def test_only_images_are_media(root, name):
    write(root, f"content/media/{name}")

    assert find_content(root).media == ()
    assert found(root) == [("E206", f"content/media/{name}")]


@pytest.mark.parametrize(
    "name", [b"a\nb.md", b"a\x1b[31m.md", b"a\xff.md", b"a\\b.md", "a\u202eb.md".encode(), b"a\x7f.md"]
)
def test_a_file_name_that_no_address_can_hold(root, name):
    folder = root / f"{ARTICLES}/2025"
    folder.mkdir(parents=True)
    Path(os.fsdecode(os.fsencode(folder) + b"/" + name)).write_text("x")
    (problem,) = find_content(root).diagnostics

    assert (problem.code, problem.path) == ("E205", f"{ARTICLES}/2025")
    assert problem.message.isprintable()
    assert problem.message.encode()


def test_a_file_without_permission(root, monkeypatch):
    write(root, "a.md")

    def refuse(*arguments, **options):
        raise PermissionError(13, "Permission denied")

    with monkeypatch.context() as patched:
        patched.setattr("builtins.open", refuse)
        problem = refused(root, "a.md")

    assert (problem.code, problem.message) == ("E203", "This cannot be read: Permission denied")
    assert problem.hint == "Check its name and its permissions."


def test_a_folder_without_permission(root, monkeypatch):
    write(root, f"{ARTICLES}/2024/a.md", f"{ARTICLES}/2025/b.md")
    scandir = os.scandir

    def refuse(folder):
        if Path(folder).name == "2024":
            raise PermissionError(13, "Permission denied")
        return scandir(folder)

    monkeypatch.setattr(os, "scandir", refuse)

    assert find_content(root).articles == (f"{ARTICLES}/2025/b.md",)
    assert found(root) == [("E203", f"{ARTICLES}/2024")]


def test_folders_nested_too_deeply(root):
    (root / "content/pages" / "/".join("a" * 30)).mkdir(parents=True)
    (problem,) = find_content(root).diagnostics

    assert (problem.code, problem.message) == ("E205", "Folders are nested too deeply")


@pytest.mark.parametrize("limit", [1000, 5])
def test_a_file_that_grows_while_it_is_read_is_read_whole_or_not_at_all(root, monkeypatch, limit):
    write(root, "a.md")
    before = (root / "a.md").stat()
    (root / "a.md").write_text("x and more")
    monkeypatch.setattr("sitegen.read.discover.os.lstat", lambda _: before)
    monkeypatch.setattr("sitegen.read.discover.os.fstat", lambda _: before)
    if limit < len("x and more"):
        assert refused(root, "a.md", limit).code == "E202"
    else:
        assert read_bytes(root, "a.md", limit=limit) == b"x and more"
