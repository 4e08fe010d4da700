"""Brings a plan into the output folder: pages, static files, pictures."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from functools import partial
from itertools import chain, compress
from operator import is_not
from typing import TYPE_CHECKING

import msgspec
from msgspec.structs import replace

from sitegen.diagnostics import Diagnostic, ProblemsError
from sitegen.executors import Workers
from sitegen.last_build import LastBuild
from sitegen.plan.images import plan_pictures
from sitegen.plan.pages import Page
from sitegen.plan.urls import ADMIN_SETUP, DECAP, output_file
from sitegen.prepare import Prepared
from sitegen.profile import PageClock, PageTimes
from sitegen.progress import CancelledError, Progress
from sitegen.publish.images import PictureFolders, PictureWork, make_pictures
from sitegen.publish.manifest import Entry
from sitegen.publish.output import Output, write_problems
from sitegen.read.editor.files import setup_script
from sitegen.render.pages import Renderer
from sitegen.render.templates import RenderSetup, make_environment
from sitegen.session import Session
from sitegen.versions import digest_of
from sitegen.workshop import (
    Made,
    PageTask,
    SharedWorkshop,
    Workshop,
    WorkshopData,
    make_pages,
    open_workshop,
)

if TYPE_CHECKING:
    from jinja2 import Environment

# Pages that a worker renders, or only looks at, in one task.
_RENDERED = 64
_EXAMINED = 8192
# A basis is two digests, of the parts of the view and of the body. Of their 128 bits, 80 tell two apart.
_HALF = 20


class Produced(msgspec.Struct, frozen=True, kw_only=True):
    """What became of the pages.

    files: the file of each page of the plan, in the plan's order
    rendered: paths of those that were rendered
    put_off: number of those that were left as they are, though they may differ
    times: what they took, with those that were only looked at
    """

    files: tuple[str, ...]
    rendered: tuple[str, ...]
    put_off: int
    times: PageTimes


def share_workshop(prepared: Prepared, output: Output, session: Session, workers: Workers) -> SharedWorkshop:
    """The workshop of a build, for this process and for workers."""
    plan, setup, staging = prepared.plan, prepared.setup, output.staging
    data = WorkshopData(
        root=str(session.root),
        store=str(session.store.file),
        archive=plan.context.catalogue.archive,
        setup=setup,
        output=str(output.folder),
        staging=staging.folder,
    )
    renderer = Renderer(setup, plan.context, _environment(setup, session))
    bodies = session.bodies(plan.context.config.language)
    return workers.share(data, open_workshop, Workshop(renderer, bodies, staging))


def get_ready(prepared: Prepared, session: Session) -> None:
    """Compiles all templates, and makes what the plan of the next edit is made of."""
    environment = _environment(prepared.setup, session)
    for name in sorted({page.template for page in prepared.plan.pages} - {""}):
        environment.get_template(name)
    prepared.plan.get_ready()


def _environment(setup: RenderSetup, session: Session) -> Environment:
    return session.memory.recall("environment", (setup,), lambda: make_environment(setup))


def produce_pages(
    prepared: Prepared,
    output: Output,
    workshop: SharedWorkshop,
    workers: Workers,
    progress: Progress,
    last: LastBuild | None = None,
    first: Collection[str] | None = None,
) -> Produced:
    """Renders the pages that are not up to date.

    last: the build whose output is believed
    first: content files whose pages come first: where little differs from the last build, other pages are
        put off. None puts off none

    Raises `ProblemsError` when a template fails.
    """
    work = _PageWork(prepared, output, last, first)
    progress.stage("render", len(work.stale) + len(work.doubtful))
    problems: list[Diagnostic] = []
    with write_problems():
        for made in work.made(workshop, workers):
            progress.advance()
            if made.problem:
                problems.append(made.problem)
            else:
                work.take(made)
    if problems:
        raise ProblemsError(_first_of_each_template(problems))
    rendered = tuple(sorted(work.rendered))
    return Produced(files=work.files, rendered=rendered, put_off=work.put_off, times=work.clock.times())


class _PageWork:
    """Which pages are to be made.

    A page whose basis is that of the last build is kept without a look at its view. Of the others, those
    that certainly have to be rendered are stale; for the rest the fingerprint of the view decides.

    files: the file of each page of the plan, in the plan's order
    put_off: number of pages that are left for a later build
    """

    def __init__(
        self, prepared: Prepared, output: Output, last: LastBuild | None, first: Collection[str] | None
    ) -> None:
        self._output = output
        self._keys = prepared.setup.keys
        self._bases: dict[str, str] = {}
        self._pages: dict[str, Page] = {}
        self.clock = PageClock()
        self.stale: list[PageTask] = []
        self.doubtful: list[PageTask] = []
        self.rendered: list[str] = []
        self.put_off = 0
        self._plan = prepared.plan
        self._outlines = prepared.archive.outlines
        self._same_plan = output.plan_is(prepared.plan.key)
        pages = prepared.plan.pages
        revision = prepared.plan.revision_of(last.plan) if last and last.keys == self._keys else None
        if last and revision:
            self.files = last.files
            other_texts = frozenset(_pages_of_other_texts(prepared, last))
            numbers = {*revision.parts, *other_texts}
            if first is not None:
                chosen = {number for number in numbers if pages[number].source in first}
                self.put_off, numbers = len(numbers) - len(chosen), chosen
            is_kept = bytearray(b"\1") * len(pages)
            for number in numbers:
                is_kept[number] = False
            output.keep_as_is(list(compress(self.files, is_kept)))
            for number in sorted(numbers):
                is_same = number not in other_texts and not self._plan.may_differ(number, revision)
                self._sort(number, is_same=is_same)
        else:
            self.files = tuple([output_file(page.url) for page in pages])
            for number in range(len(pages)):
                self._sort(number)

    def made(self, workshop: SharedWorkshop, workers: Workers) -> Iterator[Made]:
        """What becomes of the pages that are to be made."""
        run = partial(make_pages, workshop)
        stale = workers.map_chunks(run, self.stale, chunk_size=_RENDERED, quick=True)
        doubtful = workers.map_chunks(run, self.doubtful, chunk_size=_EXAMINED)
        return chain.from_iterable(chain(stale, doubtful))

    def take(self, made: Made) -> None:
        """Puts a page into the output."""
        basis, page = self._bases[made.file], self._pages[made.file]
        self.clock.add(page.url, page.template, made.seconds, rendered=made.staged is not None)
        if made.staged:
            self._output.adopt(made.file, made.staged, made.fingerprint, basis=basis)
            self.rendered.append(page.url)
        else:
            self._output.keep(made.file, basis=basis)

    def _sort(self, number: int, *, is_same: bool = False) -> None:
        """`is_same`: what the page shows is certainly that of the last build, whatever its basis."""
        page, file, output = self._plan.pages[number], self.files[number], self._output
        entry = output.current(file)
        body = self._outlines[page.source].digest if page.shows_body else ""
        basis = self._parts_digest(number, entry) + self._body_digest(page)
        if entry and not output.has_template(page.template, self._keys[page.template]):
            entry = None  # It certainly has to be rendered.
        if entry and (is_same or entry.basis == basis):
            output.keep(file, basis=basis)
            return
        self._bases[file], self._pages[file] = basis, page
        task = PageTask(page=page, file=file, body=body)
        if entry:
            self.doubtful.append(replace(task, known=entry.fingerprint))
        else:
            self.stale.append(task)

    def _parts_digest(self, number: int, entry: Entry | None) -> str:
        if self._same_plan and entry and len(entry.basis) >= _HALF:
            return entry.basis[:_HALF]  # The same parts, without a look at them.
        plan = self._plan
        parts = plan.parts_of(number)
        if parts is None:
            return plan.key[:_HALF]
        return digest_of(plan.base.encode(), plan.pages[number].template.encode(), *parts)[:_HALF]

    def _body_digest(self, page: Page) -> str:
        """Of the body and of where its links lead."""
        if not page.shows_body:
            return ""
        outline = self._outlines[page.source]
        if not outline.links:
            return outline.digest[:_HALF]
        published = self._plan.context.published
        addresses = [published.get(link.target, "").encode() for link in outline.links]
        return digest_of(outline.digest.encode(), *addresses)[:_HALF]


def _pages_of_other_texts(prepared: Prepared, last: LastBuild) -> Iterator[int]:
    """Positions of the pages that come from files whose outline is not that of the last build."""
    outlines, pages_of = prepared.archive.outlines, prepared.plan.pages_of
    differs = map(is_not, outlines.values(), map(last.outlines.get, outlines))
    for path in compress(outlines, differs):
        yield from pages_of.get(path, ())


def _first_of_each_template(problems: Sequence[Diagnostic]) -> list[Diagnostic]:
    """A broken template fails on every page; one message for each place says enough."""
    first: dict[tuple[str, int], Diagnostic] = {}
    for problem in problems:
        first.setdefault((problem.path, problem.line), problem)
    return list(first.values())


def copy_files(prepared: Prepared, decap: Mapping[str, bytes], output: Output) -> None:
    """Publishes the theme's static files and those of the web editor as they are.

    decap: the editor's program by name of the file; empty for no editor
    """
    editor = {f"{DECAP}{name}": data for name, data in decap.items()}
    if editor:
        editor[ADMIN_SETUP] = setup_script()
    for path, data in {**prepared.assets.files, **editor}.items():
        output.stage(output_file(path), data, digest_of(data))


def produce_pictures(
    prepared: Prepared, output: Output, session: Session, workers: Workers, progress: Progress
) -> None:
    """Publishes the pictures that are made of images, and makes those that nobody remembers.

    Raises `ProblemsError` with code E207 when an image has changed since it was looked at.
    """
    work = PictureWork(plan_pictures(prepared.archive.media), output)
    if not work.tasks:
        return
    progress.stage("images", len(work.tasks))
    folders = PictureFolders(
        root=str(session.root),
        cache=str(session.images),
        output=str(output.folder),
        staging=output.staging.folder,
    )
    with write_problems():
        # An image of 50 megapixels takes some hundred MB: a worker has one at a time.
        for made in workers.map_chunks(partial(make_pictures, folders), work.tasks, chunk_size=1):
            work.take(made)
            progress.advance()
            if progress.is_cancelled():
                raise CancelledError
    work.forget_old(session.images)
