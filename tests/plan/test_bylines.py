"""Bylines: only “Family, Given” has parts."""

from __future__ import annotations

import pytest

from sitegen.plan.bylines import Name, parse_name, spoken_names


@pytest.mark.parametrize(
    "written",
    [
        "Jane Q. Smith",
        "Nguyễn Văn A",
        "Reuters staff",
        "Prince",
        "Martin Luther King, Jr.",
        "Jane Smith, Ph.D.",
        "Ministry of Health, Labour, and Welfare",
        "Smith,",
        ", Jane",
    ],
)
def test_a_name_is_used_as_it_is_written(written: str) -> None:
    name = parse_name(written)
    assert name == Name(spoken=written)
    assert name.inverted == written


def test_family_and_given_name_are_parted_by_a_comma() -> None:
    name = parse_name("Smith, Jane Q.")
    assert (name.family, name.given, name.spoken) == ("Smith", "Jane Q.", "Jane Q. Smith")
    assert name.inverted == "Smith, Jane Q."


def test_a_suffix_is_no_given_name() -> None:
    name = parse_name("King, Martin Luther, Jr.")
    assert (name.family, name.given, name.suffix) == ("King", "Martin Luther", "Jr.")
    assert name.spoken == "Martin Luther King Jr."


@pytest.mark.parametrize(
    ("given", "initials"),
    [
        ("Jane", "J."),
        ("Jane Quincy", "J. Q."),
        ("J.R.R.", "J. R. R."),
        ("Jean-Luc", "J.-L."),
        ("Ludwig van", "L. van"),
        ("Олена", "О."),
        ("نجيب", "نجيب"),
    ],
)
def test_initials(given: str, initials: str) -> None:
    assert parse_name(f"Family, {given}").initials == initials


def test_pages_show_names_as_they_are_spoken() -> None:
    assert spoken_names(("Smith, Jane", "Lê Minh")) == ("Jane Smith", "Lê Minh")
