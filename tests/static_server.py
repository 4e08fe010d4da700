"""A small static server. It compresses text as hosts do, and counts what it sends."""

from __future__ import annotations

import contextlib
import gzip
import mimetypes
import threading
from collections.abc import Iterator
from functools import lru_cache
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from urllib.parse import unquote, urlsplit

from sitegen.preview.headers import HeaderRules, headers_for, read_header_rules

# Pagefind's own files are compressed already and are sent as they are.
_COMPRESSED = frozenset({".html", ".js", ".css", ".json", ".wasm", ".svg", ".xml", ".txt"})


@lru_cache(maxsize=4096)
def _body(file: Path) -> tuple[bytes, bool]:
    """The bytes that are sent for a file, and whether they are compressed."""
    data = file.read_bytes()
    return (gzip.compress(data, 6, mtime=0), True) if file.suffix in _COMPRESSED else (data, False)


class StaticServer(ThreadingHTTPServer):
    """Serves a folder on a free port of this machine.

    rules: the headers to send besides those of every answer
    sent: bytes of all answers so far, heads included
    """

    daemon_threads = True

    def __init__(self, folder: Path, rules: HeaderRules) -> None:
        super().__init__(("127.0.0.1", 0), _Handler)
        self.folder, self.rules = folder, rules
        self.sent = 0
        self._lock = threading.Lock()

    @property
    def url(self) -> str:
        """Where the folder is served, without a slash at the end."""
        return f"http://127.0.0.1:{self.server_address[1]}"

    def count(self, size: int) -> None:
        """Takes note of bytes sent, from any thread."""
        with self._lock:
            self.sent += size


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    server: StaticServer

    def do_GET(self) -> None:
        """Answers with a file, or 404 and the site's page for it."""
        self._answer(with_body=True)

    def do_HEAD(self) -> None:
        """Answers as `do_GET` does, without the file."""
        self._answer(with_body=False)

    def _answer(self, *, with_body: bool) -> None:
        address = urlsplit(self.path).path
        path, folder = unquote(address).lstrip("/"), self.server.folder
        file = folder / (f"{path}index.html" if not path or path.endswith("/") else path)
        status = 200 if file.is_file() else 404
        file = file if status == 200 else folder / "404.html"
        body, compressed = _body(file) if file.is_file() else (b"", False)
        head = [
            f"HTTP/1.1 {status} -",
            f"Content-Type: {mimetypes.guess_type(file.name)[0] or 'application/octet-stream'}",
            f"Content-Length: {len(body)}",
            *(["Content-Encoding: gzip"] if compressed else []),
            *(f"{name}: {value}" for name, value in headers_for(address, self.server.rules).items()),
        ]
        answer = "\r\n".join((*head, "", "")).encode() + (body if with_body else b"")
        self.server.count(len(answer))
        with contextlib.suppress(ConnectionError):
            self.wfile.write(answer)

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002
        """Says nothing."""


@contextlib.contextmanager
def static_server(folder: Path, *, as_host: bool = False) -> Iterator[StaticServer]:
    """Serves a folder while the context lasts. as_host: with the headers of its `_headers`"""
    with StaticServer(folder, read_header_rules(folder) if as_host else []) as server:
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True)
        thread.start()
        try:
            yield server
        finally:
            server.shutdown()
            thread.join()
