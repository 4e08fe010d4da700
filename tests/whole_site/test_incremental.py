"""Builds after edits: only what depends on the edit is rendered, and the result is that of a clean build."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from sitegen.build import build
from tests.images import described
from tests.sites import Site, article

MakeSite = Callable[..., Site]

ARCHIVE = f"""
-- content/tags.yaml --
war:
  name: War
peace:
  name: Peace
-- content/places.yaml --
ukraine:
  name: Ukraine
kupyansk:
  name: Kupyansk
  within: ukraine
-- content/pages/about.md --
---
title: About
---

See [the first article](../articles/2022/02/first.md).
-- content/articles/2022/02/first.md --
{article("First", "2022-02-24", tags="[War]", places="[Ukraine]")}
-- content/articles/2022/09/second.md --
{article("Second", "2022-09-10", tags="[War]", places="[Kupyansk]", aliases="[/old/second.html]")}
![A map](../../../media/map.png)
-- content/articles/1995/third.md --
{article("Third", "1995", tags="[Peace]")}
-- content/media/map.png --
640x480 teal
-- themes/own/theme.yaml --
name: own
parent: default
-- themes/other/theme.yaml --
name: other
parent: default
-- themes/other/templates/404.html --
not here
"""


def assert_equals_clean_build(site: Site, *, search: bool = False) -> None:
    clean = site.root / "clean"
    site.build(output=clean, clean=True, search=search)
    assert site.files() == site.files(clean)


def test_the_second_build_writes_nothing(site: MakeSite) -> None:
    archive = site(ARCHIVE)
    first = archive.build()
    assert first.changes.written == len(archive.files())
    before = {file: file.stat().st_mtime_ns for file in archive.output.rglob("*") if file.is_file()}

    second = archive.build()

    assert second.rendered == ()
    assert second.changes.written == second.changes.removed == 0
    assert {file: file.stat().st_mtime_ns for file in before if file.name != "lock"} == {
        file: time for file, time in before.items() if file.name != "lock"
    }


EDITS: dict[str, Callable[[Site], object]] = {
    "body": lambda s: s.replace("content/articles/2022/09/second.md", "Some text.", "Other text."),
    "title": lambda s: s.replace("content/articles/2022/09/second.md", "title: Second", "title: 2nd"),
    "date": lambda s: s.replace("content/articles/2022/09/second.md", "2022-09-10", "2022-09-11"),
    "tag": lambda s: s.replace("content/articles/2022/09/second.md", "tags: [War]", "tags: [Peace]"),
    "new tag": lambda s: s.replace("content/articles/2022/09/second.md", "[War]", "[War, Rivers]"),
    "register entry": lambda s: s.replace("content/tags.yaml", "name: War", "name: Wars\n  aliases: [War]"),
    "register tree": lambda s: s.replace("content/places.yaml", "  within: ukraine\n", ""),
    "template": lambda s: s.write("themes/own/templates/404.html", "nothing here"),
    "static file": lambda s: s.write("themes/own/static/site.js", "// nothing"),
    "theme": lambda s: s.replace("content/site.yaml", "base_url", "theme: other\nbase_url"),
    "title of the site": lambda s: s.replace("content/site.yaml", "Test Archive", "Other Archive"),
    "address of the site": lambda s: s.replace("content/site.yaml", ".org/", ".org/archive/"),
    "language": lambda s: s.replace("content/site.yaml", "base_url", "language: vi\nbase_url"),
    "deletion": lambda s: s.remove("content/articles/1995/third.md"),
    "rename": lambda s: (s.root / "content/articles/2022/09/second.md").replace(
        s.root / "content/articles/2022/09/renamed.md"
    ),
    "withdrawal": lambda s: s.replace(
        "content/articles/2022/02/first.md", "title", "status: withdrawn\nstatus_note: Wrong.\ntitle"
    ),
    "media": lambda s: s.write("content/media/map.png", described("800x600 red")),
    "media no longer used": lambda s: s.replace(
        "content/articles/2022/09/second.md", "![A map](../../../media/map.png)", ""
    ),
    "page": lambda s: s.replace("content/pages/about.md", "See", "Read"),
}


@pytest.mark.parametrize("edit", EDITS)
def test_after_an_edit_the_result_is_that_of_a_clean_build(site: MakeSite, edit: str) -> None:
    archive = site(ARCHIVE)
    if edit in ("template", "static file"):
        archive.replace("content/site.yaml", "base_url", "theme: own\nbase_url")
    archive.build()
    before = archive.files()

    EDITS[edit](archive)
    archive.build()

    assert archive.files() != before
    assert_equals_clean_build(archive)


@pytest.mark.parametrize("edit", ["title", "new tag", "withdrawal", "register entry", "deletion"])
def test_after_an_edit_the_search_index_is_that_of_a_clean_build(site: MakeSite, edit: str) -> None:
    archive = site(ARCHIVE)
    archive.replace("content/pages/about.md", "See [the first article](../articles/2022/02/first.md).", "")
    archive.build(search=True)
    EDITS[edit](archive)
    archive.build(search=True)
    assert_equals_clean_build(archive, search=True)


def test_an_edited_body_renders_its_article_and_no_list(site: MakeSite) -> None:
    archive = site(ARCHIVE)
    archive.build()
    archive.replace("content/articles/2022/09/second.md", "Some text.", "Some text, and more.")
    assert archive.build().rendered == ("/articles/2022/09/second/",)


def test_an_edited_summary_renders_the_lists_that_show_it(site: MakeSite) -> None:
    archive = site(ARCHIVE)
    archive.build()
    archive.replace("content/articles/1995/third.md", "title: Third", "title: Third\nsummary: Short.")
    assert archive.build().rendered == (
        "/",
        "/articles/1995/third/",
        "/articles/2022/02/first/",
        "/feed.xml",
        "/outlets/courier/",
        "/outlets/courier/feed.xml",
        "/tags/peace/",
        "/tags/peace/feed.xml",
        "/timeline/1995/",
    )


def test_an_edited_template_renders_only_the_pages_that_use_it(site: MakeSite) -> None:
    archive = site(ARCHIVE)
    archive.replace("content/site.yaml", "base_url", "theme: own\nbase_url")
    archive.build()
    archive.write("themes/own/templates/month.html", "{{ page.total }}")
    assert archive.build().rendered == ("/timeline/2022/02/", "/timeline/2022/09/")


def test_a_newer_article_leaves_full_pages_as_they_are(site: MakeSite) -> None:
    archive = site()
    archive.write("content/site.yaml", "title: T\nbase_url: https://example.org/\npage_size: 5\n")
    for day in range(1, 21):
        archive.write(f"content/articles/2020/01/n{day:02}.md", article(f"N{day}", f"2020-01-{day:02}"))
    archive.build()
    pages = {path: data for path, data in archive.files().items() if path.startswith("outlets/courier/page/")}
    assert sorted(pages) == [f"outlets/courier/page/{number}/index.html" for number in (1, 2, 3)]

    archive.write("content/articles/2020/02/new.md", article("New", "2020-02-01"))
    rendered = archive.build().rendered

    assert not [url for url in rendered if "/page/" in url]
    assert pages.items() <= archive.files().items()


def test_one_worker_and_four_give_the_same_bytes(site: MakeSite) -> None:
    archive = site(ARCHIVE)
    for day in range(1, 29):
        archive.write(f"content/articles/2001/02/d{day:02}.md", article(f"Day {day}", f"2001-02-{day:02}"))
    archive.build(jobs=1)
    many = archive.root / "many"
    archive.build(jobs=4, output=many, clean=True)
    assert archive.files() == archive.files(many)


def test_output_is_the_same_from_another_folder_and_time_zone(site: MakeSite, tmp_path: Path) -> None:
    archive = site(ARCHIVE)
    archive.build()
    elsewhere = tmp_path / "else where"
    (archive.root / "content").rename(elsewhere)
    moved = Site(tmp_path / "moved")
    moved.root.mkdir()
    elsewhere.rename(moved.root / "content")
    environment = {**os.environ, "TZ": "Pacific/Kiritimati", "LC_ALL": "C", "PYTHONHASHSEED": "7"}
    command = [sys.executable, "-m", "sitegen", "build", "--no-search", "--output", "site"]
    subprocess.run(command, cwd=moved.root, env=environment, check=True, capture_output=True)
    assert archive.files() == moved.files(moved.root / "site")


def test_the_search_index_is_built_anew_only_when_articles_change(site: MakeSite) -> None:
    archive = site(ARCHIVE)
    assert archive.build(search=True).indexed == 3
    assert archive.build(search=True).indexed == 0
    archive.replace("content/pages/about.md", "See", "Read")
    assert archive.build(search=True).indexed == 0
    archive.replace("content/articles/2022/09/second.md", "Some text.", "Other text.")
    assert archive.build(search=True).indexed == 3
    clean = archive.root / "clean"
    archive.build(search=True, output=clean, clean=True)
    assert archive.files() == archive.files(clean)


def test_deleting_the_caches_loses_nothing(site: MakeSite) -> None:
    archive = site(ARCHIVE)
    archive.build()
    before = archive.files()
    for file in (archive.root / ".sitegen").rglob("*.sqlite"):
        file.write_bytes(b"damaged")
    archive.remove("content/articles/1995/third.md")
    archive.write("content/articles/1995/third.md", article("Third", "1995", tags="[Peace]"))
    build(archive.request())
    assert archive.files() == before


def test_an_edited_fragment_renders_the_pages_that_show_it(site: MakeSite) -> None:
    archive = site(ARCHIVE)
    archive.replace("content/site.yaml", "base_url", "theme: own\nbase_url")
    archive.build()
    archive.write("themes/own/templates/card.html", "<p>{{ card.title }}!</p>")
    rendered = archive.build().rendered
    assert "/tags/war/" in rendered
    assert "/about/" not in rendered
    assert "<p>First!</p>" in archive.page("/tags/war/")
