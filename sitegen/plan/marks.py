"""Digests of what pages are made of: they tell, much faster than a view, that a page shows the same."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cached_property
from hashlib import blake2b

import msgspec

from sitegen.model import TERM_KINDS, Article, TermKind
from sitegen.plan.catalogue import Catalogue, terms_of

_encode = msgspec.msgpack.Encoder().encode
# In bytes; the 128 bits of fingerprints.
MARK_SIZE = 16


class Marks:
    """The marks of a catalogue's articles, `MARK_SIZE` bytes each.

    The terms of the registers are in no mark: `site_key` covers them. A term that only articles name has
    its name in the marks of these articles.
    """

    def __init__(self, catalogue: Catalogue) -> None:
        self._catalogue = catalogue
        self._along: dict[tuple[TermKind, str, bool], bytes] = {}

    @cached_property
    def articles(self) -> dict[str, bytes]:
        """By content file: of everything that an article says, but for its body."""
        return {article.path: self._mark_of(article) for article in self._catalogue.archive.articles}

    @cached_property
    def cards(self) -> tuple[bytes, ...]:
        """By position: of what lists show of an article, and of its place among articles of one time."""
        cards = self._catalogue.cards
        return tuple(_mark((a.path, cards[number])) for number, a in enumerate(self._catalogue.articles))

    @cached_property
    def filings(self) -> tuple[bytes, ...]:
        """By position: of all that decides where an article is filed, which is its date and its terms."""
        found = self._catalogue.articles
        return tuple(_mark((a.date, a.outlet, a.tags, a.places, self._spelled(a))) for a in found)

    def of_filings(self, positions: Iterable[int]) -> bytes:
        """The marks of where some articles are filed, joined."""
        return b"".join(map(self.filings.__getitem__, positions))

    def of_articles(self, positions: Iterable[int]) -> bytes:
        """The marks of some articles, joined."""
        return b"".join(map(self._listed.__getitem__, positions))

    def of_cards(self, positions: Iterable[int]) -> bytes:
        """The marks of some cards, joined."""
        return b"".join(map(self.cards.__getitem__, positions))

    def along(self, kind: TermKind, term_id: str, *, filed: bool) -> bytes:
        """The marks of the cards of all articles that name a term, joined.

        filed: with those of the terms below it
        """
        key = (kind, term_id, filed)
        found = self._along.get(key)
        if found is None:
            positions = (self._catalogue.filed if filed else self._catalogue.own)[kind][term_id]
            found = self._along[key] = self.of_cards(positions)
        return found

    def revised(self, catalogue: Catalogue, positions: Iterable[int]) -> Marks:
        """The marks of a catalogue that differs only in what the articles at some positions say.

        They are filed as they were.
        """
        marks = Marks(catalogue)
        articles, cards, listed = dict(self.articles), list(self.cards), list(self._listed)
        along = dict(self._along)
        for position in positions:
            article = catalogue.articles[position]
            articles[article.path] = listed[position] = marks._mark_of(article)
            cards[position] = _mark((article.path, catalogue.cards[position]))
            for kind in TERM_KINDS:
                for term_id in catalogue.with_wider(kind, terms_of(article, kind)):
                    along.pop((kind, term_id, True), None)
                    along.pop((kind, term_id, False), None)
        vars(marks).update(
            articles=articles, cards=tuple(cards), filings=self.filings, _listed=listed, _along=along
        )
        return marks

    @cached_property
    def _listed(self) -> list[bytes]:
        """The marks of the articles in lists, by position."""
        return [self.articles[article.path] for article in self._catalogue.articles]

    def _mark_of(self, article: Article) -> bytes:
        """As long as the registers have all its terms, what the file says decides them."""
        spelled = self._spelled(article)
        if spelled:
            return _mark((article.digest, article.outlet, article.tags, article.places, spelled))
        return bytes.fromhex(article.digest)

    def _spelled(self, article: Article) -> list[str]:
        """The names of those of an article's terms that only articles name."""
        return [
            self._catalogue.term(kind, term_id).name
            for kind, unregistered in self._unregistered
            for term_id in terms_of(article, kind)
            if term_id in unregistered
        ]

    @cached_property
    def _unregistered(self) -> list[tuple[TermKind, frozenset[str]]]:
        """The ids of terms that only articles name, by kind, where there are any."""
        terms = self._catalogue.archive.terms
        found = (
            (kind, frozenset(t.id for t in terms[kind].values() if not t.registered)) for kind in TERM_KINDS
        )
        return [(kind, ids) for kind, ids in found if ids]


def _mark(value: object) -> bytes:
    return blake2b(_encode(value), digest_size=MARK_SIZE).digest()
