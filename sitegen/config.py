"""The site's configuration as a value. `sitegen.read.schema` checks `content/site.yaml` against it."""

from __future__ import annotations

import re
from collections.abc import Mapping
from urllib.parse import quote, urlsplit

import msgspec

from sitegen.brand import Brand
from sitegen.diagnostics import Setting
from sitegen.editor import Editor
from sitegen.forge import ProposedChange
from sitegen.tiles import TileServer


class NavigationLink(msgspec.Struct, frozen=True, kw_only=True):
    """An entry of the main menu.

    url: a path of the site or an absolute URL
    line: where it stands in site.yaml
    """

    title: str
    url: str
    line: int = 0


class Preview(msgspec.Struct, frozen=True, kw_only=True):
    """A build that shows a proposed change, and not the site that readers see.

    change: where the change is discussed; None when nobody said
    compare: the Git revision from which a page lists what changed; empty makes no such page
    """

    change: ProposedChange | None = None
    compare: str = ""


class SiteConfig(msgspec.Struct, frozen=True, kw_only=True):
    """What `content/site.yaml` says. docs/content-model.md explains each key.

    base_url: where the site will lie, absolute, ending in a slash
    navigation: the main menu; empty means the built-in one
    page_size: articles on a page of a list
    feed_size: entries in a feed
    edit_url: where a file of the archive is edited, with `{path}` in the place of its path; may be empty
    brand: the archive's own colour, fonts and logo
    rules: how severe the archive takes a rule, by code; others are as `sitegen.diagnostics` has them
    editor: the web editor at /admin/; None for none
    tiles: where maps take images from when a reader asks to move them; None when they stand still
    preview: of this build, of which site.yaml says nothing; None for the site that readers see
    """

    title: str
    base_url: str
    description: str = ""
    notice: str = ""
    language: str = "en"
    theme: str = "default"
    navigation: tuple[NavigationLink, ...] = ()
    page_size: int = 50
    feed_size: int = 20
    search: bool = True
    edit_url: str = ""
    tiles: TileServer | None = None
    editor: Editor | None = None
    brand: Brand = msgspec.field(default_factory=Brand)
    rules: Mapping[str, Setting] = msgspec.field(default_factory=dict)
    preview: Preview | None = None

    @property
    def base_path(self) -> str:
        """Path of the base URL, with a slash at both ends."""
        return urlsplit(self.base_url).path or "/"


def normal_base_url(url: str) -> str:
    """A base URL in the one form that the code uses: with a slash at its end.

    Raises `ValueError` whose message goes on after the URL.
    """
    parts = urlsplit(url.strip())
    if parts.scheme not in ("http", "https") or not parts.hostname:
        raise ValueError("is not a web address that begins with https:// or http://")
    if "@" in parts.netloc:
        raise ValueError("may hold no name and no password: every page would show them")
    if not parts.path.isascii():
        raise ValueError(f"may hold a–z and digits only; write its path percent-encoded: {quote(parts.path)}")
    if parts.query or parts.fragment or not re.fullmatch(r"[\w/.~:%@\[\]-]+", url.strip().split("://")[1]):
        raise ValueError("may hold letters, digits and / . - _ ~ only")
    return url.strip().rstrip("/") + "/"
