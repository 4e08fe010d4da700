"""Related articles: those that share rare tags and places."""

from __future__ import annotations

import datetime as dt
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass
from heapq import nsmallest

from sitegen.model import Article, TermKind
from sitegen.plan.catalogue import Catalogue, Positions, terms_of

_SHARED_KINDS: tuple[TermKind, ...] = ("tag", "place")
# Of each term, only so many articles before and after in time are compared. A term with many
# articles says little, and comparing all pairs would be quadratic.
_NEIGHBOURS = 10
LIMIT = 5


@dataclass(frozen=True, slots=True)
class Relation:
    """A related article and the terms that it shares, rarest first.

    position: of the article in the catalogue
    """

    position: int
    shared: tuple[tuple[TermKind, str], ...]


@dataclass(frozen=True, slots=True)
class Neighbours:
    """The articles nearest in time that share a term.

    logarithm: of the number of the term's articles, to base 2, rounded up
    positions: of the articles in the catalogue, ascending
    """

    term: tuple[TermKind, str]
    logarithm: int
    positions: Positions


class RelatedFinder:
    """Finds related articles: a shared term weighs 1 / log(its articles), as Adamic and Adar (2003) have it.

    The logarithm is rounded up to a whole number, so that an article more or less seldom changes what
    other articles are related to.
    """

    def __init__(self, catalogue: Catalogue) -> None:
        self._catalogue = catalogue
        self._days = [_day(article) for article in catalogue.articles]

    def related(self, position: int) -> tuple[Relation, ...]:
        """The articles most related to one, best first; ties go to the nearest in time."""
        neighbours = sorted(self.neighbours(position), key=lambda found: (found.logarithm, found.term))
        shared: dict[int, list[tuple[TermKind, str]]] = {}
        scores: dict[int, float] = {}
        # Rarest first, so that each list of shared terms comes in that order, and sums are exact alike.
        for found in neighbours:
            for other in found.positions:
                shared.setdefault(other, []).append(found.term)
                scores[other] = scores.get(other, 0.0) + 1 / found.logarithm
        day = self._days[position]
        best = nsmallest(
            LIMIT, scores, key=lambda other: (-scores[other], abs(self._days[other] - day), other)
        )
        return tuple(Relation(other, tuple(shared[other])) for other in best)

    def neighbours(self, position: int) -> Iterator[Neighbours]:
        """For each term of an article, all that decides what it is related to."""
        article = self._catalogue.articles[position]
        for kind in _SHARED_KINDS:
            for term_id in terms_of(article, kind):
                named = self._catalogue.own[kind][term_id]
                yield Neighbours((kind, term_id), len(named).bit_length(), _around(named, position))


def _day(article: Article) -> int:
    """The number of an article's first day, for distances."""
    return dt.date.fromisoformat(article.date.start).toordinal()


def _around(positions: Positions, position: int) -> Positions:
    """The nearest other positions before and after one."""
    index = bisect_left(positions, position)
    return positions[max(0, index - _NEIGHBOURS) : index] + positions[index + 1 : index + 1 + _NEIGHBOURS]
