"""Who wrote a page, by its markup, its classes and its lines."""

from __future__ import annotations

import json

from sitegen.contribute.importing.html_authors import authors_of_page
from sitegen.contribute.importing.html_document import parse_html
from sitegen.contribute.importing.html_source import HtmlSource

TITLE = "Ferry to Hollin sails again"
TEXT = "<p>The ferry to Hollin sails again after nine weeks, and the quay was full of people on Monday.</p>"


def authors(beside: str = "", *, head: str = "", below: str = "", outlets: tuple[str, ...] = ()) -> list[str]:
    page = (
        f"<html lang='en-GB'><head><title>{TITLE}</title>{head}</head><body><article><h1>{TITLE}</h1>"
        f"{beside}{TEXT}</article>{below}</body></html>"
    )
    return list(authors_of_page(HtmlSource(parse_html(page.encode())), "en-GB", outlets))


def json_ld(author: object) -> str:
    node = {"@type": "NewsArticle", "headline": TITLE, "author": author}
    return f'<script type="application/ld+json">{json.dumps(node)}</script>'


def test_structured_data_goes_before_what_is_printed() -> None:
    head = json_ld({"@type": "Person", "name": "Una Prest"})
    assert authors("<p class='byline'>By Odd Karsk</p>", head=head) == ["Una Prest"]


def test_a_desk_in_the_structured_data_gives_way_to_a_person_on_the_page() -> None:
    head = json_ld({"@type": "Organization", "name": "News desk"})
    assert authors("<p class='byline'>By Odd Karsk</p>", head=head) == ["Odd Karsk"]


def test_a_desk_is_named_when_there_is_nobody_else() -> None:
    assert authors(head=json_ld({"@type": "Organization", "name": "News desk"})) == ["News desk"]


def test_a_pen_name_gives_way_to_the_full_name_that_holds_it() -> None:
    assert authors("<p class='byline'>By Una Prest</p>", head=json_ld("Una")) == ["Una Prest"]


def test_initials_in_the_structured_data_are_an_author() -> None:
    assert authors(head=json_ld({"@type": "Person", "name": "up"})) == ["up"]


def test_a_handle_gives_way_to_a_name() -> None:
    head = json_ld("una.prest") + "<meta name='author' content='Una Prest'>"
    assert authors(head=head) == ["Una Prest"]


def test_an_account_of_the_software_is_no_author() -> None:
    assert authors(head=json_ld("admin")) == []


def test_the_outlet_is_no_author_beside_a_person() -> None:
    head = "<meta name='author' content='The Weir'>"
    assert authors("<p>By Una Prest</p>", head=head, outlets=("The Weir",)) == ["Una Prest"]


def test_two_names_of_one_byline_that_are_links_of_their_own() -> None:
    byline = "<p><a rel='author' href='/u'>Una Prest</a> and <a rel='author' href='/o'>Odd Karsk</a></p>"
    assert authors(byline) == ["Una Prest", "Odd Karsk"]


def test_a_list_of_other_articles_names_no_author_of_this_one() -> None:
    related = "<div class='related'><a class='author' href='/author/odd'>Odd Karsk</a></div>"
    assert authors("<p>By Una Prest</p>", below=related) == ["Una Prest"]


def test_those_who_comment_are_no_authors() -> None:
    assert authors(below="<ol class='comments'><li><cite class='author'>Odd Karsk</cite></li></ol>") == []


def test_a_name_beside_the_date_is_an_author() -> None:
    assert authors("<p>25.10.2022 - Una Prest</p>") == ["Una Prest"]


def test_a_line_with_a_date_and_more_than_a_name_is_no_byline() -> None:
    assert authors("<p>25.10.2022 - Una Prest opens the new quay</p>") == []


def test_a_time_is_no_part_of_a_name() -> None:
    assert authors("<div class='byline'>By Una Prest Thursday, 9 November 2023 7:35 AM</div>") == [
        "Una Prest"
    ]


def test_what_a_person_does_in_a_block_of_its_own_is_no_part_of_the_name() -> None:
    byline = "<div itemprop='author'><h4>Una Prest</h4><span>Reporter at the coast</span></div>"
    assert authors(byline) == ["Una Prest"]


def test_for_whom_somebody_writes_is_no_part_of_the_name() -> None:
    assert authors(head=json_ld("By Una Prest And Odd Karsk For The Weir On Sunday")) == [
        "Una Prest",
        "Odd Karsk",
    ]


def test_a_byline_that_names_more_than_the_structured_data_is_heard() -> None:
    byline = "<a rel='author'>Una Prest</a> and <a rel='author'>Odd Karsk</a>"
    assert authors(byline, head=json_ld("Una Prest")) == ["Una Prest", "Odd Karsk"]


def test_an_author_who_is_marked_beside_the_headline_counts_in_a_box_too() -> None:
    assert authors("<nav><span itemprop='author'>Una Prest</span></nav>") == ["Una Prest"]


def test_names_that_only_spaces_part_are_several() -> None:
    byline = "<div class='byline'><span>Una Prest</span> <span>Odd Karsk</span> <span>Ida Holm</span></div>"
    assert authors(byline) == ["Una Prest", "Odd Karsk", "Ida Holm"]


def test_a_name_below_the_text_is_its_signature() -> None:
    head = json_ld({"@type": "Organization", "name": "The Weir"})
    signature = "<p><strong>Lê Phương</strong></p>"
    below = f"<div>{TEXT}{signature}</div>"
    assert authors(head=head, below=below, outlets=("The Weir",)) == ["Lê Phương"]
    assert authors(f"{TEXT}{signature}{TEXT}") == []
    assert authors(below=f"<div>{TEXT}<p><b>Weitere Informationen</b></p></div>") == []


def test_a_field_of_drupal_is_read() -> None:
    classes = "field field--name-field-author field--type-entity-reference field--label-hidden field--item"
    assert authors(f"<h5 class='{classes}'>Una Prest</h5>") == ["Una Prest"]


def test_a_card_for_social_networks_says_who_wrote_it() -> None:
    card = "<meta name='twitter:label1' content='{}'><meta name='twitter:data1' content='Una Prest'>"
    assert authors(head=card.format("Verfasst von")) == ["Una Prest"]
    assert authors(head=card.format("Price")) == []


def test_a_small_word_is_nobody() -> None:
    assert authors("<p>von Montag, den 1. Mai bis Sonntag, den 7. Mai 2023</p>") == []


def test_an_agency_that_is_listed_as_another_author_counts() -> None:
    listed = [{"@type": "Person", "name": "Una Prest"}, {"@type": "Organization", "name": "AP"}]
    assert authors(head=json_ld(listed)) == ["Una Prest", "AP"]
