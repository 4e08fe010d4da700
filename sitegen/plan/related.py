"""Related articles: those that share rare tags and places."""

from __future__ import annotations

import math
from bisect import bisect_left
from dataclasses import dataclass
from heapq import nsmallest

from sitegen.model import TermKind
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


class RelatedFinder:
    """Finds related articles; each term weighs log(articles / articles of the term)."""

    def __init__(self, catalogue: Catalogue) -> None:
        self._catalogue = catalogue
        total = len(catalogue.articles)
        self._weights = {
            (kind, term_id): math.log(1 + total / len(positions))
            for kind in _SHARED_KINDS
            for term_id, positions in catalogue.own[kind].items()
        }

    def related(self, position: int) -> tuple[Relation, ...]:
        """The articles most related to one, best first; ties go to the nearest in time."""
        article = self._catalogue.articles[position]
        terms = [(kind, term_id) for kind in _SHARED_KINDS for term_id in terms_of(article, kind)]
        # Rarest first, so that each list of shared terms comes in that order, and sums are exact alike.
        terms.sort(key=lambda term: (-self._weights[term], term))
        shared: dict[int, list[tuple[TermKind, str]]] = {}
        scores: dict[int, float] = {}
        for term in terms:
            weight = self._weights[term]
            for other in _around(self._catalogue.own[term[0]][term[1]], position):
                if other in shared:
                    shared[other].append(term)
                    scores[other] += weight
                else:
                    shared[other] = [term]
                    scores[other] = weight
        best = nsmallest(LIMIT, scores, key=lambda other: (-scores[other], abs(other - position), other))
        return tuple(Relation(other, tuple(shared[other])) for other in best)


def _around(positions: Positions, position: int) -> list[int]:
    """The nearest other positions before and after one."""
    index = bisect_left(positions, position)
    return [*positions[max(0, index - _NEIGHBOURS) : index], *positions[index + 1 : index + 1 + _NEIGHBOURS]]
