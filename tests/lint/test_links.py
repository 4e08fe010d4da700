"""What links carry along, where they lead, whether one sees them."""

from __future__ import annotations

import pytest

from tests.lint.articles import TEXT, codes, linted, places


@pytest.mark.parametrize("name", ["utm_source", "fbclid", "gclid", "mc_cid", "_ga", "UTM_Medium"])
def test_a_parameter_that_only_tracks(name):
    (problem,) = linted(f"{TEXT} [More](https://courier.example/a?id=7&{name}=x)")

    assert (problem.code, problem.line) == ("W801", 8)
    assert problem.column == len(f"{TEXT} [More](https://courier.example/a?id=7&") + 1
    assert problem.message.endswith(name)


def test_one_in_the_front_matter():
    assert places(linted(source_url="https://courier.example/a?utm_source=feed")) == [("W801", 6, 39)]


@pytest.mark.parametrize(
    "address",
    [
        "https://courier.example/a?id=7&page=2",
        "https://courier.example/a?ref=archive&cid=12",
        "https://web.archive.org/web/2025/https://courier.example/a?utm_source=feed",
        "https://courier.example/utm_source",
        "https://courier.example/a?q=utm_source",
    ],
)
def test_a_parameter_that_may_tell_the_page(address):
    assert linted(f"{TEXT} [More]({address})", archive_url=address) == ()


@pytest.mark.parametrize(
    "link",
    [
        "[before](https://archive.example.org/articles/2025/10/wind/)",
        "[before](http://archive.example.org/articles/2025/10/wind/#dam)",
        "[before](https://www.archive.example.org)",
        "[before](<https://archive.example.org/about/> 'About')",
    ],
)
def test_a_link_that_names_the_archive_itself(link):
    assert places(linted(f"{TEXT} {link}")) == [("W802", 8, len(TEXT) + len("[before](") + 2 + ("<" in link))]


def test_one_in_a_definition():
    assert codes(linted(f"{TEXT} See [wind].\n\n[wind]: https://archive.example.org/about/")) == ["W802"]


@pytest.mark.parametrize(
    "host", ["archive.example.org.evil.example", "old.archive.example.org", "example.org"]
)
def test_another_host_is_another_site(host):
    assert linted(f"{TEXT} [More](https://{host}/articles/)") == ()


@pytest.mark.parametrize("link", ["[](https://courier.example/)", "[ ](wind.md)", "[**](wind.md)"])
def test_a_link_without_a_text(link):
    assert places(linted(f"{TEXT} {link}")) == [("W803", 8, len(TEXT) + 2)]


@pytest.mark.parametrize(
    "text",
    [
        "![](flood.png)",
        "[![A boat](flood.png)](https://courier.example/)",
        "- [ ] (to be done)",
        "\\[](x)",
        "[x][](y)",
    ],
)
def test_what_is_no_empty_link(text):
    assert "W803" not in codes(linted(f"{TEXT}\n\n{text}"))


@pytest.mark.parametrize(
    "address", ["javascript:print()", "file:///home/x", "data:text/html,x", "ftp://x.example/", "C:\\x"]
)
def test_a_link_that_pages_do_not_hold(address):
    found = codes(linted(f"{TEXT} [Print]({address})"))
    assert found == (["W804"] if ":" in address[2:] else [])


@pytest.mark.parametrize(
    "text",
    [
        "[a](https://x.example/) [b](mailto:desk@x.example) [c](HTTP://x.example/)",
        "[a](wind.md#note:1) [b](/media/flood.jpg)",
        "(see javascript: the language)",
        "[note]: the word stands alone",
    ],
)
def test_links_that_pages_hold(text):
    assert "W804" not in codes(linted(f"{TEXT} {text}"))
