"""What a process remembers from one build to the next."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from sitegen.memory import Memory


def counting(made: list[int]) -> Callable[[], list[int]]:
    """Makes lists, each with the number of those before."""

    def make() -> list[int]:
        made.append(len(made))
        return [made[-1]]

    return make


def test_equal_inputs_give_the_same_object() -> None:
    memory, make = Memory(), counting([])
    first = memory.recall("step", ("a", [1]), make)
    assert memory.recall("step", ("a", [1]), make) is first


@pytest.mark.parametrize("inputs", [("b", 1), ("a", 2), ("a",), ("a", 1, 1)])
def test_other_inputs_make_a_new_result(inputs: tuple[object, ...]) -> None:
    memory, make = Memory(), counting([])
    assert memory.recall("step", ("a", 1), make) == [0]
    assert memory.recall("step", inputs, make) == [1]


def test_only_the_last_result_is_kept() -> None:
    memory, make = Memory(), counting([])
    for key in ("a", "b", "a"):
        memory.recall("step", (key,), make)
    assert memory.recall("step", ("a",), make) == [2]


def test_steps_do_not_disturb_each_other() -> None:
    memory, make = Memory(), counting([])
    assert memory.recall("one", ("a",), make) == [0]
    assert memory.recall("two", ("a",), make) == [1]
    assert memory.recall("one", ("a",), make) == [0]


def test_nothing_is_a_result_too() -> None:
    memory, calls = Memory(), list[str]()

    def nothing() -> None:
        calls.append("")

    memory.recall("step", (), nothing)
    memory.recall("step", (), nothing)
    assert len(calls) == 1


def test_what_fails_leaves_the_last_result() -> None:
    memory, make = Memory(), counting([])
    memory.recall("step", ("a",), make)

    def fails() -> list[int]:
        raise RuntimeError("no")

    with pytest.raises(RuntimeError, match="no"):
        memory.recall("step", ("b",), fails)
    assert memory.recall("step", ("a",), make) == [0]
