"""YAML for people: scalars stay text, and nothing in a document can surprise.

As in YAML 1.2's failsafe schema (chapter 10.1), every scalar is text, so that `NO`, `12:30`,
`010` and `2025-11-21` mean what they look like; an empty value and `null` are None. The model that
checks a value turns text into numbers and booleans where it expects them. Anchors, aliases, tags and
second documents are refused: they make short files that expand to gigabytes, or hide what is said.
"""

from __future__ import annotations

from collections.abc import Iterator

import msgspec
import yaml

from sitegen.diagnostics import Diagnostic, ProblemsError
from sitegen.read.yaml_mistakes import syntax_problem, unreadable_sign

MAX_DEPTH = 20
_NULLS = frozenset({"", "~", "null", "Null", "NULL"})
_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)

_MAPPING_HINT = "Write a list of `key: value` lines."

KeyPath = tuple[str | int, ...]
Value = None | str | list["Value"] | dict[str, "Value"]


class Document(msgspec.Struct):
    """A YAML mapping and where each of its parts stands.

    value: the mapping
    keys: 1-based (line, column) of each key, by its path: `("corrections", 0, "date")`
    values: the same for each value
    """

    value: dict[str, Value] = msgspec.field(default_factory=dict)
    keys: dict[KeyPath, tuple[int, int]] = msgspec.field(default_factory=dict)
    values: dict[KeyPath, tuple[int, int]] = msgspec.field(default_factory=dict)

    def position(self, path: KeyPath) -> tuple[int, int]:
        """Where the value at a path stands, or the nearest part around it that exists."""
        while path and path not in self.values:
            path = path[:-1]
        return self.values.get(path, (1, 1))


def load_mapping(text: str, *, path: str, first_line: int = 1) -> Document:
    """The mapping that a YAML text holds.

    path: the file, for messages
    first_line: line of the file on which the text begins

    Raises `ProblemsError` with code E103 (not valid YAML) or E104 (refused).
    """
    reader = _Reader(path, first_line)
    try:
        reader.read(text)
    except yaml.MarkedYAMLError as error:
        raise ProblemsError([syntax_problem(error, text, path, first_line)]) from None
    except yaml.YAMLError:
        raise ProblemsError([unreadable_sign(text, path, first_line)]) from None
    return reader.document


class _Reader:
    """Builds a `Document` from the parser's events."""

    def __init__(self, path: str, first_line: int) -> None:
        self.path = path
        self.first_line = first_line
        self.document = Document()

    def read(self, text: str) -> None:
        events = iter(yaml.parse(text, Loader=_LOADER))
        documents = 0
        for event in events:
            if not isinstance(event, yaml.DocumentStartEvent):
                continue
            documents += 1
            if documents > 1:
                raise self._refusal(event, "A second document begins here", "Delete the line `---`.")
            content = next(events)
            value = self._value(content, events, ())
            if isinstance(value, dict):
                self.document.value = value
            elif value is not None:
                raise self._problem("E103", content, "This is not a list of keys", _MAPPING_HINT)

    def _value(self, event: yaml.Event, events: Iterator[yaml.Event], path: KeyPath) -> Value:
        self._refuse_magic(event)
        self.document.values[path] = self._mark(event)
        if isinstance(event, yaml.ScalarEvent):
            # A plain scalar has the style None, or "" from the C parser.
            return None if not event.style and event.value in _NULLS else str(event.value)
        if len(path) >= MAX_DEPTH:
            raise self._refusal(event, "The values are nested too deeply", "Write a flat list.")
        if isinstance(event, yaml.SequenceStartEvent):
            return self._sequence(events, path)
        return self._mapping(events, path)

    def _sequence(self, events: Iterator[yaml.Event], path: KeyPath) -> list[Value]:
        items: list[Value] = []
        for event in events:
            if isinstance(event, yaml.SequenceEndEvent):
                break
            items.append(self._value(event, events, (*path, len(items))))
        return items

    def _mapping(self, events: Iterator[yaml.Event], path: KeyPath) -> dict[str, Value]:
        mapping: dict[str, Value] = {}
        for event in events:
            if isinstance(event, yaml.MappingEndEvent):
                break
            self._refuse_magic(event)
            if not isinstance(event, yaml.ScalarEvent):
                raise self._problem("E103", event, "A key must be a word", "Write `key: value`.")
            key = str(event.value)
            if key in mapping:
                first = self.document.keys[(*path, key)][0]
                message = f"The key `{key}` stands here a second time; it is already on line {first}"
                raise self._problem("E103", event, message, "Keep one of the two.")
            self.document.keys[(*path, key)] = self._mark(event)
            mapping[key] = self._value(next(events), events, (*path, key))
        return mapping

    def _refuse_magic(self, event: yaml.Event) -> None:
        if isinstance(event, yaml.AliasEvent) or getattr(event, "anchor", None):
            hint = "Write the value out, or put it in quotes if it begins with & or *."
            raise self._refusal(event, "YAML anchors and aliases (& and *) are not allowed", hint)
        if getattr(event, "tag", None):
            hint = "Delete it, or put the value in quotes if it begins with an exclamation mark."
            raise self._refusal(event, "YAML tags (!) are not allowed", hint)

    def _mark(self, event: yaml.Event) -> tuple[int, int]:
        mark = event.start_mark
        return (mark.line + self.first_line, mark.column + 1) if mark else (self.first_line, 1)

    def _refusal(self, event: yaml.Event, message: str, hint: str) -> ProblemsError:
        return self._problem("E104", event, message, hint)

    def _problem(self, code: str, event: yaml.Event, message: str, hint: str) -> ProblemsError:
        line, column = self._mark(event)
        return ProblemsError(
            [Diagnostic(code=code, message=message, path=self.path, line=line, column=column, hint=hint)]
        )
