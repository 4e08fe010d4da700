"""The watcher says what was touched."""

from __future__ import annotations

import shutil
import sys
from collections.abc import Iterator
from pathlib import Path
from queue import Empty, SimpleQueue

import pytest

from sitegen.preview.watch import Watcher

ARTICLE = "content/articles/2025/11/a.md"
Told = SimpleQueue[frozenset[str] | None]


@pytest.fixture
def told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Told]:
    monkeypatch.setattr("sitegen.preview.watch.REST_SECONDS", 0.0)
    (tmp_path / ARTICLE).parent.mkdir(parents=True)
    (tmp_path / ARTICLE).write_text("old")
    heard: Told = SimpleQueue()
    watcher = Watcher(tmp_path, heard.put, lambda: None)
    watcher.start()
    yield heard
    watcher.stop()


def test_a_file_that_is_saved(tmp_path: Path, told: Told) -> None:
    (tmp_path / ARTICLE).write_text("new")
    assert told.get(timeout=30) == frozenset({ARTICLE})


def test_a_burst_of_saves_is_told_once(tmp_path: Path, told: Told, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sitegen.preview.watch.QUIET_SECONDS", 0.5)
    for number in range(30):
        (tmp_path / ARTICLE).write_text(f"new {number}")
    assert told.get(timeout=30) == frozenset({ARTICLE})
    assert (tmp_path / ARTICLE).read_text() == "new 29"
    with pytest.raises(Empty):
        told.get(timeout=1)


@pytest.mark.skipif(sys.platform != "linux", reason="others do not tell that a file was closed")
def test_a_file_that_is_being_written_is_told_when_it_is_whole(
    tmp_path: Path, told: Told, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sitegen.preview.watch.WRITING_SECONDS", 30.0)
    with (tmp_path / ARTICLE).open("w") as file:
        file.write("half")
        file.flush()
        with pytest.raises(Empty):
            told.get(timeout=0.3)
    assert told.get(timeout=20) == frozenset({ARTICLE})


@pytest.mark.skipif(sys.platform != "linux", reason="others do not tell that a file was closed")
def test_a_file_that_is_never_closed_is_not_waited_for_longer_than_a_moment(
    tmp_path: Path, told: Told
) -> None:
    with (tmp_path / ARTICLE).open("w") as file:
        file.write("half")
        file.flush()
        assert told.get(timeout=20) == frozenset({ARTICLE})


def test_a_file_that_is_saved_beside_and_moved_into_place(tmp_path: Path, told: Told) -> None:
    draft = tmp_path / ARTICLE.replace("a.md", ".a.md.swp")
    draft.write_text("new")
    draft.replace(tmp_path / ARTICLE)
    assert told.get(timeout=30) == frozenset({ARTICLE})


def test_a_folder_that_is_replaced_could_hold_anything(tmp_path: Path, told: Told) -> None:
    shutil.move(tmp_path / "content", tmp_path / "away")
    while told.get(timeout=30) is None:
        pass
    shutil.move(tmp_path / "away", tmp_path / "content")
    while told.get(timeout=30) is not None:
        pass
