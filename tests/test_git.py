"""What Git is asked about an archive's repository."""

from __future__ import annotations

import subprocess

import pytest

from sitegen.git import FileChange, GitError, Repository


class Work:
    """A repository with an archive in its folder `archive/`."""

    def __init__(self, root):
        self.root, self.archive = root, root / "archive"
        self.archive.mkdir(parents=True)
        self.git("init", "--quiet", "--initial-branch=main")

    def git(self, *arguments):
        command = ["git", "-c", "user.name=A", "-c", "user.email=a@example.org", *arguments]
        done = subprocess.run(command, cwd=self.root, check=True, capture_output=True, text=True)
        return done.stdout.strip()

    def write(self, path, text):
        file = self.archive / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text)

    def commit(self, message="A change"):
        self.git("add", "--all")
        self.git("commit", "--quiet", "--allow-empty", "--message", message)
        return self.git("rev-parse", "HEAD")


@pytest.fixture
def work(tmp_path):
    return Work(tmp_path / "work")


def test_what_differs_from_a_revision_is_listed(work):
    for name in ("edited", "moved", "removed", "same"):
        work.write(f"content/{name}.md", f"The text of {name}.\n")
    work.write("themes/style.css", "")
    base = work.commit()
    work.write("content/edited.md", "Another text.\n")
    work.write("content/đến nơi.md", "New.\n")
    work.git("mv", "archive/content/moved.md", "archive/content/new name.md")
    (work.archive / "content/removed.md").unlink()
    work.commit()
    work.write("content/not committed.md", "")
    work.write("themes/style.css", "p {}")

    assert Repository(work.archive).changes(base, "content") == (
        FileChange(path="content/edited.md", kind="edited", old_path="content/edited.md"),
        FileChange(path="content/new name.md", kind="edited", old_path="content/moved.md"),
        FileChange(path="content/not committed.md", kind="added", old_path="content/not committed.md"),
        FileChange(path="content/removed.md", kind="removed", old_path="content/removed.md"),
        FileChange(path="content/đến nơi.md", kind="added", old_path="content/đến nơi.md"),
    )


def test_what_a_file_held_is_told(work):
    work.write("content/flood.md", "Before.\n")
    base = work.commit()
    work.write("content/flood.md", "After.\n")
    repository = Repository(work.archive)

    assert repository.data(base, "content/flood.md", limit=100) == b"Before.\n"
    with pytest.raises(GitError, match="larger than 3 bytes"):
        repository.data(base, "content/flood.md", limit=3)
    with pytest.raises(GitError, match=r"cannot show what content/nothing\.md was"):
        repository.data(base, "content/nothing.md", limit=100)


def test_the_merge_base_is_where_two_branches_parted(work):
    base = work.commit()
    work.git("switch", "--quiet", "--create", "change")
    work.commit()
    work.git("switch", "--quiet", "main")
    work.commit("Meanwhile")
    work.git("switch", "--quiet", "change")

    assert Repository(work.archive).merge_base("main") == base


@pytest.mark.parametrize(
    "revision", ["--output=stolen", "-h", "", "main --all", "main\n", "a:b", "$(touch stolen)", "x" * 300]
)
def test_what_is_no_revision_never_reaches_git(work, revision):
    work.commit()

    with pytest.raises(GitError, match="is no name of a Git revision"):
        Repository(work.archive).commit(revision)
    assert not (work.archive / "stolen").exists()


def test_an_unknown_revision_is_told(work):
    work.commit()

    with pytest.raises(GitError, match="Git knows no revision “nowhere”"):
        Repository(work.archive).merge_base("nowhere")


def test_a_shallow_clone_says_that_it_is_one(work, tmp_path):
    work.commit()
    work.git("switch", "--quiet", "--create", "change")
    work.commit()
    source = f"file://{work.root}"
    work.git("clone", "--quiet", "--depth=1", "--no-single-branch", source, str(tmp_path / "clone"))

    with pytest.raises(GitError, match="this clone holds the last commits only"):
        Repository(tmp_path / "clone").merge_base("origin/main")


def test_a_folder_that_is_no_repository_is_told(tmp_path, monkeypatch):
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(tmp_path.parent))

    with pytest.raises(GitError, match="The archive lies in no Git repository"):
        Repository(tmp_path).commit("main")


def test_no_git_is_told(tmp_path, monkeypatch):
    monkeypatch.setenv("PATH", str(tmp_path))

    with pytest.raises(GitError, match="Git is not installed"):
        Repository(tmp_path).commit("main")


def test_programs_that_the_repository_names_are_not_run(work):
    work.write(".gitattributes", "*.md diff=evil filter=evil\n")
    work.write("content/flood.md", "Before.\n")
    base = work.commit()
    for key in ("diff.external", "diff.evil.command", "diff.evil.textconv", "core.fsmonitor"):
        work.git("config", key, f"touch {work.root}/ran; false")
    work.write("content/flood.md", "After.\n")

    assert [change.kind for change in Repository(work.archive).changes(base, "content")] == ["edited"]
    assert not (work.root / "ran").exists()
