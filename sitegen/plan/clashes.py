"""Addresses that two sources want, or that no page may have."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import PurePosixPath

import msgspec

from sitegen.diagnostics import Diagnostic
from sitegen.model import Archive, Article, FreePage
from sitegen.plan.pages import Page
from sitegen.plan.urls import ASSETS, MEDIA, PAGEFIND, article_path, output_file, page_path

_HINT = "Change the `slug`, the `aliases` or the name of one of the two."


class _Claim(msgspec.Struct, frozen=True, kw_only=True):
    """An address that something wants.

    file: the file that would hold it, in one case: some file systems know no upper and lower
    path: the address
    source: the content file that wants it; empty when the site itself does
    position: line and column of the wish; (0, 0) when it is the file's name
    """

    file: str
    path: str
    source: str
    position: tuple[int, int] = (0, 0)

    @property
    def owner(self) -> str:
        return self.source or f"the site's own {self.path}"


def find_clashes(pages: Sequence[Page], archive: Archive) -> list[Diagnostic]:
    """What is wrong with the addresses of a plan, said of each content file concerned."""
    claims = list(_claims(pages, archive))
    by_file: dict[str, list[_Claim]] = defaultdict(list)
    folders: dict[str, _Claim] = {}
    for claim in claims:
        by_file[claim.file].append(claim)
        for parent in PurePosixPath(claim.file).parents:
            folders.setdefault(str(parent), claim)
    found = [_problem(claim, by_file, folders) for claim in claims if claim.source]
    return [problem for problem in found if problem]


def may_clash(pages: Sequence[Page]) -> bool:
    """False when a quick look shows that all addresses go together, as nearly always."""
    files = [output_file(page.url).casefold() for page in pages]
    folders: set[str] = set()
    for file in files:
        folder = file.rpartition("/")[0]
        while folder and folder not in folders:
            folders.add(folder)
            folder = folder.rpartition("/")[0]
    unique = set(files)
    own = {file for page, file in zip(pages, files, strict=True) if not page.source}
    claimed = unique - own
    return (
        len(unique) < len(files)
        or not unique.isdisjoint(folders)
        or any(_is_reserved(file) for file in claimed)
    )


def _is_reserved(file: str) -> bool:
    """True for a file that belongs to the site itself, or that hosts treat in a way of their own."""
    return f"/{file}".startswith((ASSETS, MEDIA, PAGEFIND, "/_", "/.")) or "/." in file


def _claims(pages: Iterable[Page], archive: Archive) -> Iterator[_Claim]:
    marks = _marks(archive)
    for page in pages:
        file = output_file(page.url).casefold()
        position = marks.get((page.source, page.url), (0, 0))
        yield _Claim(file=file, path=page.url, source=page.source, position=position)


def _marks(archive: Archive) -> Mapping[tuple[str, str], tuple[int, int]]:
    """Where each document names each of its addresses."""
    addresses: list[tuple[Article | FreePage, str]] = []
    addresses.extend((article, article_path(article)) for article in archive.articles)
    addresses.extend((page, page_path(page)) for page in archive.pages)
    marks: dict[tuple[str, str], tuple[int, int]] = {}
    for document, path in addresses:
        outline = archive.outlines[document.path]
        marks[document.path, path] = outline.position("slug")
        for number, alias in enumerate(document.aliases):
            marks[document.path, alias] = outline.position(f"aliases.{number}")
    return marks


def _problem(
    claim: _Claim, by_file: Mapping[str, Sequence[_Claim]], folders: Mapping[str, _Claim]
) -> Diagnostic | None:
    others = [other for other in by_file[claim.file] if other is not claim]
    if others and others[0].source == claim.source:
        return _taken(claim, f"{claim.path} is an address of this file already", "Delete the alias.")
    if others:
        message = f"The address {claim.path} is wanted by {others[0].owner} too"
        return _taken(claim, message, _HINT, others[0])
    if claim.file in folders:
        inside = folders[claim.file]
        return _taken(claim, f"{claim.path} cannot be a file: {inside.owner} lies below it", _HINT, inside)
    above = [by_file[str(p)][0] for p in PurePosixPath(claim.file).parents if str(p) in by_file]
    if above:
        message = f"{claim.path} cannot lie below {above[0].path} of {above[0].owner}"
        return _taken(claim, message, _HINT, above[0])
    if _is_reserved(claim.file):
        return _taken(claim, f"The address {claim.path} belongs to the site itself", "Choose another.")
    return None


def _taken(claim: _Claim, message: str, hint: str, other: _Claim | None = None) -> Diagnostic:
    line, column = claim.position
    about = (other.source or other.path,) if other else ()
    return Diagnostic(
        code="E401", message=message, path=claim.source, line=line, column=column, hint=hint, about=about
    )
