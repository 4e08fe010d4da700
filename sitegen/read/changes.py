"""What differs between the content and an older state of it that Git knows."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Literal

import msgspec
from msgspec.structs import replace

from sitegen.diagnostics import ProblemsError
from sitegen.git_revision import Revision, RevisionError, changed_files, files_at, files_in, find_revision
from sitegen.model import TermKind
from sitegen.read.discover import MAX_REGISTER_BYTES, MAX_TEXT_BYTES, read_bytes
from sitegen.read.frontmatter import read_front_matter
from sitegen.read.registers import REGISTER_PATHS
from sitegen.read.text import decode
from sitegen.read.yaml12 import Value, load_mapping

# Documents that are read and compared; of more, only the files are named.
MAX_DOCUMENTS = 200
_FOLDER = "content/"
_REGISTERS = {path: kind for kind, path in REGISTER_PATHS.items()}
# Signs that a page cannot hold, or that turn the direction of what follows: text from Git was never checked.
_UNSAFE = re.compile(
    r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]"
)

ChangeKind = Literal["added", "edited", "removed"]
DocumentKind = Literal["article", "page"]


class DocumentState(msgspec.Struct, frozen=True, kw_only=True):
    """What a file held.

    fields: front matter as text, by key; lists joined with commas
    text: the body as it is written; the whole file when it has no front matter that can be read
    """

    fields: dict[str, str]
    text: str


class DocumentChange(msgspec.Struct, frozen=True, kw_only=True):
    """An article or a page that differs.

    path: its file
    old_path: where its file lay before; the same when it was not moved
    before, after: None for what was not there, or was not looked at
    """

    path: str
    kind: ChangeKind
    old_path: str
    document: DocumentKind
    before: DocumentState | None
    after: DocumentState | None


class EntryChange(msgspec.Struct, frozen=True, kw_only=True):
    """An entry of a register that differs."""

    register: TermKind
    kind: ChangeKind
    id: str
    name: str


class OtherChange(msgspec.Struct, frozen=True, kw_only=True):
    """Another file that differs: an image, site.yaml."""

    path: str
    kind: ChangeKind


class ContentChanges(msgspec.Struct, frozen=True, kw_only=True):
    """All that differs.

    problem: why nobody can tell, in whole sentences; else empty
    """

    problem: str = ""
    documents: tuple[DocumentChange, ...] = ()
    entries: tuple[EntryChange, ...] = ()
    others: tuple[OtherChange, ...] = ()


def read_changes(root: Path, name: str) -> ContentChanges:
    """What differs in `content/` from the commit at which this branch and that of a name parted."""
    try:
        changes = _file_changes(find_revision(root, name))
    except RevisionError as error:
        return ContentChanges(problem=_safe(str(error)))
    return ContentChanges(
        documents=tuple(_document(change) for change in changes if _document_kind(change.path)),
        entries=tuple(entry for change in changes if change.path in _REGISTERS for entry in _entries(change)),
        others=tuple(
            OtherChange(path=_safe(change.path), kind=change.kind)
            for change in changes
            if not _document_kind(change.path) and change.path not in _REGISTERS
        ),
    )


class _FileChange(msgspec.Struct, frozen=True, kw_only=True):
    """A file that differs.

    old_path: where it lay before; the same when it was not moved
    before, after: None for what was not there, is not there, or was not looked at
    """

    path: str
    kind: ChangeKind
    old_path: str
    before: bytes | None
    after: bytes | None


def _file_changes(revision: Revision) -> list[_FileChange]:
    """By path; a document that only moved is one change. Raises `RevisionError`."""
    paths = sorted(path for path in changed_files(revision) if path.startswith(_FOLDER))
    known = files_in(revision, _FOLDER)
    documents = [path for path in paths if _document_kind(path)]
    looked_at = {*documents[:MAX_DOCUMENTS], *(path for path in paths if path in _REGISTERS)}
    before = files_at(revision, sorted(looked_at & known))
    there = {path: (revision.root / path).is_file() for path in paths}
    return _with_moves(
        [
            _FileChange(
                path=path,
                kind=_kind(was_there=path in known, is_there=there[path]),
                old_path=path,
                before=before.get(path),
                after=_data(revision.root, path) if path in looked_at and there[path] else None,
            )
            for path in paths
        ]
    )


def _data(root: Path, path: str) -> bytes | None:
    """What a file holds; None where the build tells what is wrong with it."""
    try:
        return read_bytes(root, path, limit=MAX_REGISTER_BYTES if path in _REGISTERS else MAX_TEXT_BYTES)
    except ProblemsError:
        return None


def _with_moves(changes: list[_FileChange]) -> list[_FileChange]:
    """The same, with one change for a document that was removed here and added there with the same bytes."""
    gone = {c.before: c.path for c in changes if c.kind == "removed" and c.before}
    moved = {c.path: gone[c.after] for c in changes if c.kind == "added" and c.after in gone}
    sources = set(moved.values())
    return [
        replace(change, kind="edited", old_path=moved[change.path], before=change.after)
        if change.path in moved
        else change
        for change in changes
        if change.path not in sources
    ]


def _document_kind(path: str) -> DocumentKind | None:
    if not path.endswith(".md"):
        return None
    if path.startswith("content/articles/"):
        return "article"
    return "page" if path.startswith("content/pages/") else None


def _document(change: _FileChange) -> DocumentChange:
    return DocumentChange(
        path=_safe(change.path),
        kind=change.kind,
        old_path=_safe(change.old_path),
        document=_document_kind(change.path) or "page",
        before=None if change.before is None else _state(change.before, change.old_path),
        after=None if change.after is None else _state(change.after, change.path),
    )


def _state(data: bytes, path: str) -> DocumentState:
    try:
        file = read_front_matter(data, path=path)
    except ProblemsError:
        return DocumentState(fields={}, text=_safe(data.decode("utf-8", "replace")))
    fields = {_safe(key): _safe(_text(value)) for key, value in file.meta.value.items()}
    return DocumentState(fields=fields, text=_safe(file.body.strip()))


def _mapping(data: bytes, path: str) -> Mapping[str, Value]:
    try:
        return load_mapping(decode(data, path=path), path=path).value
    except ProblemsError:
        return {}


def _entries(change: _FileChange) -> Iterator[EntryChange]:
    """The entries of a register that differ; none when a version cannot be read."""
    before, after = (_mapping(data or b"", change.path) for data in (change.before, change.after))
    for key in sorted(before.keys() | after.keys()):
        if before.get(key) == after.get(key) and (key in before) == (key in after):
            continue
        kind = _kind(was_there=key in before, is_there=key in after)
        name = _name(after.get(key)) or _name(before.get(key)) or key
        yield EntryChange(register=_REGISTERS[change.path], kind=kind, id=_safe(key), name=_safe(name))


def _kind(*, was_there: bool, is_there: bool) -> ChangeKind:
    if was_there and is_there:
        return "edited"
    return "added" if is_there else "removed"


def _name(entry: Value) -> str:
    name = entry.get("name") if isinstance(entry, dict) else entry
    return name if isinstance(name, str) else ""


def _text(value: Value) -> str:
    """A value of front matter in one line."""
    if isinstance(value, list):
        return ", ".join(map(_text, value))
    if isinstance(value, dict):
        return "; ".join(f"{key}: {_text(item)}" for key, item in value.items())
    return value or ""


def _safe(text: str) -> str:
    return _UNSAFE.sub("\ufffd", text)
