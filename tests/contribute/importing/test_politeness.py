"""robots.txt, and one request per host at a time."""

from __future__ import annotations

import time
from itertools import pairwise

import pytest

from sitegen.contribute.importing.fetching import Fetcher, FetchError
from sitegen.contribute.importing.hosts import Robots
from sitegen.contribute.importing.values import RawPage
from tests.contribute.importing.web_server import PAGE, Web, running

TEXT = {"Content-Type": "text/plain"}


@pytest.fixture
def web():
    with running(Web()) as server:
        yield server


def fetched(*urls, delay=0.0):
    fetcher = Fetcher(
        today="2026-11-24", delay=delay, allow_private=True, resolver=lambda host: ["127.0.0.1"]
    )
    return dict(fetcher.fetch(urls))


def robots(web, text, status=200):
    web.answers["/robots.txt"] = (status, TEXT, text.encode())


def test_what_robots_txt_forbids_is_not_asked_for(web):
    robots(web, "User-agent: *\nDisallow: /private/\n")
    allowed, forbidden = web.page("/flood"), web.page("/private/flood")
    results = fetched(allowed, forbidden)

    assert isinstance(results[allowed], RawPage)
    assert str(results[forbidden]) == "The host's robots.txt does not allow it"
    assert "/private/flood" not in web.paths()


def test_rules_for_our_name_go_before_those_for_all(web):
    robots(web, "User-agent: *\nDisallow: /\n\nUser-agent: sitegen\nAllow: /\n")

    assert isinstance(fetched(web.page("/flood"))[web.url("/flood")], RawPage)


def test_it_is_read_once_for_each_host(web):
    fetched(*(web.page(f"/{number}") for number in range(5)))

    assert web.paths().count("/robots.txt") == 1


def test_a_redirect_is_compared_with_it_too(web):
    robots(web, "User-agent: *\nDisallow: /private/\n")
    web.page("/private/flood")
    url = web.redirect("/flood", "/private/flood")

    assert isinstance(fetched(url)[url], FetchError)
    assert "/private/flood" not in web.paths()


@pytest.mark.parametrize("status", [401, 403, 404, 410, 429])
def test_without_it_all_is_allowed(web, status):
    robots(web, "User-agent: *\nDisallow: /\n", status)

    assert isinstance(fetched(web.page("/flood"))[web.url("/flood")], RawPage)


@pytest.mark.parametrize("status", [500, 503])
def test_a_server_error_forbids_all(web, status):
    robots(web, "", status)

    assert f"the server answers {status}" in str(fetched(web.page("/flood"))[web.url("/flood")])
    assert web.paths() == ["/robots.txt"]


def test_it_may_be_elsewhere(web):
    web.redirect("/robots.txt", "/rules.txt")
    web.answers["/rules.txt"] = (200, TEXT, b"User-agent: *\nDisallow: /\n")

    assert isinstance(fetched(web.page("/flood"))[web.url("/flood")], FetchError)


def test_too_many_redirects_count_as_none(web):
    web.redirect("/robots.txt", "/robots.txt")

    assert isinstance(fetched(web.page("/flood"))[web.url("/flood")], RawPage)


def test_of_a_huge_one_the_beginning_counts(web):
    robots(web, "User-agent: *\nDisallow: /private/\n" + "# nothing\n" * 100_000)
    results = fetched(web.page("/flood"), web.page("/private/flood"))

    assert isinstance(results[web.url("/flood")], RawPage)
    assert isinstance(results[web.url("/private/flood")], FetchError)


def test_a_host_is_asked_one_request_at_a_time_with_a_rest(web):
    def slow(handler):
        time.sleep(0.05)
        handler.send_response(200)
        handler.send_header("Content-Type", "text/html")
        handler.end_headers()
        handler.wfile.write(PAGE)

    urls = [web.url(f"/{number}") for number in range(4)]
    for number in range(4):
        web.answers[f"/{number}"] = slow
    fetched(*urls, delay=0.1)
    pages = [seen for seen in web.seen if seen.path != "/robots.txt"]

    assert len(pages) == 4
    assert all(after.began - before.ended >= 0.08 for before, after in pairwise(pages))


def test_a_crawl_delay_is_kept(web):
    robots(web, "User-agent: *\nCrawl-delay: 0.3\n")
    fetched(web.page("/1"), web.page("/2"))
    first, second = (seen for seen in web.seen if seen.path != "/robots.txt")

    assert second.began - first.began >= 0.3


def test_a_crawl_delay_without_reason_is_cut():
    rules = Robots(lambda url: (200, b"User-agent: *\nCrawl-delay: 86400\n")).rules("https://courier.example")

    assert rules.delay == 30.0


def test_several_hosts_are_asked_at_once(web):
    def slow(handler):
        time.sleep(0.4)
        handler.send_response(200)
        handler.send_header("Content-Type", "text/html")
        handler.end_headers()
        handler.wfile.write(PAGE)

    web.answers["/flood"] = slow
    started = time.monotonic()
    results = fetched(*(web.url("/flood", f"host{number}.example") for number in range(4)))

    assert all(isinstance(result, RawPage) for result in results.values())
    assert time.monotonic() - started < 1.2
