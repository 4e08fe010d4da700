"""The metadata at the head of other generators' Markdown files: YAML, TOML, JSON or lines."""

from __future__ import annotations

import json
import re
import tomllib
from collections.abc import Mapping

from sitegen.contribute.importing.source_values import SourceError
from sitegen.diagnostics import ProblemsError
from sitegen.read.yaml12 import MAX_DEPTH, load_mapping

MAX_METADATA = 64 * 1024

Metadata = dict[str, object]

_LINE = re.compile(r"([A-Za-z_][\w .-]{0,60}?)[ \t]{0,5}:(?:\s+(.*))?$", re.ASCII)
_TOML_LINE = re.compile(r"([A-Za-z_][\w-]{0,60})\s*=\s*(.*)$", re.ASCII)
_ITEM = re.compile(r"\s*-\s+(.*)$")
_LISTED = re.compile(r"\s*(\"[^\"]*\"|'[^']*'|[^,]+)")
# A value on the lines below its key.
_BLOCK_MARKS = frozenset({"|", ">", "|-", ">-", "|+", ">+"})
# Headers without a fence are told from a text such as `Note: …` by the key that comes first.
_FIRST_HEADERS = frozenset({"title", "date", "author", "authors", "slug", "category", "tags", "lang"})
_MOST_DOTS = 200
# Stands for a value that cannot be read, so that its key is reported.
_UNREADABLE = ()


def split_metadata(text: str) -> tuple[Metadata, str]:
    """Metadata by key in lower case, and the text after it; none when the text begins without.

    Raises `SourceError` when there is far too much of it.
    """
    text = text.lstrip("\n")
    first, _, rest = text.partition("\n")
    if first.rstrip() == "---":
        return _fenced(text, rest, ("---", "..."))
    if first.rstrip() == "+++":
        return _fenced(text, rest, ("+++",))
    if first.startswith("{"):
        return _json(text)
    found = _LINE.match(first)
    if found and found[1].lower() in _FIRST_HEADERS:
        return _headers(text)
    return {}, text


def _fenced(text: str, rest: str, ends: tuple[str, ...]) -> tuple[Metadata, str]:
    lines = rest.split("\n")
    end = next((number for number, line in enumerate(lines) if line.rstrip() in ends), None)
    if end is None:
        return {}, text
    head = "\n".join(lines[:end])
    values = _from_toml(head) if ends == ("+++",) else _from_yaml(head)
    # A rule across the page begins a text in the same way.
    return ({}, text) if values is None else (values, "\n".join(lines[end + 1 :]))


def _json(text: str) -> tuple[Metadata, str]:
    """As Hugo takes it: an object, and nothing after it on its last line."""
    try:
        values, end = json.JSONDecoder().raw_decode(text[: MAX_METADATA + 1])
        # An escape may stand for half a sign, which no file can hold: a question mark takes its place.
        values = json.loads(json.dumps(values, ensure_ascii=False).encode("utf-8", "replace"))
    except (ValueError, RecursionError):
        return {}, text
    last, _, body = text[end:].partition("\n")
    return ({}, text) if last.strip() or not values else (_lower(values), body)


def _headers(text: str) -> tuple[Metadata, str]:
    """As Python-Markdown takes them: lines with a key, and indented ones, up to the first other line."""
    lines = text.split("\n")
    end = next((number for number, line in enumerate(lines) if not _is_header(line)), len(lines))
    body = lines[end:] if end == len(lines) or lines[end].strip() else lines[end + 1 :]
    return _from_lines("\n".join(lines[:end]), quoted=False), "\n".join(body)


def _is_header(line: str) -> bool:
    return bool(line.strip()) and (line[0] in " \t" or _LINE.match(line) is not None)


def _from_yaml(head: str) -> Metadata | None:
    """What our strict reader takes; where it refuses, what single lines say; None when that is nothing."""
    _refuse_too_much(head)
    try:
        return _lower(load_mapping(head + "\n", path="").value)
    except ProblemsError:
        return _from_lines(head) or None


def _from_toml(head: str) -> Metadata | None:
    """All of it; when it is broken, its lines above the first table; None when they say nothing."""
    _refuse_too_much(head)
    try:
        return _lower(_toml(head))
    except (ValueError, RecursionError):
        pass
    values: Metadata = {}
    for line in head.split("\n"):
        if line.startswith("["):
            break
        if found := _TOML_LINE.match(line):
            values[found[1].lower()] = _toml_value(found[2])
    return values or None


def _toml_value(text: str) -> object:
    try:
        return _shallow(_toml(f"value = {text}")["value"])
    except (ValueError, RecursionError):
        return _unquoted(text)


def _toml(text: str) -> Metadata:
    """Raises `ValueError`, or `RecursionError`, for what cannot be read."""
    # A dotted key takes the parser time by the square of its parts.
    if any(line.count(".") > _MOST_DOTS for line in text.split("\n")):
        raise ValueError
    return tomllib.loads(text)


def _refuse_too_much(head: str) -> None:
    if len(head) > MAX_METADATA:
        raise SourceError(f"Its front matter is too large: more than {MAX_METADATA // 1024} KB")


def _lower(values: Mapping[str, object]) -> Metadata:
    return {key.strip().lower(): _shallow(value) for key, value in values.items()}


def _shallow(value: object) -> object:
    """The value, unless it is nested so deeply that nothing could walk through it."""
    return value if _is_shallow(value, MAX_DEPTH) else _UNREADABLE


def _is_shallow(value: object, levels: int) -> bool:
    if not isinstance(value, (dict, list)):
        return True
    parts = value.values() if isinstance(value, dict) else value
    return levels > 0 and all(_is_shallow(part, levels - 1) for part in parts)


def _from_lines(head: str, *, quoted: bool = True) -> Metadata:
    """Lines `key: value`; indented lines go on with a value, and lines `- value` make a list.

    quoted: quotation marks and brackets around a value mean what they mean in YAML
    """
    _refuse_too_much(head)
    values: Metadata = {}
    key = ""
    for line in head.split("\n"):
        found = None if line[:1] in {" ", "\t"} else _LINE.match(line)
        if found:
            key = found[1].lower()
            value = (found[2] or "").strip()
            values[key] = _unquoted(value) if quoted else value
        elif key and quoted and (item := _ITEM.match(line)):
            before = values[key]
            values[key] = [*(before if isinstance(before, list) else []), _unquoted(item[1])]
        elif key and line[:1] in {" ", "\t"}:
            values[key] = _continued(values[key], line.strip())
    return values


def _continued(value: object, more: str) -> object:
    if not isinstance(value, str):
        return value
    return more if value in _BLOCK_MARKS else f"{value} {more}".strip()


def _unquoted(text: str) -> object:
    text = text.strip()
    inner = text[1:-1]
    if len(text) >= 2 and text[0] == text[-1] and text[0] in "\"'" and text[0] not in inner:
        return inner
    if text.startswith("[") and text.endswith("]") and not set("[]") & set(inner):
        return [_unquoted(part[1]) for part in _LISTED.finditer(inner) if part[1].strip()]
    return text
