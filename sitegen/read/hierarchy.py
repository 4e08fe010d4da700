"""Entries above entries (`broader`, `within`): circles and depth, each found in linear time."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

# An article counts for every term above its own: each level is one more page that lists it.
MAX_LEVELS = 20


def first_of_circles(parents: Mapping[str, str]) -> list[str]:
    """One id of each circle: the one that comes first in `parents`.

    parents: the id above each id that has one
    """
    order = {term_id: number for number, term_id in enumerate(parents)}
    walks: dict[str, str] = {}  # The start of the walk that came by each id first.
    found: list[str] = []
    for start in parents:
        current = start
        while current in parents and current not in walks:
            walks[current] = start
            current = parents[current]
        if walks.get(current) == start:  # This walk came back to where it had been.
            found.append(min(_circle(parents, current), key=order.__getitem__))
    return found


def below_last_level(parents: Mapping[str, str]) -> list[str]:
    """Ids that lie deeper than `MAX_LEVELS`, each as the top of what lies below it.

    parents: as for `first_of_circles`, without circles
    """
    levels: dict[str, int] = {}
    found: list[str] = []
    for start in parents:
        way: list[str] = []
        current = start
        while current in parents and current not in levels:
            way.append(current)
            current = parents[current]
        level = levels.get(current, 1)
        for term_id in reversed(way):
            level += 1
            if level > MAX_LEVELS:
                found.append(term_id)
                level = 1
            levels[term_id] = level
    return found


def _circle(parents: Mapping[str, str], start: str) -> Iterator[str]:
    current = start
    while True:
        yield current
        current = parents[current]
        if current == start:
            return
