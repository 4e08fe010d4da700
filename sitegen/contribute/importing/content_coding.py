"""Bodies of HTTP messages, decoded without trust: no more is held in memory than a page may have.

RFC 9110, section 8.4.1 (content codings) and RFC 9112, section 7.1 (chunked).
"""

from __future__ import annotations

import zlib
from collections.abc import Iterable

from sitegen.contribute.importing.source_values import MAX_PAGE_BYTES, SourceError

_GZIP, _ZLIB, _RAW = 31, 15, -15
_LARGEST_SIZE_LINE = 1024
_BLOCK = 65_536
# Servers send one; each costs time, even an empty one.
_MOST_MEMBERS = 1_000


def decoded(chunks: Iterable[bytes], coding: str, *, limit: int = MAX_PAGE_BYTES) -> bytes:
    """A body without its content coding: `gzip`, `deflate` or none.

    Raises `SourceError` when there are more than `limit` bytes on either side, or they are damaged, or
    the coding is another one.
    """
    coding = coding.strip().lower()
    if coding in {"", "identity"}:
        return _joined(chunks, limit)
    if coding not in {"gzip", "x-gzip", "deflate"}:
        raise SourceError(f"It is compressed with “{coding[:40]}”, which cannot be read")
    data = _joined(chunks, limit)
    try:
        return _inflated(data, _window(coding, data), limit)
    except zlib.error:
        raise SourceError("It is compressed, and damaged") from None


def without_chunks(data: bytes) -> bytes:
    """A body that was sent in chunks, as one; a body that only claims so stays as it is."""
    parts: list[bytes] = []
    position = 0
    while True:
        end = data.find(b"\r\n", position, position + _LARGEST_SIZE_LINE)
        size = _chunk_size(data[position:end]) if end >= 0 else None
        if size is None:
            return b"".join(parts) if parts else data
        if size == 0:
            return b"".join(parts)
        parts.append(data[end + 2 : end + 2 + size])
        position = end + 2 + size + 2


def _chunk_size(line: bytes) -> int | None:
    digits = line.split(b";")[0].strip()
    try:
        return int(digits, 16) if digits.isalnum() and len(digits) <= 8 else None
    except ValueError:
        return None


def _joined(chunks: Iterable[bytes], limit: int) -> bytes:
    data = bytearray()
    for chunk in chunks:
        data += chunk
        if len(data) > limit:
            raise SourceError(_larger(limit))
    return bytes(data)


def _window(coding: str, data: bytes) -> int:
    """How zlib is to read it: many servers send `deflate` without the header that the standard asks for."""
    if coding != "deflate":
        return _GZIP
    has_header = len(data) >= 2 and data[0] & 0x0F == 8 and (data[0] << 8 | data[1]) % 31 == 0
    return _ZLIB if has_header else _RAW


def _inflated(data: bytes, window: int, limit: int) -> bytes:
    """All members, one after the other (RFC 1952, section 2.2); what is cut short, as far as it goes."""
    found = bytearray()
    position = 0
    for _ in range(_MOST_MEMBERS):
        position = _inflate_member(data, position, window, found, limit)
        if window != _GZIP or not data.startswith(b"\x1f\x8b", position):
            return bytes(found)
    raise SourceError(f"It is compressed in more than {_MOST_MEMBERS} parts")


def _inflate_member(data: bytes, position: int, window: int, found: bytearray, limit: int) -> int:
    """Adds what one member holds to `found`; returns where the next one may begin."""
    inflater = zlib.decompressobj(window)
    while position < len(data) and not inflater.eof:
        block = data[position : position + _BLOCK]
        found += inflater.decompress(block, limit + 1 - len(found))
        if len(found) > limit:
            raise SourceError(_larger(limit))
        position += len(block) - len(inflater.unused_data)
    return position


def _larger(limit: int) -> str:
    return f"It is too large: more than {limit / 1e6:.0f} MB"
