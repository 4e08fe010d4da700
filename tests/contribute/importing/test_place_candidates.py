"""Places that the register lacks, offered from the gazetteer."""

from __future__ import annotations

import pytest

from sitegen.contribute.importing.gazetteer import Gazetteer, key_of
from sitegen.contribute.importing.terms import TermFinder, TermsFound
from sitegen.contribute.importing.values import Draft
from sitegen.read.register_file import parse_register
from tests.contribute.importing.registers import cities, finder


@pytest.fixture(scope="module")
def terms() -> TermFinder:
    return finder()


def found_in(terms: TermFinder, body: str, *, language: str = "en", title: str = "") -> TermsFound:
    return terms.find(Draft(title=title, body=body, language=language))


def offered(found: TermsFound) -> list[tuple[str, str]]:
    return [(candidate.name, candidate.country) for candidate in found.candidates]


def test_a_city_beside_known_places_is_offered_and_not_added(terms: TermFinder) -> None:
    found = found_in(terms, "Trains from Kharkiv stop in Kramatorsk at noon.")
    assert found.places == ("Kharkiv",)
    [place] = found.candidates
    assert (place.name, place.kind, place.country, place.parent) == ("Kramatorsk", "city", "UA", "ukraine")
    assert (round(place.latitude or 0), round(place.longitude or 0)) == (49, 38)


def test_a_name_behind_city_of_is_a_place(terms: TermFinder) -> None:
    body = "Vovchansk held out, said Ukraine. Vovchansk lies at the Vovcha."
    assert ("Vovchansk", "UA") not in offered(found_in(terms, body))
    title = "Russia declares control of strategic city of Vovchansk"
    assert ("Vovchansk", "UA") in offered(found_in(terms, body, title=title))


def test_pokrovsk_in_ukraine_is_not_engels(terms: TermFinder) -> None:
    assert offered(found_in(terms, "Trains from Kyiv stop in Pokrovsk.")) == [("Pokrovsk", "UA")]


def test_pokrovsk_without_context_is_asked(terms: TermFinder) -> None:
    found = found_in(terms, "The bridge in Pokrovsk is open.", title="A bridge in Pokrovsk")
    assert found.candidates == ()
    [doubt] = found.doubts
    assert [option.partition(",")[0] for option in doubt.options] == ["Pokrovsk", "Engels"]


def test_tay_ninh_in_vietnam_is_not_xining(terms: TermFinder) -> None:
    found = found_in(terms, "Người dân tại Tây Ninh và ở Hội An chờ tàu.", language="vi")
    assert offered(found) == [("Tây Ninh", "VN")]


def test_the_language_tells_when_nothing_else_does(terms: TermFinder) -> None:
    assert offered(found_in(terms, "Người dân tại Tây Ninh chờ tàu.", language="vi")) == [("Tây Ninh", "VN")]


def test_odessa_among_texan_cities_is_in_texas(terms: TermFinder) -> None:
    assert offered(found_in(terms, "Wells in Odessa and in Houston are closed.")) == [("Odessa", "US")]


def test_odessa_among_ukrainian_cities_is_odesa(terms: TermFinder) -> None:
    found = found_in(terms, "Grain goes from Kyiv to the port in Odessa.")
    assert offered(found) == [("Odesa", "UA")]
    assert found.candidates[0].aliases == ("Odessa",)


def test_odessa_alone_is_asked(terms: TermFinder) -> None:
    found = found_in(terms, "The port in Odessa is open.", title="A port in Odessa")
    assert found.candidates == ()
    assert len(found.doubts[0].options) == 2


@pytest.mark.parametrize("written", ["Куп'янськ", "Куп’янськ", "Купянськ", "Kup'yans'k"])
def test_the_gazetteer_knows_a_name_with_and_without_its_apostrophe(written: str) -> None:
    assert [city.name for city, _ in Gazetteer(cities()).settlements(key_of(written))] == ["Kupyansk"]


def test_a_known_place_by_a_name_that_the_register_lacks_is_found() -> None:
    places = "kyiv: {name: Kyiv, kind: city, geonames: 703448}\n"
    terms = TermFinder(
        tags=parse_register("tag", b""), places=parse_register("place", places.encode()), cities=cities()
    )
    found = terms.find(Draft(body="In Kiew wurde eine Brücke eröffnet.", language="de"))
    assert found.places == ("Kyiv",)
    assert found.candidates == ()


def test_a_small_namesake_of_a_large_city_is_asked(terms: TermFinder) -> None:
    found = found_in(terms, "Guests from Houston met in Dublin.")
    assert found.candidates == ()
    assert [option.partition(" (")[0] for option in found.doubts[0].options] == [
        "Dublin, California, United States",
        "Dublin, Ireland",
    ]


def test_namesakes_in_one_country_are_told_apart(terms: TermFinder) -> None:
    found = found_in(terms, "Guests from Houston and Chicago met in Springfield.")
    options = found.doubts[0].options
    assert options[0] == "Springfield, Missouri, United States (170,188 inhabitants, 37.2° N, 93.3° W)"
    assert len(set(options)) == len(options) > 2


def test_the_arabic_word_for_city_is_no_place(terms: TermFinder) -> None:
    found = terms.find(Draft(title="فيضان في المدينة", body="وصل الماء في المدينة إلى الجسر.", language="ar"))
    assert (found.candidates, found.doubts) == ((), ())


def test_an_inflected_name_is_no_alias(terms: TermFinder) -> None:
    found = found_in(terms, "W Warszawie otwarto most. W Warszawie padało.", language="pl")
    assert [(place.name, place.aliases) for place in found.candidates] == [("Warsaw", ())]


@pytest.mark.parametrize(
    "body",
    [
        "Anna Kramatorsk spoke. Kramatorsk said no.",
        "In May and in August nothing happened.",
        "He was seen reading in Reading, where reading is common.",
        "The Kramatorsk Herald in the shop was old.",
        "It happened in Nowhereburgh.",
    ],
)
def test_what_only_looks_like_a_city_is_not_offered(terms: TermFinder, body: str) -> None:
    found = found_in(terms, body)
    assert (found.candidates, found.doubts) == ((), ())
