"""What every style and format says of an article.

What is cited is the copy in this archive. The outlet is the container, the URL is that of the page here,
which stays, and the archive is named as the place where the copy is held. The original page is told in a
note, where a format has one, together with the day on which the editors read it: that is no day on which
anyone read the page here, and so never the citation's date of access. (APA 9.16, Chicago 14.12 of the 17th
edition, and MLA ask for such a date only where a text may change or has no date of its own.)
"""

from __future__ import annotations

import msgspec

from sitegen.dates import EdtfDate
from sitegen.model import Article
from sitegen.plan.bylines import Name, parse_name
from sitegen.plan.citations.dates import chicago_date
from sitegen.plan.urls import article_path


class Reference(msgspec.Struct, frozen=True, kw_only=True):
    """An article as it is cited. Every text is one line.

    key: see `Citation`
    outlet: name of the outlet
    archive: title of this site
    url: absolute URL of the page on this site
    note: where the text comes from, in English; may be empty
    """

    key: str
    title: str
    outlet: str
    archive: str
    url: str
    authors: tuple[Name, ...]
    translator: Name | None
    date: EdtfDate
    language: str
    original_title: str
    note: str


def make_reference(article: Article, *, outlet: str, archive: str, url: str) -> Reference:
    """What is to be said of an article; the arguments are those of `cite`."""
    return Reference(
        key=_key(article),
        title=one_line(article.title),
        outlet=one_line(outlet),
        archive=one_line(archive),
        url=url,
        authors=tuple(parse_name(one_line(author)) for author in article.authors),
        translator=parse_name(one_line(article.translator)) if article.translator else None,
        date=article.date,
        language=article.language,
        original_title=one_line(article.original_title),
        note=_note(article),
    )


def one_line(text: str) -> str:
    """A text without line ends of any kind: they would end a line of RIS."""
    return " ".join(text.split())


def _key(article: Article) -> str:
    """`floods-2025-11`, from the address: it is unique, and stays when the date is corrected."""
    *folders, slug = article_path(article).strip("/").split("/")[1:]
    return "-".join((slug, *folders))


def _note(article: Article) -> str:
    read = f"read {chicago_date(article.retrieved)}" if article.retrieved else ""
    parts = []
    if article.source_url:
        parts.append(f"original page: {article.source_url}" + (f" ({read})" if read else ""))
    elif read:
        parts.append(f"original {read}")
    if article.republished_by:
        parts.append(f"republished by {article.republished_by}")
    if article.archive_url:
        parts.append(f"copy of the original page: {article.archive_url}")
    return "; ".join(parts)
