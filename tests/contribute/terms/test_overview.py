"""What `list` tells of a register: use, doubles, what is missing."""

from __future__ import annotations

import json
import time

import pytest
from msgspec.structs import replace

from sitegen.contribute.terms.doubles import suspected_doubles
from sitegen.contribute.terms.overview import term_overview
from sitegen.contribute.terms.overview_text import overview_json, overview_text
from sitegen.contribute.terms.uses import read_texts
from sitegen.model import Term
from tests.contribute.terms.registers import archive


def doubles(*terms: Term) -> list[tuple[str, str, str]]:
    return [(d.first, d.second, d.reason) for d in suspected_doubles({term.id: term for term in terms})]


def named(*names: str) -> list[Term]:
    return [Term(id=f"t{number}", name=name) for number, name in enumerate(names)]


@pytest.mark.parametrize(
    ("one", "other", "reason"),
    [
        ("Đà Nẵng", "Da Nang", "same name but for accents and case"),
        ("Rescue and relief", "Relief and rescue", "same words"),
        ("Election", "Elections", "singular and plural"),
        ("Peace treaty", "Peace treaties", "singular and plural"),
        ("Earthquake", "Eartqhuake", "near spelling"),
        ("Climate change", "Climat change", "near spelling"),
    ],
)
def test_names_that_are_much_alike_are_suspected(one, other, reason):
    assert doubles(*named(one, other)) == [("t0", "t1", reason)]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Iran", "Iraq"),
        ("World Cup 2018", "World Cup 2022"),
        ("COP26", "COP27"),
        ("Gambia", "Zambia"),
        ("North Korea", "South Korea"),
        ("C++", "C"),
        ("Тест", "Test"),
    ],
)
def test_names_that_only_look_alike_are_not(one, other):
    assert doubles(*named(one, other)) == []


def test_aliases_count_as_names():
    terms = [Term(id="a", name="A", aliases=("Aerial raid",)), Term(id="b", name="Aerial raids")]
    assert doubles(*terms) == [("a", "b", "singular and plural")]


def test_places_at_one_point_are_suspected_unless_one_lies_in_the_other():
    country = Term(id="sg", name="Singapore", latitude=1.3521, longitude=103.8198)
    city = Term(id="city", name="Town", latitude=1.3521, longitude=103.8198)
    assert doubles(country, city) == [("sg", "city", "same coordinates")]
    assert doubles(country, replace(city, parent="sg")) == []


def test_places_that_lie_apart_or_are_two_items_of_wikidata_are_two():
    one = Term(id="cr", name="San José", latitude=9.93, longitude=-84.08, wikidata="Q3070")
    other = Term(id="us", name="San Jose", latitude=37.34, longitude=-121.89)
    assert doubles(one, other) == []
    assert doubles(one, Term(id="us", name="San Jose", wikidata="Q16553")) == []
    assert len(doubles(one, Term(id="us", name="San Jose"))) == 1


def test_outlets_of_one_site_are_suspected_unless_their_languages_differ():
    one = Term(id="a", name="A", url="https://www.example.org/", language="en")
    assert doubles(one, Term(id="b", name="B", url="http://example.org/news")) == [
        ("a", "b", "same web site")
    ]
    assert doubles(one, Term(id="b", name="B", url="https://example.org/vi/", language="vi")) == []


def test_a_large_register_is_looked_through_in_no_time():
    terms = named(*(f"Settlement of {chr(97 + n % 26)}{n * 7919 % 100_003} Rivers {n}" for n in range(3_000)))
    started = time.process_time()
    suspected_doubles({term.id: term for term in terms})
    assert time.process_time() - started < 5


TAGS = """\
zeta:
  name: Zeta, whose name goes on and on until it has left the eighty columns of a terminal behind
disasters:
  name: Disasters
floods:
  name: Élans
  aliases: [Floods]
  broader: disasters
flood:
  name: Flood
"""


def test_the_overview_counts_and_names_what_is_odd(tmp_path):
    site = archive(tmp_path, TAGS, tags="[Floods, Flod, Quakes]")
    overview = term_overview(read_texts(site.root), "tag")

    assert [(entry.id, entry.articles, entry.unused) for entry in overview.entries] == [
        ("disasters", 0, False),
        ("floods", 1, False),
        ("flood", 0, True),
        ("zeta", 0, True),
    ]
    text = overview_text(overview)
    assert max(map(len, text.splitlines())) <= 80
    assert text.splitlines()[:4] == [
        "4 entries in content/tags.yaml",
        "",
        "Articles  Id         Name",
        "       0  disasters  Disasters",
    ]
    assert text.split("\n\n", 2)[2] == (
        "Unused: 2 (no article names them, or an entry below them)\n"
        "  flood, zeta\n"
        "\n"
        "Maybe doubles: 1\n"
        "  Élans / Flood: singular and plural\n"
        "    sitegen tag merge flood floods\n"
        "\n"
        "Named by articles, not in the register: 2\n"
        "  Flod: 1 article; like “Flood”\n"
        "    sitegen tag merge Flod flood\n"
        "  Quakes: 1 article\n"
        "    sitegen tag add Quakes"
    )
    data = json.loads(overview_json(overview))
    assert data["doubles"] == [{"first": "floods", "second": "flood", "reason": "singular and plural"}]
    assert data["missing"][1] == {"name": "Quakes", "articles": 1, "nearest": "", "nearest_id": ""}
