"""A file that exists gets other contents: all of them or none, and only if nobody changed it meanwhile."""

from __future__ import annotations

import errno
import os
import shutil
import tempfile
from pathlib import Path


class FileChangedError(Exception):
    """The file is not any more what was read, or no ordinary file. It was left alone."""


def replace_contents(file: Path, *, before: bytes, after: bytes) -> None:
    """Puts `after` in the place of `before`; the file keeps its permissions.

    Raises `FileChangedError`, and `OSError` when the file or its folder may not be written.
    """
    if not os.access(file, os.W_OK):
        raise PermissionError(errno.EACCES, os.strerror(errno.EACCES), str(file))
    handle, name = tempfile.mkstemp(dir=file.parent, prefix=f".{file.name}.", suffix=".tmp")
    beside = Path(name)
    try:
        with os.fdopen(handle, "wb") as stream:
            stream.write(after)
        if file.is_symlink() or not file.is_file() or file.read_bytes() != before:
            raise FileChangedError(str(file))
        shutil.copymode(file, beside)
        beside.replace(file)
    finally:
        beside.unlink(missing_ok=True)
