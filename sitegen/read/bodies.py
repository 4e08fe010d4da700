"""The bodies of documents, read when they are needed: all of an archive's would fill the memory."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path

import msgspec

from sitegen.diagnostics import Diagnostic, ProblemsError
from sitegen.model import Body
from sitegen.read.discover import MAX_TEXT_BYTES, read_bytes
from sitegen.read.parse import parse_document
from sitegen.read.store import Store
from sitegen.versions import code_digest


class Bodies(Mapping[str, Body]):
    """Bodies by path: from the store, or from the file itself where the store has lost or changed them.

    root: the archive's folder
    language: of texts whose front matter names none
    """

    def __init__(self, root: Path, store: Store, language: str) -> None:
        self._root = root
        self._store = store
        self._language = language
        self._loaded: dict[str, Body] = {}

    def origin(self) -> tuple[str, str, str]:
        """Folder, store and language, by which another process makes the same; see `reopen_bodies`."""
        return str(self._root), str(self._store.file), self._language

    def load(self, digests: Mapping[str, str]) -> None:
        """Makes the bodies of some documents ready, in the place of those before.

        digests: of each body, by path

        Raises `ProblemsError` with code E207 when a file has changed since it was read.
        """
        stored = self._store.bodies(list(digests))
        self._loaded = {
            path: self._stored(stored.get(path), digest) or self._parsed(path, digest)
            for path, digest in digests.items()
        }

    def _stored(self, value: bytes | None, digest: str) -> Body | None:
        try:
            body = msgspec.msgpack.decode(value or b"", type=Body)
        except (msgspec.DecodeError, UnicodeDecodeError):
            return None
        return body if body.digest == digest else None

    def _parsed(self, path: str, digest: str) -> Body:
        data = read_bytes(self._root, path, limit=MAX_TEXT_BYTES)
        _, body = parse_document(path, data, self._language)
        if body.digest != digest:
            message, hint = "The file was changed while the site was being built", "Build again."
            raise ProblemsError([Diagnostic(code="E207", message=message, path=path, hint=hint)])
        return body

    def __getitem__(self, path: str) -> Body:
        return self._loaded[path]

    def __iter__(self) -> Iterator[str]:
        return iter(self._loaded)

    def __len__(self) -> int:
        return len(self._loaded)


def reopen_bodies(origin: tuple[str, str, str]) -> Bodies:
    """The bodies of which another process said the origin."""
    root, store, language = origin
    return Bodies(Path(root), Store(Path(store), code_digest()), language)
