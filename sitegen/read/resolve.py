"""Names in articles become ids of terms; names outside the registers become terms of their own."""

from __future__ import annotations

from collections.abc import Mapping
from typing import cast

from msgspec.structs import replace

from sitegen.diagnostics import Diagnostic
from sitegen.model import TERM_KINDS, Article, Term, TermKind
from sitegen.read.names import same_name, slug_of
from sitegen.read.parsed import Parsed, Position
from sitegen.read.registers import REGISTER_PATHS, Register, entry_key

_WARNINGS: dict[TermKind, str] = {"tag": "W201", "outlet": "W202", "place": "W203"}


class Resolver:
    """Finds the term for each name, and keeps count of the unknown ones.

    terms: for each kind, all terms by id: the registers', then those that only articles name
    diagnostics: what was found on the way
    """

    def __init__(self, registers: Mapping[TermKind, Register]) -> None:
        self.registers = registers
        self.terms: dict[TermKind, dict[str, Term]] = {
            kind: dict(registers[kind].terms) for kind in TERM_KINDS
        }
        # Terms by their former ids: the addresses of these lead to them.
        self._moved: dict[TermKind, dict[str, Term]] = {
            kind: {old: term for term in registers[kind].terms.values() for old in term.former_ids}
            for kind in TERM_KINDS
        }
        self.diagnostics: list[Diagnostic] = []
        self._found: dict[TermKind, dict[str, Term | None]] = {kind: {} for kind in TERM_KINDS}
        self._ids_of_names: dict[TermKind, dict[str, str]] = {kind: {} for kind in TERM_KINDS}
        # The first file that names a term that is in no register.
        self._first: dict[str, str] = {}

    def resolve(self, parsed: Parsed[Article], article: Article) -> Article | None:
        """The article with ids of terms in the place of names; None when its outlet has no id."""
        outlet = self._ids("outlet", (article.outlet,), parsed, "outlet")
        tags = self._ids("tag", article.tags, parsed, "tags")
        places = self._ids("place", article.places, parsed, "places")
        return replace(article, outlet=outlet[0], tags=tags, places=places) if outlet else None

    def _ids(
        self, kind: TermKind, names: tuple[str, ...], parsed: Parsed[Article], key: str
    ) -> tuple[str, ...]:
        """The ids of names, each once; `key` holds them in the front matter."""
        # Nearly always all are in the register, and have been asked for before.
        known = tuple(map(self._ids_of_names[kind].get, names))
        if None not in known and len(set(known)) == len(known):
            return cast("tuple[str, ...]", known)
        found: dict[str, None] = {}
        for number, name in enumerate(names):
            place = key if key == "outlet" else f"{key}.{number}"
            term = self._registered(kind, name)
            if term and term.id in found:
                message = f"The {kind} “{term.name}” is named twice"
                about = (entry_key(kind, slug_of(name)),)
                at = parsed.position(place)
                self._report("W205", message, "Delete one of the two.", parsed.path, at, about)
            if term is None:
                term = self._unregistered(kind, name, parsed, place)
            if term:
                found[term.id] = None
        return tuple(found)

    def _registered(self, kind: TermKind, name: str) -> Term | None:
        """The register's term for a name; the same few names come again and again."""
        known = self._found[kind]
        if name not in known:
            known[name] = term = self.registers[kind].find(name)
            if term:
                self._ids_of_names[kind][name] = term.id
        return known[name]

    def _unregistered(self, kind: TermKind, name: str, parsed: Parsed[Article], key: str) -> Term | None:
        """The term that a name makes by itself; reports it."""
        line, column = parsed.position(key)
        slug = slug_of(name)
        if not slug:
            message = f"The {kind} “{name}” holds no letter or digit that an address could use"
            hint = "Write a name in letters."
            self._report("E109", message, hint, parsed.path, (line, column))
            return None
        entry = entry_key(kind, slug)
        moved = self._moved[kind].get(slug)
        owner = moved or self.terms[kind].setdefault(slug, Term(id=slug, name=name, registered=False))
        first = self._first.setdefault(entry, parsed.path)
        if owner.registered or not same_name(name, owner.name):
            message = f"The {kind} “{name}” would have the same address as “{owner.name}”: /{kind}s/{slug}/"
            hint = (
                f"Add “{name}” to {REGISTER_PATHS[kind]}, with an id of its own; or as an alias, "
                "if both are the same."
            )
            self._report("E110", message, hint, parsed.path, (line, column), (entry, first))
            return None
        message = f"The {kind} “{name}” is not in {REGISTER_PATHS[kind]}"
        self._report(_WARNINGS[kind], message, self._hint(kind, name), parsed.path, (line, column), (entry,))
        return owner

    def _hint(self, kind: TermKind, name: str) -> str:
        register = self.registers[kind]
        near = register.suggestions.did_you_mean(name)
        return near or f"Add it to {register.path}, or use a name from there."

    def _report(
        self,
        code: str,
        message: str,
        hint: str,
        path: str,
        place: Position,
        about: tuple[str, ...] = (),
    ) -> None:
        line, column = place
        self.diagnostics.append(
            Diagnostic(
                code=code, message=message, path=path, line=line, column=column, hint=hint, about=about
            )
        )
