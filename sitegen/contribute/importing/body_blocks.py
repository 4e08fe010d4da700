"""The blocks that a body consists of, and how they are written in Markdown."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Literal

from sitegen.contribute.importing.markdown_text import Run, escaped_line, inline_markdown, text_of

BlockKind = Literal["heading", "paragraph", "bullets", "numbers", "item", "quote", "table", "row", "figure"]
Line = tuple[Run, ...]

# The archive shows longer paragraphs with many brackets, and larger tables, as their source.
_MAX_LINE = 8_000_000
_MAX_CELLS = 15_000
_PIECE = 1000


@dataclass(frozen=True, kw_only=True)  # Without slots: its text is kept.
class Block:
    """A part of a body.

    level: of a heading, from 1
    lines: what it says; of a row its cells, of all others lines with forced breaks between them
    children: items of a list, rows of a table, what stands in a quote, or below an item's own lines
    """

    kind: BlockKind
    level: int = 0
    lines: tuple[Line, ...] = ()
    children: tuple[Block, ...] = ()

    @cached_property
    def text(self) -> str:
        """All its words, with single spaces."""
        own = (text_of(line) for line in self.lines)
        return " ".join(part for part in (*own, *(child.text for child in self.children)) if part)

    @property
    def runs(self) -> Iterator[Run]:
        """All pieces of text in it."""
        for line in self.lines:
            yield from line
        for child in self.children:
            yield from child.runs

    @cached_property
    def linked_share(self) -> float:
        """How much of its text is links, from 0 to 1."""
        length = sum(len(run.text.strip()) for run in self.runs)
        return sum(len(run.text.strip()) for run in self.runs if run.href) / length if length else 0.0


def markdown_of(blocks: Sequence[Block]) -> str:
    """Markdown of blocks, a blank line between them."""
    levels = sorted({block.level for block in _walked(blocks) if block.kind == "heading"})
    ranks = {level: min(number + 2, 6) for number, level in enumerate(levels)}
    return "\n\n".join(part for block in blocks if (part := _written(block, ranks)))


def _walked(blocks: Sequence[Block]) -> Iterator[Block]:
    for block in blocks:
        yield block
        yield from _walked(block.children)


def _written(block: Block, ranks: dict[int, int]) -> str:
    if block.kind == "heading":
        words = " ".join(part for line in block.lines if (part := inline_markdown(line)))
        # CommonMark 4.2: a heading's last number signs would be taken for its closing ones.
        words = re.sub(r"#+$", lambda found: "\\#" * len(found[0]), words)
        return f"{'#' * ranks[block.level]} {words}" if words else ""
    if block.kind in ("bullets", "numbers"):
        return _list(block, ranks)
    if block.kind == "quote":
        return _indented("> ", "> ", _inner(block, ranks)).replace("> \n", ">\n")
    if block.kind == "table":
        return _table(block)
    return _inner(block, ranks)


def _inner(block: Block, ranks: dict[int, int]) -> str:
    """What stands in a block: its own lines, then its children."""
    parts = [_paragraph(block.lines), *(_written(child, ranks) for child in block.children)]
    tight = all(child.kind in ("bullets", "numbers") for child in block.children) and block.kind == "item"
    return ("\n" if tight else "\n\n").join(part for part in parts if part)


def _paragraph(lines: Sequence[Line]) -> str:
    written = [escaped_line(part) for line in lines if (part := inline_markdown(line))]
    whole = "\\\n".join(written)
    effort = len(whole) * (whole.count("[") + (whole.count('"') + whole.count("'")) // 20)
    return whole if effort <= _MAX_LINE else _in_pieces(" ".join(map(text_of, lines)))


def _in_pieces(text: str) -> str:
    """A paragraph that the archive would not read as Markdown, as several without marks."""
    pieces = (text[start : start + _PIECE] for start in range(0, len(text), _PIECE))
    return "\n\n".join(escaped_line(inline_markdown([Run(text=piece)])) for piece in pieces if piece.strip())


def _list(block: Block, ranks: dict[int, int]) -> str:
    written: list[str] = []
    for item in block.children:
        if inner := _inner(item, ranks):
            mark = f"{min(len(written) + 1, 999_999_999)}. " if block.kind == "numbers" else "- "
            written.append(_indented(mark, " " * len(mark), inner))
    return "\n".join(written)


def _indented(first: str, others: str, text: str) -> str:
    lines = text.split("\n")
    return "\n".join(
        [first + lines[0], *(others + line if line or others.strip() else "" for line in lines[1:])]
    )


def _table(block: Block) -> str:
    """A table of GFM, whose first row is its head."""
    width = max((len(row.lines) for row in block.children), default=0)
    if width * len(block.children) > _MAX_CELLS:
        return "\n\n".join(part for row in block.children if (part := _paragraph([_joined(row.lines)])))
    rows = [_row(row, width) for row in block.children]
    return "\n".join([rows[0], "| " + " | ".join(["---"] * width) + " |", *rows[1:]]) if rows else ""


def _joined(cells: Sequence[Line]) -> Line:
    return tuple(run for cell in cells for run in (*cell, Run(text=" ")))


def _row(row: Block, width: int) -> str:
    # GFM 4.10: a vertical bar in a cell is escaped, in code too.
    cells = [inline_markdown(cell).replace("|", "\\|") for cell in row.lines]
    return "| " + " | ".join(cells + [""] * (width - len(cells))) + " |"
