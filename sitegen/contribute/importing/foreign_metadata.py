"""The metadata at the head of other generators' Markdown files, as they write it: YAML, TOML or lines."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping

from sitegen.diagnostics import ProblemsError
from sitegen.read.yaml12 import load_mapping

MAX_METADATA = 64 * 1024

Metadata = dict[str, object]

_LINE = re.compile(r"([A-Za-z_][\w .-]{0,60}?)\s*:(?:\s+(.*))?$", re.ASCII)
_ITEM = re.compile(r"\s*-\s+(.*)$")
# Headers without a fence are told from a text such as `Note: …` by the key that comes first.
_FIRST_HEADERS = frozenset({"title", "date", "author", "authors", "slug", "category", "tags", "lang"})


def split_metadata(text: str) -> tuple[Metadata, str]:
    """Metadata by key in lower case, and the text after it; none when the text begins without."""
    text = text.lstrip("\n")
    first, _, rest = text.partition("\n")
    if first.rstrip() == "---":
        return _fenced(text, rest, ("---", "..."))
    if first.rstrip() == "+++":
        return _fenced(text, rest, ("+++",))
    found = _LINE.match(first)
    if found and found[1].lower() in _FIRST_HEADERS:
        head, _, body = text.partition("\n\n")
        return _from_lines(head[:MAX_METADATA]), body
    return {}, text


def _fenced(text: str, rest: str, ends: tuple[str, ...]) -> tuple[Metadata, str]:
    lines = rest.split("\n")
    end = next((number for number, line in enumerate(lines) if line.rstrip() in ends), None)
    if end is None:
        return {}, text
    head = "\n".join(lines[:end])[:MAX_METADATA]
    values = _from_toml(head) if ends == ("+++",) else _from_yaml(head)
    return values, "\n".join(lines[end + 1 :])


def _from_yaml(head: str) -> Metadata:
    """What our strict reader takes; where it refuses, what single lines say."""
    try:
        return _lower(load_mapping(head + "\n", path="").value)
    except ProblemsError:
        return _from_lines(head)


def _from_toml(head: str) -> Metadata:
    try:
        return _lower(tomllib.loads(head))
    except (tomllib.TOMLDecodeError, RecursionError):
        return {}


def _lower(values: Mapping[str, object]) -> Metadata:
    return {key.strip().lower(): value for key, value in values.items()}


def _from_lines(head: str) -> Metadata:
    """Lines `key: value`; indented lines go on with a value, and lines `- value` make a list."""
    values: Metadata = {}
    key = ""
    for line in head.split("\n"):
        found = None if line[:1] in {" ", "\t"} else _LINE.match(line)
        item = _ITEM.match(line)
        if found:
            key = found[1].lower()
            values[key] = _unquoted(found[2] or "")
        elif key and item:
            before = values[key]
            values[key] = [*(before if isinstance(before, list) else []), _unquoted(item[1])]
        elif key and line.strip() and isinstance(values[key], str):
            values[key] = f"{values[key]} {line.strip()}".strip()
    return values


def _unquoted(text: str) -> object:
    text = text.strip()
    if len(text) >= 2 and text[0] == text[-1] and text[0] in "\"'":
        return text[1:-1]
    if text.startswith("[") and text.endswith("]"):
        return [_unquoted(part) for part in text[1:-1].split(",") if part.strip()]
    return text
