"""YAML inside of a file, as text with positions: what the other modules here work on.

A `YamlFile` is never written out again from its data: edits replace the signs that they are about, and
all others stay as somebody wrote them.
"""

from __future__ import annotations

import copy
import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any

import yaml

from sitegen.diagnostics import ProblemsError
from sitegen.read.frontmatter import read_front_matter
from sitegen.read.split import FENCE
from sitegen.read.text import decode
from sitegen.read.yaml12 import Document, KeyPath, Value, load_mapping

_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_LINE = re.compile(r"[^\r\n]*(?:\r\n|\r|\n|\Z)")


class EditError(ValueError):
    """The edit cannot be made without touching more than it should. The message says why."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Edit:
    """The signs from `start` up to `end`, counted from 0, are replaced by `text`."""

    start: int
    end: int
    text: str


def apply_edits(text: str, edits: Iterable[Edit]) -> str:
    """The text with all edits made. Raises `EditError` when two of them overlap."""
    parts, position = [], 0
    for edit in sorted(edits, key=lambda edit: (edit.start, edit.end)):
        if edit.start < position or edit.end < edit.start:
            raise EditError("Two edits overlap")
        parts += [text[position : edit.start], edit.text]
        position = edit.end
    return "".join([*parts, text[position:]])


@dataclass(frozen=True, kw_only=True)
class YamlFile:
    """A file that holds YAML.

    path: relative to the archive's root, for messages
    head: all before the YAML: a byte order mark, the first line `---`
    content: the YAML, with its own line ends; all positions count from its first sign
    tail: all after it: the second line `---` and the body
    """

    path: str
    head: str
    content: str
    tail: str

    @property
    def text(self) -> str:
        """The whole file."""
        return self.head + self.content + self.tail

    @property
    def data(self) -> bytes:
        """The whole file in UTF-8."""
        return self.text.encode()

    @property
    def is_front_matter(self) -> bool:
        """True for a Markdown file, False for a register."""
        return bool(self.tail)

    @cached_property
    def document(self) -> Document:
        """What sitegen reads from it, with lines and columns of the file. Raises `ProblemsError`."""
        if self.is_front_matter:
            return read_front_matter(self.data, path=self.path).meta
        return load_mapping(decode(self.data, path=self.path), path=self.path)

    @property
    def value(self) -> dict[str, Value]:
        """What sitegen reads from it. Raises `ProblemsError`."""
        return self.document.value

    @cached_property
    def root(self) -> yaml.MappingNode | None:
        """The parsed YAML with its positions; None when there is nothing but comments."""
        node = yaml.compose(self.content, Loader=_LOADER)
        return node if isinstance(node, yaml.MappingNode) else None

    @property
    def newline(self) -> str:
        r"""What ends its lines: `\n`, `\r\n` or `\r`, as its first line says."""
        found = re.search(r"\r\n|\r|\n", self.text)
        return found[0] if found else "\n"

    def edited(self, edits: Iterable[Edit], intended: dict[str, Value]) -> YamlFile:
        """The file after edits of its YAML, read again.

        Raises `EditError` when it does not hold what was intended, in the same order.
        """
        result = replace(self, content=apply_edits(self.content, edits))
        try:
            is_right = _is_same(result.value, intended)
            is_right = is_right and split_text(result.text) == (result.head, result.content, result.tail)
        except ProblemsError as problems:
            reason = problems.diagnostics[0].message
            raise EditError(f"{self.path} could not be edited in place: {reason}") from None
        if not is_right:
            raise EditError(f"{self.path} could not be edited in place: other values would change")
        return result


def open_yaml(data: bytes, *, path: str) -> YamlFile:
    """The front matter of a Markdown file, or a whole YAML file, ready to be edited.

    Raises `ProblemsError` as the reader of such files does.
    """
    decode(data, path=path)  # It says in words for people what is wrong with the encoding.
    text = data.decode()
    if not path.endswith(".md"):
        bom = "\ufeff" if text.startswith("\ufeff") else ""
        file = YamlFile(path=path, head=bom, content=text.removeprefix(bom), tail="")
    else:
        read_front_matter(data, path=path)
        head, inner, tail = split_text(text)
        file = YamlFile(path=path, head=head, content=inner, tail=tail)
    _ = file.value
    return file


def changed(value: dict[str, Value], path: KeyPath, change: Callable[[Any, Any], None]) -> dict[str, Value]:
    """Data in which `change(container, key)` was called on a copy of the container of a path's last key."""
    result = dict(value)
    container: Any = result
    for key in path[:-1]:
        container[key] = copy.copy(container[key])
        container = container[key]
    change(container, path[-1])
    return result


def content_end(node: yaml.Node, text: str) -> int:
    """Where the last sign of a value ends: before its comment, blank lines and line end."""
    start, end = node.start_mark.index, node.end_mark.index
    if isinstance(node, yaml.ScalarNode):
        is_block = node.style in ("|", ">")
        return start + len(text[start:end].rstrip(" \t\r\n")) if is_block else end
    if not isinstance(node, yaml.CollectionNode) or node.flow_style or not node.value:
        return end
    last = node.value[-1]
    return content_end(last[1] if isinstance(node, yaml.MappingNode) else last, text)


def line_start(text: str, position: int) -> int:
    """Where the line begins that holds a position."""
    return max(text.rfind("\n", 0, position), text.rfind("\r", 0, position)) + 1


def next_line(text: str, position: int) -> int:
    """Where the line after that of a position begins; the text's end when there is none."""
    found = _LINE.match(text, position)
    return found.end() if found else len(text)


def column(text: str, position: int) -> int:
    """How many signs stand before a position on its line."""
    return position - line_start(text, position)


def split_text(text: str) -> tuple[str, str, str]:
    """Head, YAML and tail of a file, as `YamlFile` has them; a file without front matter is all YAML."""
    bom = "\ufeff" if text.startswith("\ufeff") else ""
    starts = _fences(text, len(bom))
    if len(starts) < 2:
        return bom, text.removeprefix(bom), ""
    begin = next_line(text, starts[0])
    return text[:begin], text[begin : starts[1]], text[starts[1] :]


def _fences(text: str, position: int) -> list[int]:
    """Where the lines begin that enclose the front matter: none, or both."""
    found: list[int] = []
    while position < len(text) and len(found) < 2:
        end = next_line(text, position)
        line = text[position:end]
        if line.rstrip() == FENCE:
            found.append(position)
        elif not found and line.strip():
            return []
        position = end
    return found if len(found) == 2 else []


def _is_same(one: Value, other: Value) -> bool:
    """True for equal values whose keys have one order, too."""
    if isinstance(one, dict) and isinstance(other, dict):
        return list(one) == list(other) and all(_is_same(value, other[key]) for key, value in one.items())
    return one == other
