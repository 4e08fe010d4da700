"""A tile server: where maps that can be moved take their images from.

Its address stands in the Content-Security-Policy and in pages, so it may hold nothing that means more there.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from urllib.parse import urlsplit

import msgspec

MAX_ZOOM = 24

_COORDINATES = ("{z}", "{x}", "{y}")
# `{r}` becomes `@2x` on dense screens, and nothing on others.
_PLACEHOLDERS = frozenset({*_COORDINATES, "{r}"})
_HOST = re.compile(r"[a-z0-9-]+(\.[a-z0-9-]+)*(:[0-9]{1,5})?")
_REST = re.compile(r"/[\w/.~:@!$&*+=?%{}-]*", re.ASCII)
_LINK = re.compile(r"\[(?P<text>[^\[\]]+)\]\((?P<url>https?://[^\s()<>\"'\\]+)\)")
_MARKUP = re.compile(r"<|&#?\w+;")


class CreditPart(msgspec.Struct, frozen=True, kw_only=True):
    """A piece of an attribution.

    url: where it leads; empty when it is no link
    """

    text: str
    url: str = ""


class TileServer(msgspec.Struct, frozen=True, kw_only=True):
    """Gives the images of a map in Web Mercator, 256 pixels wide.

    template: their addresses, with `{z}`, `{x}` and `{y}`
    attribution: whom the licence of the images asks to name
    max_zoom: the highest `{z}`
    """

    template: str
    attribution: tuple[CreditPart, ...]
    max_zoom: int

    @property
    def host(self) -> str:
        """Host, and port where it is not that of https."""
        return urlsplit(self.template).netloc

    @property
    def origin(self) -> str:
        """Scheme and host, as a Content-Security-Policy names them."""
        return f"https://{self.host}"


def checked_template(text: str) -> str:
    """The address of a tile server's images as it was written.

    Raises `ValueError` whose message goes on after the address.
    """
    if "{s}" in text:
        raise ValueError("may not hold {s}: write the name of one server, as pages allow one host only")
    scheme, mark, rest = text.partition("://")
    if (scheme, mark) != ("https", "://"):
        raise ValueError("is not a web address that begins with https://")
    host, slash, path = rest.partition("/")
    if "@" in host:
        raise ValueError("may hold no name and no password: every page would show them")
    if not _HOST.fullmatch(host) or not _has_port(text):
        raise ValueError("needs a host in small letters, such as tiles.example.org")
    if not _REST.fullmatch(slash + path):
        raise ValueError("may hold letters, digits and / . - _ ~ : @ ! $ & * + = ? % only after the host")
    _check_placeholders(path)
    return text


def _has_port(text: str) -> bool:
    """Whether the port, if there is one, can be a port."""
    try:
        return urlsplit(text).port != 0
    except ValueError:
        return False


def _check_placeholders(path: str) -> None:
    found = re.findall(r"\{[^{}]*\}|[{}]", path)
    missing = [name for name in _COORDINATES if found.count(name) != 1]
    if missing:
        raise ValueError(f"needs {' and '.join(missing)} once")
    unknown = [name for name in found if name not in _PLACEHOLDERS]
    if unknown:
        raise ValueError(f"may not hold {unknown[0]}, only {{z}}, {{x}}, {{y}} and {{r}}")


def credit_of(text: str) -> tuple[CreditPart, ...]:
    """An attribution in its parts: plain text, and links written `[text](https://…)`.

    Raises `ValueError` whose message goes on after the attribution, for HTML and for links that do not lead
    to the web.
    """
    if _MARKUP.search(text):
        raise ValueError("may hold no HTML: write © as it is, and a link as [text](https://…)")
    parts = tuple(_parts(text))
    if any("](" in part.text for part in parts):
        raise ValueError("holds a link that does not lead to https:// or http://")
    return parts


def _parts(text: str) -> Iterator[CreditPart]:
    end = 0
    for link in _LINK.finditer(text):
        if link.start() > end:
            yield CreditPart(text=text[end : link.start()])
        yield CreditPart(text=link["text"], url=link["url"])
        end = link.end()
    if end < len(text):
        yield CreditPart(text=text[end:])
