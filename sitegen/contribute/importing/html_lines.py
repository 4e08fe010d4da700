"""The elements of a page's body in their order, and where its headline stands among them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import islice

from lxml.html import HtmlElement

from sitegen.contribute.importing.words_key import words_key

_UNSEEN = frozenset({"script", "style", "noscript", "option", "template", "svg", "textarea", "title"})
# So much of a headline stands in the title; the rest is a kicker.
_SHARE = 0.6
_MAX_ELEMENTS = 30_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Placed:
    """An element, and how many elements it stands behind the headline; negative before it."""

    place: int
    element: HtmlElement


def placed_elements(tree: HtmlElement, title: str) -> list[Placed]:
    """The visible elements of the body in their order.

    title: what the page says its title is; it tells the headline from the name of the site
    """
    body = tree.find("body")
    found = () if body is None else (one for one in body.iter("*") if one.tag not in _UNSEEN)
    seen = list(islice(found, _MAX_ELEMENTS))
    start = _headline(seen, set(words_key(title).split()))
    return [Placed(place=number - start, element=one) for number, one in enumerate(seen)]


def _headline(elements: list[HtmlElement], title: set[str]) -> int:
    """The place of the heading that says most of the title, else of the first of the first level."""
    headings = [(n, one) for n, one in enumerate(elements) if one.tag in ("h1", "h2", "h3")][:60]
    best, most = next((number for number, one in headings if one.tag == "h1"), 0), 1
    for number, one in headings:
        words = set(words_key("".join(one.itertext())[:500]).split())
        said = len(words & title)
        if said > most and said > _SHARE * len(words):
            best, most = number, said
    return best


def outermost(elements: Sequence[HtmlElement]) -> list[HtmlElement]:
    """Those elements that stand in none of the others."""
    all_of_them = set(elements)
    return [one for one in elements if not any(up in all_of_them for up in one.iterancestors())]


def own_text(element: HtmlElement) -> str:
    """The text that stands in an element itself, not in those within it."""
    return " ".join(" ".join([element.text or "", *(child.tail or "" for child in element)]).split())
