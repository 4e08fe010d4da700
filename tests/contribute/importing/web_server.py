"""A web server on this machine that answers as a test says."""

from __future__ import annotations

import contextlib
import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

PAGE = b"<!DOCTYPE html><html><body><p>The river rose again.</p></body></html>"
HTML = {"Content-Type": "text/html; charset=utf-8"}

Answer = tuple[int, dict[str, str], bytes]
Streamed = Callable[[BaseHTTPRequestHandler], None]


@dataclass
class Seen:
    """One request: its path, its headers, and when it began and ended on the monotonic clock."""

    path: str
    headers: dict[str, str]
    began: float
    ended: float = 0.0
    method: str = "GET"


@dataclass
class Web:
    """What the server answers by path; paths that it lacks get 404.

    HEAD is answered as GET is, unless there is an answer for `HEAD /path`.
    """

    port: int = 0
    answers: dict[str, Answer | Streamed] = field(default_factory=dict)
    seen: list[Seen] = field(default_factory=list)

    def url(self, path: str = "/", host: str = "127.0.0.1") -> str:
        return f"http://{host}:{self.port}{path}"

    def page(self, path: str, data: bytes = PAGE, **headers: str) -> str:
        self.answers[path] = (
            200,
            {**HTML, **{key.replace("_", "-"): value for key, value in headers.items()}},
            data,
        )
        return self.url(path)

    def redirect(self, path: str, target: str, status: int = 302) -> str:
        self.answers[path] = (status, {"Location": target}, b"")
        return self.url(path)

    def paths(self) -> list[str]:
        return [seen.path for seen in self.seen]


class _Server(ThreadingHTTPServer):
    daemon_threads = True

    def handle_error(self, request: object, client_address: object) -> None:
        """A client that hangs up is what tests are about."""


@contextlib.contextmanager
def running(web: Web) -> Iterator[Web]:
    class Handler(BaseHTTPRequestHandler):
        def do_HEAD(self) -> None:
            self.do_GET()

        def do_GET(self) -> None:
            seen = Seen(self.path, dict(self.headers.items()), time.monotonic(), method=self.command)
            web.seen.append(seen)
            answer = web.answers.get(self.path, (404, {}, b""))
            if self.command == "HEAD":
                answer = web.answers.get(f"HEAD {self.path}", answer)
            if callable(answer):
                answer(self)
            else:
                status, headers, data = answer
                self.send_response(status)
                for name, value in headers.items():
                    self.send_header(name, value)
                self.end_headers()
                self.wfile.write(b"" if self.command == "HEAD" else data)
            seen.ended = time.monotonic()

        def log_message(self, *_arguments: object) -> None:
            pass

    with _Server(("127.0.0.1", 0), Handler) as server:
        web.port = server.server_address[1]
        thread = threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True)
        thread.start()
        yield web
        server.shutdown()
        thread.join()
