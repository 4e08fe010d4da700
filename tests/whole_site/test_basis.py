"""Only views that may have changed are made; what a page was made of decides, and nothing else."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import msgspec
import pytest

from sitegen.model import Archive
from sitegen.read.archive import read_archive
from sitegen.read.store import Store
from sitegen.versions import digest_of
from tests.sites import Site, article

MakeSite = Callable[..., Site]

FIRST, SECOND = "content/articles/2022/02/first.md", "content/articles/2022/09/second.md"
SITE = f"""
-- content/pages/about.md --
---
title: About
---

See [the first article](../articles/2022/02/first.md).
-- {FIRST} --
{article("First", "2022-02-24", tags="[War]")}
-- {SECOND} --
{article("Second", "2022-09-10", tags="[War]")}
"""


def built(site: MakeSite, views: list[str]) -> Site:
    """A site that has been built."""
    archive = site(SITE)
    archive.build()
    views.clear()
    return archive


def edit_manifest(site: Site, change: Callable[[dict[str, list[Any]]], None]) -> None:
    """Changes the manifest's entries, by path: fingerprint, basis, digest, size, time.

    The next build looks at each of them, although nothing else has changed.
    """
    file = site.output / ".sitegen/manifest.json"
    manifest = msgspec.json.decode(file.read_bytes())
    change(manifest["files"])
    manifest["summary"]["sources"] = ""
    file.write_bytes(msgspec.json.encode(manifest))


def test_the_first_build_makes_every_view_once(site: MakeSite, views: list[str]) -> None:
    result = site(SITE).build()
    assert len(views) == len(set(views)) == result.pages == len(result.rendered)


def test_when_nothing_changed_no_view_is_made(site: MakeSite, views: list[str]) -> None:
    archive = built(site, views)
    assert archive.build().rendered == ()
    assert views == []


@pytest.mark.parametrize(
    ("path", "old", "url"),
    [(SECOND, "Some text.", "/articles/2022/09/second/"), ("content/pages/about.md", "See", "/about/")],
)
def test_after_an_edit_of_a_body_only_its_page_s_view_is_made(
    site: MakeSite, views: list[str], path: str, old: str, url: str
) -> None:
    archive = built(site, views)
    archive.replace(path, old, "Other text.")
    assert archive.build().rendered == (url,)
    assert views == [url]


def test_after_an_edit_of_front_matter_only_views_that_it_may_change_are_made(
    site: MakeSite, views: list[str]
) -> None:
    archive = built(site, views)
    archive.replace(SECOND, "title: Second", "title: Second\nsource_url: https://example.org/2")
    assert archive.build().rendered == ("/articles/2022/09/second/",)
    # Lists show nothing of an article's source; the front page and feeds are made of all that it says.
    assert {"/articles/2022/09/second/", "/", "/feed.xml"} <= set(views)
    assert not {"/articles/2022/02/first/", "/timeline/2022/09/", "/about/", "/tags/war/"} & set(views)
    views.clear()
    archive.build()
    assert views == []


@pytest.mark.parametrize("old", ["title: First", "slug: first"])
def test_a_page_is_rendered_again_when_what_it_links_to_moves(
    site: MakeSite, views: list[str], old: str
) -> None:
    archive = site(SITE.replace("title: First", "title: First\nslug: first"))
    archive.build()
    archive.replace(FIRST, old, f"{old}-of-all")
    archive.build()
    clean = archive.root / "clean"
    archive.build(output=clean, clean=True)
    assert archive.files() == archive.files(clean)


def test_an_edited_template_makes_only_the_views_of_its_pages(site: MakeSite, views: list[str]) -> None:
    archive = site(f"{SITE}-- themes/own/theme.yaml --\nname: own\nparent: default\n")
    archive.replace("content/site.yaml", "base_url", "theme: own\nbase_url")
    archive.build()
    views.clear()
    archive.write("themes/own/templates/month.html", "{{ page.total }}")
    archive.build()
    assert sorted(views) == ["/timeline/2022/02/", "/timeline/2022/09/"]


@pytest.mark.parametrize("url", ["/", "/tags/war/", "/articles/2022/09/second/", "/about/", "/robots.txt"])
def test_a_page_whose_file_was_deleted_is_rendered_and_no_other(
    site: MakeSite, views: list[str], url: str
) -> None:
    archive = built(site, views)
    before = archive.files()
    (archive.output / url.lstrip("/") / ("index.html" if url.endswith("/") else "")).unlink()
    assert archive.build().rendered == (url,)
    assert views == [url]
    assert archive.files() == before


def test_a_page_whose_file_was_changed_is_rendered_and_no_other(site: MakeSite, views: list[str]) -> None:
    archive = built(site, views)
    before = archive.files()
    (archive.output / "about/index.html").write_text("not this")
    assert archive.build().rendered == ("/about/",)
    assert views == ["/about/"]
    assert archive.files() == before


def test_a_page_of_another_basis_is_looked_at_and_kept(site: MakeSite, views: list[str]) -> None:
    archive = built(site, views)

    def forge(files: dict[str, list[Any]]) -> None:
        files["about/index.html"][1] = "another"

    edit_manifest(archive, forge)
    result = archive.build()
    assert (result.rendered, result.changes.written) == ((), 0)
    assert views == ["/about/"]
    views.clear()
    archive.build()
    assert views == []


@pytest.mark.parametrize(
    "edit",
    [
        lambda s: s.replace("content/site.yaml", "Test Archive", "Other Archive"),
        lambda s: s.replace(FIRST, "title: First", "title: The first"),
        lambda s: s.replace("content/outlets.yaml", "The Courier", "The Courier\n  description: A paper"),
        lambda s: s.remove(FIRST),
    ],
    ids=["site", "article", "register", "deletion"],
)
def test_a_wrong_basis_does_not_survive_a_changed_plan(
    site: MakeSite, edit: Callable[[Site], object]
) -> None:
    """Entries that claim to be of the present plan, though the pages in place are of another."""
    archive = site(SITE)
    archive.replace("content/pages/about.md", "See [the first article](../articles/2022/02/first.md).", "")
    archive.build()
    home = archive.output / "index.html"
    home.write_text("forged")
    status = home.stat()

    def forge(files: dict[str, list[Any]]) -> None:
        basis = files["index.html"][1]
        files["index.html"] = ["wrong", basis, digest_of(b"forged"), status.st_size, status.st_mtime_ns]

    edit_manifest(archive, forge)
    archive.build()
    assert archive.page("/") == "forged"

    edit(archive)
    archive.build()

    clean = archive.root / "clean"
    archive.build(output=clean, clean=True)
    assert archive.files() == archive.files(clean)


# Bodies that are read when their pages are made.


def change_while_building(monkeypatch: pytest.MonkeyPatch, change: Callable[[], object]) -> None:
    """Changes the archive after it was read."""

    def read_and_change(*arguments: Any, **options: Any) -> Archive:
        archive = read_archive(*arguments, **options)
        change()
        return archive

    monkeypatch.setattr("sitegen.prepare.read_archive", read_and_change)


def test_a_file_that_changes_during_a_build_is_published_as_it_was_read(
    site: MakeSite, monkeypatch: pytest.MonkeyPatch
) -> None:
    archive = site(SITE)
    archive.build()
    before = archive.files()
    with monkeypatch.context() as patch:
        change_while_building(patch, lambda: archive.replace(SECOND, "Some text.", "Other text."))
        archive.build(output=archive.root / "second")
    assert archive.files(archive.root / "second") == before

    archive.build()
    assert "Other text." in archive.page("/articles/2022/09/second/")


def test_a_file_that_changes_during_a_build_without_a_store_stops_it(
    site: MakeSite, monkeypatch: pytest.MonkeyPatch
) -> None:
    archive = site(SITE)
    archive.build()
    before = archive.files()
    archive.replace("content/site.yaml", "Test Archive", "Other Archive")
    with monkeypatch.context() as patch:
        patch.setattr(Store, "bodies", lambda self, paths: {})
        change_while_building(patch, lambda: archive.replace(SECOND, "Some text.", "Other text."))
        (problem,) = archive.problems()
    assert (problem.code, problem.path) == ("E207", SECOND)
    assert archive.files() == before

    archive.build()
    assert "Other text." in archive.page("/articles/2022/09/second/")


def test_workers_say_too_that_a_file_has_changed(site: MakeSite, monkeypatch: pytest.MonkeyPatch) -> None:
    archive = site(SITE)
    monkeypatch.setattr("sitegen.produce._RENDERED", 5)

    def lose_and_change() -> None:
        (archive.root / ".sitegen/cache/archive.sqlite").write_text("damaged")
        archive.replace(SECOND, "Some text.", "Other text.")

    change_while_building(monkeypatch, lose_and_change)
    (problem,) = archive.problems(jobs=2)
    assert (problem.code, problem.path) == ("E207", SECOND)
    assert archive.files() == {}


def test_bodies_that_the_store_lost_are_read_again(site: MakeSite, monkeypatch: pytest.MonkeyPatch) -> None:
    archive = site(SITE)
    archive.build(search=True)
    monkeypatch.setattr(Store, "bodies", lambda self, paths: {})
    archive.build(search=True, output=archive.root / "second")
    assert archive.files(archive.root / "second") == archive.files()
