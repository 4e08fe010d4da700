"""The server that the benchmark and the audit send a browser to."""

from __future__ import annotations

import gzip
import http.client
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from tests.static_server import StaticServer, static_server


@contextmanager
def answer(server: StaticServer, path: str, method: str = "GET") -> Iterator[http.client.HTTPResponse]:
    with closing(http.client.HTTPConnection(server.url.removeprefix("http://"))) as connection:
        connection.request(method, path)
        yield connection.getresponse()


def test_the_server_compresses_text_and_counts(tmp_path: Path) -> None:
    (tmp_path / "index.html").write_text("<p>text</p>" * 1000)
    (tmp_path / "a.pf_index").write_bytes(b"packed" * 1000)
    with static_server(tmp_path) as server:
        with answer(server, "/") as page:
            body = page.read()
        assert gzip.decompress(body) == b"<p>text</p>" * 1000
        assert len(body) < server.sent < 1000
        with answer(server, "/a.pf_index") as packed:
            assert packed.read() == b"packed" * 1000
        assert server.sent > 6000


def test_as_a_host_it_sends_the_headers_and_the_404_page_of_the_site(tmp_path: Path) -> None:
    (tmp_path / "_headers").write_text("/*\n  X-Content-Type-Options: nosniff\n")
    (tmp_path / "404.html").write_text("Not here")
    with (
        static_server(tmp_path, as_host=True) as server,
        answer(server, "/nowhere/") as page,
    ):
        assert page.status == 404
        assert page.headers["X-Content-Type-Options"] == "nosniff"
        assert gzip.decompress(page.read()) == b"Not here"


def test_a_request_for_the_head_gets_no_body(tmp_path: Path) -> None:
    (tmp_path / "index.html").write_text("text")
    with static_server(tmp_path) as server, answer(server, "/", "HEAD") as head:
        assert head.status == 200
        assert head.read() == b""
