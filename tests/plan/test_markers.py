"""Dots and labels that do not cover each other."""

from __future__ import annotations

import math
from collections import Counter
from itertools import combinations
from random import Random

from hypothesis import given
from hypothesis import strategies as st

from sitegen.plan.markers import TARGET, Disc, Spot, clusters_of, label_sides, radius_of

WIDTH, HEIGHT = 288, 216


def spot(name: str, x: float, y: float, count: int = 1) -> Spot:
    return Spot(id=name, name=name, count=count, x=x, y=y)


SPOTS = st.lists(
    st.builds(
        spot,
        st.text(max_size=3),
        st.floats(0, WIDTH) | st.sampled_from([0.0, TARGET, 2 * TARGET, 100.0]),
        st.floats(0, HEIGHT) | st.sampled_from([0.0, TARGET, 2 * TARGET, 100.0]),
        st.integers(1, 1000),
    ),
    max_size=80,
)


@given(SPOTS)
def test_dots_lie_apart(spots: list[Spot]) -> None:
    leaders = [cluster.leader for cluster in clusters_of(spots)]
    for a, b in combinations(leaders, 2):
        assert math.hypot(a.x - b.x, a.y - b.y) >= TARGET


@given(SPOTS)
def test_every_place_is_in_one_cluster(spots: list[Spot]) -> None:
    clusters = clusters_of(spots)
    assert Counter(member for cluster in clusters for member in cluster.members) == Counter(spots)
    assert sum(cluster.count for cluster in clusters) == sum(each.count for each in spots)


@given(SPOTS)
def test_a_place_is_nearer_to_its_dot_than_the_size_of_a_target(spots: list[Spot]) -> None:
    for cluster in clusters_of(spots):
        for member in cluster.members:
            assert math.hypot(member.x - cluster.leader.x, member.y - cluster.leader.y) < TARGET


@given(SPOTS, st.randoms())
def test_the_order_of_spots_does_not_matter(spots: list[Spot], random: Random) -> None:
    names = {(each.id, each.count): each for each in spots}
    unique = list(names.values())
    shuffled = unique[:]
    random.shuffle(shuffled)
    assert clusters_of(shuffled) == clusters_of(unique)


def test_the_most_used_place_leads() -> None:
    (cluster,) = clusters_of([spot("Irpin", 10, 10, 2), spot("Kyiv", 12, 12, 40), spot("Bucha", 9, 9, 5)])
    assert [member.name for member in cluster.members] == ["Kyiv", "Bucha", "Irpin"]
    assert cluster.count == 47


def test_the_order_is_that_of_the_sums() -> None:
    spots = [spot("Kyiv", 10, 10, 3), spot("Hanoi", 200, 100, 2), spot("Huế", 201, 101, 2)]
    assert [cluster.leader.name for cluster in clusters_of(spots)] == ["Hanoi", "Kyiv"]


def test_what_is_near_to_a_dot_that_is_taken_is_left_out() -> None:
    taken = [spot("Kyiv", 10, 10)]
    (cluster,) = clusters_of([spot("Irpin", 12, 12), spot("Lviv", 100, 10)], taken)
    assert cluster.leader.name == "Lviv"


def test_the_area_of_a_dot_grows_with_its_count() -> None:
    assert radius_of(100, 100, 10) == 10
    assert radius_of(25, 100, 10) == 5
    assert radius_of(1, 100, 10) == 3


DISCS = st.lists(
    st.builds(
        Disc,
        x=st.floats(0, WIDTH),
        y=st.floats(0, HEIGHT),
        radius=st.just(4.0),
        label=st.sampled_from(["", "Huế", "Kyiv +11", "Hunga Tonga–Hunga Haʻapai", "東京"]),
    ),
    max_size=30,
)


def box(disc: Disc, side: str) -> tuple[float, float, float, float]:
    """Where a label stands, for letters a little narrower than assumed."""
    long = sum(12 if letter > "\u2e7f" else 6.4 for letter in disc.label)
    if side == "right":
        return disc.x + 7, disc.y - 7.5, disc.x + 7 + long, disc.y + 7.5
    if side == "left":
        return disc.x - 7 - long, disc.y - 7.5, disc.x - 7, disc.y + 7.5
    top = disc.y - 22 if side == "above" else disc.y + 7
    return disc.x - long / 2, top, disc.x + long / 2, top + 15


@given(DISCS)
def test_labels_lie_on_the_map_and_apart(discs: list[Disc]) -> None:
    sides = label_sides(discs, WIDTH, HEIGHT, 100)
    boxes = [box(disc, side) for disc, side in zip(discs, sides, strict=True) if side]
    for left, top, right, bottom in boxes:
        assert left >= 0
        assert top >= 0
        assert right <= WIDTH
        assert bottom <= HEIGHT
    for a, b in combinations(boxes, 2):
        assert a[2] <= b[0] or b[2] <= a[0] or a[3] <= b[1] or b[3] <= a[1]


def test_a_label_without_room_on_the_right_stands_elsewhere() -> None:
    def side(x: float, y: float, label: str = "Kyiv") -> str:
        return label_sides([Disc(x=x, y=y, radius=4, label=label)], WIDTH, HEIGHT, 1)[0]

    assert side(100, 100) == "right"
    assert side(WIDTH - 10, 100) == "left"
    assert side(WIDTH / 2, 100, "Kyiv" * 6) == "above"
    assert side(WIDTH / 2, 10, "Kyiv" * 6) == "below"
    assert side(100, 100, "Kyiv" * 20) == ""


def test_the_first_labels_go_before_the_rest() -> None:
    discs = [Disc(x=100, y=y, radius=4, label="Kyiv") for y in (20, 100, 180)]
    assert label_sides(discs, WIDTH, HEIGHT, 2) == ["right", "right", ""]
