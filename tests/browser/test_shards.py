"""A search over several shards finds in a real browser exactly what a look through all articles finds."""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from urllib.parse import urlencode

import pytest
from playwright.sync_api import Browser, Page, expect

from sitegen.plan.shards import ShardLimits
from sitegen.preview.headers import headers_for, read_header_rules
from tests.browser.test_reading import RESULTS, check_value, search, settle
from tests.sites import article, make_site

pytestmark = pytest.mark.browser

WORDS = ("river", "bridge", "storm", "harbour", "election", "music")
# Found in the newest year and in the oldest only.
RARE = "comet"


@dataclass(frozen=True, order=True)
class Written:
    """An article of the archive: day, address, words and tags."""

    day: str
    url: str
    words: tuple[str, ...]
    tags: tuple[str, ...]

    def is_found(self, query: str, year: str = "", tag: str = "") -> bool:
        return (
            set(query.split()) <= set(self.words)
            and (not year or self.day.startswith(year))
            and (not tag or tag in self.tags)
        )


@dataclass
class Served:
    """A site on this machine: what was asked for, and what it is to keep back."""

    url: str
    articles: list[Written]
    asked: list[str] = field(default_factory=list)
    kept_back: str = ""

    def found(self, query: str, **filters: str) -> list[str]:
        """Addresses of the articles that a search is to find, oldest first."""
        return [a.url for a in self.articles if a.is_found(query, **filters)]


def archive_of(count: int) -> tuple[str, list[Written]]:
    """The files of an archive, and its articles, oldest first; several are of one day."""
    chance = random.Random(7)
    text, articles = "-- content/tags.yaml --\nwar: {name: War}\npeace: {name: Peace}\n", []
    for number in range(count):
        year = 1990 + number // 2
        day = f"{year}-0{chance.randint(1, 3)}-0{chance.randint(1, 2)}"
        words = tuple(chance.sample(WORDS, chance.randint(1, 4)))
        words += (RARE,) * (number in (0, count - 1))
        tags = tuple(tag for tag in ("War", "Peace") if chance.random() < 0.5)
        articles.append(Written(day, f"/articles/{year}/a{number:02}/", words, tags))
        body = article(f"Number {number}", day, " ".join(words), tags=f"[{', '.join(tags)}]")
        text += f"-- content/articles/{year}/a{number:02}.md --\n{body}"
    return text, sorted(articles)


def serve(folder: Path, articles: list[Written]) -> Iterator[Served]:
    rules = read_header_rules(folder)

    class Handler(SimpleHTTPRequestHandler):
        def do_GET(self) -> None:
            served.asked.append(self.path)
            if served.kept_back and served.kept_back in self.path:
                self.send_error(404)
            else:
                super().do_GET()

        def end_headers(self) -> None:
            for name, value in headers_for(self.path.partition("?")[0], rules).items():
                self.send_header(name, value)
            super().end_headers()

        def handle(self) -> None:
            with suppress(ConnectionError):  # A browser that leaves a page ends its requests.
                super().handle()

        def log_message(self, *_: object) -> None:
            """Says nothing."""

    with ThreadingHTTPServer(("127.0.0.1", 0), partial(Handler, directory=str(folder))) as server:
        served = Served(f"http://127.0.0.1:{server.server_port}", articles)
        Thread(target=server.serve_forever, daemon=True).start()
        yield served
        server.shutdown()


def served_with(folder: Path, limits: ShardLimits) -> Iterator[Served]:
    text, articles = archive_of(60)
    site = make_site(folder, text)
    site.build(search=True, shards=limits)
    yield from serve(site.output, articles)


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """A site whose shards are searched all at once."""
    yield from served_with(tmp_path_factory.mktemp("whole"), ShardLimits(most=9, newest=3))


@pytest.fixture(scope="module")
def stepwise(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """A site whose shards are searched a few at a time."""
    yield from served_with(tmp_path_factory.mktemp("stepwise"), ShardLimits(most=9, newest=3, reach=20))


@pytest.fixture
def page(chromium: Browser) -> Iterator[Page]:
    context = chromium.new_context(viewport={"width": 1280, "height": 900})
    context.set_default_timeout(10_000)
    yield context.new_page()
    context.close()


def open_search(page: Page, served: Served, query: str, **parameters: str) -> list[str]:
    """Addresses of all results, in order."""
    page.goto(f"{served.url}/search/?{urlencode({'q': query, 'show': '1000', **parameters})}")
    expect(page.locator("#_status")).to_contain_text(query)
    settle(page)
    return shown(page)


def shown(page: Page) -> list[str]:
    addresses: list[str] = page.locator(f"{RESULTS} a").evaluate_all("all => all.map(a => a.pathname)")
    return addresses


QUERIES = ("river", "river storm", "bridge music harbour", RARE, f"{RARE} river", "comets", "nowhere river")


@pytest.mark.parametrize("query", QUERIES)
@pytest.mark.parametrize("filters", [{}, {"tag": "War"}, {"year": "2001"}, {"tag": "Peace", "year": "2019"}])
def test_sorted_and_filtered_results_are_those_of_brute_force(
    page: Page, whole: Served, query: str, filters: dict[str, str]
) -> None:
    wanted = whole.found(query.replace("comets", RARE), **filters)
    assert open_search(page, whole, query, sort="oldest", **filters) == wanted
    assert open_search(page, whole, query, sort="newest", **filters) == wanted[::-1]
    assert sorted(open_search(page, whole, query, **filters)) == sorted(wanted)


def test_numbers_of_facets_are_sums_over_all_shards(page: Page, whole: Served) -> None:
    open_search(page, whole, "river")
    articles = [a for a in whole.articles if a.is_found("river")]
    wanted = Counter(tag for a in articles for tag in a.tags)
    facet = page.locator('fieldset[data-facet="tag"]')
    expect(facet).to_be_visible()
    names, numbers = facet.locator(".name").all_inner_texts(), facet.locator(".n").all_inner_texts()
    assert dict(zip(names, map(int, numbers), strict=True)) == wanted
    # A second value of the same facet is offered with what it would add.
    check_value(page, "tag", "War")
    expect(page.locator("#_status")).to_contain_text(str(wanted["War"]))
    expect(facet.locator("label").filter(has_text="Peace")).to_contain_text(str(wanted["Peace"]))


def test_what_came_first_is_never_shown_for_what_was_typed_last(page: Page, whole: Served) -> None:
    page.goto(f"{whole.url}/search/")
    for word in (*WORDS, "harbour river"):
        search(page, word)
        page.wait_for_timeout(260)
    expect(page.locator("#_status")).to_contain_text("harbour river")
    settle(page)
    assert sorted(shown(page)) == sorted(whole.found("harbour river"))


@pytest.mark.parametrize("kind", ["index", "fragment", "pf_meta"])
def test_a_file_that_does_not_come_is_told_and_asked_for_again(page: Page, whole: Served, kind: str) -> None:
    page.goto(f"{whole.url}/search/")
    whole.kept_back = f"{kind}/" if kind != "pf_meta" else ".pf_meta"
    try:
        search(page, "river")
        expect(page.locator("#_status")).to_contain_text("could not be loaded")
        assert not shown(page)
    finally:
        whole.kept_back = ""
    page.get_by_role("button", name="Search").click()
    expect(page.locator("#_status")).to_contain_text("for “river”")
    settle(page)
    assert len(shown(page)) == 10
    assert set(shown(page)) <= set(whole.found("river"))


def test_many_shards_are_searched_in_steps_from_the_newest(page: Page, stepwise: Served) -> None:
    wanted = stepwise.found("river")[::-1]
    first = open_search(page, stepwise, "river", sort="newest")
    assert 0 < len(first) < len(wanted)
    assert first == wanted[: len(first)]
    expect(page.locator("#_reach")).to_contain_text("Searched so far: 20")
    further(page, "Search earlier years too")
    assert shown(page) == wanted
    assert "steps=" in page.url
    page.reload()
    expect(page.locator(RESULTS)).to_have_count(len(wanted))


def test_the_oldest_first_begin_with_the_oldest_shards(page: Page, stepwise: Served) -> None:
    wanted = stepwise.found("river")
    first = open_search(page, stepwise, "river", sort="oldest")
    assert 0 < len(first) < len(wanted)
    assert first == wanted[: len(first)]
    further(page, "Search later years too")
    assert shown(page) == wanted


def further(page: Page, button: str) -> None:
    """Goes on until there is no more."""
    for _ in range(20):
        if not page.locator("#_further").is_visible():
            return
        reach = page.locator("#_reach").inner_text()
        page.get_by_role("button", name=button).click()
        expect(page.locator("#_reach")).not_to_have_text(reach)
        settle(page)
    raise AssertionError("there is always more")


def test_a_year_asks_only_its_own_shards(page: Page, stepwise: Served) -> None:
    stepwise.asked.clear()
    assert open_search(page, stepwise, "river", year="1991", sort="oldest") == stepwise.found(
        "river", year="1991"
    )
    expect(page.locator("#_reach")).to_be_hidden()
    asked = {path.split("/")[3] for path in stepwise.asked if path.endswith(".pf_index")}
    assert len(asked) == 1


def test_a_range_of_years_is_found_whole_and_asks_only_its_own_shards(page: Page, stepwise: Served) -> None:
    stepwise.asked.clear()
    found = open_search(page, stepwise, "river", **{"from": "1991", "to": "1994", "sort": "oldest"})
    assert found == [url for year in range(1991, 1995) for url in stepwise.found("river", year=str(year))]
    asked = {path.split("/")[3] for path in stepwise.asked if path.endswith(".pf_index")}
    assert 1 <= len(asked) <= 3
    bars = page.locator("#_bars button.within")
    expect(bars.first).to_be_visible()
