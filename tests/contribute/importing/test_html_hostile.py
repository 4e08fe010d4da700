"""Pages that want to break the import end within bounds, and leave no markup behind."""

from __future__ import annotations

import pytest

from sitegen.contribute.importing.html_document import decode_html, parse_html
from sitegen.contribute.importing.html_page import draft_of_html
from sitegen.contribute.importing.values import NoArticleError, RawPage
from sitegen.read.markdown import render_markdown
from tests.contribute.importing.test_html_pages import outlets

PROSE = (
    "The ferry sailed again on Tuesday, and nobody who had waited since dawn was turned away from it. " * 6
)


def page(html: str | bytes) -> RawPage:
    data = html.encode() if isinstance(html, str) else html
    return RawPage(name="x", data=data, kind="html", url="https://paper.example/a/b")


@pytest.mark.parametrize(
    "html",
    [
        "<div>" * 100_000,
        "<p>a</p>" * 200_000,
        b" " * (21 * 1024 * 1024),
        b"\0" * 1_000_000,
        b"",
        b"\xff\xfe\x00\xd8" * 1000,
        "<!DOCTYPE x [<!ENTITY a 'aaaaaaaaaa'><!ENTITY b '&a;&a;&a;&a;&a;&a;'>]><p>&b;&b;</p>",
        '<script type="application/ld+json">' + "[" * 100_000 + "</script>",
        "&" * 1_000_000,
    ],
    ids=["deep", "many", "large", "nulls", "empty", "utf-16", "entities", "json", "ampersands"],
)
def test_hostile_pages_are_refused(html: str | bytes) -> None:
    with pytest.raises(NoArticleError):
        draft_of_html(page(html), outlets())


def test_markup_of_a_page_never_becomes_markup_of_the_file() -> None:
    evil = (
        "<p>&lt;script&gt;alert(1)&lt;/script&gt; [x](javascript:alert(1)) ![y](z) # **b** `c` "
        + PROSE
        + "</p>"
    )
    link = f'<p><a href="javascript:alert(2)">click</a> {PROSE[:200]} and so on.</p>'
    draft = draft_of_html(
        page(f"<html><body><article><h1>T</h1>{evil}{link}</article></body></html>"), outlets()
    )
    html = render_markdown(draft.body, path="content/articles/2025/01/a.md", language="en")[0].html
    assert "[x](javascript:alert(1)) ![y](z) # **b** `c`" in html
    assert "<script" not in html
    assert "href" not in html


def test_a_wrong_charset_of_the_server_is_not_believed() -> None:
    assert decode_html("Đà Nẵng".encode(), "iso-8859-1") == "Đà Nẵng"


def test_a_page_of_single_bytes_is_not_in_utf_16_whatever_it_says() -> None:
    page = '<meta charset="utf-16"><p>Plain words.</p>'
    assert [decode_html(text.encode()) for text in (page, page + " ")] == [page, page + " "]


def test_no_file_is_read_for_an_entity() -> None:
    tree = parse_html(b'<!DOCTYPE r [<!ENTITY x SYSTEM "file:///etc/passwd">]><p>&x; and more</p>')
    assert "root:" not in tree.text_content()
