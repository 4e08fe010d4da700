"""Edits of lists: a new item, an item less."""

from __future__ import annotations

import yaml

from sitegen.contribute.yaml_edits.lines import (
    dashes,
    end_of_lines,
    insertion,
    new_flow_item,
    without_flow_part,
    without_lines,
)
from sitegen.contribute.yaml_edits.nodes import found_at, is_blank, pair_at, path_name
from sitegen.contribute.yaml_edits.scalars import Scalar, plain_value, scalar_text
from sitegen.contribute.yaml_edits.text import (
    Edit,
    EditError,
    YamlFile,
    changed,
    column,
    content_end,
    line_start,
)
from sitegen.contribute.yaml_edits.values import to_list
from sitegen.read.yaml12 import KeyPath


def add_item(file: YamlFile, path: KeyPath, value: Scalar) -> YamlFile:
    """A new last item of a list, written as its items are; a list in brackets where there was none."""
    node = found_at(file, path).node
    if isinstance(node, yaml.ScalarNode) and not is_blank(node):
        raise EditError(f"`{path_name(path)}` in {file.path} is no list")
    if isinstance(node, yaml.ScalarNode):
        return to_list(file, path, [value])

    def append(container: dict[str, list[str]], key: str) -> None:
        container[key] = [*container[key], plain_value(value)]

    intended = changed(file.value, path, append)
    if not isinstance(node, yaml.SequenceNode):
        raise EditError(f"`{path_name(path)}` in {file.path} is no list")
    if not node.value:
        inner = node.start_mark.index + 1
        return file.edited([Edit(start=inner, end=inner, text=scalar_text(value, in_flow=True))], intended)
    if node.flow_style:
        return file.edited(new_flow_item(file, node, scalar_text(value, in_flow=True)), intended)
    end = end_of_lines(
        file.content, content_end(node, file.content), column(file.content, node.start_mark.index)
    )
    indent = file.content[line_start(file.content, node.start_mark.index) : node.start_mark.index]
    if indent.strip():
        raise EditError(f"`{path_name(path)}` in {file.path} begins on the line of another list")
    return file.edited([insertion(file, end, [f"{indent}- {scalar_text(value)}"])], intended)


def remove_item(file: YamlFile, path: KeyPath) -> YamlFile:
    """Removes an item of a list with its comments. The last one leaves `[]`."""
    node = found_at(file, path[:-1]).node
    number = path[-1]
    if not isinstance(node, yaml.SequenceNode) or not isinstance(number, int) or number >= len(node.value):
        raise EditError(f"`{path_name(path)}` is not in {file.path}")
    intended = changed(file.value, path, lambda container, key: container.pop(key))
    if node.flow_style:
        spans = [(item.start_mark.index, content_end(item, file.content)) for item in node.value]
        return file.edited([without_flow_part(file.content, spans, number)], intended)
    ends = [content_end(item, file.content) for item in node.value]
    spans = list(zip(dashes(file.content, node), ends, strict=True))
    edits = [without_lines(file.content, spans, number)]
    if len(spans) == 1:
        colon = file.content.index(":", pair_at(file, path[:-1]).key.end_mark.index) + 1
        edits.append(Edit(start=colon, end=colon, text=" []"))
    return file.edited(edits, intended)
