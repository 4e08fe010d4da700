"""Job 7: how long a saved edit takes to reach a page that is open in a browser."""

from __future__ import annotations

import contextlib
import http.client
import json
import os
import re
import signal
import subprocess
import tempfile
import threading
from collections.abc import Iterator
from pathlib import Path
from queue import Empty, SimpleQueue
from statistics import quantiles
from time import perf_counter, sleep
from urllib.parse import urlsplit

from tests.bench.corpus import Corpus
from tests.bench.edits import Kind, edit_article
from tests.bench.lanes import Bench, sitegen_command
from tests.bench.measure import user_environment
from tests.bench.report import Samples

EDITS = 50
# A slow preview gets fewer edits: no more are begun after this long, once there are some.
BUDGET_SECONDS, LEAST_EDITS = 120.0, 5
_START_SECONDS, _EVENT_SECONDS = 3600.0, 600.0
# Between edits, so that each stands alone. Not a multiple of anything the preview waits for.
_PAUSE_SECONDS = 0.37


class PreviewFailedError(Exception):
    """The preview ended, or told of problems."""


class Events:
    """The preview's stream of events, read as a browser does: in the background, all the time."""

    def __init__(self, host: str, port: int) -> None:
        self._connection = http.client.HTTPConnection(host, port, timeout=_EVENT_SECONDS)
        self._connection.request("GET", "/_sitegen/events", headers={"Accept": "text/event-stream"})
        self._response = self._connection.getresponse()
        self._builds: SimpleQueue[int] = SimpleQueue()
        threading.Thread(target=self._listen, daemon=True).start()
        self.build = self._builds.get(timeout=_EVENT_SECONDS)

    def wait_for_build(self) -> None:
        """Waits until the page would reload."""
        while (build := self._builds.get(timeout=_EVENT_SECONDS)) == self.build:
            pass
        self.build = build

    def skip(self) -> None:
        """Takes note of what was told while nobody waited."""
        with contextlib.suppress(Empty):
            while True:
                self.build = self._builds.get_nowait()

    def _listen(self) -> None:
        with contextlib.suppress(OSError, ValueError, http.client.HTTPException):
            while line := self._response.readline():
                if line.startswith(b"data:"):
                    self._builds.put(int(json.loads(line[5:])["build"]))


@contextlib.contextmanager
def serving(root: Path) -> Iterator[tuple[str, int]]:
    """Host and port of a preview of the archive in a folder."""
    environment = {**user_environment(), "PYTHONUNBUFFERED": "1"}
    command = [*sitegen_command(), "serve", "--port", "0"]
    with tempfile.TemporaryFile("w+") as said:
        process = subprocess.Popen(command, cwd=root, stdout=said, stderr=subprocess.STDOUT, env=environment)
        try:
            yield _address(process, said.fileno())
        finally:
            process.send_signal(signal.SIGINT)
            try:
                process.wait(timeout=60)
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()


def _address(process: subprocess.Popen[bytes], said: int) -> tuple[str, int]:
    """Waits until the preview tells where it is."""
    ends = perf_counter() + _START_SECONDS
    while perf_counter() < ends:
        text = os.pread(said, 1 << 20, 0).decode(errors="replace")
        found = re.search(r"The site is at (\S+)", text)
        if found:
            address = urlsplit(found[1])
            return str(address.hostname), int(address.port or 80)
        if process.poll() is not None:
            raise PreviewFailedError(f"sitegen serve ended:\n{text}")
        sleep(0.1)
    raise PreviewFailedError("sitegen serve did not start")


def measure_preview(bench: Bench) -> None:
    """Files p50 and p95 of body edits and of title edits."""
    root = bench.copied_archive("preview")
    bench.tell("serve")
    with serving(root) as (host, port):
        events = Events(host, port)
        editor = Editor(bench.corpus, root, host, port, events)
        kinds: tuple[Kind, ...] = ("body", "title")
        for kind in kinds:
            taken: list[float] = []
            started = perf_counter()
            while len(taken) < EDITS:
                if len(taken) >= LEAST_EDITS and perf_counter() - started > BUDGET_SECONDS:
                    break
                taken.append(editor.save_and_see(kind, bench.mark()))
                sleep(_PAUSE_SECONDS)
            file_percentiles(bench.samples, f"serve {kind}", taken)


def file_percentiles(samples: Samples, key: str, taken: list[float]) -> None:
    """Files the median and the 95th percentile. taken: seconds, two or more"""
    cuts = quantiles(taken, n=20, method="inclusive")
    samples.add(f"{key} p50", wall=cuts[9], edits=len(taken))
    samples.add(f"{key} p95", wall=cuts[18], edits=len(taken))


class Editor:
    """Edits articles all over the archive and looks at their pages."""

    def __init__(self, corpus: Corpus, root: Path, host: str, port: int, events: Events) -> None:
        self._corpus, self._root, self._events = corpus, root, events
        self._host, self._port = host, port
        self._edits = 0

    def save_and_see(self, kind: Kind, mark: str) -> float:
        """Seconds from the save until the page that came after the reload event holds the edit."""
        number = self._edits * 7919 % self._corpus.size
        self._edits += 1
        path = "/articles/" + self._corpus.heading(number).path.removesuffix(".md") + "/"
        self._events.skip()
        started = perf_counter()
        edit_article(self._corpus, self._root, number, kind, mark)
        while True:
            self._events.wait_for_build()
            if mark in self._page(path).lower():
                return perf_counter() - started

    def _page(self, path: str) -> str:
        # The preview closes connections that are idle for some seconds.
        connection = http.client.HTTPConnection(self._host, self._port, timeout=_EVENT_SECONDS)
        with contextlib.closing(connection):
            connection.request("GET", path)
            response = connection.getresponse()
            if response.status != 200:
                raise PreviewFailedError(f"{path} answered {response.status}")
            return response.read().decode()
