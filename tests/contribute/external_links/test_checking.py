"""Links to other sites, checked against a server on this machine; days pass on a clock of the test's own."""

from __future__ import annotations

import datetime as dt
import json
import socket
from urllib.parse import urlencode

import pytest

from sitegen.contribute.external_links import checking
from sitegen.contribute.external_links.checking import LinksRequest, check_links
from sitegen.contribute.external_links.link_memory import MEMORY_PATH
from sitegen.contribute.external_links.values import ExternalLink
from sitegen.progress import Silent
from tests.contribute.importing.web_server import Web, running

DAY = dt.timedelta(days=1)


class Clock:
    def __init__(self):
        self.time = dt.datetime(2026, 11, 20, 6, 0, tzinfo=dt.UTC)

    def __call__(self):
        return self.time


class Impatient(Silent):
    """Presses Ctrl-C after three links."""

    steps = 0

    def advance(self, steps=1):
        self.steps += steps
        if self.steps == 3:
            raise KeyboardInterrupt


@pytest.fixture(scope="module")
def server():
    with running(Web()) as web:
        yield web


@pytest.fixture
def web(server):
    server.answers.clear()
    server.seen.clear()
    return server


@pytest.fixture
def clock():
    return Clock()


@pytest.fixture
def check(tmp_path, clock):
    """Checks some URLs, and gives what is known of them."""

    def checked(*urls, **options):
        values = {"delay": 0.0, "allow_private": True, "resolver": lambda host: ["127.0.0.1"], **options}
        request = LinksRequest(root=tmp_path, now=clock, **values)
        links = [ExternalLink(url=url, path="content/articles/2025/a.md", date="2025-11") for url in urls]
        return check_links(request, links)

    return checked


def one(checked):
    (value,) = checked.checks.values()
    return value


def test_a_page_that_is_there_is_good_and_its_text_is_not_asked_for(web, check):
    assert one(check(web.page("/flood"))).outcome == "ok"
    assert [(seen.method, seen.path) for seen in web.seen] == [("GET", "/robots.txt"), ("HEAD", "/flood")]


@pytest.mark.parametrize("status", [400, 403, 404, 405, 500, 501])
def test_a_server_that_refuses_head_is_asked_with_get(web, check, status):
    web.answers["HEAD /flood"] = (status, {}, b"")

    assert one(check(web.page("/flood"))).outcome == "ok"


def test_a_server_that_hangs_up_at_head_is_asked_with_get(web, check):
    web.answers["HEAD /flood"] = lambda handler: handler.connection.shutdown(socket.SHUT_RDWR)

    assert one(check(web.page("/flood"))).outcome == "ok"


def test_what_is_no_web_page_is_good_too(web, check):
    assert one(check(web.page("/report", b"%PDF", Content_Type="application/pdf"))).outcome == "ok"
    assert web.seen[-1].headers["Accept"] == "*/*"


@pytest.mark.parametrize("status", [404, 410])
def test_a_link_is_dead_after_two_failures_a_day_apart(web, check, clock, status):
    web.answers["/flood"] = (status, {}, b"")
    first = one(check(web.url("/flood")))
    clock.time += DAY
    second = one(check(web.url("/flood")))

    assert (first.outcome, first.is_dead) == ("gone", False)
    assert (second.outcome, second.is_dead, second.gone_since) == ("gone", True, first.checked)


def test_a_second_look_within_a_day_proves_nothing(web, check, clock):
    check(web.url("/flood"))
    clock.time += DAY - dt.timedelta(minutes=1)

    assert not one(check(web.url("/flood"), max_age=dt.timedelta(0))).is_dead


def test_a_page_that_came_back_has_to_fail_twice_again(web, check, clock):
    check(web.url("/flood"))
    clock.time += DAY
    check(web.page("/flood"))
    del web.answers["/flood"]
    clock.time += 31 * DAY

    assert not one(check(web.url("/flood"))).is_dead


def test_a_bad_hour_between_two_failures_changes_nothing(web, check, clock):
    check(web.url("/flood"))
    clock.time += DAY
    web.answers["/flood"] = (503, {}, b"")
    assert one(check(web.url("/flood"))).outcome == "unclear"
    del web.answers["/flood"]
    clock.time += DAY

    assert one(check(web.url("/flood"))).is_dead


@pytest.mark.parametrize("status", [401, 402, 403, 429, 451, 500, 502, 503])
def test_what_speaks_of_the_server_says_nothing_of_the_page(web, check, clock, status):
    web.answers["/flood"] = (status, {}, b"")
    for _ in range(3):
        found = one(check(web.url("/flood")))
        clock.time += 2 * DAY

    assert (found.outcome, found.is_dead) == ("unclear", False)
    assert found.reason.startswith(f"The server answers {status}")


def test_robots_txt_is_obeyed_and_says_nothing_of_the_page(web, check):
    web.answers["/robots.txt"] = (200, {}, b"User-agent: *\nDisallow: /private/\n")
    found = one(check(web.page("/private/flood")))

    assert (found.outcome, found.reason) == ("unclear", "The host's robots.txt does not allow it")
    assert web.paths() == ["/robots.txt"]


def test_a_host_that_exists_no_more_is_gone_and_one_that_cannot_be_looked_up_is_unclear(check):
    def resolver(host):
        number = socket.EAI_NONAME if host == "gone.example" else socket.EAI_AGAIN
        raise socket.gaierror(number, "")

    found = check("http://gone.example/a", "http://away.example/a", resolver=resolver).checks

    assert found["http://gone.example/a"].outcome == "gone"
    assert found["http://away.example/a"].outcome == "unclear"


def test_addresses_of_ones_own_network_are_not_asked(web, check):
    found = one(check(f"http://intranet.example:{web.port}/", allow_private=False))

    assert found.outcome == "unclear"
    assert web.seen == []


def test_a_permanent_move_is_told_and_a_passing_one_is_not(web, check):
    web.page("/new")
    web.redirect("/moved", "/new", 301)
    web.redirect("/moved-twice", "/moved", 308)
    web.redirect("/away", "/new", 302)
    web.redirect("/login-first", "/away", 301)
    found = check(*map(web.url, ("/moved", "/moved-twice", "/away", "/login-first"))).checks

    assert {url: check.moved_to for url, check in found.items()} == {
        web.url("/moved"): web.url("/new"),
        web.url("/moved-twice"): web.url("/new"),
        web.url("/away"): "",
        web.url("/login-first"): web.url("/away"),
    }


def test_a_move_to_nowhere_is_a_failure(web, check):
    found = one(check(web.redirect("/moved", "/gone", 301)))

    assert (found.outcome, found.moved_to) == ("gone", "")


def test_a_loop_is_unclear(web, check):
    assert one(check(web.redirect("/round", "/round", 301))).outcome == "unclear"


def test_good_answers_are_believed_for_thirty_days(web, check, clock):
    url = web.page("/flood")
    check(url)
    clock.time += 29 * DAY
    assert check(url).asked == 0
    clock.time += 2 * DAY
    assert check(url).asked == 1


def test_max_age_makes_it_shorter(web, check, clock):
    url = web.page("/flood")
    check(url)
    clock.time += 3 * DAY

    assert check(url, max_age=2 * DAY).asked == 1


def test_a_dead_link_is_asked_again_after_a_week(web, check, clock):
    check(web.url("/flood"))
    clock.time += DAY
    check(web.url("/flood"))
    clock.time += 6 * DAY
    assert check(web.url("/flood")).asked == 0
    clock.time += 2 * DAY
    assert one(check(web.page("/flood"))).outcome == "ok"


@pytest.mark.parametrize(
    "damage",
    [
        b"",
        b"\x00\xff",
        b"[1]",
        b'{"version": 2, "links": {}}',
        b'{"version": 1, "links": {"a": {"outcome": "fine"}}}',
        b'{"version": 1, "links": {"a": {"outcome": "ok", "checked": "yesterday"}}}',
        b"[" * 100_000,
    ],
)
def test_a_damaged_memory_is_ignored(web, check, tmp_path, damage):
    url = web.page("/flood")
    check(url)
    (tmp_path / MEMORY_PATH).write_bytes(damage)

    assert check(url).asked == 1
    assert list(json.loads((tmp_path / MEMORY_PATH).read_bytes())["links"]) == [url]


def test_what_was_checked_in_the_future_is_not_believed(web, check, clock):
    url = web.page("/flood")
    check(url)
    clock.time -= DAY

    assert check(url).asked == 1


def test_places_on_one_page_are_one_request(web, check):
    url = web.page("/flood")
    check(f"{url}#night", f"{url}#morning", url)

    assert web.paths().count("/flood") == 1


def test_a_host_that_asks_for_rest_gets_it(web, check, tmp_path):
    urls = [web.page(f"/{number}") for number in range(5)]
    web.answers["/1"] = (429, {}, b"")
    checked = check(*urls)

    assert web.paths() == ["/robots.txt", "/0", "/1"]
    assert set(checked.checks) == {web.url("/0"), web.url("/1")}


def test_each_host_has_its_own_turn(web, check):
    for number in range(3):
        web.page(f"/{number}")
    hosts = ["one.example", "two.example"]
    found = check(*(web.url(f"/{number}", host) for host in hosts for number in range(3))).checks

    assert {value.outcome for value in found.values()} == {"ok"}
    assert web.paths().count("/robots.txt") == 2


def test_ctrl_c_keeps_what_was_learnt(web, check, monkeypatch):
    urls = [web.page(f"/{number}") for number in range(6)]
    monkeypatch.setattr(checking, "Silent", Impatient)
    stopped = check(*urls)
    monkeypatch.undo()

    assert (stopped.is_stopped, stopped.asked) == (True, 3)
    assert check(*urls).asked == 3


def copies(web, closest):
    query = urlencode({"url": web.url("/flood"), "timestamp": "202511"})
    web.answers[f"/wayback?{query}"] = (200, {}, json.dumps({"archived_snapshots": closest}).encode())


@pytest.mark.parametrize(
    ("closest", "found"),
    [
        (
            {"available": True, "status": "200", "url": "http://web.archive.org/web/20251121101500/http://a"},
            "https://web.archive.org/web/20251121101500/http://a",
        ),
        ({"available": True, "status": "404", "url": "http://web.archive.org/web/2025/http://a"}, ""),
        ({"available": True, "status": "200", "url": "https://elsewhere.example/web/2025/http://a"}, ""),
        ("no", ""),
    ],
)
def test_the_wayback_machine_is_asked_for_copies_of_what_is_dead(web, check, clock, closest, found):
    copies(web, {"closest": closest})
    check(web.url("/flood"))
    clock.time += DAY
    checked = check(web.url("/flood"), find_copies=True, api=web.url("/wayback"))

    assert checked.copies == {web.url("/flood"): found}


def test_without_being_asked_to_it_is_left_alone(web, check, clock):
    check(web.url("/flood"))
    clock.time += DAY
    assert check(web.url("/flood"), api=web.url("/wayback")).copies == {}
    assert not any("wayback" in path for path in web.paths())
