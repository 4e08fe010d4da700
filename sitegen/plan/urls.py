"""The one place that invents addresses.

A *path* here is an address within the site, without the path of `base_url`: `/tags/war/`. It is what
pages are planned by. `Addresses` turns it into what a link or a feed needs.
"""

from __future__ import annotations

from functools import lru_cache
from urllib.parse import quote, urlencode, urlsplit

import msgspec

from sitegen.config import SiteConfig
from sitegen.dates import EdtfDate
from sitegen.editor import DECAP_VERSION
from sitegen.model import Article, FreePage, MediaFile, TermKind

HOME = "/"
TIMELINE = "/timeline/"
CALENDAR = "/timeline/on/"
SEARCH = "/search/"
CHANGES = "/changes/"
NAMES = "/search/names.json"
FEED = "/feed.xml"
SITEMAP = "/sitemap.xml"
ROBOTS = "/robots.txt"
NOT_FOUND = "/404.html"
HEADERS = "/_headers"
REDIRECTS = "/_redirects"
ASSETS = "/assets/"
PAGEFIND = "/pagefind/"
MAPS = "/maps/"
MEDIA = "/media/"
ADMIN = "/admin/"
DECAP = f"{ADMIN}decap-cms-{DECAP_VERSION}/"
ADMIN_SETUP = f"{ADMIN}setup.js"

_FOLDERS: dict[TermKind, str] = {"tag": "tags", "place": "places", "outlet": "outlets"}
# Bytes of an image's name that its pictures keep; file systems allow 255 for all.
_MAX_STEM = 200
# Anchor of the group of articles whose date is no closer than the page's time.
UNDATED = "undated"


def article_path(article: Article) -> str:
    """An article lies where its file lies, so that a corrected date moves no page."""
    return path_of_article_file(article.path, article.slug)


def path_of_article_file(file: str, slug: str) -> str:
    """The path of the article in a file `content/articles/…/….md`."""
    folder = file.removeprefix("content/articles/").rpartition("/")[0]
    return f"/articles/{folder}/{slug}/"


def page_path(page: FreePage) -> str:
    """A free page."""
    return f"/{page.route}/"


def picture_path(media: MediaFile, mark: str, width: int, extension: str) -> str:
    """A picture made of an image: it keeps its name, and is known by that and by what it was made of.

    mark: tells what it was made of, and how
    """
    folder, _, name = media.path.removeprefix("content/").rpartition("/")
    stem = name.rpartition(".")[0].encode()[:_MAX_STEM].decode(errors="ignore")
    return f"/{folder}/{stem}-{mark}-{width}.{extension}"


def index_path(kind: TermKind) -> str:
    """The index of all terms of a kind."""
    return f"/{_FOLDERS[kind]}/"


def entry_path(kind: TermKind, term_id: str) -> str:
    """A term's entry in the index of its kind."""
    return f"{index_path(kind)}#{term_id}"


def term_path(kind: TermKind, term_id: str, number: int = 0) -> str:
    """A term's page: the front page, or a numbered one with older articles."""
    front = f"/{_FOLDERS[kind]}/{term_id}/"
    return f"{front}page/{number}/" if number else front


def thread_anchor(kind: TermKind, term_id: str) -> str:
    """A term's thread on the page of an article."""
    return f"in-{_FOLDERS[kind]}-{term_id}"


def feed_path(path: str) -> str:
    """The feed of the page at a path."""
    return f"{path}feed.xml"


def year_path(year: int) -> str:
    """A year in the timeline."""
    return f"{TIMELINE}{year:04}/"


def month_path(year: int, month: int) -> str:
    """A month in the timeline."""
    return f"{TIMELINE}{year:04}/{month:02}/"


def on_this_day_path(day: str) -> str:
    """A calendar day, `MM-DD`, in all years."""
    return f"{CALENDAR}{day}/"


def day_anchor(day: int) -> str:
    """A day on its month's page."""
    return f"d{day:02}"


def month_anchor(month: int) -> str:
    """A month on its year's page."""
    return f"m{month:02}"


def year_anchor(year: int) -> str:
    """A year in a list."""
    return f"y{year:04}"


def date_path(date: EdtfDate) -> str:
    """Where the timeline shows articles of a date."""
    if date.month is None:
        return f"{year_path(date.year)}#{UNDATED}"
    anchor = day_anchor(date.day) if date.day else UNDATED
    return f"{month_path(date.year, date.month)}#{anchor}"


def brand_path(mark: str) -> str:
    """The style sheet of the archive's own colour and fonts."""
    return f"{ASSETS}brand.{mark}.css"


def base_map_path(frame: str) -> str:
    """The base map of a frame."""
    return f"{MAPS}{frame}.svg"


def sitemap_path(number: int) -> str:
    """One of several sitemaps, counted from 1."""
    return f"/sitemap-{number}.xml"


def output_file(path: str) -> str:
    """The file, relative to the output folder, that holds the page at a path."""
    relative = path.lstrip("/")
    last = relative.rpartition("/")[2]
    if not last:
        return f"{relative}index.html"
    return relative if "." in last or last.startswith("_") else f"{relative}/index.html"


class Addresses(msgspec.Struct, frozen=True):
    """Paths as links and as absolute URLs of one site."""

    config: SiteConfig

    def link(self, path: str) -> str:
        """What an `href` on this site needs."""
        return self.config.base_path + _quoted(path)

    def written(self, url: str) -> str:
        """What an `href` needs for an address as an editor wrote it: a path with query, or another site."""
        if not url.startswith("/"):
            return url
        parts = urlsplit(url)
        query = f"?{parts.query}" if parts.query else ""
        fragment = f"#{parts.fragment}" if parts.fragment else ""
        return self.link(parts.path) + query + fragment

    def absolute(self, path: str) -> str:
        """The path with scheme and host."""
        return self.config.base_url + _quoted(path)

    def search(self, kind: TermKind, name: str) -> str:
        """The search page with a term as filter; empty when the site has no search."""
        return f"{self.link(SEARCH)}?{urlencode([(kind, name)])}" if self.config.search else ""


@lru_cache(maxsize=1 << 17)
def _quoted(path: str) -> str:
    place, mark, fragment = path.partition("#")
    # Two slashes at the beginning would lead to another host.
    return quote(place.lstrip("/"), safe="/-._~") + mark + quote(fragment, safe="-._~")
