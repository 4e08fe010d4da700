"""What a page tells of the way it came: a web archive's copy, or a file that a browser saved."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from urllib.parse import unquote, urlsplit

# Comments of browsers stand at the head; that of the Wayback Machine stands at the end.
_LOOKED_AT = 16_384
_LONGEST_URL = 2_000

# Hosts whose addresses read `/…/TIMESTAMP/ORIGINAL` (memento practice; not a standard).
_ARCHIVES = re.compile(
    r"(?:web|wayback|swap|webarchive|arquivo|wayback-\w+)\.(?:archive\.org|archive-it\.org|stanford\.edu|loc\.gov"
    r"|nationalarchives\.gov\.uk|pt)|archive\.(?:today|is|ph|li|vn|fo|md)|arquivo\.pt|www\.webarchive\.org\.uk"
    r"|webarchive\.org\.uk|vefsafn\.is|web\.archive\.bibalex\.org",
)
_COPY = re.compile(r"/(\d{4,14})(?:[a-z]{2}_)?/(https?:/{1,2}[^/].*|[\w-]+(?:\.[\w-]+)+(?::\d+)?(?:/.*)?)$")
_ARCHIVE_TODAY = re.compile(r"archive\.(?:today|is|ph|li|vn|fo|md)")
_SHORT_COPY = re.compile(r"/[A-Za-z0-9]{4,6}")

_SAVED = re.compile(rb"<!--\s*saved from url=\(\d{1,5}\)(\S{1,2000}?)\s*-->", re.IGNORECASE)
_SINGLE_FILE = re.compile(
    rb"Page saved with SingleFile\s+url:\s*(\S{1,2000})(?:\s+saved date:\s*([^\r\n<]{1,60}))?"
)
_WOMBAT = re.compile(rb'__wm\.wombat\("([^"\s]{1,2000})","(\d{14})"')
_WAYBACK_END = re.compile(
    rb"FILE ARCHIVED ON [\d:]{5,8} (\w{3} \d\d, \d{4}) AND RETRIEVED FROM THE\s+"
    rb"INTERNET ARCHIVE ON [\d:]{5,8} (\w{3} \d\d, \d{4})"
)
_BOOKMARK = re.compile(rb'<link rel="bookmark" href="(https?://archive\.[a-z]{2,5}/\d{14}/[^"\s]{1,2000})"')
_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")


@dataclass(frozen=True, slots=True, kw_only=True)
class Provenance:
    """Where a page lay and where it was read: keys as in `RawPage`, each empty when nobody says."""

    url: str = ""
    archive_url: str = ""
    retrieved: str = ""


def of_url(url: str) -> Provenance:
    """What an address says: that of a web archive's copy holds that of the page."""
    if not is_web_url(url):
        return Provenance()
    host = (urlsplit(url).hostname or "").lower()
    if not _ARCHIVES.fullmatch(host):
        return Provenance(url=url)
    copy = _COPY.search(url)
    if copy:
        original = _original(copy[2])
        return Provenance(url=original if is_web_url(original) else "", archive_url=url)
    if _ARCHIVE_TODAY.fullmatch(host) and _SHORT_COPY.fullmatch(urlsplit(url).path):
        return Provenance(archive_url=url)
    return Provenance(url=url)


def of_page(data: bytes, *, url: str = "") -> Provenance:
    """What a page's own comments say, and the address that it was read from, if there is one.

    The page is not trusted: only addresses of the web are taken, and only as what they are, text.
    """
    read = of_url(url)
    head = data[:_LOOKED_AT]
    for said in (read, _saved_by_single_file(head), _saved_by_browser(head), _archive_today(head)):
        if said.url or said.archive_url:
            return _completed(said, data)
    return _wayback(data)


def is_web_url(url: str) -> bool:
    """True for an absolute address with http or https, without credentials and spaces."""
    if len(url) > _LONGEST_URL or not url.isprintable() or " " in url:
        return False
    try:
        parts = urlsplit(url)
        return parts.scheme in {"http", "https"} and bool(parts.hostname) and "@" not in parts.netloc
    except ValueError:
        return False


def _original(text: str) -> str:
    """The page's address as a copy's address holds it: without scheme, with one slash, or quoted."""
    text = unquote(text) if text.startswith(("http%3A", "https%3A")) else text
    if not text.startswith(("http:", "https:")):
        return f"http://{text}"
    return re.sub(r"^(https?):/{1,2}", r"\1://", text)


def _completed(said: Provenance, data: bytes) -> Provenance:
    """With what a web archive's own comments add, when the address alone leaves it out."""
    if said.url and (said.archive_url or not said.retrieved):
        retrieved = said.retrieved or (_wayback_retrieved(data) if said.archive_url else "")
        return Provenance(url=said.url, archive_url=said.archive_url, retrieved=retrieved)
    if said.archive_url:
        inside = _archive_today(data[:_LOOKED_AT])
        return Provenance(url=inside.url, archive_url=said.archive_url, retrieved=said.retrieved)
    return said


def _saved_by_browser(head: bytes) -> Provenance:
    found = _SAVED.search(head)
    return of_url(_text(found[1])) if found else Provenance()


def _saved_by_single_file(head: bytes) -> Provenance:
    found = _SINGLE_FILE.search(head)
    if not found:
        return Provenance()
    said = of_url(_text(found[1]))
    day = re.search(r"\b([A-Z][a-z]{2} \d\d) (\d{4})\b", _text(found[2] or b""))
    retrieved = _day(f"{day[1]}, {day[2]}") if day else ""
    return Provenance(url=said.url, archive_url=said.archive_url, retrieved=retrieved)


def _archive_today(head: bytes) -> Provenance:
    found = _BOOKMARK.search(head)
    return of_url(_text(found[1])) if found else Provenance()


def _wayback(data: bytes) -> Provenance:
    """A copy of the Wayback Machine whose own address nobody says: it stands in its scripts."""
    head = data[:_LOOKED_AT]
    script = _WOMBAT.search(head)
    if not script:
        return Provenance()
    original, moment = _text(script[1]), _text(script[2])
    if not is_web_url(original):
        return Provenance()
    return Provenance(
        url=original,
        archive_url=f"https://web.archive.org/web/{moment}/{original}",
        retrieved=_wayback_retrieved(data),
    )


def _wayback_retrieved(data: bytes) -> str:
    found = _WAYBACK_END.search(data[-_LOOKED_AT:])
    return _day(_text(found[2])) if found else ""


def _text(data: bytes) -> str:
    return data.decode("utf-8", "replace").replace("&amp;", "&").strip()


def _day(text: str) -> str:
    """`Feb 02, 2021` as 2021-02-02; empty when there is no such day."""
    month, day, year = text.replace(",", "").split()
    try:
        return date(int(year), _MONTHS.index(month) + 1, int(day)).isoformat()
    except ValueError:
        return ""
