"""Finds the files of an archive. Follows no links, and reads nothing."""

from __future__ import annotations

import os
import re
import stat
import time
from collections.abc import Callable, Collection, Mapping
from pathlib import Path
from typing import BinaryIO, NamedTuple

import msgspec
from msgspec.structs import replace

from sitegen.diagnostics import Diagnostic, ProblemsError

MAX_TEXT_BYTES = 2 * 1024 * 1024
MAX_REGISTER_BYTES = 16 * 1024 * 1024
MAX_MEDIA_BYTES = 25 * 1024 * 1024
MEDIA_TYPES = frozenset({".avif", ".gif", ".jpeg", ".jpg", ".png", ".webp"})

# Where articles and pages lie.
DOCUMENT_FOLDERS = ("content/articles/", "content/pages/")
# Deeper than people sort files, and far from the depth at which reading folders would fail.
MAX_FOLDERS = 20

_ARTICLE_PATH = re.compile(r"content/articles/\d{4}/(?:(?:0[1-9]|1[0-2])/)?[^/]+\.md", re.ASCII)
# What editors leave beside a file: how its name begins or ends.
_LEFTOVER_STARTS = (".", "#")
_LEFTOVER_ENDS = ("~", ".bak", ".orig", ".rej", ".swp", ".tmp")


class FileState(NamedTuple):
    """What tells that a file has not been touched: size in bytes, times in nanoseconds."""

    size: int
    mtime_ns: int
    ctime_ns: int


class ContentFiles(msgspec.Struct, frozen=True, kw_only=True):
    """The files under `content/`, each list sorted by path.

    Paths are relative to the archive's root.

    states: state of each of these files
    seen_ns: a time before the first state was taken, in nanoseconds since the epoch
    """

    articles: tuple[str, ...]
    pages: tuple[str, ...]
    media: tuple[str, ...]
    states: Mapping[str, FileState]
    seen_ns: int
    diagnostics: tuple[Diagnostic, ...]


def find_content(root: Path) -> ContentFiles:
    """The articles, free pages and images of the archive at `root`."""
    problems: list[Diagnostic] = []
    states: dict[str, FileState] = {}
    seen_ns = time.time_ns()

    def found(folder: str, belongs: Callable[[str, list[Diagnostic]], bool]) -> tuple[str, ...]:
        paths = []
        for path, entry in find_files(root, folder, problems):
            if belongs(path, problems):
                paths.append(path)
                states[path] = file_state(entry.stat(follow_symlinks=False))
        return tuple(paths)

    return ContentFiles(
        articles=found("content/articles", _is_article),
        pages=found("content/pages", _is_page),
        media=found("content/media", _is_image),
        states=states,
        seen_ns=seen_ns,
        diagnostics=tuple(problems),
    )


def look_again(root: Path, known: ContentFiles, touched: Collection[str]) -> ContentFiles | None:
    """The files as an earlier look has found them, with the states that some of them have now.

    touched: paths of all that may have changed since then

    None when more than the content of ordinary files has changed: only a whole look tells then.
    """
    seen_ns = time.time_ns()
    states = dict(known.states)
    for path in touched:
        try:
            status = os.lstat(root / path)
        except OSError:
            return None
        if path not in states or not stat.S_ISREG(status.st_mode):
            return None
        states[path] = file_state(status)
    return replace(known, states=states, seen_ns=seen_ns)


def file_state(status: os.stat_result) -> FileState:
    """A file's state."""
    return FileState(status.st_size, status.st_mtime_ns, status.st_ctime_ns)


def read_bytes(root: Path, path: str, *, limit: int) -> bytes:
    """The bytes of a file of the archive.

    Raises `ProblemsError`: E202 when it is larger than `limit` bytes, E203 when it cannot be read,
    E204 when it is a link.
    """
    file = os.path.join(root, path)  # noqa: PTH118  (a `Path` takes as long to make as a file to read)
    problem = _file_problem(file, path, limit)
    if problem:
        raise ProblemsError([problem])
    try:
        with open(file, "rb") as stream:  # noqa: PTH123
            data = _bytes_of(stream, limit)
    except OSError as error:
        raise ProblemsError([_unreadable(path, error)]) from None
    if len(data) > limit:
        raise ProblemsError([_too_large(path, len(data), limit)])
    return data


def _bytes_of(stream: BinaryIO, limit: int) -> bytes:
    """At most `limit` bytes and one more; room is made only for what there is, which takes less time."""
    size = os.fstat(stream.fileno()).st_size
    data = stream.read(min(size, limit) + 1)
    # More than there was: the file grows meanwhile.
    return data + stream.read(limit + 1 - len(data)) if size < len(data) <= limit else data


def file_problem(root: Path, path: str, *, limit: int) -> Diagnostic | None:
    """Why a file cannot be used, or None."""
    return _file_problem(f"{root}/{path}", path, limit)


def _file_problem(file: str, path: str, limit: int) -> Diagnostic | None:
    try:
        status = os.lstat(file)
    except OSError as error:
        return _unreadable(path, error)
    if stat.S_ISLNK(status.st_mode):
        return _is_link(path)
    if not stat.S_ISREG(status.st_mode):
        message, hint = "This is not an ordinary file", "Delete it or move it out of content/."
        return Diagnostic(code="E203", message=message, path=path, hint=hint)
    return _too_large(path, status.st_size, limit) if status.st_size > limit else None


def find_files(root: Path, folder: str, problems: list[Diagnostic]) -> list[tuple[str, os.DirEntry[str]]]:
    """Path and entry of each file below a folder, sorted; links are reported and left out."""
    start = root / folder
    if start.is_symlink():
        problems.append(_is_link(folder))
        return []
    try:
        entries = sorted(os.scandir(start), key=lambda entry: entry.name)
    except FileNotFoundError:
        return []
    except OSError as error:
        problems.append(_unreadable(folder, error))
        return []
    found: list[tuple[str, os.DirEntry[str]]] = []
    for entry in entries:
        name = entry.name
        path = f"{folder}/{name}"
        if name.startswith(_LEFTOVER_STARTS) or name.endswith(_LEFTOVER_ENDS):
            continue
        if _is_printable(name) and entry.is_file(follow_symlinks=False):
            found.append((path, entry))
            continue
        problem = _entry_problem(folder, path, entry)
        if problem:
            problems.append(problem)
        elif entry.is_dir():
            found.extend(find_files(root, path, problems))
        else:
            found.append((path, entry))
    return found


def _entry_problem(folder: str, path: str, entry: os.DirEntry[str]) -> Diagnostic | None:
    """Why a file or folder is left out, or None."""
    if not _is_printable(entry.name):
        message = f"The file name {entry.name!r} holds signs that no address can hold"
        hint = "Rename it: letters, digits and hyphens."
        return Diagnostic(code="E205", message=message, path=folder, hint=hint)
    if entry.is_symlink():
        return _is_link(path)
    if entry.is_dir() and path.count("/") > MAX_FOLDERS:
        message, hint = "Folders are nested too deeply", "Move the files further up."
        return Diagnostic(code="E205", message=message, path=path, hint=hint)
    return None


def _is_printable(name: str) -> bool:
    """False for control characters, line ends and bytes that are no UTF-8."""
    return name.isprintable() and "\\" not in name


def _is_article(path: str, problems: list[Diagnostic]) -> bool:
    if not path.endswith(".md"):
        return _ignored(path, problems, "Articles end in .md.")
    if not _ARTICLE_PATH.fullmatch(path):
        message = "Articles lie in content/articles/YEAR/MONTH/, or YEAR/ when the month is unknown"
        hint = "Move it, for example to content/articles/2025/11/."
        problems.append(Diagnostic(code="E205", message=message, path=path, hint=hint))
        return False
    return True


def _is_page(path: str, problems: list[Diagnostic]) -> bool:
    return path.endswith(".md") or _ignored(path, problems, "Pages end in .md.")


def _is_image(path: str, problems: list[Diagnostic]) -> bool:
    if Path(path).suffix.lower() in MEDIA_TYPES:
        return True
    allowed = ", ".join(sorted(MEDIA_TYPES))
    hint = f"Convert it to one of {allowed}, or delete it."
    if path.lower().endswith((".svg", ".svgz")):
        hint = "It may carry scripts. Save the drawing as PNG, 1,600 pixels wide, or as WebP."
    message = "This kind of file is not published"
    problems.append(Diagnostic(code="E206", message=message, path=path, hint=hint))
    return False


def _ignored(path: str, problems: list[Diagnostic], reason: str) -> bool:
    hint = f"{reason} Rename it or delete it."
    problems.append(Diagnostic(code="W301", message="This file is ignored", path=path, hint=hint))
    return False


def _is_link(path: str) -> Diagnostic:
    message = "This is a symbolic link; the archive follows none, so that it can leak no other file"
    hint = "Replace it by the file itself."
    return Diagnostic(code="E204", message=message, path=path, hint=hint)


def _unreadable(path: str, error: OSError) -> Diagnostic:
    message = f"This cannot be read: {error.strerror}"
    hint = "Check its name and its permissions."
    return Diagnostic(code="E203", message=message, path=path, hint=hint)


def _too_large(path: str, size: int, limit: int) -> Diagnostic:
    message = f"The file is too large: {size / 1e6:.1f} MB, and at most {limit / 1e6:.1f} MB are allowed"
    return Diagnostic(code="E202", message=message, path=path, hint="Split it, or make it smaller.")
