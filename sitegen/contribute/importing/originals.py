"""Raw pages, kept so that a better version of sitegen can clean them again. They are never published."""

from __future__ import annotations

import gzip
import hashlib
from collections.abc import Iterator
from pathlib import Path

import msgspec

from sitegen.contribute.importing.values import PageKind, RawPage

FOLDER = "content/originals"
# Of one page after decompression.
_MAX_BYTES = 64_000_000


class Original(msgspec.Struct, frozen=True, kw_only=True):
    """What is known of a page that was kept.

    article: the file that was made of it
    written: SHA-256 of that file as it was written; while it is the same, nobody has edited the article
    """

    name: str
    kind: PageKind
    charset: str = ""
    url: str = ""
    archive_url: str = ""
    retrieved: str = ""
    known: dict[str, str | bool | list[str]] = {}
    article: str
    written: str


def keep_original(root: Path, page: RawPage, sha256: str, article: str, text: str) -> None:
    """Stores a page, gzipped, with what is known of it. Raises `OSError`."""
    folder = root / FOLDER
    folder.mkdir(parents=True, exist_ok=True)
    replace_whole(folder / f"{sha256}.gz", gzip.compress(page.data, mtime=0))
    original = Original(
        name=page.name,
        kind=page.kind,
        charset=page.charset,
        url=page.url,
        archive_url=page.archive_url,
        retrieved=page.retrieved,
        known=msgspec.convert(
            {key: list(value) if isinstance(value, tuple) else value for key, value in page.known.items()},
            type=dict[str, str | bool | list[str]],
        ),
        article=article,
        written=digest_of(text.encode()),
    )
    encoded = msgspec.json.format(msgspec.json.encode(original), indent=2)
    replace_whole(folder / f"{sha256}.json", encoded + b"\n")


def kept_originals(root: Path) -> Iterator[tuple[str, Original | None]]:
    """SHA-256 of each page that was kept, and what is known of it; None when that cannot be read."""
    for file in sorted((root / FOLDER).glob("*.json")):
        try:
            yield file.stem, msgspec.json.decode(file.read_bytes(), type=Original)
        except (OSError, msgspec.DecodeError, UnicodeDecodeError):
            yield file.stem, None


def read_original(root: Path, sha256: str, original: Original) -> RawPage | None:
    """The page; None when its bytes are gone, or not those that were kept."""
    try:
        with gzip.open(root / FOLDER / f"{sha256}.gz") as stream:
            data = stream.read(_MAX_BYTES + 1)
    except (OSError, EOFError):
        return None
    if digest_of(data) != sha256:
        return None
    return RawPage(
        name=original.name,
        data=data,
        kind=original.kind,
        charset=original.charset,
        url=original.url,
        archive_url=original.archive_url,
        retrieved=original.retrieved,
        known=original.known,
    )


def digest_of(data: bytes) -> str:
    """SHA-256 of bytes, in hexadecimal digits."""
    return hashlib.sha256(data).hexdigest()


def replace_whole(file: Path, data: bytes) -> None:
    """Writes a file so that it holds either what it held before or all of the new. Raises `OSError`."""
    beside = file.with_name(f".{file.name}.tmp")
    try:
        beside.write_bytes(data)
        beside.replace(file)
    except OSError:
        beside.unlink(missing_ok=True)
        raise
