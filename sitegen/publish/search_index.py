"""The search index: the one place that talks to Pagefind."""

from __future__ import annotations

import subprocess
import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path

from sitegen.diagnostics import Diagnostic, ProblemsError
from sitegen.plan.search import SearchDocument
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


def index_fingerprint(documents: Sequence[SearchDocument], language: str) -> str:
    """Digest of everything that the index depends on."""
    from importlib.metadata import version

    parts = (part.encode() for document in documents for part in (document.file, document.html))
    return digest_of(version("pagefind").encode(), code_digest().encode(), language.encode(), *parts)


def build_index(documents: Sequence[SearchDocument], language: str) -> dict[str, bytes]:
    """The files of an index over the documents, by path in the output folder.

    language: whose rules for word stems apply, BCP 47; there is one index over all languages

    Raises `ProblemsError` with code E506 when Pagefind fails.
    """
    with tempfile.TemporaryDirectory(prefix="sitegen-search-") as folder:
        source, target = Path(folder, "documents"), Path(folder, "index")
        for document in documents:
            file = source / document.file
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text(document.html, encoding="utf-8")
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
