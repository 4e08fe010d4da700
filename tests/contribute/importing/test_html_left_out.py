"""What the search for a body parted or left out is mended by the page itself."""

from __future__ import annotations

from lxml.html import fromstring

from sitegen.contribute.importing.body_blocks import Block, markdown_of
from sitegen.contribute.importing.html_left_out import with_left_out
from sitegen.contribute.importing.markdown_text import Run

LINK = "https://council.example/report"


def paragraph(text: str, href: str = "") -> Block:
    return Block(kind="paragraph", lines=((Run(text=text, href=href),),))


def mended(page: str, *blocks: Block) -> str:
    return markdown_of(with_left_out(blocks, fromstring(f"<div>{page}</div>"), lambda _: []))


def test_a_paragraph_that_was_parted_at_a_link_is_one_again() -> None:
    page = "<p>The council read <a href='/report'>the report</a>, and voted.</p><p>It rained.</p>"
    pieces = ("The council read", ""), ("the report", LINK), (", and voted.", ""), ("It rained.", "")
    assert mended(page, *(paragraph(*piece) for piece in pieces)) == (
        f"The council read [the report]({LINK}), and voted.\n\nIt rained."
    )


def test_paragraphs_of_their_own_stay_apart() -> None:
    page = "<p>The council read</p><p>the report</p>"
    found = mended(page, paragraph("The council read"), paragraph("the report"))
    assert found == "The council read\n\nthe report"
