"""The records of a WARC file (ISO 28500), one after the other, in bounded memory."""

from __future__ import annotations

import io
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from typing import BinaryIO, Protocol

from warcio.recordloader import ArcWarcRecordLoader
from warcio.statusandheaders import StatusAndHeadersParser

_GZIP = b"\x1f\x8b"
_MAX_HEADER_BYTES = 1_000_000
_MAX_LINE = 100_000
# Pages compress to a tenth or so. What is a bomb goes far beyond this, and ends soon.
_ALWAYS_ALLOWED, _MAX_RATIO = 50_000_000, 200
_BLOCK = 65_536


class _Reader(Protocol):
    def read(self, size: int = -1, /) -> bytes: ...
    def readline(self, size: int = -1, /) -> bytes: ...


class Record:
    """A record's headers, and its block as far as it has not been read."""

    def __init__(self, stream: BoundedStream) -> None:
        loaded = ArcWarcRecordLoader().parse_record_stream(stream, known_format="warc", no_record_parse=True)
        self._headers = loaded.rec_headers
        self._block = loaded.raw_stream
        self.size = int(self.header("Content-Length") or "-1")
        if self.size < 0:
            raise ValueError("a record does not tell its length")

    def header(self, name: str) -> str:
        """A header of the record; empty when there is none."""
        return str(self._headers.get_header(name) or "").strip()

    def http(self) -> HttpHeaders:
        """The block's own headers; the next bytes are those of its body."""
        parsed = StatusAndHeadersParser(["HTTP/1.0", "HTTP/1.1"], verify=False).parse(self._block)
        fields = {str(name).lower(): str(value) for name, value in reversed(parsed.headers)}
        return HttpHeaders(status=str(parsed.statusline)[:3], fields=fields)

    def read(self, size: int) -> bytes:
        """At most so many bytes of what is left of the block."""
        return bytes(self._block.read(size))

    def skip(self) -> None:
        """Reads what is left of the block, and keeps none of it."""
        while self._block.read(_BLOCK):
            pass


@dataclass(frozen=True, slots=True, kw_only=True)
class HttpHeaders:
    """Status and headers of a response, names in lower case; the first of equal names counts."""

    status: str
    fields: dict[str, str]

    def field(self, name: str) -> str:
        """A header's value; empty when there is none."""
        return self.fields.get(name, "").strip()


class BoundedStream:
    """A stream whose lines are short and together no more than headers may have."""

    def __init__(self, stream: _Reader) -> None:
        self._stream = stream
        self._left = _MAX_HEADER_BYTES

    def read(self, size: int = -1) -> bytes:
        """As any stream."""
        return self._stream.read(size)

    def readline(self, size: int | None = None) -> bytes:
        """The next line. Raises `ValueError` when headers do not end."""
        line = self._stream.readline(_MAX_LINE if size is None else min(size, _MAX_LINE))
        self._left -= len(line)
        if len(line) >= _MAX_LINE or self._left < 0:
            raise ValueError("a record's headers do not end")
        return line


class _GzipMember(io.RawIOBase):
    """What one member of a gzip file holds (RFC 1952, section 2.2). Raises `ValueError` for a bomb."""

    def __init__(self, file: BinaryIO) -> None:
        self._file = file
        self._inflater = zlib.decompressobj(31)
        self._read = self._written = 0

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: memoryview) -> int:  # type: ignore[override]  # what io hands over
        while not self._inflater.eof:
            data = self._inflater.unconsumed_tail or self._more()
            found = self._inflater.decompress(data, len(buffer))
            self._written += len(found)
            if self._written > max(_ALWAYS_ALLOWED, _MAX_RATIO * self._read):
                raise ValueError("it decompresses to far more than pages do")
            if found:
                buffer[: len(found)] = found
                return len(found)
        return 0

    def _more(self) -> bytes:
        data = self._file.read(_BLOCK)
        if not data:
            raise EOFError("it ends in the middle of a record")
        self._read += len(data)
        return data

    def end(self) -> int:
        """Where the next member begins, once all of this one has been read."""
        return self._file.tell() - len(self._inflater.unused_data)


def records(file: BinaryIO) -> Iterator[tuple[int, Record]]:
    """Offset and record, from where the file stands; a record is read before the next is asked for.

    Raises `ValueError`, `EOFError`, `zlib.error` or an exception of warcio where the file is broken.
    """
    while True:
        offset = file.tell()
        start = file.read(2)
        file.seek(offset)
        if not start:
            return
        if start == _GZIP:
            yield from _compressed(file, offset)
        elif start[:1] in b"\r\n":
            block = file.read(_BLOCK)
            file.seek(offset + len(block) - len(block.lstrip(b"\r\n")))
        else:
            record = Record(BoundedStream(file))
            end = file.tell() + record.size
            yield offset, record
            file.seek(end)


def _compressed(file: BinaryIO, offset: int) -> Iterator[tuple[int, Record]]:
    member = _GzipMember(file)
    stream = io.BufferedReader(member, _BLOCK)
    record = Record(BoundedStream(stream))
    yield offset, record
    record.skip()
    if stream.read(_BLOCK).strip(b"\r\n"):
        raise ValueError("its records are not compressed one by one; `warcio recompress` repairs that")
    while stream.read(_BLOCK):
        pass
    file.seek(member.end())
