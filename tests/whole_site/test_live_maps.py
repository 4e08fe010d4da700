"""Maps that can be moved: what a tile server in site.yaml adds to the site, and that nothing else does."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest

from sitegen.plan.hosting import CONTENT_SECURITY_POLICY
from tests.sites import SITE_YAML, Site, article

MakeSite = Callable[..., Site]

TILES = """\
map:
  tiles: "https://tiles.example.org/{z}/{x}/{y}.png?a=1&b=2"
  attribution: "© [Maps & more](https://maps.example.org/?a&b) and others"
  max_zoom: 15
"""
PLACES = """
kyiv: {name: "Kyiv <b>", latitude: 50.45, longitude: 30.52}
irpin: {name: Irpin, latitude: 50.52, longitude: 30.25}
lviv: {name: Lviv, latitude: 49.84, longitude: 24.03}
suva: {name: Suva, latitude: -18.14, longitude: 178.44}
apia: {name: Apia, latitude: -13.83, longitude: -171.77}
"""
# What a tile server adds to a page.
HEAD = re.compile(
    r'<link rel="stylesheet" href="[^"]*/map\.\w+\.css">\n<script type="module" [^\n]*</script>\n'
)
WORDS = re.compile(r' data-tiles="[^>]*(?=>)')
DATA = re.compile(r"<template>.*?</template>\n", re.DOTALL)


@pytest.fixture
def archive(site: MakeSite) -> Site:
    made = site("")
    made.write("content/places.yaml", PLACES)
    made.write("content/articles/2022/a.md", article("A", "2022-01-01", places="[Kyiv, Irpin]"))
    made.write("content/articles/2022/b.md", article("B", "2022-01-02", places="[Kyiv, Lviv]"))
    return made


def with_tiles(archive: Site) -> Site:
    archive.write("content/site.yaml", SITE_YAML + TILES)
    archive.build()
    return archive


def places_of(page: str) -> list[tuple[str, ...]]:
    """Kind, address, coordinates and name of each place on the live map of a page."""
    (data,) = DATA.findall(page)
    return re.findall(r'<a class="(\w+)" href="(.*?)" data-at="(.*?)" data-radius="[\d.]+">(.*?)</a>', data)


def test_a_tile_server_adds_to_maps_of_places_and_to_the_policy_only(archive: Site) -> None:
    """So without one, a site is what it was before there were such maps."""
    archive.build()
    before = archive.files()
    after = with_tiles(archive).files()
    assert after.keys() == before.keys()
    changed = {path for path in after if after[path] != before[path]}
    assert changed == {
        "_headers", "places/index.html", "places/irpin/index.html", "places/kyiv/index.html",
        "places/lviv/index.html",
    }  # fmt: skip
    for path in changed - {"_headers"}:
        page = after[path].decode()
        for added in (HEAD, WORDS, DATA):
            page, times = added.subn("", page)
            assert times == 1
        assert page == before[path].decode()


def test_the_policy_names_exactly_the_tile_server(archive: Site) -> None:
    (policy,) = re.findall("Content-Security-Policy: (.*)", with_tiles(archive).page("/_headers"))
    assert policy == CONTENT_SECURITY_POLICY.replace(" data:;", " data: https://tiles.example.org;")
    assert policy != CONTENT_SECURITY_POLICY


def test_the_figure_says_where_images_come_from(archive: Site) -> None:
    page = with_tiles(archive).page("/places/")
    assert 'data-tiles="https://tiles.example.org/{z}/{x}/{y}.png?a=1&amp;b=2" data-max-zoom="15"' in page
    assert 'data-from="Loads images from tiles.example.org."' in page
    credit = '<a href="https://maps.example.org/?a&amp;b" rel="external noopener">Maps &amp; more</a>'
    assert f"<p>© {credit} and others</p>" in page


def test_each_place_has_a_dot_of_its_own(archive: Site) -> None:
    """Kyiv and Irpin share one on the drawn map."""
    assert places_of(with_tiles(archive).page("/places/")) == [
        ("place", "/places/kyiv/", "50.45 30.52", "Kyiv &lt;b&gt;: named in 2 articles"),
        ("place", "/places/irpin/", "50.52 30.25", "Irpin: named in 1 article"),
        ("place", "/places/lviv/", "49.84 24.03", "Lviv: named in 1 article"),
    ]


def test_the_page_of_a_place_shows_it_and_what_is_found_with_it(archive: Site) -> None:
    assert places_of(with_tiles(archive).page("/places/lviv/")) == [
        ("related", "/places/kyiv/", "50.45 30.52", "Kyiv &lt;b&gt;: found in 1 of the same articles"),
        ("here", "/places/lviv/", "49.84 24.03", "Lviv"),
    ]


def test_places_on_both_sides_of_the_180th_meridian_lie_together(archive: Site) -> None:
    archive.write("content/articles/2022/a.md", article("A", "2022-01-01", places="[Suva]"))
    archive.write("content/articles/2022/b.md", article("B", "2022-01-02", places="[Apia]"))
    found = {row[3]: row[2] for row in places_of(with_tiles(archive).page("/places/"))}
    assert found == {
        "Suva: named in 1 article": "-18.14 -181.56",
        "Apia: named in 1 article": "-13.83 -171.77",
    }


def test_another_tile_server_changes_the_pages_that_name_it(archive: Site) -> None:
    with_tiles(archive)
    archive.replace("content/site.yaml", "tiles.example.org", "other.example.org")
    archive.build()
    assert "tiles.example.org" not in archive.page("/places/kyiv/") + archive.page("/_headers")
    assert "https://other.example.org/{z}" in archive.page("/places/kyiv/")
