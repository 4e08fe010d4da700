"""Where a raw page comes from, as plain data that other processes can be given."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

MAX_PAGE_BYTES = 20_000_000

_FOLDERS = r"(?:_files|_fichiers|_archivos|-Dateien|_elemei|\.files)"
# The folder that a browser saves beside a page, and files in it.
SAVED_FOLDER = re.compile(rf"{_FOLDERS}$")
SAVED_WITH_PAGE = re.compile(rf"^(?:\./)?[^/]+{_FOLDERS}/[^/]+$")

# How a page is kept, and so how it is read.
Container = Literal["url", "input", "html", "text", "markdown", "mhtml", "wxr", "warc", "wacz"]


class SourceError(ValueError):
    """A page cannot be read. The message says why, as a sentence without its full stop."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """One raw page that can be read on its own.

    name: what reports call it: a file, a URL, or a part of a container (`crawl.warc.gz#URL`)
    path: of its file, which opens from the current folder; empty for URLs and standard input
    offset: of its first byte in the file, or in the member
    length: in bytes, where the container tells it; else 0
    head: of a WordPress export: the bytes before its first item, which declare namespaces and authors
    member: of a compressed file inside a ZIP; empty when `offset` counts from the start of the file
    url, retrieved: as in `RawPage`, where listing tells them
    data: what standard input held
    """

    name: str
    container: Container
    path: str = ""
    offset: int = 0
    length: int = 0
    head: int = 0
    member: str = ""
    url: str = ""
    retrieved: str = ""
    data: bytes = b""


@dataclass(frozen=True, slots=True, kw_only=True)
class Unusable:
    """Something that was named as a source and holds no page that can be read.

    reason: a sentence without its full stop
    """

    name: str
    reason: str


def too_large(size: int, limit: int = MAX_PAGE_BYTES) -> str:
    """Why something of so many bytes is refused."""
    return f"It is too large: {size / 1e6:.1f} MB, and at most {limit / 1e6:.0f} MB are allowed"
