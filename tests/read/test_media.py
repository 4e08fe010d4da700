"""Images are looked at once: what is known of them is remembered by the digest of their bytes."""

from __future__ import annotations

import os
import time
from collections.abc import Iterable
from pathlib import Path

import msgspec
import pytest

from sitegen.executors import open_workers
from sitegen.model import MediaFile
from sitegen.read import media as media_module
from sitegen.read import store as store_module
from sitegen.read.discover import find_content, read_bytes
from sitegen.read.media import MediaReader, MediaUses
from sitegen.read.store import Store, StoreUpdate
from tests.images import described

PATH = "content/media/map.png"


@pytest.fixture
def root(tmp_path: Path) -> Path:
    (tmp_path / "content/media").mkdir(parents=True)
    (tmp_path / PATH).write_bytes(described("60x40 teal"))
    return tmp_path


@pytest.fixture(autouse=True)
def settled(monkeypatch: pytest.MonkeyPatch) -> None:
    """Takes files that were just written as old: no test has to wait for the clock's next tick."""
    monkeypatch.setattr(store_module, "_TICK_NS", -(10**10))


@pytest.fixture
def was_read(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The files that are read, in their order."""
    paths: list[str] = []

    def read_and_note(root: Path, path: str, *, limit: int) -> bytes:
        paths.append(path)
        return read_bytes(root, path, limit=limit)

    monkeypatch.setattr(media_module, "read_bytes", read_and_note)
    return paths


@pytest.fixture
def was_opened(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """The sizes of the files that Pillow opens."""
    from sitegen.read import images

    sizes: list[int] = []
    look_at = images.look_at

    def look_and_note(data: bytes) -> object:
        sizes.append(len(data))
        return look_at(data)

    monkeypatch.setattr(images, "look_at", look_and_note)
    return sizes


def store(root: Path) -> Store:
    return Store(root / "archive.sqlite", "code")


def looked_at(
    root: Path, reader: MediaReader | None = None, shown: Iterable[str] = (PATH,)
) -> tuple[MediaFile, ...]:
    """What a build learns of the images that pages show."""
    uses = MediaUses(lead=frozenset(), shown=frozenset(shown), linked=frozenset())
    with open_workers(1) as workers:
        found, problems = (reader or MediaReader(root, store(root))).read(find_content(root), uses, workers)
    assert not problems
    return found


def test_an_image_that_is_used_is_looked_at(root: Path) -> None:
    (found,) = looked_at(root)
    assert (found.path, found.facts.width, found.facts.height, found.shown) == (PATH, 60, 40, True)


def test_an_image_that_nothing_uses_is_not_read(root: Path, was_read: list[str]) -> None:
    assert looked_at(root, shown=()) == (MediaFile(path=PATH),)
    assert was_read == []


def test_an_untouched_image_is_not_read_again(root: Path, was_read: list[str]) -> None:
    first = looked_at(root)
    was_read.clear()
    assert looked_at(root) == first
    assert was_read == []


def test_an_image_that_was_touched_is_read_and_not_opened_again(root: Path, was_opened: list[int]) -> None:
    first = looked_at(root)
    was_opened.clear()
    os.utime(root / PATH, (1, 1))
    assert looked_at(root) == first
    assert was_opened == []


def test_an_image_that_changed_is_looked_at_again(root: Path) -> None:
    (first,) = looked_at(root)
    time.sleep(0.02)
    (root / PATH).write_bytes(described("30x20 teal"))
    (second,) = looked_at(root)
    assert second.digest != first.digest
    assert second.facts.width == 30


def test_an_image_that_changed_in_the_tick_in_which_it_was_read_is_read_again(
    root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(store_module, "_TICK_NS", 10**15)
    looked_at(root)
    (root / PATH).write_bytes(described("30x20 teal"))
    assert looked_at(root)[0].facts.width == 30


def test_a_reader_of_a_session_knows_what_it_has_seen(root: Path, was_read: list[str]) -> None:
    reader = MediaReader(root, store(root))
    looked_at(root, reader)
    (root / "archive.sqlite").unlink()
    was_read.clear()
    looked_at(root, reader)
    assert was_read == []


@pytest.mark.parametrize("value", [b"", b"\xff", msgspec.msgpack.encode({"digest": 5})])
def test_what_is_stored_in_another_shape_is_ignored(root: Path, value: bytes) -> None:
    first = looked_at(root)
    (path, (state, key)) = next((p, (s.state, s.key)) for p, s in store(root).files().items())
    store(root).update(StoreUpdate(files={path: (state, key)}, images={path: value}))
    assert looked_at(root) == first


def test_an_image_that_is_gone_is_forgotten(root: Path) -> None:
    looked_at(root)
    found = store(root)
    found.forget([PATH])
    assert dict(found.images()) == {}
