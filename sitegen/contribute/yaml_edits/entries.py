"""Edits of registers: a new entry, an entry less, another id."""

from __future__ import annotations

from collections.abc import Mapping

from sitegen.contribute.yaml_edits.keys import remove_key, rename_key
from sitegen.contribute.yaml_edits.layout import entry_indent, key_lines
from sitegen.contribute.yaml_edits.lines import are_spaced, new_lines
from sitegen.contribute.yaml_edits.scalars import Written, data_of, scalar_text
from sitegen.contribute.yaml_edits.text import Edit, EditError, YamlFile


def add_entry(file: YamlFile, entry_id: str, entry: Mapping[str, Written]) -> YamlFile:
    """A new entry of a register: in its alphabetical place when all ids are in order, else at the end.

    Indentation, lists and blank lines between entries are as in the entries that are there.
    """
    mapping = file.root
    ids = [str(key.value) for key, _ in mapping.value] if mapping else []
    if entry_id in ids:
        raise EditError(f"`{entry_id}` is in {file.path} already")
    in_order = len(ids) > 1 and ids == sorted(ids)
    at = next((n for n, known in enumerate(ids) if in_order and known > entry_id), len(ids))
    items = [*file.value.items()]
    items.insert(at, (entry_id, {key: data_of(value) for key, value in entry.items()}))
    if mapping and mapping.flow_style and ids:
        raise EditError(f"{file.path} is written in braces: write each entry on lines of its own")
    edit = new_lines(file, mapping, at, _entry_lines(file, entry_id, entry))
    if mapping and ids and are_spaced(file.content, mapping):
        text = f"{file.newline}{edit.text}" if at else f"{edit.text}{file.newline}"
        edit = Edit(start=edit.start, end=edit.end, text=text)
    return file.edited([edit], dict(items))


def remove_entry(file: YamlFile, entry_id: str) -> YamlFile:
    """Removes an entry of a register, with its comments and the blank lines behind it."""
    return remove_key(file, (entry_id,))


def rename_entry(file: YamlFile, entry_id: str, new_id: str) -> YamlFile:
    """Another id for an entry of a register, at its old place. Who names it by its id is not looked at."""
    return rename_key(file, (entry_id,), new_id)


def _entry_lines(file: YamlFile, entry_id: str, entry: Mapping[str, Written]) -> list[str]:
    indent = " " * entry_indent(file)
    inner = (line for key, value in entry.items() for line in key_lines(file, key, value))
    return [f"{scalar_text(entry_id)}:", *(f"{indent}{line}" for line in inner)]
