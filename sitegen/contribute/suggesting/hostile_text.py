"""Text of strangers in Markdown that a forge shows: as code, in which nothing is markup.

Within code a forge makes no mention, link, image or HTML of what it finds (GitHub Flavored Markdown, 6.1
code spans, 4.5 fenced code blocks).
"""

from __future__ import annotations

import re
from collections.abc import Iterable

_MAX_SPAN = 300
_MAX_LINES = 60
_MAX_LINE = 500


def code_span(text: str) -> str:
    """A text as code within a line; cut when it is long, `–` when it is empty."""
    shown = " ".join(_printable(text[: 2 * _MAX_SPAN]).split())
    shown = shown if len(shown) <= _MAX_SPAN else f"{shown[: _MAX_SPAN - 1]}…"
    if not shown:
        return "–"
    fence = "`" * (_longest_run(shown, "`") + 1)
    # A space on either side is no part of the text, and keeps backticks at its ends apart from the fence.
    padding = " " if shown.startswith("`") or shown.endswith("`") else ""
    return f"{fence}{padding}{shown}{padding}{fence}"


def code_block(text: str, language: str = "text") -> str:
    """Lines of text as a block of code; cut when they are many or long."""
    lines = [_printable(line)[:_MAX_LINE] for line in text.splitlines()]
    if len(lines) > _MAX_LINES:
        lines = [*lines[: _MAX_LINES - 1], "…"]
    fence = "`" * max(3, max((_longest_run(line, "`") for line in lines), default=0) + 1)
    return "\n".join([f"{fence}{language}", *lines, fence])


def bullets(items: Iterable[str]) -> str:
    """A list, of Markdown that is safe already."""
    return "\n".join(f"* {item}" for item in items)


def _printable(text: str) -> str:
    """Text without signs that control a terminal, hide, or turn the direction of what follows."""
    return "".join(sign if sign.isprintable() else " " if sign in "\t\n\r" else "�" for sign in text)


def _longest_run(text: str, sign: str) -> int:
    return max((len(run) for run in re.findall(f"{re.escape(sign)}+", text)), default=0)
