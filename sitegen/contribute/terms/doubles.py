"""Entries of a register that may be one and the same: suspicions, for a person to decide."""

from __future__ import annotations

import math
import re
from collections import defaultdict
from collections.abc import Callable, Hashable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations, pairwise
from urllib.parse import urlsplit

from sitegen.model import Term
from sitegen.read.names import skeleton

# Shorter names differ by a letter all the time: Iran and Iraq.
_MIN_LETTERS = 6
# So many names that differ by the same letter are a series, not slips of the pen.
_MAX_ALIKE = 20
# Two places with one name that lie further apart are two places.
_FAR_KM = 50
_KM_PER_DEGREE = 111


@dataclass(frozen=True, slots=True, kw_only=True)
class Double:
    """Two entries that may be one.

    first, second: their ids, in the order of the register
    reason: why one may think so, such as `near spelling`
    """

    first: str
    second: str
    reason: str


def suspected_doubles(terms: Mapping[str, Term]) -> list[Double]:
    """Pairs of terms that may be one, in the order of the terms, each with the strongest reason.

    terms: by id
    """
    order = {term_id: number for number, term_id in enumerate(terms)}
    found: dict[tuple[str, str], str] = {}
    for reason, pairs in _suspicions(terms):
        for one, other in pairs:
            first, second = sorted((one, other), key=order.__getitem__)
            if first != second and not _are_two(terms, first, second, reason):
                found.setdefault((first, second), reason)
    in_order = sorted(found, key=lambda pair: (order[pair[0]], order[pair[1]]))
    return [Double(first=one, second=other, reason=found[one, other]) for one, other in in_order]


def _suspicions(terms: Mapping[str, Term]) -> Iterator[tuple[str, Iterator[tuple[str, str]]]]:
    """Reasons, strongest first, and the pairs of ids that each concerns."""
    for reason, marks_of in _REASONS:
        yield reason, _with_one_mark(terms, marks_of)
    yield "near spelling", _near_spellings(terms)


def _with_one_mark(
    terms: Mapping[str, Term], marks_of: Callable[[Term], Iterator[Hashable]]
) -> Iterator[tuple[str, str]]:
    """Neighbours in each group of terms that share a mark."""
    groups: dict[Hashable, dict[str, None]] = defaultdict(dict)
    for term in terms.values():
        for mark in marks_of(term):
            groups[mark][term.id] = None
    for group in groups.values():
        yield from pairwise(group)


def _names(term: Term) -> Iterator[str]:
    return (skeleton(name) for name in (term.name, *term.aliases))


def _words(name: str) -> list[str]:
    return [word for word in map(skeleton, re.split(r"[\s\-–/]+", name)) if word]


def _sorted_words(term: Term) -> Iterator[tuple[str, ...]]:
    """The words of names that have several: Rescue and relief, Relief and rescue."""
    found = (tuple(sorted(_words(name))) for name in (term.name, *term.aliases))
    return (words for words in found if len(words) > 1)


def _singular_names(term: Term) -> Iterator[tuple[str, ...]]:
    return (tuple(map(_singular, _words(name))) for name in (term.name, *term.aliases))


def _singular(word: str) -> str:
    """A word without the ending of English, French and Spanish plurals, more or less."""
    if len(word) > 4 and word.endswith("ies"):
        return f"{word[:-3]}y"
    if len(word) > 4 and word.endswith(("sses", "shes", "ches", "xes")):
        return word[:-2]
    if len(word) > 3 and word.endswith("s") and not word.endswith(("ss", "us", "is")):
        return word[:-1]
    return word


def _wikidata(term: Term) -> Iterator[str]:
    return iter([term.wikidata] if term.wikidata else [])


def _geonames(term: Term) -> Iterator[int]:
    return iter([term.geonames] if term.geonames else [])


def _coordinates(term: Term) -> Iterator[tuple[float, float]]:
    """To three decimals, some hundred metres."""
    if term.latitude is not None and term.longitude is not None:
        yield round(term.latitude, 3), round(term.longitude, 3)


def _host(term: Term) -> Iterator[str]:
    host = urlsplit(term.url).hostname or ""
    return iter([host.removeprefix("www.")] if host else [])


_REASONS: Sequence[tuple[str, Callable[[Term], Iterator[Hashable]]]] = (
    ("same name but for accents and case", _names),
    ("same Wikidata item", _wikidata),
    ("same GeoNames number", _geonames),
    ("same coordinates", _coordinates),
    ("same web site", _host),
    ("same words", _sorted_words),
    ("singular and plural", _singular_names),
)


def _near_spellings(terms: Mapping[str, Term]) -> Iterator[tuple[str, str]]:
    """Pairs with names that one slip of the pen turns into each other.

    Names that are equal after the loss of one letter each share a group, so that nobody has to
    compare every name with every other.
    """
    from rapidfuzz.distance import OSA

    groups: dict[tuple[str, str], set[tuple[str, str]]] = defaultdict(set)
    for term in terms.values():
        for name in _names(term):
            for key in _losses(name):
                groups[key].add((name, term.id))
    for group in groups.values():
        if len(group) > _MAX_ALIKE:
            continue
        for (one, first), (other, second) in combinations(sorted(group), 2):
            if first != second and one[0] == other[0] and OSA.distance(one, other, score_cutoff=1) <= 1:
                yield first, second


def _losses(name: str) -> Iterator[tuple[str, str]]:
    """The digits of a name, since 2018 is no slip for 2022, and its letters, all and without each."""
    digits = "".join(sign for sign in name if sign.isdigit())
    letters = "".join(sign for sign in name if not sign.isdigit())
    if len(letters) >= _MIN_LETTERS:
        yield digits, letters
        yield from ((digits, letters[:n] + letters[n + 1 :]) for n in range(len(letters)))


def _are_two(terms: Mapping[str, Term], first: str, second: str, reason: str) -> bool:
    """True when something known of both tells them apart."""
    one, other = terms[first], terms[second]
    if one.wikidata and other.wikidata and one.wikidata != other.wikidata:
        return True
    if reason == "same coordinates":  # A city and the country that is no larger.
        return second in _above(terms, first) or first in _above(terms, second)
    if reason == "same web site":
        return bool(one.language and other.language and one.language != other.language)
    return _are_far(one, other)


def _above(terms: Mapping[str, Term], term_id: str) -> set[str]:
    found: set[str] = set()
    parent = terms[term_id].parent
    while parent in terms and parent not in found:
        found.add(parent)
        parent = terms[parent].parent
    return found


def _are_far(one: Term, other: Term) -> bool:
    if None in (one.latitude, one.longitude, other.latitude, other.longitude):
        return False
    latitudes = [term.latitude or 0.0 for term in (one, other)]
    longitudes = [term.longitude or 0.0 for term in (one, other)]
    narrowing = math.cos(math.radians(sum(latitudes) / 2))
    east = (longitudes[0] - longitudes[1]) * narrowing
    return math.hypot(latitudes[0] - latitudes[1], east) * _KM_PER_DEGREE > _FAR_KM
