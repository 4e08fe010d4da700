"""The body of a page in Markdown: trafilatura finds where it stands, the rest is done here."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import takewhile

from lxml.html import HtmlElement
from trafilatura import bare_extraction

from sitegen.contribute.importing.body_blocks import Block, markdown_of
from sitegen.contribute.importing.boilerplate import without_boilerplate
from sitegen.contribute.importing.extracted_blocks import blocks_of
from sitegen.contribute.importing.html_figures import Figures
from sitegen.contribute.importing.html_left_out import with_left_out
from sitegen.contribute.importing.plain_paragraphs import split_plain_text

# A shorter body may be a part of the article only: trafilatura then searches with less care.
_SCANTY = 250
# A shorter heading is one of the article's first section, a longer one is text.
_STANDFIRST = range(51, 601)


def body_blocks(
    tree: HtmlElement,
    *,
    base: str = "",
    title: str = "",
    authors: Sequence[str] = (),
    repeated: Sequence[str] = (),
) -> list[Block]:
    """The blocks of the article that stands in a page; the tree is changed.

    base: address that relative links start from
    title, authors: of the article, which the head of the body may repeat
    repeated: what else it may repeat: the outlet's name
    """
    figures = Figures(tree, base)
    split_plain_text(tree)
    found: list[Block] = []
    for precise in (True, False):
        found = without_boilerplate(
            _extracted(tree, base, figures, precise=precise), title=title, authors=authors, repeated=repeated
        )
        if sum(len(block.text) for block in found) >= _SCANTY:
            break
    return found


def standfirst_of(blocks: Sequence[Block]) -> tuple[str, list[Block]]:
    """What stands as a heading between title and first paragraph, and the blocks without it."""
    head = list(takewhile(lambda block: block.kind in ("heading", "figure"), blocks))
    headings = (block for block in head if block.kind == "heading")
    found = next((block for block in headings if len(block.text) in _STANDFIRST), None)
    return (found.text if found else ""), [block for block in blocks if block is not found]


def body_markdown(blocks: Sequence[Block]) -> str:
    """Markdown of a body; nothing of the page is markup that the page did not mean."""
    return markdown_of(blocks)


def _extracted(tree: HtmlElement, base: str, figures: Figures, *, precise: bool) -> list[Block]:
    document = bare_extraction(
        tree,
        output_format="xml",  # Leaves the tree as it is: other formats would write it out here.
        favor_precision=precise,
        include_comments=False,
        include_tables=True,
        include_images=False,
        include_formatting=True,
        include_links=True,
    )
    body = getattr(document, "body", None)
    if body is None:
        return []
    found = blocks_of(body, base, figures.block)
    return with_left_out(found, tree, lambda element: blocks_of(element, base, figures.block))
