"""Runs the rounds of a benchmark."""

from __future__ import annotations

import os
import platform
import shutil
from collections.abc import Callable, Collection, Iterator
from contextlib import contextmanager
from importlib.metadata import version
from pathlib import Path
from queue import Empty
from tempfile import mkdtemp

from playwright.sync_api import Error as PlaywrightError

from sitegen import __version__
from tests.bench.browser import NoBrowserError
from tests.bench.corpus import Corpus
from tests.bench.hugo_site import hugo_program, hugo_version, write_hugo_site
from tests.bench.lanes import Bench, Lane, lanes_for, peers
from tests.bench.live import PreviewFailedError
from tests.bench.measure import RunError
from tests.bench.report import Samples
from tests.bench.write import write_archive


class NoPeerError(Exception):
    """Hugo is not installed."""


@contextmanager
def working_folder(parent: Path | None) -> Iterator[Path]:
    """A new folder, deleted at the end. parent: where; None for the system's temporary files"""
    folder = Path(mkdtemp(prefix="sitegen-bench-", dir=parent))
    try:
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def run_bench(
    *,
    size: int,
    rounds: int,
    jobs: Collection[str],
    layouts: str,
    folder: Path,
    tell: Callable[[str], None],
) -> tuple[Samples, list[str]]:
    """Measures the jobs and the peers they are compared with; also tells what failed.

    jobs: names of `targets.JOBS`
    layouts: those of Hugo, `full` or `minimal`
    folder: an empty one, for everything that is written
    """
    lanes = lanes_for(jobs)
    bench = Bench(Corpus(size), folder, jobs)
    bench.tell = tell
    tell(f"writing {size} articles")
    write_archive(bench.corpus, bench.archive)
    if peers in lanes:
        if hugo_program() is None:
            raise NoPeerError("Hugo is not installed. Run: make bench")
        write_hugo_site(bench.corpus, bench.hugo_site, layouts)
    for number in range(rounds):
        bench.tell = lambda text, number=number: tell(f"round {number + 1} of {rounds}: {text}")  # type: ignore[misc]
        # Each round begins with another lane, so that none always follows the same one.
        for lane in lanes[number % len(lanes) :] + lanes[: number % len(lanes)]:
            _run_lane(lane, bench, number)
    return bench.samples, bench.failures


def _run_lane(lane: Lane, bench: Bench, number: int) -> None:
    """A job that fails ends its lane; the others still give figures."""
    try:
        lane(bench, number)
    except (RunError, PreviewFailedError, NoBrowserError, PlaywrightError, Empty, OSError) as error:
        bench.failures.append(f"{lane.__name__}: {type(error).__name__}: {error}")
        bench.tell(bench.failures[-1])


def machine_facts(size: int, rounds: int, layouts: str) -> dict[str, object]:
    """What the figures depend on."""
    return {
        "articles": size,
        "rounds": rounds,
        "cores": os.process_cpu_count() if hasattr(os, "process_cpu_count") else os.cpu_count(),
        "memory_bytes": os.sysconf("SC_PHYS_PAGES") * os.sysconf("SC_PAGE_SIZE"),
        "system": platform.platform(),
        "python": platform.python_version(),
        "sitegen": __version__,
        "hugo": hugo_version() if hugo_program() else "not installed",
        "hugo_layouts": layouts,
        "pagefind": version("pagefind"),
    }
