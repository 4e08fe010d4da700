"""The archives of the audit, and where their links lead."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.audit.archives import ARCHIVES
from tests.audit.kinds import KINDS
from tests.audit.reach import broken_links, check_reach, pages_of_sitemap, reached, read_page, read_pages
from tests.audit.served import Served
from tests.sites import Site, article


@pytest.mark.parametrize("name", KINDS)
def test_each_kind_of_page_is_there_and_every_page_is_reached(name: str, tmp_path: Path) -> None:
    ARCHIVES[name](tmp_path)
    site = Site(tmp_path)
    site.build()
    for kind in KINDS[name]:
        path = kind.address.partition("?")[0].partition("#")[0]
        # Without search, which takes long and is not what this test is about.
        if path != "/search/" and kind.name != "404":
            assert site.page(path), path
    checks = list(check_reach([Served(name=name, folder=site.output, url="")]))
    assert [finding for check in checks for finding in check.findings] == []


def test_links_of_a_page_are_paths_with_fragments() -> None:
    page = read_page(
        '<a href="../b/?q=1#top">b</a><a href="#here" id="here">c</a>'
        '<a href="https://elsewhere.example/d/">d</a><a href="mailto:a@b.example">e</a>',
        "/tags/a/",
    )
    assert page.targets == {("/tags/b/", "top"), ("/tags/a/", "here")}
    assert page.ids == {"here"}


def test_a_page_that_no_list_links_is_not_reached(tmp_path: Path) -> None:
    for path, text in {"": '<a href="/a/">', "a/": '<a href="/">', "lost/": '<a href="/a/">'}.items():
        (tmp_path / path).mkdir(exist_ok=True)
        (tmp_path / path / "index.html").write_text(text)
    assert reached(read_pages(tmp_path)) == {"/", "/a/"}


def test_links_to_files_pages_and_parts_that_are_not_there_are_broken(tmp_path: Path) -> None:
    (tmp_path / "feed.xml").touch()
    (tmp_path / "index.html").write_text(
        '<p id="a"></p><a href="/feed.xml"></a><a href="#a"></a><a href="#b"></a><a href="/c/"></a>'
    )
    assert list(broken_links(tmp_path, read_pages(tmp_path))) == [("/", "/#b"), ("/", "/c/")]


def test_the_sitemap_names_what_must_be_reached(site: Callable[..., Site]) -> None:
    archive = site(f"-- content/articles/2025/hoi-an.md --\n{article('Hội An')}")
    archive.build()
    assert {"/", "/articles/2025/hoi-an/", "/timeline/2025/11/"} <= pages_of_sitemap(archive.output)
