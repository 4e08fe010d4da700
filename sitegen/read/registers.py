"""The registers (authority files): content/tags.yaml, places.yaml, outlets.yaml."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property
from pathlib import Path

from pydantic import BaseModel
from slugify import slugify

from sitegen.diagnostics import Diagnostic, ProblemsError
from sitegen.model import Term, TermKind
from sitegen.read.discover import MAX_REGISTER_BYTES, read_bytes
from sitegen.read.hierarchy import MAX_LEVELS, below_last_level, first_of_circles
from sitegen.read.names import folded, same_name
from sitegen.read.schema import MAX_SLUG, OutletEntry, PlaceEntry, TagEntry
from sitegen.read.text import decode
from sitegen.read.validate import validated
from sitegen.read.yaml12 import Document, load_mapping
from sitegen.suggest import Suggestions

REGISTER_PATHS: dict[TermKind, str] = {
    "tag": "content/tags.yaml",
    "place": "content/places.yaml",
    "outlet": "content/outlets.yaml",
}
_SCHEMAS: dict[TermKind, type[BaseModel]] = {"tag": TagEntry, "place": PlaceEntry, "outlet": OutletEntry}
# The key that names the entry above.
_PARENT_KEYS: dict[TermKind, str] = {"tag": "broader", "place": "within", "outlet": ""}


@dataclass
class Register:
    """The terms of one kind, found by name, id or alias.

    path: the register's file
    terms: by id
    names: id by folded name, alias and id
    """

    kind: TermKind
    path: str
    terms: dict[str, Term] = field(default_factory=dict)
    names: dict[str, str] = field(default_factory=dict)
    diagnostics: list[Diagnostic] = field(default_factory=list)

    def find(self, text: str) -> Term | None:
        """The term that a text names, or None."""
        key = self.names.get(folded(text))
        if key:
            return self.terms[key]
        slug = slugify(text, max_length=MAX_SLUG)
        near = self.terms.get(self.names.get(slug, ""))
        return near if near and any(same_name(text, name) for name in names_of(near)) else None

    @cached_property
    def suggestions(self) -> Suggestions:
        """All names and aliases, to find the nearest."""
        return Suggestions([name for term in self.terms.values() for name in (term.name, *term.aliases)])


def names_of(term: Term) -> tuple[str, ...]:
    """All by which articles may name a term."""
    return (term.id, term.name, *term.aliases)


def read_register(root: Path, kind: TermKind) -> Register:
    """One register; empty when its file is missing. Problems are in its `diagnostics`."""
    register = Register(kind=kind, path=REGISTER_PATHS[kind])
    if not (root / register.path).exists():
        return register
    try:
        data = read_bytes(root, register.path, limit=MAX_REGISTER_BYTES)
        document = load_mapping(decode(data, path=register.path), path=register.path)
    except ProblemsError as problems:
        register.diagnostics.extend(problems.diagnostics)
        return register
    for key in document.value:
        _add_entry(register, document, key)
    _check_parents(register, document)
    return register


def _add_entry(register: Register, document: Document, key: str) -> None:
    better = slugify(key, max_length=MAX_SLUG)
    if key != better or not key:
        hint = f"Write `{better}:`, and the name as `name: {key}`." if better else "Choose another id."
        message = f"The id “{key}” may hold only a–z, 0–9 and hyphens"
        register.diagnostics.append(_problem(register, document, key, "E107", message, hint))
        return
    try:
        entry = validated(document, _SCHEMAS[register.kind], path=register.path, at=(key,))
    except ProblemsError as problems:
        register.diagnostics.extend(problems.diagnostics)
        return
    term = _term(register.kind, key, entry)
    register.terms[key] = term
    for name in names_of(term):
        _add_name(register, document, name, term)


def _add_name(register: Register, document: Document, name: str, term: Term) -> None:
    owner = register.names.setdefault(folded(name), term.id)
    if owner != term.id:
        message = f"“{name}” already names the entry `{owner}`"
        hint = "Keep the name with one of the two, and tell the other apart: “Georgia (country)”."
        register.diagnostics.append(_problem(register, document, term.id, "E303", message, hint))


def _term(kind: TermKind, key: str, entry: BaseModel) -> Term:
    values: Mapping[str, object] = {name: getattr(entry, name) for name in type(entry).model_fields}
    parent_key = _PARENT_KEYS[kind]
    fields = {name: value for name, value in values.items() if name != parent_key and value is not None}
    return Term(id=key, parent=str(values.get(parent_key, "")), **fields)  # type: ignore[arg-type]


def _check_parents(register: Register, document: Document) -> None:
    """Reports parents that do not exist, circles and depth; the terms concerned lose their parent."""
    key = _PARENT_KEYS[register.kind]
    _check_known_parents(register, document, key)
    for term_id in first_of_circles(_parents(register)):
        message = f"`{key}` leads in a circle back to `{term_id}`"
        hint = f"Delete `{key}` from one of the entries in the circle."
        _without_parent(register, document, term_id, "E301", message, hint)
    for term_id in below_last_level(_parents(register)):
        message = f"`{key}` puts `{term_id}` more than {MAX_LEVELS} levels deep"
        hint = f"Name an entry further up with `{key}`, or delete the line."
        _without_parent(register, document, term_id, "E304", message, hint)


def _check_known_parents(register: Register, document: Document, key: str) -> None:
    suggestions = Suggestions(register.terms)
    for term_id, parent in _parents(register).items():
        if parent not in register.terms:
            hint = suggestions.did_you_mean(parent) or f"Add an entry `{parent}:`, or correct `{key}`."
            message = f"`{key}` names “{parent}”, which is not in this file"
            _without_parent(register, document, term_id, "E302", message, hint)


def _parents(register: Register) -> dict[str, str]:
    """The id above each id that has one, in the order of the file."""
    return {term.id: term.parent for term in register.terms.values() if term.parent}


def _without_parent(
    register: Register, document: Document, term_id: str, code: str, message: str, hint: str
) -> None:
    """Reports what is wrong with a term's parent, and takes it away."""
    line, column = document.position((term_id, _PARENT_KEYS[register.kind]))
    register.diagnostics.append(
        Diagnostic(code=code, message=message, path=register.path, line=line, column=column, hint=hint)
    )
    register.terms[term_id] = replace(register.terms[term_id], parent="")


def _problem(
    register: Register, document: Document, key: str, code: str, message: str, hint: str
) -> Diagnostic:
    line, column = document.keys[(key,)]
    return Diagnostic(code=code, message=message, path=register.path, line=line, column=column, hint=hint)
