"""Tags and places of the registers in drafts."""

from __future__ import annotations

import time

import pytest

from sitegen.contribute.importing.terms import TermFinder
from sitegen.contribute.importing.values import Draft
from sitegen.read.register_file import parse_register
from tests.contribute.importing.registers import GEORGIA, ODESA, cities, finder


@pytest.fixture(scope="module")
def terms() -> TermFinder:
    return finder()


def places_in(terms: TermFinder, body: str, *, language: str = "en", title: str = "") -> tuple[str, ...]:
    return terms.find(Draft(title=title, body=body, language=language)).places


@pytest.mark.parametrize(
    ("language", "body", "place"),
    [
        ("en", "The bridge in Kupyansk is open again.", "Kupyansk"),
        ("en", "Kupyansk's bridge is open again.", "Kupyansk"),
        ("en", "The Kupyansk-based workshop made it.", "Kupyansk"),
        ("en", "Guests came to Hoi An by boat.", "Hội An"),
        ("vi", "Thuyền về tới Hội An lúc sáng.", "Hội An"),
        ("vi", "Mưa lớn ở Huế.", "Huế"),
        ("uk", "Міст у Куп’янську знову відкрито.", "Kupyansk"),
        ("uk", "Міст у Купянську знову відкрито.", "Kupyansk"),
        ("uk", "Мешканці Києва чекають на потяг.", "Kyiv"),
        ("uk", "Потяг до Харкова запізнився.", "Kharkiv"),
        ("uk", "У Харківській області сніжить.", "Kharkiv Oblast"),
        ("uk", "Зерно з України везуть морем.", "Ukraine"),
        ("pl", "W Kijowie otwarto most.", "Kyiv"),
        ("de", "Berlins Brücken werden erneuert.", "Berlin"),
        ("de", "Die Brücken in Deutschland sind alt.", "Germany"),
        ("tr", "Berlin'de köprü açıldı.", "Berlin"),
        ("fi", "Berliinissä ei satanut, mutta Houstonissa satoi.", "Houston"),
        ("fr", "Le pont d'Ukraine est ouvert.", "Ukraine"),
        ("ar", "فتح الجسر في حلب من جديد", "Aleppo"),
        ("ar", "وصلت السفينة لمصر أمس", "Egypt"),
        ("ja", "東京で橋が開通した。", "Tokyo"),
        ("ja", "昨日、リヨンで橋が開通した。", "Lyon"),
    ],
)
def test_a_place_is_found_in_the_forms_of_its_language(
    terms: TermFinder, language: str, body: str, place: str
) -> None:
    assert places_in(terms, body, language=language) == (place,)


@pytest.mark.parametrize(
    ("language", "body"),
    [
        ("en", "Paris Hilton opened a shop, and Jack London wrote about it."),
        ("en", "The New York Times and the Washington Post reported it."),
        ("en", "The Berlin Quay Reporter and the London Gazetteer reported it."),
        ("en", "They told us to wait, and none of us did."),
        ("en", "Mr Paris spoke first."),
        ("en", "A hue and cry rose."),
        ("en", "Nga came with her sister."),
        ("vi", "Chị Nga nói cầu đẹp lắm."),
        ("vi", "Cô Huệ bán hoa ngoài chợ."),
        ("en", "Parisian shops and Londoners were quiet."),
        ("uk", "Київський міст відкрито."),
        ("ja", "リヨネーズを食べた。"),
        ("en", "Look at [the page](https://paris.example/Paris) and ![Paris](paris.png)."),
    ],
)
def test_what_only_looks_like_a_place_is_none(terms: TermFinder, language: str, body: str) -> None:
    assert places_in(terms, body, language=language) == ()


def test_the_longest_name_wins(terms: TermFinder) -> None:
    assert places_in(terms, "A train left Kupyansk-Vuzlovyi in the morning.") == ("Kupyansk-Vuzlovyi",)


def test_a_name_inside_another_in_a_script_without_spaces_is_none(terms: TermFinder) -> None:
    assert places_in(terms, "東京都で雪が降った。", language="ja") == ("Tokyo",)


def test_a_country_is_left_out_when_a_city_of_it_is_named(terms: TermFinder) -> None:
    assert places_in(terms, "The bridge in Kyiv is the longest in Ukraine.") == ("Kyiv",)


def test_a_country_in_the_title_stays(terms: TermFinder) -> None:
    body = "The bridge in Kyiv is the longest."
    assert places_in(terms, body, title="Bridges of Ukraine") == ("Ukraine", "Kyiv")


def test_places_come_by_where_and_how_often_they_are_named(terms: TermFinder) -> None:
    body = "It rained.\n\nRoads in Paris and in Berlin were wet. In Berlin schools closed."
    assert places_in(terms, body, title="Rain in London") == ("London", "Berlin", "Paris")


def test_no_more_places_than_the_limit(terms: TermFinder) -> None:
    body = "Trains from Kyiv, Kharkiv, Kupyansk, Paris, Berlin, London, Houston, Tokyo and Kyoto."
    assert len(places_in(terms, body)) == 6


def test_keywords_that_are_tags_come_first(terms: TermFinder) -> None:
    draft = Draft(
        title="Flood in the valley",
        body="The flood rose. The flood fell.",
        keywords=("flooding", "UN", "boats"),
    )
    assert terms.find(draft).tags == ("Floods", "United Nations")


def test_a_subject_of_title_and_text_is_a_tag(terms: TermFinder) -> None:
    draft = Draft(title="Floods close roads", body="The floods came by night.", language="en")
    assert terms.find(draft).tags == ("Floods",)


def test_a_word_that_occurs_once_is_no_tag(terms: TermFinder) -> None:
    draft = Draft(title="Roads are closed", body="Nobody spoke of a war.\n\nSnow fell.", language="en")
    assert terms.find(draft).tags == ()


def test_a_few_mentions_in_a_long_text_are_no_tag(terms: TermFinder) -> None:
    body = "\n\n".join(["The council met. " * 100, "A fire. " * 2, "Talks went on. " * 300])
    assert terms.find(Draft(title="Council meets", body=body, language="en")).tags == ()


def test_a_subject_inside_a_name_is_no_tag(terms: TermFinder) -> None:
    body = "They saw Star Wars twice. The first Star Wars film is long. Star Wars tickets sold out."
    assert terms.find(Draft(title="At the cinema", body=body, language="en")).tags == ()


def test_a_place_that_a_long_text_names_once_is_none(terms: TermFinder) -> None:
    body = (
        "Rain fell in Berlin.\n\n"
        + "The council met again, and nothing was said. " * 40
        + "He once saw Paris."
    )
    assert places_in(terms, body) == ("Berlin",)


def test_an_acronym_must_be_written_large(terms: TermFinder) -> None:
    draft = Draft(title="Un vote à la mairie", body="Un homme. Un autre. Un troisième vote.", language="fr")
    assert terms.find(draft).tags == ()


def test_the_narrower_of_two_tags_stays(terms: TermFinder) -> None:
    draft = Draft(title="War in the north", body="The war in the north goes on. War is long. War costs.")
    assert terms.find(draft).tags == ("Northern war",)


def test_georgia_alone_is_asked() -> None:
    found = finder(GEORGIA).find(Draft(title="Storm in Georgia", body="Roads in Georgia are closed."))
    assert found.places == ()
    [doubt] = found.doubts
    assert doubt.key == "places"
    assert doubt.options == ("Georgia (in the register: georgia)", "Georgia (state of the United States)")


def test_georgia_beside_its_cities_is_the_country() -> None:
    found = finder(GEORGIA).find(Draft(title="Storm in Georgia", body="In Tbilisi and in Batumi trees fell."))
    assert found.places == ("Georgia",)
    assert found.doubts == ()


def test_georgia_beside_american_cities_is_asked() -> None:
    found = finder(GEORGIA).find(
        Draft(title="Storm in Georgia", body="In Houston and in Savannah trees fell.")
    )
    assert found.places == ("Houston",)
    assert len(found.doubts) == 1


def test_odessa_among_ukrainian_cities_is_the_registers() -> None:
    draft = Draft(title="Grain leaves Odessa", body="Trains from Kyiv reach Odessa by night.", language="en")
    assert finder(ODESA).find(draft).places == ("Odesa", "Kyiv")


def test_odessa_among_texan_cities_is_asked() -> None:
    draft = Draft(title="Oil wells close", body="Wells in Odessa and in Houston are closed.", language="en")
    found = finder(ODESA).find(draft)
    assert found.places == ("Houston",)
    [doubt] = found.doubts
    assert [option.partition(" (")[0] for option in doubt.options] == [
        "Odesa",
        "Odessa, Texas, United States",
    ]


def test_ten_thousand_names_cost_little() -> None:
    entries = "".join(f"p{n}: {{name: Zor{n:05d} Ka, kind: city}}\n" for n in range(10_000))
    big = TermFinder(
        tags=parse_register("tag", b""), places=parse_register("place", entries.encode()), cities=cities()
    )
    draft = Draft(body="People in Zor00077 Ka went home by boat. " * 60, language="en")
    big.find(draft)
    start = time.process_time()
    assert big.find(draft).places == ("Zor00077 Ka",)
    assert time.process_time() - start < 2.0
