"""Processes for tasks that may kill or block them: such a task fails alone."""

from __future__ import annotations

import multiprocessing
import signal
from collections import deque
from collections.abc import Callable, Generator, Iterable
from concurrent.futures import BrokenExecutor, Future, ProcessPoolExecutor
from contextlib import suppress
from types import FrameType
from typing import Generic, TypeVar

Task = TypeVar("Task")
Result = TypeVar("Result")

# Seconds for one task, and bytes of address space for one process.
MAX_SECONDS = 60
MAX_MEMORY = 4 << 30
# Code in C is not interrupted by the alarm: after so many seconds more its process is ended.
_GRACE = 30


class TaskFailedError(Exception):
    """A task took too long, or too much memory, or ended its process. The message says which."""


class GuardedPool(Generic[Task, Result]):
    """Runs one function on many tasks.

    function: of a module; what it takes and gives pickles
    jobs: number of processes
    """

    def __init__(
        self,
        function: Callable[[Task], Result],
        jobs: int,
        *,
        seconds: int = MAX_SECONDS,
        memory: int = MAX_MEMORY,
    ) -> None:
        self._function = function
        self._jobs = jobs
        self._seconds = seconds
        self._memory = memory
        self._pool: ProcessPoolExecutor | None = None

    def map(self, tasks: Iterable[Task]) -> Generator[tuple[Task, Result | TaskFailedError], None, None]:
        """Each task with its result, in order; a few are under way at once."""
        waiting: deque[tuple[Task, Future[Result]]] = deque()
        try:
            for task in tasks:
                waiting.append((task, self._submit(task)))
                if len(waiting) > 2 * self._jobs:
                    yield self._next(waiting)
            while waiting:
                yield self._next(waiting)
        finally:
            self._end()

    def _submit(self, task: Task) -> Future[Result]:
        if self._pool is None:
            self._pool = self._new(self._jobs)
        try:
            return self._pool.submit(_run, self._function, task, self._seconds)
        except BrokenExecutor as error:
            failed: Future[Result] = Future()
            failed.set_exception(error)
            return failed

    def _next(self, waiting: deque[tuple[Task, Future[Result]]]) -> tuple[Task, Result | TaskFailedError]:
        task, future = waiting.popleft()
        try:
            return task, future.result(self._seconds + _GRACE)
        except TaskFailedError as error:
            return task, error
        except (BrokenExecutor, TimeoutError):
            # Nobody knows which task did it: each that was under way is tried alone.
            self._end()
            others = [one for one, _ in waiting]
            waiting.clear()
            result = task, self._alone(task)
            waiting.extend((one, self._submit(one)) for one in others)
            return result

    def _alone(self, task: Task) -> Result | TaskFailedError:
        self._pool = self._new(1)
        try:
            return self._submit(task).result(self._seconds + _GRACE)
        except TaskFailedError as error:
            return error
        except BrokenExecutor:
            return TaskFailedError("It could not be borne: the process that read it ended")
        except TimeoutError:
            return _too_long(self._seconds)
        finally:
            self._end()

    def _new(self, jobs: int) -> ProcessPoolExecutor:
        # Fresh processes, because a fork of a process with threads (those that fetch) may deadlock.
        context = multiprocessing.get_context("spawn")
        return ProcessPoolExecutor(jobs, mp_context=context, initializer=_start, initargs=(self._memory,))

    def _end(self) -> None:
        """Ends the processes, also those that are blocked."""
        pool, self._pool = self._pool, None
        if pool is None:
            return
        processes = list((getattr(pool, "_processes", None) or {}).values())
        pool.shutdown(wait=False, cancel_futures=True)
        for process in processes:
            process.terminate()
        for process in processes:
            process.join()


def _start(memory: int) -> None:
    """Begins a process: Ctrl-C is for the one that started it."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    with suppress(ImportError, ValueError, OSError):
        import resource

        resource.setrlimit(resource.RLIMIT_AS, (memory, memory))


def _run(function: Callable[[Task], Result], task: Task, seconds: int) -> Result:
    """Runs a task within its time. Raises `TaskFailedError`."""
    if hasattr(signal, "setitimer"):
        signal.signal(signal.SIGALRM, _stop)
        signal.setitimer(signal.ITIMER_REAL, seconds)
    try:
        return function(task)
    except _TooLongError:
        raise _too_long(seconds) from None
    except MemoryError:
        raise TaskFailedError("It takes too much memory") from None
    except Exception as error:
        # Whatever a page does to a library, the others go on.
        raise TaskFailedError(f"It could not be read ({type(error).__name__}: {error})"[:300]) from None
    finally:
        if hasattr(signal, "setitimer"):
            signal.setitimer(signal.ITIMER_REAL, 0)


class _TooLongError(BaseException):
    """Raised by the alarm; no library takes it for one of its own errors."""


def _stop(number: int, frame: FrameType | None) -> None:
    raise _TooLongError


def _too_long(seconds: int) -> TaskFailedError:
    return TaskFailedError(f"It took longer than {seconds} seconds")
