"""`sitegen import`: raw pages become files of articles, one after the other."""

from __future__ import annotations

import os
from collections.abc import Callable, Generator, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Literal

import msgspec

from sitegen.contribute.article_drafts import write_new
from sitegen.contribute.importing.article_files import (
    ArticleFile,
    UnfinishedError,
    article_file,
)
from sitegen.contribute.importing.cleaning import Cleaned, CleanerData, Task, clean
from sitegen.contribute.importing.fetching import Fetcher, FetchError
from sitegen.contribute.importing.guarded_pool import GuardedPool, TaskFailedError
from sitegen.contribute.importing.known_articles import KnownArticles, read_known
from sitegen.contribute.importing.originals import keep_original
from sitegen.contribute.importing.place_candidates import PlaceCandidate
from sitegen.contribute.importing.register_entries import OutletCandidate, outlet_candidate
from sitegen.contribute.importing.sources import Source, Unusable, find_sources
from sitegen.contribute.importing.values import Doubt, Draft
from sitegen.diagnostics import Diagnostic, ProblemsError
from sitegen.interrupts import interrupt_held
from sitegen.read.duplicates import Duplicate

Status = Literal["imported", "attention", "duplicate", "known", "failed"]


@dataclass(frozen=True, slots=True, kw_only=True)
class ImportRequest:
    """What to import, and how.

    root: the archive's folder
    sources: URLs, files, folders, `-`
    list_file: a file that names more of them
    today: YYYY-MM-DD
    date, outlet: what they are where a page does not tell
    tags, places: names in the registers that each article gets besides those that its page tells of
    dry_run: writes nothing
    keep_original: stores raw pages
    allow_duplicates: imports what the archive has already
    allow_private: reads addresses of one's own network
    delay: seconds between two requests to a host
    jobs: number of processes; None means one for each core
    """

    root: Path
    sources: Sequence[str] = ()
    list_file: str = ""
    today: str
    date: str = ""
    outlet: str = ""
    tags: Sequence[str] = ()
    places: Sequence[str] = ()
    dry_run: bool = False
    keep_original: bool = False
    allow_duplicates: bool = False
    allow_private: bool = False
    delay: float = 1.0
    jobs: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """What became of a source.

    status: `attention` is imported, with doubts; `known` was imported by an earlier run
    path: the article's file; of a duplicate, the file that is there already
    text: of the article's file
    reason: why there is no new article, as a sentence without its full stop
    similarity: of a duplicate, 0 to 1
    image: address of the lead picture, which is not fetched, with its credit
    candidates: places that the register lacks
    new_outlet: the outlet, where the register lacks it
    """

    name: str
    status: Status
    path: str = ""
    text: str = ""
    reason: str = ""
    similarity: float = 0.0
    doubts: tuple[Doubt, ...] = ()
    image: str = ""
    candidates: tuple[PlaceCandidate, ...] = ()
    new_outlet: OutletCandidate | None = None


def find_pages(request: ImportRequest, read_input: Callable[[], bytes]) -> list[Source | Unusable]:
    """The pages that a request names; `read_input` reads standard input."""
    found = find_sources(
        request.sources, list_file=request.list_file, standard_input=read_input, root=request.root
    )
    return list(found)


def import_pages(
    request: ImportRequest, pages: Sequence[Source | Unusable]
) -> Generator[Outcome, None, None]:
    """Imports pages, and tells of each when it is done.

    Closing the iterator stops. What was written by then is whole, and a second run goes on from there.

    Raises `ProblemsError` when the folder is no archive.
    """
    known = read_known(request.root, jobs=request.jobs)
    data = CleanerData(
        registers=known.registers,
        cities=known.cities,
        known=frozenset() if request.allow_duplicates else frozenset(known.pages),
        today=request.today,
        keep=request.keep_original,
    )
    desk = _Desk(request, known)
    for task, cleaned in cleaned_in_processes(data, _tasks(request, pages, known), request.jobs, len(pages)):
        # A page that was written is also told of: the block lasts until the next one is asked for.
        with interrupt_held():
            if isinstance(cleaned, TaskFailedError):
                yield Outcome(name=task.name, status="failed", reason=str(cleaned))
            else:
                yield desk.take(cleaned)


def cleaned_in_processes(
    data: CleanerData, tasks: Iterable[Task], jobs: int | None, number: int
) -> Iterator[tuple[Task, Cleaned | TaskFailedError]]:
    """Each task with what became of it, in order.

    number: of tasks, about
    """
    with TemporaryDirectory(prefix="sitegen-") as folder:
        file = Path(folder, "cleaner")
        file.write_bytes(msgspec.msgpack.encode(data))
        pool: GuardedPool[Task, Cleaned] = GuardedPool(
            partial(clean, str(file)), min(jobs or os.cpu_count() or 1, max(1, number))
        )
        yield from pool.map(tasks)


def _tasks(
    request: ImportRequest, pages: Sequence[Source | Unusable], known: KnownArticles
) -> Iterator[Task]:
    """What there is to clean: files first, then pages from the web as they come."""
    urls: dict[str, str] = {}
    for page in pages:
        if isinstance(page, Unusable):
            yield Cleaned(name=page.name, reason=page.reason)
        elif page.container != "url":
            yield page
        elif (path := known.duplicates.article_at(page.url)) and not request.allow_duplicates:
            # A second run asks for nothing again.
            yield Cleaned(name=page.name, known=True, path=path)
        else:
            urls[page.url] = page.name
    if urls:
        fetcher = Fetcher(today=request.today, delay=request.delay, allow_private=request.allow_private)
        for url, result in fetcher.fetch(urls):
            if isinstance(result, FetchError):
                yield Cleaned(name=urls[url], reason=str(result))
            else:
                yield replace(result, name=urls[url])


class _Desk:
    """Takes what was cleaned, page by page: compares it with the archive, and writes it."""

    def __init__(self, request: ImportRequest, known: KnownArticles) -> None:
        self._request = request
        self._known = known
        self._pages = dict(known.pages)

    def take(self, cleaned: Cleaned) -> Outcome:
        """What becomes of a page."""
        if cleaned.known or (cleaned.sha256 in self._pages and not self._request.allow_duplicates):
            path = cleaned.path or self._pages[cleaned.sha256]
            return Outcome(name=cleaned.name, status="known", path=path, reason="It was imported before")
        if cleaned.draft is None:
            return Outcome(name=cleaned.name, status="failed", reason=cleaned.reason)
        draft = filled(cleaned.draft, date=self._request.date, outlet=self._request.outlet)
        draft = _with_terms(draft, self._request)
        duplicate = self._known.duplicates.find(_urls(draft), cleaned.signature)
        if duplicate and not self._request.allow_duplicates:
            return _duplicate(cleaned.name, duplicate)
        try:
            file = article_file(
                self._request.root,
                draft,
                cleaned.sha256,
                self._known.registers,
                language=self._known.language,
            )
        except UnfinishedError as error:
            return Outcome(name=cleaned.name, status="failed", reason=str(error), doubts=draft.doubts)
        self._known.duplicates.add(file.path, _urls(draft), cleaned.signature)
        self._pages[cleaned.sha256] = file.path
        if not self._request.dry_run:
            self._write(file, cleaned)
        return Outcome(
            name=cleaned.name,
            status="attention" if draft.doubts else "imported",
            path=file.path,
            text=file.text,
            doubts=draft.doubts,
            image=f"{draft.image}  {draft.image_credit}".strip(),
            candidates=cleaned.candidates,
            new_outlet=self._new_outlet(draft),
        )

    def _new_outlet(self, draft: Draft) -> OutletCandidate | None:
        if self._known.registers["outlet"].find(draft.outlet):
            return None
        return outlet_candidate(draft.outlet, draft.source_url, draft.language)

    def _write(self, file: ArticleFile, cleaned: Cleaned) -> None:
        with disk_problems(file.path):
            # The original first: an article is never there without the page that it names.
            if cleaned.page:
                keep_original(self._request.root, cleaned.page, cleaned.sha256, file.path, file.text)
            write_new(self._request.root / file.path, file.text)


def filled(draft: Draft, **values: str) -> Draft:
    """A draft with values for keys that are empty; their doubts are gone."""
    missing = {key: value for key, value in values.items() if value and not getattr(draft, key)}
    doubts = tuple(doubt for doubt in draft.doubts if doubt.key not in missing)
    return replace(draft, doubts=doubts, **missing)  # type: ignore[arg-type]  # All are texts.


def _with_terms(draft: Draft, request: ImportRequest) -> Draft:
    """A draft with the tags and places that all articles of a request get."""
    tags = tuple(dict.fromkeys([*draft.tags, *request.tags]))
    return replace(draft, tags=tags, places=tuple(dict.fromkeys([*draft.places, *request.places])))


def _urls(draft: Draft) -> tuple[str, ...]:
    return draft.source_url, draft.archive_url, draft.retrieved_from


def _duplicate(name: str, duplicate: Duplicate) -> Outcome:
    how = "It has the same address" if duplicate.same_page else "Its text is nearly the same"
    return Outcome(
        name=name, status="duplicate", path=duplicate.path, reason=how, similarity=duplicate.similarity
    )


@contextmanager
def disk_problems(path: str) -> Iterator[None]:
    """What the disk refuses within the block, as a problem for people: raises `ProblemsError`."""
    try:
        yield
    except OSError as error:
        message = f"The article could not be read or written: {error.strerror or error}"
        hint = "Check free space and permissions, and run the same command again: it goes on from here."
        raise ProblemsError([Diagnostic(code="E505", message=message, path=path, hint=hint)]) from error
