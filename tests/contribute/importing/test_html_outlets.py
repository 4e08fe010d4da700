"""Whose page it is, and whose article, by what the page says."""

from __future__ import annotations

import json

import pytest

from sitegen.contribute.importing.found_outlets import Outlets
from sitegen.contribute.importing.html_document import parse_html
from sitegen.contribute.importing.html_outlet import Origin, origin_of
from sitegen.contribute.importing.html_source import HtmlSource
from sitegen.read.registers import Register

URL = "https://weir.example/2025/ferry"
SITE = "<meta property='og:site_name' content='The Weir'>"


def origin(head: str = SITE, body: str = "", *, title: str = "Ferry sails", **node: object) -> Origin:
    data = json.dumps({"@type": "NewsArticle", "headline": "Ferry sails", **node})
    page = (
        f"<html><head><title>{title}</title>{head}<script type='application/ld+json'>{data}</script></head>"
        f"<body><h1>Ferry sails</h1><p>Text.</p>{body}</body></html>"
    )
    return origin_of(HtmlSource(parse_html(page.encode()), URL), Outlets(Register(kind="outlet", path="")))


def test_a_section_that_stands_for_the_site_is_outvoted() -> None:
    section = "<meta property='og:site_name' content='Shipping'>"
    app = "<meta name='application-name' content='The Weir'>"
    found = origin(section + app, publisher={"name": "The Weir"}, sourceOrganization={"name": "Shipping"})
    assert (found.outlet, found.portal) == ("The Weir", "")


def test_a_paper_goes_before_its_publishing_house() -> None:
    app = "<meta name='application-name' content='The Weir'>"
    assert origin(app, publisher={"name": "Hollin Print GmbH"}).outlet == "The Weir"


def test_the_title_names_the_site_where_its_host_says_the_same() -> None:
    assert origin("", title="Ferry sails - Weir", publisher={"name": "河堰报"}).outlet == "Weir"


@pytest.mark.parametrize(
    "line",
    [
        "<p>Source: <a href='https://mill.example/a'>The Mill</a></p>",
        "<p><a href='https://mill.example/a'>Source: The Mill</a></p>",
        "<p>Source: The Mill, <a href='https://mill.example/a'>https://mill.example/a</a></p>",
    ],
)
def test_a_source_line_with_its_link_names_the_outlet(line: str) -> None:
    found = origin(body=line)
    assert found.outlet.startswith("The Mill")
    assert (found.url, found.portal) == ("https://mill.example/a", "The Weir")


@pytest.mark.parametrize(
    "line",
    [
        "<p>Source: T.W. <a href='https://rights.example/'>Buy rights</a></p>",
        "<p><a href='https://safe.example/'>Source Safe</a></p>",
    ],
)
def test_a_button_in_such_a_line_is_no_source(line: str) -> None:
    assert origin(body=line) == Origin(outlet="The Weir", url=URL)


def test_a_sign_of_rights_that_was_escaped_twice_is_no_part_of_a_name() -> None:
    assert origin("<meta name='copyright' content='&amp;amp;copy; 2016 The Weir'>").outlet == "The Weir"
