"""Diagnostics as text for people, with the source lines around each."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from pathlib import Path

from sitegen.diagnostics import Diagnostic

_CONTEXT = 2
_WIDTH = 120
# More than any line that a person wrote; nothing larger is read to show an excerpt.
_MAX_BYTES = 4 * 1024 * 1024
_COMMAND = re.compile(r"^\s*:(?=:)|##(?=\[)", re.MULTILINE)


def diagnostic_text(diagnostic: Diagnostic, root: Path) -> str:
    """One diagnostic: where, what, the lines around it, what to do next.

    root: the archive's folder, which paths are relative to
    """
    place = place_text(diagnostic)
    where = f"{place}: " if place else ""
    lines = [f"{where}{diagnostic.severity} {diagnostic.code} {diagnostic.rule}"]
    lines.append(f"  {printable(diagnostic.message)}.")
    lines.extend(f"    {line}" for line in excerpt(diagnostic, root))
    if diagnostic.hint:
        lines.append(f"  → {printable(diagnostic.hint)}")
    return "\n".join(lines)


def excerpt(diagnostic: Diagnostic, root: Path) -> Iterator[str]:
    """The line that a diagnostic speaks of and two on either side; nothing when there is no file."""
    if not diagnostic.line:
        return
    lines = _lines(root / diagnostic.path)
    first = max(1, diagnostic.line - _CONTEXT)
    last = min(len(lines), diagnostic.line + _CONTEXT)
    digits = len(str(last))
    for number in range(first, last + 1):
        marker = ">" if number == diagnostic.line else " "
        text, shift = _cut(lines[number - 1], diagnostic.column if number == diagnostic.line else 1)
        yield f"{marker} {number:{digits}} | {text}"
        if number == diagnostic.line and diagnostic.column:
            yield f"  {'':{digits}} | {'':{max(0, diagnostic.column - 1 - shift)}}^"


def count_text(diagnostics: Iterable[Diagnostic]) -> str:
    """Such as “2 errors, 1 warning”; “no problems” when there are none."""
    severities = [diagnostic.severity for diagnostic in diagnostics]
    parts = []
    for severity in ("error", "warning"):
        number = severities.count(severity)
        if number:
            parts.append(f"{number} {severity}{'s' if number > 1 else ''}")
    return ", ".join(parts) or "no problems"


def without_commands(text: str) -> str:
    """A report in which no line is a command to a runner of GitHub Actions.

    It obeys `::command` at the start of a line, and `##[command]` anywhere in one.
    """
    return _COMMAND.sub(r"\g<0> ", text)


def place_text(diagnostic: Diagnostic) -> str:
    """Such as `content/tags.yaml:3:7`; empty when the problem is about no file."""
    if not diagnostic.path:
        return ""
    parts = [printable(diagnostic.path), *(str(n) for n in (diagnostic.line, diagnostic.column) if n)]
    return ":".join(parts)


def source_line(diagnostic: Diagnostic, root: Path) -> str:
    """The line that a diagnostic speaks of; empty when there is none."""
    lines = _lines(root / diagnostic.path) if diagnostic.line else []
    return lines[diagnostic.line - 1] if diagnostic.line <= len(lines) and lines else ""


def printable(text: str) -> str:
    """Text that cannot steer a terminal: control signs become a replacement character."""
    return "".join(sign if sign.isprintable() else " " if sign == "\t" else "�" for sign in text)


def _lines(file: Path) -> list[str]:
    try:
        if file.is_symlink() or not file.is_file() or file.stat().st_size > _MAX_BYTES:
            return []
        text = file.read_bytes().decode("utf-8-sig", errors="replace")
    except OSError:
        return []
    return text.replace("\r\n", "\n").replace("\r", "\n").split("\n")


def _cut(line: str, column: int) -> tuple[str, int]:
    """A part of a long line around a column, and how many signs were cut off before it."""
    shown = printable(line)
    if len(shown) <= _WIDTH:
        return shown, 0
    start = max(0, min(column - 1 - _WIDTH // 2, len(shown) - _WIDTH))
    return shown[start : start + _WIDTH], start
