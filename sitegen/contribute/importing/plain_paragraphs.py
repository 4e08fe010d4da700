"""Text that a page shows as it was typed (`pre`) becomes paragraphs, unless it is code."""

from __future__ import annotations

import re

from lxml.html import HtmlElement

_BLANK_LINES = re.compile(r"\n[ \t]*\n\s*")
_LEAST = 300
# Prose is letters, spaces and commas; code has more of everything else.
_PROSE = 0.93


def split_plain_text(tree: HtmlElement) -> None:
    """Replaces each `pre` that holds prose by its paragraphs, in the tree itself."""
    for element in tree.xpath(".//pre[not(.//code)]")[:50]:
        text = element.text_content()
        if element.getparent() is not None and len(text) >= _LEAST and _is_prose(text):
            _split(element, text)


def _is_prose(text: str) -> bool:
    return sum(sign.isalpha() or sign.isspace() or sign in ",.’'" for sign in text) > _PROSE * len(text)


def _split(element: HtmlElement, text: str) -> None:
    box = element.makeelement("div")
    box.tail = element.tail
    for part in _BLANK_LINES.split(text.replace("\r", "")):
        if part.strip():
            paragraph = element.makeelement("p")
            paragraph.text = " ".join(part.split())
            box.append(paragraph)
    element.getparent().replace(element, box)
