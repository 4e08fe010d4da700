"""Posts of a WordPress export (WXR, an extension of RSS 2.0): listed by their offsets, read one by one.

An item is read with the bytes before the first item, which declare its namespaces and name the authors.
"""

from __future__ import annotations

import html
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from email.utils import parsedate_to_datetime
from pathlib import Path
from xml.etree.ElementTree import Element, ParseError

from defusedxml.common import DefusedXmlException
from defusedxml.ElementTree import DefusedXMLParser, fromstring

from sitegen.contribute.importing.leftovers import shortcodes_in
from sitegen.contribute.importing.provenance import is_web_url
from sitegen.contribute.importing.source_values import (
    MAX_PAGE_BYTES,
    Source,
    SourceError,
    Unusable,
    too_large,
)
from sitegen.contribute.importing.values import RawPage

_BLOCK = 65_536
_MAX_HEAD = 5_000_000
_END = b"</item>"
_WANTED = frozenset({"post_type", "status", "link", "post_id"})
_LONGEST_VALUE = 2_000
_DAY = re.compile(r"(?!0000)\d{4}-(?!00)\d\d-(?!00)\d\d")
_BLOCK_TAG = re.compile(
    r"</?(?:address|article|aside|blockquote|div|dl|figure|footer|form|h[1-6]|header|hr|iframe|nav|ol|p|pre|script"
    r"|section|style|table|ul|video)\b|<!--",
    re.IGNORECASE,
)


def is_export(path: Path) -> bool:
    """True when an XML file says at its head that WordPress exported it."""
    with path.open("rb") as file:
        return b"wordpress.org/export/" in file.read(8192)


def list_export(path: str, name: str) -> Iterator[Source | Unusable]:
    """The published posts of an export in its order; no pages, attachments and drafts."""
    target = _Items(path, name)
    count = 0
    try:
        with Path(path).open("rb") as file:
            parser = DefusedXMLParser(target=target)
            target.position = lambda: int(parser.parser.CurrentByteIndex)
            while block := file.read(_BLOCK):
                parser.feed(block)
                for found in target.taken():
                    count += 1
                    yield found
            parser.close()
            yield from target.taken()
    except (ParseError, DefusedXmlException, ValueError, LookupError) as error:
        reason = "it declares entities" if isinstance(error, DefusedXmlException) else str(error)
        yield Unusable(name=name, reason=f"It is broken after {count} posts: {reason}")
    except OSError as error:
        yield Unusable(name=name, reason=f"It cannot be read: {error.strerror}")


def read_export(source: Source) -> RawPage:
    """The post that a source names. Raises `SourceError`."""
    with Path(source.path).open("rb") as file:
        head = file.read(source.head)
        file.seek(source.offset)
        item = file.read(source.length)
    if not item.endswith(_END):
        raise SourceError("The post is gone: the file was changed in the meantime")
    try:
        channel = fromstring(head + item + b"</channel></rss>").find("channel")
    except (ParseError, DefusedXmlException, ValueError, LookupError):
        raise SourceError("The post is broken XML") from None
    found = channel.find("item") if channel is not None else None
    if channel is None or found is None:
        raise SourceError("The post is broken XML")
    return _page(source, _fields(found), _display_names(channel))


class _Items:
    """Where items begin and end: the parser's target. It keeps no text but a few short values."""

    def __init__(self, path: str, name: str) -> None:
        self._path, self._name = path, name
        self.position: Callable[[], int] = int
        self._head = self._start = -1
        self._wanted = ""
        self._values: dict[str, str] = {}
        self._found: list[Source | Unusable] = []

    def taken(self) -> list[Source | Unusable]:
        """What was found since the last call."""
        found, self._found = self._found, []
        return found

    def start(self, tag: str, _attributes: object) -> None:
        """As the parser calls it."""
        name = _local(tag)
        if tag == "item":
            self._start, self._values = self.position(), {}
            self._head = self._start if self._head < 0 else self._head
        self._wanted = name if name in _WANTED and self._start >= 0 else ""

    def data(self, text: str) -> None:
        """As the parser calls it."""
        if self._wanted and len(self._values.get(self._wanted, "")) < _LONGEST_VALUE:
            self._values[self._wanted] = self._values.get(self._wanted, "") + text

    def end(self, tag: str) -> None:
        """As the parser calls it."""
        self._wanted = ""
        if tag == "item":
            self._item(self.position() + len(_END) - self._start)
            self._start = -1

    def close(self) -> None:
        """As the parser calls it."""

    def _item(self, length: int) -> None:
        values = {key: value.strip() for key, value in self._values.items()}
        if values.get("post_type") != "post" or values.get("status") != "publish":
            return
        link = values.get("link", "")
        name = f"{self._name}#{link or values.get('post_id', self._start)}"
        if length > MAX_PAGE_BYTES:
            self._found.append(Unusable(name=name, reason=too_large(length)))
        elif self._head > _MAX_HEAD:
            self._found.append(Unusable(name=name, reason=too_large(self._head, _MAX_HEAD)))
        else:
            self._found.append(
                Source(
                    name=name,
                    container="wxr",
                    path=self._path,
                    url=link,
                    offset=self._start,
                    length=length,
                    head=self._head,
                )
            )


@dataclass(frozen=True, slots=True, kw_only=True)
class _Fields:
    """What an item holds: texts by name (`content:encoded` as `content`), and its terms."""

    texts: dict[str, str]
    terms: tuple[str, ...]


def _fields(item: Element) -> _Fields:
    texts: dict[str, str] = {}
    terms: list[str] = []
    for child in item:
        name, text = _local(child.tag), (child.text or "").strip()
        if name == "encoded":
            name = "excerpt" if "excerpt" in child.tag else "content"
        if name == "category" and child.get("domain") in {"category", "post_tag"}:
            if text and child.get("nicename") != "uncategorized":
                terms.append(text)
        elif name != "category":
            texts.setdefault(name, text)
    return _Fields(texts=texts, terms=tuple(dict.fromkeys(terms)))


def _page(source: Source, fields: _Fields, names: dict[str, str]) -> RawPage:
    texts = fields.texts
    content = texts.get("content", "")
    if not content:
        raise SourceError("The post is empty")
    link = texts.get("link", "")
    creator = texts.get("creator", "")
    known: dict[str, object] = {
        "title": html.unescape(texts.get("title", "")),
        "date": _date(texts),
        "authors": tuple(filter(None, [names.get(creator, creator)])),
        "tags": tuple(html.unescape(term) for term in fields.terms),
        "slug": texts.get("post_name", ""),
        "source_url": link if is_web_url(link) else "",
        "summary": _plain(texts.get("excerpt", "")),
        "leftovers": shortcodes_in(content),
    }
    return RawPage(
        name=source.name,
        data=_document(str(known["title"]), content).encode(),
        kind="html",
        charset="utf-8",
        url=str(known["source_url"]),
        known={key: value for key, value in known.items() if value},
    )


def _display_names(channel: Element) -> dict[str, str]:
    names = {}
    for author in channel:
        if _local(author.tag) == "author":
            values = {_local(child.tag): (child.text or "").strip() for child in author}
            login = values.get("author_login", "")
            names[login] = values.get("author_display_name") or login
    return names


def _date(texts: dict[str, str]) -> str:
    """The day on the clock of the site, which `post_date` tells; `pubDate` is in UTC."""
    local = texts.get("post_date", "")[:10]
    if _DAY.fullmatch(local):
        return local
    try:
        return parsedate_to_datetime(texts.get("pubDate", "")).date().isoformat()
    except (TypeError, ValueError):
        return ""


def _document(title: str, content: str) -> str:
    """A page of its own. The classic editor keeps paragraphs as empty lines, without markup."""
    name = html.escape(title)
    body = content if re.search(r"<p[\s>]", content, re.IGNORECASE) else _with_paragraphs(content)
    head = f'<head><meta charset="utf-8"><title>{name}</title></head>'
    return f"<!DOCTYPE html>\n<html>{head}<body><article><h1>{name}</h1>\n{body}\n</article></body></html>\n"


def _with_paragraphs(content: str) -> str:
    parts = [part.strip() for part in re.split(r"\n\s*\n", content.replace("\r\n", "\n")) if part.strip()]
    return "\n\n".join(part if _BLOCK_TAG.match(part) else f"<p>{part}</p>" for part in parts)


def _plain(text: str) -> str:
    return " ".join(html.unescape(re.sub(r"<[^<>]{0,2000}>", "", text)).split())


def _local(tag: object) -> str:
    return str(tag).rpartition("}")[2]
