"""Whose page it is, and whose article when a portal shows another outlet's."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from lxml.html import HtmlElement

from sitegen.contribute.importing.found_outlets import Outlets
from sitegen.contribute.importing.html_source import HtmlSource, element_text
from sitegen.contribute.importing.structured_data import text_of_value, types_of, url_of_value
from sitegen.contribute.importing.web_addresses import absolute_address, host_of, same_site

_WORDS_FOR_SOURCE = (
    r"^\W*(?:source|original source|originally published (?:by|at|on|in)|first published (?:by|in|on)|quelle|"
    r"fuente|fonte|la source|source originale|джерело|першоджерело|источник|nguồn|theo|المصدر|出典|来源|來源)"
)
_SOURCE_WORD = re.compile(_WORDS_FOR_SOURCE, re.IGNORECASE)
_SOURCE_LINE = re.compile(_WORDS_FOR_SOURCE + r"\s*[:：]?\s*(.{2,80})$", re.IGNORECASE)  # fmt: skip
# A name longer than this is a slogan.
_MAX_NAME = 60
_MAX_BEGINNING = 120
# A publishing house; the paper has a name of its own.
_COMPANY = re.compile(r"(?<!\w)(?:KG|GmbH|AG|SE|Ltd|Inc|LLC|S\.A)(?!\w)")


@dataclass(frozen=True, slots=True, kw_only=True)
class Origin:
    """Where an article comes from.

    outlet: whose article it is
    url: the article's address there
    portal, portal_url: whose page it is, when that is another's
    """

    outlet: str
    url: str
    portal: str = ""
    portal_url: str = ""


def origin_of(source: HtmlSource, outlets: Outlets) -> Origin:
    """The outlet of an article with its address; empty where the page does not say."""
    portal = outlet_of_page(source, outlets)
    own = source.canonical or source.url
    name, url = _original(source, outlets, portal)
    if not name or name.casefold() == portal.casefold() or _is_site_of(portal, url):
        return Origin(outlet=portal, url=url if name else own)
    return Origin(outlet=name, url=url or "", portal=portal, portal_url=source.url or own)


def _is_site_of(name: str, url: str) -> bool:
    """True when a host looks like the name: of a copy for telephones, say."""
    words = re.findall(r"[^\W\d_]{4,}", name.casefold())
    return bool(words) and all(word in host_of(url) for word in words)


def outlet_of_page(source: HtmlSource, outlets: Outlets) -> str:
    """The name of the site that a page belongs to, as the register has it or as the page says."""
    known = outlets.by_url(source.url or source.canonical)
    if known:
        return known
    in_title = _of_title(source)
    said = [source.meta("og:site_name"), "" if "." in in_title else in_title, _publisher(source),
            source.meta("application-name"), source.meta("al:android:app_name"), _website(source),
            source.meta("publisher", "dc.publisher", "copyright"),
            in_title, _of_host(source)]  # fmt: skip
    named = (
        outlets.by_name(text)
        for text in said
        if text and not text.startswith("http") and len(text) <= _MAX_NAME
    )
    names = [name for name in named if name]
    return _most_said(sorted(names, key=lambda name: bool(_COMPANY.search(name))))


def _most_said(names: Sequence[str]) -> str:
    """The first name, unless another is said twice and it only once: a section may stand for the site."""
    counts = Counter(name.casefold() for name in names)
    often = max(names, key=lambda name: counts[name.casefold()], default="")
    return often if names and counts[names[0].casefold()] == 1 else (names or [""])[0]


def _publisher(source: HtmlSource) -> str:
    return text_of_value(source.article.get("publisher"))


def _website(source: HtmlSource) -> str:
    sites = (node for node in source.nodes if "WebSite" in types_of(node))
    return next((name for node in sites if (name := text_of_value(node.get("name")))), "")


def _of_title(source: HtmlSource) -> str:
    """The last part of `<title>`, when it is the site's name as its host has it."""
    last = re.split(r"\s[|–—«»·-]\s", source.document_title)[-1].strip()
    host = re.sub(r"\W", "", host_of(source.url or source.canonical))
    squeezed = re.sub(r"\W", "", last.casefold())
    return last if len(squeezed) > 2 and squeezed in host else ""


def _of_host(source: HtmlSource) -> str:
    return host_of(source.url or source.canonical)


def _original(source: HtmlSource, outlets: Outlets, portal: str) -> tuple[str, str]:
    """Name and address of the outlet that a page says it has the article from; empty when it does not."""
    for found in (_of_structure(source, outlets), _of_source_line(source, outlets)):
        if found[0] and found[0].casefold() != portal.casefold():
            return found
    foreign = source.foreign_canonical
    return (outlets.by_url(foreign) or host_of(foreign), foreign) if foreign else ("", "")


def _of_structure(source: HtmlSource, outlets: Outlets) -> tuple[str, str]:
    based = source.article.get("isBasedOn") or source.article.get("isBasedOnUrl")
    address = absolute_address(url_of_value(based), source.base)
    if address and not same_site(address, source.url or source.canonical):
        name = text_of_value(based) if isinstance(based, dict) else ""
        return outlets.by_url(address) or outlets.by_name(name) or host_of(address), address
    organisation = text_of_value(source.article.get("sourceOrganization"))
    holder = text_of_value(source.article.get("copyrightHolder"))
    publisher = _publisher(source)
    own = {publisher.casefold(), source.meta("og:site_name").casefold()}
    if organisation and organisation.casefold() not in own:
        return outlets.by_name(organisation), source.foreign_canonical
    known = outlets.by_name(holder) if holder and outlets.by_url(source.url) else ""
    return (known, source.foreign_canonical) if known and source.foreign_canonical else ("", "")


def _of_source_line(source: HtmlSource, outlets: Outlets) -> tuple[str, str]:
    """A line such as “Source: The Courier”, with its link, or of an outlet of the register."""
    for element in source.tree.iter("p", "div", "span", "em", "small", "li"):
        if len(element) > 4 or not (found := _SOURCE_LINE.match(_short_text(element))):
            continue
        links = [
            absolute_address(one.get("href", ""), source.base)
            for one in element.iter("a")
            if _names_source(element_text(one), found)
        ]
        foreign = next(
            (url for url in links if url and not same_site(url, source.url or source.canonical)), ""
        )
        name = outlets.by_url(foreign) or outlets.by_name(found[1].rstrip(" ."))
        if (foreign and name) or outlets.is_known(name):
            return name, foreign
    return "", ""


def _names_source(linked: str, line: re.Match[str]) -> bool:
    """True when a link of a source line is its name, its address or all of it, and no button beside it."""
    is_all = linked == line[0] and bool(re.search("[:：]", linked))
    return is_all or (bool(linked) and line[1].startswith(linked)) or linked.startswith("http")


def _short_text(element: HtmlElement) -> str:
    """The text of an element that begins with a word for a source; empty for all others."""
    beginning = element.text
    if (not beginning or beginning.isspace()) and len(element):
        beginning = element[0].text
    if not beginning or len(beginning) > _MAX_BEGINNING or not _SOURCE_WORD.match(beginning):
        return ""
    text = element_text(element)
    return text if len(text) <= _MAX_BEGINNING else ""
