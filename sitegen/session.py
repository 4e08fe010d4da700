"""One archive that is built, once or again and again, and what is remembered in between."""

from __future__ import annotations

import tempfile
from collections.abc import Collection, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from sitegen.memory import Memory
from sitegen.read.bodies import Bodies
from sitegen.read.discover import ContentFiles, find_content, look_again
from sitegen.read.media import MediaReader
from sitegen.read.parse import DocumentReader
from sitegen.read.store import Store
from sitegen.read.theme import Theme, read_theme
from sitegen.versions import code_digest

if TYPE_CHECKING:
    from sitegen.last_build import LastBuild

_STORE = "archive.sqlite"


class Session:
    """What the builds of one archive share.

    root: the archive's folder
    store: on disk, from one process to the next; by default that in the archive's folder
    memory: in this process, from one build to the next
    last: the last build that ended well
    """

    def __init__(self, root: Path, store: Store | None = None) -> None:
        self.root = root
        self.store = store or Store(root / ".sitegen" / "cache" / _STORE, code_digest())
        self.memory = Memory()
        self.last: LastBuild | None = None
        self._files: ContentFiles | None = None
        self._theme: tuple[tuple[str, str], Theme] | None = None

    def content_files(self, touched: Collection[str] | None = None) -> ContentFiles:
        """The files under `content/`.

        touched: paths of all that may have changed since the last look; None when nobody knows
        """
        known = self._files
        again = None if known is None or touched is None else look_again(self.root, known, touched)
        self._files = again or find_content(self.root)
        return self._files

    def theme(self, name: str, language: str, touched: Collection[str] | None = None) -> Theme:
        """The theme with its parents. Parameters and errors as for `read_theme`.

        touched: as for `content_files`
        """
        known, wanted = self._theme, (name, language)
        is_certain = touched is not None and all(path.startswith("content/") for path in touched)
        if known is None or known[0] != wanted or not is_certain:
            known = self._theme = (wanted, read_theme(self.root, name, language, self.store))
        return known[1]

    def reader(self, language: str) -> DocumentReader:
        """The reader of documents whose language, unless they name one, is this one."""
        return self.memory.recall(
            "reader", (language,), lambda: DocumentReader(self.root, self.store, language)
        )

    @property
    def images(self) -> Path:
        """The folder of pictures that were made, for the builds to come."""
        return self.store.file.parent / "images"

    def media(self) -> MediaReader:
        """The reader of images."""
        return self.memory.recall("media", (), lambda: MediaReader(self.root, self.store))

    def bodies(self, language: str) -> Bodies:
        """The bodies of those documents: always the same object, because plans and renderers hold it."""
        return self.memory.recall(f"bodies {language}", (), lambda: Bodies(self.root, self.store, language))


@contextmanager
def open_session(root: Path, *, clean: bool, scratch: Path | None = None) -> Iterator[Session]:
    """A session; `clean` takes nothing from earlier processes, and leaves nothing behind.

    scratch: for temporary files that all workers see; None means the system's folder for them
    """
    if not clean:
        yield Session(root)
        return
    with tempfile.TemporaryDirectory(prefix="sitegen-store-", dir=scratch) as folder:
        yield Session(root, Store(Path(folder, _STORE), code_digest()))
