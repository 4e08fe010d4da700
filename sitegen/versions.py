"""A digest of the code: what a cache or a fingerprint made by other code is worth nothing against."""

from __future__ import annotations

import hashlib
import os
import re
import sys
import unicodedata
from collections.abc import Iterator
from contextlib import suppress
from functools import cache
from pathlib import Path

# Packages whose version decides what a page or a picture looks like.
_PACKAGES = (
    "babel",
    "jinja2",
    "markdown-it-py",
    "markupsafe",
    "mdit-py-plugins",
    "msgspec",
    "nh3",
    "pillow",
    "pydantic",
    "python-slugify",
    "pyyaml",
    "text-unidecode",
)


@cache
def code_digest() -> str:
    """Changes whenever sitegen's own code or a package that renders does."""
    digest = hashlib.blake2b(digest_size=16)
    folder = str(Path(__file__).parent)
    for name in sorted(_python_files(folder, "")):
        digest.update(name.encode())
        with open(f"{folder}/{name}", "rb") as file:  # noqa: PTH123  (every command reads all of them)
            digest.update(file.read())
    for package in _PACKAGES:
        digest.update(f"{package}={package_version(package)};".encode())
    # Letters and their classes are those of Python's Unicode tables.
    digest.update(unicodedata.unidata_version.encode())
    return digest.hexdigest()


def _python_files(folder: str, prefix: str) -> Iterator[str]:
    with os.scandir(folder) as entries:
        for entry in entries:
            if entry.name.endswith(".py"):
                yield prefix + entry.name
            elif entry.is_dir() and entry.name != "__pycache__":
                yield from _python_files(entry.path, f"{prefix}{entry.name}/")


@cache
def _installed() -> dict[str, str]:
    """Versions of installed packages, by the names of their `.dist-info` folders.

    Source: PyPA specifications, “Recording installed projects” and “Names and normalization”.
    """
    found: dict[str, str] = {}
    for folder in sys.path:
        names: list[str] = []
        with suppress(OSError):
            names = os.listdir(folder)  # noqa: PTH208
        for name in names:
            if name.endswith(".dist-info"):
                project, _, version = name.removesuffix(".dist-info").rpartition("-")
                found.setdefault(re.sub(r"[-_.]+", "-", project).lower(), version)
    return found


def package_version(package: str) -> str:
    """The version of an installed package. Raises `PackageNotFoundError` when it is not installed."""
    known = _installed().get(package)
    if known:
        return known
    # It takes a twentieth of a second to import, so only where the folders' names do not tell.
    from importlib.metadata import version

    return version(package)


def digest_of(*parts: bytes) -> str:
    """A digest of byte strings; where one ends and the next begins counts."""
    joined = b"".join([piece for part in parts for piece in (len(part).to_bytes(8, "big"), part)])
    return hashlib.blake2b(joined, digest_size=16).hexdigest()
