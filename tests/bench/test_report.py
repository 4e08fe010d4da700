"""Medians, ratios, verdicts, the table and the JSON, of figures that are given."""

from __future__ import annotations

import json
import re

import pytest

from tests.bench.growth import Grown, growth_table
from tests.bench.measure import Measurement
from tests.bench.report import Samples, as_json, table, verdicts
from tests.bench.targets import JOBS, ROWS, Limit, Row

FAST = Row("fast", 1, "a fast job", (Limit("wall", 0.5, "peer"), Limit("memory", 2e6)))
SLOW = Row("slow", 2, "a slow job", (Limit("wall", 0.5, "peer"),))
WORST = Row("fast", 3, "its worst run", (Limit("wall", 1.9),), worst=True)
ALL = (Row("peer", 0, "the peer"), FAST, SLOW, WORST, Row("never", 4, "not measured"))

WALL = "wall ≤ 0.5 × peer"


def run(wall: float, memory: int = 1_000_000) -> Measurement:
    return Measurement(wall=wall, cpu=2 * wall, memory=memory, files=3, size=1_500_000)


@pytest.fixture
def samples() -> Samples:
    found = Samples()
    for key, walls in {"peer": (4.0, 5.0, 3.0), "fast": (1.0, 2.0, 1.5), "slow": (3.0,)}.items():
        for wall in walls:
            found.add_run(key, run(wall))
    return found


def test_figures_are_medians_or_the_worst(samples: Samples) -> None:
    assert samples.figures("fast")["wall"] == 1.5
    assert samples.figures("fast", worst=True)["wall"] == 2.0
    assert samples.figures("fast")["cpu"] == 3.0
    assert samples.figures("never") == {}


def test_verdicts_compare_with_the_peer_of_the_same_run(samples: Samples) -> None:
    wall, memory = verdicts(FAST, samples)
    assert (wall.value, wall.met) == (1.5 / 4.0, True)
    assert (memory.value, memory.met) == (1_000_000, True)
    (slow,) = verdicts(SLOW, samples)
    assert (slow.value, slow.met) == (0.75, False)


def test_without_its_peer_a_row_has_no_verdict() -> None:
    alone = Samples()
    alone.add_run("slow", run(1.0))
    (verdict,) = verdicts(SLOW, alone)
    assert verdict.met is None
    assert "not compared: wall" in table([SLOW], alone)


def test_the_table(samples: Samples) -> None:
    text = table(ALL, samples)
    assert [re.split(r"  +", line.strip()) for line in text.splitlines()] == [
        ["job", "what", "wall s", "CPU s", "memory MB", "files", "MB", "ratio", "target", "verdict"],
        ["peer", "the peer", "4.000", "8.00", "1", "3", "1.50"],
        ["1", "a fast job", "1.500", "3.00", "1", "3", "1.50", "0.38", f"{WALL}, memory ≤ 2 MB", "met"],
        ["2", "a slow job", "3.000", "6.00", "1", "3", "1.50", "0.75", WALL, "missed: wall"],
        ["3", "its worst run", "2.000", "4.00", "1", "3", "1.50", "wall ≤ 1.9 s", "missed: wall"],
    ]
    assert len({line.find("wall ≤") for line in text.splitlines()[2:]}) == 1


def test_the_json(samples: Samples) -> None:
    data = json.loads(as_json(ALL, samples, {"cores": 2}))
    assert data["facts"] == {"cores": 2}
    assert [row["row"] for row in data["rows"]] == [row.title for row in ALL[:4]]
    fast = data["rows"][1]
    assert fast["wall"] == 1.5
    assert fast["targets"][0] == {
        "quantity": "wall",
        "most": 0.5,
        "peer": "peer",
        "value": 0.375,
        "met": True,
    }
    assert [one["wall"] for one in fast["runs"]] == [1.0, 2.0, 1.5]


def test_one_run_after_another_adds_up() -> None:
    both = run(1.0, memory=5).then(run(2.0, memory=3))
    assert both == Measurement(wall=3.0, cpu=6.0, memory=5, files=6, size=3_000_000)


def test_every_job_has_a_row_and_every_peer_is_one() -> None:
    assert {row.job for row in ROWS} == {0, *JOBS.values()}
    keys = {row.key for row in ROWS}
    assert {limit.peer for row in ROWS for limit in row.limits} - {""} <= keys


def test_growth_is_relative_to_the_reference_size() -> None:
    grown = []
    for size, wall in ((1_000, 2.0), (10_000, 10.0)):
        samples = Samples()
        for key in ("cold", "body", "search", "nothing", "newest edited"):
            samples.add_run(key, run(wall))
        grown.append(Grown(size, samples))
    lines = growth_table(grown).splitlines()
    assert lines[1].split()[-2:] == ["2.000", "2.00"]
    assert lines[2].split()[-2:] == ["1.000", "1.00"]
