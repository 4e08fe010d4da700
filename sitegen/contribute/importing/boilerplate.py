"""Blocks that are no part of an article, though they stand in its midst, are left out."""

from __future__ import annotations

import re
from collections.abc import Container, Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import takewhile

from sitegen.contribute.importing.body_blocks import Block
from sitegen.contribute.importing.datelines import is_dateline
from sitegen.contribute.importing.words_key import words_key
from sitegen.read.boilerplate_phrases import ALONE, ASKING, ELSEWHERE, LAST_HEADINGS

_SHORT = 250
_LINE = 120
# So many blocks at the head of a body may repeat its title, its authors and its date.
_HEAD = 6
_DOUBLED = 40
_ASKING = re.compile("|".join(map(re.escape, ASKING)))
_WORDS = re.compile(r"\w+")
_SIGNS = " \t:：;,.…·•|–—-→›»«>*()[]【】▶►👉🔥"
_AGENCY = re.compile(
    r"[(\[]?\s*(?:(?:additional |further )?(?:reporting|writing|editing|compiled|with reporting|"
    r"translation|production)"
    r"(?: and (?:editing|writing))? by\b|our standards: the thomson|with (?:files|additional reporting) from|"
    r"the associated press contributed|associated press writers?\b.*contributed|copyright\b|\(c\)|©|"
    r"\w{2,5}/\w{2,5} \((?:afp|dpa|ap|rtr|reuters|epd|kna|sid)\)$|this (?:story|article) (?:was|"
    r"has been) (?:originally|first) published|"
    r"quelle:\s*\w+$|\(?(?:avec|con|com) (?:afp|efe|reuters|ansa|lusa|agências|agencias)\)?\.?$|"
    r"(?:source|quelle|fuente|fonte|джерело|источник|nguồn|المصدر|出典|来源|來源)\s*[:：]\s*.{2,80}$|"
    r"(?:tempo|tiempo) de le(?:itura|ctura)|reading time|lesezeit|temps de lecture|время чтения|час читання)",
    re.IGNORECASE,
)  # fmt: skip
_BYLINE = re.compile(
    r"(?:by|von|par|por|de|di|words by|text by|text|written by|автор|текст|theo|بقلم|كتب|"
    r"文)\s*[:：]?\s+\S.{2,80}",
    re.IGNORECASE,
)
_READING_TIME = re.compile(
    r"\d+\s*(?:min(?:ute)?s?\.?\s*read|min\b.{0,12}$|comments?$|shares?$|views?$)", re.IGNORECASE
)


def without_boilerplate(
    blocks: Sequence[Block], *, title: str, authors: Sequence[str] = (), repeated: Sequence[str] = ()
) -> list[Block]:
    """The blocks of the article itself.

    title, authors, repeated: what the head of the body may repeat
    """
    kept = list(_before_the_end(_plain(blocks)))
    kept = _after_the_head(kept, [title, *repeated], authors)
    signed = {words_key(name) for name in authors}
    return _without_tail(_without_empty_headings(_without_doubles(kept)), signed)


def _plain(blocks: Iterable[Block]) -> Iterator[Block]:
    for block in blocks:
        if block.kind == "quote":
            inner = tuple(_plain(block.children))
            if inner:
                yield replace(block, children=inner)
        elif not is_boilerplate(block):
            yield block


def is_boilerplate(block: Block) -> bool:
    """True for a block that asks, shares, sells or sends the reader elsewhere."""
    text = " ".join(block.text.casefold().split())
    if block.kind in ("table", "figure"):
        return False
    if text.strip(_SIGNS) in ALONE or not _WORDS.search(text):
        return True
    if block.kind in ("bullets", "numbers"):
        return _is_menu(block)
    if len(text) > _SHORT:
        return False
    return (text.lstrip("([【 ").startswith(ELSEWHERE) and _sends_elsewhere(block, text)) or _asks(text)


def _sends_elsewhere(block: Block, text: str) -> bool:
    """A sentence of the article may begin with such words too; it ends like one and is not linked."""
    ends = text.rstrip("\"'”»)").endswith((".", "。"))
    return not ends or block.linked_share > 0.4 or len(text) < 60


def _asks(text: str) -> bool:
    return bool(_ASKING.search(text)) and "“" not in text[:1] and '"' not in text[:1]


def _is_menu(block: Block) -> bool:
    """A list of nothing but links, each of a line, or of what paragraphs would not be kept for."""
    items = block.children
    if len(items) < 2:
        return False
    linked = [item for item in items if item.linked_share > 0.9]
    asking = [item for item in items if is_boilerplate(replace(item, kind="paragraph"))]
    return len(linked) + len([item for item in asking if item not in linked]) > 0.8 * len(items)


def _before_the_end(blocks: Iterable[Block]) -> Iterator[Block]:
    """All before a heading such as “Related articles”, if some of the article came before it."""
    length = 0
    for block in blocks:
        words = block.text.casefold().strip(_SIGNS)
        last = words in LAST_HEADINGS or words.startswith(("more from", "related ", "more stories"))
        if block.kind == "heading" and length > 300 and len(words) < 60 and last:
            return
        length += len(words) * (block.kind != "heading")
        yield block


def _after_the_head(blocks: list[Block], repeated: Sequence[str], authors: Sequence[str]) -> list[Block]:
    said = [words_key(text) for text in repeated if text]
    first = next(
        (n for n, block in enumerate(blocks) if block.kind == "paragraph" and len(block.text) > 200), 0
    )
    head, rest = blocks[: max(first, _HEAD)], blocks[max(first, _HEAD) :]
    kept = [block for block in head if not _repeats(block, said, authors)]
    return kept + rest


def _repeats(block: Block, said: Sequence[str], authors: Sequence[str]) -> bool:
    text = block.text
    if block.kind in ("table", "figure"):
        return False
    key = words_key(text)
    if key in said or (block.kind == "heading" and block.level == 1):
        return True
    if len(text) <= _LINE and block.linked_share > 0.95:
        return True
    return len(text) <= _LINE and (is_dateline(text) or _is_byline(text, authors) or _is_reading_time(text))


def _is_reading_time(text: str) -> bool:
    return bool(_READING_TIME.match(text)) and len(text) < 40


def _is_byline(text: str, authors: Sequence[str]) -> bool:
    key = words_key(text)
    if text.rstrip().endswith((".", "!", "?", "。")) and len(text) > 60:
        return False
    rest = key
    for author in authors:
        rest = rest.replace(words_key(author), " ")
    if rest != key and len(rest.split()) <= 6:
        return True
    return bool(_BYLINE.fullmatch(text)) and text.count(" ") <= 8 and _is_names(text)


def _is_names(text: str) -> bool:
    """True when most words after the first begin with a capital."""
    words = [word for word in re.findall(r"[^\W\d_]+", text)[1:] if len(word) > 3]
    return bool(words) and all(word[0].isupper() for word in words)


def _without_doubles(blocks: Sequence[Block]) -> list[Block]:
    seen: set[str] = set()
    kept = []
    before = ""
    for block in blocks:
        text = block.text
        key = words_key(text)
        # Recipes and tables in words repeat themselves; whole sentences do not.
        doubled = len(key) >= _DOUBLED and (key == before or (key in seen and _is_sentence(text)))
        if not doubled:
            kept.append(block)
        seen.add(key)
        before = key
    return kept


def _is_sentence(text: str) -> bool:
    return len(text) > 150 and text.rstrip("\"'”»)").endswith((".", "!", "?", "。"))


def _without_empty_headings(blocks: Sequence[Block]) -> list[Block]:
    """Without headings that nothing follows, or only a heading of the same level or a higher one."""
    kept: list[Block] = []
    for block in reversed(blocks):
        below = kept[-1] if kept else None
        empty = below is None or (below.kind == "heading" and below.level <= block.level)
        if block.kind != "heading" or not empty:
            kept.append(block)
    return kept[::-1]


def _without_tail(blocks: list[Block], signed: Container[str]) -> list[Block]:
    """Without the agency's notes, an author's name and links to other articles after the last paragraph."""
    tail = list(takewhile(lambda block: _is_tail(block, signed), reversed(blocks)))
    return blocks[: len(blocks) - len(tail)] if len(tail) < len(blocks) else blocks


def _is_tail(block: Block, signed: Container[str]) -> bool:
    text = block.text
    if block.kind not in ("paragraph", "bullets", "numbers") or len(text) > 2 * _SHORT:
        return False
    return (
        bool(_AGENCY.match(text))
        or words_key(text) in signed
        or (block.linked_share > 0.95 and len(text) < _SHORT)
    )
