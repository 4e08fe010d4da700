"""Writes the new content of files beside the site, from any process."""

from __future__ import annotations

import os
import stat
from pathlib import Path
from uuid import uuid4

import msgspec

from sitegen.versions import digest_of


class Staged(msgspec.Struct, frozen=True, kw_only=True):
    """New content of a file.

    name: of the file in the staging folder; empty when the file in place holds that content
    digest, size, mtime_ns: of the content
    """

    name: str
    digest: str
    size: int
    mtime_ns: int


class Staging:
    """A staging folder and the output folder that it belongs to.

    folder: the staging folder
    """

    def __init__(self, output: Path, folder: Path) -> None:
        self._output = str(output)
        self.folder = str(folder)

    def stage(self, path: str, name: str, data: bytes) -> Staged:
        """Writes a file's new content, unless the file in place holds it.

        path: relative to the output folder
        name: unique in the staging folder, also among those of tasks that are run again

        Raises `OSError`.
        """
        mtime_ns = _mtime_of_same(f"{self._output}/{path}", data)
        if mtime_ns is not None:
            return Staged(name="", digest=digest_of(data), size=len(data), mtime_ns=mtime_ns)
        with open(f"{self.folder}/{name}", "wb") as stream:  # noqa: PTH123  (a third faster)
            stream.write(data)
            stream.flush()
            mtime_ns = os.fstat(stream.fileno()).st_mtime_ns
        return Staged(name=name, digest=digest_of(data), size=len(data), mtime_ns=mtime_ns)


def write_whole(file: Path, data: bytes) -> None:
    """Writes a file so that no other process ever sees a part of it, and two may write the same."""
    draft = file.with_name(f"{uuid4().hex}.part")
    draft.write_bytes(data)
    draft.replace(file)


def _mtime_of_same(file: str, data: bytes) -> int | None:
    """The time of modification of a file that holds just these bytes, else None."""
    try:
        status = os.lstat(file)
        if status.st_size != len(data) or not stat.S_ISREG(status.st_mode):
            return None
        with open(file, "rb") as stream:  # noqa: PTH123
            return status.st_mtime_ns if stream.read() == data else None
    except OSError:
        return None
