"""Parses the Markdown files of an archive: from the cache where the bytes are known, else in workers."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Generic, TypeVar

import msgspec

from sitegen.diagnostics import ProblemsError
from sitegen.executors import Workers
from sitegen.model import Article, FreePage
from sitegen.read.cache import Cache
from sitegen.read.discover import MAX_TEXT_BYTES, read_bytes
from sitegen.read.documents import Parsed, parse_article, parse_page
from sitegen.versions import code_digest, digest_of

Kind = TypeVar("Kind", Article, FreePage)
_CHUNK = 100


@dataclass(frozen=True, slots=True)
class _File(Generic[Kind]):
    """A file to be parsed: plain data, for a worker."""

    path: str
    data: bytes
    language: str
    key: str


def parse_articles(
    root: Path, paths: Sequence[str], language: str, cache: Cache, workers: Workers
) -> list[Parsed[Article]]:
    """What each file gave, in the order of the paths."""
    return _parse_all(root, paths, language, cache, workers, Parsed[Article], _article_chunk)


def parse_pages(
    root: Path, paths: Sequence[str], language: str, cache: Cache, workers: Workers
) -> list[Parsed[FreePage]]:
    """What each file gave, in the order of the paths."""
    return _parse_all(root, paths, language, cache, workers, Parsed[FreePage], _page_chunk)


def _parse_all(
    root: Path,
    paths: Sequence[str],
    language: str,
    cache: Cache,
    workers: Workers,
    shape: type[Parsed[Kind]],
    parse_chunk: Callable[[Sequence[_File[Kind]]], list[Parsed[Kind]]],
) -> list[Parsed[Kind]]:
    done: dict[str, Parsed[Kind]] = {}
    files: list[_File[Kind]] = []
    for path in paths:
        try:
            data = read_bytes(root, path, limit=MAX_TEXT_BYTES)
        except ProblemsError as problems:
            done[path] = Parsed(path=path, document=None, positions={}, diagnostics=problems.diagnostics)
            continue
        key = digest_of(code_digest().encode(), path.encode(), language.encode(), data)
        files.append(_File(path, data, language, key))
    known = _decoded(cache.get(file.key for file in files), shape)
    unknown = [file for file in files if file.key not in known]
    added: dict[str, bytes] = {}
    results = workers.map_chunks(parse_chunk, unknown, chunk_size=_CHUNK)
    for file, parsed in zip(unknown, (p for chunk in results for p in chunk), strict=True):
        known[file.key] = parsed
        added[file.key] = msgspec.msgpack.encode(parsed)
    cache.replace(added, known)
    done.update((file.path, known[file.key]) for file in files)
    return [done[path] for path in paths]


def _decoded(values: dict[str, bytes], shape: type[Parsed[Kind]]) -> dict[str, Parsed[Kind]]:
    """The cached values that have the right shape."""
    decoder: msgspec.msgpack.Decoder[Any] = msgspec.msgpack.Decoder(shape)
    found: dict[str, Parsed[Kind]] = {}
    for key, value in values.items():
        try:
            found[key] = decoder.decode(value)
        except (msgspec.DecodeError, UnicodeDecodeError):
            continue
    return found


def _article_chunk(files: Sequence[_File[Article]]) -> list[Parsed[Article]]:
    return [parse_article(file.path, file.data, file.language) for file in files]


def _page_chunk(files: Sequence[_File[FreePage]]) -> list[Parsed[FreePage]]:
    return [parse_page(file.path, file.data, file.language) for file in files]
