"""Runs a program and measures its whole tree of processes. Linux only: it reads /proc.

CPU time is what the kernel accounts to the program and to all its descendants that were waited for.

Memory is the peak of the tree's proportional set size (PSS): pages that several processes share count
once. The kernel walks page tables to tell it, which would disturb a large process if done at each sample. So
each sample reads the resident sizes, which cost nothing, and takes off the shared part as of the last
reading of PSS. PSS is read when a process comes or goes, else for a twentieth of the time at most.
"""

from __future__ import annotations

import os
import resource
import subprocess
import tempfile
import threading
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from time import perf_counter
from typing import Self

SAMPLE_SECONDS = 0.05
_READING_SHARE = 20  # PSS may be read for one part in so many of the time
_PAGE = os.sysconf("SC_PAGE_SIZE")

FileStates = Mapping[str, tuple[int, int, int]]


class RunError(Exception):
    """The measured program failed. The message holds what it said."""


@dataclass(frozen=True)
class Measurement:
    """What one run took.

    wall, cpu: seconds
    memory: bytes, peak of the whole tree
    files, size: number of files written, and their bytes
    """

    wall: float
    cpu: float
    memory: int
    files: int = 0
    size: int = 0

    def then(self, other: Measurement) -> Measurement:
        """Two runs one after the other."""
        return Measurement(
            wall=self.wall + other.wall,
            cpu=self.cpu + other.cpu,
            memory=max(self.memory, other.memory),
            files=self.files + other.files,
            size=self.size + other.size,
        )


def user_environment() -> dict[str, str]:
    """The environment of measured programs: as for users, Python keeps what it has compiled."""
    return {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}


def measure(command: Sequence[str], cwd: Path, *written: Path) -> Measurement:
    """Runs a program to its end.

    written: folders in which files are counted that the run made or changed

    Raises `RunError` when it ends with a code other than 0.
    """
    before = file_states(*written)
    with tempfile.TemporaryFile() as said:
        started = perf_counter()
        process = subprocess.Popen(
            command,
            cwd=cwd,
            env=user_environment(),
            stdin=subprocess.DEVNULL,
            stdout=said,
            stderr=subprocess.STDOUT,
        )
        with MemorySampler(process.pid) as sampler:
            status, usage = _wait(process)
            wall = perf_counter() - started
        process.returncode = os.waitstatus_to_exitcode(status)
        if process.returncode:
            said.seek(0)
            raise RunError(f"{' '.join(command)} ended with {process.returncode}:\n{said.read().decode()}")
    changed = [state for path, state in file_states(*written).items() if before.get(path) != state]
    return Measurement(
        wall=wall,
        cpu=usage.ru_utime + usage.ru_stime,
        # Not `ru_maxrss`, which begins with the size of the process that started the program.
        memory=sampler.peak,
        files=len(changed),
        size=sum(size for _, _, size in changed),
    )


def _wait(process: subprocess.Popen[bytes]) -> tuple[int, resource.struct_rusage]:
    """Exit status and use of resources of a program that has ended; ends it when we are interrupted."""
    try:
        _, status, usage = os.wait4(process.pid, 0)
    except BaseException:
        process.kill()
        process.wait()
        raise
    return status, usage


def file_states(*folders: Path) -> FileStates:
    """Path of each file below the folders, with inode, time of change in nanoseconds, and bytes."""
    return {path: state for folder in folders for path, state in _states(str(folder))}


def _states(folder: str) -> Iterator[tuple[str, tuple[int, int, int]]]:
    try:
        entries = os.scandir(folder)
    except FileNotFoundError:
        return
    with entries:
        for entry in entries:
            if entry.is_dir(follow_symlinks=False):
                yield from _states(entry.path)
            elif entry.is_file(follow_symlinks=False):
                stat = entry.stat(follow_symlinks=False)
                yield entry.path, (stat.st_ino, stat.st_mtime_ns, stat.st_size)


class MemorySampler:
    """Follows the memory of a process and its descendants in a thread of its own.

    peak: bytes
    """

    def __init__(self, pid: int) -> None:
        self.peak = 0
        self._pid = pid
        self._tree: list[int] = []
        self._shared, self._next_reading = 0, 0.0
        self._ended = threading.Event()
        self._thread = threading.Thread(target=self._run, daemon=True)

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(self, *exception: object) -> None:
        self._ended.set()
        self._thread.join()

    def _run(self) -> None:
        while not self._ended.is_set():
            self._sample()
            self._ended.wait(SAMPLE_SECONDS)

    def _sample(self) -> None:
        tree = list(process_tree(self._pid))
        resident = sum(resident_bytes(pid) for pid in tree)
        if not resident:
            return
        started = perf_counter()
        if len(tree) > 1 and (tree != self._tree or started >= self._next_reading):
            proportional = sum(proportional_bytes(pid) for pid in tree)
            ended = perf_counter()
            self._shared = max(0, resident - proportional)
            self._next_reading = ended + _READING_SHARE * (ended - started)
        self._tree = tree
        self.peak = max(self.peak, resident - (self._shared if len(tree) > 1 else 0))


def process_tree(pid: int) -> Iterator[int]:
    """A process and all its descendants that live now."""
    yield pid
    try:
        threads = os.listdir(f"/proc/{pid}/task")  # noqa: PTH208  (as below)
    except OSError:
        return
    for thread in threads:
        children = _read(f"/proc/{pid}/task/{thread}/children")
        for child in children.split():
            yield from process_tree(int(child))


def resident_bytes(pid: int) -> int:
    """Resident set size; 0 when the process has ended."""
    fields = _read(f"/proc/{pid}/statm").split()
    return int(fields[1]) * _PAGE if fields else 0


def proportional_bytes(pid: int) -> int:
    """Proportional set size; 0 when the process has ended."""
    for line in _read(f"/proc/{pid}/smaps_rollup").splitlines():
        if line.startswith(b"Pss:"):
            return int(line.split()[1]) * 1024
    return 0


def _read(path: str) -> bytes:
    try:
        with open(path, "rb") as file:  # noqa: PTH123  (called a hundred times a second)
            return file.read()
    except OSError:
        return b""
