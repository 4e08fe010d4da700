"""A problem in a file, with all that is needed to mend it."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property, lru_cache
from itertools import islice

from pydantic import BaseModel

from sitegen.contribute.yaml_edits import YamlFile, open_yaml, replace_value
from sitegen.contribute.yaml_edits.nodes import path_at
from sitegen.contribute.yaml_edits.text import split_text
from sitegen.diagnostics import Diagnostic
from sitegen.model import TermKind
from sitegen.read.registers import REGISTER_PATHS, Register
from sitegen.read.schema import ArticleMeta, OutletEntry, PageMeta, PlaceEntry, TagEntry
from sitegen.read.validate import model_at
from sitegen.read.yaml12 import KeyPath, Value

_LINE_END = re.compile(r"\r\n|\r|\n")
_ENTRIES: Mapping[TermKind, type[BaseModel]] = {"tag": TagEntry, "place": PlaceEntry, "outlet": OutletEntry}


@dataclass(frozen=True, slots=True)
class Repair:
    """What a fix makes of a file.

    text: the whole file
    note: what was done, for people: “`date`: 2025-1-5 → 2025-01-05”
    """

    text: str
    note: str


@dataclass(frozen=True, slots=True)
class FoundText:
    """A text of the YAML, and where it is."""

    file: YamlFile
    path: KeyPath
    value: str


@dataclass(frozen=True, kw_only=True)
class Case:
    """A problem to be mended.

    text: the file as it is, with its byte order mark and line ends
    registers: by kind
    """

    path: str
    text: str
    problem: Diagnostic
    registers: Mapping[TermKind, Register]

    @cached_property
    def position(self) -> int:
        """Where the problem begins in the text; its line's beginning when it has no column."""
        ends = islice(_LINE_END.finditer(self.text), max(self.problem.line - 2, 0), None)
        end = next(ends, None) if self.problem.line > 1 else None
        begin = end.end() if end else int(self.text.startswith("\ufeff"))
        return begin + max(self.problem.column, 1) - 1

    @property
    def yaml(self) -> YamlFile:
        """The file's YAML, to be edited. Raises `ProblemsError`."""
        return _opened(self.text, self.path)

    def key_path(self, file: YamlFile) -> KeyPath | None:
        """The key that the problem is about."""
        return _at(file.document.keys, self.problem)

    def found_text(self) -> FoundText | None:
        """The value that the problem is about, when it is a text. Raises `ProblemsError`."""
        file = self.yaml
        path = _at(file.document.values, self.problem)
        value = value_at(file, path) if path else None
        return FoundText(file, path, value) if path and isinstance(value, str) else None

    def model(self, path: KeyPath) -> type[BaseModel]:
        """The model whose keys stand around the last part of a path."""
        kind = next((kind for kind, register in REGISTER_PATHS.items() if register == self.path), None)
        if kind:
            return model_at(_ENTRIES[kind], path[1:])
        is_article = self.path.startswith("content/articles/")
        return model_at(ArticleMeta if is_article else PageMeta, path)

    def replaced(self, old: str, new: str, note: str, *, at: int | None = None) -> Repair | None:
        """Another text in the place of one.

        In the front matter the whole value is written anew, in its own quotes; comments are left alone.

        at: where the old text stands; None means where the problem begins
        """
        at = self.position if at is None else at
        if at >= self._body_start:
            is_there = self.text.startswith(old, at)
            return Repair(self.text[:at] + new + self.text[at + len(old) :], note) if is_there else None
        file = self.yaml
        path = path_at(file, at - len(file.head))
        value = value_at(file, path) if path else None
        if path is None or not isinstance(value, str) or old not in value:
            return None
        return Repair(replace_value(file, path, value.replace(old, new)).text, note)

    @property
    def is_in_body(self) -> bool:
        """True when the problem is behind the front matter."""
        return self.position >= self._body_start

    @property
    def _body_start(self) -> int:
        head, content, _ = split_text(self.text)
        return len(head) + len(content)


def value_at(file: YamlFile, path: KeyPath) -> Value:
    """The value at a path that exists."""
    value: Value = file.value
    for part in path:
        value = value[part]  # type: ignore[index]  # The path comes from the same document.
    return value


@lru_cache(maxsize=2)
def _opened(text: str, path: str) -> YamlFile:
    """A file may have many problems, each of which asks for it."""
    return open_yaml(text.encode(), path=path)


def _at(places: Mapping[KeyPath, tuple[int, int]], problem: Diagnostic) -> KeyPath | None:
    """The longest path at the problem's line and column."""
    found = [path for path, place in places.items() if path and place == (problem.line, problem.column)]
    return max(found, key=len, default=None)
