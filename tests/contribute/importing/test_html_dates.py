"""On which day a page was published, where its signals differ."""

from __future__ import annotations

import json

from sitegen.contribute.importing.html_date import dates_of
from sitegen.contribute.importing.html_document import parse_html
from sitegen.contribute.importing.html_source import HtmlSource

TITLE = "Ferry to Hollin sails again"
TEXT = "<p>The ferry to Hollin sails again after nine weeks, and the quay was full of people on Monday.</p>"


def dates(beside: str = "", *, url: str = "", language: str = "en-GB", **stamps: str) -> tuple[str, ...]:
    node = {"@type": "NewsArticle", "headline": TITLE, **stamps}
    page = (
        f"<html lang='{language}'><head><title>{TITLE}</title>"
        f'<script type="application/ld+json">{json.dumps(node)}</script></head>'
        f"<body><h1>{TITLE}</h1>{beside}{TEXT}</body></html>"
    )
    return dates_of(HtmlSource(parse_html(page.encode()), url))


def test_the_printed_day_goes_before_a_stamp_of_another_time_zone() -> None:
    assert dates("<p>6 May 2022</p>", datePublished="2022-05-05T23:30:00-05:00")[0] == "2022-05-06"


def test_a_day_of_change_does_not_win() -> None:
    stamps = {"datePublished": "2022-05-05", "dateModified": "2022-05-06"}
    assert dates("<p>6 May 2022</p>", **stamps)[0] == "2022-05-05"


def test_a_line_that_says_when_the_page_was_updated_is_not_heard() -> None:
    assert dates("<p>Updated: 6 May 2022</p>", datePublished="2022-05-05")[0] == "2022-05-05"


def test_a_day_far_from_the_stamp_does_not_win() -> None:
    assert dates("<p>Next sailing: 28 May 2022</p>", datePublished="2022-05-05")[0] == "2022-05-05"


def test_an_address_tells_the_day_of_the_first_version() -> None:
    url = "https://weir.example/2017/07/12/ferry"
    assert dates(url=url, datePublished="2019-06-17") == ("2017-07-12", "2019-06-17")


def test_the_printed_day_goes_before_the_address() -> None:
    url = "https://weir.example/2022/05/02/ferry"
    assert dates("<p>8 May 2022</p>", url=url, datePublished="2022-05-08")[0] == "2022-05-08"


def test_figures_between_dots_have_their_day_first_on_an_english_page_too() -> None:
    assert dates("<p>Posted 02.11.2021</p>", language="en-US") == ("2021-11-02",)


def test_figures_that_mean_two_days_give_both() -> None:
    assert set(dates("<p>Posted 03/04/2021</p>", language="en")) == {"2021-03-04", "2021-04-03"}


def test_a_printed_day_that_the_address_speaks_against_does_not_win() -> None:
    url = "https://weir.example/2022/05/05/ferry"
    assert dates("<p>4 May 2022</p>", url=url, datePublished="2022-05-05")[0] == "2022-05-05"


def test_the_day_of_another_article_does_not_win_over_a_printed_stamp() -> None:
    both = "<p>5 May 2022</p><p>4 May 2022</p>"
    assert dates(both, datePublished="2022-05-05") == ("2022-05-05",)


def test_a_day_far_below_the_headline_does_not_correct_a_stamp() -> None:
    assert dates("<i></i>" * 60 + "<p>4 May 2022</p>", datePublished="2022-05-05") == ("2022-05-05",)


def test_a_year_alone_is_no_first_of_january() -> None:
    assert dates("<footer><p>Copyright 2016 The Weir</p></footer>") == ()
    assert dates("<footer><p>Copyright 2016 The Weir</p><p>1 January 2016</p></footer>") == ("2016-01-01",)


def test_a_day_alone_below_the_headline_is_what_readers_are_shown() -> None:
    assert dates("<p>28 May 2022, 10:15</p>", datePublished="2022-05-05") == ("2022-05-28", "2022-05-05")
    assert dates("<p>Available until 28 May 2022</p>", datePublished="2022-05-05") == ("2022-05-05",)


def test_a_stamp_in_words_is_read() -> None:
    assert dates(datePublished="Tue, Sep 15 2020 10:01:41 GMT") == ("2020-09-15",)
