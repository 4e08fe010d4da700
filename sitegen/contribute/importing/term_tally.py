"""How often names stand in the parts of an article."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field

from sitegen.contribute.importing.article_text import Part
from sitegen.contribute.importing.mentions import Use
from sitegen.contribute.importing.term_matching import Word


@dataclass(slots=True)
class Tally:
    """How often something is named, and where.

    sure: mentions that can hardly be anything else
    strange: mentions that may be a part of another name, such as a person's
    where: mentions after a word of place, such as `in`
    """

    score: float = 0.0
    mentions: int = 0
    sure: int = 0
    strange: int = 0
    where: int = 0
    zones: set[str] = field(default_factory=set)
    names: Counter[str] = field(default_factory=Counter)

    @property
    def is_place(self) -> bool:
        """False when it may be a person's name all over: `Jack London`, and then `London` alone."""
        return self.sure > 0 and (self.where > 0 or self.sure > self.strange)

    def count(self, part: Part, name: str, use: Use) -> None:
        """Adds a mention."""
        self.score += part.weight
        self.mentions += 1
        self.sure += use.is_sure
        self.strange += use.is_strange
        self.where += use.says_where
        self.zones.add(part.zone)
        self.names[name] += 1


@dataclass(frozen=True, slots=True)
class ScannedPart:
    """A part of an article, its words, and which of them names of the registers take up."""

    part: Part
    words: list[Word]
    taken: frozenset[int]
