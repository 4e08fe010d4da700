"""`sitegen tag rename` and its kin: another name, and if wanted another id, for an entry."""

from __future__ import annotations

from pathlib import Path

from sitegen.contribute.terms.editing import (
    PARENT_KEYS,
    TermChange,
    TermError,
    checked_change,
    found_term,
    open_register,
    with_alias,
    with_former_id,
    without_item,
)
from sitegen.contribute.terms.uses import ArchiveTexts
from sitegen.contribute.yaml_edits import YamlFile, rename_entry, replace_value, replace_values
from sitegen.model import Term, TermKind
from sitegen.read.field_types import clean_text
from sitegen.read.names import folded, slug_of
from sitegen.read.registers import Register


def rename_term(
    root: Path, texts: ArchiveTexts, kind: TermKind, text: str, new_name: str, new_id: str = ""
) -> TermChange:
    """The change that gives an entry another name: the old one becomes an alias.

    text: the entry's name, id or alias
    new_id: empty keeps the id; else the old one becomes a former id, whose page leads to the new one

    Raises `TermError`, and `EditError` or `ProblemsError` when the file cannot be edited.
    """
    register = texts.registers[kind]
    term = found_term(register, text)
    name = " ".join(str(clean_text(new_name)).split())
    _refuse_taken(register, term, name, new_id)
    before = open_register(root, kind)
    after = _with_name(before, term, name)
    if new_id and new_id != term.id:
        after = _with_id(after, register, term, new_id)
    if after == before:
        raise TermError(f"`{term.id}` has that name already")
    notes = []
    if new_id and new_id != term.id:
        notes.append(f"/{kind}s/{term.id}/ leads to /{kind}s/{new_id}/ from now on.")
    return checked_change(root, texts, kind, before, after, notes=notes)


def _refuse_taken(register: Register, term: Term, name: str, new_id: str) -> None:
    if new_id and slug_of(new_id) != new_id:
        raise TermError(f"An id may hold only a–z, 0–9 and hyphens, such as {slug_of(new_id) or term.id}")
    for text in (name, new_id):
        other = register.terms.get(register.names.get(folded(text), term.id)) if text else None
        if other and other.id != term.id:
            raise TermError(
                f"“{text}” already names the entry `{other.id}`. To make one of the two, run: "
                f"sitegen {register.kind} merge {term.id} {other.id}"
            )


def _with_name(file: YamlFile, term: Term, name: str) -> YamlFile:
    if name == term.name:
        return file
    file = without_item(file, term.id, "aliases", name)
    file = replace_value(file, (term.id, "name"), name)
    return with_alias(file, term.id, [term.name])


def _with_id(file: YamlFile, register: Register, term: Term, new_id: str) -> YamlFile:
    # An id that an entry had before, and has again, is no longer a former one.
    file = without_item(file, term.id, "former_ids", new_id)
    file = without_item(file, term.id, "aliases", new_id)
    file = rename_entry(file, term.id, new_id)
    children = (child.id for child in register.terms.values() if child.parent == term.id)
    file = replace_values(file, {(child, PARENT_KEYS[register.kind]): new_id for child in children})
    return with_former_id(file, new_id, term.id)
