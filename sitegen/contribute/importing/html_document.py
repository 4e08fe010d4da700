"""Bytes of a page become a tree: decoded as browsers do, and parsed within bounds, whatever they hold."""

from __future__ import annotations

import re
from collections.abc import Iterator

from lxml.etree import ElementDefaultClassLookup, LxmlError
from lxml.html import HtmlElement, HTMLParser, document_fromstring

from sitegen.contribute.importing.source_values import MAX_PAGE_BYTES, too_large
from sitegen.contribute.importing.text_encoding import decoded_text
from sitegen.contribute.importing.values import NoArticleError

# Pages of news have some 5,000 tags, the longest of encyclopedias 50,000.
_MAX_TAGS = 150_000
_MAX_TEXT = 4_000_000
_HEAD_OF_A_PAGE = 4096

_META_CHARSET = re.compile(
    rb"""<(?:meta|\?xml)[^>]{0,400}?(?:charset|encoding)\s*=\s*["']?\s*([\w:.-]{2,40})""", re.IGNORECASE
)


def parse_html(data: bytes, charset: str = "") -> HtmlElement:
    """The tree of a page. Nothing outside of it is read: no DTD, no entity, no included file.

    charset: what a server says of the bytes
    Raises `NoArticleError` for what is too large or no HTML at all.
    """
    if len(data) > MAX_PAGE_BYTES:
        raise NoArticleError(too_large(len(data)))
    if data.count(b"<") > _MAX_TAGS:
        raise NoArticleError(f"the page holds more than {_MAX_TAGS:,} tags")
    text = decode_html(data, charset).replace("\0", "")
    # A declaration of an encoding in a text that is decoded already would be an error.
    text = re.sub(r"^\s*<\?xml[^>]{0,400}\?>", "", text, count=1)
    if not text.strip():
        raise NoArticleError("the page is empty")
    parser = HTMLParser(
        huge_tree=False,
        recover=True,
        no_network=True,
        remove_comments=True,
        remove_pis=True,
        encoding="utf-8",
    )
    # The usual lookup of lxml.html asks Python for each element's class; forms need none of their own here.
    parser.set_element_class_lookup(ElementDefaultClassLookup(element=HtmlElement))
    try:
        tree = document_fromstring(text.encode("utf-8", "replace"), parser=parser)
    except (LxmlError, ValueError, AssertionError) as error:
        raise NoArticleError("the page is no HTML that can be read") from error
    # A tree holds no more text than its source.
    if len(text) > _MAX_TEXT and _length_of_text(tree) > _MAX_TEXT:
        raise NoArticleError("the page holds more text than an article")
    return tree


def _length_of_text(tree: HtmlElement) -> int:
    unseen = ("script", "style")
    return sum(
        (len(element.text or "") if element.tag not in unseen else 0) + len(element.tail or "")
        for element in tree.iter()
    )


def decode_html(data: bytes, charset: str = "") -> str:
    """The text of a page: by its BOM, as valid UTF-8, as the server or a `<meta>` says, else as it looks."""
    found = decoded_text(data, _declared(data, charset))
    return data.decode("cp1252", "replace") if found is None else found


def _declared(data: bytes, charset: str) -> Iterator[str]:
    if charset:
        yield charset
    if found := _META_CHARSET.search(data[:_HEAD_OF_A_PAGE]):
        yield found[1].decode("ascii")
