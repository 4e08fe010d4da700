"""The made-up registers: tags and places in hierarchies, outlets with their authors."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from random import Random

from tests.bench.words import between, name_words

TAGS, ROOT_TAGS = 400, 40
PLACES, CONTINENTS, COUNTRIES = 600, 6, 54
OUTLETS, AUTHORS_OF_AN_OUTLET = 40, 3
_SEED = 1_000_003


@dataclass(frozen=True)
class Term:
    """An entry of a register.

    id: a slug
    parent: id of the term above; empty when there is none
    fields: further keys of the register, as YAML scalars
    """

    id: str
    name: str
    parent: str
    fields: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True)
class Registers:
    """All terms of each kind, the most used first, and the authors of each outlet."""

    tags: tuple[Term, ...]
    places: tuple[Term, ...]
    outlets: tuple[Term, ...]
    authors: tuple[tuple[str, ...], ...]


def make_registers() -> Registers:
    """The same registers for every size of archive."""
    random, names = Random(_SEED), iter(name_words())
    tags = [_tag(next(names), number) for number in range(TAGS)]
    places = [_place(random, next(names), number) for number in range(PLACES)]
    outlets = [_outlet(f"{next(names)} {next(names)}") for _ in range(OUTLETS)]
    authors = [
        tuple(f"{next(names)} {next(names)}" for _ in range(AUTHORS_OF_AN_OUTLET)) for _ in range(OUTLETS)
    ]
    return Registers(
        tags=tuple(_with_parents(tags, ROOT_TAGS)),
        places=tuple(_with_parents(places, CONTINENTS, COUNTRIES)),
        outlets=tuple(outlets),
        authors=tuple(authors),
    )


def lineages(terms: Sequence[Term]) -> dict[str, tuple[Term, ...]]:
    """Each term's id with the term itself and those above it, widest last."""
    by_id = {term.id: term for term in terms}

    def lineage(term: Term) -> tuple[Term, ...]:
        return (term, *lineage(by_id[term.parent])) if term.parent else (term,)

    return {term.id: lineage(term) for term in terms}


def _tag(name: str, number: int) -> Term:
    return Term(name.lower(), name, "", (("description", f"Articles on {name}, number {number + 1}."),))


def _place(random: Random, name: str, number: int) -> Term:
    kind = "continent" if number < CONTINENTS else "country" if number < CONTINENTS + COUNTRIES else "town"
    latitude, longitude = between(random, -60_000, 70_000) / 1000, between(random, -179_000, 179_000) / 1000
    return Term(
        name.lower(), name, "", (("kind", kind), ("latitude", str(latitude)), ("longitude", str(longitude)))
    )


def _outlet(name: str) -> Term:
    slug = name.lower().replace(" ", "-")
    return Term(slug, name, "", (("url", f"https://{slug}.example/"), ("country", "GB"), ("language", "en")))


def _with_parents(terms: list[Term], *levels: int) -> list[Term]:
    """Hangs each level below the one before: the first `levels[0]` terms are roots, and so on."""
    placed, above, rest = terms[: levels[0]], terms[: levels[0]], terms[levels[0] :]
    for size in (*levels[1:], len(terms)):
        level, rest = rest[:size], rest[size:]
        level = [
            Term(term.id, term.name, above[number % len(above)].id, term.fields)
            for number, term in enumerate(level)
        ]
        placed, above = placed + level, level
    return placed
