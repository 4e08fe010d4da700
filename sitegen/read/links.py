"""The links of a Markdown body: where they lead in the archive, and where they stand in its source.

Links to other content files become `content:PATH?QUERY#FRAGMENT`: what they become on the site is known
only when the whole site is planned.
"""

from __future__ import annotations

import posixpath
from collections.abc import Iterator, Mapping, Sequence
from urllib.parse import quote, unquote, urlsplit

from markdown_it.token import Token

from sitegen.model import BodyLink

CONTENT_SCHEME = "content"
# What an address outside of the archive may begin with.
EXTERNAL_SCHEMES = ("http", "https", "mailto")


def find_links(
    tokens: list[Token], references: Mapping[str, int], path: str, lines: list[str], first_line: int
) -> Iterator[BodyLink]:
    """Rewrites the targets of links and images, and yields those that point into this archive.

    references: 0-based lines of the definitions, by address
    """
    for block in tokens:
        if not block.children:
            continue
        source = _Source(lines, block.map or [0, 0], references)
        for token in block.children:
            attribute = {"link_open": "href", "image": "src"}.get(token.type)
            if attribute is None:
                continue
            written = str(token.attrs.get(attribute, ""))
            image = token.type == "image"
            if image:
                token.attrSet("loading", "lazy")
            if is_external(written) and not image:
                token.attrSet("rel", "external noopener")
                token.attrSet("class", "external")
                continue
            target, query, fragment = written, "", ""
            # No page may fetch from another site: the plan reports such an image as missing.
            if not is_external(written):
                target, query, fragment = _target(written, path)
                token.attrSet(attribute, _content_url(target, query, fragment))
            line, column = source.position(written)
            yield BodyLink(
                target=target,
                fragment=fragment,
                image=image,
                described=not image or bool(token.content.strip()),
                line=line + first_line,
                column=column,
            )


class _Source:
    """The source of a block, searched from its beginning to its end for one address after another."""

    def __init__(self, lines: list[str], block: Sequence[int], references: Mapping[str, int]) -> None:
        self._lines = lines
        self._first = block[0]
        self._text = "\n".join(lines[block[0] : block[1]])
        self._searched = 0
        self._references = references

    def position(self, address: str) -> tuple[int, int]:
        """0-based line and 1-based column; column 0 when only the block or the definition is known."""
        if address in self._references and f"]({address}" not in self._text:
            line = self._references[address]
            return line, self._lines[line].find(address) + 1
        for spelling in (address, unquote(address)):
            for opening in ("](", "](<", ""):
                found = self._text.find(opening + spelling, self._searched)
                if found >= 0:
                    return self._marked(found + len(opening), len(spelling))
        return self._first, 0

    def _marked(self, start: int, length: int) -> tuple[int, int]:
        self._searched = start + length
        line = self._text.count("\n", 0, start)
        return self._first + line, start - self._text.rfind("\n", 0, start)


def is_external(url: str) -> bool:
    """True for an address with a scheme or a host."""
    try:
        parts = urlsplit(url)
    except ValueError:
        return False
    return bool(parts.scheme or parts.netloc)


def _target(url: str, path: str) -> tuple[str, str, str]:
    """Content file or site path, query and fragment that a link without a scheme means.

    The query stays as it is written: only the page that it is for can tell what it means.
    """
    try:
        parts = urlsplit(url)
    except ValueError:  # A stray bracket; the plan reports that there is no such file.
        return url, "", ""
    written, fragment = unquote(parts.path), unquote(parts.fragment)
    if not written:
        return "", parts.query, fragment
    if written.startswith("/media/"):
        return posixpath.normpath(f"content{written}"), parts.query, fragment
    if written.startswith("/"):
        return written, parts.query, fragment
    return posixpath.normpath(posixpath.join(posixpath.dirname(path), written)), parts.query, fragment


def content_target(url: str, path: str) -> str:
    """The content file that a front matter key names, as seen from the file at `path`.

    A web address stays what it is: the plan reports that no page may load from there.
    """
    return url if is_external(url) else _target(url, path)[0]


def _content_url(target: str, query: str, fragment: str) -> str:
    end = (f"?{query}" if query else "") + (f"#{quote(fragment)}" if fragment else "")
    return f"{CONTENT_SCHEME}:{quote(target)}{end}" if target else end
