"""The whole of content/ as one archive."""

from __future__ import annotations

import os

import pytest

from sitegen.config import SiteConfig
from sitegen.executors import open_workers
from sitegen.memory import Memory
from sitegen.read.archive import read_archive
from sitegen.read.discover import find_content
from sitegen.read.media import MediaReader
from sitegen.read.parse import DocumentReader
from sitegen.read.store import Store
from tests.sites import article

CONFIG = SiteConfig(title="T", base_url="https://example.org/")


@pytest.fixture
def read(site, tmp_path):
    """Reads the archive that a text of `-- path --` blocks describes."""

    def run(text, *, drafts=False, edit=lambda root: None):
        made = site(text)
        edit(made.root)
        with open_workers(1) as workers:
            store = Store(tmp_path / "archive.sqlite", "code")
            return read_archive(
                made.root,
                CONFIG,
                find_content(made.root),
                drafts=drafts,
                reader=DocumentReader(made.root, store, CONFIG.language),
                media=MediaReader(made.root, store),
                store=store,
                workers=workers,
                memory=Memory(),
            )

    return run


def block(name: str, **front_matter: str) -> str:
    return f"-- content/articles/2025/11/{name}.md --\n{article(**front_matter)}"


def test_articles_come_oldest_first_then_by_path(read):
    archive = read(
        block("d", date="2025-11-21")
        + block("c", date="2025-11-21T08:00")
        + block("b", date="2025-11")
        + block("a", date="2025-11-21")
    )

    assert [found.path[-4:-3] for found in archive.articles] == ["b", "a", "d", "c"]
    assert archive.diagnostics == ()


def test_drafts_are_left_out_unless_asked_for(read):
    text = block("a", draft="true") + "-- content/pages/b.md --\n---\ntitle: B\ndraft: true\n---\n"

    assert read(text).articles == read(text).pages == ()
    assert len(read(text, drafts=True).articles) == len(read(text, drafts=True).pages) == 1


def test_a_draft_that_is_left_out_gives_no_term_its_spelling(read):
    text = block("a", draft="true", tags="[WAR]") + block("b", tags="[war]")

    assert read(text).terms["tag"]["war"].name == "war"
    assert [d.path[-4:] for d in read(text).diagnostics] == ["b.md"]
    assert read(text, drafts=True).terms["tag"]["war"].name == "WAR"
    assert [d.path[-4:] for d in read(text, drafts=True).diagnostics] == ["a.md", "b.md"]


def test_an_article_whose_outlet_has_no_id_is_left_out(read):
    archive = read(block("a", outlet="'!!!'") + block("b"))

    assert [found.slug for found in archive.articles] == ["b"]
    assert [(d.code, d.path[-4:]) for d in archive.diagnostics] == [("E109", "a.md")]


def test_pages_come_in_menu_order(read):
    page = "-- content/pages/{0}.md --\n---\ntitle: {0}\norder: {1}\n---\n"
    archive = read(page.format("a", 2) + page.format("c", 1) + page.format("b", 1))

    assert [found.route for found in archive.pages] == ["b", "c", "a"]


def test_files_with_errors_are_left_out_and_all_problems_reported_in_order(read):
    archive = read(
        block("b", date="2025-13")
        + block("a", outlet="The Curier")
        + "-- content/tags.yaml --\nwar:\n  name: War\n  broader: x\n"
        + "-- content/media/x.svg --\n<svg/>\n"
        + "-- content/pages/tags.md --\n---\ntitle: x\n---\n"
    )

    assert [found.slug for found in archive.articles] == ["a"]
    assert [(d.code, d.path.removeprefix("content/")) for d in archive.diagnostics] == [
        ("W202", "articles/2025/11/a.md"),
        ("E108", "articles/2025/11/b.md"),
        ("E206", "media/x.svg"),
        ("E205", "pages/tags.md"),
        ("E302", "tags.yaml"),
    ]


def test_an_image_that_is_too_large_is_no_media(read):
    def enlarge(root):
        os.truncate(root / "content/media/a.png", 26 * 1024 * 1024)

    archive = read("-- content/media/a.png --\n9x9\n-- content/media/b.png --\n9x9\n", edit=enlarge)

    assert [media.path for media in archive.media] == ["content/media/b.png"]
    assert [(d.code, d.path) for d in archive.diagnostics] == [("E202", "content/media/a.png")]


def test_names_are_resolved_to_terms(read):
    archive = read(block("a", tags="[War]") + "-- content/tags.yaml --\nwar-1:\n  name: War\n")

    assert (archive.articles[0].outlet, archive.articles[0].tags) == ("courier", ("war-1",))
    assert archive.terms["outlet"]["courier"].name == "The Courier"
