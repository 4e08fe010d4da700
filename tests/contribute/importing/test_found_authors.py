"""Names are found in bylines, and nothing else is."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sitegen.contribute.importing.found_authors import authors_of


@pytest.mark.parametrize(
    ("byline", "names"),
    [
        ("By Jane Doe and John Roe, BBC News | Updated 3 May", ("Jane Doe", "John Roe")),
        ("By Jane Doe, Ann Poe, and John Roe", ("Jane Doe", "Ann Poe", "John Roe")),
        ("Von A. Müller", ("A. Müller",)),
        ("Von Anna Schmidt und Bernd Huber, Berlin", ("Anna Schmidt", "Bernd Huber")),
        ("Par Jean-Pierre Dupont avec AFP", ("Jean-Pierre Dupont",)),
        ("Por Ana de la Cruz y Luis Pérez", ("Ana de la Cruz", "Luis Pérez")),
        ("Phóng viên Lê Minh", ("Lê Minh",)),
        ("Текст: Іван Петренко", ("Іван Петренко",)),
        ("بقلم محمد علي", ("محمد علي",)),
        ("文=山田太郎", ("山田太郎",)),
        ("김철수 기자", ("김철수",)),
        ("BY JANE DOE", ("Jane Doe",)),
        ("Doe, Jane", ("Jane Doe",)),
        ("Author: Madonna", ("Madonna",)),
        ("C. W. Anderson", ("C. W. Anderson",)),
        ("Martin Luther King Jr.", ("Martin Luther King Jr.",)),
    ],
)
def test_names_are_found_in_the_bylines_of_many_languages(byline, names):
    assert authors_of(byline) == names


@pytest.mark.parametrize(
    "byline",
    [
        "Jane Doe, Political editor",
        "Jane Doe | Reporter | The Daily Sun",
        "Jane Doe (Reuters)",
        "Jane Doe jane.doe@sun.example @janedoe",
        "Posted by: Jane Doe on May 3, 2020 at 10:30 am",
        "By Jane Doe 3 hours ago",
        "By Jane Doe in Berlin",
    ],
)
def test_what_stands_beside_a_name_is_left_out(byline):
    assert authors_of(byline, "en") == ("Jane Doe",)


@pytest.mark.parametrize("byline", ["Jane DoeJane Doe21/11/2025", "Jane Doe, JANE DOE", "Jane Doe Jane Doe"])
def test_a_doubled_name_is_returned_once(byline):
    assert authors_of(byline, "vi") == ("Jane Doe",)


@pytest.mark.parametrize("desk", ["Newsroom", "Staff reporter", "Reuters", "BBC News"])
def test_a_desk_is_an_author_only_when_nobody_else_is(desk):
    assert authors_of(desk) == (desk,)
    assert authors_of(f"Jane Doe, {desk}") == ("Jane Doe",)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "Home",
        "Read More",
        "Privacy Policy",
        "@janedoe",
        "https://news.example/jane-doe",
        "jane.doe@sun.example",
        "Updated 10:20 GMT",
        "He went home yesterday evening.",
        "The minister said on Monday that taxes would not rise.",
        "By Jane Doe " + "and others " * 100,
    ],
)
def test_what_is_no_name_gives_nothing(text):
    assert authors_of(text, "en") == ()


@given(st.text(max_size=120))
def test_names_are_short_and_without_addresses(text):
    for name in authors_of(text):
        assert 0 < len(name) <= 60
        assert "@" not in name
        assert "://" not in name


def test_a_day_of_the_week_is_no_family_name() -> None:
    assert authors_of("By Mara Lind and Tom Oke Hale Monday, November 18, 2019", "en") == (
        "Mara Lind",
        "Tom Oke Hale",
    )


def test_a_last_initial_keeps_its_full_stop() -> None:
    assert authors_of("By Jane D.", "en") == ("Jane D.",)
