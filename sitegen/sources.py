"""What a site is made of, found and not yet read: enough to see that nothing has changed.

Little is imported here, because a build in which nothing changed should be done at once.
"""

from __future__ import annotations

from collections.abc import Collection
from typing import TYPE_CHECKING

import msgspec

from sitegen.config import Preview, SiteConfig
from sitegen.read.discover import ContentFiles
from sitegen.read.editor.files import setup_script
from sitegen.read.registers import REGISTER_PATHS
from sitegen.read.theme import Theme
from sitegen.session import Session
from sitegen.versions import code_digest, digest_of

if TYPE_CHECKING:
    from sitegen.read.changes import ContentChanges


class Sources(msgspec.Struct, frozen=True, kw_only=True):
    """What a site is made of, found and not yet read.

    config: as site.yaml says
    theme: with its parents
    files: the files under `content/`
    changes: what differs from an older state; None when nobody asked
    """

    config: SiteConfig
    theme: Theme
    files: ContentFiles
    changes: ContentChanges | None = None


def find_sources(
    session: Session,
    config: SiteConfig,
    preview: Preview | None = None,
    touched: Collection[str] | None = None,
) -> Sources:
    """What there is.

    preview: names the Git revision to find changes from
    touched: paths of all that may have changed since the last look; None when nobody knows

    Raises `ProblemsError` when the theme cannot be used.
    """
    return Sources(
        config=config,
        theme=session.theme(config.theme, config.language, touched),
        files=session.content_files(touched),
        changes=_changes(session, preview),
    )


def _changes(session: Session, preview: Preview | None) -> ContentChanges | None:
    if not preview or not preview.compare:
        return None
    from sitegen.read.changes import read_changes

    return read_changes(session.root, preview.compare)


def sources_digest(sources: Sources, session: Session, options: tuple[object, ...]) -> str:
    """Digest of all that a build depends on, as far as it has been read; see `sources_are_read`.

    options: what the command line says
    """
    files, root = sources.files, session.root
    registers = [root / path for path in REGISTER_PATHS.values()]
    media = [(path, *files.states[path]) for path in files.media]
    return digest_of(
        code_digest().encode(),
        session.reader(sources.config.language).digest(files).encode(),
        *(file.read_bytes() if file.is_file() else b"" for file in registers),
        msgspec.msgpack.encode((options, sources.config, media, files.diagnostics, sources.changes)),
        msgspec.msgpack.encode((sources.theme.templates, sources.theme.static, sources.theme.diagnostics)),
        sources.theme.basemap,
        setup_script() if sources.config.editor else b"",
        msgspec.msgpack.encode(dict(sources.theme.messages.texts), order="sorted"),
    )


def sources_are_read(sources: Sources, session: Session) -> bool:
    """True when all documents are known from an earlier build, untouched since."""
    return session.reader(sources.config.language).is_up_to_date(sources.files)
