"""The search index: a folder for each shard, and a list of them.

`pagefind/` holds what all shards share, and `shards.json`, the only file that a reader's browser has to
ask for anew: those below `pagefind/shards/` have names made of their content. Pagefind's own entry
files would say the same once for each shard; they are left out.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from concurrent.futures import Executor, ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path

import msgspec

from sitegen.plan.search import SearchRecord
from sitegen.plan.shards import Shard, ShardLimits, plan_shards
from sitegen.plan.urls import PAGEFIND
from sitegen.profile import ShardTime
from sitegen.progress import Progress
from sitegen.publish.indexing import Indexing, open_indexing
from sitegen.publish.output import Output
from sitegen.versions import code_digest, digest_of, package_version

_FOLDER = PAGEFIND.lstrip("/")
_SHARDS = f"{_FOLDER}shards/"
_LIST = f"{_FOLDER}shards.json"
_SHARD_FILES = (".pf_meta", ".pf_index", ".pf_fragment", ".pf_filter")
# What all shards share. Pagefind writes it with any index, and it is taken from that of one word.
_PROGRAM = "program"
_SCRIPT, _ANY_LANGUAGE = "pagefind.js", "wasm.unknown.pagefind"
_ONE_WORD = "<html><body><p>a</p></body></html>"

# Writes the documents of records into folders.
WriteDocuments = Callable[[Sequence[tuple[SearchRecord, Path]]], None]


class SearchPublisher:
    """The search index of one build. Use `open_search`.

    indexed: number of articles in shards that are built anew
    times: of those shards, slowest first; known at the end
    """

    def __init__(
        self,
        records: Sequence[SearchRecord],
        bodies: Mapping[str, str],
        language: str,
        output: Output,
        limits: ShardLimits,
    ) -> None:
        self._output = output
        self._limits = limits
        self._shards = plan_shards([record.day for record in records], limits)
        self._records = {shard.name: records[shard.begin : shard.end] for shard in self._shards}
        self._wanted = {
            name: shard_fingerprint(found, bodies, language) for name, found in self._records.items()
        }
        self._wanted[_PROGRAM] = shard_fingerprint((), {}, language)
        # One look at all files of the index: there may be hundreds of shards.
        in_place: dict[str, list[str]] = defaultdict(list)
        for path in output.files(_FOLDER):
            in_place[_shard_of(path)].append(path)
        self._files = {name: self._kept(name, in_place[name]) for name in self._wanted}
        stale = [name for name, files in self._files.items() if not files]
        # The largest first: so no process is left with it at the end.
        self.stale = sorted(stale, key=lambda name: (-len(self._records.get(name, ())), name))
        self.indexed = sum(len(self._records.get(name, ())) for name in stale)
        self.times: tuple[ShardTime, ...] = ()

    @property
    def largest(self) -> int:
        """Number of documents in the largest shard that is built anew."""
        return max((len(self._records.get(name, ())) for name in self.stale), default=0)

    def begin(self, indexing: Indexing, write_documents: WriteDocuments) -> None:
        """Begins to build what is not up to date; returns when its documents are written."""
        for name in self.stale:
            source = indexing.documents_folder(name)
            if name == _PROGRAM:
                (source / "index.html").write_text(_ONE_WORD, encoding="utf-8")
                indexing.start(name, source, ["index.html"])
            else:
                write_documents([(record, source) for record in self._records[name]])
                indexing.start(name, source, [record.file for record in self._records[name]])

    def finish(self, indexing: Indexing, progress: Progress) -> None:
        """Waits for what was begun, and puts the index into the output.

        Raises `ProblemsError` with code E506 when Pagefind fails, and `CancelledError`.
        """
        progress.stage("search", len(self.stale))
        seconds: dict[str, float] = {}
        for name, files, taken in indexing.finish(progress):
            progress.advance()
            seconds[name] = taken
            self._files[name] = _wanted_files(name, files)
            for path in self._files[name]:
                self._output.stage(_folder(name) + path, files[path], self._wanted[name])
        data = shards_file(self._shards, self._files, self._limits)
        self._output.stage(_LIST, data, digest_of(data))
        self.times = self._times(seconds)

    def _times(self, seconds: Mapping[str, float]) -> tuple[ShardTime, ...]:
        """The times of shards, slowest first, from seconds by name."""
        shards = {shard.name: shard for shard in self._shards}
        return tuple(
            ShardTime(
                first=shards[name].first if name in shards else "",
                last=shards[name].last if name in shards else "",
                articles=len(self._records.get(name, ())),
                seconds=seconds[name],
            )
            for name in sorted(seconds, key=lambda name: -seconds[name])
        )

    def _kept(self, name: str, paths: Sequence[str]) -> list[str]:
        """Keeps a shard's files when all are up to date, and returns their names; else none."""
        if not all(self._output.is_current(path, self._wanted[name]) for path in paths):
            return []
        for path in paths:
            self._output.keep(path)
        return [path.removeprefix(_folder(name)) for path in paths]


@contextmanager
def open_search(
    records: Sequence[SearchRecord],
    bodies: Mapping[str, str],
    language: str,
    output: Output,
    *,
    limits: ShardLimits,
    write_documents: WriteDocuments,
    progress: Progress,
    jobs: int,
    programs: Callable[[int], Executor] = ThreadPoolExecutor,
    scratch: Path | None = None,
) -> Iterator[SearchPublisher]:
    """The search index of one build, which is built in the background while the context lasts.

    records: oldest first
    bodies: digest of each body, by content file
    language: whose rules for word stems apply, BCP 47
    jobs, programs, scratch: as for `open_indexing`

    At the end of the context the index is in the output.
    Raises `ProblemsError` with code E506 when Pagefind fails, and `CancelledError`.
    """
    search = SearchPublisher(records, bodies, language, output, limits)
    with open_indexing(
        language, jobs=jobs, largest=search.largest, programs=programs, scratch=scratch
    ) as indexing:
        if search.stale:
            progress.stage("documents", search.indexed)
        search.begin(indexing, write_documents)
        yield search
        search.finish(indexing, progress)


def keep_search(output: Output) -> None:
    """Keeps the index as it is, up to date or not, until a later build."""
    output.keep_folder(_FOLDER)


def shard_fingerprint(records: Sequence[SearchRecord], bodies: Mapping[str, str], language: str) -> str:
    """Digest of everything that a shard depends on; parameters as for `open_search`."""
    digests = [bodies[record.source] for record in records]
    return digest_of(
        package_version("pagefind").encode(),
        code_digest().encode(),
        language.encode(),
        msgspec.msgpack.encode((records, digests)),
    )


def shards_file(shards: Sequence[Shard], names: Mapping[str, Iterable[str]], limits: ShardLimits) -> bytes:
    """What the search page has to know, as JSON; newest shards first.

    names: of the files of each shard, and of those that all share
    """
    program = next(path for path in names[_PROGRAM] if path.startswith("wasm."))
    listed = [
        {
            "name": shard.name,
            "first": shard.first,
            "last": shard.last,
            "documents": shard.end - shard.begin,
            "hash": digest,
        }
        for shard in reversed(shards)
        # Its metadata's name, `pagefind.HASH.pf_meta`, leads to all else. Where no article has a word to be
        # found, there is none.
        for digest in [path.split(".")[1] for path in names[shard.name] if path.endswith(".pf_meta")]
    ]
    content = {
        "version": package_version("pagefind"),
        "wasm": program,
        "reach": limits.reach,
        "shards": listed,
    }
    return json.dumps(content, separators=(",", ":")).encode() + b"\n"


def _folder(name: str) -> str:
    return _FOLDER if name == _PROGRAM else f"{_SHARDS}{name}/"


def _shard_of(path: str) -> str:
    """The shard that a file of the index belongs to; empty for the list of shards."""
    if path.startswith(_SHARDS):
        return path.removeprefix(_SHARDS).partition("/")[0]
    return "" if path == _LIST else _PROGRAM


def _wanted_files(name: str, paths: Iterable[str]) -> list[str]:
    """Which of the files that Pagefind wrote are published."""
    if name != _PROGRAM:
        return sorted(path for path in paths if path.endswith(_SHARD_FILES))
    # The WebAssembly for a language knows its word stems; not every language has one.
    stems = [path for path in paths if path.startswith("wasm.") and path != _ANY_LANGUAGE]
    return [_SCRIPT, *(stems or [_ANY_LANGUAGE])]
