"""What differs between the content and an older state of it that Git knows."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from pathlib import Path
from typing import Literal

import msgspec

from sitegen.diagnostics import ProblemsError
from sitegen.git import ChangeKind, FileChange, GitError, Repository
from sitegen.model import TERM_KINDS, TermKind
from sitegen.read.discover import MAX_REGISTER_BYTES, MAX_TEXT_BYTES, read_bytes
from sitegen.read.frontmatter import read_front_matter
from sitegen.read.registers import REGISTER_PATHS
from sitegen.read.text import decode
from sitegen.read.yaml12 import Value, load_mapping

# Documents that are read and compared; of more, only the files are named.
MAX_DOCUMENTS = 200
_CONTENT = "content"
# Signs that a page cannot hold, or that turn the direction of what follows: text from Git was never checked.
_UNSAFE = re.compile(
    r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]"
)

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

    problem: why nobody can tell, a sentence without its full stop; else empty
    base: name of the commit that was compared with
    """

    problem: str = ""
    base: str = ""
    documents: tuple[DocumentChange, ...] = ()
    entries: tuple[EntryChange, ...] = ()
    others: tuple[OtherChange, ...] = ()


def read_changes(root: Path, revision: str) -> ContentChanges:
    """What differs in `content/` from the commit at which the checkout and a revision parted."""
    repository = Repository(root)
    try:
        base = repository.merge_base(revision)
        return _content_changes(base, repository.changes(base, _CONTENT), _States(root, repository, base))
    except GitError as error:
        return ContentChanges(problem=str(error))


def _content_changes(base: str, changes: Sequence[FileChange], states: _States) -> ContentChanges:
    documents = [change for change in changes if _document_kind(change.path)]
    registers = {REGISTER_PATHS[kind]: kind for kind in TERM_KINDS}
    return ContentChanges(
        base=base,
        documents=tuple(
            _document(change, states if number < MAX_DOCUMENTS else None)
            for number, change in enumerate(documents)
        ),
        entries=tuple(
            entry
            for change in changes
            if change.path in registers
            for entry in _entries(registers[change.path], states.registers(change))
        ),
        others=tuple(
            OtherChange(path=_safe(change.path), kind=change.kind)
            for change in changes
            if not _document_kind(change.path) and change.path not in registers
        ),
    )


class _States:
    """What files held, and what they hold."""

    def __init__(self, root: Path, repository: Repository, base: str) -> None:
        self._root, self._repository, self._base = root, repository, base

    def document(self, change: FileChange) -> tuple[DocumentState | None, DocumentState | None]:
        """The states before and after; None where the file was not there, or is not."""
        before, after = self._data(change, MAX_TEXT_BYTES)
        return (
            None if before is None else _state(before, change.old_path),
            None if after is None else _state(after, change.path),
        )

    def registers(self, change: FileChange) -> tuple[Mapping[str, Value], Mapping[str, Value]]:
        """The entries of a register by id; none when the file is not there, or cannot be read."""
        before, after = self._data(change, MAX_REGISTER_BYTES)
        return _mapping(before or b"", change.path), _mapping(after or b"", change.path)

    def _data(self, change: FileChange, limit: int) -> tuple[bytes | None, bytes | None]:
        """Raises `GitError`."""
        before = after = None
        if change.kind != "added":
            before = self._repository.data(self._base, change.old_path, limit=limit)
        if change.kind != "removed":
            # What cannot be read is no document; the build tells what is wrong with it.
            with suppress(ProblemsError):
                after = read_bytes(self._root, change.path, limit=limit)
        return before, after


def _document_kind(path: str) -> DocumentKind | None:
    if not path.endswith(".md"):
        return None
    if path.startswith("content/articles/"):
        return "article"
    return "page" if path.startswith("content/pages/") else None


def _document(change: FileChange, states: _States | None) -> DocumentChange:
    before, after = states.document(change) if states else (None, None)
    return DocumentChange(
        path=_safe(change.path),
        kind=change.kind,
        old_path=_safe(change.old_path),
        document=_document_kind(change.path) or "page",
        before=before,
        after=after,
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


def _entries(
    register: TermKind, states: tuple[Mapping[str, Value], Mapping[str, Value]]
) -> Iterator[EntryChange]:
    before, after = states
    for key in sorted(before.keys() | after.keys()):
        if before.get(key) == after.get(key) and (key in before) == (key in after):
            continue
        kind = _kind(was_there=key in before, is_there=key in after)
        name = _name(after.get(key)) or _name(before.get(key)) or key
        yield EntryChange(register=register, kind=kind, id=_safe(key), name=_safe(name))


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
