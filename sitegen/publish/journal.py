"""Moves many files into place as one: all, or none.

Before the first move a journal says what will be moved, and each file that is replaced or removed is
kept until the end. Deleting the journal is the commit: until then a failure, or the next build after
a kill, puts everything back, as often as that is tried.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path
from types import TracebackType
from typing import Self

import msgspec


class Move(msgspec.Struct, frozen=True, kw_only=True):
    """One change of the site.

    path: the file, relative to the output folder
    staged: name of its new content in the staging folder; empty when the file is removed
    existed: True when the file is there before the move
    """

    path: str
    staged: str
    existed: bool


class Journal:
    """The moves of one commit; a context that undoes them when it is left by an error."""

    def __init__(self, folder: Path, state: Path, moves: Sequence[Move]) -> None:
        """`state` holds the staging folder and, until the end, journal and replaced files."""
        self._folder = folder
        self._state = state
        self._moves = moves

    def __enter__(self) -> Self:
        undo = self._state / "undo"
        shutil.rmtree(undo, ignore_errors=True)
        undo.mkdir()
        draft = self._state / "journal.new"
        draft.write_bytes(msgspec.json.encode(self._moves))
        draft.replace(self._state / "journal.json")
        return self

    def apply(self) -> None:
        """Makes all moves: removals first, because a file may make room for a folder."""
        for number, move in enumerate(self._moves):
            if not move.staged:
                old = self._folder / move.path
                old.replace(self._state / "undo" / str(number))
                remove_empty_folders(old.parent, self._folder)
        # Plain strings: tens of thousands of paths would take longer to make than files to move.
        folder, state, there = str(self._folder), str(self._state), {""}
        for number, move in enumerate(self._moves):
            if move.staged:
                parent = move.path.rpartition("/")[0]
                if parent not in there:
                    os.makedirs(f"{folder}/{parent}", exist_ok=True)  # noqa: PTH103
                    there.add(parent)
                target = f"{folder}/{move.path}"
                if move.existed:
                    _keep(target, f"{state}/undo/{number}")
                os.replace(f"{state}/staging/{move.staged}", target)  # noqa: PTH105

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        if error is not None:
            roll_back(self._folder, self._state)
            return
        (self._state / "journal.json").unlink()
        shutil.rmtree(self._state / "undo", ignore_errors=True)


def roll_back(folder: Path, state: Path) -> None:
    """Undoes a commit that did not end. Does nothing when there is none; may itself be cut off and repeated.

    A file that was there before is only ever replaced by its kept content, never deleted.
    """
    file = state / "journal.json"
    try:
        moves = msgspec.json.decode(file.read_bytes(), type=list[Move])
    except FileNotFoundError:
        return
    except (msgspec.DecodeError, UnicodeDecodeError):
        # The journal is moved into place whole, so this one is not ours.
        file.unlink()
        return
    # First what is new, because a folder of it may stand where an old file belongs.
    for move in moves:
        if not move.existed:
            (folder / move.path).unlink(missing_ok=True)
            remove_empty_folders((folder / move.path).parent, folder)
    for number, move in enumerate(moves):
        kept = state / "undo" / str(number)
        if move.existed and kept.exists():
            target = folder / move.path
            target.parent.mkdir(parents=True, exist_ok=True)
            kept.replace(target)
    file.unlink()


def remove_empty_folders(folder: Path, top: Path) -> None:
    """Removes a folder and those above it, below `top`, as long as they are empty."""
    with suppress(OSError):
        while folder != top:
            folder.rmdir()
            folder = folder.parent


def _keep(target: str, kept: str) -> None:
    """Keeps a file's content under a second name, without a moment in which the first is gone."""
    try:
        os.link(target, kept, follow_symlinks=False)
    except OSError:
        shutil.copy2(target, kept, follow_symlinks=False)
