"""Entries that an import offers for the registers."""

from __future__ import annotations

from sitegen.contribute.importing.place_candidates import PlaceCandidate
from sitegen.contribute.importing.register_entries import outlet_candidate, outlet_entries, place_entries
from sitegen.contribute.importing.values import Draft
from sitegen.read.register_file import parse_register
from tests.contribute.importing.registers import PLACES, finder

NO_PLACES = parse_register("place", b"{}\n")


def test_an_entry_to_confirm_has_the_form_of_the_register() -> None:
    place = PlaceCandidate(
        name="Tây Ninh",
        aliases=("Tay Ninh: city",),
        kind="city",
        latitude=11.31,
        longitude=106.0983,
        country="VN",
        geonames=1566559,
        parent="vietnam",
    )
    assert place_entries([place], NO_PLACES) == [
        "tay-ninh:\n"
        "  name: Tây Ninh\n"
        "  aliases:\n"
        "  - 'Tay Ninh: city'\n"
        "  kind: city\n"
        "  within: vietnam\n"
        "  latitude: 11.31\n"
        "  longitude: 106.0983\n"
        "  geonames: 1566559\n"
    ]


def test_an_entry_to_confirm_is_valid_in_the_register() -> None:
    draft = Draft(body="Trains from Kharkiv stop in Kramatorsk at noon.", language="en")
    entries = place_entries(finder().find(draft).candidates, NO_PLACES)
    register = parse_register("place", (PLACES + "".join(entries)).encode())
    assert register.diagnostics == []
    assert register.terms["kramatorsk"].parent == "ukraine"


def test_entries_that_are_offered_together_have_ids_of_their_own() -> None:
    """Two towns of one name, and a place of the register that has it already."""
    towns = [
        PlaceCandidate(name="Orra", aliases=(), kind="town", country=country, geonames=number)
        for country, number in (("DK", 1), ("SE", 2), ("SE", 3), ("DK", 1))
    ]
    register = parse_register("place", b"orra:\n  name: Orra\n")
    entries = place_entries(towns, register)
    assert [entry.partition(":")[0] for entry in entries] == ["orra-dk", "orra-se", "orra-se-3"]


def test_an_outlet_is_offered_once_with_its_site() -> None:
    register = parse_register("outlet", b"orra-courier:\n  name: Orra Courier\n")
    found = [
        outlet_candidate("Dock News", "https://dock.example/2024/a?b=c", "en"),
        outlet_candidate("Dock News", "https://dock.example/2024/b", "en"),
        outlet_candidate("Orra-Courier!", "", ""),
        outlet_candidate("…", "https://nameless.example/", "en"),
    ]
    assert outlet_entries(found, register) == [
        "dock-news:\n  name: Dock News\n  url: https://dock.example\n  language: en\n",
        "orra-courier-2:\n  name: Orra-Courier!\n",
    ]


def test_the_entry_of_an_outlet_is_valid_in_the_register() -> None:
    found = [outlet_candidate("Dock News", "https://dock.example/2024/a", "en")]
    text = "".join(outlet_entries(found, parse_register("outlet", b"{}\n")))
    register = parse_register("outlet", text.encode())
    assert register.diagnostics == []
    assert register.terms["dock-news"].url == "https://dock.example"
