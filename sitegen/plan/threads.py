"""Threads: the articles before and after one within each of its tags, places and outlet.

A list of a term links to its articles with the thread's anchor, and the article's page shows the thread
whose anchor is in its address: so a reader goes on within the list that he came from, without a script.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass

from sitegen.model import TermKind
from sitegen.plan.catalogue import Catalogue, terms_of
from sitegen.plan.marks import Marks
from sitegen.plan.urls import thread_anchor
from sitegen.plan.views import Thread

_KINDS: tuple[TermKind, ...] = ("place", "tag", "outlet")


@dataclass(frozen=True, slots=True)
class _Neighbours:
    """The positions of the articles before and after one among those of a term, oldest first."""

    kind: TermKind
    term_id: str
    older: int | None
    newer: int | None


def threads_of(catalogue: Catalogue, position: int) -> Iterator[Thread]:
    """The threads of an article, but for those that hold no other."""
    cards = catalogue.cards
    for found in _neighbours(catalogue, position):
        yield Thread(
            anchor=thread_anchor(found.kind, found.term_id),
            term=catalogue.link(found.kind, found.term_id),
            older=None if found.older is None else cards[found.older],
            newer=None if found.newer is None else cards[found.newer],
        )


def thread_parts(catalogue: Catalogue, marks: Marks, position: int) -> Iterator[bytes]:
    """All that decides the threads of an article; see `Page.parts`."""
    for found in _neighbours(catalogue, position):
        for other in (found.older, found.newer):
            yield b"-" if other is None else marks.cards[other]


def _neighbours(catalogue: Catalogue, position: int) -> Iterator[_Neighbours]:
    article = catalogue.articles[position]
    for kind in _KINDS:
        for term_id in catalogue.with_wider(kind, terms_of(article, kind)):
            positions = catalogue.filed[kind][term_id]
            index = bisect_left(positions, position)
            older = positions[index - 1] if index else None
            newer = positions[index + 1] if index + 1 < len(positions) else None
            if (older, newer) != (None, None):
                yield _Neighbours(kind, term_id, older, newer)
