"""How a file is laid out, so that what is new looks like what is there."""

from __future__ import annotations

from collections.abc import Iterator

import yaml

from sitegen.contribute.yaml_edits.scalars import Written, scalar_text, value_text
from sitegen.contribute.yaml_edits.text import YamlFile


def key_lines(file: YamlFile, name: str, value: Written) -> list[str]:
    """The lines of a new key: a list in brackets, or an item to a line, as the file's first list is."""
    items = [scalar_text(item) for item in value] if isinstance(value, list | tuple) else []
    offset = _list_offset(file) if items else None
    if offset is None:
        return [f"{scalar_text(name)}: {value_text(value)}".rstrip()]
    return [f"{scalar_text(name)}:", *(f"{' ' * offset}- {item}" for item in items)]


def entry_indent(file: YamlFile) -> int:
    """How far the keys of the first entry are indented."""
    for key, entry in _pairs(file.root):
        if isinstance(entry, yaml.MappingNode) and not entry.flow_style and entry.value:
            return entry.start_mark.column - key.start_mark.column
    return 2


def _list_offset(file: YamlFile) -> int | None:
    """How far dashes are indented below their key; None when lists stand in brackets."""
    for outer_key, outer in _pairs(file.root):
        for key, value in ((outer_key, outer), *_pairs(outer)):
            if isinstance(value, yaml.SequenceNode) and value.value:
                return None if value.flow_style else value.start_mark.column - key.start_mark.column
    return None


def _pairs(node: yaml.Node | None) -> Iterator[tuple[yaml.Node, yaml.Node]]:
    yield from node.value if isinstance(node, yaml.MappingNode) else ()
