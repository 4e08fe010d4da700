"""Maps that can be moved: what is loaded and when, keyboard, closing, print.

The site is served with its own headers. Its tile server is played by the test.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, Request, Route, expect

from sitegen.preview.headers import HeaderRules, headers_for, read_header_rules
from tests.images import described
from tests.sites import Site, make_site

pytestmark = pytest.mark.browser

TILES = "https://tiles.example.org/"
SITE = f"""\
-- content/site.yaml --
title: Test Archive
base_url: https://example.org/
map:
  tiles: "{TILES}{{z}}/{{x}}/{{y}}.png"
  attribution: "© [Test Maps](https://maps.example.org/copyright) and others"
-- content/places.yaml --
ukraine: {{name: Ukraine, kind: country, latitude: 49, longitude: 32}}
kyiv: {{name: Kyiv, within: ukraine, latitude: 50.45, longitude: 30.52}}
lviv: {{name: Lviv, within: ukraine, latitude: 49.84, longitude: 24.03}}
-- content/articles/2022/a.md --
---
title: A
date: 2022-01-01
outlet: The Courier
places: [Kyiv, Lviv, Ukraine]
---

Text.
-- content/articles/2022/b.md --
---
title: B
date: 2022-01-02
outlet: The Courier
places: [Kyiv]
---

Text.
"""
# Pixels by which the arrow key has moved the map when the browser is done with the event.
PRESS_RIGHT = """() => {
  const event = new KeyboardEvent("keydown", {keyCode: 39, bubbles: true});
  document.querySelector(".live-map").dispatchEvent(event);
  return new DOMMatrix(document.querySelector(".leaflet-map-pane").style.transform).e;
}"""
SIZES = "all => all.map(each => each.getBoundingClientRect()).map(box => Math.min(box.width, box.height))"
KYIV = "Kyiv: named in 2 articles"


class _AsHosted(SimpleHTTPRequestHandler):
    """Sends the headers of the site's `_headers`."""

    def __init__(self, *arguments: object, rules: HeaderRules, directory: str) -> None:
        self._rules = rules
        super().__init__(*arguments, directory=directory)  # type: ignore[arg-type]

    def end_headers(self) -> None:
        for name, value in headers_for(self.path, self._rules).items():
            self.send_header(name, value)
        super().end_headers()

    def log_message(self, *arguments: object) -> None:
        """Says nothing."""


@pytest.fixture(scope="module")
def url(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    archive: Site = make_site(tmp_path_factory.mktemp("live"), SITE)
    archive.build()
    rules = read_header_rules(Path(archive.output))
    handler = partial(_AsHosted, rules=rules, directory=str(archive.output))
    server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}/"
    server.shutdown()
    server.server_close()


class Reader:
    """A page of the site, what it asked of other hosts, and what its console said."""

    def __init__(self, page: Page, url: str) -> None:
        self.page = page
        self.foreign: list[str] = []
        self.errors: list[str] = []
        self.expects_errors = False
        self._url = url
        page.route(f"{TILES}**", self._tile)
        page.on("request", self._note)
        page.on("pageerror", lambda error: self.errors.append(str(error)))
        page.on("console", lambda message: self.errors.append(message.text))

    def _note(self, request: Request) -> None:
        if not request.url.startswith((self._url, "data:")):
            self.foreign.append(request.url)

    def _tile(self, route: Route) -> None:
        route.fulfill(body=described("256x256 teal"), content_type="image/png")

    def open(self, path: str = "places/") -> Page:
        """Opens a page, without touching its map."""
        self.page.goto(self._url + path)
        return self.page

    def open_map(self, path: str = "places/") -> Page:
        """Opens a page and its map."""
        self.open(path)
        self.page.get_by_role("button", name="Pan and zoom").click()
        expect(self.page.locator("img.leaflet-tile-loaded").first).to_be_visible()
        return self.page


@pytest.fixture
def visit(chromium: Browser, url: str) -> Iterator[Callable[..., Reader]]:
    """A reader; at the end the console must be empty, so that no rule of the policy was broken."""
    readers: list[Reader] = []

    def make(**options: object) -> Reader:
        context = chromium.new_context(**options)  # type: ignore[arg-type]
        context.set_default_timeout(10_000)
        readers.append(Reader(context.new_page(), url))
        return readers[-1]

    yield make
    for reader in readers:
        reader.page.context.close()
        assert bool(reader.errors) == reader.expects_errors, reader.errors


Visit = Callable[..., Reader]


@pytest.mark.parametrize("path", ["places/", "places/kyiv/", "places/ukraine/"])
def test_nothing_is_asked_of_the_tile_server_before_the_click(visit: Visit, path: str) -> None:
    reader = visit()
    page = reader.open(path)
    expect(page.get_by_role("button", name="Pan and zoom")).to_be_visible()
    expect(page.get_by_text("Loads images from tiles.example.org.")).to_be_visible()
    assert page.locator("script[src*=leaflet], link[href*=leaflet]").count() == 0
    page.wait_for_load_state("networkidle")
    assert reader.foreign == []
    reader.open_map(path)
    assert reader.foreign
    assert all(address.startswith(TILES) for address in reader.foreign)


def test_the_policy_lets_no_other_host_in(visit: Visit) -> None:
    reader = visit()
    page = reader.open()
    blocked = """new Promise(done => {
      document.addEventListener("securitypolicyviolation", event => done(event.effectiveDirective));
      new Image().src = "https://elsewhere.example.org/a.png";
    })"""
    reader.expects_errors = True
    assert page.evaluate(blocked) == "img-src"


def test_the_same_places_and_the_attribution(visit: Visit) -> None:
    page = visit().open_map()
    region = page.get_by_role("region", name="The places of this archive")
    names = [KYIV, "Lviv: named in 1 article", "Ukraine: named in 1 article"]
    for name in names:
        expect(region.get_by_role("button", name=name)).to_be_visible()
    credit = region.locator(".leaflet-control-attribution")
    assert credit.inner_text() == "© Test Maps and others"
    assert credit.get_by_role("link").get_attribute("href") == "https://maps.example.org/copyright"
    expect(page.locator("figure.map > svg")).to_be_hidden()


def test_by_keyboard_to_a_place(visit: Visit) -> None:
    page = visit().open_map()
    region = page.get_by_role("region", name="The places of this archive")
    expect(region).to_be_focused()
    expect(page.get_by_role("status").filter(has_text="Map opened.")).to_be_visible()
    page.keyboard.press("Tab")
    dot = region.get_by_role("button", name=KYIV)
    expect(dot).to_be_focused()
    page.keyboard.press("Enter")
    expect(region.get_by_role("link", name=KYIV)).to_be_focused()
    page.keyboard.press("Escape")
    expect(region.get_by_role("link", name=KYIV)).to_have_count(0)
    expect(dot).to_be_focused()
    page.keyboard.press("Enter")
    expect(region.get_by_role("link", name=KYIV)).to_be_focused()
    page.keyboard.press("Enter")
    page.wait_for_url("**/places/kyiv/")


def test_closing_brings_the_drawn_map_back(visit: Visit) -> None:
    page = visit().open_map()
    page.get_by_role("button", name="Close map").click()
    expect(page.locator("figure.map > svg")).to_be_visible()
    expect(page.locator(".live-map")).to_have_count(0)
    expect(page.get_by_role("button", name="Pan and zoom")).to_be_focused()
    expect(page.get_by_role("status").filter(has_text="Map closed.")).to_be_visible()
    page.get_by_role("button", name="Pan and zoom").click()
    expect(page.locator(".live-map .leaflet-marker-icon")).to_have_count(3)


def test_nothing_moves_by_itself_for_those_who_want_no_motion(visit: Visit) -> None:
    page = visit(reduced_motion="reduce").open_map()
    area = page.locator(".live-map")
    classes = area.get_attribute("class") or ""
    assert "leaflet-fade-anim" not in classes
    assert "leaflet-zoom-anim" not in classes
    # All at once: an animation would not have moved it yet.
    assert page.evaluate(PRESS_RIGHT) == -80


def test_elsewhere_a_map_glides(visit: Visit) -> None:
    assert visit().open_map().evaluate(PRESS_RIGHT) > -80


def test_paper_shows_the_drawn_map(visit: Visit) -> None:
    page = visit().open_map()
    page.emulate_media(media="print")
    expect(page.locator("figure.map > svg")).to_be_visible()
    expect(page.locator(".live-map")).to_be_hidden()
    expect(page.get_by_role("button", name="Close map")).to_be_hidden()


@pytest.mark.parametrize("width", [320, 768, 1280])
def test_a_live_map_fits_the_screen(visit: Visit, width: int) -> None:
    page = visit(viewport={"width": width, "height": 800}).open_map("places/ukraine/")
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    assert min(page.locator(".live-dot, .live-map [role=button]").evaluate_all(SIZES)) >= 24


def test_a_server_that_does_not_answer_is_reported(visit: Visit) -> None:
    reader = visit()
    reader.expects_errors = True
    reader.page.route(f"{TILES}**", lambda route: route.abort())
    page = reader.open()
    page.get_by_role("button", name="Pan and zoom").click()
    expect(page.get_by_role("status").filter(has_text="could not be loaded in full")).to_be_visible()
