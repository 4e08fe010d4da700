"""Where a page prints who wrote it: marked as such, by its classes, or as a line of its own."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from lxml.html import HtmlElement

from sitegen.contribute.importing.html_lines import Placed, outermost
from sitegen.contribute.importing.html_source import element_text

_ELSEWHERE = re.compile(
    r"comment|related|side-?bar|(?<!elementor-)widget(?!-)|(?:site|page|main|global)[-_]?footer|recommend|teaser|"
    r"newsletter|recent|popular|most-?read|(?:^|[\s_-])nav|menu|breadcrumb|pinglist|trackback|respond|cookie",
    re.IGNORECASE,
)
# What stands right behind the headline is about this article, whatever its class is for.
_BESIDE = 25
_META = re.compile(r"meta|author|byline|teaser-cat", re.IGNORECASE)
_OTHER_TAGS = frozenset({"nav", "aside", "form", "button", "select", "figure", "figcaption"})
_BY_CLASS = re.compile(
    r"author(?!i[tsz])|(?<![a-z])autor(?!i[sz])|auteur|byline|by-line|writer|wrote|vcard|user-?name|posted[-_]?by|"
    r"journalist|verfasser|(?<![a-z])nombre|redakteur",
    re.IGNORECASE,
)
_BESIDE_NAMES = re.compile(
    r"bio|desc|image|avatar|img|photo|social|e-?mail|twitter|follow|job|location|"
    r"date|time|count|more|share|link-?list|label",
    re.IGNORECASE,
)
# Classes that say nothing against a name: social-author__name, and how Drupal shows a field.
_HARMLESS = re.compile(r"\S*author[-_]+name\S*|(?<!\S)field-{1,2}(?:label|type)-\S*", re.IGNORECASE)
_NAMES_WITHIN = re.compile(r"(?:^|[\s_-])(?:full-?name|author-?name|name|fn)(?:$|[\s_-])", re.IGNORECASE)
_PROFILE = re.compile(
    r"/(?:authors?|autor|autoren|auteur|people|staff|editors?|contributors?|journalists?|reporters?|columnists?|"
    r"writers?|profiles?)/[^/]"
)
_MAX_BYLINE = 200
_GLUED = re.compile(r"[a-zß-ÿ]{3}[A-ZÀ-Þ][a-zß-ÿ]{2}")
# Elements between two names of one byline.
_MAX_GAP = 12
_BEFORE, _BEHIND = -40, 400
_NEAR = 40
_MAX_SIGNATURE = 40
_PROSE = 80

_BY = re.compile(
    r"(?:|.{0,30}(?:[\d|,:·•–-]|Uhr|Text|Beitrag|Posted|Published|Kommentar|erstellt|geschrieben|verfasst|Artikel)\s)"
    r"(?P<by>by|von:?|par|por|di|text|autor|autorin|auteur|author|words|story|автор|текст)"
    r"\s?:?\s+(?-i:(?=[A-ZÀ-ÞА-ЯЄІЇҐ]))", re.IGNORECASE
)  # fmt: skip
_LINE_TAGS = frozenset(
    {"p", "span", "div", "td", "font", "small", "em", "i", "b", "strong", "address", "li", "a", "h2", "h3",
     "h4", "h5", "h6", "header", "cite", "time"}
)  # fmt: skip
_MAX_LINE = 110
_MAX_BY = 80
_YEAR = re.compile(r"(?:19|20)\d\d")


def marked_bylines(elements: Sequence[Placed], everywhere: Sequence[Placed] = ()) -> list[list[str]]:
    """The texts of elements that say in `rel` or `itemprop` that they are an author, by byline.

    everywhere: elements in boxes beside the article too; of these, those right behind the headline count
    """
    found = [one for one in elements if _is_marked(one.element)]
    found = found or [one for one in everywhere if 0 < one.place <= _NEAR and _is_marked(one.element)]
    return _groups(found)


def classed_bylines(elements: Sequence[Placed]) -> list[list[str]]:
    """The texts of elements whose class or address tells an author, by byline."""
    near = [one for one in elements if _BEFORE <= one.place <= _BEHIND]
    return _groups([one for one in near if _is_classed(one.element)])


def of_article(elements: Sequence[Placed]) -> list[Placed]:
    """Without comments, menus, forms and boxes about other articles."""
    if not elements:
        return []
    headline = next((one.element for one in elements if one.place == 0), None)
    around = set() if headline is None else {headline, *headline.iterancestors()}
    left_out: set[HtmlElement] = set()
    kept = []
    for one in elements:
        element = one.element
        beside = -2 <= one.place <= _BESIDE and (element.tag == "aside" or _META.search(_names(element)))
        elsewhere = element not in around and not beside and _is_elsewhere(element)
        if element.getparent() in left_out or elsewhere:
            left_out.add(element)
        else:
            kept.append(one)
    return kept


def _is_elsewhere(element: HtmlElement) -> bool:
    if element.tag in ("body", "main"):
        return False
    if element.tag in _OTHER_TAGS:
        return True
    names = _names(element)
    return bool(names) and bool(_ELSEWHERE.search(names))


def _names(element: HtmlElement) -> str:
    return f"{element.get('class', '')} {element.get('id', '')}".strip()


def _is_marked(element: HtmlElement) -> bool:
    return "author" in element.get("rel", "").split() or "author" in element.get("itemprop", "").split()


def _is_classed(element: HtmlElement) -> bool:
    names = _names(element)
    if names and _BY_CLASS.search(names) and element.tag not in ("body", "article", "img"):
        return not _BESIDE_NAMES.search(_HARMLESS.sub("", names))
    return element.tag == "a" and bool(_PROFILE.search(element.get("href", "")))


def _groups(found: list[Placed]) -> list[list[str]]:
    """The outermost elements; those that stand together are one byline, the one behind the headline first."""
    outer: list[Placed] = []
    taken: set[HtmlElement] = set()
    for one in found:
        if one.element.getparent() is not None and any(up in taken for up in one.element.iterancestors()):
            continue
        if _is_short(one.element):
            taken.add(one.element)
            outer.append(one)
    groups: list[list[Placed]] = [outer[:1]] if outer else []
    for before, one in pairwise(outer):
        together = one.place - before.place <= _MAX_GAP and _kind(one) == _kind(before)
        groups[-1].append(one) if together else groups.append([one])
    groups.sort(key=lambda group: (group[0].place < _BEFORE, group[0].place < -6))
    return [[text for one in group for text in _texts(one.element)] for group in groups]


def _kind(one: Placed) -> tuple[str, str]:
    return str(one.element.tag), one.element.get("class", "")


def _is_short(element: HtmlElement) -> bool:
    length = 0
    for text in element.itertext():
        length += len(text.strip())
        if length > _MAX_BYLINE:
            return False
    return length > 1


def _texts(element: HtmlElement) -> Iterator[str]:
    """What the names within an element are; if there are none, all that it says."""
    within = [
        one
        for one in element.iterdescendants()
        if isinstance(one.tag, str)
        and (
            "name" in one.get("itemprop", "").split() or _is_marked(one) or _NAMES_WITHIN.search(_names(one))
        )
    ]
    for one in outermost(within) or [element]:
        text = element_text(one)
        if _GLUED.search(text) or _has_only_parts(one):
            # What stands in blocks of its own has no space in the source, or nothing but spaces.
            text = " | ".join(part.strip() for part in one.itertext() if part.strip())
        if text:
            yield text


def _has_only_parts(element: HtmlElement) -> bool:
    """True when all text stands in several elements of one kind: each is a name."""
    while len(element) == 1 and not (element.text or "").strip() and not (element[0].tail or "").strip():
        element = element[0]
    texts = [element.text, *(child.tail for child in element)]
    kinds = {(child.tag, child.get("class")) for child in element}
    return len(element) > 1 and len(kinds) == 1 and not any((text or "").strip() for text in texts)


def lines_with_by(elements: Sequence[Placed]) -> Iterator[str]:
    """Lines such as “By Jane Doe”, from the headline on."""
    for one in elements:
        if -15 <= one.place <= _BEHIND and (text := _line(one.element)) and (found := _BY.match(text)):
            yield text[found.start("by") : found.start("by") + _MAX_BY]


def signatures(elements: Sequence[Placed]) -> Iterator[str]:
    """Short last paragraphs in bold or italic letters, as names are set below the text."""
    paragraphs = [one.element for one in elements if one.element.tag == "p" and one.place > 0]
    for before, paragraph in pairwise(paragraphs):
        text = element_text(paragraph) if _is_emphasis(paragraph) else ""
        beside = before.getparent() is paragraph.getparent() and len(element_text(before)) > _PROSE
        rest = (one for one in paragraph.itersiblings("p") if len(element_text(one)) > _PROSE)
        if 4 < len(text) <= _MAX_SIGNATURE and beside and next(rest, None) is None:
            yield text


def _is_emphasis(paragraph: HtmlElement) -> bool:
    """True when all of a paragraph stands in bold or italic letters."""
    whole = len(paragraph) == 1 and paragraph[0].tag in ("strong", "b", "em", "i")
    return whole and not (paragraph.text or "").strip() and not (paragraph[0].tail or "").strip()


def lines_with_date(elements: Sequence[Placed]) -> Iterator[str]:
    """Lines beside the headline that hold a date."""
    for one in elements:
        if -15 <= one.place <= 60 and (text := _line(one.element)) and _YEAR.search(text):
            yield text


def _line(element: HtmlElement) -> str:
    """The text of an element that is one line; empty for all others."""
    if element.tag not in _LINE_TAGS or len(element) > 6 or not _is_short(element):
        return ""
    text = element_text(element)
    return text if 4 < len(text) <= _MAX_LINE else ""
