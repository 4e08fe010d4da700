"""The registers (authority files): content/tags.yaml, places.yaml, outlets.yaml."""

from __future__ import annotations

from functools import cached_property
from pathlib import Path

import msgspec

from sitegen.diagnostics import Diagnostic, ProblemsError
from sitegen.model import Term, TermKind
from sitegen.read.discover import MAX_REGISTER_BYTES, read_bytes
from sitegen.read.names import folded, same_name, skeleton, slug_of
from sitegen.read.store import Store, remembered
from sitegen.suggest import Suggestions

REGISTER_PATHS: dict[TermKind, str] = {
    "tag": "content/tags.yaml",
    "place": "content/places.yaml",
    "outlet": "content/outlets.yaml",
}


class Register(msgspec.Struct, dict=True):
    """The terms of one kind, found by name, id or alias.

    path: the register's file
    terms: by id
    names: id by folded name, alias and id
    """

    kind: TermKind
    path: str
    terms: dict[str, Term] = msgspec.field(default_factory=dict)
    names: dict[str, str] = msgspec.field(default_factory=dict)
    diagnostics: list[Diagnostic] = msgspec.field(default_factory=list)

    def find(self, text: str) -> Term | None:
        """The term that a text names, or None."""
        key = self.names.get(folded(text))
        if key:
            return self.terms[key]
        near = self.terms.get(self.names.get(slug_of(text), ""))
        return near if near and any(same_name(text, name) for name in names_of(near)) else None

    def find_alike(self, text: str) -> Term | None:
        """The only term with a name that differs from a text by no more than `same_name` allows, or None."""
        ids = self._by_skeleton.get(skeleton(text), set())
        return self.terms[next(iter(ids))] if len(ids) == 1 else None

    @cached_property
    def _by_skeleton(self) -> dict[str, set[str]]:
        found: dict[str, set[str]] = {}
        for term in self.terms.values():
            for name in names_of(term):
                found.setdefault(skeleton(name), set()).add(term.id)
        return found

    @cached_property
    def suggestions(self) -> Suggestions:
        """All names and aliases, to find the nearest."""
        return Suggestions([name for term in self.terms.values() for name in (term.name, *term.aliases)])


def names_of(term: Term) -> tuple[str, ...]:
    """All by which articles may name a term."""
    return (term.id, term.name, *term.aliases, *term.former_ids)


def entry_key(kind: TermKind, slug: str) -> str:
    """What `Diagnostic.about` says of a problem that depends on which entry of a register has a name.

    slug: of the name
    """
    return f"{REGISTER_PATHS[kind]}#{slug}"


def read_register(root: Path, kind: TermKind, store: Store | None = None) -> Register:
    """One register; empty when its file is missing. Problems are in its `diagnostics`."""
    path = REGISTER_PATHS[kind]
    if not (root / path).exists():
        return Register(kind=kind, path=path)
    try:
        data = read_bytes(root, path, limit=MAX_REGISTER_BYTES)
    except ProblemsError as problems:
        return Register(kind=kind, path=path, diagnostics=list(problems.diagnostics))

    def parsed() -> Register:
        from sitegen.read.register_file import parse_register

        return parse_register(kind, data)

    return remembered(store, path, data, Register, parsed)
