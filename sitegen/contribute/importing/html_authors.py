"""Who wrote a page."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Literal

from sitegen.contribute.importing.byline_words import DESK
from sitegen.contribute.importing.found_authors import authors_of
from sitegen.contribute.importing.found_dates import without_dates
from sitegen.contribute.importing.html_bylines import (
    classed_bylines,
    lines_with_by,
    lines_with_date,
    marked_bylines,
    of_article,
    signatures,
)
from sitegen.contribute.importing.html_source import HtmlSource
from sitegen.contribute.importing.month_names import SHORT_WEEKDAYS, weekday_names
from sitegen.contribute.importing.structured_data import as_list, text_of_value, types_of

_METAS = (
    "author", "article:author", "og:article:author", "og:author", "byl", "parsely-author", "sailthru.author",
    "dc.creator", "dcterms.creator", "dc:creator", "citation_author", "authors", "creator", "rbauthors",
    "cxenseparse:author",
)  # fmt: skip


_ABOUT = re.compile(
    r"^(?-i:By(?=[A-Z]))|^(?:about|über|view all posts by|zeige alle beiträge von|all posts by|posts by|"
    r"ver todas las entradas de|"
    r"voir tous les articles (?:par|de)|alle beiträge von)\s+|\s+(?:am|on|le|el|il|em)$|"
    r"\s+for\s(?-i:(?:[Tt]he\s)?[A-Z]).{3,40}$",
    re.IGNORECASE,
)
_BESIDE_DATES = re.compile(
    r"\b\d{1,2}[:.]\d\d(?:[:.]\d\d)?\s*(?:uhr|h|[ap]\.?m\.?|[A-Z]{2,4})?(?!\w)|\b(?:stand|updated|published|posted|"
    r"aktualisiert|veröffentlicht|zuletzt|min|minuten|lesezeit|uhr|et|est|gmt)\b:?|"
    r"(?<=[\w.]\s)(?:am|on|um|at|vom|le)(?=\s*(?:$|\n|\w{2,10}tag))|\b(?:"
    + "|".join(sorted(map(re.escape, weekday_names()))) + r")\b", re.IGNORECASE
)  # fmt: skip
_HANDLE = re.compile(r"[a-z]+(?:[._-][a-z]+)+|\S*\d\S*")
_NO_FIRST = re.compile(r"(?:das|die|the|zur|zum|zu|im|in|auf|mein|meine|alle|mehr)\s", re.IGNORECASE)
_COMPANY = re.compile(r"(?<!\w)(?:KG|GmbH|AG|SE|Ltd|Inc|LLC|e\.\s?V)(?!\w)")
_WRITTEN_BY = re.compile(
    r"(?:written by|by|author|verfasst von|geschrieben von|von|autor|écrit par|par|auteur|escrito por|por|"
    r"scritto da|autore|geschreven door|napisane przez|автор|написано|tác giả|được viết bởi|投稿者)\W*$",
    re.IGNORECASE,
)
_MARKED = './/*[contains(@rel, "author") or contains(@itemprop, "author")]'
# So far into a byline its first name may stand, behind “By” and labels.
_LEAD = 25
_MOST_WORDS = 4
# How likely a name is that of a person.
_FULL, _PEN, _DESK, _OUTLET = 4, 3, 2, 1
# What a text is: names and nothing else, a byline, or a line that may be one.
Kind = Literal["names", "marked", "byline", "line with by", "line", "signature"]
_SURE = ("names", "marked", "byline")
# These may be anything else: only a person's full name counts.
_UNSURE = ("line", "signature")
_PEN_NAME = re.compile(r"[^\W\d_][\w.’'-]*(?: [^\W_][\w.’'-]*){0,3}")
_NOBODY_WORDS = (
    "admin|human|name|profile|profil|datum|administrator|editor|editors|guest|user|webmaster|team|author|root|"
    "unknown|anonymous|no author|wordpressadmin|редактор|website|contributor"
)
_NOBODY = SHORT_WEEKDAYS | frozenset(_NOBODY_WORDS.split("|"))


def authors_of_page(source: HtmlSource, language: str, outlets: Sequence[str]) -> tuple[str, ...]:
    """Names of those who wrote it; those of a desk or of the outlet only when there is nobody else.

    An agency counts beside a person where the page lists it as another author.

    Of all places that name someone, the surest counts. A pen name or a first name gives way to a full
    name that holds it.
    language: of the page, as far as it says one
    outlets: names that are no persons'
    """
    others = {_key(name) for name in outlets if _key(name)}
    pen = desk = ""
    rank = 0
    for kind, texts in _voices(source):
        names = _of_texts(texts, language, kind)
        if kind == "line" and desk:
            continue
        full = _full_names(kind, texts, names, language, others)
        if full and (not pen or (kind in _SURE and any(_holds(name, pen) for name in full))):
            return _without_parts(_all_marked(source, full, language) if kind == "names" else full)
        for name in names:
            own = _rank(name, others)
            # A blog may have its author's name.
            own = _PEN if own == _OUTLET and kind == "marked" else own
            pen = pen or (name if own == _PEN and kind not in _UNSURE else "")
            desk, rank = (name, own) if rank < own <= _DESK and kind not in _UNSURE else (desk, rank)
    found = pen or desk
    return (found,) if found else ()


def _full_names(
    kind: Kind, texts: Sequence[str], names: Sequence[str], language: str, others: set[str]
) -> list[str]:
    """The names of persons, and those of agencies that a list names beside them."""
    full = [name for name in names if _rank(name, others) == _FULL]
    if kind == "line with by" and full[:1] != list(names[:1]):
        return []
    if kind != "names" or not full or len(texts) < 2:
        return full
    named = [name for text in texts for name in _of_texts([text], language, kind)]
    return [name for name in named if _rank(name, others) in (_FULL, _DESK)]


def _all_marked(source: HtmlSource, names: list[str], language: str) -> list[str]:
    """The names, or those that the page marks as authors, when these are the same and more."""
    if len(source.tree.xpath(_MARKED)) <= len(names):
        return names
    for texts in marked_bylines(of_article(source.elements))[:2]:
        marked = list(_of_texts(texts, language, "marked"))
        if {_key(name) for name in names} < {_key(name) for name in marked}:
            return marked
    return names


def _holds(name: str, pen: str) -> bool:
    return _key(pen) in _key(name).split()


def _rank(name: str, others: set[str]) -> int:
    """How likely a name is that of a person, 1 to 4."""
    key = _key(name)
    if any(_squeezed(key) in _squeezed(other) or _squeezed(other) in _squeezed(key) for other in others):
        return _OUTLET
    if _NO_FIRST.match(name) or _COMPANY.search(name):
        return _OUTLET
    if DESK.search(name) or _HANDLE.fullmatch(name):
        return _DESK
    words = name.split()
    return _FULL if len(words) > 1 or (len(name) > 1 and ord(name[0]) > 0x590) else _PEN


def _squeezed(key: str) -> str:
    return re.sub(r"\W", "", key)


def _key(name: str) -> str:
    return " ".join(name.casefold().split())


def _voices(source: HtmlSource) -> Iterator[tuple[Kind, Sequence[str]]]:
    """What each place of the page says, the surest first."""
    yield "names", _structured(source)
    elements = of_article(source.elements)
    for texts in marked_bylines(elements, source.elements)[:2]:
        yield "marked", texts
    for name in _METAS:
        texts = [text for text in source.metas.get(name, ()) if not text.startswith(("http", "@", "www."))]
        yield "names", texts
    yield "names", _labelled(source)
    for texts in classed_bylines(elements)[:6]:
        yield "byline", texts
    for text in lines_with_by(elements):
        yield "line with by", [text]
    for text in lines_with_date(elements):
        yield "line", [text]
    for text in signatures(elements):
        yield "signature", [text]


def _labelled(source: HtmlSource) -> list[str]:
    """What a card for social networks shows behind a label such as “Written by”."""
    numbers = (number for number in "1234" if _WRITTEN_BY.match(source.meta(f"twitter:label{number}")))
    return [text for number in numbers if (text := source.meta(f"twitter:data{number}"))]


def _structured(source: HtmlSource) -> list[str]:
    found = []
    for one in as_list(source.article.get("author") or source.article.get("creator")):
        node = one
        if isinstance(one, dict) and "@id" in one and "name" not in one:
            node = next((n for n in source.nodes if n.get("@id") == one["@id"] and n.get("name")), one)
        if isinstance(node, dict) and "Organization" in types_of(node):
            found.append(text_of_value(node))
        else:
            found += [
                text_of_value(name) for name in as_list(node.get("name") if isinstance(node, dict) else node)
            ]
    return [text for text in found if text and not text.startswith("http")]


def _of_texts(texts: Sequence[str], language: str, kind: Kind) -> tuple[str, ...]:
    found = [name for text in texts for name in _of_text(_ABOUT.sub("", text[:500]), language, kind)]
    return tuple(name for name in dict.fromkeys(found) if _key(name) not in _NOBODY)


def _of_text(text: str, language: str, kind: Kind) -> list[str]:
    pieces = [text] if kind in ("names", "marked") else _beside_dates(text, language)
    names = [name for piece in pieces for name in authors_of(piece, language)]
    if not names and kind in ("names", "marked") and _PEN_NAME.fullmatch(text):
        # No byline as a whole, but a name as it stands.
        return [text]
    if kind in _UNSURE:
        letters = sum(sign.isalpha() for piece in pieces for sign in piece)
        names = [name for name in names if 1 < len(name.split()) <= _MOST_WORDS and letters < len(name) + 4]
    if kind in ("byline", "line with by") and names:
        # Further in stand names in a headline or of a place.
        names = names if text.casefold().find(names[0].casefold()) <= _LEAD else []
    if kind == "line with by":
        names = [name for name in names if len(name.split()) <= _MOST_WORDS]
    return names


def _beside_dates(text: str, language: str) -> list[str]:
    """What stands before, between and behind dates and times."""
    pieces = _BESIDE_DATES.sub("\n", without_dates(text, language, instead="\n")).split("\n")
    return [piece for one in pieces if (piece := one.strip(" -–—|,·•/:@()©"))]


def _without_parts(names: Sequence[str]) -> tuple[str, ...]:
    """Without names that stand in longer ones, or are another's in capitals."""
    kept: dict[str, str] = {}
    for name in names:
        kept.setdefault(_key(name), name)
    return tuple(
        name for key, name in kept.items() if not any(key != k and f" {key} " in f" {k} " for k in kept)
    )
