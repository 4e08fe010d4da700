"""Threads: the articles before and after one within each of its tags, places and outlet.

A list of a term links to its articles with the thread's anchor, and the article's page shows the thread
whose anchor is in its address: so a reader goes on within the list that he came from, without a script.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator
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

    def __init__(self, catalogue: Catalogue, marks: Marks) -> None:
        self._catalogue = catalogue
        self._marks = marks

    def of_article(self, position: int) -> Iterator[Thread]:
        """The threads of an article, but for those that hold no other."""
        catalogue = self._catalogue
        article, cards = catalogue.articles[position], catalogue.cards
        for kind in _KINDS:
            for term_id in catalogue.with_wider(kind, terms_of(article, kind)):
                positions = catalogue.filed[kind][term_id]
                index = bisect_left(positions, position)
                if len(positions) > 1:
                    yield Thread(
                        anchor=thread_anchor(kind, term_id),
                        term=catalogue.link(kind, term_id),
                        older=cards[positions[index - 1]] if index else None,
                        newer=cards[positions[index + 1]] if index + 1 < len(positions) else None,
                    )

    def parts(self, position: int) -> bytes:
        """All that decides the threads of an article, besides its terms; see `Page.parts`."""
        return b"".join(self._beside[position])

    @cached_property
    def _beside(self) -> list[list[bytes]]:
        """For each position the marks of the cards before and after it, term by term in a fixed order."""
        found: list[list[bytes]] = [[] for _ in self._catalogue.articles]
        for kind in _KINDS:
            for _, positions in sorted(self._catalogue.filed[kind].items()):
                marks = [self._marks.cards[position] for position in positions]
                older, newer = [_NOBODY, *marks[:-1]], [*marks[1:], _NOBODY]
                for position, before, after in zip(positions, older, newer, strict=True):
                    found[position].append(before + after)
        return found
