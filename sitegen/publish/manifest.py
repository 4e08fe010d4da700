"""The manifest: which files in an output folder are ours, and what they were made of."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path

import msgspec

_FORMAT = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """A file that a build wrote.

    fingerprint: digest of what the file was made of
    digest: digest of its bytes
    size: in bytes
    mtime_ns: time of modification; while it and the size are the same, the bytes are taken to be
    """

    fingerprint: str
    digest: str
    size: int
    mtime_ns: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Manifest:
    """The files of an output folder, by path relative to it."""

    version: int = _FORMAT
    files: Mapping[str, Entry] = field(default_factory=dict)

    def without_fingerprints(self) -> Manifest:
        """Still ours, but nothing is taken as up to date."""
        files = {path: replace(entry, fingerprint="", digest="") for path, entry in self.files.items()}
        return Manifest(files=files)


def read_manifest(file: Path) -> Manifest | None:
    """The manifest in a file; empty when there is no file, None when it is damaged or of another format."""
    try:
        manifest = msgspec.json.decode(file.read_bytes(), type=Manifest)
    except FileNotFoundError:
        return Manifest()
    except (OSError, msgspec.DecodeError, UnicodeDecodeError):
        return None
    return manifest if manifest.version == _FORMAT else None


def manifest_bytes(manifest: Manifest) -> bytes:
    """The manifest's file; the same manifest gives the same bytes."""
    return msgspec.json.format(msgspec.json.encode(manifest, order="sorted"), indent=0) + b"\n"
