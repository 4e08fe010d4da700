"""Maps on whole sites: where they appear, what they say, and what an edit changes."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest

from sitegen.frames import frame
from sitegen.read.theme import bundled_themes
from tests.sites import Site, article

MakeSite = Callable[..., Site]

PLACES = """
ukraine: {name: Ukraine, kind: country, latitude: 49, longitude: 32}
kyiv: {name: Kyiv, within: ukraine, latitude: 50.45, longitude: 30.52}
irpin: {name: Irpin, within: ukraine, latitude: 50.52, longitude: 30.25}
lviv: {name: Lviv, within: ukraine, latitude: 49.84, longitude: 24.03}
minsk: {name: Minsk, latitude: 53.9, longitude: 27.57}
nowhere: {name: Nowhere}
"""


@pytest.fixture
def archive(site: MakeSite) -> Site:
    made = site("")
    made.write("content/places.yaml", PLACES)
    made.write("content/articles/2022/a.md", article("A", "2022-01-01", places="[Kyiv, Irpin, Ukraine]"))
    made.write("content/articles/2022/b.md", article("B", "2022-01-02", places="[Lviv, Minsk]"))
    made.write("content/articles/2022/c.md", article("C", "2022-01-03", places="[Nowhere]"))
    return made


def map_of(page: str) -> str:
    """The only map of a page."""
    (found,) = re.findall(r'<figure class="map .*?</figure>', page, re.DOTALL)
    return str(found)


def links_of(page: str) -> dict[str, str]:
    """Address by name of each link on the map, those of all widths."""
    return {name: url for url, name in re.findall(r'<a href="([^"]*)" aria-label="([^"]*)"', map_of(page))}


def test_maps_stand_on_the_home_page_the_index_and_the_pages_of_places(archive: Site) -> None:
    archive.build()
    for url in (
        "/",
        "/places/",
        "/places/kyiv/",
        "/places/ukraine/",
        "/articles/2022/a/",
        "/articles/2022/b/",
    ):
        assert map_of(archive.page(url))


def test_without_coordinates_there_is_no_map(archive: Site) -> None:
    archive.build()
    for url in ("/articles/2022/c/", "/places/nowhere/", "/tags/", "/outlets/courier/"):
        assert "<figure" not in archive.page(url)
    archive.write("content/places.yaml", "nowhere: {name: Nowhere}\n")
    archive.remove("content/articles/2022/a.md")
    archive.remove("content/articles/2022/b.md")
    archive.build()
    assert "<figure" not in archive.page("/") + archive.page("/places/")
    assert not [path for path in archive.files() if path.startswith("maps/")]


def test_each_map_finds_its_base_map(archive: Site) -> None:
    archive.build()
    files = archive.files()
    shown = {url for data in files.values() for url in re.findall(rb'<use class="\w+" href="/(.*?)#', data)}
    assert shown == {path.encode() for path in files if path.startswith("maps/")}
    for path in shown:
        base = files[path.decode()].decode()
        assert re.search('<path id="land" [^>]*d="M', base)
        assert '<path id="borders"' in base


def test_the_index_leads_to_the_places(archive: Site) -> None:
    archive.build()
    assert links_of(archive.page("/places/")) == {
        "Ukraine: named in 1 article": "/places/ukraine/",
        "Lviv: named in 1 article": "/places/lviv/",
        "Minsk: named in 1 article": "/places/minsk/",
        "Irpin +1: 2 places: Irpin 1, Kyiv 1": "/places/ukraine/",
    }
    assert "1 place without coordinates is in the list only." in map_of(archive.page("/places/"))


def test_a_dot_of_several_places_without_one_around_them_leads_into_the_index(archive: Site) -> None:
    archive.replace("content/places.yaml", "irpin: {name: Irpin, within: ukraine", "irpin: {name: Irpin")
    archive.build()
    index = archive.page("/places/")
    assert links_of(index)["Irpin +1: 2 places: Irpin 1, Kyiv 1"] == "/places/#irpin"
    assert '<li id="irpin">' in index


def test_on_the_page_of_the_place_around_them_too(archive: Site) -> None:
    archive.build()
    assert links_of(archive.page("/places/ukraine/")) == {
        "Irpin +1: 2 places: Irpin 1, Kyiv 1": "/places/#irpin",
        "Lviv: named in 1 article": "/places/lviv/",
        "Minsk: found in 1 of the same articles": "/places/minsk/",
    }


def test_the_map_of_an_article_is_a_picture_of_its_closest_places(archive: Site) -> None:
    archive.build()
    found = map_of(archive.page("/articles/2022/a/"))
    assert "<a" not in found
    assert 'role="img"' in found
    assert "Shown: Kyiv, Irpin. Borders as Natural Earth draws them, disputed ones included." in found


def test_a_map_says_to_screen_readers_what_it_is(archive: Site) -> None:
    archive.build()
    found = map_of(archive.page("/places/"))
    assert 'role="group" width="100%" aria-labelledby="_map" aria-describedby="_map_d"' in found
    assert '<title id="_map">The places of this archive</title>' in found
    assert re.search('<desc id="_map_d">5 places. Each dot leads to the page of its place', found)
    assert 'href="#_list"' in archive.page("/places/")
    assert 'id="_list"' in archive.page("/places/")


def test_a_map_holds_no_style_and_no_script(archive: Site) -> None:
    archive.build()
    for url in ("/", "/places/", "/articles/2022/a/"):
        assert not re.search(r"style=|<style|<script|\son\w+=", map_of(archive.page(url)))


def test_hostile_names_stay_text(archive: Site) -> None:
    name = """</title><script>alert(1)</script>"'&"""
    archive.replace("content/places.yaml", "name: Minsk", 'name: "{}"'.format(name.replace('"', '\\"')))
    archive.replace("content/articles/2022/b.md", "Minsk", '"{}"'.format(name.replace('"', '\\"')))
    archive.build()
    for path, data in archive.files().items():
        assert b"<script>alert" not in data, path
    assert "&lt;/title&gt;&lt;script&gt;" in map_of(archive.page("/places/"))


def test_a_new_article_changes_no_map_of_another(archive: Site) -> None:
    archive.build()
    before = {
        url: map_of(archive.page(url)) for url in ("/articles/2022/a/", "/articles/2022/b/", "/places/minsk/")
    }
    archive.write("content/articles/2022/d.md", article("D", "2022-02-01", places="[Kyiv, Nowhere]"))
    archive.build()
    assert {url: map_of(archive.page(url)) for url in before} == before


def test_a_moved_place_changes_its_maps(archive: Site) -> None:
    archive.build()
    before = archive.page("/articles/2022/b/")
    archive.replace("content/places.yaml", "latitude: 53.9", "latitude: 53.0")
    archive.build()
    assert map_of(archive.page("/articles/2022/b/")) != map_of(before)


def test_maps_are_the_same_whatever_is_built(archive: Site) -> None:
    archive.build()
    archive.replace("content/places.yaml", "longitude: 24.03", "longitude: -70")
    archive.build()
    clean = archive.root / "clean"
    archive.build(output=clean, clean=True, jobs=2)
    assert archive.files() == archive.files(clean)


def test_a_theme_may_have_a_base_map_of_its_own(archive: Site) -> None:
    archive.build()
    archive.write("content/site.yaml", "title: T\nbase_url: https://example.org/\ntheme: own\n")
    archive.write("themes/own/theme.yaml", "name: own\nparent: default\n")
    archive.write(
        "themes/own/maps/world.json",
        '{"type": "Topology", "transform": {"scale": [1, 1], "translate": [0, 0]}, "objects": {'
        '"land": {"type": "MultiPolygon", "arcs": [[[0]]]},'
        '"borders": {"type": "MultiLineString", "arcs": []}},'
        '"arcs": [[[20, 40], [20, 0], [0, 20], [-20, 0], [0, -20]]]}',
    )
    archive.build()
    (path,) = set(re.findall(r'href="(/maps/.*?)#', archive.page("/places/")))
    assert re.fullmatch(r"M(\d| |-|l)+z", re.findall(' d="(.*?)"', archive.page(path))[0])
    archive.write("themes/own/maps/world.json", "land")
    (problem,) = archive.problems()
    assert problem.code == "E503"
    assert "maps/world.json is not as docs/theming.md says" in problem.message


def test_the_stylesheet_has_the_shapes_of_frames() -> None:
    css = (bundled_themes() / "themes/default/static/style.css").read_text()
    for name in ("world", "pacific", "globe", "30-1-20"):
        found = frame(name)
        rule = rf"\.map\.{found.shape} > svg {{\n  aspect-ratio: {found.width} / {found.height};"
        assert re.search(rule, css)
