"""Rules about the links of a document: what they carry along, where they lead, whether one sees them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from urllib.parse import parse_qsl, urlsplit

from sitegen.diagnostics import Diagnostic
from sitegen.lint.document import Document, shortened
from sitegen.read.links import EXTERNAL_SCHEMES
from sitegen.read.tracking import is_tracking

_ADDRESS = re.compile(r"https?://[^\s<>\"'`|]{1,2000}", re.IGNORECASE)
_LINKED = re.compile(
    r"\]\(\s*<?(?P<inline>https?://[^\s<>]{1,500}?)>?(?:\)|\s)|^ {0,3}\[[^\]]+\]:\s*<?(?P<definition>https?://\S+?)>?\s*$",
    re.MULTILINE | re.IGNORECASE,
)
_EMPTY = re.compile(r"\[[ \t\u00a0*_]*\]\((?P<address>[^()\n]*(?:\([^()\n]*\)[^()\n]*)*)\)")
_SCHEME = re.compile(r"\]\(\s*<?(?P<scheme>[a-z][a-z0-9+.-]{1,30}):", re.IGNORECASE)
_DEFINED_SCHEME = re.compile(
    r"^ {0,3}\[[^\]\n]+\]:\s*<?(?P<scheme>[a-z][a-z0-9+.-]{1,30}):", re.MULTILINE | re.IGNORECASE
)


def tracking_parameters(document: Document) -> Iterator[Diagnostic]:
    """W801 for addresses that say by which way somebody once came to a page."""
    text = document.source.text
    for found in _ADDRESS.finditer(text) if "?" in text and "://" in text else ():
        address = found[0]
        # The address of a page's copy holds another, and leads to no copy without all of it.
        names = _tracking_names(address) if "://" not in address[8:] else ()
        if names:
            message = f"The address carries along what only tracks its readers: {', '.join(names)}"
            hint = "Delete these parameters, and try whether the address still leads to the page."
            position = found.start() + min(address.find(name) for name in names)
            yield document.problem("W801", message, hint, document.source.place(position))


def _tracking_names(address: str) -> tuple[str, ...]:
    try:
        query = urlsplit(address).query
    except ValueError:
        return ()
    pairs = parse_qsl(query, keep_blank_values=True)
    return tuple(dict.fromkeys(name for name, _ in pairs if is_tracking(name)))


def own_site_links(document: Document) -> Iterator[Diagnostic]:
    """W802 for links that name this archive's own web address: nobody checks them."""
    base = re.sub(r"^https?://(?:www\.)?", "", document.base_url, flags=re.IGNORECASE).rstrip("/")
    if not base or base not in document.source.text:
        return
    own = re.compile(rf"https?://(?:www\.)?{re.escape(base)}(?P<path>/[^\s#?]*)?(?:[#?]\S*)?", re.IGNORECASE)
    for found in _LINKED.finditer(document.source.text, document.source.body_start):
        name = "inline" if found["inline"] else "definition"
        match = own.fullmatch(found[name])
        if match:
            message = "The link names this archive's own web address, so it is not checked"
            hint = f"Write the path of the file, such as ../../2025/11/floods.md, or {match['path'] or '/'}."
            yield document.problem("W802", message, hint, document.source.place(found.start(name)))


def empty_links(document: Document) -> Iterator[Diagnostic]:
    """W803 for links without a text: nobody can see them."""
    text = document.source.text
    for found in _EMPTY.finditer(text, document.source.body_start) if "](" in text else ():
        # An image, brackets that are text, or the second half of a reference.
        if text[found.start() - 1] in "!\\]":
            continue
        message = (
            f"The link to {shortened(found['address'], 50) or 'nowhere'} has no text, so no reader sees it"
        )
        hint = "Write between the brackets what the link leads to, or delete it."
        yield document.problem("W803", message, hint, document.source.place(found.start()))


def refused_links(document: Document) -> Iterator[Diagnostic]:
    """W804 for links of a kind that pages do not hold, such as `javascript:`; readers see their source."""
    source = document.source
    for found in _schemes(source.text, source.body_start):
        is_text = source.text[found.start() - 1] == "\\"
        if not is_text and found["scheme"].lower() not in EXTERNAL_SCHEMES:
            scheme = shortened(found["scheme"], 30)
            message = f"Links that begin with {scheme}: are refused; readers would see the source"
            hint = "Link a page on the web (https://), or delete the link and keep its text."
            yield document.problem("W804", message, hint, source.place(found.start("scheme")))


def _schemes(text: str, start: int) -> Iterator[re.Match[str]]:
    for sign, pattern in (("](", _SCHEME), ("]:", _DEFINED_SCHEME)):
        yield from pattern.finditer(text, start) if sign in text else ()
