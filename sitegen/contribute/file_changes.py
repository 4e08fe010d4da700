"""Several files that change together: written all or none, or shown as a diff."""

from __future__ import annotations

import difflib
import errno
import os
import re
import shutil
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from uuid import uuid4

from sitegen.interrupts import interrupt_held

_LINE = re.compile(r"[^\n]*\n|[^\n]+\Z")


class FileChangeError(ValueError):
    """The files cannot be written, and are as before. The message says why."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FileChange:
    """New content of a file.

    path: relative to the archive's root
    before: what it holds; None when it must not exist yet
    after: what it shall hold
    """

    path: str
    before: bytes | None
    after: bytes


def diff_text(changes: Iterable[FileChange]) -> str:
    """The changes as a unified diff."""
    return "".join(line for change in changes for line in _diff(change))


def write_changes(root: Path, changes: Sequence[FileChange]) -> None:
    """Writes all changes, or none: new content is complete beside each file before the first is replaced.

    Raises `FileChangeError`, also when a file is no longer what it was when it was read.
    """
    drafts: list[tuple[FileChange, Path]] = []
    new_folders: list[Path] = []
    is_done = False
    try:
        with interrupt_held():
            for change in changes:
                _refuse_changed(root, change)
                with _explained(change.path):
                    new_folders += _make_folders((root / change.path).parent)
                    drafts.append((change, _draft(root / change.path, change.after)))
            _replace_all(root, drafts)
            new_folders = []
            is_done = True
    except KeyboardInterrupt:
        # Ctrl-C that came too late: the caller tells what was written.
        if not is_done:
            raise
    finally:
        for _, draft in drafts:
            draft.unlink(missing_ok=True)
        for folder in reversed(new_folders):
            with suppress(OSError):
                folder.rmdir()


@contextmanager
def _explained(path: str) -> Iterator[None]:
    """Raises `FileChangeError` for an `OSError`."""
    try:
        yield
    except OSError as error:
        reason = f"{path} cannot be written: {error.strerror}"
        raise FileChangeError(f"{reason}. Check the folder's name and its permissions") from None


def _refuse_changed(root: Path, change: FileChange) -> None:
    file = root / change.path
    if file.is_symlink() or file.parent.resolve() != root.resolve() / Path(change.path).parent:
        raise FileChangeError(f"{change.path} is a symbolic link, or lies behind one: nothing was written")
    now = file.read_bytes() if file.exists() else None
    if now != change.before:
        state = "exists already" if change.before is None else "was changed meanwhile"
        raise FileChangeError(f"{change.path} {state}: nothing was written")


def _make_folders(folder: Path) -> list[Path]:
    """Makes a folder and those above it; returns the new ones, the uppermost first."""
    missing = [part for part in (folder, *folder.parents) if not part.exists()]
    folder.mkdir(parents=True, exist_ok=True)
    return missing[::-1]


def _draft(file: Path, data: bytes) -> Path:
    """The new content, whole and on the disk, in a file of its own that no build reads."""
    if file.exists() and not os.access(file, os.W_OK):
        raise PermissionError(errno.EACCES, os.strerror(errno.EACCES), str(file))
    draft = file.with_name(f".{uuid4().hex}.tmp")
    with draft.open("xb") as stream:
        stream.write(data)
        stream.flush()
        os.fsync(stream.fileno())
    if file.exists():
        shutil.copymode(file, draft)
    return draft


def _replace_all(root: Path, drafts: Sequence[tuple[FileChange, Path]]) -> None:
    """Puts each draft into its place; an error puts back what was there."""
    done: list[FileChange] = []
    try:
        for change, draft in drafts:
            with _explained(change.path):
                draft.replace(root / change.path)
            done.append(change)
    except FileChangeError:
        for change in done:
            _put_back(root / change.path, change.before)
        raise


def _put_back(file: Path, before: bytes | None) -> None:
    if before is None:
        file.unlink()
    else:
        _draft(file, before).replace(file)


def _diff(change: FileChange) -> Iterable[str]:
    before, after = (_LINE.findall(data.decode()) for data in (change.before or b"", change.after))
    old = f"a/{change.path}" if change.before is not None else "/dev/null"
    lines = difflib.unified_diff(before, after, old, f"b/{change.path}")
    return (line if line.endswith("\n") else f"{line}\n\\ No newline at end of file\n" for line in lines)
