"""Where the links of a site lead, read from its files alone, as a reader without scripts follows them."""

from __future__ import annotations

import re
from collections import deque
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote, urljoin, urlsplit

from tests.audit.report import Check, Finding
from tests.audit.served import Served

_HOME = "/"
_LOCATION = re.compile(r"<loc>([^<]+)</loc>")


@dataclass(frozen=True, slots=True, kw_only=True)
class Linked:
    """A page as links see it.

    targets: path and fragment of each link to the same site
    ids: what fragments can name
    """

    targets: set[tuple[str, str]] = field(default_factory=set)
    ids: set[str] = field(default_factory=set)


Pages = Mapping[str, Linked]


def check_reach(sites: Iterable[Served]) -> Iterator[Check]:
    """For each archive: is every page of the sitemap reached, and does every link lead somewhere?"""
    for site in sites:
        pages, listed = read_pages(site.folder), pages_of_sitemap(site.folder)
        lost = [
            Finding(
                page=f"{site.name} {address}",
                rule="links: not reached from the home page",
                mend="Link it from a page that the home page leads to.",
            )
            for address in sorted(listed - reached(pages))
        ]
        yield Check(
            name=f"links: {site.name}, pages reached without scripts",
            pages=len(listed),
            result=f"{len(listed) - len(lost)} of {len(listed)}",
            target="all",
            met=not lost,
            findings=tuple(lost),
        )
        yield _broken_check(site, pages)


def _broken_check(site: Served, pages: Pages) -> Check:
    broken = [
        Finding(
            page=f"{site.name} {address}",
            rule="links: nothing at the address",
            element=target,
            mend="Correct the address, or leave the link out.",
        )
        for address, target in broken_links(site.folder, pages)
    ]
    return Check(
        name=f"links: {site.name}, links that lead nowhere",
        pages=len(pages),
        result=str(len(broken)),
        target="none",
        met=not broken,
        findings=tuple(broken),
    )


def read_pages(folder: Path) -> dict[str, Linked]:
    """All pages of a site by address. folder: where the site was built, for the root of a host"""
    pages = {}
    for file in sorted(folder.rglob("*.html")):
        address = "/" + file.relative_to(folder).as_posix().removesuffix("index.html")
        pages[address] = read_page(file.read_text(encoding="utf-8"), address)
    return pages


def read_page(html: str, address: str) -> Linked:
    """A page's links and ids."""
    parser = _Parser()
    parser.feed(html)
    targets = (urlsplit(urljoin(f"//site{address}", href)) for href in parser.hrefs)
    inner = (target for target in targets if target.netloc == "site" and not target.scheme)
    return Linked(targets={(unquote(t.path), unquote(t.fragment)) for t in inner}, ids=set(parser.ids))


def pages_of_sitemap(folder: Path) -> set[str]:
    """Addresses of the pages that the site wants to be found."""
    text = (folder / "sitemap.xml").read_text(encoding="utf-8")
    return {unquote(urlsplit(location).path) for location in _LOCATION.findall(text)}


def reached(pages: Pages) -> set[str]:
    """All pages on any way from the home page, itself included."""
    found, queue = {_HOME}, deque([_HOME])
    while queue:
        for target, _ in pages[queue.popleft()].targets:
            if target in pages and target not in found:
                found.add(target)
                queue.append(target)
    return found


def broken_links(folder: Path, pages: Pages) -> Iterator[tuple[str, str]]:
    """Page and target of each link to a page, a file or a part of a page that is not there."""
    for address, page in pages.items():
        for path, fragment in sorted(page.targets):
            known = path in pages or (folder / path.lstrip("/")).is_file()
            if not known or (fragment and path in pages and fragment not in pages[path].ids):
                yield address, f"{path}#{fragment}" if fragment else path


class _Parser(HTMLParser):
    """Collects links and ids."""

    def __init__(self) -> None:
        super().__init__()
        self.hrefs: list[str] = []
        self.ids: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Takes note of a start tag. Called by the parser."""
        values = dict(attrs)
        if tag == "a" and (href := values.get("href")):
            self.hrefs.append(href)
        if identifier := values.get("id"):
            self.ids.append(identifier)
