"""The output folder: the one place that writes the site's files.

New content is first staged beside the site. Only when everything is there does `commit` move it into
place; should that fail or be killed half-way, the journal brings the last good site back.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from filelock import FileLock, Timeout

from sitegen.diagnostics import Diagnostic, ProblemsError
from sitegen.publish.journal import Journal, Move, roll_back
from sitegen.publish.manifest import Entry, Manifest, manifest_bytes, read_manifest
from sitegen.versions import digest_of

# Our own files in the output folder: manifest, and during a build what is staged.
STATE_FOLDER = ".sitegen"


@dataclass(frozen=True, slots=True, kw_only=True)
class Changes:
    """What a commit did, as numbers of files."""

    written: int
    unchanged: int
    removed: int


class Output:
    """An output folder during a build. Use `open_output`."""

    def __init__(self, folder: Path, *, clean: bool) -> None:
        """`clean` takes no file as up to date."""
        self.folder = folder
        self._state = folder / STATE_FOLDER
        self._manifest_file = self._state / "manifest.json"
        roll_back(folder, self._state)
        manifest = read_manifest(self._manifest_file)
        self._old = manifest.without_fingerprints() if clean else manifest
        self._present = dict(_files(folder))
        self._entries: dict[str, Entry] = {}
        self._staged: dict[str, Path] = {}
        self._staging = self._state / "staging"

    def files(self, prefix: str) -> Mapping[str, Entry]:
        """The last build's files below a folder."""
        return {path: entry for path, entry in self._old.files.items() if path.startswith(prefix)}

    def is_current(self, path: str, fingerprint: str) -> bool:
        """True when the last build made the file of the same things, and it is still there."""
        entry = self._old.files.get(path)
        return (
            entry is not None and entry.fingerprint == fingerprint and self._present.get(path) == entry.size
        )

    def keep(self, path: str) -> None:
        """Keeps a current file as it is."""
        self._entries[path] = self._old.files[path]

    def stage(self, path: str, data: bytes, fingerprint: str) -> None:
        """Takes a file's new content. It is written only if it differs from what is there.

        Raises `ProblemsError` with code E504 when a file that is not ours lies in its place.
        """
        entry = Entry(fingerprint=fingerprint, digest=digest_of(data), size=len(data))
        self._entries[path] = entry
        if self._holds(path, entry):
            return
        self._refuse_foreign(path)
        staged = self._staging / str(len(self._staged))
        self._staging.mkdir(parents=True, exist_ok=True)
        staged.write_bytes(data)
        self._staged[path] = staged

    def commit(self) -> Changes:
        """Moves staged files into place, removes files no longer planned, and writes the manifest."""
        removed = sorted(set(self._old.files) - set(self._entries))
        moves = [Move(path=path, staged="") for path in removed if path in self._present]
        moves += [Move(path=path, staged=file.name) for path, file in self._staged.items()]
        manifest = manifest_bytes(Manifest(files=self._entries))
        if moves or not self._manifest_file.exists() or self._manifest_file.read_bytes() != manifest:
            staged_manifest = self._state / "manifest.new"
            self._state.mkdir(parents=True, exist_ok=True)
            staged_manifest.write_bytes(manifest)
            with Journal(self.folder, self._state, moves) as journal:
                journal.apply()
                staged_manifest.replace(self._manifest_file)
        written = len(self._staged)
        return Changes(written=written, unchanged=len(self._entries) - written, removed=len(removed))

    def discard(self) -> None:
        """Drops what was staged and not committed; a journal left behind still needs it."""
        if (self._state / "journal.json").exists():
            return
        shutil.rmtree(self._staging, ignore_errors=True)
        with suppress(OSError):
            (self._state / "manifest.new").unlink()

    def _holds(self, path: str, entry: Entry) -> bool:
        """True when the file in place already has the new content."""
        if self._present.get(path) != entry.size:
            return False
        old = self._old.files.get(path)
        if old and old.digest:
            return old.digest == entry.digest
        return digest_of((self.folder / path).read_bytes()) == entry.digest

    def _refuse_foreign(self, path: str) -> None:
        if path in self._present and path not in self._old.files:
            raise _foreign(f"{self.folder.name}/{path} exists, and sitegen did not write it")
        for parent in PurePosixPath(path).parents:
            place = self.folder / parent
            if place.is_symlink():
                raise _foreign(f"{self.folder.name}/{parent} is a link that leads out of the output folder")
            if place.is_file() and str(parent) not in self._old.files:
                raise _foreign(f"{self.folder.name}/{parent} is a file where a folder is needed")
        if (self.folder / path).is_dir() and not self.files(f"{path}/"):
            raise _foreign(f"{self.folder.name}/{path} is a folder where a file is needed")


@contextmanager
def open_output(folder: Path, *, clean: bool) -> Iterator[Output]:
    """The output folder, for one build at a time. What is not committed is dropped at the end.

    Raises `ProblemsError` with code E505 when another build writes there, or the folder cannot be written.
    """
    state = folder / STATE_FOLDER
    try:
        state.mkdir(parents=True, exist_ok=True)
        lock = FileLock(state / "lock", timeout=0)
        with lock:
            output = Output(folder, clean=clean)
            try:
                yield output
            finally:
                output.discard()
    except Timeout:
        message = f"Another build is writing to {folder}"
        raise ProblemsError(
            [Diagnostic(code="E505", message=message, hint="Wait for it to end, or choose another --output.")]
        ) from None
    except OSError as error:
        message = f"The site could not be written: {error}"
        hint = "The last good site is still there. Check free space and permissions."
        raise ProblemsError([Diagnostic(code="E505", message=message, hint=hint)]) from error


def _foreign(message: str) -> ProblemsError:
    hint = "Move it away, or choose another --output. sitegen replaces only files that it wrote."
    return ProblemsError([Diagnostic(code="E504", message=message, hint=hint)])


def _files(folder: Path) -> Iterator[tuple[str, int]]:
    """Path and size of every file below a folder, our own state left out."""
    waiting = [""]
    while waiting:
        prefix = waiting.pop()
        with os.scandir(folder / prefix) as entries:
            for entry in entries:
                path = f"{prefix}{entry.name}"
                if path == STATE_FOLDER:
                    continue
                if entry.is_dir(follow_symlinks=False):
                    waiting.append(f"{path}/")
                elif entry.is_file(follow_symlinks=False):
                    yield path, entry.stat(follow_symlinks=False).st_size
