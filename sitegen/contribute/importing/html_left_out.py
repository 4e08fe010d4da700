"""What the search for the body left out between two parts of it, and paragraphs that it parted at a link."""

from __future__ import annotations

from collections.abc import Callable, Container, Iterator, Sequence
from copy import deepcopy
from dataclasses import replace
from itertools import pairwise, takewhile

from lxml.html import HtmlElement

from sitegen.contribute.importing.body_blocks import Block
from sitegen.contribute.importing.markdown_text import Run
from sitegen.contribute.importing.words_key import words_key

# Paragraphs, and what may have been left out between them; each with those in which it is no part of its own.
_PARTS = {
    "p": ("li",),
    **dict.fromkeys(("ul", "ol"), ("ul", "ol")),
    **dict.fromkeys(("h2", "h3", "h4", "h5", "h6"), ()),
}
_MOST = 3
_SHORTEST = 30
_LONGEST_HEADING = 150
_MOST_PIECES = 5
# Signs with no space before them, and with none behind.
_CLOSING, _OPENING = frozenset(",.;:!?)]»”’"), frozenset("([«“‘")
# Links are a menu's.
_MOST_LINKED = 0.5
# So far up two neighbours have the same element around them.
_LEVELS = 2


def with_left_out(
    blocks: Sequence[Block], tree: HtmlElement, read: Callable[[HtmlElement], list[Block]]
) -> list[Block]:
    """The blocks, and those headings and lists that alone stand between two neighbouring ones.

    Paragraphs that are one in the page are one again.
    tree: the page from which the blocks were read
    read: gives the blocks within an element
    """
    parts = [part for part in tree.iter(*_PARTS) if not _is_inside(part, _PARTS[str(part.tag)])]
    places: dict[str, list[int]] = {}
    for number, part in enumerate(parts):
        if part.tag == "p":
            places.setdefault(words_key("".join(part.itertext())), []).append(number)
    found: list[Block] = []
    last = -1
    for block in _rejoined(blocks, places):
        key = words_key(block.text) if block.kind == "paragraph" else ""
        place = next((n for n in places.get(key, ()) if n > last), -1) if len(key) > _SHORTEST else -1
        if last >= 0 and place >= 0 and _are_near(parts[last], parts[place]):
            found += _between(parts[last + 1 : place], read)
        found.append(block)
        last = place
    return found


def _rejoined(blocks: Sequence[Block], whole: Container[str]) -> Iterator[Block]:
    """The blocks; neighbours that together say what one paragraph of the page says are one.

    whole: keys of the page's paragraphs
    """
    at = 0
    while at < len(blocks):
        number = _pieces(blocks[at : at + _MOST_PIECES], whole)
        yield _joined(blocks[at : at + number])
        at += number


def _pieces(blocks: Sequence[Block], whole: Container[str]) -> int:
    """How many of the first blocks are one paragraph of the page."""
    texts = [block.text for block in takewhile(lambda block: block.kind == "paragraph", blocks)]
    wholes = (number for number in range(1, len(texts) + 1) if words_key(" ".join(texts[:number])) in whole)
    return next(wholes, 1)


def _joined(pieces: Sequence[Block]) -> Block:
    lines = list(pieces[0].lines)
    for before, piece in pairwise(pieces):
        is_close = piece.text[:1] in _CLOSING or before.text[-1:] in _OPENING
        lines[-1] = (*lines[-1], Run(text="" if is_close else " "), *piece.lines[0])
        lines += piece.lines[1:]
    return replace(pieces[0], lines=tuple(lines))


def _is_inside(part: HtmlElement, tags: Sequence[str]) -> bool:
    return bool(tags) and next(part.iterancestors(*tags), None) is not None


def _are_near(one: HtmlElement, other: HtmlElement) -> bool:
    around = [up for up, _ in zip(one.iterancestors(), range(_LEVELS), strict=False)]
    return any(up in around for up, _ in zip(other.iterancestors(), range(_LEVELS), strict=False))


def _between(parts: Sequence[HtmlElement], read: Callable[[HtmlElement], list[Block]]) -> Iterator[Block]:
    if not 0 < len(parts) <= _MOST or any(part.tag == "p" for part in parts):
        return
    for part in parts:
        box = part.makeelement("body")
        copy = deepcopy(part)
        copy.tail = None
        box.append(copy)
        for block in read(box):
            if block.linked_share < _MOST_LINKED and not _is_too_long(block):
                yield block


def _is_too_long(block: Block) -> bool:
    return block.kind == "heading" and len(block.text) > _LONGEST_HEADING
