"""What a worker does with a page: makes its view, renders it, and writes the bytes beside the site."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from time import perf_counter
from uuid import uuid4

import msgspec

from sitegen.diagnostics import Diagnostic, ProblemsError
from sitegen.executors import Shared
from sitegen.model import Archive
from sitegen.plan.context import make_context
from sitegen.plan.pages import Page
from sitegen.plan.search import SearchRecord, search_document
from sitegen.publish.staging import Staged, Staging, write_whole
from sitegen.read.bodies import Bodies
from sitegen.read.store import Store
from sitegen.render.pages import Renderer
from sitegen.render.templates import RenderSetup
from sitegen.versions import code_digest


class WorkshopData(msgspec.Struct, frozen=True, kw_only=True):
    """All that a workshop is made of: plain data, for another process.

    root: the archive's folder
    store: the file of its `Store`
    archive: without outlines and diagnostics, which no view needs
    output, staging: the output folder and its staging folder
    """

    root: str
    store: str
    archive: Archive
    setup: RenderSetup
    output: str
    staging: str


class PageTask(msgspec.Struct, frozen=True, kw_only=True):
    """A page to be made.

    file: its file, relative to the output folder
    body: digest of the body that it shows; empty when it shows none
    known: the fingerprint of the file in place; empty when the page has to be rendered anyway
    """

    page: Page
    file: str
    body: str
    known: str = ""


class DocumentTask(msgspec.Struct, frozen=True, kw_only=True):
    """A document for the search index, to be written into a folder.

    body: digest of the body of its article
    """

    record: SearchRecord
    body: str
    folder: str


class Made(msgspec.Struct, frozen=True, kw_only=True):
    """What became of a page.

    fingerprint: of what it shows now; empty when it failed
    staged: its new content; None when the fingerprint is the known one
    problem: why rendering failed
    seconds: that its view, rendering and writing took
    """

    file: str
    seconds: float
    fingerprint: str = ""
    staged: Staged | None = None
    problem: Diagnostic | None = None


class Workshop:
    """Makes pages and search documents, in any process."""

    def __init__(self, renderer: Renderer, bodies: Bodies, staging: Staging) -> None:
        self._renderer = renderer
        self._bodies = bodies
        self._staging = staging

    def make_pages(self, tasks: Sequence[PageTask]) -> Iterator[Made]:
        """Makes pages. Raises `ProblemsError` when a content file has changed since it was read."""
        self._bodies.load({task.page.source: task.body for task in tasks if task.page.shows_body})
        return map(self._made, tasks)

    def _made(self, task: PageTask) -> Made:
        started = perf_counter()
        view, fingerprint = self._renderer.view(task.page)
        if fingerprint == task.known:
            return Made(file=task.file, seconds=perf_counter() - started, fingerprint=fingerprint)
        try:
            data = self._renderer.render(task.page, view)
        except ProblemsError as problems:
            return Made(file=task.file, seconds=perf_counter() - started, problem=problems.diagnostics[0])
        # A cluster may run a task twice, even that of a build that was ended: each run has a file of its own.
        staged = self._staging.stage(task.file, uuid4().hex, data)
        seconds = perf_counter() - started
        return Made(file=task.file, seconds=seconds, fingerprint=fingerprint, staged=staged)

    def write_documents(self, tasks: Sequence[DocumentTask]) -> None:
        """Writes documents for the search index."""
        self._bodies.load({task.record.source: task.body for task in tasks})
        for task in tasks:
            file = Path(task.folder, task.record.file)
            file.parent.mkdir(parents=True, exist_ok=True)
            document = search_document(task.record, self._bodies[task.record.source])
            write_whole(file, document.encode())


def open_workshop(data: WorkshopData) -> Workshop:
    """The workshop of another process."""
    store = Store(Path(data.store), code_digest())
    bodies = Bodies(Path(data.root), store, data.archive.config.language)
    context = make_context(data.archive, data.setup.messages, bodies)
    return Workshop(Renderer(data.setup, context), bodies, Staging(Path(data.output), Path(data.staging)))


SharedWorkshop = Shared[WorkshopData, Workshop]


def make_pages(workshop: SharedWorkshop, tasks: Sequence[PageTask]) -> list[Made]:
    """Makes some pages; runs in a worker."""
    return list(workshop.tool.make_pages(tasks))


def write_documents(workshop: SharedWorkshop, tasks: Sequence[DocumentTask]) -> list[int]:
    """Writes some search documents, and returns their number; runs in a worker."""
    workshop.tool.write_documents(tasks)
    return [len(tasks)]
