"""Drafts become files of articles: their front matter, their place, and what a check says of them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from sitegen.contribute.article_drafts import article_folder, first_error
from sitegen.contribute.importing.values import Draft
from sitegen.dates import DateError, EdtfDate, parse_date
from sitegen.model import TermKind
from sitegen.read.frontmatter import dump_front_matter
from sitegen.read.names import slug_of
from sitegen.read.registers import Register

# Without these there is no article.
REQUIRED = ("title", "date", "outlet")
# What is doubtful in one of these must not be published before somebody has looked.
_HOLDS_BACK = frozenset({"date", "outlet", "body"})
_NUMBERED = 1000


class UnfinishedError(ValueError):
    """A draft is no article yet. The message says what is missing, as a sentence without its full stop."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ArticleFile:
    """A file to be written.

    path: relative to the archive's root
    """

    path: str
    text: str


def article_file(
    root: Path, draft: Draft, sha256: str, registers: Mapping[TermKind, Register], *, language: str
) -> ArticleFile:
    """The file of a draft, at an address that is free.

    sha256, registers, language: as for `checked_text`

    Raises `UnfinishedError` when a required key is missing, or `sitegen check` would find an error.
    """
    _refuse_incomplete(draft)
    try:
        date = parse_date(draft.date)
    except DateError as error:
        raise UnfinishedError(str(error)) from None
    path = _free_path(root, date, draft)
    return ArticleFile(path=path, text=checked_text(path, draft, sha256, registers, language=language))


def checked_text(
    path: str, draft: Draft, sha256: str, registers: Mapping[TermKind, Register], *, language: str
) -> str:
    """The text of a draft's file.

    sha256: of the page that it was cleaned from
    language: of the archive, which articles in it need not name

    Raises `UnfinishedError` as `article_file` does.
    """
    _refuse_incomplete(draft)
    text = _text(draft, sha256, language)
    problem = first_error(path, text, registers)
    if problem:
        raise UnfinishedError(f"{problem.message}. {problem.hint}".rstrip(". "))
    return text


def _refuse_incomplete(draft: Draft) -> None:
    missing = [key for key in REQUIRED if not getattr(draft, key)]
    if missing:
        options = [f"--{key}" for key in missing if key != "title"]
        hint = f". Say it with {' and '.join(options)}" if options else ""
        raise UnfinishedError(f"No {' and no '.join(missing)} was found{hint}")


def _text(draft: Draft, sha256: str, language: str) -> str:
    """Keys that nothing is known of are left out."""
    held_back = any(doubt.key in _HOLDS_BACK for doubt in draft.doubts)
    meta: dict[str, object] = {
        "title": draft.title,
        "date": draft.date,
        "outlet": draft.outlet,
        "tags": list(draft.tags),
        "places": list(draft.places),
        "authors": list(draft.authors),
        "summary": draft.summary,
        "language": draft.language if draft.language != language else "",
        "source_url": draft.source_url,
        "archive_url": draft.archive_url,
        "retrieved": draft.retrieved,
        "republished_by": draft.republished_by,
        "retrieved_from": draft.retrieved_from,
        "source_sha256": sha256,
        "slug": draft.slug if slug_of(draft.slug) == draft.slug else "",
        "aliases": list(draft.aliases),
        "draft": True if held_back else None,
    }
    lists = ("tags", "places")  # Shown empty too: they are what people fill in.
    kept = {key: value for key, value in meta.items() if value or key in lists}
    return dump_front_matter(kept, draft.body)


def _free_path(root: Path, date: EdtfDate, draft: Draft) -> str:
    slug = slug_of(draft.slug or draft.title)
    if not slug:
        raise UnfinishedError("The title holds no letter or digit that an address could use")
    folder = article_folder(date)
    for number in range(1, _NUMBERED):
        path = f"{folder}/{slug}{f'-{number}' if number > 1 else ''}.md"
        if not (root / path).exists():
            return path
    raise UnfinishedError(f"There are {_NUMBERED} articles named {slug} already")
