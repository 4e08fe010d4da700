"""`sitegen new`: an article file at the right path, with complete front matter."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from sitegen.contribute.article_drafts import article_folder, first_error, write_new
from sitegen.dates import DateError, EdtfDate, parse_date
from sitegen.model import TERM_KINDS, TermKind
from sitegen.read.frontmatter import dump_front_matter
from sitegen.read.names import slug_of
from sitegen.read.placeholder import PLACEHOLDER
from sitegen.read.registers import Register, read_register
from sitegen.read.site_config import read_site_config


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
    path = f"{article_folder(date)}/{slug}.md"
    registers = {kind: read_register(root, kind) for kind in TERM_KINDS}
    meta = {
        "title": title,
        "date": date.text,
        "outlet": _outlet(registers["outlet"], new.outlet),
        "tags": [_known(registers["tag"], name) for name in new.tags],
        "places": [_known(registers["place"], name) for name in new.places],
        "authors": [],
        "summary": "",
        "language": config.language,
        "source_url": "",
    }
    text = dump_front_matter(meta, PLACEHOLDER)
    _check(path, text, registers)
    _write(root / path, path, text)
    return path


def _check(path: str, text: str, registers: Mapping[TermKind, Register]) -> None:
    """Raises `NewArticleError` with what `sitegen check` would say of the file."""
    problem = first_error(path, text, registers)
    if problem:
        raise NewArticleError(f"{problem.message}. {problem.hint}".strip())


def _write(file: Path, path: str, text: str) -> None:
    """Raises `NewArticleError` when the file exists or cannot be written."""
    try:
        write_new(file, text)
    except FileExistsError:
        raise NewArticleError(f"{path} exists already. Choose another title.") from None
    except OSError as error:
        reason = f"{path} cannot be written: {error.strerror}"
        raise NewArticleError(f"{reason}. Check the folder's name and its permissions.") from None


def _date(text: str) -> EdtfDate:
    try:
        return parse_date(text)
    except DateError as error:
        raise NewArticleError(f"{error}.") from None


def _outlet(register: Register, name: str) -> str:
    """The outlet's canonical name; the only outlet when none is named."""
    if name:
        return _known(register, name)
    if len(register.terms) == 1:
        return next(iter(register.terms.values())).name
    names = ", ".join(sorted(term.name for term in register.terms.values()))
    known = f" Outlets of this archive: {names}." if names else ""
    raise NewArticleError(f"Name the outlet that published it with --outlet.{known}")


def _known(register: Register, name: str) -> str:
    """The canonical name of a term. A near miss is refused; a name unlike all others may be new."""
    term = register.find(name)
    if term:
        return term.name
    near = register.suggestions.did_you_mean(name)
    if near:
        raise NewArticleError(f"The {register.kind} “{name}” is not in {register.path}. {near}")
    return name
