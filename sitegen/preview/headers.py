"""Reads the site's own `_headers`, so that the preview sends what the host will send."""

from __future__ import annotations

from fnmatch import fnmatchcase
from pathlib import Path

from sitegen.plan.urls import HEADERS

HeaderRules = list[tuple[str, dict[str, str]]]


def read_header_rules(folder: Path) -> HeaderRules:
    """Patterns and their headers, in the order of the file (Netlify's format); empty without a file."""
    try:
        lines = (folder / HEADERS.lstrip("/")).read_text(encoding="utf-8").splitlines()
    except FileNotFoundError:
        return []
    rules: HeaderRules = []
    for line in lines:
        if line.startswith(" ") and rules:
            name, _, value = line.strip().partition(": ")
            rules[-1][1][name] = value
        elif line.strip():
            rules.append((line.strip(), {}))
    return rules


def headers_for(path: str, rules: HeaderRules) -> dict[str, str]:
    """The headers of all rules that match a path; a later rule wins."""
    headers: dict[str, str] = {}
    for pattern, found in rules:
        if fnmatchcase(path, pattern):
            headers.update(found)
    return headers
