"""Related articles: those that share rare tags and places."""

from __future__ import annotations

import math
from bisect import bisect_left
from collections import defaultdict
from dataclasses import dataclass

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
        shared: dict[int, list[tuple[TermKind, str]]] = defaultdict(list)
        for kind in _SHARED_KINDS:
            for term_id in terms_of(article, kind):
                for other in _around(self._catalogue.own[kind][term_id], position):
                    shared[other].append((kind, term_id))
        scores = {other: sum(self._weights[term] for term in terms) for other, terms in shared.items()}
        best = sorted(scores, key=lambda other: (-round(scores[other], 9), abs(other - position), other))
        return tuple(Relation(other, self._rarest_first(shared[other])) for other in best[:LIMIT])

    def _rarest_first(self, terms: list[tuple[TermKind, str]]) -> tuple[tuple[TermKind, str], ...]:
        return tuple(sorted(terms, key=lambda term: (-self._weights[term], term)))


def _around(positions: Positions, position: int) -> list[int]:
    """The nearest other positions before and after one."""
    index = bisect_left(positions, position)
    return [*positions[max(0, index - _NEIGHBOURS) : index], *positions[index + 1 : index + 1 + _NEIGHBOURS]]
