"""Images in a browser: it takes the picture that fits, and nothing jumps when that comes."""

from __future__ import annotations

import re
import threading
from collections.abc import Callable, Iterator
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer

import pytest
from playwright.sync_api import Browser, Page

from tests.images import encoded, photograph
from tests.sites import Site, article

pytestmark = pytest.mark.browser
MakeSite = Callable[..., Site]

PARAGRAPH = "The river rose to 5.62 metres, according to the provincial office. " * 12
BODY = f"{PARAGRAPH}\n\n" * 6 + f"![A boat](/media/boat.jpg)\n\n{PARAGRAPH}\n"
# The sum of all shifts of the layout, as the browser itself counts them.
SHIFTS = """
window.shifts = 0;
new PerformanceObserver(list => { for (const entry of list.getEntries()) window.shifts += entry.value; })
  .observe({type: "layout-shift", buffered: true});
"""


class _Quiet(SimpleHTTPRequestHandler):
    def log_message(self, *arguments: object) -> None:
        """Says nothing."""


@pytest.fixture
def url(site: MakeSite) -> Iterator[str]:
    archive = site()
    archive.write("content/media/flood.jpg", encoded(photograph(2400, 1600), "JPEG"))
    archive.write("content/media/boat.jpg", encoded(photograph(1000, 1400, seed=2), "JPEG"))
    image = {"image": "/media/flood.jpg", "image_alt": "A flooded street", "image_credit": "Photograph"}
    archive.write("content/articles/2025/11/a.md", article(body=BODY, **image))
    archive.build()
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(_Quiet, directory=str(archive.output)))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}/articles/2025/11/a/"
    server.shutdown()
    server.server_close()


def read_to_the_end(page: Page) -> None:
    """Scrolls slowly, as a reader does."""
    for _ in range(12):
        page.mouse.wheel(0, 500)
        page.wait_for_timeout(50)
    page.wait_for_function("[...document.images].every(i => i.complete && i.naturalWidth > 0)")


@pytest.mark.parametrize(
    ("width", "density", "lead", "body"),
    [(360, 1, 480, 480), (360, 3, 1200, 1000), (1280, 1, 800, 800), (1280, 2, 1200, 1000)],
)
def test_the_browser_takes_the_picture_that_fits_and_nothing_jumps(
    chromium: Browser, url: str, width: int, density: int, lead: int, body: int
) -> None:
    context = chromium.new_context(viewport={"width": width, "height": 800}, device_scale_factor=density)
    page = context.new_page()
    page.add_init_script(SHIFTS)
    # Text that gets its font late moves what stands below it a little; this is about pictures.
    page.route("**/*.woff2", lambda route: route.abort())
    fetched: list[str] = []
    page.on("request", lambda request: fetched.append(request.url))
    page.goto(url, wait_until="load")
    assert not [address for address in fetched if "/boat-" in address]  # It is far below.
    read_to_the_end(page)
    taken = page.evaluate("[...document.images].map(i => i.currentSrc)")
    assert [int(re.findall(r"-(\d+)\.webp$", address)[0]) for address in taken] == [lead, body]
    assert len([address for address in fetched if "/media/" in address]) == 2
    assert page.evaluate("window.shifts") < 0.001
    shown = page.evaluate("[...document.images].map(i => [i.clientWidth / i.clientHeight, i.clientWidth])")
    assert [round(ratio, 2) for ratio, _ in shown] == [1.5, 0.71]
    column = page.evaluate("document.querySelector('.body').clientWidth")
    assert all(abs(wide - column) <= 1 for _, wide in shown)
    context.close()
