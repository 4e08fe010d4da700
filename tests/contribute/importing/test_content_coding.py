"""Bodies of HTTP messages, without their codings."""

from __future__ import annotations

import gzip
import time
import zlib

import pytest

from sitegen.contribute.importing.content_coding import decoded, without_chunks
from sitegen.contribute.importing.source_values import SourceError

PAGE = b"<html><body><p>The river rose again.</p></body></html>"


def raw_deflate(data):
    packer = zlib.compressobj(wbits=-15)
    return packer.compress(data) + packer.flush()


@pytest.mark.parametrize(
    ("coding", "data"),
    [
        ("", PAGE),
        ("identity", PAGE),
        ("gzip", gzip.compress(PAGE, mtime=0)),
        (" X-GZIP ", gzip.compress(PAGE, mtime=0)),
        ("deflate", zlib.compress(PAGE)),
        ("deflate", raw_deflate(PAGE)),
    ],
)
def test_a_body_loses_its_coding(coding, data):
    assert decoded([data], coding) == PAGE


def test_it_does_not_matter_where_the_network_cut_the_body():
    packed = gzip.compress(PAGE, mtime=0)

    assert decoded((packed[n : n + 1] for n in range(len(packed))), "gzip") == PAGE


def test_all_members_of_a_gzip_body_are_read():
    assert decoded([gzip.compress(PAGE[:20], mtime=0) + gzip.compress(PAGE[20:], mtime=0)], "gzip") == PAGE


def test_a_member_may_be_longer_than_the_blocks_in_which_it_is_read():
    noise = b"".join(zlib.crc32(b"%d" % number).to_bytes(4, "big") for number in range(60_000))

    assert decoded([gzip.compress(noise, mtime=0) + gzip.compress(PAGE, mtime=0)], "gzip") == noise + PAGE


def test_bytes_behind_the_last_member_are_ignored():
    assert decoded([gzip.compress(PAGE, mtime=0) + b"\0\0 padding"], "gzip") == PAGE


def test_a_body_that_is_cut_short_gives_what_there_is():
    text = b"".join(b"Metre %d of the river. " % number for number in range(5000))
    packed = gzip.compress(text, mtime=0)
    found = decoded([packed[: len(packed) // 2]], "gzip")

    assert text.startswith(found)
    assert len(found) > len(text) // 4


@pytest.mark.parametrize("coding", ["gzip", "deflate"])
def test_an_empty_body_stays_empty(coding):
    assert decoded([], coding) == b""


@pytest.mark.parametrize(
    ("coding", "data", "message"),
    [
        ("br", PAGE, "compressed with “br”, which cannot be read"),
        ("gzip, gzip", PAGE, "compressed with “gzip, gzip”"),
        ("x" * 500, PAGE, "“x{40}”"),
        ("gzip", PAGE, "It is compressed, and damaged"),
        ("gzip", gzip.compress(PAGE, mtime=0)[:-8] + bytes(8), "It is compressed, and damaged"),
    ],
)
def test_what_cannot_be_decoded_says_why(coding, data, message):
    with pytest.raises(SourceError, match=message):
        decoded([data], coding)


@pytest.mark.parametrize(
    ("coding", "data"),
    [
        ("", bytes(1001)),
        ("gzip", gzip.compress(bytes(1001), mtime=0)),
        ("gzip", gzip.compress(bytes(600), mtime=0) * 2),
        ("deflate", zlib.compress(bytes(5_000_000))),
    ],
)
def test_no_more_is_taken_than_the_limit(coding, data):
    with pytest.raises(SourceError, match="too large"):
        decoded([data], coding, limit=1000)


def test_a_body_of_just_the_limit_is_taken():
    assert decoded([gzip.compress(bytes(1000), mtime=0)], "gzip", limit=1000) == bytes(1000)


def test_an_endless_body_is_not_read_to_its_end():
    def endless():
        while True:
            yield bytes(1000)

    with pytest.raises(SourceError, match="too large"):
        decoded(endless(), "", limit=10_000)


def test_a_million_empty_members_are_refused_at_once():
    data = gzip.compress(b"", mtime=0) * 900_000
    started = time.process_time()

    with pytest.raises(SourceError, match="more than 1000 parts"):
        decoded([data], "gzip")
    assert time.process_time() - started < 2


@pytest.mark.parametrize(
    ("data", "body"),
    [
        (b"5\r\nThe r\r\n4\r\niver\r\n0\r\n\r\n", b"The river"),
        (b"5;name=value\r\nThe r\r\n0\r\nTrailer: x\r\n\r\n", b"The r"),
        (b"A\r\n0123456789\r\n0\r\n\r\n", b"0123456789"),
        (b"5\r\nThe r\r\n9\r\niver", b"The river"),
        (b"5\r\nThe r\r\nno size\r\niver", b"The r"),
        (b"0\r\n\r\n", b""),
    ],
)
def test_chunks_are_joined(data, body):
    assert without_chunks(data) == body


@pytest.mark.parametrize("data", [PAGE, b"", b"-5\r\nThe river", b"fffffffff\r\nThe river", b"x" * 5000])
def test_a_body_that_only_claims_to_be_chunked_stays(data):
    assert without_chunks(data) == data
