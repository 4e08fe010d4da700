"""Shards: every article in one, none too large, borders that hold still."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sitegen.plan.shards import Shard, ShardLimits, plan_shards

DAYS = st.one_of(
    st.dates(date(1, 1, 1), date(9999, 12, 31)),
    st.dates(date(2019, 12, 1), date(2020, 3, 31)),
    st.sampled_from([date(2020, 1, 1), date(2020, 2, 29), date(2021, 12, 31)]),
).map(date.isoformat)
MANY = st.lists(DAYS, max_size=120).map(sorted)
LIMITS = st.builds(ShardLimits, most=st.integers(1, 12), newest=st.integers(1, 6))


@given(MANY, LIMITS)
def test_every_document_is_in_one_shard_in_order_of_time(days: list[str], limits: ShardLimits) -> None:
    shards = plan_shards(days, limits)
    ends = [0, *(shard.end for shard in shards)]
    assert [shard.begin for shard in shards] == ends[:-1]
    assert ends[-1] == len(days)
    assert len({shard.name for shard in shards}) == len(shards)
    for shard in shards:
        assert (shard.first, shard.last) == (days[shard.begin], days[shard.end - 1])
        assert 0 < shard.end - shard.begin <= limits.most


@given(MANY, LIMITS)
def test_the_newest_shard_is_small_unless_a_day_is_large(days: list[str], limits: ShardLimits) -> None:
    shards = plan_shards(days, limits)
    if shards and shards[-1].first != shards[-1].last:
        assert shards[-1].end - shards[-1].begin <= limits.newest


@given(MANY, DAYS, LIMITS)
def test_a_new_document_changes_no_border_elsewhere(days: list[str], new: str, limits: ShardLimits) -> None:
    """One shard changes at most, or the newest period and the rest of its block."""
    more = sorted([*days, new])
    before, after = plan_shards(days, limits), plan_shards(more, limits)
    gone = contents(before, days) - contents(after, more)
    # Parts of one day count as one: they are cut by order.
    periods = {name.partition(".")[0] for name, _ in gone}
    newest = {shard.name.partition(".")[0] for shard in before[-2:]}
    assert len(periods) <= 1 or periods <= newest


def contents(shards: tuple[Shard, ...], days: list[str]) -> set[tuple[str, tuple[str, ...]]]:
    return {(shard.name, tuple(days[shard.begin : shard.end])) for shard in shards}


def run(start: date, count: int, step: int = 1) -> list[str]:
    return [(start + timedelta(days=step * i)).isoformat() for i in range(count)]


@pytest.mark.parametrize(
    ("days", "most", "newest", "names"),
    [
        ([], 9, 9, []),
        (["0001-01-01", "9999-12-31"], 2, 2, ["0000--9999"]),
        (run(date(2020, 1, 1), 24, 61), 12, 12, ["2020--2021", "2022--2023"]),
        (run(date(2020, 1, 1), 12, 31), 3, 9, ["2020-01--2020-03", "2020-04--2020-06", "2020-07--2020-09",
                                               "2020-10--2020-12"]),
        (run(date(2021, 1, 1), 31), 20, 20, ["2021-01-01--2021-01-16", "2021-01-17--2021-01-31"]),
        (run(date(2021, 1, 1), 60, 6), 60, 10, ["0000-01--2021-11", "2021-12"]),
        (["2020-01-01"] * 5, 2, 2, ["2020-01-01.1", "2020-01-01.2", "2020-01-01.3"]),
    ],
)  # fmt: skip
def test_periods_and_their_names(days: list[str], most: int, newest: int, names: list[str]) -> None:
    assert [shard.name for shard in plan_shards(days, ShardLimits(most=most, newest=newest))] == names


def test_a_hundred_thousand_documents_are_planned_at_once() -> None:
    days = [day for day in run(date(2005, 1, 1), 7305) for _ in range(14)]
    shards = plan_shards(days, ShardLimits())
    assert 50 <= len(shards) <= 100
    assert shards[-1].end - shards[-1].begin <= 250
