"""Workers: the same results in the same order, here or in other processes, with what they share."""

from __future__ import annotations

import os
from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial

import pytest

from sitegen.executors import Shared, Workers, open_workers


@dataclass(frozen=True, slots=True)
class Data:
    """What a `Tool` is made of."""

    factor: int


class Tool:
    """Multiplies, and knows how often it was asked."""

    def __init__(self, data: Data) -> None:
        self.factor = data.factor
        self.uses = 0

    def product(self, number: int) -> int:
        self.uses += 1
        return number * self.factor


def products(shared: Shared[Data, Tool], numbers: Sequence[int]) -> list[int]:
    return [shared.tool.product(number) for number in numbers]


def uses(shared: Shared[Data, Tool], numbers: Sequence[int]) -> list[tuple[int, int]]:
    """The process, and how often its tool was asked, for each number."""
    products(shared, numbers)
    return [(os.getpid(), shared.tool.uses)] * len(numbers)


def share(workers: Workers, factor: int) -> Shared[Data, Tool]:
    return workers.share(Data(factor), Tool, Tool(Data(factor)))


@pytest.mark.parametrize("jobs", [1, 2])
def test_results_come_in_the_order_of_the_tasks(jobs):
    with open_workers(jobs) as workers:
        shared = share(workers, 3)
        chunks = list(workers.map_chunks(partial(products, shared), range(7), chunk_size=2))

    assert chunks == [[0, 3], [6, 9], [12, 15], [18]]


@pytest.mark.parametrize("jobs", [1, 2])
def test_a_shared_tool_is_made_once_in_each_process(jobs):
    with open_workers(jobs) as workers:
        shared = share(workers, 3)
        chunks = list(workers.map_chunks(partial(uses, shared), range(8), chunk_size=1))

    last = dict(use for chunk in chunks for use in chunk)
    assert sum(last.values()) == 8
    assert (os.getpid() in last) == (jobs == 1)


def test_another_tool_takes_the_place_of_the_last():
    with open_workers(2) as workers:
        results = [
            list(workers.map_chunks(partial(products, share(workers, factor)), range(4), chunk_size=1))
            for factor in (1, 2)
        ]

    assert results == [[[0], [1], [2], [3]], [[0], [2], [4], [6]]]


def test_a_few_quick_chunks_start_no_process(monkeypatch):
    monkeypatch.setattr(Workers, "few", 3)
    with open_workers(2) as workers:
        run = partial(uses, share(workers, 3))

        def processes(number, **options):
            chunks = workers.map_chunks(run, range(number), chunk_size=1, **options)
            return {process for chunk in chunks for process, _ in chunk}

        assert processes(2, quick=True) == {os.getpid()}
        assert os.getpid() not in processes(2)
        # Those that run already are used.
        assert os.getpid() not in processes(2, quick=True)
        assert processes(1, quick=True) == {os.getpid()}


def test_many_quick_chunks_start_processes(monkeypatch):
    monkeypatch.setattr(Workers, "few", 3)
    with open_workers(2) as workers:
        chunks = list(
            workers.map_chunks(partial(uses, share(workers, 3)), range(3), chunk_size=1, quick=True)
        )

    assert os.getpid() not in {process for chunk in chunks for process, _ in chunk}


def test_no_tasks_give_no_results():
    with open_workers(2) as workers:
        assert list(workers.map_chunks(partial(products, share(workers, 1)), [], chunk_size=1)) == []
