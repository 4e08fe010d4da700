"""`sitegen tag list` and its kin: the entries of a register, their use, and what is odd."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass

from sitegen.contribute.terms.doubles import Double, suspected_doubles
from sitegen.contribute.terms.uses import ArchiveTexts, term_uses
from sitegen.model import Term, TermKind
from sitegen.read.names import skeleton


@dataclass(frozen=True, slots=True, kw_only=True)
class ListedEntry:
    """An entry of the register.

    parent: id of the entry above it, or empty
    articles: number of those that name it
    unused: True when none does, nor names an entry below it
    """

    id: str
    name: str
    aliases: tuple[str, ...]
    parent: str
    articles: int
    unused: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class MissingTerm:
    """What articles name and the register lacks.

    articles: number of those that name it
    nearest: the name in the register that may be meant, or empty
    nearest_id: of the entry that has that name
    """

    name: str
    articles: int
    nearest: str = ""
    nearest_id: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class TermOverview:
    """A register and its use.

    register: its file
    entries, missing: by name, without regard to accents and case
    doubles: entries that may be one
    """

    kind: TermKind
    register: str
    entries: tuple[ListedEntry, ...]
    doubles: tuple[Double, ...]
    missing: tuple[MissingTerm, ...]


def term_overview(texts: ArchiveTexts, kind: TermKind) -> TermOverview:
    """The entries of one register, and how the articles of the archive use them."""
    register = texts.registers[kind]
    uses = term_uses(texts.registers, texts.articles)
    counts = uses.counts[kind]
    below = _used_below(register.terms, counts)
    entries = [
        ListedEntry(
            id=term.id,
            name=term.name,
            aliases=term.aliases,
            parent=term.parent,
            articles=counts[term.id],
            unused=term.id not in below,
        )
        for term in register.terms.values()
    ]
    missing = []
    for term in uses.terms[kind].values():
        if not term.registered:
            near = register.suggestions.nearest(term.name)
            found = register.find(near) if near else None
            missing.append(
                MissingTerm(
                    name=term.name,
                    articles=counts[term.id],
                    nearest=near,
                    nearest_id=found.id if found else "",
                )
            )
    return TermOverview(
        kind=kind,
        register=register.path,
        entries=tuple(sorted(entries, key=lambda entry: (skeleton(entry.name), entry.id))),
        doubles=tuple(suspected_doubles(register.terms)),
        missing=tuple(sorted(missing, key=lambda term: (skeleton(term.name), term.name))),
    )


def _used_below(terms: Mapping[str, Term], counts: Counter[str]) -> set[str]:
    """Ids of the terms that articles name, and of all above them."""
    used: set[str] = set()
    for term_id in counts:
        current = term_id
        while current in terms and current not in used:
            used.add(current)
            current = terms[current].parent
    return used
