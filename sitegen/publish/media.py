"""The archive's images: read again only when their size or times have changed."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cached_property
from pathlib import Path

from sitegen.model import MediaFile
from sitegen.read.discover import MAX_MEDIA_BYTES, file_state, read_bytes
from sitegen.read.store import SeenFile, Store, StoreUpdate
from sitegen.versions import digest_of


class MediaDigests:
    """Digests of images. Size and times only spare reading: the digest decides."""

    def __init__(self, root: Path, store: Store) -> None:
        self._root = root
        self._store = store
        self._update = StoreUpdate()

    @cached_property
    def _seen(self) -> Mapping[str, SeenFile]:
        return self._store.files()

    def of(self, media: MediaFile) -> str:
        """The digest of an image's bytes.

        Raises `ProblemsError` when it cannot be read.
        """
        try:
            state = file_state((self._root / media.path).lstat())
        except OSError:
            return digest_of(self.read(media))
        seen = self._seen.get(media.path)
        if seen and seen.is_untouched(state):
            return seen.key
        digest = digest_of(self.read(media))
        self._update.files[media.path] = (state, digest)
        return digest

    def read(self, media: MediaFile) -> bytes:
        """An image's bytes; raises as `of`."""
        return read_bytes(self._root, media.path, limit=MAX_MEDIA_BYTES)

    def remember(self) -> None:
        """Keeps the digests that were asked for."""
        self._store.update(self._update)
