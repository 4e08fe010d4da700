"""The search index: a folder for each shard, and a list of them.

`pagefind/` holds what all shards share, and `shards.json`, the only file that a reader's browser has to
ask for anew: those below `pagefind/shards/` have names made of their content. Pagefind's own entry
files would say the same once for each shard; they are left out.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from importlib.metadata import version
from pathlib import Path, PurePosixPath

from sitegen.plan.search import SearchDocument
from sitegen.plan.shards import Shard, ShardLimits, plan_shards
from sitegen.plan.urls import PAGEFIND
from sitegen.publish.indexing import Indexing, open_indexing
from sitegen.publish.output import Output
from sitegen.versions import code_digest, digest_of

_FOLDER = PAGEFIND.lstrip("/")
_LIST = f"{_FOLDER}shards.json"
_SHARD_FILES = (".pf_meta", ".pf_index", ".pf_fragment", ".pf_filter")
# What all shards share. Pagefind writes it with any index, and it is taken from that of one word.
_PROGRAM = "program"
_SCRIPT, _ANY_LANGUAGE = "pagefind.js", "wasm.unknown.pagefind"
_ONE_WORD = SearchDocument(file="index.html", day="", html="<html><body><p>a</p></body></html>")


def document_digest(document: SearchDocument) -> str:
    """Digest of everything that a document is to the index."""
    return digest_of(document.file.encode(), document.html.encode())


def shard_fingerprint(digests: Iterable[str], language: str) -> str:
    """Digest of everything that a shard depends on.

    digests: of its documents, oldest first
    """
    parts = (digest.encode() for digest in digests)
    return digest_of(version("pagefind").encode(), code_digest().encode(), language.encode(), *parts)


def publish_search(
    documents: Sequence[SearchDocument], language: str, output: Output, *, limits: ShardLimits, jobs: int
) -> int:
    """Builds the shards that are not up to date, and the list; returns the number of documents indexed.

    documents: oldest first
    language: whose rules for word stems apply, BCP 47

    Raises `ProblemsError` with code E506 when Pagefind fails.
    """
    shards = plan_shards([document.day for document in documents], limits)
    contents = {shard.name: documents[shard.begin : shard.end] for shard in shards}
    contents[_PROGRAM] = (_ONE_WORD,)
    wanted = {n: shard_fingerprint(map(document_digest, found), language) for n, found in contents.items()}
    names = {name: _kept_files(name, wanted[name], output) for name in contents}
    stale = sorted((name for name in contents if not names[name]), key=lambda name: -len(contents[name]))
    largest = max((len(contents[name]) for name in stale), default=0)
    with open_indexing(language, jobs=jobs, largest=largest) as indexing:
        for name in stale:
            _start(indexing, name, contents[name])
        for name, files in indexing.finish():
            names[name] = _wanted_files(name, files)
            for path in names[name]:
                output.stage(_folder(name) + path, files[path], wanted[name])
    data = shards_file(shards, names, limits)
    output.stage(_LIST, data, digest_of(data))
    return sum(len(contents[name]) for name in stale if name != _PROGRAM)


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
            # Its metadata's name, `pagefind.HASH.pf_meta`, leads to all else.
            "hash": next(path.split(".")[1] for path in names[shard.name] if path.endswith(".pf_meta")),
        }
        for shard in reversed(shards)
    ]
    content = {"version": version("pagefind"), "wasm": program, "reach": limits.reach, "shards": listed}
    return json.dumps(content, separators=(",", ":")).encode() + b"\n"


def _folder(name: str) -> str:
    return _FOLDER if name == _PROGRAM else f"{_FOLDER}shards/{name}/"


def _wanted_files(name: str, paths: Iterable[str]) -> list[str]:
    """Which of the files that Pagefind wrote are published."""
    if name != _PROGRAM:
        return sorted(path for path in paths if path.endswith(_SHARD_FILES))
    # The WebAssembly for a language knows its word stems; not every language has one.
    stems = [path for path in paths if path.startswith("wasm.") and path != _ANY_LANGUAGE]
    return [_SCRIPT, *(stems or [_ANY_LANGUAGE])]


def _kept_files(name: str, wanted: str, output: Output) -> list[str]:
    """Keeps a shard's files when all are up to date, and returns their names; else none."""
    folder = _folder(name)
    # The program's files lie beside the shards, not above them.
    files = [path for path in output.files(folder) if name != _PROGRAM or path.count("/") == 1]
    files = [path for path in files if path != _LIST]
    if not all(output.is_current(path, wanted) for path in files):
        return []
    for path in files:
        output.keep(path)
    return [path.removeprefix(folder) for path in files]


def _start(indexing: Indexing, name: str, documents: Sequence[SearchDocument]) -> None:
    """Writes documents where Pagefind is to read them, and begins."""
    source = indexing.documents_folder(name)
    made: set[Path] = set()
    for document in documents:
        file = source / PurePosixPath(document.file)
        if file.parent not in made:
            file.parent.mkdir(parents=True, exist_ok=True)
            made.add(file.parent)
        file.write_text(document.html, encoding="utf-8")
    indexing.start(name, source)
