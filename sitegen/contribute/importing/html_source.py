"""A parsed page with what it says of itself, read once for all that look for something in it."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from lxml.html import HtmlElement

from sitegen.contribute.importing.html_lines import Placed, placed_elements
from sitegen.contribute.importing.markdown_text import visible_text
from sitegen.contribute.importing.structured_data import (
    Node,
    first_meta,
    is_article,
    json_ld_nodes,
    meta_values,
    plain,
    text_of_value,
    url_of_value,
)
from sitegen.contribute.importing.web_addresses import absolute_address, same_site

_KICKERS = "./*[{}]".format(
    " or ".join(
        f'contains(translate(@class, "KO", "ko"), "{name}")'
        for name in (
            "kicker",
            "overline",
            "topline",
            "dachzeile",
            "roofline",
            "headline__pre",
            "spitzmarke",
            "supertitle",
        )
    )
)


@dataclass(frozen=True)
class HtmlSource:
    """A page.

    url: where it lies, as far as that is known from outside
    """

    tree: HtmlElement
    url: str = ""

    @cached_property
    def metas(self) -> dict[str, list[str]]:
        """See `meta_values`."""
        return meta_values(self.tree)

    @cached_property
    def nodes(self) -> list[Node]:
        """See `json_ld_nodes`."""
        return json_ld_nodes(self.tree)

    @cached_property
    def article(self) -> Node:
        """The object of JSON-LD that describes the article; empty when there is none."""
        articles = [
            node for node in self.nodes if is_article(node) and (node.get("headline") or node.get("author"))
        ]
        if len(articles) < 2:
            return articles[0] if articles else {}
        return next((node for node in articles if self._is_of_page(node)), articles[0])

    def _is_of_page(self, node: Node) -> bool:
        address = url_of_value(node.get("url")) or url_of_value(node.get("mainEntityOfPage"))
        own = self.canonical or self.url
        if address and own and absolute_address(address, own).rstrip("/") == own.rstrip("/"):
            return True
        headline = text_of_value(node.get("headline")).casefold()
        return bool(headline) and headline in [heading.casefold() for heading in self.headings]

    def meta(self, *names: str) -> str:
        """The first content under the first of the names that has one."""
        return first_meta(self.metas, *names)

    @cached_property
    def base(self) -> str:
        """Where relative addresses start."""
        written = next((str(one) for one in self.tree.xpath(".//head/base/@href")), "")
        own = self.url or self.canonical
        return absolute_address(written, own) or own

    @cached_property
    def canonical(self) -> str:
        """The address by which the page wants to be known, on its own site where that is known."""
        for written in (*self._canonical_links, *self.metas.get("og:url", ())):
            found = absolute_address(written, self.url)
            if found and (not self.url or same_site(found, self.url)) and _names_a_page(found, self.url):
                return found
        return ""

    @cached_property
    def _canonical_links(self) -> list[str]:
        links = (one for one in self.tree.iter("link") if one.get("rel", "").lower() == "canonical")
        return [one.get("href", "") for one in links]

    @cached_property
    def foreign_canonical(self) -> str:
        """A canonical address on another site: the page is a copy. Empty when there is none."""
        for written in self._canonical_links:
            found = absolute_address(written, self.url)
            if found and self.url and not same_site(found, self.url) and _names_a_page(found, self.url):
                return found
        return ""

    @cached_property
    def headings(self) -> list[str]:
        """Texts of the headings of the first level."""
        found = (one for one in self.tree.xpath(".//h1")[:20] if not self._leads_home(one))
        return [text for one in found if (text := _heading_text(one))]

    @cached_property
    def site_headings(self) -> list[str]:
        """Texts of the headings of the first level that are the site's: they lead to its front page."""
        return [
            text
            for one in self.tree.xpath(".//h1")[:20]
            if self._leads_home(one) and (text := element_text(one))
        ]

    def _leads_home(self, heading: HtmlElement) -> bool:
        """True for the name of the site: all of it is a link to the front page."""
        links = heading.xpath(".//a[@href]|ancestor::a[@href]")
        if len(links) != 1 or not self.base:
            return False
        link = absolute_address(links[0].get("href", ""), self.base)
        is_whole = len(element_text(links[0])) >= len(element_text(heading))
        return is_whole and same_site(link, self.base) and not link.split("/", 3)[-1] and link != self.url

    @cached_property
    def elements(self) -> list[Placed]:
        """See `placed_elements`."""
        return placed_elements(self.tree, f"{self.meta('og:title')} {self.document_title}")

    @cached_property
    def document_title(self) -> str:
        """What stands in `<title>`."""
        return plain(
            next(
                (one.text_content() for one in self.tree.xpath(".//head/title|.//title[not(ancestor::svg)]")),
                "",
            )
        )


def _names_a_page(found: str, own: str) -> bool:
    """False for the front page of a site, when the page itself is none."""
    path = found.split("/", 3)[-1] if found.count("/") > 2 else ""
    return bool(path.strip("/")) or not own.split("?", maxsplit=1)[0].rstrip("/").count("/") > 2


def _heading_text(heading: HtmlElement) -> str:
    """A heading without the kicker in front of it."""
    kickers = heading.xpath(_KICKERS)
    whole = element_text(heading)
    for kicker in kickers[:1]:
        words = element_text(kicker)
        rest = whole.removeprefix(words).lstrip(" :–—-|")
        if words and len(rest) > len(words) / 2:
            return rest
    return whole


def element_text(element: HtmlElement) -> str:
    """The text of an element as a reader sees it, in one line."""
    return visible_text("".join(_in_order(element)))


def _in_order(element: HtmlElement) -> list[str]:
    parts = [element.text or ""]
    for child in element:
        if child.tag not in ("script", "style", "noscript", "svg"):
            space = " " if child.tag in ("br", "div", "p", "li") else ""
            parts += [space, *_in_order(child), space]
        parts.append(child.tail or "")
    return parts
