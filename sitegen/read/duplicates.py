"""Whether an article is in the archive already: the same page, or nearly the same text."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from urllib.parse import parse_qsl, urlencode, urlsplit

import msgspec

from sitegen.diagnostics import Diagnostic
from sitegen.model import Article
from sitegen.read.bodies import Bodies
from sitegen.read.similarity import THRESHOLD, NearDuplicates, exact_similarity, size
from sitegen.read.store import Store
from sitegen.read.tracking import is_tracking

# Parts of host names that only say for which device a page is.
_DEVICE_HOST = re.compile(r"^(?:www\d?|m|mobile|amp)\.")
# What asks for another form of the same page, or says whence a reader came, and on few sites more than that.
_FORM = re.compile(r"(?:ref|at_\w+|amp|outputtype|output|share|ns_\w+|soc_\w+)", re.IGNORECASE)
_AMP_PATH = re.compile(r"(?:/amp(?:/index)?|\.amp|/amp)(\.html?)?$|^/amp(?=/)", re.IGNORECASE)
_INDEX = re.compile(r"/index\.(?:html?|php|aspx?)$", re.IGNORECASE)
# Copies of pages: the address within is the page's.
_ARCHIVED = re.compile(r"^https?://web\.archive\.org/web/\d{4,14}[a-z_]*/(?=https?:)", re.IGNORECASE)
_DEFAULT_PORTS = {80, 443}
_NOTE = "canonical addresses"
# Signatures sample one shingle in five: some forty words. Shorter texts are alike by chance.
_LEAST_SHINGLES = 8


class Duplicate(msgspec.Struct, frozen=True):
    """An article of the archive that another repeats.

    path: its file
    similarity: 0 to 1; 1 when it is the same page
    same_page: True when it has the same address
    """

    path: str
    similarity: float
    same_page: bool


class DuplicateFinder:
    """The articles of the archive, by their addresses and by signatures of their texts.

    articles: (path, URLs of the page in any form, `similarity.signature` of the body's text) of each
    """

    def __init__(
        self, articles: Iterable[tuple[str, Iterable[str], bytes]] = (), *, threshold: float = THRESHOLD
    ) -> None:
        self._by_url: dict[str, str] = {}
        self._texts = NearDuplicates(threshold=threshold)
        for path, urls, signature in articles:
            self.add(path, urls, signature)

    def add(self, path: str, urls: Iterable[str], signature: bytes) -> None:
        """Takes in an article. Of several with one address the first keeps it."""
        for url in urls:
            key = canonical(url)
            if key:
                self._by_url.setdefault(key, path)
        self._texts.add(path, signature)

    def article_at(self, url: str) -> str:
        """The article that has this address, or empty."""
        return self._by_url.get(canonical(url), "")

    def find(self, urls: Iterable[str], signature: bytes) -> Duplicate | None:
        """The article that one with these addresses or this text repeats, or None."""
        for url in urls:
            path = self.article_at(url)
            if path:
                return Duplicate(path, 1.0, same_page=True)
        near = self._texts.near(signature) if size(signature) >= _LEAST_SHINGLES else []
        return Duplicate(*near[0], same_page=False) if near else None


def urls_of(article: Article) -> tuple[str, ...]:
    """The addresses of an article's page on the web; some may be empty."""
    return article.source_url, article.archive_url, article.retrieved_from


def duplicate_articles(
    articles: Iterable[Article],
    signatures: Mapping[str, bytes],
    near: Mapping[str, Iterable[tuple[str, float]]],
    addresses: Mapping[str, str],
    bodies: Bodies,
    digests: Mapping[str, str],
) -> Iterator[Diagnostic]:
    """W204 for each article that repeats an earlier one, by path; withdrawn ones may be repeated.

    signatures, near, digests: of their texts, those near to each, and of their bodies, by path
    addresses: the canonical form of each address of an article
    """
    earlier: set[str] = set()
    by_url: dict[str, str] = {}
    for article in sorted((a for a in articles if not a.withdrawn), key=lambda a: a.path):
        path = article.path
        keys = [addresses[url] for url in urls_of(article) if addresses[url]]
        same = next((by_url[key] for key in keys if key in by_url), "")
        texts = near.get(path, ()) if size(signatures[path]) >= _LEAST_SHINGLES else ()
        alike = next((pair for pair in texts if pair[0] in earlier), None)
        if same:
            yield _duplicate(path, Duplicate(same, 1.0, same_page=True), bodies)
        elif alike:
            bodies.load({one: digests[one] for one in (path, alike[0])})
            yield _duplicate(path, Duplicate(*alike, same_page=False), bodies)
        earlier.add(path)
        for key in keys:
            by_url.setdefault(key, path)


def canonical_addresses(urls: Iterable[str], store: Store) -> dict[str, str]:
    """The canonical form of each address; the store remembers them."""
    wanted = set(urls)
    known: dict[str, str] = {}
    with suppress(msgspec.DecodeError, UnicodeDecodeError):
        known = msgspec.msgpack.decode(store.note(_NOTE, "") or b"", type=dict[str, str])
    found = {url: known[url] if url in known else canonical(url) for url in wanted}
    if found.keys() != known.keys():
        store.remember(_NOTE, "", msgspec.msgpack.encode(found))
    return found


def _duplicate(path: str, found: Duplicate, bodies: Bodies) -> Diagnostic:
    if found.same_page:
        message = f"{found.path} has the same address on the web"
    else:
        alike, _ = exact_similarity(bodies[path].text, bodies[found.path].text)
        message = f"The text is nearly that of {found.path}: {round(100 * alike)} % alike"
    hint = "Delete one of the two. If both belong to the archive, say in each what it is."
    return Diagnostic(code="W204", message=message, path=path, hint=hint, about=(found.path,))


def canonical(url: str) -> str:
    """An address without what does not tell pages apart: scheme, device, tracking, fragment, AMP, last slash.

    Empty when it is no address of a page on the web, as a site's front page is none: that is no article's.
    It serves to compare, not to be opened.
    """
    try:
        parts = urlsplit(_ARCHIVED.sub("", url.strip()))
        host, port = (parts.hostname or "").rstrip("."), parts.port
    except ValueError:
        return ""
    if parts.scheme not in {"http", "https"} or not host:
        return ""
    while (shorter := _DEVICE_HOST.sub("", host)) != host and "." in shorter:
        host = shorter
    if port and port not in _DEFAULT_PORTS:
        host = f"{host}:{port}"
    query = sorted(
        pair for pair in parse_qsl(parts.query, keep_blank_values=True) if not _tells_no_page(pair[0])
    )
    page = _path(parts.path) + (f"?{urlencode(query)}" if query else "")
    return host + page if page else ""


def _tells_no_page(parameter: str) -> bool:
    return is_tracking(parameter) or bool(_FORM.fullmatch(parameter))


def _path(path: str) -> str:
    path = re.sub(r"/{2,}", "/", path).rstrip("/")
    shorter = _AMP_PATH.sub(lambda match: match[1] or "", path)
    return _INDEX.sub("", shorter).rstrip("/")
