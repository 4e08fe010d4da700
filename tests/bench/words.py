"""A made-up vocabulary whose words a search engine cannot mistake for one another.

Words of a text have six letters or three, words of names have six and other first letters; so no word
begins another one. All end in a, o or u, which no English suffix does: a stemmer leaves them as they are.
"""

from __future__ import annotations

from bisect import bisect
from itertools import accumulate, product
from random import Random

VOCABULARY_SIZE = 24_000
SHORT_WORDS = 80  # the most frequent words are short, as in any language

_SHIFT = 2.7  # flattens the first ranks (Mandelbrot)
_STRIDE = 104_729  # a prime: scatters neighbours of the alphabet over the ranks
_VOWELS, _ENDS = "aeiou", "aou"
_CONSONANTS = "bdfgklmnprstvz"
_TEXT_INITIALS, _NAME_INITIALS = "bdfgklmnprst", "hjvwz"


def _six_letters(initials: str) -> list[str]:
    """All words of three syllables, in a scattered order."""
    syllables = product(initials, _VOWELS, _CONSONANTS, _VOWELS, _CONSONANTS, _ENDS)
    ordered = ["".join(letters) for letters in syllables]
    return [ordered[number * _STRIDE % len(ordered)] for number in range(len(ordered))]


def text_words() -> list[str]:
    """The words of texts, the most frequent first."""
    short = ["".join(letters) for letters in product(_VOWELS, _CONSONANTS, _ENDS)]
    scattered = [short[number * 37 % len(short)] for number in range(SHORT_WORDS)]
    return scattered + _six_letters(_TEXT_INITIALS)[: VOCABULARY_SIZE - SHORT_WORDS]


def name_words() -> list[str]:
    """Words of which names of tags, places, outlets and people are made; capitalised."""
    return [word.capitalize() for word in _six_letters(_NAME_INITIALS)]


class Zipf:
    """Draws ranks, counted from 0: rank r with a weight of 1 / (r + 1 + shift).

    Only `Random.random` is used, whose numbers Python promises not to change, and no power function,
    whose last digit differs between machines.
    """

    def __init__(self, ranks: int, shift: float = _SHIFT) -> None:
        self._sums = list(accumulate(1 / (rank + 1 + shift) for rank in range(ranks)))
        self._total = self._sums[-1]

    def draw(self, random: Random) -> int:
        """One rank."""
        return min(bisect(self._sums, random.random() * self._total), len(self._sums) - 1)

    def draws(self, random: Random, count: int) -> list[int]:
        """So many ranks, with repetitions."""
        sums, total, draw, last = self._sums, self._total, random.random, len(self._sums) - 1
        return [min(bisect(sums, draw() * total), last) for _ in range(count)]

    def different(self, random: Random, count: int) -> list[int]:
        """So many ranks, all different."""
        found: dict[int, None] = {}
        while len(found) < count:
            found[self.draw(random)] = None
        return list(found)


def between(random: Random, low: int, high: int) -> int:
    """A whole number from `low` to `high`, both included."""
    return low + int(random.random() * (high - low + 1))
