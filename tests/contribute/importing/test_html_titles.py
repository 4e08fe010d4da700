"""The headline of a page, without what stands around it."""

from __future__ import annotations

import json

import pytest

from sitegen.contribute.importing.html_document import parse_html
from sitegen.contribute.importing.html_source import HtmlSource
from sitegen.contribute.importing.html_title import titles_of

URL = "https://forum.weir.example/2025/ferry"
TITLE = "Ferry to Hollin sails again"


def title(whole: str, h1: str = "", *, og: str = "", headline: str = "") -> str:
    node = json.dumps({"@type": "NewsArticle", "headline": headline, "author": "A"})
    page = (
        f"<html><head><title>{whole}</title><meta property='og:title' content=\"{og}\">"
        f"<script type='application/ld+json'>{node}</script></head><body>{h1}<p>Text.</p></body></html>"
    )
    return titles_of(HtmlSource(parse_html(page.encode()), URL))[0]


@pytest.mark.parametrize(
    ("whole", "h1"),
    [
        (f"{TITLE} | The Weir", f"<h1>{TITLE}</h1>"),
        (f"The Weir » {TITLE}", f"<h1><a href='/'>The Weir</a></h1><h2>{TITLE}</h2>"),
        (f"{TITLE} | Boats | Coast | Weir", ""),
        (f"{TITLE} - Weir Community", ""),
        (f"{TITLE} | Coast news", "<h1><a href='https://forum.weir.example/'>Coast news</a></h1>"),
    ],
)  # fmt: skip
def test_names_of_the_site_are_no_part_of_it(whole: str, h1: str) -> None:
    assert title(whole, h1) == TITLE


@pytest.mark.parametrize("whole", ["河水上涨两米_社会_新闻网", "河水上涨两米--时政--新闻网"])
def test_chinese_titles_lose_section_and_site(whole: str) -> None:
    assert title(whole) == "河水上涨两米"


def test_a_kicker_in_the_heading_is_no_part_of_it() -> None:
    assert title("Weir", f"<h1><span>Local News</span> {TITLE}</h1>", og=TITLE) == TITLE


def test_what_machines_are_told_twice_is_the_headline() -> None:
    assert title("Ferry news", "<h1>At last the boat goes out</h1>", og=TITLE, headline=TITLE) == TITLE


def test_one_voice_alone_does_not_outvote_a_heading() -> None:
    assert title(f"{TITLE} | The Weir", f"<h1>{TITLE}</h1>", og="Ferry: all you need to know") == TITLE


def test_a_title_that_its_attribute_lost_is_taken_whole() -> None:
    whole = "Minister calls the ferry &quot;late&quot;"
    assert title(whole, og='Minister calls the ferry "late"') == 'Minister calls the ferry "late"'
