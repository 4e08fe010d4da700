"""What a process remembers from one build to the next: `serve` builds again and again."""

from __future__ import annotations

import gc
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any, TypeVar, cast

Result = TypeVar("Result")


class Memory:
    """The last result of each step, with what it was made of.

    A step is a pure function, so its result is taken again when its inputs are equal. What did not
    change is the same object as before, and comparing an object with itself costs nothing.
    """

    def __init__(self) -> None:
        self._steps: dict[str, tuple[tuple[object, ...], Any]] = {}

    def recall(
        self,
        step: str,
        inputs: tuple[object, ...],
        make: Callable[[], Result],
        revise: Callable[[tuple[Any, ...], Result], Result | None] | None = None,
    ) -> Result:
        """The result of a step for its inputs; only the last one is kept.

        revise: makes the result out of the last one, and of the inputs of that, where little has changed;
            it gives just what `make` gives, or None
        """
        known = self._steps.get(step)
        if known is None or known[0] != inputs:
            revised = revise(*known) if known and revise else None
            known = (inputs, make() if revised is None else revised)
            self._steps[step] = known
        return cast("Result", known[1])


@contextmanager
def without_garbage_collector() -> Iterator[None]:
    """A build makes millions of values without cycles: looking for garbage would cost a third of it.

    What it leaves is not looked through later either, be it at the end of the process, or between the
    builds of `serve`: what nobody refers to any more is freed all the same.
    """
    was_enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        gc.freeze()
        if was_enabled:
            gc.enable()
