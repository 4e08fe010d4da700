"""A host checks the archive out anew, and puts back what the last build left: only the change costs."""

from __future__ import annotations

import os
import shutil
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from sitegen.publish.staging import Staging
from sitegen.read import bodies, parse
from tests.images import described
from tests.sites import Site, article

MakeSite = Callable[..., Site]

EDITED = "content/articles/2024/07/article-7.md"
RESTORED = (".sitegen/cache", "public")


def built_archive(make: MakeSite) -> Site:
    archive = make()
    for index in range(1, 13):
        text = article(
            f"Article {index}",
            f"2024-{index:02}-01",
            "Some text. ![A map](../../../media/map.png)",
            tags="[War]",
        )
        archive.write(f"content/articles/2024/{index:02}/article-{index}.md", text)
    archive.write("content/pages/about.md", "---\ntitle: About\n---\n\nText.\n")
    archive.write("content/media/map.png", described("640x480 teal"))
    archive.build(search=True)
    return archive


def copy_with_new_times(source: Path, target: Path) -> None:
    shutil.copytree(source, target, copy_function=shutil.copyfile)


def checked_out(archive: Site, root: Path, *, folders: tuple[str, ...], times: str) -> Site:
    """A fresh checkout; `times`: what the host does with those of the files that it puts back."""
    copy_with_new_times(archive.root / "content", root / "content")
    for folder in folders:
        if times == "new":
            copy_with_new_times(archive.root / folder, root / folder)
        else:
            shutil.copytree(archive.root / folder, root / folder)
    if times == "cut":
        for file in (file for file in (root / "public").rglob("*") if file.is_file()):
            cut = file.stat().st_mtime_ns // 10**6 * 10**6
            os.utime(file, ns=(cut, cut))
    return Site(root)


@pytest.fixture
def parsed(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Paths of all documents that are parsed."""
    paths: list[str] = []
    real = parse.parse_document

    def noted(path: str, data: bytes, language: str, known: bytes = b"") -> object:
        paths.append(path)
        return real(path, data, language, known)

    for module in (parse, bodies):
        monkeypatch.setattr(module, "parse_document", noted)
    return paths


@pytest.fixture
def staged(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Paths of all files that are made, in workers or here."""
    paths: list[str] = []
    real = Staging.stage

    def noted(staging: Staging, path: str, name: str, data: bytes) -> object:
        paths.append(path)
        return real(staging, path, name, data)

    monkeypatch.setattr(Staging, "stage", noted)
    return paths


def assert_equals_clean_build(site: Site) -> None:
    clean = site.root / "clean"
    site.build(output=clean, clean=True, search=True)
    assert site.files() == site.files(clean)


@pytest.mark.parametrize("times", ["kept", "cut", "new"])
def test_an_edit_costs_what_it_changes(site, tmp_path, parsed, staged, times):
    archive = built_archive(site)
    time.sleep(0.01)
    fresh = checked_out(archive, tmp_path / "fresh", folders=RESTORED, times=times)
    fresh.replace(EDITED, "![A map]", "More text. ![A map]")
    parsed.clear()
    staged.clear()

    result = fresh.build(search=True)

    assert parsed == [EDITED]
    assert result.rendered == ("/articles/2024/07/article-7/",)
    pages = [path for path in staged if path.endswith(".html")]
    assert pages == ["articles/2024/07/article-7/index.html"]
    assert_equals_clean_build(fresh)


@pytest.mark.parametrize("times", ["kept", "cut", "new"])
def test_without_an_edit_nothing_is_made(site, tmp_path, parsed, times):
    archive = built_archive(site)
    fresh = checked_out(archive, tmp_path / "fresh", folders=RESTORED, times=times)
    parsed.clear()

    result = fresh.build(search=True)

    assert (parsed, result.rendered, result.indexed, result.changes.written) == ([], (), 0, 0)


@pytest.mark.parametrize("folders", [(), (".sitegen/cache",), ("public",)])
def test_what_a_host_has_lost_costs_only_time(site, tmp_path, parsed, folders):
    archive = built_archive(site)
    fresh = checked_out(archive, tmp_path / "fresh", folders=folders, times="kept")
    fresh.replace(EDITED, "![A map]", "More text. ![A map]")
    parsed.clear()

    result = fresh.build(search=True)

    assert len(parsed) == (1 if ".sitegen/cache" in folders else 13)
    assert (len(result.rendered) == 1) == ("public" in folders)
    assert_equals_clean_build(fresh)


def test_a_file_that_a_host_has_damaged_is_made_anew(site, tmp_path):
    archive = built_archive(site)
    fresh = checked_out(archive, tmp_path / "fresh", folders=RESTORED, times="new")
    page = fresh.output / "index.html"
    page.write_bytes(bytes(reversed(page.read_bytes())))

    assert fresh.build(search=True).rendered == ("/",)
    assert_equals_clean_build(fresh)
