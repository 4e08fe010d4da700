"""A digest of the code: what a cache or a fingerprint made by other code is worth nothing against."""

from __future__ import annotations

import hashlib
import unicodedata
from functools import cache
from importlib.metadata import version
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
    folder = Path(__file__).parent
    for file in sorted(folder.rglob("*.py")):
        digest.update(file.relative_to(folder).as_posix().encode())
        digest.update(file.read_bytes())
    for package in _PACKAGES:
        digest.update(f"{package}={version(package)};".encode())
    # Letters and their classes are those of Python's Unicode tables.
    digest.update(unicodedata.unidata_version.encode())
    return digest.hexdigest()


def digest_of(*parts: bytes) -> str:
    """A digest of byte strings; where one ends and the next begins counts."""
    digest = hashlib.blake2b(digest_size=16)
    for part in parts:
        digest.update(len(part).to_bytes(8, "big"))
        digest.update(part)
    return digest.hexdigest()
