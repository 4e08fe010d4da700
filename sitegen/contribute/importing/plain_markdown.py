"""Plain lines become Markdown in which nothing is markup that the text did not mean."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise
from typing import Literal

Kind = Literal["paragraph", "heading", "item"]

BULLET = re.compile(r"^(?:[•●▪◦‣∙·■◆►▶➤✓✔*]|[-–—](?=\s))\s*(?=\S)")
# What CommonMark, its tables, strike-through and footnotes read as markup wherever it stands.
_INLINE = re.compile(r"[\\`*\[\]<~^|$]|(?<!\w)_|_(?!\w)|&(?=#?\w{1,40};)|\{(?=[:%{#.])|:(?=:)")
_LINE_START = re.compile(r"^(?:(#{1,6}|[-+=>:]+)(?=\s|$|[-=>:])|(\d{1,9})([.)])(?=\s|$))")


def escaped(text: str) -> str:
    """One line of text as Markdown that shows the same signs."""
    text = _INLINE.sub(lambda match: "\\" + match[0], text)
    return _LINE_START.sub(lambda match: f"{match[2]}\\{match[3]}" if match[2] else f"\\{match[1]}", text)


def markdown_of(lines: Sequence[tuple[Kind, str]]) -> str:
    """The lines as Markdown: paragraphs, headings of the second level, and lists."""
    if not lines:
        return ""
    blocks = [_block(*lines[0])]
    for (before, _), (kind, text) in pairwise(lines):
        blocks.append("\n" if before == kind == "item" else "\n\n")
        blocks.append(_block(kind, text))
    return "".join(blocks)


def _block(kind: Kind, text: str) -> str:
    if kind == "heading":
        return f"## {escaped(text)}"
    if kind == "item":
        return f"- {escaped(BULLET.sub('', text, count=1))}"
    return escaped(text)
