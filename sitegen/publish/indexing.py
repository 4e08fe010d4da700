"""Indexing in the background: several Pagefind processes beside the work of this one, or on a cluster."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import FIRST_COMPLETED, Executor, Future, ThreadPoolExecutor, wait
from contextlib import contextmanager
from pathlib import Path
from time import perf_counter
from typing import NamedTuple

import msgspec

from sitegen.progress import CancelledError, Progress
from sitegen.publish.pagefind import Pagefind, failure
from sitegen.publish.stable_index import in_stable_order
from sitegen.publish.staging import write_whole
from sitegen.versions import digest_of

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

    def __init__(self, folder: Path, language: str, pool: Executor, threads: int) -> None:
        """`folder`: for temporary files; `pool`: runs Pagefind, with so many `threads` each time."""
        self._folder = folder
        self._language = language
        self._pagefind = Pagefind(threads)
        self._pool = pool
        self._waiting: dict[Future[tuple[str, float]], str] = {}

    def documents_folder(self, shard: str) -> Path:
        """A new folder for a shard's documents, as files of HTML at the paths of their pages."""
        source = self._folder / "documents" / shard
        source.mkdir(parents=True)
        return source

    def start(self, shard: str, source: Path, documents: Sequence[str]) -> None:
        """Begins to index the documents of a folder, which is then deleted; returns at once.

        documents: their paths in the folder; a network file system may list it without the newest
        """
        task = self._pool.submit(
            index_documents, self._pagefind, str(source), sorted(documents), self._language
        )
        # Not before its result is here: a cluster may have to run the task again.
        task.add_done_callback(lambda _: shutil.rmtree(source, ignore_errors=True))
        self._waiting[task] = shard

    def finish(self, progress: Progress) -> Iterator[Indexed]:
        """Each shard that was begun, as they become ready.

        Raises `ProblemsError` with code E506 when Pagefind fails, and `CancelledError`.
        """
        while self._waiting:
            ready, _ = wait(self._waiting, timeout=_ASK_SECONDS, return_when=FIRST_COMPLETED)
            if progress.is_cancelled():
                raise CancelledError
            for future in ready:
                (file, seconds), shard = future.result(), self._waiting.pop(future)
                spooled = Path(file)
                files = msgspec.msgpack.decode(spooled.read_bytes(), type=dict[str, bytes])
                yield Indexed(shard, files, seconds)
                spooled.unlink()

    def close(self) -> None:
        """Ends what is still running."""
        self._pagefind.close()
        self._pool.shutdown(cancel_futures=True)


def index_documents(
    pagefind: Pagefind, folder: str, documents: Sequence[str], language: str
) -> tuple[str, float]:
    """Indexes the documents of a folder. The files of the index wait on disk, not in memory.

    Returns the file that holds them, beside the folder and named after what it holds, and the seconds
    that it took.
    Raises `ProblemsError` with code E506 when Pagefind fails.
    """
    started, source = perf_counter(), Path(folder)
    try:
        stable = in_stable_order(pagefind.index(source, documents, language))
    except (ValueError, KeyError) as error:
        raise failure(f"Pagefind's files are not of the known form ({error})") from error
    encoded = msgspec.msgpack.encode(stable, order="sorted")
    spooled = source.with_name(f"{source.name}-{digest_of(encoded)}.files")
    write_whole(spooled, encoded)
    return str(spooled), perf_counter() - started


@contextmanager
def open_indexing(
    language: str,
    *,
    jobs: int,
    largest: int,
    programs: Callable[[int], Executor] = ThreadPoolExecutor,
    scratch: Path | None = None,
) -> Iterator[Indexing]:
    """Indexing for one build. At the end no process and no temporary file is left.

    jobs: processor cores to use
    largest: number of documents in the largest shard; memory allows only so many at once
    programs: an executor for so many processes of Pagefind
    scratch: for temporary files, where that executor sees them; None means the system's folder for them
    """
    processes = max(1, min(jobs, _AT_ONCE // max(1, largest)))
    with tempfile.TemporaryDirectory(
        prefix="sitegen-search-", dir=scratch, ignore_cleanup_errors=True
    ) as folder:
        indexing = Indexing(Path(folder), language, programs(processes), max(1, jobs // processes))
        try:
            yield indexing
        finally:
            indexing.close()
