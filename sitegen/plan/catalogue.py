"""The catalogue: what is filed under each term and each time, counted once for all pages."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from functools import cached_property
from itertools import chain

import msgspec
from msgspec.structs import replace

from sitegen.localize import direction
from sitegen.model import TERM_KINDS, Archive, Article, Term, TermKind
from sitegen.plan.urls import Addresses, article_path, term_path
from sitegen.plan.views import Card, CountedLink, Link

# Positions of articles in `Catalogue.articles`, ascending, and so oldest first.
Positions = tuple[int, ...]


class Cards(dict[int, Card]):
    """The cards of articles, by position. Each is made when it is first asked for: most edits need few."""

    def __init__(
        self,
        articles: Sequence[Article],
        outlets: Mapping[str, Term],
        addresses: Addresses,
        known: Mapping[int, Card],
    ) -> None:
        """`known`: those that have been made."""
        super().__init__(known)
        self._articles = articles
        self._outlets = outlets
        self._addresses = addresses

    def __missing__(self, position: int) -> Card:
        """Makes the card of an article."""
        article = self._articles[position]
        card = self[position] = Card(
            title=article.title,
            url=self._addresses.link(article_path(article)),
            date=article.date,
            outlet=self._outlets[article.outlet].name,
            summary=article.summary,
            language=article.language,
            direction=direction(article.language),
        )
        return card


class Catalogue(msgspec.Struct, frozen=True, kw_only=True, dict=True):
    """Articles by term.

    articles: those in lists, oldest first; withdrawn ones are not here
    own: for each kind and term, the articles that name it
    filed: the same, with the articles of all terms below it
    children: for each kind and term, the terms directly below it that have articles, by name
    links: for each kind and term, the link to its page
    """

    archive: Archive
    addresses: Addresses
    articles: tuple[Article, ...]
    own: Mapping[TermKind, Mapping[str, Positions]]
    filed: Mapping[TermKind, Mapping[str, Positions]]
    children: Mapping[TermKind, Mapping[str, tuple[str, ...]]]
    links: Mapping[TermKind, Mapping[str, Link]]

    @cached_property
    def named(self) -> Mapping[TermKind, tuple[tuple[str, ...], ...]]:
        """For each kind and article, the terms that it names."""
        return {kind: tuple(terms_of(article, kind) for article in self.articles) for kind in TERM_KINDS}

    @cached_property
    def months(self) -> tuple[tuple[int, int | None], ...]:
        """Year and month of each article; None where no month is known."""
        return tuple((article.date.year, article.date.month) for article in self.articles)

    @cached_property
    def cards(self) -> Cards:
        """The cards of the articles, by position."""
        return Cards(self.articles, self.archive.terms["outlet"], self.addresses, {})

    def revised(self, archive: Archive, positions: Collection[int]) -> Catalogue:
        """That of an archive whose articles at some positions say something else; all are filed as before."""
        articles = tuple(article for article in archive.articles if not article.withdrawn)
        found = replace(self, archive=archive, articles=articles)
        cards = Cards(articles, archive.terms["outlet"], self.addresses, self.cards)
        for position in positions:
            cards.pop(position, None)
        vars(found).update(named=self.named, months=self.months, cards=cards)
        return found

    def term(self, kind: TermKind, term_id: str) -> Term:
        """A term by its id."""
        return self.archive.terms[kind][term_id]

    def ancestors(self, kind: TermKind, term_id: str) -> list[str]:
        """Ids of the terms above one, nearest first."""
        return list(_ancestors(self.archive.terms[kind], term_id))

    def descendants(self, kind: TermKind, term_id: str) -> Iterator[str]:
        """Ids of the terms with articles below one."""
        for child in self.children[kind].get(term_id, ()):
            yield child
            yield from self.descendants(kind, child)

    def with_wider(self, kind: TermKind, ids: Iterable[str]) -> list[str]:
        """Terms, each followed by those above it; each once."""
        return list(dict.fromkeys(t for term_id in ids for t in (term_id, *self.ancestors(kind, term_id))))

    def link(self, kind: TermKind, term_id: str) -> Link:
        """A link to a term's page; its URL is empty when the term has no articles and so no page."""
        return self.links[kind].get(term_id) or Link(text=self.term(kind, term_id).name, url="")

    def cards_at(self, positions: Iterable[int]) -> list[Card]:
        """The cards at some positions."""
        return list(map(self.cards.__getitem__, positions))

    def counted(self, kind: TermKind, term_id: str, count: int | None = None) -> CountedLink:
        """A link to a term's page with a count: by default of all its articles."""
        link = self.link(kind, term_id)
        number = len(self.filed[kind][term_id]) if count is None else count
        return CountedLink(text=link.text, url=link.url, count=number)

    def most_used(self, kind: TermKind, limit: int) -> tuple[CountedLink, ...]:
        """The terms that most articles name themselves, in the order of all their articles.

        Chosen by all their articles, the widest terms, which few articles name, would crowd out the rest.
        """
        own, filed = self.own[kind], self.filed[kind]
        chosen = sorted(own, key=lambda t: (-len(own[t]), self.term(kind, t).name, t))[:limit]
        return self.ranked(kind, {term_id: len(filed[term_id]) for term_id in chosen}, limit)

    def ranked(self, kind: TermKind, counts: Mapping[str, int], limit: int) -> tuple[CountedLink, ...]:
        """The terms with the highest counts, those with equal counts by name."""
        least = sorted(counts.values())[-limit] if len(counts) > limit else 0
        high = (term_id for term_id, count in counts.items() if count >= least)
        order = sorted(high, key=lambda t: (-counts[t], self.term(kind, t).name, t))
        return tuple(self.counted(kind, term_id, counts[term_id]) for term_id in order[:limit])


def make_catalogue(archive: Archive, addresses: Addresses) -> Catalogue:
    """Files every article under its terms. Linear in articles and their terms."""
    articles = tuple(article for article in archive.articles if not article.withdrawn)
    own: dict[TermKind, dict[str, Positions]] = {}
    filed: dict[TermKind, dict[str, Positions]] = {}
    for kind in TERM_KINDS:
        own[kind], filed[kind] = _filed(articles, kind, archive.terms[kind])
    return Catalogue(
        archive=archive,
        addresses=addresses,
        articles=articles,
        own=own,
        filed=filed,
        children={kind: _children(archive.terms[kind], filed[kind]) for kind in TERM_KINDS},
        links={
            kind: {
                term_id: Link(
                    text=archive.terms[kind][term_id].name, url=addresses.link(term_path(kind, term_id))
                )
                for term_id in filed[kind]
            }
            for kind in TERM_KINDS
        },
    )


def terms_of(article: Article, kind: TermKind) -> tuple[str, ...]:
    """Ids of the terms of one kind that an article names."""
    if kind == "outlet":
        return (article.outlet,)
    return article.tags if kind == "tag" else article.places


def _filed(
    articles: Sequence[Article], kind: TermKind, terms: Mapping[str, Term]
) -> tuple[dict[str, Positions], dict[str, Positions]]:
    """For each term, the articles that name it, and these with those of all terms below it."""
    own: dict[str, list[int]] = defaultdict(list)
    for position, article in enumerate(articles):
        for term_id in terms_of(article, kind):
            own[term_id].append(position)
    found = {term_id: tuple(positions) for term_id, positions in own.items()}
    if not any(terms[term_id].parent for term_id in found):
        return found, found
    filed: dict[str, set[int]] = defaultdict(set)
    for term_id, positions in found.items():
        for wider in (term_id, *_ancestors(terms, term_id)):
            filed[wider].update(positions)
    return found, {term_id: tuple(sorted(positions)) for term_id, positions in filed.items()}


def _ancestors(terms: Mapping[str, Term], term_id: str) -> Iterator[str]:
    parent = terms[term_id].parent
    while parent:
        yield parent
        parent = terms[parent].parent


def _children(terms: Mapping[str, Term], filed: Mapping[str, Positions]) -> dict[str, tuple[str, ...]]:
    children: dict[str, list[str]] = defaultdict(list)
    for term_id in sorted(filed, key=lambda t: (terms[t].name.casefold(), t)):
        if terms[term_id].parent:
            children[terms[term_id].parent].append(term_id)
    return {term_id: tuple(below) for term_id, below in children.items()}


def co_occurrences(catalogue: Catalogue, kind: TermKind, term_id: str, other: TermKind) -> Counter[str]:
    """How often each term of another kind stands in the articles of a term and of those below it.

    A term does not count with itself, nor with the terms above or below it.
    """
    named = catalogue.named[other].__getitem__
    counts = Counter(chain.from_iterable(map(named, catalogue.filed[kind][term_id])))
    if kind == other:
        for found in (term_id, *catalogue.ancestors(kind, term_id), *catalogue.descendants(kind, term_id)):
            counts.pop(found, None)
    return counts
