"""Indexing in the background: several Pagefind processes beside the work of this one."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Iterator, Mapping
from concurrent.futures import FIRST_COMPLETED, Future, ThreadPoolExecutor, wait
from contextlib import contextmanager
from pathlib import Path
from time import perf_counter
from typing import NamedTuple

import msgspec

from sitegen.progress import CancelledError, Progress
from sitegen.publish.pagefind import Pagefind, failure
from sitegen.publish.stable_index import in_stable_order

# Documents that may be indexed at once: each takes 0.3 MB of memory.
_AT_ONCE = 3800
# How often who waits for the index is asked whether he still does.
_ASK_SECONDS = 0.05

Files = Mapping[str, bytes]


class Indexed(NamedTuple):
    """The index of a shard.

    files: by path in the index
    seconds: that it took
    """

    shard: str
    files: Files
    seconds: float


class Indexing:
    """Indexes folders of documents in the background. Use `open_indexing`."""

    def __init__(self, folder: Path, language: str, processes: int, threads: int) -> None:
        """`folder`: for temporary files; `threads`: of each process."""
        self._folder = folder
        self._language = language
        self._pagefind = Pagefind(threads)
        self._pool = ThreadPoolExecutor(processes, thread_name_prefix="pagefind")
        self._waiting: dict[Future[tuple[Path, float]], str] = {}

    def documents_folder(self, shard: str) -> Path:
        """A new folder for a shard's documents, as files of HTML at the paths of their pages."""
        source = self._folder / "documents" / shard
        source.mkdir(parents=True)
        return source

    def start(self, shard: str, source: Path) -> None:
        """Begins to index a folder of documents, which is then deleted; returns at once."""
        self._waiting[self._pool.submit(self._index, shard, source)] = shard

    def finish(self, progress: Progress) -> Iterator[Indexed]:
        """Each shard that was begun, as they become ready.

        Raises `ProblemsError` with code E506 when Pagefind fails, and `CancelledError`.
        """
        while self._waiting:
            ready, _ = wait(self._waiting, timeout=_ASK_SECONDS, return_when=FIRST_COMPLETED)
            if progress.is_cancelled():
                raise CancelledError
            for future in ready:
                (spooled, seconds), shard = future.result(), self._waiting.pop(future)
                files = msgspec.msgpack.decode(spooled.read_bytes(), type=dict[str, bytes])
                yield Indexed(shard, files, seconds)
                spooled.unlink()

    def close(self) -> None:
        """Ends what is still running."""
        self._pagefind.close()
        self._pool.shutdown(cancel_futures=True)

    def _index(self, shard: str, source: Path) -> tuple[Path, float]:
        """Indexes a folder; the files wait on disk, not in memory, until they are asked for.

        Returns where they wait, and the seconds that it took.
        """
        started = perf_counter()
        files = self._pagefind.index_folder(source, self._language)
        try:
            stable = in_stable_order(files)
        except (ValueError, KeyError) as error:
            raise failure(f"Pagefind's files are not of the known form ({error})") from error
        spooled = self._folder / f"{shard}.files"
        spooled.write_bytes(msgspec.msgpack.encode(stable))
        shutil.rmtree(source)
        return spooled, perf_counter() - started


@contextmanager
def open_indexing(language: str, *, jobs: int, largest: int) -> Iterator[Indexing]:
    """Indexing for one build. At the end no process and no temporary file is left.

    jobs: processor cores to use
    largest: number of documents in the largest shard; memory allows only so many at once
    """
    processes = max(1, min(jobs, _AT_ONCE // max(1, largest)))
    with tempfile.TemporaryDirectory(prefix="sitegen-search-", ignore_cleanup_errors=True) as folder:
        indexing = Indexing(Path(folder), language, processes, max(1, jobs // processes))
        try:
            yield indexing
        finally:
            indexing.close()
