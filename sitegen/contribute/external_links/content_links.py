"""The links of an archive to other sites, and where they stand."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from html.parser import HTMLParser
from pathlib import Path

from sitegen.contribute.external_links.values import ExternalLink
from sitegen.diagnostics import ProblemsError, Setting
from sitegen.executors import open_workers
from sitegen.model import Article
from sitegen.read.bodies import Bodies
from sitegen.read.discover import MAX_REGISTER_BYTES, read_bytes
from sitegen.read.parse import AnyParsed
from sitegen.read.registers import REGISTER_PATHS, read_register
from sitegen.read.site_config import CONFIG_PATH, read_site_config
from sitegen.session import open_session
from sitegen.sources import find_sources

# Bodies that are in memory at once.
_BATCH = 500


@dataclass(frozen=True, slots=True, kw_only=True)
class ContentLinks:
    """What an archive links to.

    links: to other sites
    unread: files whose mistakes keep their links from being read
    rules: how severe the archive takes a rule, by code
    """

    links: tuple[ExternalLink, ...]
    unread: tuple[str, ...]
    rules: Mapping[str, Setting]


def read_links(root: Path, *, jobs: int | None = None) -> ContentLinks:
    """The links of the archive at `root`: of articles, drafts too, of pages, outlets and the menu.

    Raises `ProblemsError` when it is no archive.
    """
    with open_session(root, clean=False) as session, open_workers(jobs) as workers:
        config = read_site_config(root, session.store)
        files = find_sources(session, config).files
        articles, pages = session.reader(config.language).read(files, workers)
        read: list[AnyParsed] = [*articles, *pages]
        documents = [parsed.document for parsed in read if parsed.document]
        published = [d for d in documents if not (isinstance(d, Article) and d.withdrawn)]
        digests = {parsed.path: parsed.outline.digest for parsed in read if parsed.outline}
        outlets = read_register(root, "outlet", session.store).terms.values()
        bodies = session.bodies(config.language)
        found = [
            *(link for document in published if isinstance(document, Article) for link in _own(document)),
            *_in_bodies({document.path: document for document in published}, digests, bodies),
            *(ExternalLink(url=o.url, path=REGISTER_PATHS["outlet"], key="url") for o in outlets),
            *(ExternalLink(url=entry.url, path=CONFIG_PATH, key="url") for entry in config.navigation),
        ]
    unread = tuple(parsed.path for parsed in read if not parsed.document)
    return ContentLinks(links=tuple(filter(_is_on_the_web, found)), unread=unread, rules=config.rules)


def position(root: Path, link: ExternalLink) -> tuple[int, int]:
    """1-based line and column of a link in its file; (0, 0) when it is written in another way there."""
    try:
        text = read_bytes(root, link.path, limit=MAX_REGISTER_BYTES).decode("utf-8-sig", "replace")
    except ProblemsError:
        return 0, 0
    before = f"{link.key}:" if link.key else ""
    for number, line in enumerate(text.splitlines(), 1):
        column = line.find(link.url)
        if column >= 0 and before in line[:column]:
            return number, column + 1
    return 0, 0


def _own(article: Article) -> Iterator[ExternalLink]:
    date, copy = article.date.text, article.archive_url
    yield ExternalLink(
        url=article.source_url, path=article.path, key="source_url", archive_url=copy, date=date
    )
    yield ExternalLink(url=copy, path=article.path, key="archive_url", date=date)


def _in_bodies(
    documents: Mapping[str, object], digests: Mapping[str, str], bodies: Bodies
) -> Iterator[ExternalLink]:
    paths = [path for path in digests if path in documents]
    for start in range(0, len(paths), _BATCH):
        batch = paths[start : start + _BATCH]
        bodies.load({path: digests[path] for path in batch})
        for path in batch:
            document = documents[path]
            date = document.date.text if isinstance(document, Article) else ""
            for url in _addresses(bodies[path].html):
                yield ExternalLink(url=url, path=path, date=date, archive_url=_copy(document, url))


def _copy(document: object, url: str) -> str:
    is_source = isinstance(document, Article) and document.source_url == url
    return document.archive_url if is_source and isinstance(document, Article) else ""


def _addresses(html: str) -> tuple[str, ...]:
    """What the links of a text lead to, each once."""
    if 'href="http' not in html:
        return ()
    collector = _Collector()
    collector.feed(html)
    return tuple(dict.fromkeys(collector.found))


class _Collector(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "a":
            self.found.extend(value for name, value in attrs if name == "href" and value)


def _is_on_the_web(link: ExternalLink) -> bool:
    return link.url.lower().startswith(("http://", "https://"))
