"""`sitegen new`: an article file at the right path, with complete front matter."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from sitegen.dates import DateError, EdtfDate, parse_date
from sitegen.model import TermKind
from sitegen.read.documents import slug_of
from sitegen.read.frontmatter import dump_front_matter
from sitegen.read.registers import Register, read_register
from sitegen.read.site_config import read_site_config
from sitegen.suggest import did_you_mean

_BODY = "Write the article here, in Markdown. Say who made each claim."


class NewArticleError(ValueError):
    """The article cannot be made. The message says why and what to do."""


@dataclass(frozen=True, slots=True, kw_only=True)
class NewArticle:
    """What is known of an article to be made."""

    title: str
    date: str
    outlet: str
    tags: Sequence[str] = ()
    places: Sequence[str] = ()


def create_article(root: Path, new: NewArticle) -> str:
    """Writes the file of a new article; returns its path, relative to `root`.

    outlet, tags and places are written as the registers name them.

    Raises `NewArticleError`, also when the file exists, and `ProblemsError` when `root` is no archive.
    """
    config = read_site_config(root)
    date = _date(new.date)
    title = " ".join(new.title.split())
    slug = slug_of(title)
    if not slug:
        raise NewArticleError("The title holds no letter or digit that an address could use.")
    path = f"content/articles/{_folder(date)}/{slug}.md"
    meta = {
        "title": title,
        "date": date.text,
        "outlet": _outlet(root, new.outlet),
        "tags": _terms(root, "tag", new.tags),
        "places": _terms(root, "place", new.places),
        "authors": [],
        "summary": "",
        "language": config.language,
        "source_url": "",
    }
    file = root / path
    file.parent.mkdir(parents=True, exist_ok=True)
    try:
        with file.open("x", encoding="utf-8", newline="\n") as stream:
            stream.write(dump_front_matter(meta, _BODY))
    except FileExistsError:
        raise NewArticleError(f"{path} exists already. Choose another title.") from None
    return path


def _folder(date: EdtfDate) -> str:
    return f"{date.year:04}/{date.month:02}" if date.month else f"{date.year:04}"


def _date(text: str) -> EdtfDate:
    try:
        return parse_date(text)
    except DateError as error:
        raise NewArticleError(f"{error}.") from None


def _outlet(root: Path, name: str) -> str:
    """The outlet's canonical name; the only outlet when none is named."""
    register = read_register(root, "outlet")
    if name:
        return _known(register, name)
    if len(register.terms) == 1:
        return next(iter(register.terms.values())).name
    names = ", ".join(sorted(term.name for term in register.terms.values()))
    known = f" Outlets of this archive: {names}." if names else ""
    raise NewArticleError(f"Name the outlet that published it with --outlet.{known}")


def _terms(root: Path, kind: TermKind, names: Sequence[str]) -> list[str]:
    register = read_register(root, kind) if names else None
    return [_known(register, name) for name in names] if register else []


def _known(register: Register, name: str) -> str:
    """The canonical name of a term. A near miss is refused; a name unlike all others may be new."""
    term = register.find(name)
    if term:
        return term.name
    near = did_you_mean(name, [t for entry in register.terms.values() for t in (entry.name, *entry.aliases)])
    if near:
        raise NewArticleError(f"The {register.kind} “{name}” is not in {register.path}. {near}")
    return name
