"""An archive's own colour, fonts and logo, from site.yaml."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest

from tests.sites import SITE_YAML, Site, article

MakeSite = Callable[..., Site]
ARTICLE = f"-- content/articles/2020/a.md --\n{article()}\n"


def branded(site: MakeSite, brand: str, **files: str) -> Site:
    archive = site(ARTICLE + "".join(f"-- {path} --\n{text}\n" for path, text in files.items()))
    archive.write("content/site.yaml", f"{SITE_YAML}brand:\n{brand}")
    return archive


def test_a_colour_reaches_every_page_by_a_style_sheet_of_its_own(site: MakeSite) -> None:
    archive = branded(site, '  colour: "#1b4f8e"\n')
    archive.build()
    found = re.search(r'href="(/assets/brand\.\w+\.css)"', archive.page("/articles/2020/a/"))
    assert found
    assert "--accent: #1b4f8e;" in archive.page(found[1])
    assert archive.page("/").index("style.") < archive.page("/").index(found[1])


def test_an_archive_without_a_brand_has_no_such_style_sheet(site: MakeSite) -> None:
    archive = site(ARTICLE)
    archive.build()
    assert "brand." not in archive.page("/")
    assert not any("brand." in path for path in archive.files())


def test_another_colour_is_another_file_and_changes_every_page(site: MakeSite) -> None:
    archive = branded(site, '  colour: "#1b4f8e"\n')
    archive.build()
    archive.replace("content/site.yaml", "#1b4f8e", "#1b6f4e")
    archive.build()
    clean = archive.root / "clean"
    archive.build(output=clean, clean=True)
    assert archive.files() == archive.files(clean)


def test_a_logo_stands_beside_the_name_on_every_page(site: MakeSite) -> None:
    archive = branded(site, "  logo: media/logo.png\n", **{"content/media/logo.png": "640x480 teal"})
    archive.build()
    for page in ("/", "/articles/2020/a/", "/tags/"):
        logo = re.search(r'<img class="logo" src="(/media/logo-[^"]+)"[^>]*alt=""', archive.page(page))
        assert logo
        assert logo[1].lstrip("/") in archive.files()


@pytest.mark.parametrize(
    ("brand", "line", "said"),
    [
        ("  logo: media/none.png\n", 4, "There is no image content/media/none.png"),
        ("  logo: logo.png\n", 4, "not a file of content/media/"),
        ('  colour: "#ffcc00"\n', 4, "contrast of"),
        ('  colour: "red"\n', 4, "not a colour"),
        ("  colour: #1b4f8e\n", 4, "# begins a comment"),
        ("  text_font: 'x; } body { display: none'\n", 4, "not a list of fonts"),
        ("  color: red\n", 4, "color"),
    ],
)
def test_what_cannot_be_used_is_said_with_its_line(site: MakeSite, brand: str, line: int, said: str) -> None:
    (problem,) = branded(site, brand).problems()
    assert (problem.path, problem.line) == ("content/site.yaml", line)
    assert said in problem.message
