"""Remembers what files gave, in one SQLite file. Losing it loses nothing but time.

A damaged, foreign or locked file counts as empty: it is never trusted and never fatal. Values are
decoded by their readers, which check their shape.
"""

from __future__ import annotations

import sqlite3
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import closing, suppress
from pathlib import Path
from typing import Any, NamedTuple, TypeVar, cast

import msgspec

from sitegen.read.discover import FileState
from sitegen.versions import digest_of

Value = TypeVar("Value")

# SQLite's limit for parameters of one statement, with room to spare.
_BATCH = 500
# Seconds to wait for another process that writes.
_PATIENCE = 5.0
# A file may be edited again in the same tick of the file system's clock, as coarse as 2 s (FAT). Only
# a file that was older when it was seen is believed by its state. (Git calls this "racily clean".)
_TICK_NS = 2_000_000_000

_TABLES = """
CREATE TABLE IF NOT EXISTS made_by (code TEXT PRIMARY KEY);
CREATE TABLE IF NOT EXISTS files
    (path TEXT PRIMARY KEY, size INTEGER, mtime_ns INTEGER, ctime_ns INTEGER, seen_ns INTEGER, key TEXT);
CREATE TABLE IF NOT EXISTS parsed (path TEXT PRIMARY KEY, value BLOB);
CREATE TABLE IF NOT EXISTS bodies (path TEXT PRIMARY KEY, value BLOB);
CREATE TABLE IF NOT EXISTS images (path TEXT PRIMARY KEY, value BLOB);
CREATE TABLE IF NOT EXISTS notes (name TEXT PRIMARY KEY, key TEXT, value BLOB);
"""


class SeenFile(NamedTuple):
    """A file as an earlier build saw it.

    state: its size and times then
    seen_ns: when that was, in nanoseconds since the epoch
    key: tells its content, and all else that what it gave depends on
    """

    state: FileState
    seen_ns: int
    key: str

    def is_untouched(self, state: FileState) -> bool:
        """True when the file has its state still, and cannot have changed unseen."""
        return self.state == state and max(state.mtime_ns, state.ctime_ns) < self.seen_ns - _TICK_NS


class StoreUpdate(msgspec.Struct):
    """What a build learned; by path.

    files: state and key
    parsed, bodies: what documents gave
    images: what images hold
    seen_ns: a time before the first state was taken, in nanoseconds since the epoch
    """

    files: dict[str, tuple[FileState, str]] = msgspec.field(default_factory=dict)
    parsed: dict[str, bytes] = msgspec.field(default_factory=dict)
    bodies: dict[str, bytes] = msgspec.field(default_factory=dict)
    images: dict[str, bytes] = msgspec.field(default_factory=dict)
    seen_ns: int = msgspec.field(default_factory=time.time_ns)


class Store:
    """One SQLite file.

    file: where it lies
    code: digest of the code; what other code has remembered is dropped
    """

    def __init__(self, file: Path, code: str) -> None:
        self.file = file
        self._code = code
        self.values: dict[str, tuple[str, Any]] = {}  # Decoded notes, with their keys.

    def files(self) -> dict[str, SeenFile]:
        """All files seen, by path."""
        rows = self._rows("SELECT path, size, mtime_ns, ctime_ns, seen_ns, key FROM files")
        return {
            path: SeenFile(FileState(size, mtime_ns, ctime_ns), seen_ns, key)
            for path, size, mtime_ns, ctime_ns, seen_ns, key in rows
            if isinstance(key, str) and isinstance(seen_ns, int)
        }

    def parsed(self) -> Iterator[tuple[str, bytes]]:
        """Path and value of all documents."""
        rows = self._rows("SELECT path, value FROM parsed")
        return ((path, value) for path, value in rows if isinstance(value, bytes))

    def images(self) -> Iterator[tuple[str, bytes]]:
        """Path and value of all images."""
        rows = self._rows("SELECT path, value FROM images")
        return ((path, value) for path, value in rows if isinstance(value, bytes))

    def bodies(self, paths: Sequence[str]) -> dict[str, bytes]:
        """The bodies of some documents; those that are not there are left out."""
        found: dict[str, bytes] = {}
        for start in range(0, len(paths), _BATCH):
            batch = paths[start : start + _BATCH]
            marks = ",".join("?" * len(batch))
            rows = self._rows(f"SELECT path, value FROM bodies WHERE path IN ({marks})", batch)  # noqa: S608
            found.update((path, value) for path, value in rows if isinstance(value, bytes))
        return found

    def note(self, name: str, key: str) -> bytes | None:
        """A value remembered under a name; None when there is none with that key."""
        for (value,) in self._rows("SELECT value FROM notes WHERE name = ? AND key = ?", (name, key)):
            return value if isinstance(value, bytes) else None
        return None

    def remember(self, name: str, key: str, value: bytes) -> None:
        """Remembers a value under a name, in the place of an older one."""
        self._write([("INSERT OR REPLACE INTO notes VALUES (?, ?, ?)", [(name, key, value)])])

    def update(self, update: StoreUpdate) -> None:
        """Adds, and replaces, what a build learned."""
        files = [(path, *state, update.seen_ns, key) for path, (state, key) in update.files.items()]
        if files:
            self._write(
                [
                    ("INSERT OR REPLACE INTO files VALUES (?, ?, ?, ?, ?, ?)", files),
                    ("INSERT OR REPLACE INTO parsed VALUES (?, ?)", update.parsed.items()),
                    ("INSERT OR REPLACE INTO bodies VALUES (?, ?)", update.bodies.items()),
                    ("INSERT OR REPLACE INTO images VALUES (?, ?)", update.images.items()),
                ]
            )

    def forget(self, paths: Iterable[str]) -> None:
        """Forgets files that are gone."""
        rows = [(path,) for path in paths]
        if rows:
            tables = ("files", "parsed", "bodies", "images")
            self._write([(f"DELETE FROM {table} WHERE path = ?", rows) for table in tables])  # noqa: S608

    def _rows(self, statement: str, values: Sequence[str] = ()) -> list[Any]:
        if not self.file.is_file():
            return []
        with suppress(sqlite3.Error), closing(sqlite3.connect(self.file, timeout=_PATIENCE)) as database:
            if self._is_ours(database):
                return database.execute(statement, values).fetchall()
        return []

    def _write(self, statements: Sequence[tuple[str, Iterable[tuple[object, ...]]]]) -> None:
        with suppress(OSError, sqlite3.Error):
            self.file.parent.mkdir(parents=True, exist_ok=True)
            try:
                self._execute(statements)
            except sqlite3.Error as error:
                # A file in use is left alone: deleting it could damage what the other process writes.
                if getattr(error, "sqlite_errorcode", None) != sqlite3.SQLITE_BUSY:
                    self.file.unlink()
                    self._execute(statements)

    def _execute(self, statements: Sequence[tuple[str, Iterable[tuple[object, ...]]]]) -> None:
        with closing(sqlite3.connect(self.file, timeout=_PATIENCE)) as database:
            # A killed process leaves a good file; after a power cut a damaged one is made anew.
            database.execute("PRAGMA synchronous = OFF")
            database.executescript(_TABLES)
            with database:
                if not self._is_ours(database):
                    for table in ("made_by", "files", "parsed", "bodies", "images", "notes"):
                        database.execute(f"DELETE FROM {table}")  # noqa: S608
                    database.execute("INSERT INTO made_by VALUES (?)", (self._code,))
                for statement, rows in statements:
                    database.executemany(statement, rows)

    def _is_ours(self, database: sqlite3.Connection) -> bool:
        return database.execute("SELECT code FROM made_by").fetchall() == [(self._code,)]


def remembered(
    store: Store | None, name: str, data: bytes, shape: type[Value], make: Callable[[], Value]
) -> Value:
    """What `make` gives for the bytes of the file `name`: from the store, if it knows them.

    `make` may raise; then nothing is remembered.
    """
    if store is None:
        return make()
    key = digest_of(data)
    if store.values.get(name, ("",))[0] != key:
        store.values[name] = (key, _remembered(store, name, key, shape, make))
    return cast("Value", store.values[name][1])


def _remembered(store: Store, name: str, key: str, shape: type[Value], make: Callable[[], Value]) -> Value:
    with suppress(msgspec.DecodeError, UnicodeDecodeError):
        return msgspec.msgpack.decode(store.note(name, key) or b"", type=shape)
    value = make()
    store.remember(name, key, msgspec.msgpack.encode(value))
    return value
