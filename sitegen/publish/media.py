"""The archive's images: read again only when their size or time has changed."""

from __future__ import annotations

from pathlib import Path

from sitegen.model import MediaFile
from sitegen.read.cache import Cache
from sitegen.read.discover import MAX_MEDIA_BYTES, read_bytes
from sitegen.versions import digest_of


class MediaDigests:
    """Digests of images. (size, time of modification) only spares reading: the digest decides."""

    def __init__(self, root: Path, cache_folder: Path | None) -> None:
        """`cache_folder` remembers digests; None remembers nothing."""
        self._root = root
        self._cache = Cache(cache_folder / "media.sqlite" if cache_folder else None)
        self._known: dict[str, bytes] = {}
        self._added: dict[str, bytes] = {}

    def of(self, media: MediaFile) -> str:
        """The digest of an image's bytes.

        Raises `ProblemsError` when it cannot be read.
        """
        try:
            status = media.file.stat()
        except OSError:
            return digest_of(self.read(media))
        key = f"{media.path}|{status.st_size}|{status.st_mtime_ns}"
        found = self._cache.get([key])
        if key in found:
            self._known.update(found)
            return found[key].decode("ascii", errors="replace")
        digest = digest_of(self.read(media))
        self._added[key] = digest.encode()
        return digest

    def read(self, media: MediaFile) -> bytes:
        """An image's bytes; raises as `of`."""
        return read_bytes(self._root, media.path, limit=MAX_MEDIA_BYTES)

    def remember(self) -> None:
        """Keeps the digests that were asked for, and forgets all others."""
        self._cache.replace(self._added, self._known)
