"""Rules about the parts of a body: is there a text, do headings form an outline, is anything said twice."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from sitegen.diagnostics import Diagnostic
from sitegen.lint.document import Document, shortened, words_of
from sitegen.lint.source import Block
from sitegen.read.placeholder import PLACEHOLDER

# A body of fewer words and signs is hardly an article; a short poem has more.
_LEAST_WORDS = 10
_LEAST_SIGNS = 60
_DENSE = re.compile("[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3041-\u30ff\u3400-\u9fff\uac00-\ud7a3]")
# A paragraph that stands twice: one after the other, or anywhere. Shorter ones may be refrains.
_DOUBLED = 60
_DOUBLED_APART = 150
_HARD_BREAKS = ("  ", "\\")
_SENTENCE_END = re.compile(r"[.!?…。！？]['\"”’»)]*$")
# The first sentence, in case somebody has left only that.
_WAITING = (PLACEHOLDER.partition(".")[0], "Lorem ipsum dolor")


def missing_text(document: Document) -> Iterator[Diagnostic]:
    """W701 for an article without a text to speak of; W702 where a placeholder still stands."""
    facts, source = document.facts, document.source
    if facts.is_withdrawn:
        return
    is_suspect = any(words in source.text for words in _WAITING)
    waiting = [block for block in source.paragraphs if _is_placeholder(block.text)] if is_suspect else []
    for block in waiting:
        hint = "Put the article's text in its place."
        message = "This text only holds the place of the article's own"
        yield document.problem("W702", message, hint, (0, 0), line=block.line)
    if not waiting and facts.date is not None and _is_short(document):
        hint = "Write the text below the second line `---`. Mark what is not ready with `draft: true`."
        what = "hardly any text" if source.blocks else "no text"
        yield document.problem("W701", f"The article has {what}", hint, source.place(source.body_start))


def _is_placeholder(text: str) -> bool:
    return text.startswith(_WAITING)


def _is_short(document: Document) -> bool:
    body = document.source.text[document.source.body_start :]
    if len(body) > 1_000 or "![" in body or document.facts.has_image:
        return False
    words = words_of(body)
    dense = len(_DENSE.findall(words)) > len(words) / 3
    return (
        len(words) < _LEAST_SIGNS / 3
        if dense
        else len(words) < _LEAST_SIGNS and len(words.split()) < _LEAST_WORDS
    )


def repeated_title(document: Document) -> Iterator[Diagnostic]:
    """W703 for a body that begins with the title."""
    title = words_of(document.facts.title)
    for block in document.source.blocks[:1]:
        is_short = len(block.text) < 2 * len(document.facts.title) + 20
        if block.kind in ("heading", "paragraph") and is_short and title and words_of(block.text) == title:
            message = "The text begins with the title, which the page shows above it anyway"
            yield document.problem("W703", message, "Delete this line.", (0, 0), line=block.line)


def doubled_text(document: Document) -> Iterator[Diagnostic]:
    """W705 for a paragraph, a heading or a line that stands twice, as copying leaves it; a refrain is none.

    A second copy with other line breaks is not seen.
    """
    blocks = document.source.blocks
    yield from _doubled_lines(document, blocks)
    if len({block.lines for block in blocks}) == len(blocks):
        return
    seen: dict[str, int] = {}
    for above, block in pairwise([None, *blocks]):
        if block is None or block.kind not in ("paragraph", "heading") or _is_verse(block):
            continue
        text = block.text
        first = above.line if above and _repeats(above, block) else seen.get(text, 0)
        if first:
            message = f"This {block.kind} stands in line {first} already: “{shortened(text)}”"
            yield document.problem("W705", message, "Delete one of the two.", (0, 0), line=block.line)
        if block.kind == "paragraph" and len(text) >= _DOUBLED_APART and _SENTENCE_END.search(text):
            seen.setdefault(text, block.line)


def _doubled_lines(document: Document, blocks: Sequence[Block]) -> Iterator[Diagnostic]:
    for block in blocks:
        if block.kind != "paragraph" or len(block.lines) == 1 or _is_verse(block):
            continue
        for number, (above, line) in enumerate(pairwise(block.lines), start=block.line + 1):
            if above == line and len(line) >= _DOUBLED:
                message = f"This line stands in line {number - 1} already: “{shortened(line)}”"
                yield document.problem("W705", message, "Delete one of the two.", (0, 0), line=number)


def _repeats(above: Block, block: Block) -> bool:
    least = _DOUBLED if block.kind == "paragraph" else 1
    return above.kind == block.kind and above.text == block.text and len(block.text) >= least


def _is_verse(block: Block) -> bool:
    return block.kind == "paragraph" and any(line.endswith(_HARD_BREAKS) for line in block.lines[:-1])


def heading_order(document: Document) -> Iterator[Diagnostic]:
    """W708 for a heading more than one level below the one above it; W709 for one of the first level."""
    headings = [block for block in document.source.blocks if block.kind == "heading"]
    if not headings:
        return
    has_first = any(heading.level == 1 for heading in headings)
    if has_first:
        yield from _first_level(document, headings)
    # With a heading of the first level, all are moved down by one.
    level = 0 if has_first else 1
    for heading in headings:
        if heading.level > level + 1:
            wanted = "#" * (level + 1)
            message = f"“{'#' * heading.level}” leaves out a level: the heading above is “{'#' * level}”"
            if level == 1 and not has_first:
                message = f"“{'#' * heading.level}” leaves out a level: the first is “##”, below the title"
            hint = f"Write “{wanted}”. Readers who listen to a page find their way by these levels."
            yield document.problem("W708", message, hint, (0, 0), line=heading.line)
        level = heading.level


def _first_level(document: Document, headings: Sequence[Block]) -> Iterator[Diagnostic]:
    title = words_of(document.facts.title)
    for heading in headings:
        if heading.level == 1 and words_of(heading.text) != title:
            message = "A heading of the first level: that is the page's title, so all headings are moved down"
            hint = "Begin the headings of the text with “##”."
            yield document.problem("W709", message, hint, (0, 0), line=heading.line)
            return
