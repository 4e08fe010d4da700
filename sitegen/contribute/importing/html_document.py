"""Bytes of a page become a tree: decoded as browsers do, and parsed within bounds, whatever they hold."""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterator

from charset_normalizer import from_bytes
from lxml.etree import ElementDefaultClassLookup, LxmlError
from lxml.html import HtmlElement, HTMLParser, document_fromstring

from sitegen.contribute.importing.values import NoArticleError

MAX_BYTES = 20 * 1024 * 1024
# Pages of news have some 5,000 tags, the longest of encyclopedias 50,000.
_MAX_TAGS = 150_000
_MAX_TEXT = 4_000_000
_HEAD_OF_A_PAGE = 4096
_SAMPLE = 65_536
# The share of signs that may be broken in a text whose encoding is right.
_MAX_BROKEN = 0.005

_BOMS = ((codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))
_META_CHARSET = re.compile(
    rb"""<(?:meta|\?xml)[^>]{0,400}?(?:charset|encoding)\s*=\s*["']?\s*([\w:.-]{2,40})""", re.IGNORECASE
)
# Codecs of Python that are no encodings of pages; some of them take quadratic time.
_NO_PAGES = frozenset(
    {"punycode", "idna", "unicode-escape", "raw-unicode-escape", "utf-7", "undefined", "mbcs", "oem"}
)
# As the WHATWG's Encoding Standard says: what calls itself Latin-1 is Windows-1252, and so on.
_MEANT = {"iso8859-1": "cp1252", "ascii": "cp1252", "iso8859-9": "cp1254", "gb2312": "gb18030",
          "gbk": "gb18030",
          "shift_jis": "cp932", "euc_kr": "cp949", "iso8859-11": "cp874", "tis-620": "cp874"}  # fmt: skip


def parse_html(data: bytes, charset: str = "") -> HtmlElement:
    """The tree of a page. Nothing outside of it is read: no DTD, no entity, no included file.

    charset: what a server says of the bytes
    Raises `NoArticleError` for what is too large or no HTML at all.
    """
    if len(data) > MAX_BYTES:
        raise NoArticleError(f"the page is larger than {MAX_BYTES // 1024 // 1024} MB")
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
    for bom, name in _BOMS:
        if data.startswith(bom):
            return data.decode(name, "replace").lstrip("\ufeff")
    # A text of another encoding is hardly ever valid UTF-8 by chance; one in ASCII may be ISO-2022-JP.
    candidates = [] if data.isascii() else [_decoded(data, "utf-8", most_broken=0)]
    candidates += (_decoded(data, name) for name in _declared(data, charset))
    found = next((text for text in candidates if text is not None), None)
    return found if found is not None else _guessed(data)


def _declared(data: bytes, charset: str) -> Iterator[str]:
    if charset:
        yield charset
    if found := _META_CHARSET.search(data[:_HEAD_OF_A_PAGE]):
        yield found[1].decode("ascii")


def _decoded(data: bytes, name: str, *, most_broken: float = _MAX_BROKEN) -> str | None:
    """The text in an encoding, or None when it is none or too much of the text is broken in it."""
    try:
        known = codecs.lookup(name.strip().strip("\"'")).name
        if known.replace("_", "-") in _NO_PAGES:
            return None
        text = data.decode(_MEANT.get(known, known), "replace")
    except (LookupError, ValueError, UnicodeError):
        return None
    broken = text.count("\ufffd") - data.count(b"\xef\xbf\xbd")
    return text if broken <= most_broken * len(text) else None


def _guessed(data: bytes) -> str:
    if data.isascii():
        return data.decode("ascii")
    best = from_bytes(data[:_SAMPLE]).best()
    text = _decoded(data, best.encoding, most_broken=0.05) if best else None
    return text if text is not None else data.decode("cp1252", "replace")
