"""The made-up articles. An article depends on the size of the archive and its own number only."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass
from functools import cached_property, lru_cache
from random import Random

from tests.bench.registers import Registers, Term, lineages, make_registers
from tests.bench.words import Zipf, between, text_words

FIRST_DAY = dt.date(2005, 1, 1)
YEARS = 20
DAYS = (dt.date(FIRST_DAY.year + YEARS, 1, 1) - FIRST_DAY).days
_SEED = 2_000_003
_LINK_ADDRESS = re.compile(r"\]\([^)]*\)")
_WORD = re.compile(r"[a-z]+")


@dataclass(frozen=True)
class Heading:
    """What others have to know of an article to name it.

    path: its file, relative to `content/articles/`
    """

    number: int
    title: str
    date: dt.date
    path: str


@dataclass(frozen=True)
class Article:
    """An article.

    tags, places: as its front matter names them; without those above
    body: Markdown, about 600 words
    """

    heading: Heading
    outlet: Term
    tags: tuple[Term, ...]
    places: tuple[Term, ...]
    authors: tuple[str, ...]
    summary: str
    body: str

    @property
    def words(self) -> frozenset[str]:
        """All words that a search can find, in small letters."""
        text = " ".join((self.heading.title, self.summary, *self.authors, self.body, self.outlet.name))
        return frozenset(_WORD.findall(_LINK_ADDRESS.sub("]", text).lower()))


class Corpus:
    """An archive of `size` articles over twenty years, the oldest first."""

    def __init__(self, size: int) -> None:
        self.size = size
        self.registers: Registers = make_registers()
        self._words = text_words()
        self._ranks = Zipf(len(self._words))
        self._tags = Zipf(len(self.registers.tags), shift=1.0)
        self._places = Zipf(len(self.registers.places), shift=1.0)
        self._outlets = Zipf(len(self.registers.outlets), shift=4.0)
        self.heading = lru_cache(maxsize=None)(self._heading)

    @cached_property
    def tag_lineages(self) -> dict[str, tuple[Term, ...]]:
        """Each tag's id with the tag and those above it."""
        return lineages(self.registers.tags)

    @cached_property
    def place_lineages(self) -> dict[str, tuple[Term, ...]]:
        """Each place's id with the place and those above it."""
        return lineages(self.registers.places)

    def article(self, number: int) -> Article:
        """An article by its number; those from `size` on are of the newest day, and new."""
        random = Random(_SEED + 2 * number)
        registers, outlet = self.registers, self._outlets.draw(random)
        tags = self._tags.different(random, between(random, 2, 4))
        places = self._places.different(random, between(random, 1, 3))
        authors = registers.authors[outlet][: between(random, 1, 2)]
        return Article(
            heading=self.heading(number),
            outlet=registers.outlets[outlet],
            tags=tuple(registers.tags[rank] for rank in tags),
            places=tuple(registers.places[rank] for rank in places),
            authors=authors,
            summary=self._sentence(random, 12, 22),
            body=self._body(random, number),
        )

    def _heading(self, number: int) -> Heading:
        random = Random(_SEED + 2 * number + 1)
        title = " ".join(self._some(random, 5, 8)).capitalize()
        date = FIRST_DAY + dt.timedelta(days=min(number, self.size - 1) * DAYS // self.size)
        slug = "-".join((*title.lower().split()[:4], str(number)))
        return Heading(number, title, date, f"{date:%Y/%m}/{slug}.md")

    def _some(self, random: Random, low: int, high: int) -> list[str]:
        words = self._words
        return [words[rank] for rank in self._ranks.draws(random, between(random, low, high))]

    def _sentence(self, random: Random, low: int = 8, high: int = 20) -> str:
        return " ".join(self._some(random, low, high)).capitalize() + "."

    def _paragraph(self, random: Random) -> str:
        return " ".join(self._sentence(random) for _ in range(between(random, 3, 6)))

    def _body(self, random: Random, number: int) -> str:
        """Eight or so paragraphs, of which each article has some more than plain."""
        blocks = [self._paragraph(random) for _ in range(between(random, 7, 10))]
        ornaments = (self._heading_block, self._emphasis, self._list, self._quotation)
        chosen = [ornament for ornament in ornaments if random.random() < 0.4]
        for place, ornament in enumerate(chosen, start=1):
            blocks.insert(2 * place, ornament(random))
        if number and random.random() < 0.5:
            blocks[-1] = self._with_link(random, blocks[-1], number)
        return "\n\n".join(blocks) + "\n"

    def _heading_block(self, random: Random) -> str:
        return "## " + " ".join(self._some(random, 2, 5)).capitalize()

    def _emphasis(self, random: Random) -> str:
        strong, weak = (" ".join(self._some(random, 1, 3)) for _ in range(2))
        return f"{self._sentence(random)} **{strong.capitalize()}** *{weak}* {self._paragraph(random)}"

    def _list(self, random: Random) -> str:
        return "\n".join(f"- {self._sentence(random, 4, 10)}" for _ in range(between(random, 3, 5)))

    def _quotation(self, random: Random) -> str:
        return f"> {self._sentence(random)} {self._sentence(random)}"

    def _with_link(self, random: Random, block: str, number: int) -> str:
        """The block, ending with a link to an older article."""
        target = self.heading(between(random, 0, min(number, self.size) - 1))
        return f"{block} [{target.title}](../../{target.path})"
