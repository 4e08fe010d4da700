"""JSON with comments, as editors keep their settings: read, and merged where that loses nothing."""

from __future__ import annotations

import json
import re
from typing import Any

Json = dict[str, Any]

# A string, or else a comment, or a comma before a closing bracket.
_TOKEN = re.compile(r"""("(?:[^"\\]|\\.)*")|//[^\n]*|/\*.*?\*/|,(?=\s*[\]}])""", re.DOTALL)


def read_jsonc(text: str) -> Json | None:
    """The object that a text holds, or None when it holds none."""
    # A comment goes before the comma that stands before it and a bracket.
    for _ in range(2):
        text = _TOKEN.sub(lambda match: match[1] or "", text)
    try:
        found = json.loads(text or "{}")
    except ValueError:
        return None
    return found if isinstance(found, dict) else None


def is_plain(text: str) -> bool:
    """True for JSON without comments: to write it anew loses nothing but its layout."""
    try:
        return isinstance(json.loads(text), dict)
    except ValueError:
        return False


def merged(old: Json, wanted: Json) -> Json:
    """What stands there, with all that is wanted: keys are set, and lists get what they lack.

    Of a list's objects, one with the same `label` is replaced.
    """
    result = dict(old)
    for key, value in wanted.items():
        present = result.get(key)
        if isinstance(value, dict) and isinstance(present, dict):
            result[key] = merged(present, value)
        elif isinstance(value, list) and isinstance(present, list):
            result[key] = _joined(present, value)
        else:
            result[key] = value
    return result


def _joined(old: list[Any], wanted: list[Any]) -> list[Any]:
    result = list(old)
    for item in wanted:
        label = item.get("label") if isinstance(item, dict) else None
        same = [n for n, other in enumerate(result) if label and isinstance(other, dict)]
        number = next((n for n in same if result[n].get("label") == label), None)
        if number is not None:
            result[number] = item
        elif item not in result:
            result.append(item)
    return result
