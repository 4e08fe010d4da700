"""Where a copied article comes from: its source line, and the names of outlet and portal."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from urllib.parse import urlsplit

from sitegen.contribute.importing.pasted_lines import Line
from sitegen.read.names import slug_of
from sitegen.read.page_words import SOURCE

_URL = re.compile(r"https?://[^\s<>\"'“”]{4,2000}", re.IGNORECASE)
_COLON = re.compile(r"[:：]")
_SITE_NAME = re.compile(r"\s+[-–—|·•:]\s+|\s*[|•]\s*")
_RIGHTS = re.compile(
    r"(?:©|\(c\)|copyright)\s*(?:©|\(c\))?\s*(?:by\s)?(?:\d{4}(?:\s?[-–]\s?\d{2,4})?)?\s*,?\s*(?:by\s)?"
    r"(?P<name>[^\W\d_][^.|,©\d]{1,50}?)(?:\s+\d{4}.*|\s*[.,|©].*|\s+(?:all|alle|tous|todos)\b.*)?$",
    re.IGNORECASE,
)
_NO_OUTLET = re.compile(r"\b(?:all rights|copyright|reserved|inc|llc|ltd|gmbh)\b.*$", re.IGNORECASE)
_DOMAIN_LIKE = re.compile(r"^[\w-]{2,40}(?:\.[\w-]{2,20}){1,3}$")
_SECOND_LEVEL = frozenset({"co", "com", "org", "net", "gov", "ac", "edu"})


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceLine:
    """A line such as `Source: https://…` or `Source: The Daily Sun`.

    at: index of the line
    """

    at: int
    url: str = ""
    name: str = ""


def source_line(lines: Sequence[Line], around: range) -> SourceLine | None:
    """The last source line among the given ones, one with an address first."""
    found = [one for at in around if (one := _read_source(lines[at], at)) is not None]
    return next((one for one in reversed(found) if one.url), found[-1] if found else None)


def is_of_site(name: str, url: str) -> bool:
    """True when a name is the one in the address of a site: `Công Luận` in congluan.vn."""
    label = site_label(url)
    plain = slug_of(name).replace("-", "")
    return bool(plain) and plain in (label, f"the{label}", f"{label}online", label.replace("-", ""))


def site_label(url: str) -> str:
    """The part of a host that a site is called by: `congluan` of www.congluan.vn."""
    try:
        parts = (urlsplit(url).hostname or "").removeprefix("www.").split(".")
    except ValueError:
        return ""
    if len(parts) > 2 and parts[-2] in _SECOND_LEVEL:
        parts = parts[:-1]
    return parts[-2] if len(parts) > 1 else ""


def portal_of(lines: Sequence[Line], title: str) -> str:
    """The site's name in the page's first line; empty when that is the title, or no name."""
    if not lines or lines[0].text == title or lines[0].words > 20:
        return ""
    pieces = [piece.strip() for piece in _SITE_NAME.split(lines[0].text) if piece.strip()]
    if not pieces:
        return ""
    if title and pieces[0].startswith(title[:40]):
        return pieces[-1] if len(pieces) > 1 else ""
    return pieces[0] if len(pieces[0].split()) <= 6 and not pieces[0].endswith((".", "?", "!")) else ""


def outlet_in_footer(lines: Sequence[Line]) -> str:
    """The name in the line of rights at the page's end; empty when there is none."""
    for line in reversed(lines[-40:]):
        match = _RIGHTS.search(line.text) if len(line.text) < 300 else None
        name = _NO_OUTLET.sub("", match["name"]).strip(" -–—") if match else ""
        if name and 1 <= len(name.split()) <= 6 and name[0].isupper():
            return name
    return ""


def is_site_name(name: str, url: str) -> bool:
    """True when a name can only be a site's: it is a host's name, or that of the page's address."""
    return bool(_DOMAIN_LIKE.match(name)) or bool(url and is_of_site(name, url))


def _read_source(line: Line, at: int) -> SourceLine | None:
    match = SOURCE.match(line.text) if line.words <= 20 else None
    if not match:
        return None
    url = _URL.search(match["what"])
    if url:
        return SourceLine(at=at, url=url[0].rstrip(".,;:)]"), name=_name(match["what"][: url.start()]))
    if _COLON.search(line.text[: match.start("what")]) and line.words <= 8:
        return SourceLine(at=at, name=_name(match["what"]))
    return None


def _name(text: str) -> str:
    return text.strip(" -–—:,.(").strip()
