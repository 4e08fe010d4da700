"""Where work runs: here, in a pool of processes, or on a cluster (`cluster.py`).

An executor has the shape of `concurrent.futures.Executor`; tasks are plain data and module-level
functions, so that one executor can take the place of another. Results come in the order of the tasks.
"""

from __future__ import annotations

import gc
import os
import signal
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import BrokenExecutor, Executor, Future, ThreadPoolExecutor
from contextlib import contextmanager
from functools import cached_property, lru_cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Generic, ParamSpec, Protocol, TypeVar

import msgspec

from sitegen.diagnostics import Diagnostic, ProblemsError
from sitegen.versions import digest_of

Task = TypeVar("Task")
Result = TypeVar("Result")
Data = TypeVar("Data")
Tool = TypeVar("Tool")
Parameters = ParamSpec("Parameters")


class SerialExecutor(Executor):
    """Runs each task at once, in this process."""

    def submit(
        self, fn: Callable[Parameters, Result], /, *args: Parameters.args, **kwargs: Parameters.kwargs
    ) -> Future[Result]:
        """A finished future."""
        future: Future[Result] = Future()
        try:
            future.set_result(fn(*args, **kwargs))
        except Exception as error:
            future.set_exception(error)
        return future


class Shared(Generic[Data, Tool]):
    """A tool that many tasks use: made of plain data, once in each process.

    data: a value that msgspec can encode
    make: gives the tool; a function of a module
    tool: that of this process
    """

    def __init__(
        self, data: Data, make: Callable[[Data], Tool], tool: Tool, folder: Callable[[], Path]
    ) -> None:
        self.tool = tool
        self._data = data
        self._make = make
        self._folder = folder

    @cached_property
    def _file(self) -> Path:
        """The data in a file, for other processes: a pipe would carry it again for each task."""
        encoded = msgspec.msgpack.encode(self._data)
        file = self._folder() / digest_of(encoded)
        file.write_bytes(encoded)
        return file

    def __reduce__(self) -> tuple[object, ...]:
        return _received, (str(self._file), type(self._data), self._make)


@lru_cache(maxsize=1)
def _received(file: str, shape: type[Data], make: Callable[[Data], Tool]) -> Shared[Data, Tool]:
    """What another process shares; each worker keeps one."""
    data = msgspec.msgpack.decode(Path(file).read_bytes(), type=shape)
    return Shared(data, make, make(data), lambda: Path(file).parent)


class Engine(Protocol):
    """What gives executors."""

    @property
    def slots(self) -> int:
        """Number of tasks that run at once."""

    def executor(self) -> Executor:
        """For functions of modules."""

    def programs(self, number: int) -> Executor:
        """For tasks that wait for other programs; runs at most so many at once on one machine."""


class Processes:
    """The engine of one machine.

    slots: number of processes; 1 runs everything here
    """

    def __init__(self, slots: int) -> None:
        self.slots = slots

    def executor(self) -> Executor:
        """A pool of processes, if more than one."""
        if self.slots == 1:
            return SerialExecutor()
        import multiprocessing
        from concurrent.futures import ProcessPoolExecutor

        # Fresh processes, because a fork of a process with threads (`serve`) may deadlock.
        context = multiprocessing.get_context("spawn")
        # Workers make values without cycles and end with the build: no garbage to look for.
        return ProcessPoolExecutor(self.slots, mp_context=context, initializer=gc.disable)

    def programs(self, number: int) -> Executor:
        """Threads."""
        return ThreadPoolExecutor(number, thread_name_prefix="program")


class Workers:
    """A lazily started executor: small jobs never pay for processes.

    jobs: number of processor cores to use on this machine
    engine: gives the executor; None means that many processes
    scratch: for temporary files that all workers see; None means the system's folder for them
    few: fewer quick chunks than this are done here, unless processes run already: to start two takes a second
    """

    few = 10

    def __init__(self, jobs: int, engine: Engine | None = None, scratch: Path | None = None) -> None:
        self.jobs = jobs
        self.scratch = scratch
        self._engine = engine or Processes(jobs)
        self.programs = self._engine.programs
        self._pool: Executor | None = None
        self._folder: TemporaryDirectory[str] | None = None

    def share(self, data: Data, make: Callable[[Data], Tool], tool: Tool) -> Shared[Data, Tool]:
        """A tool for tasks; see `Shared`."""
        return Shared(data, make, tool, self._shared_folder)

    def _shared_folder(self) -> Path:
        if self._folder is None:
            self._folder = TemporaryDirectory(prefix="sitegen-", dir=self.scratch)
        return Path(self._folder.name)

    def map_chunks(
        self,
        function: Callable[[Sequence[Task]], list[Result]],
        tasks: Sequence[Task],
        *,
        chunk_size: int,
        quick: bool = False,
    ) -> Iterator[list[Result]]:
        """Results for chunks of tasks, chunk by chunk, in order.

        quick: a chunk takes about a tenth of a second
        """
        chunks = [tasks[start : start + chunk_size] for start in range(0, len(tasks), chunk_size)]
        executor = self._executor(len(chunks), quick=quick)
        # At most a few chunks are under way at once, so that results do not pile up in memory.
        limit = 2 * self._engine.slots
        waiting: list[Future[list[Result]]] = []
        for chunk in chunks:
            with _interrupts_wait():
                waiting.append(executor.submit(function, chunk))
            if len(waiting) > limit:
                yield _result(waiting.pop(0))
        for future in waiting:
            yield _result(future)

    def close(self) -> None:
        """Ends the processes; tasks not begun are dropped.

        Those under way are short and end by themselves: a worker that is killed while it hands over a
        result leaves the pool waiting for the rest.
        """
        if self._pool:
            self._pool.shutdown(cancel_futures=True)
            self._pool = None
        if self._folder:
            self._folder.cleanup()
            self._folder = None

    def _executor(self, chunks: int, *, quick: bool) -> Executor:
        if chunks < 2:
            return SerialExecutor()
        if self._pool is None:
            if quick and chunks < self.few:
                return SerialExecutor()
            self._pool = self._engine.executor()
        return self._pool


@contextmanager
def _interrupts_wait() -> Iterator[None]:
    """Ctrl-C waits until a worker is started, and the worker, which inherits the mask, never hears it.

    The terminal sends it to every process; only this one is to answer.
    """
    if not hasattr(signal, "pthread_sigmask"):
        yield
        return
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def _result(future: Future[Result]) -> Result:
    """A future's result; raises `ProblemsError` with code E507 when its process died."""
    try:
        return future.result()
    except BrokenExecutor as error:
        message = "A worker process ended unexpectedly, perhaps for lack of memory"
        hint = "Try again with --jobs 1."
        raise ProblemsError([Diagnostic(code="E507", message=message, hint=hint)]) from error


@contextmanager
def open_workers(
    jobs: int | None, engine: Engine | None = None, scratch: Path | None = None
) -> Iterator[Workers]:
    """Workers for one build, as `Workers` says; no number of jobs means one for each core."""
    workers = Workers(jobs or available_cores(), engine, scratch)
    try:
        yield workers
    finally:
        workers.close()


def available_cores() -> int:
    """Cores that this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1
