"""Pages from the web, against a server on this machine."""

from __future__ import annotations

import gzip
import socket
import threading
import time
import zlib

import pytest

from sitegen import __version__
from sitegen.contribute.importing import guarded_network, web_client
from sitegen.contribute.importing.fetching import Fetcher, FetchError, Limits
from sitegen.contribute.importing.values import RawPage
from tests.contribute.importing.web_server import HTML, PAGE, Web, running


@pytest.fixture
def web():
    with running(Web()) as server:
        yield server


@pytest.fixture
def open_port(web, monkeypatch):
    """Lets 127.0.0.1, and it alone, stand for the public internet."""
    monkeypatch.setattr(guarded_network, "is_public", lambda address: address == "127.0.0.1")
    monkeypatch.setattr(web_client, "PORTS", frozenset({web.port}))


def fetcher(**options):
    return Fetcher(**{"today": "2026-11-24", "delay": 0.0, "allow_private": True, **options})


def fetched(*urls, **options):
    return dict(fetcher(**options).fetch(urls))


def page(url, **options):
    result = fetched(url, **options)[url]
    assert isinstance(result, RawPage), result
    return result


def refusal(url, **options):
    result = fetched(url, **options)[url]
    assert isinstance(result, FetchError), result
    return str(result)


def test_a_page_comes_with_its_address_its_charset_and_the_day(web):
    url = web.page("/flood")

    assert page(url) == RawPage(
        name=url, data=PAGE, kind="html", charset="utf-8", url=url, retrieved="2026-11-24"
    )


def test_plain_text_is_text(web):
    assert page(web.page("/notes", b"The river rose.", Content_Type="text/plain")).kind == "text"


def test_every_url_gets_its_result(web):
    urls = [web.page(f"/{number}") for number in range(30)]

    assert {url for url, result in fetcher().fetch(urls) if isinstance(result, RawPage)} == set(urls)


def test_the_request_names_us_and_carries_nothing_else_of_us(web, monkeypatch):
    monkeypatch.setenv("http_proxy", "http://127.0.0.1:9")
    web.page("/first", Set_Cookie="visitor=1")
    web.redirect("/moved", "/first")
    fetched(web.url("/moved"), web.url("/first"))

    headers = web.seen[-1].headers
    assert headers["User-Agent"] == f"sitegen/{__version__}"
    assert set(headers) == {"Host", "User-Agent", "Accept", "Accept-Encoding", "Connection"}


def test_redirects_are_followed_to_the_final_address(web):
    web.page("/new/place")
    url = web.redirect("/old", "../new/place#part", 301)

    assert page(url).url == web.url("/new/place")
    assert page(url).name == url


def test_five_redirects_are_followed_and_no_more(web):
    web.page("/0")
    for number in range(1, 8):
        web.redirect(f"/{number}", f"/{number - 1}")

    assert page(web.url("/5")).url == web.url("/0")
    assert refusal(web.url("/6")) == "It redirects more than 5 times"


def test_a_loop_ends(web):
    assert refusal(web.redirect("/round", "/round")) == "It redirects more than 5 times"


@pytest.mark.parametrize("target", ["file:///etc/passwd", "ftp://127.0.0.1/x", "javascript:x()", "data:,x"])
def test_redirects_to_other_schemes_are_refused(web, target):
    assert refusal(web.redirect("/away", target)) == "Only addresses with http and https are read"


def test_a_redirect_with_a_password_is_refused(web):
    assert "password" in refusal(web.redirect("/away", "http://user:secret@courier.example/"))


@pytest.mark.parametrize(
    ("url", "reason"),
    [
        ("ftp://courier.example/a", "Only addresses with http and https"),
        ("http://user:secret@courier.example/", "Addresses with a name and a password"),
        ("http://courier.example:22/", "The port 22"),
        ("http://", "no valid address"),
        ("http://[::1", "no valid address"),
        ("http://exa mple\x00/", "no valid address"),
        ("courier.example", "Only addresses with http and https"),
    ],
)
def test_addresses_that_are_not_read(url, reason):
    assert reason in refusal(url, allow_private=False)


@pytest.mark.parametrize(
    "host",
    [
        "127.0.0.1",
        "127.1",
        "2130706433",
        "0x7f000001",
        "0177.0.0.1",
        "localhost",
        "localhost.",
        "[::1]",
        "[::ffff:127.0.0.1]",
        "[::ffff:7f00:1]",
        "[64:ff9b::7f00:1]",
        "[2002:7f00:1::]",
        "0.0.0.0",
        "①②⑦.⓪.⓪.①",
    ],
)
def test_this_machine_is_refused_however_it_is_written(web, monkeypatch, host):
    monkeypatch.setattr(web_client, "PORTS", frozenset({web.port}))
    web.page("/secret")

    assert isinstance(
        fetched(web.url("/secret", host), allow_private=False)[web.url("/secret", host)], FetchError
    )
    assert web.seen == []


@pytest.mark.parametrize("address", ["127.0.0.1", "192.168.0.1", "169.254.169.254", "::1", "::ffff:10.0.0.1"])
def test_a_name_that_leads_into_the_own_network_is_refused(address):
    reason = refusal("http://courier.example/", allow_private=False, resolver=lambda host: [address])

    assert reason == f"courier.example leads to {address}, which is no public address"


def test_one_private_address_among_public_ones_is_enough_to_refuse(web, open_port):
    web.page("/secret")
    url = web.url("/secret", "courier.example")

    assert "127.0.0.2" in refusal(url, allow_private=False, resolver=lambda host: ["127.0.0.1", "127.0.0.2"])
    assert web.seen == []


def test_a_redirect_into_the_own_network_is_refused(web, open_port):
    web.page("/secret")
    url = web.redirect("/away", web.url("/secret", "127.0.0.2"))

    assert "127.0.0.2 leads to 127.0.0.2" in refusal(url, allow_private=False)
    assert "/secret" not in web.paths()


def test_a_robots_file_that_redirects_into_the_own_network_is_not_followed(web, open_port):
    url = web.page("/flood")
    web.redirect("/robots.txt", web.url("/secret", "127.0.0.2"))

    assert "no public address" in refusal(url, allow_private=False)
    assert web.paths() == ["/robots.txt"]


def test_a_name_that_changes_its_address_is_asked_once_for_each_connection(web, open_port):
    asked = []

    def rebinding(host):
        asked.append(host)
        return ["127.0.0.1"] if len(asked) <= 2 else ["127.0.0.2"]

    first, second = (
        web.page("/first").replace("127.0.0.1", "courier.example"),
        web.url("/2", "courier.example"),
    )
    results = fetched(first, second, allow_private=False, resolver=rebinding)

    # robots.txt and the first page came from the checked address; the third connection was refused.
    assert web.paths() == ["/robots.txt", "/first"]
    assert asked == ["courier.example"] * 3
    assert isinstance(results[first], RawPage)
    assert "127.0.0.2" in str(results[second])


def test_the_server_is_told_the_name_and_not_the_address(web):
    web.page("/flood")
    page(web.url("/flood", "courier.example"), resolver=lambda host: ["127.0.0.1"])

    assert web.seen[-1].headers["Host"] == f"courier.example:{web.port}"


def test_the_next_address_is_tried_when_one_does_not_answer(web):
    web.page("/flood")

    assert page(web.url("/flood", "courier.example"), resolver=lambda host: ["127.0.0.2", "127.0.0.1"])


def test_tls_asks_for_the_name_and_checks_it():
    hello = []

    def answer_nothing(server):
        connection, _ = server.accept()
        with connection:
            hello.append(connection.recv(4096))

    with socket.create_server(("127.0.0.1", 0)) as server:
        thread = threading.Thread(target=answer_nothing, args=(server,))
        thread.start()
        port = server.getsockname()[1]
        reason = refusal(f"https://courier.example:{port}/", resolver=lambda host: ["127.0.0.1"])
        thread.join()

    assert b"courier.example" in hello[0]
    assert "It cannot be reached" in reason or "cannot be read" in reason


def test_a_name_that_is_not_known_is_said(web):
    def unknown(host):
        raise socket.gaierror(-2, "Name or service not known")

    assert "the name nowhere.invalid cannot be resolved" in refusal(
        "http://nowhere.invalid/", resolver=unknown
    )


@pytest.mark.parametrize(
    ("status", "reason"),
    [(404, "404 Not Found"), (403, "403 Forbidden"), (500, "500 Internal"), (799, "799")],
)
def test_answers_that_are_no_page_are_refused(web, status, reason):
    web.answers["/gone"] = (status, HTML, PAGE)

    assert f"The server answers {reason}" in refusal(web.url("/gone"))


@pytest.mark.parametrize("content_type", ["image/jpeg", "application/pdf", "application/json", ""])
def test_other_types_are_refused(web, content_type):
    assert "It is no page" in refusal(web.page("/file", Content_Type=content_type))


def test_an_empty_page_is_refused(web):
    assert refusal(web.page("/empty", b"  \n")) == "The page is empty"


def test_compressed_pages_are_unpacked(web):
    assert page(web.page("/gzip", gzip.compress(PAGE), Content_Encoding="gzip")).data == PAGE
    assert page(web.page("/deflate", zlib.compress(PAGE), Content_Encoding="deflate")).data == PAGE


def test_a_page_in_an_unknown_coding_is_refused(web):
    assert "“br”" in refusal(web.page("/brotli", PAGE, Content_Encoding="br"))


def test_a_body_that_does_not_end_is_cut_off(web):
    sent = []

    def endless(handler):
        handler.send_response(200)
        handler.send_header("Content-Type", "text/html")
        handler.end_headers()
        for _ in range(10_000):
            handler.wfile.write(b"x" * 10_000)
            sent.append(10_000)

    web.answers["/huge"] = endless

    assert "too large" in refusal(web.url("/huge"), limits=Limits(page_bytes=100_000))
    assert sum(sent) < 20_000_000


def test_a_gzip_bomb_ends(web):
    bomb = gzip.compress(bytes(30_000_000))
    assert len(bomb) < 40_000

    assert refusal(web.page("/bomb", bomb, Content_Encoding="gzip")) == "It is too large: more than 20 MB"


def test_a_server_that_says_nothing_is_left(web):
    web.answers["/slow"] = lambda handler: time.sleep(1)

    assert refusal(web.url("/slow"), limits=Limits(read=0.2)) == "It takes too long"


@pytest.mark.parametrize("head", [b"", b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n"])
def test_a_server_that_drips_is_left_when_the_time_is_over(web, head):
    def drip(handler):
        handler.wfile.write(head or b"HTTP/1.1 200 OK\r\nX-Long: ")
        for _ in range(40):
            handler.wfile.write(b"x")
            handler.wfile.flush()
            time.sleep(0.05)

    web.answers["/drip"] = drip
    started = time.monotonic()

    assert refusal(web.url("/drip"), limits=Limits(read=1.0, total=0.4)) == "It takes too long"
    assert time.monotonic() - started < 1.5


def test_headers_that_do_not_end_are_an_error(web):
    def headers(handler):
        handler.wfile.write(b"HTTP/1.1 200 OK\r\nX-Long: " + b"x" * 3_000_000)

    web.answers["/headers"] = headers

    assert "It cannot be reached" in refusal(web.url("/headers"))


def test_a_server_that_speaks_no_http_does_not_end_the_batch(web):
    web.answers["/noise"] = lambda handler: handler.wfile.write(b"\x00\xff\r\n\r\n")
    results = fetched(web.url("/noise"), web.page("/flood"))

    assert isinstance(results[web.url("/noise")], FetchError)
    assert isinstance(results[web.url("/flood")], RawPage)


def test_a_copy_in_a_web_archive_tells_both_addresses(web, monkeypatch):
    monkeypatch.setattr(web_client, "PORTS", frozenset({web.port}))
    path = "/web/20200102030405/https://courier.example/flood"
    web.page(path)
    url = web.url(path, "web.archive.org")
    result = page(url, resolver=lambda host: ["127.0.0.1"])

    assert (result.url, result.archive_url) == ("https://courier.example/flood", url)


def test_closing_early_stops_the_rest(web):
    urls = [web.page(f"/{number}") for number in range(200)]
    results = fetcher(delay=0.05).fetch(urls)
    next(results)
    results.close()
    time.sleep(0.3)
    count = len(web.seen)
    time.sleep(0.2)

    assert len(web.seen) == count < 50
