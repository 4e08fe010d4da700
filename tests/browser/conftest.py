"""A real Chromium, and the sample archive served as `sitegen serve` serves it."""

from __future__ import annotations

import os
import re
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from urllib.error import HTTPError
from urllib.request import urlopen

import pytest
from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Page, Request, sync_playwright

from tests.browser.chromium import VARIABLE, find_chromium

SAMPLE = Path(__file__).parent.parent.parent
# Chromium's own errands, which this machine's network may refuse loudly.
_ARGUMENTS = (
    "--no-sandbox",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    path = find_chromium()
    if path is None:
        message = f"No Chromium found. Run `make test`, or name one in {VARIABLE}."
        if os.environ.get("CI") == "true":
            pytest.fail(message)
        pytest.skip(message)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=list(_ARGUMENTS))
        yield browser
        browser.close()


@pytest.fixture(scope="session")
def sample_url(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The sample archive of this repository, built and served from a copy."""
    root = tmp_path_factory.mktemp("sample")
    (root / "content").symlink_to(SAMPLE / "content")
    command = [sys.executable, "-m", "sitegen", "serve", "--port", "0"]
    environment = {**os.environ, "PYTHONUNBUFFERED": "1"}
    process = subprocess.Popen(command, cwd=root, stdout=subprocess.PIPE, text=True, env=environment)
    assert process.stdout
    try:
        for line in process.stdout:
            found = re.search(r"The site is at (\S+)", line)
            if found:
                _wait_for_search(found[1])
                yield found[1]
                break
        else:
            raise AssertionError("the preview did not start")
    finally:
        process.send_signal(signal.SIGINT)
        process.communicate(timeout=20)


def _wait_for_search(url: str) -> None:
    """`serve` publishes the pages first, and the search index when it has rested."""
    for _ in range(600):
        with suppress(HTTPError), urlopen(f"{url}pagefind/shards.json"):
            return
        time.sleep(0.2)
    raise AssertionError("the preview has built no search index")


@dataclass
class Watched:
    """A page, with what went wrong on it."""

    page: Page
    base: str
    errors: list[str] = field(default_factory=list)
    foreign: list[str] = field(default_factory=list)

    def open(self, path: str) -> Page:
        self.page.goto(self.base + path.lstrip("/"))
        return self.page


OpenPage = Callable[..., Watched]


@pytest.fixture
def browse(chromium: Browser, sample_url: str) -> Iterator[OpenPage]:
    """Opens a page of its own; at the end there must be no console error and no foreign request."""
    opened: list[tuple[BrowserContext, Watched]] = []

    def make(**options: object) -> Watched:
        context = chromium.new_context(**options)  # type: ignore[arg-type]
        context.set_default_timeout(10_000)
        watched = Watched(context.new_page(), sample_url)

        def note_request(request: Request) -> None:
            if not request.url.startswith((sample_url, "data:", "blob:")):
                watched.foreign.append(request.url)

        def note_message(message: ConsoleMessage) -> None:
            if message.type == "error":
                watched.errors.append(message.text)

        watched.page.on("request", note_request)
        watched.page.on("pageerror", lambda error: watched.errors.append(str(error)))
        watched.page.on("console", note_message)
        opened.append((context, watched))
        return watched

    yield make
    for context, watched in opened:
        context.close()
        assert watched.errors == []
        assert watched.foreign == []
