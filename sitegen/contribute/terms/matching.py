"""Entries of a register by the beginning of a name, while somebody types it."""

from __future__ import annotations

from collections.abc import Iterator

from sitegen.model import Term
from sitegen.read.names import skeleton
from sitegen.read.registers import Register, names_of


class TermMatcher:
    """Finds entries by parts of their names, ids and aliases, without regard to accents and case."""

    def __init__(self, register: Register) -> None:
        self._names = [(term, *_forms(name)) for term in register.terms.values() for name in names_of(term)]

    def matches(self, text: str) -> list[Term]:
        """Entries that have a name like the text: those that begin so first, then words, then parts."""
        wanted = skeleton(text)
        ranks: dict[str, tuple[int, str]] = {}
        terms: dict[str, Term] = {}
        for term, whole, words in self._names:
            rank = _rank(wanted, whole, words)
            if rank is not None:
                terms[term.id] = term
                ranks[term.id] = min(ranks.get(term.id, (rank, whole)), (rank, whole))
        return [terms[term_id] for term_id in sorted(ranks, key=lambda term_id: (*ranks[term_id], term_id))]


def _forms(name: str) -> tuple[str, tuple[str, ...]]:
    return skeleton(name), tuple(_ends_of(name))


def _ends_of(name: str) -> Iterator[str]:
    """The name from its second word on, from its third on, and so on."""
    words = [skeleton(word) for word in name.replace("-", " ").split()]
    return ("".join(words[number:]) for number in range(1, len(words)))


def _rank(wanted: str, whole: str, ends: tuple[str, ...]) -> int | None:
    """0 for a beginning, 1 for the beginning of a word, 2 for another part, None for nothing."""
    if whole.startswith(wanted):
        return 0
    if any(end.startswith(wanted) for end in ends):
        return 1
    return 2 if wanted in whole else None
