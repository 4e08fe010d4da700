"""content/site.yaml becomes a `SiteConfig`."""

from __future__ import annotations

import shlex
from pathlib import Path
from typing import TYPE_CHECKING

from sitegen.brand import Brand
from sitegen.config import NavigationLink, SiteConfig
from sitegen.diagnostics import Diagnostic, ProblemsError
from sitegen.read.discover import MAX_TEXT_BYTES, read_bytes
from sitegen.read.store import Store, remembered
from sitegen.read.text import decode
from sitegen.tiles import TileServer, credit_of

if TYPE_CHECKING:
    from sitegen.read.schema import BrandMeta, MapMeta

CONFIG_PATH = "content/site.yaml"


def read_site_config(root: Path, store: Store | None = None) -> SiteConfig:
    """The site's configuration.

    Raises `ProblemsError`, with code E501 when there is none.
    """
    if not (root / CONFIG_PATH).exists():
        above = next((folder for folder in root.parents if (folder / CONFIG_PATH).is_file()), None)
        hint = "Run sitegen in the archive's folder, or make a new archive with `sitegen init DIR`."
        if above:
            hint = f"The archive is further up. Go there, and try again: cd {shlex.quote(str(above))}"
        message = f"There is no archive in {root}: {CONFIG_PATH} is missing"
        raise ProblemsError([Diagnostic(code="E501", message=message, hint=hint)])
    data = read_bytes(root, CONFIG_PATH, limit=MAX_TEXT_BYTES)
    return remembered(store, CONFIG_PATH, data, SiteConfig, lambda: parse_site_config(data))


def parse_site_config(data: bytes) -> SiteConfig:
    """The configuration that the bytes of a site.yaml hold. Raises `ProblemsError`."""
    from sitegen.read.editor_schema import editor_of
    from sitegen.read.rule_settings import rule_settings
    from sitegen.read.schema import SiteMeta
    from sitegen.read.validate import validated
    from sitegen.read.yaml12 import load_mapping

    document = load_mapping(decode(data, path=CONFIG_PATH), path=CONFIG_PATH)
    meta = validated(document, SiteMeta, path=CONFIG_PATH)
    return SiteConfig(
        title=meta.title,
        base_url=meta.base_url,
        description=meta.description,
        notice=meta.notice,
        language=meta.language,
        theme=meta.theme,
        navigation=tuple(
            NavigationLink(
                title=link.title, url=link.url, line=document.position(("navigation", number, "url"))[0]
            )
            for number, link in enumerate(meta.navigation)
        ),
        page_size=meta.page_size,
        feed_size=meta.feed_size,
        search=meta.search,
        edit_url=meta.edit_url,
        tiles=_tiles(meta.map) if meta.map else None,
        editor=editor_of(meta.editor, meta.edit_url) if meta.editor else None,
        brand=_brand(meta.brand, document.position(("brand", "logo"))[0]) if meta.brand else Brand(),
        rules=rule_settings(meta.rules, document, path=CONFIG_PATH),
    )


def _brand(meta: BrandMeta, line: int) -> Brand:
    return Brand(
        colour=meta.colour,
        dark_colour=meta.dark_colour,
        text_font=meta.text_font,
        interface_font=meta.interface_font,
        logo=f"content/{meta.logo}" if meta.logo else "",
        line=line,
    )


def _tiles(meta: MapMeta) -> TileServer:
    return TileServer(template=meta.tiles, attribution=credit_of(meta.attribution), max_zoom=meta.max_zoom)
