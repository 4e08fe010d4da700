"""`sitegen tag add` and its kin: a new entry of a register."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from sitegen.contribute.terms.doubles import suspected_doubles
from sitegen.contribute.terms.editing import (
    PARENT_KEYS,
    TermChange,
    TermError,
    checked_change,
    found_term,
    open_register,
)
from sitegen.contribute.terms.uses import ArchiveTexts
from sitegen.contribute.yaml_edits import add_entry
from sitegen.model import Term, TermKind
from sitegen.read.field_types import clean_text
from sitegen.read.names import slug_of
from sitegen.read.register_file import ENTRY_SCHEMAS, parse_register
from sitegen.read.registers import Register

Value = str | int | float


@dataclass(frozen=True, slots=True, kw_only=True)
class NewTerm:
    """An entry to be added.

    id: empty for the name's slug
    parent: name or id of the entry above it
    details: further keys of the register and their values; an empty text or None counts as absent
    """

    name: str
    id: str = ""
    aliases: Sequence[str] = ()
    parent: str = ""
    details: Mapping[str, Value | None] = field(default_factory=dict)


def add_terms(
    root: Path, texts: ArchiveTexts, kind: TermKind, added: Sequence[NewTerm], *, allow_similar: bool = False
) -> TermChange:
    """The change that adds entries to a register.

    allow_similar: adds them also when another entry may be the same

    Raises `TermError`, and `EditError` or `ProblemsError` when the file cannot be edited.
    """
    before = after = open_register(root, kind)
    register = texts.registers[kind]
    for new in added:
        name = " ".join(str(clean_text(new.name)).split())
        term_id = new.id or slug_of(name)
        if not term_id:
            raise TermError(f"“{name}” holds no letter or digit that an address could use. Give it an --id.")
        _refuse_known(register, name, term_id, new)
        after = add_entry(after, term_id, _entry(register, kind, name, new))
        with_new = parse_register(kind, after.data)
        if not allow_similar:
            _refuse_similar(register, with_new, term_id)
        register = with_new
    return checked_change(root, texts, kind, before, after)


def _refuse_known(register: Register, name: str, term_id: str, new: NewTerm) -> None:
    for text in (name, term_id, *new.aliases):
        term = register.find(text)
        if term:
            also = f", with the name “{term.name}”" if term.name != text else ""
            raise TermError(f"“{text}” is in {register.path} already: entry `{term.id}`{also}")


def _entry(register: Register, kind: TermKind, name: str, new: NewTerm) -> dict[str, Value | list[str]]:
    """The keys that have a value, in the order of docs/content-model.md."""
    values: dict[str, Value | list[str] | None] = {"name": name, "aliases": list(new.aliases), **new.details}
    if new.parent and PARENT_KEYS[kind]:
        values[PARENT_KEYS[kind]] = found_term(register, new.parent).id
    order = list(ENTRY_SCHEMAS[kind].model_fields)
    kept = {key: value for key, value in values.items() if value not in (None, "", [])}
    return {key: kept[key] for key in sorted(kept, key=order.index)}


def _refuse_similar(before: Register, after: Register, term_id: str) -> None:
    """Raises `TermError` when an entry that is there may be the same as the new one."""
    for double in suspected_doubles(after.terms):
        if term_id in (double.first, double.second):
            other = after.terms[double.first if double.second == term_id else double.second]
            raise TermError(_like(before, other, double.reason))
    near = before.suggestions.nearest(after.terms[term_id].name) if term_id in after.terms else ""
    meant = before.find(near) if near else None
    if meant:
        raise TermError(_like(before, meant, "similar name"))


def _like(register: Register, other: Term, reason: str) -> str:
    return (
        f"{register.path} has “{other.name}” (`{other.id}`) already: {reason}. If it is another "
        f"{register.kind} all the same, add --allow-similar."
    )
