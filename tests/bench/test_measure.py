"""Measuring a program: its time, its tree's memory, the files it wrote."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from tests.bench.measure import Measurement, RunError, measure

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="reads /proc")
MB = 1_000_000


def run(code: str, folder: Path) -> Measurement:
    return measure([sys.executable, "-c", code], folder, folder)


def test_memory_of_a_child_counts(tmp_path: Path) -> None:
    child = "import time; held = bytearray(150_000_000); time.sleep(0.6)"
    parent = f"import subprocess, sys; subprocess.run([sys.executable, '-c', {child!r}])"
    assert 150 * MB < run(parent, tmp_path).memory < 250 * MB


def test_memory_that_two_processes_share_counts_once(tmp_path: Path) -> None:
    code = (
        "import os, time\nheld = bytearray(150_000_000)\n"
        "if not os.fork(): time.sleep(0.8); os._exit(0)\nos.wait()"
    )
    assert 150 * MB < run(code, tmp_path).memory < 250 * MB


def test_time_of_a_child_counts(tmp_path: Path) -> None:
    child = "sum(number for number in range(3_000_000))"
    parent = f"import subprocess, sys; subprocess.run([sys.executable, '-c', {child!r}])"
    assert run(parent, tmp_path).cpu > run("pass", tmp_path).cpu + 0.03


def test_only_files_that_were_written_count(tmp_path: Path) -> None:
    for name in ("kept", "changed"):
        (tmp_path / name).write_text("before")
    found = run("open('changed', 'w').write('after!'); open('new', 'w').write('12')", tmp_path)
    assert (found.files, found.size) == (2, 8)


def test_a_program_that_fails_is_no_measurement(tmp_path: Path) -> None:
    with pytest.raises(RunError, match="no such luck"):
        run("raise SystemExit('no such luck')", tmp_path)
