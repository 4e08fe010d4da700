"""Job 9: the search page in Chromium: bytes, times, and whether its answers are right."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import urlencode

from playwright.sync_api import Browser, Page, sync_playwright

from tests.bench.corpus import Corpus
from tests.bench.report import Samples
from tests.bench.search_truth import Question, Truth, wrong_in
from tests.browser.chromium import find_chromium
from tests.static_server import StaticServer, static_server

SESSIONS = 5  # readers with an empty cache, each with words of their own
_SHOWN = 1000  # results on one page when answers are compared; the most that the page shows
_ARGUMENTS = (
    "--no-sandbox",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)
# Notes the time of the last key and of the first moment after it at which results stand there, not busy.
_STOPWATCH = """
(() => {
  let pressed = 0;
  window.benchShown = null;
  addEventListener("keydown", () => { pressed = performance.now(); window.benchShown = null; }, true);
  document.addEventListener("DOMContentLoaded", () => {
    const results = document.getElementById("_results");
    new MutationObserver(() => {
      if (!results.hasAttribute("aria-busy") && results.children.length) {
        window.benchShown = performance.now() - pressed;
      }
    }).observe(results, { attributes: true, attributeFilter: ["aria-busy"] });
  });
})();
"""
_SETTLED = """
() => !document.querySelector("#_results[aria-busy]") && document.querySelector("#_status").textContent.trim()
"""


class NoBrowserError(Exception):
    """There is no Chromium."""


def measure_search(corpus: Corpus, site: Path, samples: Samples, tell: Callable[[str], None]) -> None:
    """Files bytes, times and the number of wrong answers. site: a built site, with search"""
    tell("search, as a reader")
    truth = Truth(corpus)
    with _chromium() as browser, static_server(site) as server:
        for word in truth.words()[:: -(len(truth.words()) // SESSIONS)][:SESSIONS]:
            _session(browser, server, samples, word, truth.companion(word))
        tell("search, right or wrong")
        wrong = _wrong_answers(browser, server, truth)
    for text in wrong[:5]:
        tell(f"wrong: {text}")
    samples.add("exact", wrong=len(wrong), asked=len(list(truth.questions())))


@contextmanager
def _chromium() -> Iterator[Browser]:
    path = find_chromium()
    if path is None:
        raise NoBrowserError("No Chromium found. `make unit` finds or installs one.")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=list(_ARGUMENTS))
        yield browser
        browser.close()


def _session(browser: Browser, server: StaticServer, samples: Samples, word: str, further: str) -> None:
    """A reader opens the page, types a word, then one more, then the first again with Enter."""
    context = browser.new_context()
    context.add_init_script(_STOPWATCH)
    page = context.new_page()
    before = server.sent
    page.goto(f"{server.url}/search/")
    field = page.locator("#_q")
    field.press_sequentially(word)
    samples.add("first", wall=_seconds_to_results(page), size=server.sent - before)
    before = server.sent
    field.press_sequentially(f" {further}")
    samples.add("further", wall=_seconds_to_results(page), size=server.sent - before)
    field.fill(further)
    field.press("Enter")
    samples.add("entered", wall=_seconds_to_results(page))
    context.close()


def _seconds_to_results(page: Page) -> float:
    """From the last key until results were shown."""
    page.wait_for_function("() => window.benchShown !== null", timeout=60_000)
    return float(page.evaluate("window.benchShown")) / 1000


def _wrong_answers(browser: Browser, server: StaticServer, truth: Truth) -> list[str]:
    page = browser.new_page()
    found = []
    for question in truth.questions():
        query = urlencode({**question.parameters, "show": _SHOWN})
        page.goto(f"{server.url}/search/?{query}")
        page.wait_for_function(_SETTLED, timeout=60_000)
        found.append(_check(page, question, truth))
    page.close()
    return [text for text in found if text]


def _check(page: Page, question: Question, truth: Truth) -> str:
    addresses = page.eval_on_selector_all("#_results li a", "links => links.map((a) => a.pathname)")
    status = page.locator("#_status").inner_text()
    count = re.search(r"\d[\d,]*", status.replace(question.word, ""))
    return wrong_in(question, truth, addresses, int(count[0].replace(",", "")) if count else 0)
