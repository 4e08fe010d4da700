"""Parses the documents of an archive: those that changed, in workers; the rest is remembered."""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from functools import cached_property, partial
from pathlib import Path
from time import perf_counter
from typing import TYPE_CHECKING, Any

import msgspec
from msgspec.structs import replace

from sitegen.diagnostics import ProblemsError
from sitegen.model import Article, Body, FreePage
from sitegen.profile import FileClock, FileTimes
from sitegen.read.discover import MAX_TEXT_BYTES, ContentFiles, FileState, read_bytes
from sitegen.read.parsed import Parsed, unparsed
from sitegen.read.store import SeenFile, Store, StoreUpdate
from sitegen.versions import digest_of

if TYPE_CHECKING:
    from sitegen.executors import Workers

_CHUNK = 100
# So many documents are written to the store at once.
_WRITTEN = 2_000
_NOTE = "contents"

_encode = msgspec.msgpack.encode

AnyParsed = Parsed[Article] | Parsed[FreePage]
_Read = tuple[list[Parsed[Article]], list[Parsed[FreePage]]]


class _Task(msgspec.Struct, frozen=True):
    """A file to be parsed, unless it still has the key of an earlier build; empty when there is none.

    known: what it gave then, encoded; empty when that is not known
    """

    path: str
    known_key: str
    known: bytes = b""


class _Outcome(msgspec.Struct, frozen=True):
    """What a task gave: the encoded values of a file, empty when it has its known key.

    key: empty when the file could not be read
    seconds: that parsing took; 0 when there was none
    """

    path: str
    key: str
    parsed: bytes = b""
    body: bytes = b""
    seconds: float = 0.0


class DocumentReader:
    """Reads the articles and pages of an archive, again and again if need be.

    root: the archive's folder
    store: what earlier builds remember
    language: of texts whose front matter names none, BCP 47
    times: of the files that the last `read` parsed
    """

    def __init__(self, root: Path, store: Store, language: str) -> None:
        self._root = root
        self._store = store
        self._language = language
        self._mark = _language_mark(language)
        self.times = FileTimes()
        # What the last files gave.
        self._read: tuple[ContentFiles | None, _Read] = (None, ([], []))
        # Files, and the digest of what they hold when the store knows it for all of them; else empty.
        self._noted: tuple[ContentFiles | None, str] = (None, "")
        self._faults: dict[str, str] = {}  # By path, what tells why a file cannot be read.
        # By path, the state that told that a file is known and untouched: one look at it is enough.
        self._settled: dict[str, FileState] = {}

    def read(self, files: ContentFiles, workers: Workers) -> _Read:
        """What each article and each page gives, in the order of their paths; nothing is read twice."""
        if self._read[0] is files:
            return self._read[1]
        self._forget(files)
        found = self._tasks(files, self._known, self._settled)
        tasks = [replace(t, known=_encode(self._known[t.path])) if t.known_key else t for t in found]
        run = partial(_parse_chunk, str(self._root), self._language)
        update, clock = StoreUpdate(seen_ns=files.seen_ns), FileClock()
        for chunk in workers.map_chunks(run, tasks, chunk_size=_CHUNK, quick=True):
            for outcome in chunk:
                self._take(outcome, files.states[outcome.path], update)
                if outcome.seconds:
                    clock.add(outcome.path, outcome.seconds)
            if len(update.files) >= _WRITTEN:
                self._write(update)
                update = StoreUpdate(seen_ns=files.seen_ns)
        self._write(update)
        self._note(files, tasks)
        self.times = clock.times()
        known = self._known
        self._read = (
            files,
            ([known[path] for path in files.articles], [known[path] for path in files.pages]),
        )
        return self._read[1]

    @cached_property
    def _seen(self) -> dict[str, SeenFile]:
        """All files that were seen, by path."""
        return self._store.files()

    @cached_property
    def _known(self) -> dict[str, Any]:
        """What documents gave, by path."""
        return dict(_decoded(self._store.parsed()))

    @property
    def keys(self) -> Mapping[str, str]:
        """By path, what tells the content of each document that has been read, and its language."""
        return {path: seen.key for path, seen in self._seen.items()}

    def is_up_to_date(self, files: ContentFiles) -> bool:
        """True when nothing has to be read: all files are known and untouched, and none is gone."""
        # One look at what is noted of all files takes a tenth of the time of a look at each.
        noted = self._store.note(_NOTE, self._states_digest(files)) or b""
        self._noted = (files, noted.decode("ascii", "replace"))
        return bool(noted) or (
            next(self._tasks(files, self._seen, {}), None) is None
            and self._seen.keys() <= files.states.keys()
        )

    def digest(self, files: ContentFiles) -> str:
        """Digest of the contents of all articles and pages that have been read."""
        if self._noted[0] is files and self._noted[1]:
            return self._noted[1]
        paths = (*files.articles, *files.pages)
        keys = (self._faults.get(path) or self._key(path) for path in paths)
        return digest_of("\n".join(paths).encode(), "\n".join(keys).encode())

    def _note(self, files: ContentFiles, tasks: Sequence[_Task]) -> None:
        """Notes the digest of all contents, when the state of each file will tell that it still has its own.

        tasks: what had to be read; all else is untouched
        """
        if self._noted[0] is files and self._noted[1]:
            return
        seen, states = self._seen, files.states
        if all(t.path in seen and seen[t.path].is_untouched(states[t.path]) for t in tasks):
            self._noted = (files, self.digest(files))
            self._store.remember(_NOTE, self._states_digest(files), self._noted[1].encode())

    def _states_digest(self, files: ContentFiles) -> str:
        """Digest of the states of all articles and pages."""
        states = list(map(files.states.__getitem__, (*files.articles, *files.pages)))
        return digest_of(self._mark.encode(), msgspec.msgpack.encode((files.articles, files.pages, states)))

    def _key(self, path: str) -> str:
        return self._seen[path].key if path in self._seen else ""

    def _tasks(
        self, files: ContentFiles, known: Container[str], settled: dict[str, FileState]
    ) -> Iterator[_Task]:
        """The files that have been touched, or are not known. The others become settled."""
        for path in (*files.articles, *files.pages):
            state = files.states[path]
            if settled.get(path) is state:
                continue
            seen = self._seen.get(path)
            if seen is None or path not in known:
                yield _Task(path, "")
            elif seen.key.startswith(self._mark) and seen.is_untouched(state):
                settled[path] = state
            else:
                yield _Task(path, seen.key)

    def _take(self, outcome: _Outcome, state: FileState, update: StoreUpdate) -> None:
        path = outcome.path
        self._faults.pop(path, None)
        if outcome.parsed:
            self._known[path] = _decode(path, outcome.parsed)
        if not outcome.key:  # What it was when it could be read does not count.
            self._seen.pop(path, None)
            self._faults[path] = digest_of(outcome.parsed)
        if outcome.key:
            update.files[path] = (state, outcome.key)
        if outcome.key and outcome.parsed:
            update.parsed[path] = outcome.parsed
            update.bodies[path] = outcome.body

    def _write(self, update: StoreUpdate) -> None:
        self._store.update(update)
        for path, (state, key) in update.files.items():
            self._seen[path] = SeenFile(state, update.seen_ns, key)

    def _forget(self, files: ContentFiles) -> None:
        gone = self._seen.keys() - files.states.keys()
        self._store.forget(gone)
        for path in gone:
            del self._seen[path]
            self._known.pop(path, None)
            self._settled.pop(path, None)


def parse_document(path: str, data: bytes, language: str, known: bytes = b"") -> tuple[AnyParsed, Body]:
    """What the bytes of a file under `content/articles/` or `content/pages/` give.

    known: what it gave before it was edited, encoded; empty when that is not known
    """
    # A build in which nothing changed parses nothing, and needs none of this.
    from sitegen.read.documents import parse_article, parse_page

    if _is_page(path):
        return parse_page(path, data, language, _PAGES.decode(known) if known else None)
    return parse_article(path, data, language, _ARTICLES.decode(known) if known else None)


def _is_page(path: str) -> bool:
    return path.startswith("content/pages/")


def _decoded(values: Iterable[tuple[str, bytes]]) -> Iterator[tuple[str, Any]]:
    """The stored values that have the right shape."""
    for path, value in values:
        try:
            yield path, _decode(path, value)
        except (msgspec.DecodeError, UnicodeDecodeError):
            continue


_ARTICLES: msgspec.msgpack.Decoder[Parsed[Article]] = msgspec.msgpack.Decoder(Parsed[Article])
_PAGES: msgspec.msgpack.Decoder[Parsed[FreePage]] = msgspec.msgpack.Decoder(Parsed[FreePage])


def _decode(path: str, value: bytes) -> Any:  # noqa: ANN401  (an article or a page, by the path)
    return _PAGES.decode(value) if _is_page(path) else _ARTICLES.decode(value)


def _language_mark(language: str) -> str:
    """How the keys of files begin: what a file gives depends on the site's language, too."""
    return f"{language}:"


def _parse_chunk(root: str, language: str, tasks: Sequence[_Task]) -> list[_Outcome]:
    folder = Path(root)
    return [_parse(folder, language, task) for task in tasks]


def _parse(root: Path, language: str, task: _Task) -> _Outcome:
    try:
        data = read_bytes(root, task.path, limit=MAX_TEXT_BYTES)
    except ProblemsError as problems:
        nothing: AnyParsed = unparsed(task.path, problems)
        return _Outcome(task.path, "", _encode(nothing))
    key = _language_mark(language) + digest_of(task.path.encode(), data)
    if key == task.known_key:
        return _Outcome(task.path, key)
    started = perf_counter()
    parsed, body = parse_document(task.path, data, language, task.known)
    seconds = perf_counter() - started
    return _Outcome(task.path, key, _encode(parsed), _encode(body), seconds)
