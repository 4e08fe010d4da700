"""What importing works with: raw pages, and drafts of the articles that were found in them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Literal

# What a page is: markup, text as copied out of a browser, or the Markdown of another generator.
PageKind = Literal["html", "text", "markdown"]


class NoArticleError(ValueError):
    """A page holds no article to import. The message says why, as a sentence without its full stop."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RawPage:
    """A page as it was found.

    name: what reports call it: a file, a URL, or a part of a container (`crawl.warc.gz#URL`)
    charset: what a server or a container says of the bytes; it may be missing or wrong
    url: where the page lies on the web; empty when nobody says
    archive_url: of the archived copy that was read
    retrieved: the day on which it was read from the web, as YYYY-MM-DD; empty when unknown
    known: what a container says of it, by keys of the front matter (`title`, `date`, `authors`, `tags`, …);
        it goes before what the page itself says
    """

    name: str
    data: bytes
    kind: PageKind
    charset: str = ""
    url: str = ""
    archive_url: str = ""
    retrieved: str = ""
    known: Mapping[str, object] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Doubt:
    """Something that a person has to look at before the article is good.

    key: of the front matter, or `body`
    message: what is doubtful, as a sentence without its full stop
    options: what it may be, likeliest first
    """

    key: str
    message: str
    options: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """An article as far as it was found in a page; what was not found is empty.

    All but `body`, `keywords` and `doubts` are keys of the front matter: see docs/content-model.md.

    date: EDTF
    outlet: name in the register of outlets where it is known there, else as the page says
    body: Markdown in which nothing of the page is markup that the page did not mean
    image: URL of the lead image
    keywords: subjects as the page says them, not yet compared with the register
    republished_by: name of the portal whose page this is, when the article is another outlet's
    retrieved_from: the portal's page
    """

    title: str = ""
    date: str = ""
    outlet: str = ""
    authors: tuple[str, ...] = ()
    summary: str = ""
    language: str = ""
    source_url: str = ""
    archive_url: str = ""
    retrieved: str = ""
    republished_by: str = ""
    retrieved_from: str = ""
    image: str = ""
    image_alt: str = ""
    image_credit: str = ""
    tags: tuple[str, ...] = ()
    places: tuple[str, ...] = ()
    slug: str = ""
    aliases: tuple[str, ...] = ()
    body: str = ""
    keywords: tuple[str, ...] = ()
    doubts: tuple[Doubt, ...] = ()


def missing_values(draft: Draft, keys: Sequence[str] = ("title", "date", "outlet")) -> Iterator[Doubt]:
    """A doubt for each key of which nothing was found."""
    for key in keys:
        if not getattr(draft, key):
            yield Doubt(key=key, message=f"no {key.removesuffix('s')} was found")
