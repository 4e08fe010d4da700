"""Rule W704: words of a web page's menus, share bars and comments that came along with an article."""

from __future__ import annotations

import re
from collections.abc import Iterator

from sitegen.diagnostics import Diagnostic
from sitegen.lint.document import Document, plain_text, shortened
from sitegen.lint.source import Block
from sitegen.read.boilerplate_phrases import (
    ALONE,
    ALONE_IN_TEXTS,
    ASKING_READERS,
    ELSEWHERE,
    ELSEWHERE_IN_TEXTS,
    MENU,
    MENU_ENDS,
)

_ALONE = ALONE - ALONE_IN_TEXTS
_ELSEWHERE = tuple(phrase for phrase in ELSEWHERE if not phrase.startswith(ELSEWHERE_IN_TEXTS))
# An archive in one of these scripts has no capitals and few spaces, and a phrase may stand in a word.
_ASKING = re.compile(r"(?<!\w)(?:" + "|".join(map(re.escape, ASKING_READERS)) + ")")
# “Comments (0)”, “0 Comments”, “12 shares”, “3 min read”.
_COUNT = re.compile(r"\(\s*[\d.,]+\s*\)\W*$")
_COUNTED = re.compile(
    r"[\d.,]+[km]?\s(?:comments?|shares?|views?|likes?|min(?:ute)?s?\.?\sread)", re.IGNORECASE
)
_BETWEEN = re.compile(r"\s*[|•·›»]\s*")
_HARD_BREAKS = ("  ", "\\")
_SIGNS = " \t:：|•·›»→▶►👉🔥"
_QUOTES = '"“”„«»「」‘'
_INTO_ARCHIVE = re.compile(r"\]\((?!https?:|//|mailto:)")
_ENDS = (".", "!", "?", "。", "…")
# Shorter than most paragraphs of an article.
_SHORT = 200
# So many words of menus, and nothing else, are one.
_MENU = 3


def page_leftovers(document: Document) -> Iterator[Diagnostic]:
    """W704 for paragraphs and lists that belong to the page that an article was copied from."""
    if document.facts.date is None:
        return
    for block in document.source.blocks:
        if block.kind == "paragraph" or (block.kind == "heading" and "(" in block.text):
            if _is_menu(block) or (
                len(block.lines) == 1 and len(block.lines[0]) <= _SHORT and _is_leftover(block.lines[0])
            ):
                yield _problem(document, block, block.text)
        elif block.kind == "item":
            words = [_words(line.lstrip(" \t-*+")) for line in block.lines]
            if len(words) >= _MENU and all(word in ALONE for word in words):
                yield _problem(document, block, ", ".join(words))


def _problem(document: Document, block: Block, found: str) -> Diagnostic:
    message = f"“{shortened(found)}” seems to belong to the web page, not to the article"
    hint = "Delete it, unless it is the article's own text."
    return document.problem("W704", message, hint, (0, 0), line=block.line)


def _is_menu(block: Block) -> bool:
    """“Home | News | Contact” on one line, or one below the other."""
    if not all(len(line) <= _SHORT and not line.endswith(_HARD_BREAKS) for line in block.lines):
        return False
    words = [_words(word) for line in block.lines for word in _BETWEEN.split(line)]
    if len(words) < _MENU or not all(word in ALONE or word in MENU for word in words):
        return False
    # Sections of a paper, one below the other, may be what an article tells of.
    return len(words) > len(block.lines) or any(word in ALONE or word in MENU_ENDS for word in words)


def _is_leftover(line: str) -> bool:
    words = _words(line)
    if words in _ALONE or _COUNTED.fullmatch(words) or (_COUNT.search(words) and _ends_an_article(words)):
        return True
    if any(sign in line for sign in _QUOTES):
        return False
    return _sends_elsewhere(line, words) or (_ASKING.search(words) is not None)


def _ends_an_article(words: str) -> bool:
    # It takes long to load, and is hardly ever asked.
    from sitegen.read.page_words import END

    return END.match(words) is not None


def _sends_elsewhere(line: str, words: str) -> bool:
    """“Read also: …”, unless it is a sentence or leads to another article of this archive."""
    if not words.lstrip("([【").startswith(_ELSEWHERE):
        return False
    return not words.endswith(_ENDS) and not _INTO_ARCHIVE.search(line)


def _words(line: str) -> str:
    return " ".join(plain_text(line).casefold().split()).strip(_SIGNS)
