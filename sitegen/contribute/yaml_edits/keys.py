"""Edits of keys: another name, a new key, a key less."""

from __future__ import annotations

from sitegen.contribute.yaml_edits.layout import key_lines
from sitegen.contribute.yaml_edits.lines import new_lines, without_flow_part, without_lines
from sitegen.contribute.yaml_edits.nodes import mapping_at, pair_at, path_name
from sitegen.contribute.yaml_edits.scalars import Written, data_of, scalar_text, value_text
from sitegen.contribute.yaml_edits.text import Edit, EditError, YamlFile, changed, content_end
from sitegen.read.yaml12 import KeyPath, Value


def rename_key(file: YamlFile, path: KeyPath, name: str) -> YamlFile:
    """Another name for a key. Its value and its place stay."""
    pair = pair_at(file, path)
    if path[-1] != name and name in {key.value for key, _ in pair.mapping.value}:
        raise EditError(f"`{name}` is in {file.path} already")
    quote = pair.key.style if pair.key.style in ("'", '"') else ""
    text = scalar_text(name, in_flow=bool(pair.mapping.flow_style), quote=quote)
    edit = Edit(start=pair.key.start_mark.index, end=pair.key.end_mark.index, text=text)

    def rename(container: dict[str, Value], key: str) -> None:
        renamed = {name if old == key else old: value for old, value in container.items()}
        container.clear()
        container.update(renamed)

    return file.edited([edit], changed(file.value, path, rename))


def add_key(file: YamlFile, path: KeyPath, value: Written, *, after: str = "") -> YamlFile:
    """A new key, on a line of its own behind another one or at the mapping's end.

    after: the other key; the end when there is none of that name
    """
    *above, name = path
    mapping = mapping_at(file, tuple(above))
    keys = [str(key.value) for key, _ in mapping.value] if mapping else []
    if name in keys:
        raise EditError(f"`{path_name(path)}` is in {file.path} already")
    at = keys.index(after) + 1 if after in keys else len(keys)

    def insert(container: dict[str, Value], key: str) -> None:
        items = list(container.items())
        items.insert(at, (key, data_of(value)))
        container.clear()
        container.update(items)

    flow = bool(mapping and mapping.flow_style and (keys or above))
    if mapping and flow:
        line = f"{scalar_text(str(name), in_flow=True)}: {value_text(value, in_flow=True)}"
        end = content_end(mapping.value[at - 1][1], file.content) if keys else mapping.start_mark.index + 1
        edit = Edit(start=end, end=end, text=f", {line}" if keys else line)
    else:
        edit = new_lines(file, mapping, at, key_lines(file, str(name), value))
    return file.edited([edit], changed(file.value, path, insert))


def remove_key(file: YamlFile, path: KeyPath) -> YamlFile:
    """Removes a key with its value, the comment beside it and the one right above it.

    A comment at the mapping's head stays, since it is about the whole of it.
    """
    pair = pair_at(file, path)
    intended = changed(file.value, path, lambda container, key: container.pop(key))
    nodes = [(key.start_mark.index, content_end(value, file.content)) for key, value in pair.mapping.value]
    if pair.mapping.flow_style:
        return file.edited([without_flow_part(file.content, nodes, pair.number)], intended)
    return file.edited([without_lines(file.content, nodes, pair.number)], intended)
