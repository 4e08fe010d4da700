"""What a rule is given: a document's values and its source."""

from __future__ import annotations

import re
from dataclasses import dataclass

from sitegen.dates import EdtfDate
from sitegen.diagnostics import Diagnostic
from sitegen.lint.source import Source

_WORD = re.compile(r"[^\W_]+")
_EMPHASIS = re.compile(r"[*_~`]+")
# Bounded, because a hostile file may open many brackets and close none.
_TARGET = r"(?:\([^()\n]{0,1000}\)|\[[^\[\]\n]{0,200}\])"
_IMAGE = re.compile(rf"!\[[^\[\]\n]{{0,1000}}\]{_TARGET}?")
_LINK = re.compile(rf"\[([^\[\]\n]{{0,1000}})\]{_TARGET}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Facts:
    """The values of an article or free page that rules ask for.

    key: by which the source was known when it was read
    date: None for a free page
    is_corrected: True when it has corrections
    """

    path: str
    key: str
    title: str
    language: str
    summary: str = ""
    date: EdtfDate | None = None
    has_image: bool = False
    is_corrected: bool = False
    is_withdrawn: bool = False


@dataclass(frozen=True, slots=True)
class Document:
    """A document to be looked at.

    base_url: where the site will lie
    """

    facts: Facts
    source: Source
    base_url: str

    def problem(
        self, code: str, message: str, hint: str, place: tuple[int, int], *, line: int = 0
    ) -> Diagnostic:
        """A problem at a line and column of the file.

        line: in the place of both, for what is about a whole line
        """
        at, column = (line, 0) if line else place
        return Diagnostic(code=code, message=message, path=self.facts.path, line=at, column=column, hint=hint)


def words_of(text: str) -> str:
    """A text's words in small letters, for comparisons: markup, signs and spaces do not count."""
    return " ".join(_WORD.findall(plain_text(text).casefold()))


def plain_text(text: str) -> str:
    """A text without emphasis, images and the addresses of links."""
    if "[" in text:
        text = _LINK.sub(r"\1", _IMAGE.sub(" ", text))
    return _EMPHASIS.sub("", text)


def shortened(text: str, most: int = 60) -> str:
    """A text for a message: on one line, and no longer than so many signs."""
    text = " ".join(text.split())
    return text if len(text) <= most else text[: most - 1].rstrip() + "…"
