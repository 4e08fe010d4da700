"""Threads: the articles before and after one within each of its tags, places and outlet.

A list of a term links to its articles with the thread's anchor, and the article's page shows the thread
whose anchor is in its address: so a reader goes on within the list that he came from, without a script.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from functools import cached_property

from sitegen.model import TermKind
from sitegen.plan.catalogue import Catalogue, terms_of
from sitegen.plan.marks import MARK_SIZE, Marks
from sitegen.plan.urls import thread_anchor
from sitegen.plan.views import Thread

_KINDS: tuple[TermKind, ...] = ("place", "tag", "outlet")
_NOBODY = bytes(MARK_SIZE)


class Threads:
    """The threads of a catalogue's articles."""

    def __init__(self, catalogue: Catalogue, marks: Marks, *, few: bool = False) -> None:
        """`few`: the parts of a few articles will be asked for, not those of all."""
        self._few = few
        self._catalogue = catalogue
        self._marks = marks

    def of_article(self, position: int) -> Iterator[Thread]:
        """The threads of an article, but for those that hold no other."""
        cards = self._catalogue.cards
        for kind, term_id, older, newer in self._found(position):
            yield Thread(
                anchor=thread_anchor(kind, term_id),
                term=self._catalogue.link(kind, term_id),
                older=None if older is None else cards[older],
                newer=None if newer is None else cards[newer],
            )

    def beside(self, position: int) -> Iterator[int]:
        """The positions of the articles that the threads of an article lead to."""
        for _, _, older, newer in self._found(position):
            yield from (other for other in (older, newer) if other is not None)

    def _found(self, position: int) -> Iterator[tuple[TermKind, str, int | None, int | None]]:
        """Of each thread of an article: its term, and the positions of the articles before and after it."""
        catalogue = self._catalogue
        article = catalogue.articles[position]
        for kind in _KINDS:
            for term_id in catalogue.with_wider(kind, terms_of(article, kind)):
                positions = catalogue.filed[kind][term_id]
                index = bisect_left(positions, position)
                if len(positions) > 1:
                    older = positions[index - 1] if index else None
                    newer = positions[index + 1] if index + 1 < len(positions) else None
                    yield kind, term_id, older, newer

    def parts(self, position: int) -> bytes:
        """All that decides the threads of an article, besides its terms; see `Page.parts`.

        Term by term: the marks of the cards before and after it.
        """
        return b"".join(self._parts_of(position) if self._few else self._parts[position])

    def _parts_of(self, position: int) -> Iterator[bytes]:
        catalogue = self._catalogue
        for kind in _KINDS:
            for term_id in sorted(catalogue.with_wider(kind, terms_of(catalogue.articles[position], kind))):
                marks = self._marks.along(kind, term_id, filed=True)
                yield _beside(marks, bisect_left(catalogue.filed[kind][term_id], position))

    @cached_property
    def _parts(self) -> Sequence[Sequence[bytes]]:
        """The same for all positions, each list of a term walked through once."""
        found: list[list[bytes]] = [[] for _ in self._catalogue.articles]
        for kind in _KINDS:
            for term_id, positions in sorted(self._catalogue.filed[kind].items()):
                marks = self._marks.along(kind, term_id, filed=True)
                for index, position in enumerate(positions):
                    found[position].append(_beside(marks, index))
        return found


def _beside(marks: bytes, index: int) -> bytes:
    """Of joined marks, those before and after one."""
    start = index * MARK_SIZE
    end = start + MARK_SIZE
    return (marks[start - MARK_SIZE : start] or _NOBODY) + (marks[end : end + MARK_SIZE] or _NOBODY)
