"""The watcher says what was touched."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path
from queue import SimpleQueue

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
