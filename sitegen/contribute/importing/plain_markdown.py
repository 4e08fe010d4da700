"""Plain lines become Markdown in which nothing is markup that the text did not mean."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise
from typing import Literal

from sitegen.contribute.importing.markdown_text import escaped, escaped_line

Kind = Literal["paragraph", "heading", "item"]

BULLET = re.compile(r"^(?:[•●▪◦‣∙·■◆►▶➤✓✔*]|[-–—](?=\s))\s*(?=\S)")


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
        return f"## {_text(text)}"
    if kind == "item":
        return f"- {_text(BULLET.sub('', text, count=1))}"
    return _text(text)


def _text(line: str) -> str:
    return escaped_line(escaped(line))
