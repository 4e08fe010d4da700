"""Remembers what files gave, by the digest of their bytes. Losing it loses nothing but time."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Mapping
from contextlib import closing, suppress
from pathlib import Path

# SQLite's limit for parameters of one statement, with room to spare.
_BATCH = 500


class Cache:
    """Byte strings by key, in one SQLite file.

    A damaged, foreign or locked file counts as empty: it is never trusted and never fatal. Values are
    decoded by their reader, which checks their shape.
    """

    def __init__(self, file: Path | None) -> None:
        """`None` remembers nothing."""
        self._file = file

    def get(self, keys: Iterable[str]) -> dict[str, bytes]:
        """The values that are there."""
        wanted = list(keys)
        found: dict[str, bytes] = {}
        if not self._file or not self._file.is_file() or not wanted:
            return found
        with suppress(sqlite3.Error), closing(self._open(self._file)) as database:
            for start in range(0, len(wanted), _BATCH):
                batch = wanted[start : start + _BATCH]
                marks = ",".join("?" * len(batch))
                rows = database.execute(f"SELECT key, value FROM entries WHERE key IN ({marks})", batch)  # noqa: S608
                found.update((key, value) for key, value in rows if isinstance(value, bytes))
        return found

    def replace(self, added: Mapping[str, bytes], kept: Iterable[str]) -> None:
        """Adds values, and forgets all that are neither added nor kept."""
        if not self._file:
            return
        keep = {*added, *kept}
        with suppress(OSError, sqlite3.Error):
            self._file.parent.mkdir(parents=True, exist_ok=True)
            try:
                self._write(self._file, added, keep)
            except sqlite3.Error:
                self._file.unlink()
                self._write(self._file, added, keep)

    def _write(self, file: Path, added: Mapping[str, bytes], keep: set[str]) -> None:
        with closing(self._open(file)) as database, database:
            database.execute(
                "CREATE TABLE IF NOT EXISTS entries (key TEXT PRIMARY KEY, value BLOB) WITHOUT ROWID"
            )
            old = [(key,) for (key,) in database.execute("SELECT key FROM entries") if key not in keep]
            database.executemany("DELETE FROM entries WHERE key = ?", old)
            database.executemany("INSERT OR REPLACE INTO entries VALUES (?, ?)", added.items())

    @staticmethod
    def _open(file: Path) -> sqlite3.Connection:
        return sqlite3.connect(file, timeout=5)
