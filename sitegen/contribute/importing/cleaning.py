"""A raw page becomes a draft with its places, tags and outlet as the archive calls them. Runs in workers."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from pathlib import Path

import msgspec

from sitegen.contribute.importing.container_values import doubts_of_known
from sitegen.contribute.importing.foreign_body import markdown_draft
from sitegen.contribute.importing.found_outlets import Outlets
from sitegen.contribute.importing.gazetteer import CityIndex
from sitegen.contribute.importing.html_page import draft_of_html
from sitegen.contribute.importing.originals import digest_of
from sitegen.contribute.importing.pasted_text import draft_of_text
from sitegen.contribute.importing.place_candidates import PlaceCandidate
from sitegen.contribute.importing.source_values import Source, SourceError
from sitegen.contribute.importing.sources import read_source
from sitegen.contribute.importing.terms import TermFinder
from sitegen.contribute.importing.values import Draft, NoArticleError, RawPage
from sitegen.model import TermKind
from sitegen.read.markdown import render_markdown
from sitegen.read.registers import Register
from sitegen.read.similarity import signature


@dataclass(frozen=True, slots=True, kw_only=True)
class CleanerData:
    """What a `Cleaner` is made of: plain data, for another process.

    registers: by kind
    cities: that the register of places may lack
    known: SHA-256 of the pages that the archive has been made from so far
    today: YYYY-MM-DD; no article is from a later day
    keep: give back raw pages, so that they can be stored
    """

    registers: Mapping[TermKind, Register]
    cities: CityIndex
    known: frozenset[str] = frozenset()
    today: str
    keep: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Cleaned:
    """What became of a page.

    name: how reports call it
    sha256: of its bytes, in hexadecimal digits; empty when it could not be read
    draft: None when there is no article to import
    signature: of the draft's text; see `sitegen.read.similarity`
    candidates: places that the register lacks
    reason: why there is no draft, as a sentence without its full stop
    known: True when the archive has an article that was cleaned from these bytes, or from this address
    path: of that article, where it is not told by `sha256`
    page: the page itself, when it is to be stored
    """

    name: str
    sha256: str = ""
    draft: Draft | None = None
    signature: bytes = b""
    candidates: tuple[PlaceCandidate, ...] = ()
    reason: str = ""
    known: bool = False
    path: str = ""
    page: RawPage | None = None


# What is to be cleaned: a source that a worker reads, a page from the web, or one that there is not.
Task = Source | RawPage | Cleaned


class Cleaner:
    """Cleans pages for one archive. Made once in a process: it holds all names of the registers."""

    def __init__(self, data: CleanerData) -> None:
        self._data = data
        self._outlets = Outlets(data.registers["outlet"])
        self._terms = TermFinder(
            tags=data.registers["tag"],
            places=data.registers["place"],
            outlets=data.registers["outlet"],
            cities=data.cities,
        )

    def clean(self, task: Task) -> Cleaned:
        """What became of a page; never raises for what the page holds."""
        if isinstance(task, Cleaned):
            return task
        try:
            page = read_source(task) if isinstance(task, Source) else task
        except SourceError as error:
            return Cleaned(name=task.name, reason=str(error))
        sha256 = digest_of(page.data)
        if sha256 in self._data.known:
            return Cleaned(name=page.name, sha256=sha256, known=True)
        try:
            return self._cleaned(page, sha256)
        except NoArticleError as error:
            return Cleaned(name=page.name, sha256=sha256, reason=str(error))
        except RecursionError:
            return Cleaned(name=page.name, sha256=sha256, reason="Its markup is nested too deeply")

    def _cleaned(self, page: RawPage, sha256: str) -> Cleaned:
        draft = self._draft(page)
        found = self._terms.find(draft)
        draft = replace(
            draft,
            tags=self._named("tag", draft.tags) or found.tags,
            places=self._named("place", draft.places) or found.places,
            doubts=(*draft.doubts, *doubts_of_known(page.known), *found.doubts),
        )
        return Cleaned(
            name=page.name,
            sha256=sha256,
            draft=draft,
            signature=signature(_text(draft)),
            candidates=found.candidates,
            page=page if self._data.keep else None,
        )

    def _draft(self, page: RawPage) -> Draft:
        if page.kind == "html":
            return draft_of_html(page, self._outlets)
        if page.kind == "markdown":
            return self._with_outlet(markdown_draft(page))
        return self._with_outlet(draft_of_text(page, self._data.today))

    def _named(self, kind: TermKind, names: Sequence[str]) -> tuple[str, ...]:
        """Terms as the register calls them; what it lacks stays, and `sitegen check` tells of it."""
        register = self._data.registers[kind]
        found = (term.name if (term := register.find(name)) else name for name in names)
        return tuple(dict.fromkeys(found))

    def _with_outlet(self, draft: Draft) -> Draft:
        """The draft with its outlet as the register calls it."""
        named = self._outlets.by_name(draft.outlet) if draft.outlet else ""
        if not self._outlets.is_known(named):
            named = self._outlets.by_url(draft.source_url) or named
        return replace(draft, outlet=named)


def _text(draft: Draft) -> str:
    """The text of a draft, as the archive reads it once it is written."""
    return render_markdown(draft.body, path="content/articles/draft.md", language=draft.language or "en")[
        0
    ].text


def clean(data_file: str, task: Task) -> Cleaned:
    """What became of a page; runs in a worker.

    data_file: holds the `CleanerData`, as msgpack
    """
    return _cleaner(data_file).clean(task)


@lru_cache(maxsize=1)
def _cleaner(data_file: str) -> Cleaner:
    return Cleaner(msgspec.msgpack.decode(Path(data_file).read_bytes(), type=CleanerData))
