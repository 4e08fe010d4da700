"""Pagefind's program: the one place that talks to it.

It is spoken to through its `--service`: messages of JSON in base64, each ended by a comma, over
standard input and output (source: `pagefind/src/service/` of version 1.5.2). So documents come in an
order of ours, on which the bytes of the index depend; given a folder, Pagefind takes them as the file
system lists them, which differs from machine to machine. The files come back as an answer: those that
the service writes itself may stay cut off (its issue 1271).
"""

from __future__ import annotations

import base64
import json
import os
import subprocess
import threading
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from pathlib import Path
from typing import IO, Any

from sitegen.diagnostics import Diagnostic, ProblemsError

# Positions of words in a file of the word index; Pagefind's own 20,000 would cost a reader three times
# as much for each word and shard, and an index a third more time.
_CHUNK = "5000"


class Pagefind:
    """Runs of Pagefind's program, which another thread can end."""

    def __init__(self, threads: int) -> None:
        """`threads`: of each process."""
        self._threads = threads
        self._lock = threading.Lock()
        self._running: set[subprocess.Popen[bytes]] = set()
        self._closed = False

    def __reduce__(self) -> tuple[object, ...]:
        """In another process, a Pagefind of its own."""
        return Pagefind, (self._threads,)

    def index(self, source: Path, documents: Sequence[str], language: str) -> dict[str, bytes]:
        """The files of an index over documents in a folder, by path in the index.

        documents: their paths in the folder, in the order in which they are numbered
        language: whose rules for word stems apply, BCP 47; there is one index over all languages

        Raises `ProblemsError` with code E506 when Pagefind fails.
        """
        process = self._start(source.parent)
        requests, answers = _streams(process)
        payloads = _requests(source, documents, language)
        sender = threading.Thread(target=_send, args=(requests, payloads), daemon=True)
        try:
            sender.start()
            return _received(answers)
        except (ValueError, KeyError, OSError) as error:
            raise failure(f"Pagefind gave no index ({error})") from error
        finally:
            process.kill()
            process.wait()
            sender.join()
            answers.close()
            with suppress(OSError):
                requests.close()
            with self._lock:
                self._running.discard(process)

    def close(self) -> None:
        """Ends every run, and lets no other begin."""
        with self._lock:
            self._closed = True
            for process in self._running:
                process.kill()

    def _start(self, folder: Path) -> subprocess.Popen[bytes]:
        """`folder`: where no configuration file of Pagefind's lies."""
        from pagefind.service import get_executable

        environment = {name: value for name, value in os.environ.items() if not name.startswith("PAGEFIND_")}
        environment["PAGEFIND_UNSTABLE_INDEX_CHUNK_SIZE"] = _CHUNK
        environment["RAYON_NUM_THREADS"] = str(self._threads)
        with self._lock:
            if self._closed:
                raise failure("the build was ended")
            try:
                process = subprocess.Popen(  # noqa: S603  (our own arguments, no shell)
                    (str(get_executable()), "--service"),
                    stdin=subprocess.PIPE,
                    stdout=subprocess.PIPE,
                    stderr=subprocess.DEVNULL,
                    cwd=folder,
                    env=environment,
                    # Ctrl-C goes to every process of the terminal; only sitegen is to answer.
                    process_group=0 if os.name == "posix" else None,
                )
            except OSError as error:
                raise failure(str(error)) from error
            self._running.add(process)
            return process


def _streams(process: subprocess.Popen[bytes]) -> tuple[IO[bytes], IO[bytes]]:
    if process.stdin is None or process.stdout is None:
        raise AssertionError("both are pipes")
    return process.stdin, process.stdout


def failure(reason: str) -> ProblemsError:
    """The problem E506."""
    message = f"The search index could not be built: {reason}"
    hint = "Build with --no-search to publish without it."
    return ProblemsError([Diagnostic(code="E506", message=message, hint=hint)])


def _send(stream: IO[bytes], payloads: Iterator[Mapping[str, Any]]) -> None:
    """Sends all requests; the stream stays open, because its end would end the service at once."""
    try:
        for number, payload in enumerate(payloads):
            message = json.dumps({"message_id": number, "payload": payload}).encode()
            stream.write(base64.b64encode(message) + b",")
        stream.flush()
    except (OSError, ValueError):
        # Pagefind has ended, or ends now, as a document cannot be read; who waits for its answer hears of it.
        with suppress(OSError):
            stream.close()


def _requests(source: Path, documents: Sequence[str], language: str) -> Iterator[Mapping[str, Any]]:
    config = {"force_language": language.partition("-")[0]}
    yield {"type": "NewIndex", "config": config}
    for path in documents:
        content = (source / path).read_text(encoding="utf-8")
        yield {"type": "AddFile", "index_id": 0, "file_path": path, "file_contents": content}
    yield {"type": "GetFiles", "index_id": 0}


def _received(stream: IO[bytes]) -> dict[str, bytes]:
    """The files of the answer to `GetFiles`; raises `ValueError` when an answer is an error or none comes."""
    for answer in _answers(stream):
        payload = json.loads(base64.b64decode(answer))["payload"]
        if payload["type"] == "Error":
            raise ValueError(payload["message"])
        if payload["type"] == "GetFiles":
            return {file["path"]: base64.b64decode(file["content"]) for file in payload["files"]}
    raise ValueError("it ended early")


def _answers(stream: IO[bytes]) -> Iterator[bytes]:
    """What stands before each comma."""
    parts: list[bytes] = []
    while block := stream.read1(1 << 20):  # type: ignore[attr-defined]
        *ended, rest = block.split(b",")
        for part in ended:
            yield b"".join((*parts, part))
            parts = []
        parts.append(rest)
