"""A Dask cluster: the same bytes as here, also when a worker dies; and what makes a cluster unusable."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

import pytest
from distributed import Client

from sitegen.diagnostics import Diagnostic
from sitegen.publish.output import STATE_FOLDER
from tests.sites import Site, article

MakeSite = Callable[..., Site]

ARTICLES = 120
WORKERS = 3
# Seconds for what takes two or three on an idle machine.
PATIENCE = 60


class RunningCluster:
    """A scheduler and workers, each a process of its own on this machine.

    address: of the scheduler
    workers: each worker's process, by its address
    """

    def __init__(self, address: str, workers: dict[str, subprocess.Popen[bytes]]) -> None:
        self.address = address
        self.workers = workers


@contextmanager
def process(program: str, *arguments: str) -> Iterator[subprocess.Popen[bytes]]:
    """One of Dask's programs, on the loopback interface only."""
    options = ("--host", "127.0.0.1", "--no-dashboard")
    command = (sys.executable, "-m", f"distributed.cli.dask_{program}", *arguments, *options)
    running = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        yield running
    finally:
        running.kill()
        running.wait()


@contextmanager
def scheduler(folder: Path) -> Iterator[str]:
    """A scheduler's address, at a free port."""
    file = folder / "scheduler.json"
    with process("scheduler", "--port", "0", "--scheduler-file", str(file)):
        wait_for(lambda: file.exists() and file.read_text().endswith("}"))
        yield json.loads(file.read_text())["address"]


@contextmanager
def running_cluster(folder: Path) -> Iterator[RunningCluster]:
    with scheduler(folder) as address:
        options = ("--no-nanny", "--nthreads", "1", "--memory-limit", "0", "--local-directory", str(folder))
        with ExitStack() as stack:
            workers = [stack.enter_context(process("worker", address, *options)) for _ in range(WORKERS)]
            by_id = {worker.pid: worker for worker in workers}
            with Client(address, timeout=PATIENCE, set_as_default=False) as client:
                client.wait_for_workers(WORKERS, timeout=PATIENCE)
                ids = client.run(os.getpid)
            yield RunningCluster(address, {worker: by_id[pid] for worker, pid in ids.items()})


def wait_for(condition: Callable[[], object]) -> None:
    end = time.monotonic() + PATIENCE
    while not condition():
        assert time.monotonic() < end, "nothing happened"
        time.sleep(0.005)


@pytest.fixture(scope="module")
def cluster(tmp_path_factory: pytest.TempPathFactory) -> Iterator[RunningCluster]:
    with running_cluster(tmp_path_factory.mktemp("cluster")) as running:
        yield running


def archive_of(make: MakeSite, number: int) -> Site:
    archive = make()
    for index in range(number):
        day = f"2024-{index % 12 + 1:02}-{index % 28 + 1:02}"
        text = article(f"Article {index}", day, f"Words of number {index}. " * 20, tags=f"[Tag {index % 7}]")
        archive.write(f"content/articles/2024/{index}.md", text)
    return archive


def small_tasks(monkeypatch: pytest.MonkeyPatch) -> None:
    """Many tasks for few articles."""
    monkeypatch.setattr("sitegen.read.parse._CHUNK", 5)
    monkeypatch.setattr("sitegen.produce._RENDERED", 2)
    monkeypatch.setattr("sitegen.build._WRITTEN", 5)


# What makes a cluster unusable --------------------------------------------------------------------


def problem(site: MakeSite, scheduler: str) -> Diagnostic:
    (found,) = archive_of(site, 1).problems(scheduler=scheduler)
    return found


def test_without_dask_the_problem_says_what_to_install(site, monkeypatch):
    monkeypatch.setitem(sys.modules, "distributed", None)
    found = problem(site, "tcp://127.0.0.1:8786")
    assert (found.code, found.hint) == ("E508", "Run: pip install 'distributed>=2024.8'")


@pytest.mark.parametrize("address", ["tcp://127.0.0.1:1", "nonsense://127.0.0.1:1"])
def test_a_scheduler_that_cannot_be_reached_is_a_problem(site, monkeypatch, address):
    monkeypatch.setattr("sitegen.cluster._PATIENCE", 1)
    found = problem(site, address)
    assert found.code == "E508"
    assert found.message.startswith(f"The Dask scheduler at {address} cannot be reached (")


def test_a_scheduler_without_workers_is_a_problem(site, monkeypatch, tmp_path):
    monkeypatch.setattr("sitegen.cluster._PATIENCE", 3)
    with scheduler(tmp_path) as address:
        found = problem(site, address)
    assert found.code == "E508"
    assert "has no worker" in found.message


def test_workers_of_another_version_are_a_problem(cluster, site, monkeypatch):
    monkeypatch.setattr("sitegen.cluster._versions", lambda: "another")
    found = problem(site, cluster.address)
    assert found.code == "E508"
    assert found.message.startswith(f"{len(cluster.workers)} of {len(cluster.workers)} workers, such as tcp:")
    assert found.message.endswith("another version of sitegen or of a package")


def test_workers_that_do_not_see_our_files_are_a_problem(cluster, site, monkeypatch):
    # They read that folder as it is for them; here it has another content.
    monkeypatch.setattr("sitegen.cluster._digest_of_file", lambda file: f"as seen here: {file}")
    found = problem(site, cluster.address)
    assert found.code == "E508"
    assert found.message.endswith("do not see the files of this machine")


# Builds -------------------------------------------------------------------------------------------


def assert_same_as_here(archive: Site) -> None:
    here = archive.root / "here"
    archive.build(output=here, search=True, clean=True, jobs=1)
    assert archive.files() == archive.files(here)


@pytest.mark.parametrize("clean", [True, False])
def test_a_cluster_gives_the_same_bytes(cluster, site, monkeypatch, clean):
    small_tasks(monkeypatch)
    archive = archive_of(site, 20)
    built = archive.build(scheduler=cluster.address, search=True, clean=clean)

    assert built.articles == built.indexed == 20
    assert list((archive.output / STATE_FOLDER / "shared").iterdir()) == []
    assert_same_as_here(archive)


def test_problems_in_workers_are_those_of_a_build_here(cluster, site, monkeypatch):
    small_tasks(monkeypatch)
    archive = archive_of(site, 10)
    archive.replace("content/site.yaml", "title:", "theme: own\ntitle:")
    archive.write("themes/own/theme.yaml", "name: own\nparent: default\n")
    archive.write("themes/own/templates/article.html", "{{ page.nothing_of_that_name }}")

    here = archive.problems()
    assert {found.code for found in here} == {"E503"}
    assert archive.problems(scheduler=cluster.address) == here


def test_a_build_that_was_killed_leaves_nothing_for_long(cluster, site):
    archive = archive_of(site, 1)
    archive.write(f"public/{STATE_FOLDER}/shared/build-killed/some.file", "")
    archive.build(scheduler=cluster.address)
    assert list((archive.output / STATE_FOLDER / "shared").iterdir()) == []


def test_a_worker_that_dies_in_the_middle_changes_nothing(tmp_path, site, monkeypatch):
    small_tasks(monkeypatch)
    archive = archive_of(site, ARTICLES)
    with running_cluster(tmp_path) as cluster:
        killer = Killer(cluster, archive.output / STATE_FOLDER / "staging")
        killer.start()
        archive.build(scheduler=cluster.address, search=True)
        killer.join()
    assert killer.lost_tasks > 0
    assert_same_as_here(archive)


class Killer(threading.Thread):
    """Kills a worker that has work to do, once the first pages are staged.

    lost_tasks: number of its tasks that the scheduler had not seen done
    """

    def __init__(self, cluster: RunningCluster, staging: Path) -> None:
        super().__init__(daemon=True)
        self._cluster = cluster
        self._staging = staging
        self.lost_tasks = 0

    def run(self) -> None:
        with Client(self._cluster.address, set_as_default=False) as client:
            wait_for(lambda: self._staging.is_dir() and any(self._staging.iterdir()))
            wait_for(lambda: any(self._kill(client, worker) for worker in self._cluster.workers))

    def _kill(self, client: Client, worker: str) -> bool:
        """Kills a worker, unless it has nothing to do. While it is stopped, it can finish nothing."""
        running = self._cluster.workers[worker]
        running.send_signal(signal.SIGSTOP)
        self.lost_tasks = len(client.processing().get(worker, ()))
        running.send_signal(signal.SIGKILL if self.lost_tasks else signal.SIGCONT)
        return self.lost_tasks > 0
