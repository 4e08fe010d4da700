"""Parses the documents of an archive: those that changed, in workers; the rest is remembered."""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from functools import cached_property, partial
from pathlib import Path
from time import perf_counter
from typing import TYPE_CHECKING, Any

import msgspec

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

AnyParsed = Parsed[Article] | Parsed[FreePage]


class _Task(msgspec.Struct, frozen=True):
    """A file to be parsed, unless it still has the key of an earlier build; empty when there is none."""

    path: str
    known_key: str


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
        self._seen = store.files()
        self._faults: dict[str, str] = {}  # By path, what tells why a file cannot be read.
        # By path, the state that told that a file is known and untouched: one look at it is enough.
        self._settled: dict[str, FileState] = {}

    def read(
        self, files: ContentFiles, workers: Workers
    ) -> tuple[list[Parsed[Article]], list[Parsed[FreePage]]]:
        """What each article and each page gives, in the order of their paths."""
        self._forget(files)
        tasks = list(self._tasks(files, self._known, self._settled))
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
        self.times = clock.times()
        return [self._known[path] for path in files.articles], [self._known[path] for path in files.pages]

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
        return (
            next(self._tasks(files, self._seen, {}), None) is None
            and self._seen.keys() <= files.states.keys()
        )

    def digest(self, files: ContentFiles) -> str:
        """Digest of the contents of all articles and pages that have been read."""
        paths = (*files.articles, *files.pages)
        keys = (self._faults.get(path) or self._key(path) for path in paths)
        return digest_of("\n".join(paths).encode(), "\n".join(keys).encode())

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


def parse_document(path: str, data: bytes, language: str) -> tuple[AnyParsed, Body]:
    """What the bytes of a file under `content/articles/` or `content/pages/` give."""
    # A build in which nothing changed parses nothing, and needs none of this.
    from sitegen.read.documents import parse_article, parse_page

    return parse_page(path, data, language) if _is_page(path) else parse_article(path, data, language)


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
    encode = msgspec.msgpack.encode
    try:
        data = read_bytes(root, task.path, limit=MAX_TEXT_BYTES)
    except ProblemsError as problems:
        nothing: AnyParsed = unparsed(task.path, problems)
        return _Outcome(task.path, "", encode(nothing))
    key = _language_mark(language) + digest_of(task.path.encode(), data)
    if key == task.known_key:
        return _Outcome(task.path, key)
    started = perf_counter()
    parsed, body = parse_document(task.path, data, language)
    seconds = perf_counter() - started
    return _Outcome(task.path, key, encode(parsed), encode(body), seconds)
