"""New content is written beside the site, and taken only where nothing of somebody else's stands."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from sitegen.diagnostics import ProblemsError
from sitegen.publish.output import Output, open_output
from sitegen.publish.staging import Staged, Staging
from sitegen.versions import digest_of


@pytest.fixture
def folder(tmp_path):
    folder = tmp_path / "public"
    folder.mkdir()
    return folder


@pytest.fixture
def staging(tmp_path, folder):
    (tmp_path / "staging").mkdir()
    return Staging(folder, tmp_path / "staging")


def names(staging: Staging) -> list[str]:
    return sorted(file.name for file in Path(staging.folder).iterdir())


def test_new_content_lies_in_the_staging_folder(staging, folder):
    staged = staging.stage("a/b.html", "7", b"new")

    file = Path(staging.folder, "7")
    assert file.read_bytes() == b"new"
    assert staged == Staged(name="7", digest=digest_of(b"new"), size=3, mtime_ns=file.stat().st_mtime_ns)
    assert list(folder.iterdir()) == []


def test_content_that_is_in_place_is_not_written_again(staging, folder):
    (folder / "a.html").write_bytes(b"same")
    staged = staging.stage("a.html", "7", b"same")

    mtime_ns = (folder / "a.html").stat().st_mtime_ns
    assert staged == Staged(name="", digest=digest_of(b"same"), size=4, mtime_ns=mtime_ns)
    assert names(staging) == []


@pytest.mark.parametrize("old", [b"", b"old", b"older"])
def test_other_content_is_written(staging, folder, old):
    (folder / "a.html").write_bytes(old)

    assert staging.stage("a.html", "7", b"new").name == "7"
    assert (folder / "a.html").read_bytes() == old


def test_a_link_to_the_same_content_is_not_the_file(staging, folder, tmp_path):
    (tmp_path / "elsewhere").write_bytes(b"same")
    (folder / "a.html").symlink_to(tmp_path / "elsewhere")

    assert staging.stage("a.html", "7", b"same").name == "7"


def test_a_folder_is_not_the_file(staging, folder):
    (folder / "a.html").mkdir()

    assert staging.stage("a.html", "7", b"").name == "7"


def test_a_disk_that_refuses_is_an_error(staging):
    Path(staging.folder).rmdir()

    with pytest.raises(OSError, match="No such file"):
        staging.stage("a.html", "7", b"new")


# What the output makes of it.


@pytest.fixture
def output(folder: Path) -> Iterator[Output]:
    with open_output(folder, clean=False) as output:
        yield output


def stage(output: Output, path: str, data: bytes) -> Staged:
    """What a worker does."""
    return output.staging.stage(path, output.new_name(), data)


def test_no_two_files_have_one_name(output):
    assert len({output.new_name() for _ in range(100)}) == 100


def test_what_is_adopted_is_moved_into_place(output, folder):
    output.adopt("a/b.html", stage(output, "a/b.html", b"new"), "fingerprint")

    assert not (folder / "a").exists()
    assert output.commit({}).written == 1
    assert (folder / "a/b.html").read_bytes() == b"new"


def test_what_is_staged_and_not_adopted_is_dropped(output, folder):
    stage(output, "a.html", b"new")
    output.commit({})

    assert not (folder / "a.html").exists()


def test_the_next_build_knows_what_was_adopted(folder):
    with open_output(folder, clean=False) as output:
        output.adopt("a.html", stage(output, "a.html", b"new"), "fingerprint", basis="basis")
        output.commit({"a.html": "key"})
    with open_output(folder, clean=False) as output:
        entry = output.current("a.html")

        assert entry
        assert (entry.fingerprint, entry.basis, entry.size) == ("fingerprint", "basis", 3)
        assert output.is_current("a.html", "fingerprint")
        assert output.has_template("a.html", "key")
        assert not output.has_template("a.html", "other key")
        assert not output.has_template("b.html", "key")


def test_a_clean_build_takes_nothing_as_current(folder):
    with open_output(folder, clean=False) as output:
        output.adopt("a.html", stage(output, "a.html", b"new"), "fingerprint", basis="basis")
        output.commit({"a.html": "key"})
    with open_output(folder, clean=True) as output:
        assert output.current("a.html") is None
        assert not output.has_template("a.html", "key")


def test_a_file_with_other_bytes_is_not_current(folder):
    with open_output(folder, clean=False) as output:
        output.adopt("a.html", stage(output, "a.html", b"new"), "fingerprint")
        output.commit({})
    (folder / "a.html").write_bytes(b"not")
    with open_output(folder, clean=False) as output:
        assert output.current("a.html") is None


def test_a_kept_file_keeps_what_it_was_made_of_and_learns_its_basis(folder):
    with open_output(folder, clean=False) as output:
        output.adopt("a.html", stage(output, "a.html", b"new"), "fingerprint", basis="old basis")
        output.commit({})
    with open_output(folder, clean=False) as output:
        output.keep("a.html", basis="new basis")
        assert output.commit({}).written == 0
    with open_output(folder, clean=False) as output:
        entry = output.current("a.html")

        assert entry
        assert (entry.fingerprint, entry.basis) == ("fingerprint", "new basis")


def test_a_foreign_file_with_the_same_bytes_becomes_ours(folder):
    (folder / "a.html").write_bytes(b"same")
    with open_output(folder, clean=False) as output:
        output.adopt("a.html", stage(output, "a.html", b"same"), "fingerprint")
        assert output.commit({}).written == 0
    with open_output(folder, clean=False) as output:
        assert output.is_current("a.html", "fingerprint")


def refused(output: Output, path: str, data: bytes) -> str:
    with pytest.raises(ProblemsError) as error:
        output.adopt(path, stage(output, path, data), "fingerprint")
    (problem,) = error.value.diagnostics
    assert problem.code == "E504"
    return problem.message


def test_a_foreign_file_with_other_bytes_is_refused(folder):
    (folder / "a.html").write_bytes(b"mine")
    with open_output(folder, clean=False) as output:
        message = refused(output, "a.html", b"new")

    assert message == "public/a.html exists, and sitegen did not write it"


@pytest.mark.parametrize("data", [b"same", b"other"])
def test_a_file_behind_a_link_to_another_folder_is_refused(folder, tmp_path, data):
    (tmp_path / "elsewhere").mkdir()
    (tmp_path / "elsewhere/b.html").write_bytes(b"same")
    (folder / "a").symlink_to(tmp_path / "elsewhere")
    with open_output(folder, clean=False) as output:
        message = refused(output, "a/b.html", data)

    assert message == "public/a is in the way: a folder is needed there"


def test_two_pages_of_one_file_are_a_mistake_of_the_plan(output):
    output.adopt("a.html", stage(output, "a.html", b"1"), "fingerprint")

    with pytest.raises(AssertionError, match=r"two pages of the plan have one file: a\.html"):
        output.adopt("a.html", stage(output, "a.html", b"2"), "fingerprint")
