"""Articles that the archive holds already."""

from __future__ import annotations

import pytest

from sitegen.read.duplicates import Duplicate, DuplicateFinder, canonical
from sitegen.read.similarity import signature

TEXT = (
    "The ferry to Lantern Quay ran aground on Tuesday night with sixty people on board. Boats of the harbour"
    " office brought all of them ashore before morning. The captain told the harbour office that a buoy had"
    " lost its light. It is the third accident at the sandbank in two years, and the town council wants a"
    " second buoy there, which the shipping office in the capital has twice refused to pay for."
)
OTHER = "Snow closed the road over the Three Capes pass again, and schools stayed shut in four villages."


def finder() -> DuplicateFinder:
    return DuplicateFinder(
        [
            ("content/articles/2025/11/ferry.md", ["https://courier.example/news/ferry"], signature(TEXT)),
            ("content/articles/2025/12/snow.md", ["https://gazette.example/?id=7"], signature(OTHER)),
        ]
    )


@pytest.mark.parametrize(
    "url",
    [
        "http://courier.example/news/ferry",
        "https://www.courier.example/news/ferry/",
        "https://m.courier.example/news/ferry",
        "https://amp.courier.example/news/ferry",
        "https://COURIER.example:443/news/ferry#comments",
        "https://courier.example/news/ferry?utm_source=feed&fbclid=x1",
        "https://courier.example/news/ferry/amp",
        "https://courier.example/amp/news/ferry",
        "https://courier.example/news/ferry?outputType=amp",
        "https://web.archive.org/web/20251122101112id_/https://courier.example/news/ferry",
    ],
)
def test_the_same_page_in_another_form_is_a_duplicate(url: str) -> None:
    found = finder().find([url], signature("Quite another text, as the page was rewritten."))
    assert found == Duplicate("content/articles/2025/11/ferry.md", 1.0, same_page=True)


@pytest.mark.parametrize(
    "url",
    [
        "https://courier.example/news/ferry-2",
        "https://courier.example/news/ferry?page=2",
        "https://gazette.example/?id=8",
        "https://courier.example/",
        "ftp://courier.example/news/ferry",
        "https://[broken",
        "",
    ],
)
def test_another_page_is_none(url: str) -> None:
    assert finder().find([url], signature("A text about something else, and long enough to compare.")) is None


def test_nearly_the_same_text_elsewhere_is_a_duplicate() -> None:
    text = TEXT.replace("Tuesday", "Tuesday,").replace("third accident", "third accident at sea")
    found = finder().find(["https://portal.example/1"], signature(text))
    assert found is not None
    assert found.path == "content/articles/2025/11/ferry.md"
    assert 0.6 < found.similarity < 1
    assert not found.same_page


def test_an_article_added_later_is_found() -> None:
    text = " ".join(
        f"On day {n} of the count the wardens saw {n + 3} herons at weir {n % 7}." for n in range(12)
    )
    texts = finder()
    texts.add("content/articles/2026/01/new.md", [], signature(text))
    found = texts.find([], signature(text.replace(".", "!")))
    assert found == Duplicate("content/articles/2026/01/new.md", 1.0, same_page=False)


def test_a_few_words_are_alike_by_chance() -> None:
    texts = finder()
    texts.add("content/articles/2026/01/new.md", [], signature("Photographs of the day. More will follow."))
    assert texts.find([], signature("Photographs of the day. More will follow.")) is None


def test_a_sites_front_page_is_no_articles_address() -> None:
    assert canonical("https://www.courier.example/?utm_source=x") == ""


def test_the_order_of_parameters_does_not_matter() -> None:
    assert canonical("https://a.example/x?b=2&a=1") == canonical("http://a.example/x/?a=1&b=2")


def test_of_two_articles_with_one_address_the_first_is_named() -> None:
    url = "https://courier.example/a"
    texts = DuplicateFinder([("1.md", [url], signature(TEXT)), ("2.md", [url], signature(OTHER))])
    found = texts.find([url], signature(OTHER))
    assert found is not None
    assert found.path == "1.md"
