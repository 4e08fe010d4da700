"""What the command line names becomes sources of raw pages, and sources are read."""

from __future__ import annotations

import os
import re
import stat
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

from sitegen.contribute.importing.foreign_markdown import read_markdown
from sitegen.contribute.importing.mhtml import MAX_MHTML_BYTES, read_mhtml
from sitegen.contribute.importing.provenance import of_page
from sitegen.contribute.importing.source_values import (
    MAX_PAGE_BYTES,
    SAVED_FOLDER,
    Container,
    Source,
    SourceError,
    Unusable,
    too_large,
)
from sitegen.contribute.importing.values import PageKind, RawPage
from sitegen.contribute.importing.web_archives import list_wacz, list_warc, read_warc
from sitegen.contribute.importing.wordpress import is_export, list_export, read_export

__all__ = ["Source", "SourceError", "Unusable", "find_sources", "looks_like_html", "read_source"]

INPUT = "-"
INPUT_NAME = "standard input"
MAX_DEPTH = 20

_CONTAINERS: dict[str, Container] = {
    ".html": "html",
    ".htm": "html",
    ".xhtml": "html",
    ".mhtml": "mhtml",
    ".mht": "mhtml",
    ".txt": "text",
    ".text": "text",
    ".md": "markdown",
    ".markdown": "markdown",
    ".xml": "wxr",
    ".warc": "warc",
    ".warc.gz": "warc",
    ".wacz": "wacz",
}
_SCHEME = re.compile(r"([A-Za-z][A-Za-z0-9+.-]*)://")
_MARKUP = re.compile(
    rb"<(?:!doctype\s+html|html|head|body|meta|title|article|main|div|p)[\s>]", re.IGNORECASE
)

_Found = Iterator[Source | Unusable]


def find_sources(
    arguments: Sequence[str], *, list_file: str = "", standard_input: Callable[[], bytes], root: Path
) -> _Found:
    """The raw pages that arguments name: URLs, files, folders and `-`, then the lines of a list.

    root: the folder that relative paths count from; those in a list count from the list's own
    standard_input: reads it; called only for `-`

    What cannot be used is yielded as `Unusable`, in its place. A page that is named twice comes once.
    """
    seen: set[tuple[str, int, str, str]] = set()
    for found in _all(arguments, list_file, standard_input, root):
        if isinstance(found, Source):
            key = (found.path, found.offset, found.member, "" if found.path else found.url)
            if key in seen:
                continue
            seen.add(key)
        yield found


def read_source(source: Source) -> RawPage:
    """The page of a source, but of a URL, which `Fetcher` reads. Raises `SourceError`.

    Runs in a process of its own, so that a page that cannot be borne ends alone.
    """
    try:
        if source.container == "warc":
            return read_warc(source)
        if source.container == "wxr":
            return read_export(source)
        if source.container == "mhtml":
            return read_mhtml(source)
        if source.container == "markdown":
            return read_markdown(source)
        return _plain_page(source)
    except OSError as error:
        raise SourceError(f"It cannot be read: {error.strerror or error}") from None


def looks_like_html(data: bytes) -> bool:
    """True when a text begins with markup, or has the tags of a page near its beginning."""
    head = data[:4096].replace(b"\0", b"")  # UTF-16 becomes readable enough
    return bool(_MARKUP.search(head)) and (head.lstrip(b"\xef\xbb\xbf\xff\xfe \t\r\n").startswith(b"<"))


def _all(arguments: Sequence[str], list_file: str, standard_input: Callable[[], bytes], root: Path) -> _Found:
    for argument in arguments:
        if argument == INPUT:
            yield _from_input(standard_input)
        else:
            yield from _named(argument, root)
    if list_file:
        yield from _listed(list_file, root)


def _named(argument: str, folder: Path) -> _Found:
    scheme = _SCHEME.match(argument)
    if scheme and scheme[1].lower() in {"http", "https"}:
        yield Source(name=argument, container="url", url=argument)
    elif scheme:
        yield Unusable(name=argument, reason="Only addresses with http and https are read")
    elif not argument or "\0" in argument:
        yield Unusable(name=argument, reason="This is no path")
    else:
        yield from _path(folder / argument, argument)


def _from_input(standard_input: Callable[[], bytes]) -> Source | Unusable:
    data = standard_input()
    if len(data) > MAX_PAGE_BYTES:
        return Unusable(name=INPUT_NAME, reason=too_large(len(data)))
    if not data.strip():
        return Unusable(name=INPUT_NAME, reason="It is empty")
    return Source(name=INPUT_NAME, container="html" if looks_like_html(data) else "text", data=data)


def _listed(list_file: str, root: Path) -> _Found:
    """The lines of a list; empty ones and those that begin with # are skipped."""
    path = root / list_file
    try:
        if path.stat().st_size > MAX_PAGE_BYTES:
            yield Unusable(name=list_file, reason=too_large(path.stat().st_size))
            return
        lines = path.read_bytes().decode("utf-8-sig").splitlines()
    except OSError as error:
        yield Unusable(name=list_file, reason=f"The list cannot be read: {error.strerror}")
        return
    except UnicodeDecodeError:
        yield Unusable(name=list_file, reason="The list is not in UTF-8")
        return
    for line in map(str.strip, lines):
        if line and not line.startswith("#"):
            yield from _named(line, path.parent)


def _path(path: Path, name: str) -> _Found:
    try:
        status = path.stat()
        if stat.S_ISDIR(status.st_mode):
            yield from _folder(path, name.rstrip("/"), 0)
        elif stat.S_ISREG(status.st_mode):
            yield from _file(path, name, status.st_size)
        else:
            yield Unusable(name=name, reason="This is no ordinary file")
    except OSError as error:
        reason = "There is no such file" if isinstance(error, FileNotFoundError) else f"{error.strerror}"
        yield Unusable(name=name, reason=reason)


def _folder(folder: Path, name: str, depth: int) -> _Found:
    """The files of a folder and of those below it, sorted by name; what is no page is skipped."""
    if depth > MAX_DEPTH:
        yield Unusable(name=name, reason="Folders are nested too deeply")
        return
    try:
        entries = sorted(os.scandir(folder), key=lambda entry: entry.name)
    except OSError as error:
        yield Unusable(name=name, reason=f"The folder cannot be read: {error.strerror}")
        return
    stems = {Path(entry.name).stem for entry in entries if _container(entry.name) == "html"}
    for entry in entries:
        if not _is_skipped(entry, stems):
            yield from _entry(entry, f"{name}/{entry.name}", depth)


def _entry(entry: os.DirEntry[str], name: str, depth: int) -> _Found:
    path = Path(entry.path)
    try:
        if entry.is_dir(follow_symlinks=False):
            yield from _folder(path, name, depth + 1)
        elif entry.is_file(follow_symlinks=False) and _is_page_file(path):
            yield from _file(path, name, entry.stat(follow_symlinks=False).st_size)
    except OSError as error:
        yield Unusable(name=name, reason=f"It cannot be read: {error.strerror}")


def _is_skipped(entry: os.DirEntry[str], stems: set[str]) -> bool:
    """True for hidden files, links, lists of Hugo, and the pictures and frames of a saved page."""
    name = entry.name
    belongs_to = SAVED_FOLDER.sub("", name)
    is_saved_with_page = belongs_to != name and belongs_to in stems
    return name.startswith(".") or name == "_index.md" or entry.is_symlink() or is_saved_with_page


def _is_page_file(path: Path) -> bool:
    container = _container(path.name)
    return bool(container) and (container != "wxr" or is_export(path))


def _container(name: str) -> Container | None:
    lower = name.lower()
    return _CONTAINERS[".warc.gz"] if lower.endswith(".warc.gz") else _CONTAINERS.get(Path(lower).suffix)


def _file(path: Path, name: str, size: int) -> _Found:
    container = _container(path.name)
    limit = MAX_MHTML_BYTES if container == "mhtml" else MAX_PAGE_BYTES
    if container == "warc":
        yield from list_warc(str(path), name)
    elif container == "wacz":
        yield from list_wacz(str(path), name)
    elif container == "wxr":
        yield from _export(path, name)
    elif container is None:
        yield Unusable(name=name, reason=f"Files of this type are not read: {path.suffix or 'no ending'}")
    elif size > limit:
        yield Unusable(name=name, reason=too_large(size, limit))
    elif size == 0:
        yield Unusable(name=name, reason="It is empty")
    else:
        yield Source(name=name, container=container, path=str(path))


def _export(path: Path, name: str) -> _Found:
    if is_export(path):
        yield from list_export(str(path), name)
    else:
        yield Unusable(name=name, reason="This XML file is no export of WordPress")


def _plain_page(source: Source) -> RawPage:
    if source.container not in {"html", "text"}:
        raise SourceError(f"A source of the kind “{source.container}” is read elsewhere")
    data = source.data
    if source.path:
        with Path(source.path).open("rb") as file:
            data = file.read(MAX_PAGE_BYTES + 1)
    if len(data) > MAX_PAGE_BYTES:
        raise SourceError(too_large(len(data)))
    kind: PageKind = "html" if source.container == "html" else "text"
    if kind == "text":
        return RawPage(name=source.name, data=data, kind=kind)
    said = of_page(data)
    return RawPage(
        name=source.name,
        data=data,
        kind=kind,
        url=said.url,
        archive_url=said.archive_url,
        retrieved=said.retrieved,
    )
