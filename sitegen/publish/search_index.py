"""The search index: the one place that talks to Pagefind."""

from __future__ import annotations

import subprocess
from collections.abc import Iterator, Sequence
from pathlib import Path

import msgspec

from sitegen.diagnostics import Diagnostic, ProblemsError
from sitegen.plan.search import SearchRecord
from sitegen.plan.urls import PAGEFIND
from sitegen.publish.stable_index import in_stable_order
from sitegen.versions import code_digest, digest_of

# What the search page loads; Pagefind's own user interfaces stay out.
_LOADED = (
    "pagefind.js",
    "pagefind-worker.js",
    "pagefind-entry.json",
    "wasm.",
    "fragment/",
    "index/",
    "filter/",
)


def index_fingerprint(records: Sequence[SearchRecord], language: str) -> str:
    """Digest of everything that the index depends on."""
    from importlib.metadata import version

    made_of = msgspec.msgpack.encode(records)
    return digest_of(version("pagefind").encode(), code_digest().encode(), language.encode(), made_of)


def build_index(source: Path, target: Path, language: str) -> dict[str, bytes]:
    """The files of an index over the documents in a folder, by path in the output folder.

    target: a folder that does not exist yet
    language: whose rules for word stems apply, BCP 47; there is one index over all languages

    Raises `ProblemsError` with code E506 when Pagefind fails.
    """
    _run_pagefind(source, target, language.partition("-")[0])
    try:
        files = in_stable_order(dict(_index_files(target)))
    except (ValueError, KeyError) as error:
        raise _failure(f"Pagefind's files are not of the known form ({error})") from error
    return {PAGEFIND.lstrip("/") + path: data for path, data in files.items()}


def _run_pagefind(source: Path, target: Path, language: str) -> None:
    """Runs Pagefind's program.

    Its service, which the Python wrapper speaks to, answers before files are on disk and is then
    ended, so that some stay cut off (Pagefind's issue 1271); the program ends when all is written.
    """
    from pagefind.service import get_executable

    command = (str(get_executable()), "--site", str(source), "--output-path", str(target))
    try:
        run = subprocess.run(  # noqa: S603  (our own arguments, no shell)
            (*command, "--force-language", language, "--silent"),
            stdin=subprocess.DEVNULL,
            capture_output=True,
            check=False,
            text=True,
        )
    except OSError as error:
        raise _failure(str(error)) from error
    if run.returncode:
        raise _failure((run.stderr or run.stdout).strip() or f"Pagefind ended with {run.returncode}")


def _failure(reason: str) -> ProblemsError:
    message = f"The search index could not be built: {reason}"
    hint = "Build with --no-search to publish without it."
    return ProblemsError([Diagnostic(code="E506", message=message, hint=hint)])


def _index_files(folder: Path) -> Iterator[tuple[str, bytes]]:
    for file in sorted(folder.rglob("*")):
        path = file.relative_to(folder).as_posix()
        if file.is_file() and (path.startswith(_LOADED) or path.endswith(".pf_meta")):
            yield path, file.read_bytes()
