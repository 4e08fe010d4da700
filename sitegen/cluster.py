"""Workers of a Dask cluster, in the place of processes of this machine.

A task and its result travel as a few bytes; whatever is large lies in files that all machines see. A
task may run twice, when a worker dies or is given up: tasks only write files of their own.
"""

from __future__ import annotations

import pickle
import secrets
import threading
from collections.abc import Callable, Iterator
from concurrent.futures import Executor, Future
from contextlib import contextmanager
from functools import cache, partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, ParamSpec, TypeVar

from sitegen.diagnostics import Diagnostic, ProblemsError
from sitegen.versions import code_digest, digest_of, package_version

if TYPE_CHECKING:
    from distributed import Client
    from distributed import Future as Submitted

Result = TypeVar("Result")
Parameters = ParamSpec("Parameters")

# Seconds to wait for the scheduler, and for its first worker.
_PATIENCE = 10
# A task that fails, perhaps for a fault of the network, is tried so many times more.
_RETRIES = 2
# What else decides bytes, besides what `code_digest` knows: the search index.
_PACKAGES = ("cbor2", "deflate", "pagefind")
# A worker may have several threads, and tools are made for one; Python would not be faster with more.
_one_at_a_time = threading.Lock()


class ClusterExecutor(Executor):
    """Runs tasks on the cluster of a client."""

    def __init__(self, client: Client) -> None:
        self._client = client
        self._submitted: set[Submitted] = set()

    def submit(
        self, fn: Callable[Parameters, Result], /, *args: Parameters.args, **kwargs: Parameters.kwargs
    ) -> Future[Result]:
        """Begins a task. Its future may raise `ProblemsError` with code E507 or E508."""
        task = pickle.dumps((fn, args, kwargs))
        submitted = self._client.submit(_run, task, _versions(), pure=False, retries=_RETRIES)
        self._submitted.add(submitted)
        future: Future[Result] = Future()
        submitted.add_done_callback(partial(self._settle, future))
        return future

    def shutdown(self, wait: bool = True, *, cancel_futures: bool = False) -> None:
        """Drops what has not begun; never waits, as a task that still runs does no harm."""
        self._client.cancel(list(self._submitted), force=True)
        self._submitted.clear()

    def _settle(self, future: Future[Any], submitted: Submitted) -> None:
        self._submitted.discard(submitted)
        try:
            result, problems = pickle.loads(_answer(submitted))  # noqa: S301  (from our own worker)
        except Exception as error:
            future.set_exception(error)
            return
        if problems:
            future.set_exception(ProblemsError(problems))
        else:
            future.set_result(result)


class Cluster:
    """An engine, as `executors.py` describes it. Use `open_cluster`."""

    def __init__(self, client: Client) -> None:
        self._client = client

    @property
    def slots(self) -> int:
        """Number of threads of all workers that are there now."""
        return sum(self._client.nthreads().values())

    def executor(self) -> Executor:
        """The cluster."""
        return ClusterExecutor(self._client)

    def programs(self, number: int) -> Executor:
        """The cluster, where each worker does one thing at a time anyway."""
        return ClusterExecutor(self._client)


@contextmanager
def open_cluster(address: str, root: Path, scratch: Path) -> Iterator[Cluster]:
    """The workers of the Dask scheduler at an address.

    root: the archive's folder
    scratch: a folder for temporary files

    Raises `ProblemsError` with code E508 when there are none, or some that would not do: of another
    version, or on a machine that does not see both folders.
    """
    client = _connected(address)
    try:
        _examine(client, address, root, scratch)
        yield Cluster(client)
    finally:
        client.close()


def _connected(address: str) -> Client:
    try:
        from distributed import Client
    except ImportError as error:
        message = "--scheduler needs a package that is not installed: distributed"
        raise _unusable(message, "Run: pip install 'distributed>=2024.8'") from error
    client = None
    try:
        client = Client(address, timeout=_PATIENCE, set_as_default=False)
        client.wait_for_workers(1, timeout=_PATIENCE)
    except (OSError, ValueError) as error:
        if client:
            client.close()
        what = "has no worker" if client else "cannot be reached"
        hint = "Start it with `dask scheduler`, and its workers with `dask worker ADDRESS --nthreads 1`."
        raise _unusable(f"The Dask scheduler at {address} {what} ({error})", hint) from error
    return client


def _examine(client: Client, address: str, root: Path, scratch: Path) -> None:
    """Raises `ProblemsError` when a worker has another version, or does not see our files."""
    probe = scratch / secrets.token_hex()
    probe.write_bytes(secrets.token_bytes(32))
    files = [str(probe), str(root / "content/site.yaml")]
    wanted = _greeting(files)
    answers = client.run(_greeting, files, on_error="return")
    others = [worker for worker, answer in answers.items() if not _same_version(answer, wanted)]
    if others:
        message = f"{_some(others, answers)} at {address} have another version of sitegen or of a package"
        hint = "Install the same versions on all machines, and start the workers again."
        raise _unusable(message, hint)
    blind = [worker for worker, answer in answers.items() if answer != wanted]
    if blind:
        message = f"{_some(blind, answers)} at {address} do not see the files of this machine"
        hint = f"All machines have to see {root} and {scratch.parent} at these places."
        raise _unusable(message, hint)


def _same_version(answer: object, wanted: list[str]) -> bool:
    """False also for an error: that worker has no sitegen, or one that cannot be asked."""
    return isinstance(answer, list) and answer[0] == wanted[0]


def _some(workers: list[str], of_all: dict[str, object]) -> str:
    return f"{len(workers)} of {len(of_all)} workers, such as {workers[0]},"


def _greeting(files: list[str]) -> list[str]:
    """What a worker is, and what it sees: a digest of its versions, then of each file."""
    return [_versions(), *(_digest_of_file(Path(file)) for file in files)]


def _digest_of_file(file: Path) -> str:
    try:
        return digest_of(file.read_bytes())
    except OSError:
        return ""


@cache
def _versions() -> str:
    return digest_of(code_digest().encode(), *(package_version(package).encode() for package in _PACKAGES))


def _run(task: bytes, versions: str) -> bytes:
    """Runs a task in a worker; gives its result, and the problems that stopped it.

    Problems are a result, because an error would be tried again.
    """
    if versions != _versions():  # A worker that came later, which nobody has examined.
        return pickle.dumps((None, _unusable("A worker has another version of sitegen", "").diagnostics))
    with _one_at_a_time:
        function, args, kwargs = pickle.loads(task)  # noqa: S301  (from our own client)
        try:
            return pickle.dumps((function(*args, **kwargs), ()))
        except ProblemsError as problems:
            return pickle.dumps((None, problems.diagnostics))


def _answer(submitted: Submitted) -> bytes:
    """What `_run` gave. Raises what it raised, or `ProblemsError` with code E507 when it was lost."""
    from distributed import CancelledError, KilledWorker

    try:
        answer: bytes = submitted.result()
    except (CancelledError, KilledWorker) as error:
        message = f"The cluster has lost work, perhaps for lack of memory ({type(error).__name__})"
        hint = "Look into the logs of the scheduler and of its workers."
        raise ProblemsError([Diagnostic(code="E507", message=message, hint=hint)]) from error
    return answer


def _unusable(message: str, hint: str) -> ProblemsError:
    return ProblemsError([Diagnostic(code="E508", message=message, hint=hint)])
