"""Where the parts of a YAML text stand, found by their path."""

from __future__ import annotations

from dataclasses import dataclass

import yaml

from sitegen.contribute.yaml_edits.text import EditError, YamlFile
from sitegen.read.yaml12 import KeyPath


@dataclass(frozen=True, slots=True)
class Found:
    """A node, and whether it stands in brackets."""

    node: yaml.Node
    in_flow: bool


@dataclass(frozen=True, slots=True)
class Pair:
    """A key of a mapping, and the how many-th it is."""

    mapping: yaml.MappingNode
    number: int

    @property
    def key(self) -> yaml.ScalarNode:
        """The key's own node."""
        key: yaml.ScalarNode = self.mapping.value[self.number][0]
        return key


def found_at(file: YamlFile, path: KeyPath) -> Found:
    """The node at a path. Raises `EditError` when there is none."""
    node: yaml.Node | None = file.root
    in_flow = False
    for part in path:
        in_flow = in_flow or (isinstance(node, yaml.CollectionNode) and bool(node.flow_style))
        if isinstance(node, yaml.MappingNode):
            node = next((value for key, value in node.value if key.value == part), None)
        elif isinstance(node, yaml.SequenceNode) and isinstance(part, int) and part < len(node.value):
            node = node.value[part]
        else:
            node = None
    if node is None:
        raise EditError(f"`{path_name(path)}` is not in {file.path}")
    return Found(node, in_flow)


def pair_at(file: YamlFile, path: KeyPath) -> Pair:
    """The key that a path ends with. Raises `EditError` when there is none."""
    mapping = found_at(file, path[:-1]).node if path[:-1] else file.root
    keys = [key.value for key, _ in mapping.value] if isinstance(mapping, yaml.MappingNode) else []
    if not isinstance(mapping, yaml.MappingNode) or path[-1] not in keys:
        raise EditError(f"`{path_name(path)}` is not in {file.path}")
    return Pair(mapping, keys.index(path[-1]))


def mapping_at(file: YamlFile, path: KeyPath) -> yaml.MappingNode | None:
    """The mapping at a path; None for a file that holds no key yet. Raises `EditError`."""
    node = found_at(file, path).node if path else file.root
    if node is not None and not isinstance(node, yaml.MappingNode):
        raise EditError(f"`{path_name(path)}` in {file.path} holds no keys")
    return node


def path_name(path: KeyPath) -> str:
    """A path as messages show it: `tags.0`."""
    return ".".join(map(str, path))


def is_blank(node: yaml.ScalarNode) -> bool:
    """True for a value that was left out, and for `null`."""
    return not node.style and node.tag == "tag:yaml.org,2002:null"


def path_at(file: YamlFile, position: int) -> KeyPath | None:
    """The path of the scalar that holds a position of the YAML; None for keys, comments and brackets."""
    node: yaml.Node | None = file.root
    path: KeyPath = ()
    while isinstance(node, yaml.CollectionNode):
        is_mapping = isinstance(node, yaml.MappingNode)
        parts = ((key.value, value) for key, value in node.value) if is_mapping else enumerate(node.value)
        inside = ((part, inner) for part, inner in parts if _holds(inner, position))
        part, node = next(inside, (None, None))
        path = (*path, part) if part is not None else path
    return path if node is not None else None


def _holds(node: yaml.Node, position: int) -> bool:
    return bool(node.start_mark.index <= position < node.end_mark.index)
