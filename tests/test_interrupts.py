"""Ctrl-C where it must not come between two steps."""

from __future__ import annotations

import signal
import threading

import pytest

from sitegen.interrupts import interrupt_held


def test_ctrl_c_takes_effect_when_the_block_is_done() -> None:
    steps = []

    def work() -> None:
        with interrupt_held():
            steps.append("begun")
            signal.raise_signal(signal.SIGINT)
            steps.append("done")

    with pytest.raises(KeyboardInterrupt):
        work()
    assert steps == ["begun", "done"]


def test_afterwards_ctrl_c_is_what_it_was() -> None:
    before = signal.getsignal(signal.SIGINT)
    with interrupt_held():
        assert signal.getsignal(signal.SIGINT) is not before
    assert signal.getsignal(signal.SIGINT) is before


def test_a_thread_that_is_not_the_main_one_can_use_it() -> None:
    steps = []

    def work() -> None:
        with interrupt_held():
            steps.append("done")

    thread = threading.Thread(target=work)
    thread.start()
    thread.join()
    assert steps == ["done"]
