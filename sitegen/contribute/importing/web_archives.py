"""Pages in WARC (ISO 28500) and WACZ (1.1.1) files: listed by their offsets, and read one by one."""

from __future__ import annotations

import io
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from pathlib import Path
from typing import BinaryIO, cast

from warcio.exceptions import ArchiveLoadFailed
from warcio.statusandheaders import StatusAndHeadersParserException

from sitegen.contribute.importing.content_coding import decoded, without_chunks
from sitegen.contribute.importing.media_types import HTML_TYPES, charset_of, media_type
from sitegen.contribute.importing.provenance import is_web_url, of_page
from sitegen.contribute.importing.source_values import (
    MAX_PAGE_BYTES,
    Source,
    SourceError,
    Unusable,
    too_large,
)
from sitegen.contribute.importing.values import RawPage
from sitegen.contribute.importing.warc_records import Record, records

_BROKEN = (
    ArchiveLoadFailed,
    StatusAndHeadersParserException,
    EOFError,
    OSError,
    ValueError,
    NotImplementedError,
    zipfile.BadZipFile,
    zlib.error,
)
# A member that the ZIP itself compresses has to be read from its start for every page.
_MAX_COMPRESSED_MEMBER = 200_000_000


def list_warc(path: str, name: str) -> Iterator[Source | Unusable]:
    """The HTML pages of a WARC file; one that comes again with the same digest is listed once."""
    try:
        with Path(path).open("rb") as file:
            yield from _pages(file, Source(name=name, container="warc", path=path))
    except OSError as error:
        yield Unusable(name=name, reason=f"It cannot be read: {error.strerror}")


def list_wacz(path: str, name: str) -> Iterator[Source | Unusable]:
    """The HTML pages of the WARC files in a WACZ file, in the order of their names."""
    try:
        with zipfile.ZipFile(path) as container:
            members = sorted(filter(_is_warc, container.infolist()), key=lambda member: member.filename)
            if not members:
                yield Unusable(name=name, reason="It holds no WARC file")
            for member in members:
                yield from _member_pages(container, member, Source(name=name, container="warc", path=path))
    except _BROKEN as error:
        yield Unusable(name=name, reason=f"It is no WACZ file, or broken: {_said(error)}")


def read_warc(source: Source) -> RawPage:
    """The page at a source's offset. Raises `SourceError`."""
    try:
        with closing(_opened(source)) as file:
            found = next(records(file), None)
            if found is None:
                raise SourceError("The record is gone: the file was changed in the meantime")
            return _page(found[1], source)
    except SourceError:
        raise
    except _BROKEN as error:
        raise SourceError(f"The record is broken: {_said(error)}") from None


def _is_warc(member: zipfile.ZipInfo) -> bool:
    return member.filename.startswith("archive/") and member.filename.endswith((".warc", ".warc.gz"))


def _pages(file: BinaryIO, container: Source) -> Iterator[Source | Unusable]:
    count, seen = 0, set()
    try:
        for offset, record in records(file):
            if not _is_html_page(record):
                continue
            url, digest = _target(record), record.header("WARC-Payload-Digest")
            if digest and (url, digest) in seen:
                continue
            seen.add((url, digest))
            count += 1
            yield replace(
                container,
                name=f"{container.name}#{url}",
                offset=container.offset + offset,
                url=url,
                retrieved=record.header("WARC-Date")[:10],
            )
    except _BROKEN as error:
        after = f"after {count} pages" if count != 1 else "after 1 page"
        yield Unusable(name=container.name, reason=f"It is broken {after}: {_said(error)}")


def _member_pages(
    container: zipfile.ZipFile, member: zipfile.ZipInfo, source: Source
) -> Iterator[Source | Unusable]:
    if member.flag_bits & 1:
        yield Unusable(name=source.name, reason=f"{member.filename} in it is encrypted")
    elif member.compress_type == zipfile.ZIP_STORED:
        start = _first_byte(source.path, member)
        with Path(source.path).open("rb") as file:
            part = cast("BinaryIO", io.BufferedReader(_Part(file, start, member.file_size)))
            yield from _pages(part, replace(source, offset=start))
    elif member.file_size > _MAX_COMPRESSED_MEMBER:
        reason = (
            f"{member.filename} in it is compressed once more: unpack the WACZ file and name the WARC files"
        )
        yield Unusable(name=source.name, reason=reason)
    else:
        with container.open(member) as file:
            yield from _pages(cast("BinaryIO", file), replace(source, member=member.filename))


def _first_byte(path: str, member: zipfile.ZipInfo) -> int:
    """Where a member's bytes begin: its local header has lengths of its own (APPNOTE 6.3.10, 4.3.7)."""
    with Path(path).open("rb") as file:
        file.seek(member.header_offset)
        header = file.read(30)
    if not header.startswith(b"PK\x03\x04") or len(header) < 30:
        raise zipfile.BadZipFile("a header in it is damaged")
    lengths = int.from_bytes(header[26:28], "little") + int.from_bytes(header[28:30], "little")
    return member.header_offset + len(header) + lengths


class _Part(io.RawIOBase):
    """A part of a file, as a file of its own."""

    def __init__(self, file: BinaryIO, start: int, length: int) -> None:
        self._file, self._start, self._length, self._position = file, start, length, 0

    def readable(self) -> bool:
        return True

    def seekable(self) -> bool:
        return True

    def seek(self, offset: int, whence: int = io.SEEK_SET) -> int:
        base = {io.SEEK_SET: 0, io.SEEK_CUR: self._position, io.SEEK_END: self._length}[whence]
        self._position = max(0, base + offset)
        return self._position

    def readinto(self, buffer: memoryview) -> int:  # type: ignore[override]  # what io hands over
        self._file.seek(self._start + self._position)
        data = self._file.read(max(0, min(len(buffer), self._length - self._position)))
        buffer[: len(data)] = data
        self._position += len(data)
        return len(data)


def _is_html_page(record: Record) -> bool:
    """True for a page that was answered with 200, and for HTML that a crawler made itself."""
    if not is_web_url(_target(record)):
        return False
    kind = record.header("WARC-Type").lower()
    if kind == "response" and media_type(record.header("Content-Type")) == "application/http":
        http = record.http()
        return http.status == "200" and media_type(http.field("content-type")) in HTML_TYPES
    return kind == "resource" and media_type(record.header("Content-Type")) in HTML_TYPES


def _target(record: Record) -> str:
    # Wget 1.19 wrote the brackets of the grammar into the file.
    return record.header("WARC-Target-URI").removeprefix("<").removesuffix(">")


def _opened(source: Source) -> BinaryIO:
    if source.member:
        container = zipfile.ZipFile(source.path)
        file = cast("BinaryIO", container.open(source.member))
        container.close()  # the member keeps the file open as long as it is read
    else:
        file = Path(source.path).open("rb")  # noqa: SIM115  (the caller closes it)
    file.seek(source.offset)
    return file


def _page(record: Record, source: Source) -> RawPage:
    is_response = record.header("WARC-Type").lower() == "response"
    http = record.http() if is_response else None
    content_type = http.field("content-type") if http else record.header("Content-Type")
    data = record.read(MAX_PAGE_BYTES + 1)
    if len(data) > MAX_PAGE_BYTES:
        raise SourceError(too_large(record.size))
    if http:
        chunked = http.field("transfer-encoding").lower() == "chunked"
        data = decoded([without_chunks(data) if chunked else data], http.field("content-encoding"))
    said = of_page(data, url=_target(record))
    return RawPage(
        name=source.name,
        data=data,
        kind="html",
        charset=charset_of(content_type),
        url=said.url,
        archive_url=said.archive_url,
        retrieved=record.header("WARC-Date")[:10],
    )


def _said(error: Exception) -> str:
    return str(error).strip().rstrip(".")[:200] or type(error).__name__
