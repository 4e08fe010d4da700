"""The archive as values: articles, pages, the terms of the registers. No I/O.

Paths are POSIX and relative to the archive's root (`content/articles/2025/11/kupyansk.md`).
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal

import msgspec

from sitegen.config import SiteConfig
from sitegen.dates import EdtfDate
from sitegen.diagnostics import Diagnostic
from sitegen.versions import digest_of

TermKind = Literal["tag", "place", "outlet"]
TERM_KINDS: tuple[TermKind, ...] = ("tag", "place", "outlet")


class BodyLink(msgspec.Struct, frozen=True, kw_only=True):
    """A link or image in a body that points into this archive.

    target: a content file (`content/articles/…md`, `content/media/…png`), a path of the site
        (`/timeline/`), or empty for a place in the same document
    fragment: the part after `#`, or empty
    image: True when it shows an image
    described: False for an image without alternative text
    line: 1-based line in the source file
    column: 1-based column
    """

    target: str
    fragment: str
    image: bool
    line: int
    column: int
    described: bool = True


class Body(msgspec.Struct, frozen=True, kw_only=True):
    """Rendered Markdown: by far the largest part of a document, and so kept apart from the rest.

    html: sanitised HTML; links into the archive have the form `content:TARGET?QUERY#FRAGMENT`
    text: the plain text of its paragraphs and headings
    """

    html: str
    text: str

    @property
    def digest(self) -> str:
        """By which the body is known."""
        return digest_of(self.html.encode(), self.text.encode())


class Outline(msgspec.Struct, frozen=True, kw_only=True):
    """What is known of a document's file and body without reading them again.

    digest: of the `Body`
    anchors: ids of its headings
    links: what it links to in this archive
    positions: (key, 1-based line, 1-based column) of values that later stages speak of
    """

    digest: str
    anchors: tuple[str, ...]
    links: tuple[BodyLink, ...]
    positions: tuple[tuple[str, int, int], ...] = ()

    def position(self, key: str) -> tuple[int, int]:
        """Line and column of a value (`image`, `slug`, `title`, `aliases.0`); (0, 0) when absent."""
        return next(((line, column) for name, line, column in self.positions if name == key), (0, 0))


class Correction(msgspec.Struct, frozen=True, kw_only=True):
    """A correction notice: when, and what was corrected."""

    date: EdtfDate
    note: str


class Article(msgspec.Struct, frozen=True, kw_only=True):
    """A cleaned article, without its body.

    path: its file
    slug: last part of its URL
    title, date, outlet, authors, summary, language, …: as docs/content-model.md says
    tags, places, outlet: as written in the file, until `resolve` makes them ids
    image: the lead image's file, or empty
    digest: of all that the file says, but for the body
    """

    path: str
    slug: str
    title: str
    date: EdtfDate
    outlet: str
    tags: tuple[str, ...]
    places: tuple[str, ...]
    authors: tuple[str, ...]
    summary: str
    language: str
    source_url: str
    archive_url: str
    retrieved: EdtfDate | None
    republished_by: str
    retrieved_from: str
    source_sha256: str
    original_title: str
    original_language: str
    translator: str
    image: str
    image_alt: str
    image_credit: str
    aliases: tuple[str, ...]
    draft: bool
    corrections: tuple[Correction, ...]
    withdrawn: bool
    status_note: str
    digest: str = ""

    def with_digest(self) -> Article:
        """The same, with the digest of all its values as they are now."""
        data = msgspec.msgpack.encode(msgspec.structs.replace(self, digest=""))
        return msgspec.structs.replace(self, digest=digest_of(data))


class FreePage(msgspec.Struct, frozen=True, kw_only=True):
    """A page such as “About”, outside the archive's time line; without its body.

    path: its file
    route: its URL's path without slashes at the ends: `about`, `help/searching`
    order: place in menus; smaller comes first
    """

    path: str
    route: str
    title: str
    description: str
    language: str
    aliases: tuple[str, ...]
    draft: bool
    order: int


class Term(msgspec.Struct, frozen=True, kw_only=True):
    """An entry of a register, or a term that only articles name.

    id: its slug, unique among terms of its kind
    parent: id of the term above it, or empty
    registered: False when only articles name it
    former_ids: ids that it had before, whose pages lead to its own
    sample: True for an outlet that is invented
    kind: what a place is, such as `city`
    latitude, longitude: degrees, WGS 84, of a place; both or neither
    geonames, wikidata: a place's identifiers there
    url, country, language: an outlet's site, ISO 3166 country and BCP 47 language
    """

    id: str
    name: str
    aliases: tuple[str, ...] = ()
    former_ids: tuple[str, ...] = ()
    description: str = ""
    parent: str = ""
    registered: bool = True
    kind: str = ""
    latitude: float | None = None
    longitude: float | None = None
    geonames: int | None = None
    wikidata: str = ""
    url: str = ""
    country: str = ""
    language: str = ""
    sample: bool = False


class ImageFacts(msgspec.Struct, frozen=True, kw_only=True):
    """What an image file holds.

    width, height: in pixels, upright, as a camera's note says how it was held; 0 when it cannot be used
    animated: True when it holds several pictures, of which the first is shown
    problem: code of the diagnostic that it is worth; empty when it can be used
    reason: what is wrong with it, going on after the file's name
    """

    width: int = 0
    height: int = 0
    animated: bool = False
    problem: str = ""
    reason: str = ""


class MediaFile(msgspec.Struct, frozen=True, kw_only=True):
    """An image.

    path: relative to the archive's root
    digest: of its bytes; empty when nothing that is published uses it, and so nobody has looked at it
    facts: what it holds; nothing is known of an image that nothing uses
    lead: True when it is the lead image of an article
    shown: True when a page shows it, as lead image or in its text
    linked: True when a text links to it
    """

    path: str
    digest: str = ""
    facts: ImageFacts = ImageFacts()
    lead: bool = False
    shown: bool = False
    linked: bool = False


class Archive(msgspec.Struct, frozen=True, kw_only=True):
    """Everything under `content/`, checked and resolved.

    articles: oldest first; withdrawn ones included
    pages: in menu order
    terms: for each kind, the terms by id
    outlines: of articles and pages, by path
    diagnostics: what was found on the way
    """

    config: SiteConfig
    articles: tuple[Article, ...]
    pages: tuple[FreePage, ...]
    media: tuple[MediaFile, ...]
    terms: Mapping[TermKind, Mapping[str, Term]]
    outlines: Mapping[str, Outline]
    diagnostics: tuple[Diagnostic, ...]
