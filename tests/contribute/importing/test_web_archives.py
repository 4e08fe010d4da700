"""WARC and WACZ files."""

from __future__ import annotations

import gzip
import hashlib
import subprocess
import sys
import time
import zipfile

import pytest

from sitegen.contribute.importing.sources import Source, SourceError, Unusable, find_sources, read_source

PAGE = b"<html><body><p>The river rose again.</p></body></html>"
HTML = ("Content-Type", "text/html; charset=iso-8859-1")


class Crawl:
    """A WARC file in the making."""

    def __init__(self, *, compressed=True):
        self.compressed = compressed
        self.data = b""

    def add(self, url, body=PAGE, *, status="200 OK", headers=(HTML,), kind="response", day="2020-01-02"):
        block, content_type = body, headers[0][1]
        if kind == "response":
            lines = [f"HTTP/1.1 {status}", *(f"{name}: {value}" for name, value in headers), "", ""]
            block, content_type = "\r\n".join(lines).encode() + body, "application/http;msgtype=response"
        record = (
            (
                f"WARC/1.1\r\nWARC-Type: {kind}\r\nWARC-Target-URI: {url}\r\nWARC-Date: {day}T03:04:05Z\r\n"
                f"WARC-Payload-Digest: sha1:{hashlib.sha1(body).hexdigest()}\r\n"
                f"Content-Type: {content_type}\r\nContent-Length: {len(block)}\r\n\r\n"
            ).encode()
            + block
            + b"\r\n\r\n"
        )
        self.data += gzip.compress(record, 6, mtime=0) if self.compressed else record
        return self


def listed(tmp_path, data, name="crawl.warc.gz"):
    (tmp_path / name).write_bytes(data)
    return list(find_sources([name], list_file="", standard_input=bytes, root=tmp_path))


def urls(found):
    return [source.url for source in found if isinstance(source, Source)]


@pytest.mark.parametrize("compressed", [True, False])
def test_each_html_page_is_a_source_of_its_own(tmp_path, compressed):
    crawl = Crawl(compressed=compressed)
    for number in range(3):
        crawl.add(
            f"https://courier.example/{number}", PAGE + str(number).encode(), day=f"2020-01-0{number + 1}"
        )
    sources = listed(tmp_path, crawl.data)
    pages = [read_source(source) for source in reversed(sources)]

    assert [page.url for page in pages] == [f"https://courier.example/{number}" for number in (2, 1, 0)]
    assert pages[0].data == PAGE + b"2"
    assert pages[0].retrieved == "2020-01-03"
    assert pages[0].charset == "iso-8859-1"
    assert pages[0].name == "crawl.warc.gz#https://courier.example/2"


def test_only_pages_that_were_answered_are_listed(tmp_path):
    crawl = Crawl()
    crawl.add("https://courier.example/gone", status="404 Not Found")
    crawl.add("https://courier.example/moved", status="301 Moved")
    crawl.add("https://courier.example/photo.jpg", headers=[("Content-Type", "image/jpeg")])
    crawl.add("https://courier.example/query", b"GET / HTTP/1.1\r\n\r\n", kind="request")
    crawl.add("dns:courier.example", b"192.0.2.1", kind="resource", headers=[("Content-Type", "text/dns")])
    crawl.add("urn:pageinfo:x", PAGE, kind="resource", headers=[("Content-Type", "text/html")])
    crawl.add("https://courier.example/made", PAGE, kind="resource", headers=[("Content-Type", "text/html")])
    crawl.add("https://courier.example/flood")

    assert urls(listed(tmp_path, crawl.data)) == [
        "https://courier.example/made",
        "https://courier.example/flood",
    ]


def test_a_resource_is_read_without_http_headers(tmp_path):
    crawl = Crawl().add(
        "https://courier.example/made", kind="resource", headers=[("Content-Type", "text/html")]
    )
    (source,) = listed(tmp_path, crawl.data)

    assert read_source(source).data == PAGE


def test_the_same_page_twice_is_listed_once(tmp_path):
    crawl = Crawl()
    for body in (PAGE, PAGE, PAGE + b"changed"):
        crawl.add("https://courier.example/flood", body)

    assert len(listed(tmp_path, crawl.data)) == 2


def test_bodies_lose_their_codings(tmp_path):
    packed = gzip.compress(PAGE, mtime=0)
    chunked = b"%x\r\n%s\r\n%x\r\n%s\r\n0\r\n\r\n" % (10, packed[:10], len(packed) - 10, packed[10:])
    headers = [HTML, ("Content-Encoding", "gzip"), ("Transfer-Encoding", "chunked")]
    (source,) = listed(tmp_path, Crawl().add("https://courier.example/", chunked, headers=headers).data)

    assert read_source(source).data == PAGE


def test_a_page_that_was_crawled_from_a_web_archive_tells_both_addresses(tmp_path):
    copy = "https://web.archive.org/web/20100101000000/http://courier.example/flood"
    (source,) = listed(tmp_path, Crawl().add(copy).data)
    page = read_source(source)

    assert (page.url, page.archive_url) == ("http://courier.example/flood", copy)


@pytest.mark.parametrize("inside", ["record", "body"])
def test_a_gzip_bomb_is_an_error_in_bounded_memory(tmp_path, inside):
    zeros = bytes(60_000_000)
    body = zeros if inside == "record" else gzip.compress(zeros, mtime=0)
    headers = [HTML] if inside == "record" else [HTML, ("Content-Encoding", "gzip")]
    data = Crawl().add("https://courier.example/flood", body, headers=headers).data
    del zeros, body
    (tmp_path / "bomb.warc.gz").write_bytes(data)
    program = (
        "import resource, sys\n"
        "from sitegen.contribute.importing.sources import *\n"
        "from pathlib import Path\n"
        "before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss\n"
        "for source in find_sources(['bomb.warc.gz'], standard_input=bytes, root=Path('.')):\n"
        "    try:\n"
        "        said = source.reason if isinstance(source, Unusable) else str(read_source(source))\n"
        "    except SourceError as error:\n"
        "        said = str(error)\n"
        "    sys.stdout.write(said)\n"
        "sys.stdout.write('|%d' % (resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before))\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", program], cwd=tmp_path, capture_output=True, text=True, check=True
    )
    said, kilobytes = done.stdout.rsplit("|", 1)

    assert "too large" in said or "decompresses to far more" in said
    assert int(kilobytes) < 100_000


def test_headers_that_do_not_end_are_refused(tmp_path):
    endless = b"WARC/1.0\r\nWARC-Type: response\r\nX: " + b"x" * 30_000_000
    found = listed(tmp_path, gzip.compress(endless, 1, mtime=0))

    assert [type(one) for one in found] == [Unusable]


def test_what_comes_before_the_damage_is_kept(tmp_path):
    crawl = Crawl().add("https://courier.example/1")
    good = len(crawl.data)
    crawl.add("https://courier.example/2")
    first, second = listed(tmp_path, crawl.data[: good + 60])

    assert read_source(first).data == PAGE
    assert isinstance(second, Unusable)
    assert second.reason.startswith("It is broken after 1 page")


@pytest.mark.parametrize(
    "data",
    [
        b"no archive",
        b"\x1f\x8bno gzip",
        gzip.compress(b"no archive", mtime=0),
        b"WARC/1.0\r\nWARC-Type: response\r\nContent-Length: -5\r\n\r\n",
        b"WARC/1.0\r\nWARC-Type: response\r\nContent-Length: many\r\n\r\n",
        b"WARC/1.0\r\nWARC-Type: response\r\n\r\n",
    ],
)
def test_what_is_no_archive_says_so(tmp_path, data):
    (unusable,) = listed(tmp_path, data)

    assert isinstance(unusable, Unusable)
    assert "broken" in unusable.reason


def test_one_gzip_around_all_records_is_refused_with_the_remedy(tmp_path):
    crawl = Crawl(compressed=False).add("https://courier.example/1").add("https://courier.example/2")
    found = listed(tmp_path, gzip.compress(crawl.data, mtime=0))

    assert "warcio recompress" in found[-1].reason


def test_a_wacz_file_gives_the_pages_of_its_archives(tmp_path):
    crawls = [Crawl().add(f"https://courier.example/{number}", PAGE + b"%d" % number) for number in (1, 2)]
    with zipfile.ZipFile(tmp_path / "crawl.wacz", "w") as container:
        container.writestr("datapackage.json", "{}")
        container.writestr("archive/b.warc.gz", crawls[1].data)
        container.writestr("archive/a.warc.gz", crawls[0].data)
    sources = listed(tmp_path, (tmp_path / "crawl.wacz").read_bytes(), "crawl.wacz")

    assert [read_source(source).data for source in sources] == [PAGE + b"1", PAGE + b"2"]


def test_a_wacz_file_that_is_compressed_is_read_too(tmp_path):
    crawl = Crawl(compressed=False).add("https://courier.example/1").add("https://courier.example/2")
    with zipfile.ZipFile(tmp_path / "crawl.wacz", "w", zipfile.ZIP_DEFLATED) as container:
        container.writestr("archive/a.warc", crawl.data)
    sources = listed(tmp_path, (tmp_path / "crawl.wacz").read_bytes(), "crawl.wacz")

    assert [read_source(source).url for source in sources] == urls(sources)
    assert len(sources) == 2


def test_a_zip_that_is_no_wacz_says_so(tmp_path):
    with zipfile.ZipFile(tmp_path / "photos.wacz", "w") as container:
        container.writestr("photo.jpg", "x")

    assert listed(tmp_path, (tmp_path / "photos.wacz").read_bytes(), "photos.wacz") == [
        Unusable(name="photos.wacz", reason="It holds no WARC file")
    ]
    assert "no WACZ file" in listed(tmp_path, b"no zip", "broken.wacz")[0].reason


def test_a_file_that_changed_after_listing_is_an_error(tmp_path):
    (source,) = listed(tmp_path, Crawl().add("https://courier.example/1").data)
    (tmp_path / "crawl.warc.gz").write_bytes(b"")

    with pytest.raises(SourceError, match="changed"):
        read_source(source)


def test_listing_and_reading_take_time_in_proportion(tmp_path):
    crawl = Crawl()
    for number in range(400):
        crawl.add(f"https://courier.example/{number}", PAGE * 20)
    started = time.process_time()
    pages = [read_source(source) for source in listed(tmp_path, crawl.data)]

    assert len(pages) == 400
    assert time.process_time() - started < 2
