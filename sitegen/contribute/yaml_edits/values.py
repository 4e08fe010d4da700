"""Edits of values: one scalar for another, a list where a scalar stood."""

from __future__ import annotations

import copy
from collections.abc import Mapping, Sequence
from typing import Any

import yaml

from sitegen.contribute.yaml_edits.nodes import found_at, path_name
from sitegen.contribute.yaml_edits.scalars import (
    Scalar,
    data_of,
    plain_value,
    replacements,
    scalar_text,
    value_text,
)
from sitegen.contribute.yaml_edits.text import Edit, EditError, YamlFile, changed, content_end
from sitegen.read.yaml12 import KeyPath, Value


def replace_value(file: YamlFile, path: KeyPath, value: Scalar) -> YamlFile:
    """Another scalar in the place of one, or of nothing; quoted as the old one when that can hold it."""
    found = found_at(file, path)
    if not isinstance(found.node, yaml.ScalarNode):
        raise EditError(f"`{path_name(path)}` in {file.path} holds a list")
    start, end = found.node.start_mark.index, content_end(found.node, file.content)
    intended = _with_value(file, path, plain_value(value))
    space = " " if start == end else ""
    texts = [
        space + text
        for text in replacements(found.node, file.content[start:end], value, in_flow=found.in_flow)
    ]
    for text in texts[:-1]:
        try:
            return file.edited([Edit(start=start, end=end, text=text)], intended)
        except EditError:
            continue
    return file.edited([Edit(start=start, end=end, text=texts[-1])], intended)


def replace_values(file: YamlFile, values: Mapping[KeyPath, Scalar]) -> YamlFile:
    """The same for many scalars at once, in the time of one.

    Each is written in plain or in the quotes that stood there.
    """
    if not values:
        return file
    edits: list[Edit] = []
    intended = copy.deepcopy(file.value)
    for path, value in values.items():
        found = found_at(file, path)
        if not isinstance(found.node, yaml.ScalarNode):
            raise EditError(f"`{path_name(path)}` in {file.path} holds a list")
        start, end = found.node.start_mark.index, content_end(found.node, file.content)
        quote = found.node.style if found.node.style in ("'", '"') else ""
        text = (" " if start == end else "") + scalar_text(value, in_flow=found.in_flow, quote=quote)
        edits.append(Edit(start=start, end=end, text=text))
        container: Any = intended
        for key in path[:-1]:
            container = container[key]
        container[path[-1]] = plain_value(value)
    return file.edited(edits, intended)


def to_list(file: YamlFile, path: KeyPath, items: Sequence[Scalar]) -> YamlFile:
    """A list in brackets in the place of a scalar, or of nothing."""
    node = found_at(file, path).node
    if not isinstance(node, yaml.ScalarNode):
        raise EditError(f"`{path_name(path)}` in {file.path} is a list already")
    start, end = node.start_mark.index, content_end(node, file.content)
    is_same = list(items) == [node.value] and node.style in ("'", '"')
    text = f"[{file.content[start:end]}]" if is_same else value_text(items)
    text = f" {text}" if start == end else text
    return file.edited([Edit(start=start, end=end, text=text)], _with_value(file, path, data_of(items)))


def _with_value(file: YamlFile, path: KeyPath, value: Value) -> dict[str, Value]:
    def put(container: dict[str | int, Value], key: str | int) -> None:
        container[key] = value

    return changed(file.value, path, put)
