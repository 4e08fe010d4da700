"""`sitegen new`: an article file at the right path, with complete front matter."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from sitegen.contribute.article_drafts import article_folder, first_error
from sitegen.contribute.file_changes import FileChange, FileChangeError, write_changes
from sitegen.contribute.terms.adding import NewTerm, add_terms
from sitegen.contribute.terms.editing import TermError, refused
from sitegen.contribute.terms.uses import Registers, read_texts
from sitegen.contribute.yaml_edits import EditError
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
    """What is known of an article to be made.

    language: empty for the archive's
    new_terms: names of outlet, tags and places that are to be added to the registers, by kind
    confirmed: names that the register lacks and that are meant so, although it has a similar one
    """

    title: str
    date: str
    outlet: str
    tags: Sequence[str] = ()
    places: Sequence[str] = ()
    summary: str = ""
    source_url: str = ""
    language: str = ""
    new_terms: Mapping[TermKind, Sequence[str]] = field(default_factory=dict)
    confirmed: Collection[str] = ()


def create_article(root: Path, new: NewArticle) -> str:
    """Writes the file of a new article; returns its path, relative to `root`.

    outlet, tags and places are written as the registers name them.

    Raises `NewArticleError`, also when the file exists, and `ProblemsError` when `root` is no archive.
    Whatever is raised, no file was made or changed.
    """
    language = new.language or read_site_config(root).language
    path = article_path(root, new.title, new.date)
    registers, register_files = _with_new_terms(root, new)
    meta = {
        "title": " ".join(new.title.split()),
        "date": _date(new.date).text,
        "outlet": _known(registers["outlet"], new.outlet or _only_outlet(registers["outlet"]), new.confirmed),
        "tags": _all_known(registers["tag"], new.tags, new.confirmed),
        "places": _all_known(registers["place"], new.places, new.confirmed),
        "authors": [],
        "summary": new.summary,
        "language": language,
        "source_url": new.source_url,
    }
    text = dump_front_matter(meta, PLACEHOLDER)
    problem = first_error(path, text, registers)
    if problem:
        raise NewArticleError(f"{problem.message}. {problem.hint}".strip())
    article = FileChange(path=path, before=None, after=text.encode())
    try:
        write_changes(root, (*register_files, article))
    except FileChangeError as error:
        raise NewArticleError(f"{error}.") from None
    return path


def unheard_names(root: Path, new: NewArticle) -> list[tuple[TermKind, str]]:
    """Names of the article that the registers lack, and that nobody has said to be meant so."""
    named: dict[TermKind, Sequence[str]] = {"outlet": [new.outlet], "tag": new.tags, "place": new.places}
    return [
        (kind, name)
        for kind, names in named.items()
        for name in names
        if name and name not in new.confirmed and not read_register(root, kind).find(name)
    ]


def article_path(root: Path, title: str, date: str) -> str:
    """The file of a new article, relative to `root`.

    Raises `NewArticleError` when there is one, or when it could have no name.
    """
    slug = slug_of(" ".join(title.split()))
    if not slug:
        raise NewArticleError("The title holds no letter or digit that an address could use.")
    path = f"{article_folder(_date(date))}/{slug}.md"
    if (root / path).exists():
        raise NewArticleError(f"{path} exists already. Choose another title.")
    return path


def _with_new_terms(root: Path, new: NewArticle) -> tuple[Registers, list[FileChange]]:
    """The registers with the article's new terms, and their files that change."""
    added = {kind: names for kind, names in new.new_terms.items() if names}
    if not added:
        return {kind: read_register(root, kind) for kind in TERM_KINDS}, []
    texts = read_texts(root)
    files: list[FileChange] = []
    for kind, names in added.items():
        terms = [NewTerm(name=name) for name in names]
        try:
            # A person has seen what is like it, and wants it all the same.
            change = add_terms(root, texts, kind, terms, allow_similar=True)
        except EditError as error:
            raise NewArticleError(str(refused(error))) from None
        except TermError as error:
            raise NewArticleError(f"{error}") from None
        texts, files = change.texts, [*files, *change.files]
    return texts.registers, files


def _date(text: str) -> EdtfDate:
    try:
        return parse_date(text)
    except DateError as error:
        raise NewArticleError(f"{error}. Write 2025-11-21, 2025-11, 2025 or 1987~ (about).") from None


def _only_outlet(register: Register) -> str:
    """The outlet of an archive that has one only."""
    if len(register.terms) == 1:
        return next(iter(register.terms.values())).name
    names = ", ".join(sorted(term.name for term in register.terms.values()))
    known = f" Outlets of this archive: {names}." if names else ""
    raise NewArticleError(f"Name the outlet that published it with --outlet.{known}")


def _all_known(register: Register, names: Sequence[str], confirmed: Collection[str]) -> list[str]:
    """Canonical names, each once."""
    return list(dict.fromkeys(_known(register, name, confirmed) for name in names))


def _known(register: Register, name: str, confirmed: Collection[str]) -> str:
    """The canonical name of a term. A near miss is refused; a name unlike all others may be new."""
    term = register.find(name)
    if term:
        return term.name
    near = register.suggestions.did_you_mean(name)
    if near and name not in confirmed:
        raise NewArticleError(f"The {register.kind} “{name}” is not in {register.path}. {near}")
    return name
