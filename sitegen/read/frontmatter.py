"""Front matter: the YAML between two lines `---` at the head of a Markdown file. Read and written here."""

from __future__ import annotations

import json
import math
import re
from collections.abc import Mapping, Sequence

import msgspec
import yaml

from sitegen.diagnostics import Diagnostic, ProblemsError
from sitegen.read.text import decode
from sitegen.read.yaml12 import Document, load_mapping

FENCE = "---"
MAX_FRONT_MATTER = 64 * 1024
# Line breaks, and signs that YAML does not count as printable (YAML 1.1, chapters 4.1 and 4.2).
_NEEDS_ESCAPES = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff]")


class FrontMatterFile(msgspec.Struct, frozen=True):
    """A Markdown file, split.

    meta: the front matter
    body: the Markdown after it
    body_line: 1-based line on which the body begins
    """

    meta: Document
    body: str
    body_line: int


def read_front_matter(data: bytes, *, path: str) -> FrontMatterFile:
    """Splits a file and parses its front matter.

    Raises `ProblemsError` with code E101, E102, E103, E104, E201 or E202.
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
    meta = load_mapping(text, path=path, first_line=start + 2)
    return FrontMatterFile(meta, "\n".join(lines[end + 1 :]), end + 2)


def dump_front_matter(meta: Mapping[str, object], body: str) -> str:
    """The text of a file with this front matter and body. Keys keep their order; None is left out."""
    kept = {key: value for key, value in meta.items() if value is not None}
    text = yaml.dump(
        kept, Dumper=_Dumper, sort_keys=False, allow_unicode=True, width=1000, default_flow_style=False
    )
    return f"{FENCE}\n{text}{FENCE}\n\n{body.strip()}\n"


def scalar_yaml(value: str, *, in_flow: bool = False, quote: str = "") -> str:
    """A text as a YAML scalar on one line, quoted only where it must be.

    in_flow: it stands in brackets, where more signs need quotes
    quote: `'` or `"`, to be quoted in any case
    """
    if quote == '"' or _NEEDS_ESCAPES.search(value):
        # A JSON string is a double-quoted scalar (YAML 1.2, chapter 1.3).
        text = json.dumps(value, ensure_ascii=False)
        return _NEEDS_ESCAPES.sub(lambda sign: f"\\u{ord(sign[0]):04X}", text)
    text = yaml.dump(
        [value] if in_flow and not quote else value,
        Dumper=_Dumper,
        allow_unicode=True,
        width=math.inf,
        default_style=quote or None,
    )
    return text[1:-2] if in_flow and not quote else text.removesuffix("\n...\n").removesuffix("\n")


class _Dumper(yaml.SafeDumper):
    """Writes dates without quotes, and short lists in brackets; quotes what other readers would mistake."""

    yaml_implicit_resolvers = {  # noqa: RUF012  (PyYAML's own shape)
        first: [(tag, regexp) for tag, regexp in resolvers if not tag.endswith(":timestamp")]
        for first, resolvers in yaml.SafeDumper.yaml_implicit_resolvers.items()
    }


def _represent_list(dumper: yaml.SafeDumper, items: Sequence[object]) -> yaml.Node:
    flat = all(isinstance(item, str) for item in items)
    return dumper.represent_sequence("tag:yaml.org,2002:seq", items, flow_style=flat)


_Dumper.add_representer(list, _represent_list)


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
