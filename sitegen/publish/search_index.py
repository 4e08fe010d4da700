"""The search index: the one place that talks to Pagefind."""

from __future__ import annotations

import asyncio
import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path

from sitegen.diagnostics import Diagnostic, ProblemsError
from sitegen.plan.search import SearchDocument
from sitegen.plan.urls import PAGEFIND
from sitegen.versions import code_digest, digest_of

_PREFIX = PAGEFIND.lstrip("/")
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
        source.mkdir(exist_ok=True)
        try:
            asyncio.run(_run_pagefind(source, target, language.split("-", maxsplit=1)[0]))
        except Exception as error:
            message = f"The search index could not be built: {error}"
            hint = "Build with --no-search to publish without it."
            raise ProblemsError([Diagnostic(code="E506", message=message, hint=hint)]) from error
        return dict(_index_files(target))


async def _run_pagefind(source: Path, target: Path, language: str) -> None:
    from pagefind.index import IndexConfig, PagefindIndex

    config = IndexConfig(force_language=language, output_path=str(target), keep_index_url=False)
    async with PagefindIndex(config=config) as index:
        await index.add_directory(str(source))
        await index.write_files(str(target))


def _index_files(folder: Path) -> Iterator[tuple[str, bytes]]:
    for file in sorted(folder.rglob("*")):
        path = file.relative_to(folder).as_posix()
        if file.is_file() and (path.startswith(_LOADED) or path.endswith(".pf_meta")):
            yield _PREFIX + path, file.read_bytes()
