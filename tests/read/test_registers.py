"""Registers: how names find their entry, and what is wrong with a register."""

from __future__ import annotations

import time
import unicodedata

import pytest

from sitegen.read.hierarchy import below_last_level, first_of_circles
from sitegen.read.names import same_name
from sitegen.read.registers import Register, read_register

PLACES = """\
viet-nam:
  name: Việt Nam
  aliases: [Vietnam, VN]
  kind: country
da-nang:
  name: Đà Nẵng
  within: viet-nam
  latitude: 16.07
  longitude: 108.21
"""


@pytest.fixture
def register(tmp_path):
    """Reads a register from its text."""

    def read(text, kind="place"):
        file = (
            tmp_path
            / "content"
            / {"place": "places.yaml", "tag": "tags.yaml", "outlet": "outlets.yaml"}[kind]
        )
        file.parent.mkdir(exist_ok=True)
        file.write_text(text)
        return read_register(tmp_path, kind)

    return read


@pytest.mark.parametrize(
    "name",
    [
        "Đà Nẵng",
        "đà nẵng",
        "ĐÀ NẴNG",
        unicodedata.normalize("NFD", "Đà Nẵng"),
        "da-nang",
        "Da Nang",
        "DA-NANG",
    ],
)
def test_an_entry_is_found_by_name_id_and_slug(register, name):
    assert register(PLACES).find(name).id == "da-nang"


@pytest.mark.parametrize("name", ["Vietnam", "vn", "Việt Nam", "viet nam"])
def test_an_entry_is_found_by_its_aliases(register, name):
    assert register(PLACES).find(name).id == "viet-nam"


@pytest.mark.parametrize("name", ["Huế", "Viet", "", "!!!"])
def test_other_names_find_nothing(register, name):
    assert register(PLACES).find(name) is None


def test_case_folds_as_unicode_says(register):
    assert register("strasse:\n  name: Hauptstraße\n").find("HAUPTSTRASSE").id == "strasse"


def test_an_entry_keeps_its_facts(register):
    term = register(PLACES).terms["da-nang"]

    assert (term.name, term.parent, term.latitude, term.longitude) == ("Đà Nẵng", "viet-nam", 16.07, 108.21)
    assert term.registered


def test_a_missing_register_is_empty(tmp_path):
    found = read_register(tmp_path, "tag")

    assert (found.terms, found.diagnostics) == ({}, [])


def test_an_empty_register_is_empty(register):
    assert register("# nothing yet\n").terms == {}


def problems(register: Register) -> list[tuple[str, str, int, int, str, str]]:
    return [(d.code, d.path, d.line, d.column, d.message, d.hint) for d in register.diagnostics]


def test_a_register_that_is_no_yaml_is_empty_and_reported(register):
    found = register("a: b: c\n", "tag")

    assert found.terms == {}
    assert [(d.code, d.path, d.line) for d in found.diagnostics] == [("E103", "content/tags.yaml", 1)]


def test_two_entries_may_not_claim_one_name(register):
    found = register("a:\n  name: Georgia\nb:\n  name: Georgia (US)\n  aliases: [GEORGIA]\n", "tag")

    assert problems(found) == [
        (
            "E303", "content/tags.yaml", 3, 1, "“GEORGIA” already names the entry `a`",
            "Keep the name with one of the two, and tell the other apart: “Georgia (country)”.",
        )
    ]  # fmt: skip
    assert found.find("Georgia").id == "a"


def test_an_entry_may_repeat_its_own_name(register):
    assert register("war:\n  name: War\n  aliases: [war, WAR]\n", "tag").diagnostics == []


def test_an_id_twice(register):
    (found,) = problems(register("war:\n  name: War\nwar:\n  name: Wars\n", "tag"))

    assert found[:4] == ("E103", "content/tags.yaml", 3, 1)
    assert "already on line 1" in found[4]


@pytest.mark.parametrize(
    ("key", "hint"),
    [
        ("Đà Nẵng", "Write `da-nang:`, and the name as `name: Đà Nẵng`."),
        ("War", "Write `war:`, and the name as `name: War`."),
        ("../x", "Write `x:`, and the name as `name: ../x`."),
        ("''", "Choose another id."),
        ("'!'", "Choose another id."),
    ],
)
def test_an_id_is_a_slug(register, key, hint):
    found = register(f"ok:\n  name: ok\n{key}:\n  name: x\n", "tag")

    assert list(found.terms) == ["ok"]
    assert [(p[0], p[2], p[5]) for p in problems(found)] == [("E107", 3, hint)]


def test_an_id_that_no_file_system_takes(register):
    found = register(f"{'a' * 300}:\n  name: x\n", "tag")

    assert found.terms == {}
    assert [p[0] for p in problems(found)] == ["E107"]


def test_an_entry_with_a_mistake_is_left_out(register):
    found = register("a:\n  nmae: x\nb:\n  name: B\n", "tag")

    assert list(found.terms) == ["b"]
    assert [(p[0], p[2]) for p in problems(found)] == [("E105", 2), ("E106", 2)]


def test_an_unknown_parent_is_reported_with_a_suggestion(register):
    found = register("conflict:\n  name: Conflict\nwar:\n  name: War\n  broader: conflcit\n", "tag")

    assert problems(found) == [
        (
            "E302", "content/tags.yaml", 5, 12, "`broader` names “conflcit”, which is not in this file",
            "Did you mean “conflict”?",
        )
    ]  # fmt: skip
    assert found.terms["war"].parent == ""


def test_an_unknown_parent_without_a_near_name(register):
    (found,) = problems(register("war:\n  name: War\n  broader: economics\n", "tag"))

    assert found[5] == "Add an entry `economics:`, or correct `broader`."


@pytest.mark.parametrize(
    ("text", "messages"),
    [
        ("a:\n  name: A\n  within: a\n", ["`within` leads in a circle back to `a`"]),
        (
            "a:\n  name: A\n  within: b\nb:\n  name: B\n  within: c\nc:\n  name: C\n  within: a\n",
            ["`within` leads in a circle back to `a`"],
        ),
        (
            "d:\n  name: D\n  within: a\na:\n  name: A\n  within: b\nb:\n  name: B\n  within: a\n",
            ["`within` leads in a circle back to `a`"],
        ),
    ],
    ids=["itself", "three", "an entry that leads into a circle"],
)
def test_a_circle_is_reported_once_and_opened(register, text, messages):
    found = register(text)

    assert [d.message for d in found.diagnostics] == messages
    assert {d.code for d in found.diagnostics} == {"E301"}
    assert found.terms["a"].parent == ""


def chain(length: int) -> str:
    """Entries `t0`, `t1`, … each within the next."""
    entries = (f"t{n}:\n  name: N{n}\n  within: t{n + 1}\n" for n in range(length - 1))
    return "".join(entries) + f"t{length - 1}:\n  name: top\n"


def test_twenty_levels_are_allowed_and_no_more(register):
    assert register(chain(20)).diagnostics == []
    found = register(chain(21))

    assert problems(found) == [
        (
            "E304", "content/places.yaml", 3, 11, "`within` puts `t0` more than 20 levels deep",
            "Name an entry further up with `within`, or delete the line.",
        )
    ]  # fmt: skip
    assert (found.terms["t0"].parent, found.terms["t1"].parent) == ("", "t2")


def test_what_lies_below_a_cut_begins_at_its_first_level(register):
    found = register(chain(60))

    assert [d.message.split("`")[3] for d in found.diagnostics] == ["t39", "t19"]


@pytest.mark.parametrize("closing", ["", "  within: t0\n"], ids=["a chain", "a circle"])
def test_a_long_chain_of_parents_is_done_with_quickly(closing):
    length = 100_000
    parents = {f"t{n}": f"t{n + 1}" for n in range(length)}
    if closing:
        parents[f"t{length}"] = "t0"
    start = time.perf_counter()

    assert first_of_circles(parents) == (["t0"] if closing else [])
    parents.pop(f"t{length}", None)
    assert len(below_last_level(parents)) == length // 20
    assert time.perf_counter() - start < 5


def test_many_unknown_parents_are_done_with_quickly(register):
    text = "".join(f"t{n}:\n  name: N{n}\n  within: away\n" for n in range(2000))
    start = time.perf_counter()

    assert len(register(text).diagnostics) == 2000
    assert time.perf_counter() - start < 10


TAGS = "c:\n  name: C\nkyiv:\n  name: Київ\n  aliases: [Kiev]\ntest:\n  name: Test\n"


@pytest.mark.parametrize("name", ["C++", "C#", "Тест", "%test", "c¢"])
def test_a_slug_does_not_make_another_name_the_same(register, name):
    assert register(TAGS, "tag").find(name) is None


@pytest.mark.parametrize(
    ("name", "found"),
    [("C.", "c"), ("“Test”", "test"), ("tést", "test"), ("T-e_s t", None), ("KYÏV", "kyiv")],
)
def test_accents_and_punctuation_make_no_difference(register, name, found):
    term = register(TAGS, "tag").find(name)

    assert (term.id if term else None) == found


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("Đà Nẵng", "da-nang", True),
        ("Łódź", "LODZ", True),
        ("O’Brien", "O'Brien", True),
        ("Straße", "STRASSE", True),
        ("北京", "背景", False),
        ("はは", "ばば", False),
        ("C", "C+", False),
        ("A & B", "A B", False),
    ],
)
def test_when_two_names_are_the_same(one, other, same):
    assert same_name(one, other) == same_name(other, one) == same


def test_an_outlet_has_no_parent(register):
    found = register("courier:\n  name: The Courier\n  country: VN\n  language: vi\n", "outlet")

    assert found.terms["courier"].parent == ""
    assert found.terms["courier"].country == "VN"
