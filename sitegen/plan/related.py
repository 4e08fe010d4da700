"""Related articles: those that share rare tags and places."""

from __future__ import annotations

import datetime as dt
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from functools import cached_property

import msgspec

from sitegen.model import TermKind
from sitegen.plan.catalogue import Catalogue, Positions, terms_of
from sitegen.plan.marks import MARK_SIZE, Marks

SharedTerm = tuple[TermKind, str]

_SHARED_KINDS: tuple[TermKind, ...] = ("tag", "place")
# Of each term, only so many articles before and after in time are compared. A term with many
# articles says little, and comparing all pairs would be quadratic.
_NEIGHBOURS = 10
_REACH = _NEIGHBOURS * MARK_SIZE
LIMIT = 5


class Relation(msgspec.Struct, frozen=True):
    """A related article and the terms that it shares, rarest first.

    position: of the article in the catalogue
    """

    position: int
    shared: tuple[SharedTerm, ...]


class RelatedFinder:
    """Finds related articles: a shared term weighs 1 / log(its articles), as Adamic and Adar (2003) have it.

    The logarithm is rounded up to a whole number, so that an article more or less seldom changes what
    other articles are related to.
    """

    def __init__(self, catalogue: Catalogue, marks: Marks, *, few: bool = False) -> None:
        """`few`: the parts of a few articles will be asked for, not those of all."""
        self._few = few
        self._catalogue = catalogue
        self._marks = marks

    def revised(self, catalogue: Catalogue, marks: Marks) -> RelatedFinder:
        """That of a catalogue in which nothing but what some articles say has changed."""
        found = RelatedFinder(catalogue, marks, few=True)
        vars(found).update(_days=self._days)
        return found

    def get_ready(self) -> None:
        """Makes what the first answer would wait for."""
        _ = self._days

    def related(self, position: int) -> tuple[Relation, ...]:
        """The articles most related to one, best first; ties go to the nearest in time."""
        shared: dict[int, list[SharedTerm]] = {}
        scores: dict[int, float] = {}
        terms = [(_logarithm(self._named(term)), term) for term in self._terms(position)]
        # Rarest first, so that each list of shared terms comes in that order, and sums are exact alike.
        for logarithm, term in sorted(terms):
            named, weight = self._named(term), 1 / logarithm
            for around in _around(named, position):
                for other in named[around]:
                    if other in shared:
                        shared[other].append(term)
                        scores[other] += weight
                    else:
                        shared[other] = [term]
                        scores[other] = weight
        days, day = self._days, self._days[position]
        best = sorted([(-score, abs(days[other] - day), other) for other, score in scores.items()])[:LIMIT]
        return tuple(Relation(other, tuple(shared[other])) for _, _, other in best)

    def compared(self, position: int) -> set[int]:
        """The articles that one is compared with."""
        lists = map(self._named, self._terms(position))
        return {other for named in lists for around in _around(named, position) for other in named[around]}

    def parts(self, position: int) -> bytes:
        """All that decides what an article is related to; see `Page.parts`.

        Term by term: its weight, and the marks of the cards around.
        """
        return b"".join(self._parts_of(position) if self._few else self._parts[position])

    def _parts_of(self, position: int) -> Iterator[bytes]:
        for kind in _SHARED_KINDS:
            for term_id in sorted(terms_of(self._catalogue.articles[position], kind)):
                positions = self._catalogue.own[kind][term_id]
                marks = self._marks.along(kind, term_id, filed=False)
                yield from _around_one(positions, marks, bisect_left(positions, position))

    @cached_property
    def _parts(self) -> Sequence[Sequence[bytes]]:
        """The same for all positions, each list of a term walked through once."""
        found: list[list[bytes]] = [[] for _ in self._catalogue.articles]
        for kind in _SHARED_KINDS:
            for term_id, positions in sorted(self._catalogue.own[kind].items()):
                marks = self._marks.along(kind, term_id, filed=False)
                for index, position in enumerate(positions):
                    found[position] += _around_one(positions, marks, index)
        return found

    def _terms(self, position: int) -> list[SharedTerm]:
        article = self._catalogue.articles[position]
        return [(kind, term_id) for kind in _SHARED_KINDS for term_id in terms_of(article, kind)]

    def _named(self, term: SharedTerm) -> Positions:
        return self._catalogue.own[term[0]][term[1]]

    @cached_property
    def _days(self) -> list[int]:
        """The number of each article's first day, for distances."""
        dates = (article.date.start for article in self._catalogue.articles)
        return [dt.date.fromisoformat(start).toordinal() for start in dates]


def _logarithm(positions: Positions) -> int:
    """Of the number of articles, to base 2."""
    return len(positions).bit_length()


def _around_one(positions: Positions, marks: bytes, index: int) -> tuple[bytes, bytes, bytes]:
    """The weight of a term with some articles, and the marks of the cards before and after one of them."""
    start = index * MARK_SIZE
    end = start + MARK_SIZE
    return (
        bytes((_logarithm(positions),)),
        marks[max(0, start - _REACH) : start],
        marks[end : end + _REACH],
    )


def _around(positions: Positions, position: int) -> tuple[slice, slice]:
    """Where the nearest other positions before and after one stand."""
    index = bisect_left(positions, position)
    return slice(max(0, index - _NEIGHBOURS), index), slice(index + 1, index + 1 + _NEIGHBOURS)
