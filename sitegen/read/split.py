"""Cuts a Markdown file into its front matter, the lines between two lines `---`, and its body."""

from __future__ import annotations

import re

import msgspec

from sitegen.diagnostics import Diagnostic, ProblemsError
from sitegen.read.text import decode

FENCE = "---"
MAX_FRONT_MATTER = 64 * 1024


class SplitFile(msgspec.Struct, frozen=True):
    """A Markdown file, cut in two.

    front_matter: its lines, each with its end
    first_line: 1-based line on which they begin
    body: the Markdown after it
    body_line: 1-based line on which the body begins
    """

    front_matter: str
    first_line: int
    body: str
    body_line: int


def split_file(data: bytes, *, path: str) -> SplitFile:
    """Cuts a file in two.

    Raises `ProblemsError` with code E101, E102, E201 or E202.
    """
    lines = decode(data, path=path).split("\n")
    start = next((number for number, line in enumerate(lines) if line.strip()), len(lines))
    if start == len(lines):
        raise _problem("E101", path, 0, "The file is empty", "Delete it, or make one with `sitegen new`.")
    if lines[start].rstrip() != FENCE:
        raise _problem("E101", path, start + 1, *_other_beginning(lines[start]))
    end = next((n for n in range(start + 1, len(lines)) if lines[n].rstrip() == FENCE), None)
    if end is None:
        raise _unclosed(path, lines, start)
    text = "\n".join(lines[start + 1 : end]) + "\n"
    if len(text) > MAX_FRONT_MATTER:
        message = f"The front matter is longer than {MAX_FRONT_MATTER // 1024} KB"
        raise _problem("E202", path, start + 1, message, "Move the text below the second line `---`.")
    return SplitFile(text, start + 2, "\n".join(lines[end + 1 :]), end + 2)


def _other_beginning(line: str) -> tuple[str, str]:
    """Message and hint for a first line that is not `---`."""
    if line.rstrip() == "+++":
        message = "The front matter is in TOML (`+++`), and sitegen reads YAML"
        return message, f"Put it between two lines `{FENCE}`, and write `key: value`."
    hint = f"Begin it with a line `{FENCE}`, then `title: …`, `date: …`, `outlet: …`, then `{FENCE}` again."
    return "The file does not begin with front matter", hint


def _unclosed(path: str, lines: list[str], start: int) -> ProblemsError:
    """Front matter without an end: the likeliest place for it is before the first line that is no key."""
    line = next(
        (n for n in range(start + 1, len(lines)) if not _looks_like_yaml(lines[n])),
        len(lines) - 1,
    )
    hint = f"Add a line `{FENCE}` after the last key, before the text."
    if line > start and re.fullmatch(r"[-\u2010-\u2015]+", lines[line].strip()):
        hint = f"Write three hyphens on this line, and nothing else: `{FENCE}`."
    return _problem("E102", path, line + 1, "The front matter is not closed", hint)


def _looks_like_yaml(line: str) -> bool:
    stripped = line.strip()
    return stripped.startswith(("- ", "#")) or (": " in line or line.endswith(":"))


def _problem(code: str, path: str, line: int, message: str, hint: str) -> ProblemsError:
    return ProblemsError([Diagnostic(code=code, message=message, path=path, line=line, hint=hint)])
