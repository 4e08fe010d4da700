"""The source of a document as the rules see it: its lines in blocks, its code out of sight.

No second Markdown parse: a rule that is in doubt says nothing, so blocks may be told by their first signs.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Literal

BlockKind = Literal["paragraph", "heading", "item", "quote", "table", "note"]

_FRONT_MATTER = re.compile(r"\s*^---[ \t]*\n(?P<keys>.*?)^---[ \t]*$\n?", re.MULTILINE | re.DOTALL)
_KEY = re.compile(r"^(?P<key>[a-z_0-9]+)[ \t]*:[ \t]*(?P<value>\S.*)?$", re.MULTILINE)
_COMMENT = re.compile(r"^[ \t]*#.*$|[ \t]#.*$", re.MULTILINE)
_SIGN = re.compile(r"[^\n]")
_FENCE = re.compile(r"^ {0,3}(?P<fence>`{3,}|~{3,})", re.MULTILINE)
_BACKTICKS = re.compile(r"(?<!\\)`+")
# Longer code between backticks is taken for text, lest a hostile file take minutes.
_LONGEST_SPAN = 5_000
_ITEM = re.compile(r"[ \t]*(?:[-*+]|\d{1,9}[.)])(?:[ \t]|$)")
_ATX = re.compile(r" {0,3}(?P<signs>#{1,6})(?:[ \t]|$)")
_UNDERLINE = re.compile(r" {0,3}(?P<sign>=+|-+)[ \t]*$")
_NOTE = re.compile(r" {0,3}\[[^\]]{1,200}\]:")
_RULE = re.compile(r" {0,3}(?:(?:\*[ \t]*){3,}|(?:-[ \t]*){3,}|(?:_[ \t]*){3,})$")


@dataclass(frozen=True, slots=True)
class Block:
    """Lines of a body that belong together.

    line: 1-based line of the file on which it begins
    lines: as written; of a heading its text alone
    level: of a heading, 1 to 6; else 0
    """

    kind: BlockKind
    line: int
    lines: tuple[str, ...]
    level: int = 0

    @property
    def text(self) -> str:
        """The lines as one, with single spaces."""
        joined = " ".join(self.lines).strip()
        return " ".join(joined.split()) if "  " in joined or "\t" in joined else joined


class Source:
    """The text of a Markdown file with front matter.

    text: all of it, the body's code replaced by spaces, so that places stay what they are
    body_start: where the body begins in it
    """

    def __init__(self, text: str) -> None:
        found = _FRONT_MATTER.match(text)
        self._keys_from, self._keys_to = found.span("keys") if found else (0, 0)
        self.body_start = found.end() if found else 0
        self.text = text[: self.body_start] + _without_code(text[self.body_start :])

    @cached_property
    def front_matter(self) -> str:
        """The lines of the keys, comments replaced by spaces; it begins at `front_matter_start`."""
        return _COMMENT.sub(lambda match: " " * len(match[0]), self.text[self._keys_from : self._keys_to])

    @property
    def front_matter_start(self) -> int:
        """Where the first key stands in the text."""
        return self._keys_from

    @cached_property
    def _line_starts(self) -> list[int]:
        return [0, *(match.end() for match in re.finditer("\n", self.text))]

    def place(self, position: int) -> tuple[int, int]:
        """1-based line and column of a position in the text."""
        line = bisect_right(self._line_starts, position)
        return line, position - self._line_starts[line - 1] + 1

    @cached_property
    def _key_places(self) -> Mapping[str, tuple[int, int]]:
        shift = self.front_matter_start
        found = _KEY.finditer(self.front_matter)
        return {match["key"]: self.place(shift + max(match.start("value"), match.start())) for match in found}

    def key_place(self, *keys: str) -> tuple[int, int]:
        """1-based line and column of the value of the first of these keys that is there, else (1, 0)."""
        return next((self._key_places[key] for key in keys if key in self._key_places), (1, 0))

    @cached_property
    def blocks(self) -> tuple[Block, ...]:
        """The blocks of the body, without code."""
        first_line = self.text.count("\n", 0, self.body_start) + 1
        return tuple(_blocks(self.text[self.body_start :].split("\n"), first_line))

    @property
    def paragraphs(self) -> Sequence[Block]:
        """Those of them that are paragraphs."""
        return [block for block in self.blocks if block.kind == "paragraph"]


def _blocks(lines: Sequence[str], first_line: int) -> Iterator[Block]:
    kind: BlockKind | None = None
    held: list[str] = []
    start = 0
    for number, line in enumerate([*lines, ""], start=first_line):
        first = line.lstrip()[:1]
        heading = _ATX.match(line) if first == "#" else None
        if kind == "paragraph" and first in ("=", "-") and (below := _UNDERLINE.match(line)):
            yield Block("heading", start, (" ".join(held),), 1 if below["sign"][0] == "=" else 2)
            kind, held = None, []
            continue
        found = None if heading or not first or _is_rule(line, first) else _kind_of(line, first, kind)
        if held and kind and found != kind:
            yield Block(kind, start, tuple(held))
            held = []
        if heading:
            yield Block("heading", number, (_heading_text(line[heading.end() :]),), len(heading["signs"]))
        if found:
            start = start if held else number
            held.append(line)
        kind = found


def _heading_text(written: str) -> str:
    """A heading without the signs `#` that may close it."""
    text = written.strip()
    shorter = text.rstrip("#")
    return shorter.rstrip() if not shorter or shorter[-1].isspace() else text


def _is_rule(line: str, first: str) -> bool:
    return first in ("*", "-", "_") and _RULE.match(line) is not None


def _kind_of(line: str, first: str, before: BlockKind | None) -> BlockKind:
    """What a line belongs to that begins with this sign.

    before: the kind of the line above it, None after an empty one
    """
    if first == ">":
        return "quote"
    if first == "|":
        return "table"
    if first == "[" and _NOTE.match(line):
        return "note"
    if (before is None and line[:4].strip() == "") or (not first.isalpha() and _ITEM.match(line)):
        return "item"
    # A line without a sign of its own continues what stands above it.
    return before or "paragraph"


def _without_code(body: str) -> str:
    if "```" in body or "~~~" in body:
        body = _without_fences(body)
    if "\n    " in body or "\n\t" in body:
        body = _without_indented(body)
    return _without_spans(body) if "`" in body else body


def _without_fences(body: str) -> str:
    kept: list[str] = []
    fence = ""
    for line in body.split("\n"):
        found = _FENCE.match(line)
        if fence:
            kept.append(" " * len(line))
            closes = found and found["fence"].startswith(fence) and not line.strip().strip(fence[0])
            fence = "" if closes else fence
        elif found:
            fence = found["fence"]
            kept.append(" " * len(line))
        else:
            kept.append(line)
    return "\n".join(kept)


def _without_indented(body: str) -> str:
    """Without code that is indented; what is indented below an item of a list belongs to that."""
    kept: list[str] = []
    in_list = in_code = False
    above = ""
    for line in body.split("\n"):
        indented = line.startswith(("    ", "\t")) and bool(line.strip())
        if line.strip() and not indented:
            in_list, in_code = (
                bool(_ITEM.match(line) or _NOTE.match(line)) or (in_list and bool(above)),
                False,
            )
        elif indented and not in_list:
            in_code = in_code or not above
        kept.append(" " * len(line) if indented and in_code else line)
        above = line.strip()
    return "\n".join(kept)


def _without_spans(body: str) -> str:
    """Without code between backticks: as many at its end as at its beginning, in one paragraph."""
    runs = [match.span() for match in _BACKTICKS.finditer(body)]
    later: dict[int, list[int]] = {}
    for start, end in reversed(runs):
        later.setdefault(end - start, []).append(start)
    kept: list[str] = []
    done = 0
    for start, end in runs:
        starts = later[end - start]
        while starts and starts[-1] < end:
            starts.pop()
        closed = starts[-1] if starts else len(body) + _LONGEST_SPAN
        if start >= done and closed - end <= _LONGEST_SPAN and "\n\n" not in body[end:closed]:
            kept += (body[done:start], _SIGN.sub(" ", body[start : closed + end - start]))
            done = closed + end - start
    return "".join((*kept, body[done:]))
