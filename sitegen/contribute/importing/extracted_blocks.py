"""The tree in which trafilatura keeps a body becomes blocks."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import replace

from lxml.etree import _Element

from sitegen.contribute.importing.body_blocks import Block, Line
from sitegen.contribute.importing.markdown_text import Run
from sitegen.contribute.importing.web_addresses import absolute_address

# Elements of trafilatura's tree that stand on lines of their own, and of HTML that it may leave there.
_BLOCKS = frozenset(
    {"p", "head", "list", "quote", "table", "div", "body", "figure", "figcaption", "fw", "note", "section",
     "h1", "h2", "h3", "h4", "h5", "h6", "ul", "ol", "blockquote", "article", "main", "row", "cell", "item"}
)  # fmt: skip
_LISTS = frozenset({"list", "ul", "ol"})
_QUOTES = frozenset({"quote", "blockquote"})
_HEADING = re.compile(r"h[1-6]")
_LEFT_OUT = frozenset({"graphic", "img", "script", "style", "picture", "svg", "button", "form"})
# Deeper than people write; what lies deeper is taken as text.
_MAX_DEPTH = 12
# A cell with more text than this is no cell: tables were the layout of the 1990s.
_MAX_CELL = 400

# A stack of lines, of which the last is being written.
_Lines = list[list[Run]]


def blocks_of(body: _Element, base: str, figures: Callable[[Block], Block]) -> list[Block]:
    """The blocks of an extracted body, from its beginning to its end.

    base: address that relative links start from
    figures: gives the figure that a paragraph stands for, and any other paragraph as it is
    """
    return list(_Reader(base, figures).blocks(body, 0))


class _Reader:
    def __init__(self, base: str, figures: Callable[[Block], Block]) -> None:
        self._base = base
        self._figures = figures

    def blocks(self, element: _Element, depth: int) -> Iterator[Block]:
        """What stands in an element: text between its blocks becomes paragraphs."""
        lines: _Lines = [[]]
        _add(lines, Run(text=element.text or ""))
        for child in element:
            if self._is_block(child) and depth < _MAX_DEPTH:
                yield from self._paragraph(lines)
                lines = [[]]
                yield from self._block(child, depth + 1)
            else:
                self._inline(child, Run(text=""), lines, depth + 1)
            _add(lines, Run(text=child.tail or ""))
        yield from self._paragraph(lines)

    def _is_block(self, element: _Element) -> bool:
        return element.tag in _BLOCKS or any(child.tag in _BLOCKS for child in element.iterdescendants())

    def _block(self, element: _Element, depth: int) -> Iterator[Block]:
        tag = element.tag if isinstance(element.tag, str) else ""
        if tag == "head" or _HEADING.fullmatch(tag):
            yield from self._heading(element, depth)
        elif tag in _LISTS:
            yield from self._list(element, depth)
        elif tag in _QUOTES:
            yield Block(kind="quote", children=tuple(self.blocks(element, depth)))
        elif tag == "table":
            yield from self._table(element, depth)
        else:
            yield from self.blocks(element, depth)

    def _paragraph(self, lines: _Lines) -> Iterator[Block]:
        kept = _kept(lines)
        if kept:
            yield self._figures(Block(kind="paragraph", lines=kept))

    def _heading(self, element: _Element, depth: int) -> Iterator[Block]:
        digits = re.sub(r"\D", "", element.get("rend") or element.tag)
        if lines := _kept(self._lines(element, depth)):
            yield Block(kind="heading", level=int(digits[:1] or 3), lines=lines)

    def _list(self, element: _Element, depth: int) -> Iterator[Block]:
        items = tuple(self._items(element, depth))
        if items:
            numbered = element.get("rend") == "ol" or element.tag == "ol"
            yield Block(kind="numbers" if numbered else "bullets", children=items)

    def _items(self, element: _Element, depth: int) -> Iterator[Block]:
        for item in element:
            inner = list(self.blocks(item, depth))
            head = inner.pop(0).lines if inner and inner[0].kind == "paragraph" else ()
            # A heading within an item would begin a section of the whole article.
            children = tuple(replace(b, kind="paragraph") if b.kind == "heading" else b for b in inner)
            if head or children:
                yield Block(kind="item", lines=head, children=children)

    def _table(self, element: _Element, depth: int) -> Iterator[Block]:
        own = (row for row in element.iter("row", "tr") if next(row.iterancestors("table"), None) is element)
        rows = [[c for c in row if c.tag in ("cell", "td", "th")] for row in own]
        rows = [row for row in rows if any("".join(cell.itertext()).strip() for cell in row)]
        if _is_layout(element, rows):
            for row in rows:
                for cell in row:
                    yield from self.blocks(cell, depth)
        else:
            cells = (tuple(self._one_line(cell, depth) for cell in row) for row in rows)
            yield Block(kind="table", children=tuple(Block(kind="row", lines=row) for row in cells))

    def _one_line(self, element: _Element, depth: int) -> Line:
        return tuple(run for line in self._lines(element, depth) for run in (*line, Run(text=" ")))

    def _lines(self, element: _Element, depth: int) -> _Lines:
        """All text below an element, whatever stands there."""
        lines: _Lines = [[]]
        self._inside(element, Run(text=""), lines, depth)
        return lines

    def _inline(self, element: _Element, style: Run, lines: _Lines, depth: int) -> None:
        if element.tag in ("lb", "br"):
            lines.append([])
        elif isinstance(element.tag, str) and element.tag not in _LEFT_OUT:
            own = self._style(element, style)
            if depth < _MAX_DEPTH * 2:
                self._inside(element, own, lines, depth)
            else:
                _add(lines, replace(own, text=" ".join(element.itertext())))

    def _inside(self, element: _Element, style: Run, lines: _Lines, depth: int) -> None:
        _add(lines, replace(style, text=element.text or ""))
        for child in element:
            is_block = child.tag in _BLOCKS
            _add(lines, Run(text=" " * is_block))
            self._inline(child, style, lines, depth + 1)
            _add(lines, replace(style, text=" " * is_block + (child.tail or "")))

    def _style(self, element: _Element, style: Run) -> Run:
        if element.tag in ("ref", "a"):
            written = element.get("target") or element.get("href") or ""
            return replace(style, href=style.href or absolute_address(written, self._base))
        if element.tag == "code":
            return replace(style, code=True)
        rend = element.get("rend", "") if element.tag == "hi" else ""
        return replace(
            style,
            bold=style.bold or rend == "#b",
            italic=style.italic or rend == "#i",
            code=style.code or rend == "#t",
        )


def _add(lines: _Lines, run: Run) -> None:
    if run.text:
        lines[-1].append(run)


def _kept(lines: _Lines) -> tuple[Line, ...]:
    return tuple(tuple(line) for line in lines if any(run.text.strip() for run in line))


def _is_layout(table: _Element, rows: list[list[_Element]]) -> bool:
    if len(rows) < 2 or max(map(len, rows)) < 2:
        return True
    nested = any(inner is not table for inner in table.iter("table", "head"))
    return nested or any(len("".join(cell.itertext())) > _MAX_CELL for row in rows for cell in row)
