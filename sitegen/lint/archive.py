"""All rules on all documents of an archive; what a document gave is remembered until it changes."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from contextlib import suppress
from functools import partial
from pathlib import Path

import msgspec

from sitegen.diagnostics import Diagnostic, ProblemsError
from sitegen.executors import Workers
from sitegen.lint.document import Facts
from sitegen.lint.metadata import future_dates
from sitegen.model import Archive, Article, FreePage
from sitegen.read.discover import MAX_TEXT_BYTES, ContentFiles, read_bytes
from sitegen.read.text import decode
from sitegen.session import Session
from sitegen.versions import digest_of

_NOTE = "lint"
# Documents that a worker looks at in one task.
_CHUNK = 100
# Far over what is published, which is 1,600 pixels in width.
_MAX_SIDE = 5_000
_MAX_BYTES = 5_000_000

# By path: the key of the source, and what was found in it. Most have nothing.
_Known = dict[str, tuple[str, tuple[Diagnostic, ...]]]


def lint_archive(
    archive: Archive, files: ContentFiles, session: Session, workers: Workers, *, today: dt.date | None = None
) -> tuple[Diagnostic, ...]:
    """What all rules of the linter find in an archive; sitegen's store remembers it of each document.

    files: those that the archive was read from
    today: dates after it are in the future; by default this day in UTC
    """
    known = _known(session, archive.config.base_url)
    keys = session.reader(archive.config.language).keys
    documents: tuple[Article | FreePage, ...] = (*archive.articles, *archive.pages)
    facts = [facts_of(document, keys.get(document.path, "")) for document in documents]
    missing = [of for of in facts if known.get(of.path, ("",))[0] != of.key or not of.key]
    run = partial(_lint_chunk, str(session.root), archive.config.base_url)
    for chunk in workers.map_chunks(run, missing, chunk_size=_CHUNK):
        known.update((path, (key, found)) for path, key, found in chunk)
    kept = {of.path: known[of.path] for of in facts}
    if missing or len(kept) != len(known):
        _remember(session, archive.config.base_url, kept)
    in_documents = (problem for _, found in kept.values() for problem in found)
    return (
        *in_documents,
        *_in_future(archive, session.root, today or dt.datetime.now(dt.UTC).date()),
        *_heavy_images(archive, files),
    )


def facts_of(document: Article | FreePage, key: str) -> Facts:
    """What rules ask of a document whose source has this key."""
    if isinstance(document, FreePage):
        return Facts(path=document.path, key=key, title=document.title, language=document.language)
    return Facts(
        path=document.path,
        key=key,
        title=document.title,
        language=document.language,
        summary=document.summary,
        date=document.date,
        has_image=bool(document.image),
        is_corrected=bool(document.corrections),
        is_withdrawn=document.withdrawn,
    )


def note_key(base_url: str) -> str:
    """The key of what is remembered: one rule asks for the address of the site."""
    return digest_of(base_url.encode())


def _known(session: Session, base_url: str) -> _Known:
    value = session.store.note(_NOTE, note_key(base_url))
    with suppress(msgspec.DecodeError, UnicodeDecodeError):
        return msgspec.msgpack.decode(value or b"", type=_Known)
    return {}


def _remember(session: Session, base_url: str, known: _Known) -> None:
    session.store.remember(_NOTE, note_key(base_url), msgspec.msgpack.encode(known))


def _lint_chunk(
    root: str, base_url: str, tasks: Sequence[Facts]
) -> list[tuple[str, str, tuple[Diagnostic, ...]]]:
    """Path, key and problems of each document; without a key when its file changed meanwhile."""
    from sitegen.lint.rules import document_problems

    results: list[tuple[str, str, tuple[Diagnostic, ...]]] = []
    folder = Path(root)
    for facts in tasks:
        data = _bytes(folder, facts.path)
        is_same = facts.key.endswith(digest_of(facts.path.encode(), data))
        found = document_problems(facts, decode(data, path=facts.path), base_url) if is_same else ()
        results.append((facts.path, facts.key if is_same else "", found))
    return results


def _bytes(root: Path, path: str) -> bytes:
    """The file's bytes; none when it went away since it was read."""
    with suppress(ProblemsError):
        return read_bytes(root, path, limit=MAX_TEXT_BYTES)
    return b""


def _in_future(archive: Archive, root: Path, today: dt.date) -> Iterator[Diagnostic]:
    """W603. It is not remembered: every date that is to come will have been."""
    for article, key, date in future_dates(archive.articles, today):
        from sitegen.lint.source import Source

        line, column = Source(_bytes(root, article.path).decode(errors="replace")).key_place(key)
        what = {"retrieved": "The day of reading", "corrections": "The date of a correction"}
        message = f"{what.get(key, 'The date')} {date.text} lies in the future"
        hint = "Correct it: a wrong year is the commonest mistake."
        yield Diagnostic(code="W603", message=message, path=article.path, line=line, column=column, hint=hint)


def _heavy_images(archive: Archive, files: ContentFiles) -> Iterator[Diagnostic]:
    """W406 for images that are far larger than pages show them; the archive keeps every version of them."""
    for image in archive.media:
        size, side = files.states[image.path].size, max(image.facts.width, image.facts.height)
        if image.facts.problem or (size <= _MAX_BYTES and side <= _MAX_SIDE):
            continue
        pixels = f" and {image.facts.width} × {image.facts.height} pixels" if side else ""
        message = f"The image has {size / 1e6:.1f} MB{pixels}: far more than pages show"
        hint = "Save it anew, 2,000 pixels wide, as JPEG or WebP with a quality of 85."
        yield Diagnostic(code="W406", message=message, path=image.path, hint=hint)
