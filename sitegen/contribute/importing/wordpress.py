"""Posts of a WordPress export (WXR, an extension of RSS 2.0): listed by their offsets, read one by one.

An item is read with the bytes before the first item, which declare its namespaces and name the authors.
"""

from __future__ import annotations

import html
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from email.utils import parsedate_to_datetime
from pathlib import Path
from urllib.parse import unquote
from xml.etree.ElementTree import Element, ParseError

from defusedxml.common import DefusedXmlException
from defusedxml.ElementTree import DefusedXMLParser, fromstring

from sitegen.contribute.importing.provenance import is_web_url
from sitegen.contribute.importing.source_values import (
    MAX_PAGE_BYTES,
    Source,
    SourceError,
    Unusable,
    too_large,
)
from sitegen.contribute.importing.values import RawPage
from sitegen.read.names import slug_of
from sitegen.read.template_tags import shortcodes_in

_BLOCK = 65_536
_MAX_HEAD = 5_000_000
_END = b"</item>"
_WANTED = frozenset({"post_type", "status", "link", "post_id", "post_password"})
_LONGEST_VALUE = 2_000
# A comment has 13; each takes a hundred bytes of memory and more.
_MOST_ELEMENTS = 300_000
# Signs that XML forbids and posts hold all the same; a space in their place keeps the offsets.
_READABLE = bytes(32 if sign < 32 and sign not in b"\t\n\r" else sign for sign in range(256))
_BLOCK_TAG = re.compile(
    r"</?(?:address|article|aside|blockquote|caption|d[dlt]|details|div|fig(?:caption|ure)|footer|form|h[1-6]|header"
    r"|hr|iframe|li|nav|ol|p|pre|script|section|style|summary|t(?:able|body|d|foot|h|head|r)|ul|video)\b|<!--",
    re.IGNORECASE,
)


def is_export(path: Path) -> bool:
    """True when an XML file says at its head that WordPress exported it."""
    with path.open("rb") as file:
        return b"wordpress.org/export/" in file.read(8192)


def list_export(path: str, name: str) -> Iterator[Source | Unusable]:
    """The published posts of an export in its order; no pages, attachments and drafts, none with a password.

    What comes before a damage is listed, and then one `Unusable` tells of the damage.
    """
    target = _Items(path, name)
    count = 0
    for failure in _parsed(path, target):
        for found in target.taken():
            count += 1
            yield found
        if failure:
            after = f"after {count} post{'' if count == 1 else 's'}"
            yield Unusable(name=name, reason=failure.replace("broken", f"broken {after}", 1))


def _parsed(path: str, target: _Items) -> Iterator[str]:
    """Feeds a file to a target; yields nothing but an empty text for each block, or why it ended early."""
    try:
        with Path(path).open("rb") as file:
            parser = DefusedXMLParser(target=target)
            target.position = lambda: int(parser.parser.CurrentByteIndex)
            while block := file.read(_BLOCK):
                parser.feed(block.translate(_READABLE))
                yield ""
            parser.close()
            yield ""
    except DefusedXmlException:
        yield "It is broken: it declares entities"
    except (ParseError, ValueError, LookupError) as error:
        yield f"It is broken: {error}"
    except OSError as error:
        yield f"It cannot be read: {error.strerror}"


def read_export(source: Source) -> RawPage:
    """The post that a source names. Raises `SourceError`."""
    with Path(source.path).open("rb") as file:
        head = file.read(source.head)
        file.seek(source.offset)
        item = file.read(source.length)
    if not item.endswith(_END):
        raise SourceError("The post is gone: the file was changed in the meantime")
    try:
        channel = fromstring((head + item).translate(_READABLE) + b"</channel></rss>").find("channel")
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
        self._elements = 0
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
            self._start, self._values, self._elements = self.position(), {}, 0
            self._head = self._start if self._head < 0 else self._head
        self._elements += 1
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
        is_public = values.get("status") == "publish" and not values.get("post_password")
        if values.get("post_type") != "post" or not is_public:
            return
        link = values.get("link", "")
        name = f"{self._name}#{link or values.get('post_id', self._start)}"
        if length > MAX_PAGE_BYTES:
            self._found.append(Unusable(name=name, reason=too_large(length)))
        elif self._elements > _MOST_ELEMENTS:
            reason = f"It is too large: more than {_MOST_ELEMENTS} elements of XML"
            self._found.append(Unusable(name=name, reason=reason))
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
    """What an item holds: texts by name (`content:encoded` as `content`), terms, and the authors' logins."""

    texts: dict[str, str]
    terms: tuple[str, ...]
    logins: tuple[str, ...]


def _fields(item: Element) -> _Fields:
    texts: dict[str, str] = {}
    terms: list[str] = []
    logins: list[str] = []
    for child in item:
        name, text = _local(child.tag), (child.text or "").strip()
        if name == "encoded":
            name = "excerpt" if "excerpt" in child.tag else "content"
        if name != "category":
            texts.setdefault(name, text)
        elif child.get("domain") == "author":  # of the plugin Co-Authors Plus
            logins.append(text)
        elif child.get("domain") in {"category", "post_tag"} and child.get("nicename") != "uncategorized":
            terms.append(_plain(text))
    logins = logins or [texts.get("creator", "")]
    return _Fields(texts=texts, terms=_each_once(terms), logins=_each_once(logins))


def _each_once(texts: list[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(filter(None, texts)))


def _page(source: Source, fields: _Fields, names: dict[str, str]) -> RawPage:
    texts = fields.texts
    content = texts.get("content", "")
    if not content:
        raise SourceError("The post is empty")
    link = texts.get("link", "")
    known: dict[str, object] = {
        "title": _plain(texts.get("title", "")),
        "date": _date(texts),
        "authors": tuple(names.get(login, login) for login in fields.logins),
        "tags": fields.terms,
        "slug": slug_of(unquote(texts.get("post_name", ""))),
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
    try:
        return date.fromisoformat(local).isoformat()
    except ValueError:
        pass
    try:
        return parsedate_to_datetime(texts.get("pubDate", "")).date().isoformat()
    except (TypeError, ValueError):
        return ""


def _document(title: str, content: str) -> str:
    """A page of its own. The classic editor keeps paragraphs as empty lines, without markup."""
    name = html.escape(title)
    body = content if "<!-- wp:" in content else _with_paragraphs(content)
    head = f'<head><meta charset="utf-8"><title>{name}</title></head>'
    return f"<!DOCTYPE html>\n<html>{head}<body><article><h1>{name}</h1>\n{body}\n</article></body></html>\n"


def _with_paragraphs(content: str) -> str:
    text = content.replace("\r\n", "\n")
    pieces: list[str] = []
    position = 0
    while position < len(text):
        start, end = _preformatted(text, position)
        parts = [part.strip() for part in re.split(r"\n\s*\n", text[position:start]) if part.strip()]
        pieces += (part if _BLOCK_TAG.match(part) else f"<p>{part}</p>" for part in parts)
        pieces.append(text[start:end])
        position = end
    return "\n\n".join(filter(None, pieces))


def _preformatted(text: str, position: int) -> tuple[int, int]:
    """Where the next `<pre>` begins and ends; the text's end when there is none."""
    start = text.find("<pre", position)
    end = text.find("</pre>", start)
    return (start, end + len("</pre>")) if 0 <= start <= end else (len(text), len(text))


def _plain(text: str) -> str:
    """A text without its tags; `3 < 5` has none."""
    text = re.sub(r"<br\b[^<>]{0,200}>", " ", text)
    return " ".join(html.unescape(re.sub(r"</?[A-Za-z][^<>]{0,2000}>", "", text)).split())


def _local(tag: object) -> str:
    return str(tag).rpartition("}")[2]
