"""The archive that docs/content-model.md shows, as a folder."""

from __future__ import annotations

from pathlib import Path

from tests.docs.documents import document
from tests.sites import Site, make_site

ARTICLE_PATH = "content/articles/2025/11/floods-in-hoi-an.md"


def make_documented_archive(root: Path) -> Site:
    model = document("docs/content-model.md")
    site = make_site(root)
    for kind in ("tags", "places", "outlets", "site"):
        site.write(f"content/{kind}.yaml", model.block(f"yaml {kind}"))
    site.write("content/pages/about.md", model.block("markdown page"))
    site.write(ARTICLE_PATH, model.block("markdown article"))
    return site
