"""Opens pages in Chromium, and waits until they stand still."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Literal

from playwright.sync_api import Browser, Page, sync_playwright

from tests.audit import tools
from tests.audit.kinds import Kind
from tests.audit.served import Served

Scheme = Literal["light", "dark"]
SCHEMES: tuple[Scheme, ...] = ("light", "dark")
# Chromium's own errands, which have nothing to do with the page.
ARGUMENTS = (
    "--no-sandbox",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)
# Pictures below the fold are wanted too. One that is missing is for others to tell.
_COMPLETE = """
async () => {
  const images = [...document.images];
  for (const image of images) image.loading = "eager";
  await Promise.all([document.fonts.ready, ...images.map((image) => image.decode().catch(() => null))]);
}
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class View:
    """How a reader looks at a page. width: CSS pixels"""

    width: int
    scheme: Scheme

    def __str__(self) -> str:
        """As tables name it."""
        return f"{self.width} px, {self.scheme}"


@contextmanager
def chromium() -> Iterator[Browser]:
    """A Chromium while the context lasts. Raises tools.NoToolError."""
    path = tools.chromium()
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=list(ARGUMENTS))
        yield browser
        browser.close()


@contextmanager
def page_for(browser: Browser, view: View) -> Iterator[Page]:
    """An empty page of a reader who was never here before."""
    size = {"width": view.width, "height": 900}
    with browser.new_context(viewport=size, color_scheme=view.scheme) as context:  # type: ignore[arg-type]
        context.set_default_timeout(30_000)
        yield context.new_page()


def open_kind(page: Page, site: Served, kind: Kind) -> None:
    """Opens a page and waits for its fonts, pictures and results."""
    page.goto(site.url + kind.address)
    if kind.ready:
        page.wait_for_selector(kind.ready)
    page.evaluate(_COMPLETE)
