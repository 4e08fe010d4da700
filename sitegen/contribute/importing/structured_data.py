"""What a page says of itself for machines: JSON-LD of schema.org, and its meta elements."""

from __future__ import annotations

import html
import json
import re
from collections.abc import Iterator, Mapping, Sequence
from itertools import islice

from lxml.html import HtmlElement

from sitegen.contribute.importing.markdown_text import visible_text

Node = Mapping[str, object]

_MAX_SCRIPT = 1_000_000
_MAX_NODES = 3000
_MAX_VALUE = 5000
_ARTICLE = re.compile(r"(?:[A-Za-z]*Article|BlogPosting|LiveBlogPosting|Report|Review|SocialMediaPosting)")
_WRAPPING = re.compile(r"^\s*(?:<!--|//\s*<!\[CDATA\[|<!\[CDATA\[)|(?:-->|//\s*\]\]>|\]\]>)\s*$")
_TRAILING_COMMA = re.compile(r",(?=\s*[}\]])")


def json_ld_nodes(tree: HtmlElement) -> list[Node]:
    """All objects of a page's JSON-LD, outer ones first; damaged scripts are left out."""
    nodes: list[Node] = []
    for script in tree.xpath('.//script[contains(translate(@type, "LDJSON", "ldjson"), "ld+json")]')[:50]:
        text = _WRAPPING.sub("", script.text or "")
        if len(text) <= _MAX_SCRIPT:
            nodes.extend(_walked(_parsed(text)))
    return nodes[:_MAX_NODES]


def _parsed(text: str) -> object:
    for attempt in (text, _TRAILING_COMMA.sub("", text)):
        try:
            return json.loads(attempt, strict=False)
        except (ValueError, RecursionError):
            continue
    return None


def _walked(value: object) -> Iterator[Node]:
    """Objects level by level, so that those of the page come before those within them."""
    level = [value]
    seen = 0
    while level and seen < _MAX_NODES:
        inner: list[object] = []
        for one in level:
            seen += 1
            if isinstance(one, dict):
                yield one
                inner.extend(v for v in one.values() if isinstance(v, (dict, list)))
            elif isinstance(one, list):
                inner.extend(v for v in one if isinstance(v, (dict, list)))
        level = inner


def types_of(node: Node) -> tuple[str, ...]:
    """The types of an object, without their namespace."""
    return tuple(str(one).rsplit("/", 1)[-1] for one in as_list(node.get("@type")))


def is_article(node: Node) -> bool:
    """True for an object that describes an article."""
    return any(_ARTICLE.fullmatch(one) for one in types_of(node))


def as_list(value: object) -> list[object]:
    """A value that may be one or many, as many."""
    if value is None:
        return []
    return value if isinstance(value, list) else [value]


def text_of_value(value: object) -> str:
    """The text of a value: of an object its name, of several the first that has one."""
    for one in as_list(value):
        inner = one.get("name") or one.get("@value") if isinstance(one, dict) else one
        if isinstance(inner, str) and (text := plain(inner)):
            return text
        if isinstance(inner, (dict, list)) and inner is not value and (text := _shallow(inner)):
            return text
    return ""


def _shallow(value: object) -> str:
    first = next(iter(as_list(value)), "")
    return plain(first) if isinstance(first, str) else ""


def texts_of(value: object) -> list[str]:
    """The texts of all values."""
    return [text for one in as_list(value) if (text := text_of_value(one))]


def url_of_value(value: object) -> str:
    """The address in a value: itself, or that of the object that it is."""
    for one in as_list(value):
        written = (
            (one.get("url") or one.get("@id") or one.get("contentUrl")) if isinstance(one, dict) else one
        )
        written = next(iter(as_list(written)), "")
        if isinstance(written, str) and written.strip():
            return written.strip()
    return ""


def plain(text: str) -> str:
    """A text of an attribute or a script: entities, even doubled ones, become signs; tags go."""
    text = text[:_MAX_VALUE]
    for _ in range(2):
        if "&" in text:
            text = html.unescape(text)
    if "<" in text:
        text = re.sub(r"</?[a-zA-Z][^<>]{0,300}>", "", text)
    return visible_text(text)


def meta_values(tree: HtmlElement) -> dict[str, list[str]]:
    """Contents of the meta elements, by name, property or itemprop in small letters."""
    found: dict[str, list[str]] = {}
    for element in islice(tree.iter("meta"), 2000):
        content = plain(element.get("content", ""))
        names = {
            element.get(key, "").strip().lower() for key in ("property", "name", "itemprop", "http-equiv")
        }
        for name in names - {""} if content else ():
            found.setdefault(name, []).append(content)
    return found


def first_meta(metas: Mapping[str, Sequence[str]], *names: str) -> str:
    """The first content under the first of the names that has one."""
    return next((metas[name][0] for name in names if metas.get(name)), "")
