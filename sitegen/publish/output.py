"""The output folder: the one place that writes the site's files.

New content is first staged beside the site. Only when everything is there does `commit` move it into
place; should that fail or be killed half-way, the journal brings the last good site back.
"""

from __future__ import annotations

import os
import shutil
import stat
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from itertools import count, islice
from operator import lt
from pathlib import Path

import msgspec
from filelock import FileLock, Timeout
from msgspec.structs import replace

from sitegen.diagnostics import Diagnostic, ProblemsError
from sitegen.publish.journal import Journal, Move, roll_back
from sitegen.publish.manifest import Entry, Manifest, Summary, manifest_bytes, read_manifest
from sitegen.publish.staging import Staged, Staging
from sitegen.versions import digest_of

# Our own files in the output folder: manifest, and during a build what is staged.
STATE_FOLDER = ".sitegen"
_MANIFEST = f"{STATE_FOLDER}/manifest.json"


class Changes(msgspec.Struct, frozen=True, kw_only=True):
    """What a commit did, as numbers of files."""

    written: int
    unchanged: int
    removed: int


# A file that lies in the output folder: size, −1 for a link or anything else but a file, and `mtime_ns`.
_Present = tuple[int, int]


class Published(msgspec.Struct, frozen=True, kw_only=True):
    """An output folder as a build of this process has left it.

    stamp: tells the file of the manifest
    """

    manifest: Manifest
    stamp: tuple[int, ...]


class Output:
    """An output folder during a build. Use `open_output`.

    is_believed: True when it is taken to be as the build before has left it
    """

    def __init__(self, folder: Path, *, clean: bool, believed: Published | None = None) -> None:
        """`clean` takes no file as up to date; for `believed`, see `open_output`."""
        self.folder = folder
        self._state = folder / STATE_FOLDER
        self._staging_folder = self._state / "staging"
        roll_back(folder, self._state)
        shutil.rmtree(self._staging_folder, ignore_errors=True)
        self._staging_folder.mkdir(parents=True)
        self.is_believed = bool(believed and not clean and believed.stamp == _stamp(folder))
        manifest = believed.manifest if believed and self.is_believed else read_manifest(folder / _MANIFEST)
        self._damaged = manifest is None
        known = manifest or Manifest()
        self._old = known.without_fingerprints() if clean else known
        self._present = None if self.is_believed else _present(folder, known.files)
        self._checked: set[str] = {""}  # Folders in which files may be put.
        self._entries: dict[str, Entry] = {}
        self._staged: dict[str, str] = {}
        self._numbers = count()
        self.staging = Staging(folder, self._staging_folder)

    def files(self, prefix: str) -> Mapping[str, Entry]:
        """The last build's files below a folder."""
        return {path: entry for path, entry in self._old.files.items() if path.startswith(prefix)}

    def unchanged(self, sources: str) -> Summary | None:
        """What the last build said, when it was made of the same, and all its files lie as it left them."""
        summary = self._old.summary
        if summary is None or summary.sources != sources:
            return None
        if self._present is not None:
            for path, entry in self._old.files.items():
                if self._present.get(path) != (entry.size, entry.mtime_ns):
                    return None
        return summary

    @property
    def count(self) -> int:
        """Number of files of the last build."""
        return len(self._old.files)

    def current(self, path: str) -> Entry | None:
        """What the last build knew of a file that still has the bytes that it wrote; else None.

        Size and time of the last build are believed; where only the time differs, the bytes decide.
        """
        entry = self._old.files.get(path)
        if entry is None or not entry.fingerprint:
            return None
        present = self._lying(path)
        if present == (entry.size, entry.mtime_ns):
            return entry
        if present is None or present[0] != entry.size:
            return None
        return entry if digest_of((self.folder / path).read_bytes()) == entry.digest else None

    def is_current(self, path: str, fingerprint: str) -> bool:
        """True when the last build made the file of the same things, and it still has those bytes."""
        entry = self.current(path)
        return entry is not None and entry.fingerprint == fingerprint

    def plan_is(self, key: str) -> bool:
        """True when the last build had the plan with this key."""
        return self._old.summary is not None and self._old.summary.plan == key

    def has_template(self, name: str, key: str) -> bool:
        """True when the last build had the template, with all that it uses, as it is now."""
        return self._old.templates.get(name) == key

    def keep(self, path: str, *, basis: str = "") -> None:
        """Keeps a current file as it is."""
        entry, present = self._old.files[path], self._lying(path)
        mtime_ns = present[1] if present else entry.mtime_ns
        if (entry.mtime_ns, entry.basis) != (mtime_ns, basis):
            entry = replace(entry, mtime_ns=mtime_ns, basis=basis)
        self._entries[path] = entry

    def keep_as_is(self, paths: Sequence[str]) -> None:
        """Keeps files of the last build that are believed, with all that is known of them."""
        self._entries.update(zip(paths, map(self._old.files.__getitem__, paths), strict=True))

    def keep_folder(self, prefix: str) -> None:
        """Keeps what lies in a folder with the bytes of the last build, whatever it is made of."""
        paths = [path for path in self._old.files if path.startswith(prefix)]
        if self.is_believed:
            self.keep_as_is(paths)
            return
        for path in paths:
            if self.current(path):
                self.keep(path)

    def stage(self, path: str, data: bytes, fingerprint: str) -> None:
        """Takes a file's new content. It is written only if it differs from what is there.

        Raises `ProblemsError`: E504 when a file that is not ours lies in its place, E505 when the disk
        refuses it.
        """
        with write_problems():
            staged = self.staging.stage(path, self.new_name(), data)
        self.adopt(path, staged, fingerprint)

    def new_name(self) -> str:
        """A name that no other file in the staging folder has."""
        return str(next(self._numbers))

    def adopt(self, path: str, staged: Staged, fingerprint: str, *, basis: str = "") -> None:
        """Takes what was staged as the file's new content. Raises as `stage`."""
        if path in self._entries:
            raise AssertionError(f"two pages of the plan have one file: {path}")
        self._refuse_foreign(path, has_bytes=not staged.name)
        if staged.name:
            self._staged[path] = staged.name
        self._entries[path] = Entry(
            fingerprint=fingerprint,
            basis=basis,
            digest=staged.digest,
            size=staged.size,
            mtime_ns=staged.mtime_ns,
        )

    def commit(self, templates: Mapping[str, str], summary: Summary | None = None) -> Changes:
        """Moves staged files into place, removes files no longer planned, and writes the manifest.

        Raises `ProblemsError` with code E505 when that fails; the last good site is then back.
        """
        removed = sorted(set(self._old.files) - set(self._entries))
        moves = [Move(path=path, staged="", existed=True) for path in removed if self._lying(path)]
        moves += [
            Move(path=path, staged=name, existed=self._lying(path) is not None)
            for path, name in self._staged.items()
        ]
        in_order = dict(sorted(templates.items()))
        self._new = Manifest(summary=summary, templates=in_order, files=self._entries_in_order())
        manifest = manifest_bytes(self._new)
        with write_problems():
            old = self.folder / _MANIFEST
            existed = old.exists()
            if moves or not existed or old.read_bytes() != manifest:
                # The manifest is the last move, so that it always tells of the files that lie there.
                (self._staging_folder / "manifest").write_bytes(manifest)
                moves.append(Move(path=_MANIFEST, staged="manifest", existed=existed))
                with Journal(self.folder, self._state, moves) as journal:
                    journal.apply()
            self._stamp = _stamp(self.folder)
        written = len(self._staged)
        return Changes(written=written, unchanged=len(self._entries) - written, removed=len(removed))

    def _entries_in_order(self) -> dict[str, Entry]:
        """The entries by path. To sort tens of thousands takes longer than to write them."""
        known, entries = list(self._old.files), self._entries
        # Most builds have the files of the last one, and that has sorted them.
        is_sorted = len(known) == len(entries) and all(map(lt, known, islice(known, 1, None)))
        paths = known if is_sorted and entries.keys() == self._old.files.keys() else sorted(entries)
        return {path: entries[path] for path in paths}

    def published(self) -> Published:
        """The folder as `commit` has left it."""
        return Published(manifest=self._new, stamp=self._stamp)

    def discard(self) -> None:
        """Drops what was staged and not committed; a journal left behind still needs it."""
        if not (self._state / "journal.json").exists():
            shutil.rmtree(self._staging_folder, ignore_errors=True)

    def _lying(self, path: str) -> _Present | None:
        """What lies in the place of a file of the last build; None for nothing, or a folder."""
        if self._present is not None:
            return self._present.get(path)
        entry = self._old.files.get(path)
        return (entry.size, entry.mtime_ns) if entry else None

    def _refuse_foreign(self, path: str, *, has_bytes: bool) -> None:
        """Raises when something that we did not write stands in the way of a file.

        has_bytes: the file in place has the right bytes, whoever wrote it
        """
        name = self.folder.name
        self._check_folder(path.rpartition("/")[0])
        if has_bytes or path in self._old.files:
            return
        status = _status(f"{self.folder}/{path}")
        if status is None:
            return
        if not stat.S_ISDIR(status.st_mode):
            raise self._foreign(f"{name}/{path} exists, and sitegen did not write it")
        if not self.files(f"{path}/"):
            raise self._foreign(f"{name}/{path} is a folder where a file is needed")

    def _check_folder(self, folder: str) -> None:
        """Raises when there is anything but a folder where one is needed, unless it is a file of ours."""
        if folder in self._checked:
            return
        self._check_folder(folder.rpartition("/")[0])
        status = _status(f"{self.folder}/{folder}")
        if status and not stat.S_ISDIR(status.st_mode) and folder not in self._old.files:
            raise self._foreign(f"{self.folder.name}/{folder} is in the way: a folder is needed there")
        self._checked.add(folder)

    def _foreign(self, message: str) -> ProblemsError:
        hint = "Move it away, or choose another --output. sitegen replaces only files that it wrote."
        if self._damaged:
            hint = (
                f"sitegen's record of its own files, {self.folder.name}/{_MANIFEST}, is damaged. "
                "If you put nothing into the folder yourself, delete it and build again."
            )
        return ProblemsError([Diagnostic(code="E504", message=message, hint=hint)])


@contextmanager
def open_output(folder: Path, *, clean: bool, believed: Published | None = None) -> Iterator[Output]:
    """The output folder, for one build at a time. What is not committed is dropped at the end.

    believed: how a build before has left it, when nobody but builds of this process writes there: as long
        as the manifest is still the same file, no other file is looked at

    Raises `ProblemsError` with code E505 when another build writes there, or the folder cannot be written.
    """
    with write_problems():
        (folder / STATE_FOLDER).mkdir(parents=True, exist_ok=True)
        lock = FileLock(folder / STATE_FOLDER / "lock", timeout=0)
        try:
            lock.acquire()
        except Timeout:
            message, hint = (
                f"Another build is writing to {folder}",
                "Wait for it, or choose another --output.",
            )
            raise ProblemsError([Diagnostic(code="E505", message=message, hint=hint)]) from None
    try:
        with write_problems():
            output = Output(folder, clean=clean, believed=believed)
        try:
            yield output
        finally:
            output.discard()
    finally:
        lock.release()


@contextmanager
def write_problems() -> Iterator[None]:
    """What the disk refuses, as a problem for people."""
    try:
        yield
    except OSError as error:
        message = f"The site could not be written: {error}"
        hint = "The last good site is still there. Check free space and permissions."
        raise ProblemsError([Diagnostic(code="E505", message=message, hint=hint)]) from error


def _present(folder: Path, paths: Iterable[str]) -> dict[str, _Present]:
    """Those of the paths where something lies, and what."""
    found: dict[str, _Present] = {}
    prefix, lstat, is_file = f"{folder}/", os.lstat, stat.S_ISREG
    for path in paths:
        try:
            status = lstat(prefix + path)
        except OSError:
            continue
        if is_file(status.st_mode):
            found[path] = (status.st_size, status.st_mtime_ns)
        elif not stat.S_ISDIR(status.st_mode):
            found[path] = (-1, 0)
    return found


def _stamp(folder: Path) -> tuple[int, ...]:
    """Tells the file of the manifest; empty when there is none."""
    status = _status(f"{folder}/{_MANIFEST}")
    return (status.st_ino, status.st_size, status.st_mtime_ns, status.st_ctime_ns) if status else ()


def _status(file: str) -> os.stat_result | None:
    """What lies at a path, links not followed; None for nothing."""
    try:
        return os.lstat(file)
    except OSError:
        return None
