"""A register's file becomes a `Register`."""

from __future__ import annotations

from collections.abc import Mapping

from msgspec.structs import replace
from pydantic import BaseModel

from sitegen.diagnostics import Diagnostic, ProblemsError
from sitegen.model import Term, TermKind
from sitegen.read.hierarchy import MAX_LEVELS, below_last_level, first_of_circles
from sitegen.read.names import folded, slug_of
from sitegen.read.registers import REGISTER_PATHS, Register, names_of
from sitegen.read.schema import OutletEntry, PlaceEntry, TagEntry
from sitegen.read.text import decode
from sitegen.read.validate import validated
from sitegen.read.yaml12 import Document, load_mapping
from sitegen.suggest import Suggestions

ENTRY_SCHEMAS: dict[TermKind, type[BaseModel]] = {"tag": TagEntry, "place": PlaceEntry, "outlet": OutletEntry}
# The key that names the entry above.
_PARENT_KEYS: dict[TermKind, str] = {"tag": "broader", "place": "within", "outlet": ""}


def parse_register(kind: TermKind, data: bytes) -> Register:
    """The register that a file's bytes hold. Problems are in its `diagnostics`."""
    register = Register(kind=kind, path=REGISTER_PATHS[kind])
    try:
        document = load_mapping(decode(data, path=register.path), path=register.path)
    except ProblemsError as problems:
        register.diagnostics.extend(problems.diagnostics)
        return register
    for key in document.value:
        _add_entry(register, document, key)
    _check_parents(register, document)
    return register


def _add_entry(register: Register, document: Document, key: str) -> None:
    better = slug_of(key)
    if key != better or not key:
        hint = f"Write `{better}:`, and the name as `name: {key}`." if better else "Choose another id."
        message = f"The id “{key}” may hold only a–z, 0–9 and hyphens"
        register.diagnostics.append(_problem(register, document, key, "E107", message, hint))
        return
    try:
        entry = validated(document, ENTRY_SCHEMAS[register.kind], path=register.path, at=(key,))
    except ProblemsError as problems:
        register.diagnostics.extend(problems.diagnostics)
        return
    term = _term(register.kind, key, entry)
    if key in term.former_ids:
        message, hint = f"`former_ids` of `{key}` holds the entry's own id", "Delete it from the list."
        register.diagnostics.append(_problem(register, document, key, "E107", message, hint))
        return
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
