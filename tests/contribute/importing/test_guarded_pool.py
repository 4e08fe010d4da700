"""A task that kills, blocks or fills its process fails alone."""

from __future__ import annotations

import os
import time

from sitegen.contribute.importing.guarded_pool import GuardedPool, TaskFailedError


def work(task: str) -> str:
    if task == "dies":
        os._exit(3)
    if task == "sleeps":
        time.sleep(60)
    if task == "raises":
        raise KeyError("a library's own error")
    if task == "fills":
        return str(len(bytearray(4 << 30)))
    return task.upper()


def results(tasks: list[str], **limits: int) -> list[str]:
    pool: GuardedPool[str, str] = GuardedPool(work, 2, **limits)
    found = list(pool.map(tasks))
    assert [task for task, _ in found] == tasks
    return [str(result) for _, result in found]


def test_results_come_in_order() -> None:
    assert results(["a", "b", "c", "d", "e", "f", "g"]) == ["A", "B", "C", "D", "E", "F", "G"]


def test_a_task_that_ends_its_process_fails_alone() -> None:
    reason = "It could not be borne: the process that read it ended"
    assert results(["a", "dies", "b", "c", "dies", "d"]) == ["A", reason, "B", "C", reason, "D"]


def test_a_task_that_takes_too_long_is_stopped() -> None:
    started = time.monotonic()
    assert results(["a", "sleeps", "b"], seconds=1) == ["A", "It took longer than 1 seconds", "B"]
    assert time.monotonic() - started < 30


def test_a_task_that_takes_too_much_memory_fails() -> None:
    assert results(["fills", "a"], memory=1 << 30) == ["It takes too much memory", "A"]


def test_an_error_that_nobody_expected_is_told() -> None:
    assert results(["raises"]) == ["""It could not be read (KeyError: "a library's own error")"""]


def test_who_stops_early_leaves_no_process() -> None:
    pool: GuardedPool[str, str] = GuardedPool(work, 1, seconds=20)
    found = pool.map(["a", "sleeps", "sleeps", "sleeps", "sleeps"])
    assert next(found) == ("a", "A")
    started = time.monotonic()
    found.close()
    assert time.monotonic() - started < 10


def test_the_error_names_what_happened() -> None:
    assert isinstance(dict(GuardedPool(work, 1).map(["dies"]))["dies"], TaskFailedError)
