"""The archive's images: which are used, and what they hold. An image that is known is not opened again."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from contextlib import suppress
from functools import cached_property, partial
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec

from sitegen.diagnostics import Diagnostic, ProblemsError
from sitegen.model import BodyLink, ImageFacts, MediaFile
from sitegen.read.discover import MAX_MEDIA_BYTES, ContentFiles, file_problem, read_bytes
from sitegen.read.store import SeenFile, Store, StoreUpdate
from sitegen.versions import digest_of

if TYPE_CHECKING:
    from sitegen.executors import Workers

# Images that a worker looks at in one task.
_CHUNK = 4


class MediaUses(msgspec.Struct, frozen=True, kw_only=True):
    """What published documents use: paths of content files.

    lead: the lead images of articles
    shown: what pages show, lead images included
    linked: what texts link to, images and others
    """

    lead: frozenset[str]
    shown: frozenset[str]
    linked: frozenset[str]


class KnownImage(msgspec.Struct, frozen=True, kw_only=True):
    """What is remembered of an image.

    digest: of its bytes
    """

    digest: str
    facts: ImageFacts


class _Task(msgspec.Struct, frozen=True):
    """An image to be looked at, unless it still has the digest of an earlier build; empty for a new one."""

    path: str
    known_digest: str


class _Outcome(msgspec.Struct, frozen=True):
    """What a task gave: a known image, None when it has its known digest, or why it cannot be read."""

    path: str
    image: KnownImage | None = None
    problems: tuple[Diagnostic, ...] = ()


def find_uses(lead: Iterable[str], links: Iterable[Iterable[BodyLink]], logo: str = "") -> MediaUses:
    """What documents and the masthead use; a withdrawn article shows nothing.

    lead: the lead images of published articles
    links: those in the body of each published document
    logo: file of the archive's logo; may be empty
    """
    found = frozenset(lead)
    shown, linked = {*found, logo} - {""}, set[str]()
    for link in chain.from_iterable(links):
        (shown if link.image else linked).add(link.target)
    return MediaUses(lead=found, shown=frozenset(shown), linked=frozenset(linked))


class MediaReader:
    """Looks at images, again and again if need be.

    root: the archive's folder
    store: what earlier builds remember
    """

    def __init__(self, root: Path, store: Store) -> None:
        self._root = root
        self._store = store

    def read(
        self, files: ContentFiles, uses: MediaUses, workers: Workers
    ) -> tuple[tuple[MediaFile, ...], list[Diagnostic]]:
        """The images that there are, with what the used ones hold, and what is wrong with the others."""
        checked = {path: file_problem(self._root, path, limit=MAX_MEDIA_BYTES) for path in files.media}
        problems = [problem for problem in checked.values() if problem]
        used = {
            path: None
            for path, problem in checked.items()
            if not problem and (path in uses.shown or path in uses.linked)
        }
        unreadable = self._look_at(used, files, workers) if used else {}
        problems += [problem for found in unreadable.values() for problem in found]
        there = [path for path, problem in checked.items() if not problem and path not in unreadable]
        return tuple(self._media_file(path, used, uses) for path in there), problems

    def _media_file(self, path: str, used: Collection[str], uses: MediaUses) -> MediaFile:
        if path not in used:
            return MediaFile(path=path)
        known = self._known[path]
        return MediaFile(
            path=path,
            digest=known.digest,
            facts=known.facts,
            lead=path in uses.lead,
            shown=path in uses.shown,
            linked=path in uses.linked,
        )

    @cached_property
    def _seen(self) -> dict[str, SeenFile]:
        return self._store.files()

    @cached_property
    def _known(self) -> dict[str, KnownImage]:
        """What is known of images, by path."""
        return dict(_decoded(self._store.images()))

    def _look_at(
        self, paths: Iterable[str], files: ContentFiles, workers: Workers
    ) -> dict[str, tuple[Diagnostic, ...]]:
        """Makes these images known; returns what is wrong with those that cannot be read."""
        unreadable: dict[str, tuple[Diagnostic, ...]] = {}
        update = StoreUpdate(seen_ns=files.seen_ns)
        tasks = list(self._tasks(paths, files))
        for chunk in workers.map_chunks(partial(_look_at_chunk, str(self._root)), tasks, chunk_size=_CHUNK):
            for outcome in chunk:
                if outcome.problems:
                    unreadable[outcome.path] = outcome.problems
                else:
                    self._take(outcome, files, update)
        self._store.update(update)
        return unreadable

    def _tasks(self, paths: Iterable[str], files: ContentFiles) -> Iterator[_Task]:
        """The images that have been touched, or are not known."""
        for path in paths:
            seen, known = self._seen.get(path), self._known.get(path)
            if seen is None or known is None or known.digest != seen.key:
                yield _Task(path, "")
            elif not seen.is_untouched(files.states[path]):
                yield _Task(path, known.digest)

    def _take(self, outcome: _Outcome, files: ContentFiles, update: StoreUpdate) -> None:
        path, state = outcome.path, files.states[outcome.path]
        if outcome.image:
            self._known[path] = outcome.image
            update.images[path] = msgspec.msgpack.encode(outcome.image)
        digest = self._known[path].digest
        update.files[path] = (state, digest)
        self._seen[path] = SeenFile(state, update.seen_ns, digest)


def _decoded(values: Iterator[tuple[str, bytes]]) -> Iterator[tuple[str, KnownImage]]:
    """The stored values that have the right shape."""
    decoder = msgspec.msgpack.Decoder(KnownImage)
    for path, value in values:
        with suppress(msgspec.DecodeError, UnicodeDecodeError):
            yield path, decoder.decode(value)


def _look_at_chunk(root: str, tasks: Sequence[_Task]) -> list[_Outcome]:
    return [_looked_at(Path(root), task) for task in tasks]


def _looked_at(root: Path, task: _Task) -> _Outcome:
    try:
        data = read_bytes(root, task.path, limit=MAX_MEDIA_BYTES)
    except ProblemsError as problems:
        return _Outcome(task.path, problems=problems.diagnostics)
    digest = digest_of(data)
    if digest == task.known_digest:
        return _Outcome(task.path)
    # Only a build that meets a new image pays for Pillow.
    from sitegen.read.images import look_at

    return _Outcome(task.path, KnownImage(digest=digest, facts=look_at(data)))
