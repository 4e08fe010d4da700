"""Parses the documents of an archive: those that changed, in workers; the rest is remembered."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

import msgspec

from sitegen.diagnostics import ProblemsError
from sitegen.executors import Workers
from sitegen.model import Article, Body, FreePage
from sitegen.read.discover import MAX_TEXT_BYTES, ContentFiles, read_bytes
from sitegen.read.parsed import Parsed, unparsed
from sitegen.read.store import SeenFile, Store, StoreUpdate
from sitegen.versions import digest_of

_CHUNK = 100
# So many documents are written to the store at once.
_WRITTEN = 2_000

AnyParsed = Parsed[Article] | Parsed[FreePage]


@dataclass(frozen=True, slots=True)
class _Task:
    """A file to be parsed, unless it still has the key of an earlier build; empty when there is none."""

    path: str
    known_key: str


@dataclass(frozen=True, slots=True)
class _Outcome:
    """What a task gave: the encoded values of a file, empty when it has its known key.

    key: empty when the file could not be read
    """

    path: str
    key: str
    parsed: bytes = b""
    body: bytes = b""


def parse_documents(
    root: Path, files: ContentFiles, language: str, store: Store, workers: Workers
) -> tuple[list[Parsed[Article]], list[Parsed[FreePage]]]:
    """What each article and each page gave, in the order of their paths.

    language: of texts whose front matter names none, BCP 47
    """
    paths = (*files.articles, *files.pages)
    seen = store.files()
    known = dict(_decoded(store.parsed(), files.states))
    tasks = list(_tasks(paths, files, language, seen, known))
    outcomes = workers.map_chunks(partial(_parse_chunk, str(root), language), tasks, chunk_size=_CHUNK)
    update = StoreUpdate(seen_ns=files.seen_ns)
    for outcome in (outcome for chunk in outcomes for outcome in chunk):
        if outcome.parsed:
            known[outcome.path] = _decode(outcome.path, outcome.parsed)
        if outcome.key:
            update.files[outcome.path] = (files.states[outcome.path], outcome.key)
        if outcome.key and outcome.parsed:
            update.parsed[outcome.path] = outcome.parsed
            update.bodies[outcome.path] = outcome.body
        if len(update.files) >= _WRITTEN:
            store.update(update)
            update = StoreUpdate(seen_ns=files.seen_ns)
    store.update(update)
    store.forget(seen.keys() - files.states.keys())
    return [known[path] for path in files.articles], [known[path] for path in files.pages]


def parse_document(path: str, data: bytes, language: str) -> tuple[AnyParsed, Body]:
    """What the bytes of a file under `content/articles/` or `content/pages/` give."""
    # A build in which nothing changed parses nothing, and needs none of this.
    from sitegen.read.documents import parse_article, parse_page

    return parse_page(path, data, language) if _is_page(path) else parse_article(path, data, language)


def _is_page(path: str) -> bool:
    return path.startswith("content/pages/")


def _tasks(
    paths: Iterable[str],
    files: ContentFiles,
    language: str,
    seen: Mapping[str, SeenFile],
    known: Mapping[str, Any],
) -> Iterator[_Task]:
    """The files that have been touched, or of which nothing useful is known for a site in this language."""
    for path in paths:
        key = seen[path].key if path in seen and path in known else ""
        if not key.startswith(_key_prefix(language)):
            yield _Task(path, "")
        elif not seen[path].is_untouched(files.states[path]):
            yield _Task(path, key)


def _decoded(values: Iterable[tuple[str, bytes]], wanted: Mapping[str, object]) -> Iterator[tuple[str, Any]]:
    """The stored values that are wanted and have the right shape."""
    for path, value in values:
        if path in wanted:
            try:
                yield path, _decode(path, value)
            except (msgspec.DecodeError, UnicodeDecodeError):
                continue


def _key_prefix(language: str) -> str:
    """What keys begin with: a file that was not touched is another when the site's language is."""
    return f"{language} "


_ARTICLES: msgspec.msgpack.Decoder[Parsed[Article]] = msgspec.msgpack.Decoder(Parsed[Article])
_PAGES: msgspec.msgpack.Decoder[Parsed[FreePage]] = msgspec.msgpack.Decoder(Parsed[FreePage])


def _decode(path: str, value: bytes) -> Any:  # noqa: ANN401  (an article or a page, by the path)
    return _PAGES.decode(value) if _is_page(path) else _ARTICLES.decode(value)


def _parse_chunk(root: str, language: str, tasks: Sequence[_Task]) -> list[_Outcome]:
    return [_parse(Path(root), language, task) for task in tasks]


def _parse(root: Path, language: str, task: _Task) -> _Outcome:
    encode = msgspec.msgpack.encode
    try:
        data = read_bytes(root, task.path, limit=MAX_TEXT_BYTES)
    except ProblemsError as problems:
        nothing: AnyParsed = unparsed(task.path, problems)
        return _Outcome(task.path, "", encode(nothing))
    key = _key_prefix(language) + digest_of(task.path.encode(), data)
    if key == task.known_key:
        return _Outcome(task.path, key)
    parsed, body = parse_document(task.path, data, language)
    return _Outcome(task.path, key, encode(parsed), encode(body))
