"""Figures of a page: before the body is looked for, each becomes a paragraph that stands for it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from itertools import islice

from lxml.html import HtmlElement

from sitegen.contribute.importing.body_blocks import Block
from sitegen.contribute.importing.html_lines import outermost
from sitegen.contribute.importing.markdown_text import Run, visible_text
from sitegen.contribute.importing.source_values import SAVED_WITH_PAGE
from sitegen.contribute.importing.web_addresses import absolute_address

_MARK = re.compile(r"⟦figure (\d{1,5})⟧ ?")
_MAX_FIGURES = 500
_MAX_CAPTION = 1500
_CLASSES = frozenset(
    {"wp-caption", "image-caption", "photo-caption", "article-image", "media-image", "image-block"}
)
_CAPTIONS = './/figcaption|.//*[contains(@class, "caption")]|.//*[contains(@itemprop, "caption")]'
_CREDITS = (
    './/*[contains(@class, "credit") or contains(@class, "copyright") or contains(@itemprop, "copyright")]'
)
_TEXT_INSIDE = ".//table|.//blockquote|.//pre|.//p[string-length() > 600]|.//p[3]|.//h1"
_IMAGES = ".//img|.//amp-img|.//source[@srcset]"
_LAZY = ("data-src", "data-original", "data-lazy-src", "data-url", "src", "data-srcset", "srcset")
_LEADING = re.compile(r"^(?:photo|image|foto|bild|fotos?|фото|ảnh|写真)\s*:?\s*$", re.IGNORECASE)


class Figures:
    """The figures of a page, by number."""

    def __init__(self, tree: HtmlElement, base: str) -> None:
        """Takes the figures out of a tree, and puts paragraphs that stand for them in their places."""
        self._figures: list[Block] = []
        boxes = filter(_is_figure, tree.iter("figure", "div"))
        for box in list(islice(boxes, _MAX_FIGURES)):
            if box.getparent() is not None and not box.xpath(_TEXT_INSIDE):
                self._take(box, base)

    def block(self, paragraph: Block) -> Block:
        """The figure that a paragraph stands for; any other paragraph as it is, without marks in it."""
        found = _MARK.match(paragraph.text)
        number = int(found[1]) if found else -1
        figure = self._figures[number] if 0 <= number < len(self._figures) else None
        if found and figure and paragraph.text[found.end() :] == figure.text:
            return figure
        return _without_marks(paragraph) if _MARK.search(paragraph.text) else paragraph

    def _take(self, box: HtmlElement, base: str) -> None:
        images = box.xpath(_IMAGES)
        address = next((url for image in images for url in _sources(image, base)), "")
        if not images:
            return
        caption = _caption(box)
        if not caption:
            _replace(box, "")
            return
        # With its words the paragraph weighs as much as it did in the search for the body.
        _replace(box, f"⟦figure {len(self._figures)}⟧ {caption}")
        # In italics where nobody knows any more where the picture is.
        run = Run(text=caption, href=address, italic=not address)
        self._figures.append(Block(kind="figure", lines=((run,),)))


def _is_figure(box: HtmlElement) -> bool:
    if box.tag == "figure" or box.find("amp-img") is not None:
        return True
    return not _CLASSES.isdisjoint(box.get("class", "").split())


def _replace(box: HtmlElement, text: str) -> None:
    paragraph = box.makeelement("p")
    paragraph.text = text
    paragraph.tail = box.tail
    parent = box.getparent()
    if parent is None:
        return
    parent.replace(box, paragraph)
    if parent.tag == "p" and text:
        _part_at(parent, paragraph)


def _part_at(outer: HtmlElement, inner: HtmlElement) -> None:
    """Parts a paragraph at one that stands in its midst: what comes after it is a paragraph of its own."""
    rest = outer.makeelement("p")
    rest.text, inner.tail = inner.tail, None
    rest.extend(list(inner.itersiblings()))
    rest.tail, outer.tail = outer.tail, None
    outer.addnext(rest)
    outer.addnext(inner)


def _without_marks(paragraph: Block) -> Block:
    lines = (tuple(replace(run, text=_MARK.sub("", run.text)) for run in line) for line in paragraph.lines)
    return replace(paragraph, lines=tuple(lines))


def _sources(image: HtmlElement, base: str) -> Iterator[str]:
    for name in _LAZY:
        written = image.get(name, "").strip()
        written = written.split(",")[0].split(" ")[0] if name.endswith("srcset") else written
        if (
            written
            and not written.startswith("data:")
            and not SAVED_WITH_PAGE.search(written)
            and (url := absolute_address(written, base))
        ):
            yield url


def _caption(box: HtmlElement) -> str:
    """Caption and credit in one line; of an image without caption nothing."""
    captions = outermost(box.xpath(_CAPTIONS))
    own = set(captions)
    credits_ = [one for one in outermost([*captions, *box.xpath(_CREDITS)]) if one not in own]
    parts = [visible_text(" ".join(one.itertext())) for one in (*captions, *credits_)]
    text = " ".join(dict.fromkeys(part for part in parts if part and not _LEADING.match(part)))
    return text if len(text) <= _MAX_CAPTION else ""
