"""Several files are written all or none."""

from __future__ import annotations

from pathlib import Path

import pytest

from sitegen.contribute.file_changes import FileChange, FileChangeError, diff_text, write_changes


def files(root: Path) -> dict[str, bytes]:
    found = (file for file in root.rglob("*") if file.is_file())
    return {file.relative_to(root).as_posix(): file.read_bytes() for file in found}


CHANGES = (
    FileChange(path="a.yaml", before=b"old\n", after=b"new\n"),
    FileChange(path="b/c/new.md", before=None, after=b"text"),
    FileChange(path="z.yaml", before=b"old\n", after=b"new\n"),
)


@pytest.fixture
def root(tmp_path: Path) -> Path:
    (tmp_path / "a.yaml").write_bytes(b"old\n")
    (tmp_path / "z.yaml").write_bytes(b"old\n")
    (tmp_path / "a.yaml").chmod(0o640)
    return tmp_path


def test_all_are_written_and_nothing_is_left_beside(root):
    write_changes(root, CHANGES)
    assert files(root) == {"a.yaml": b"new\n", "b/c/new.md": b"text", "z.yaml": b"new\n"}
    assert (root / "a.yaml").stat().st_mode & 0o777 == 0o640


@pytest.mark.parametrize("failing", ["a.yaml", "new.md", "z.yaml"])
def test_when_one_cannot_be_moved_all_are_as_before(root, monkeypatch, failing):
    replace = Path.replace
    failed: list[str] = []

    def fail_once(self: Path, target: Path) -> Path:
        if target.name == failing and not failed:
            failed.append(failing)
            raise PermissionError(1, "Not allowed", str(target))
        return replace(self, target)

    monkeypatch.setattr(Path, "replace", fail_once)
    with pytest.raises(FileChangeError, match=f"{failing} cannot be written: Not allowed"):
        write_changes(root, CHANGES)

    assert files(root) == {"a.yaml": b"old\n", "z.yaml": b"old\n"}
    assert not (root / "b").exists()


@pytest.mark.parametrize(
    ("path", "data", "message"),
    [
        ("z.yaml", b"edited\n", "z.yaml was changed meanwhile"),
        ("b/c/new.md", b"mine", "b/c/new.md exists already"),
    ],
)
def test_what_changed_meanwhile_stops_all(root, path, data, message):
    (root / path).parent.mkdir(parents=True, exist_ok=True)
    (root / path).write_bytes(data)
    with pytest.raises(FileChangeError, match=message):
        write_changes(root, CHANGES)

    assert files(root) == {"a.yaml": b"old\n", "z.yaml": b"old\n", path: data}


def test_a_link_is_no_file_to_write_to(root, tmp_path_factory):
    outside = tmp_path_factory.mktemp("outside") / "secret.yaml"
    outside.write_bytes(b"old\n")
    (root / "z.yaml").unlink()
    (root / "z.yaml").symlink_to(outside)
    with pytest.raises(FileChangeError, match=r"z.yaml is a symbolic link"):
        write_changes(root, CHANGES)

    assert outside.read_bytes() == b"old\n"
    assert (root / "a.yaml").read_bytes() == b"old\n"


def test_a_diff_names_new_files_and_missing_line_ends():
    assert diff_text(CHANGES[:2]) == (
        "--- a/a.yaml\n+++ b/a.yaml\n@@ -1 +1 @@\n-old\n+new\n"
        "--- /dev/null\n+++ b/b/c/new.md\n@@ -0,0 +1 @@\n+text\n\\ No newline at end of file\n"
    )
