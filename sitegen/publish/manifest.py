"""The manifest: which files in an output folder are ours, and what they were made of."""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path

import msgspec

from sitegen.diagnostics import Diagnostic

_FORMAT = 3


class Entry(msgspec.Struct, frozen=True, array_like=True, gc=False, kw_only=True):
    """A file that a build wrote.

    fingerprint: digest of what the file was made of
    basis: digests of what the fingerprint was made of; while they are the same, so is the fingerprint
    digest: digest of its bytes
    size: in bytes
    mtime_ns: time of modification; while it and the size are the same, the bytes are taken to be
    """

    fingerprint: str
    basis: str = ""
    digest: str
    size: int
    mtime_ns: int


_NOT_UP_TO_DATE = Entry(fingerprint="", digest="", size=-1, mtime_ns=0)


class Summary(msgspec.Struct, frozen=True, kw_only=True):
    """What a build said of itself.

    sources: digest of all that it was made of; empty when not all is up to date with it
    plan: key of its plan; empty when not all pages are up to date with it
    articles, pages, searchable: numbers of them
    warnings: what did not stop it
    """

    sources: str
    plan: str
    articles: int
    pages: int
    searchable: int
    warnings: tuple[Diagnostic, ...]


class Manifest(msgspec.Struct, frozen=True, kw_only=True):
    """The files of an output folder, by path relative to it.

    summary: of the build that made them; None when nothing is taken as up to date
    templates: digest of each template and of all that it uses, by name
    files: in the order of their paths
    """

    version: int = _FORMAT
    summary: Summary | None = None
    templates: Mapping[str, str] = msgspec.field(default_factory=dict)
    files: Mapping[str, Entry] = msgspec.field(default_factory=dict)

    def without_fingerprints(self) -> Manifest:
        """Still ours, but nothing is taken as up to date."""
        replace = msgspec.structs.replace
        files = {
            path: replace(entry, fingerprint="", basis="", digest="") for path, entry in self.files.items()
        }
        return Manifest(files=files)


class _OtherFormat(msgspec.Struct, frozen=True):
    """What the manifests of all versions of sitegen have in common."""

    version: int
    files: Mapping[str, msgspec.Raw]


def read_manifest(file: Path) -> Manifest | None:
    """The manifest in a file; empty when there is no file, None when it is damaged.

    Of another version's manifest only the files count: they are ours, and not up to date.
    """
    try:
        data = file.read_bytes()
    except FileNotFoundError:
        return Manifest()
    except OSError:
        return None
    with suppress(msgspec.DecodeError, UnicodeDecodeError):
        manifest = msgspec.json.decode(data, type=Manifest)
        if manifest.version == _FORMAT:
            return manifest
    try:
        other = msgspec.json.decode(data, type=_OtherFormat)
    except (msgspec.DecodeError, UnicodeDecodeError):
        return None
    if other.version == _FORMAT:
        return None
    return Manifest(files=dict.fromkeys(other.files, _NOT_UP_TO_DATE))


def manifest_bytes(manifest: Manifest) -> bytes:
    """The manifest's file; the same manifest, in the same order, gives the same bytes."""
    return msgspec.json.encode(manifest) + b"\n"
