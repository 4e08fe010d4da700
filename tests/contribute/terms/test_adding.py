"""Adding: valid entries only, and no doubles by mistake."""

from __future__ import annotations

import pytest

from sitegen.contribute.file_changes import FileChangeError, write_changes
from sitegen.contribute.terms.adding import NewTerm, add_terms
from sitegen.contribute.terms.editing import TermError
from sitegen.contribute.terms.uses import read_texts
from tests.contribute.terms.registers import TAGS, add, archive, tags_of


def test_an_entry_is_added_and_the_rest_stays_as_it_was(tmp_path):
    site = archive(tmp_path, tags="[Flooding, Rainfall]")
    add(site, "Rainfall", aliases=["Rain"], parent="Disasters", details={"description": "From above."})

    assert tags_of(site) == TAGS + (
        "\nrainfall:\n  name: Rainfall\n  aliases: [Rain]\n  description: From above.\n  broader: disasters\n"
    )
    assert site.check() == ()


def test_a_register_that_is_missing_is_made(tmp_path):
    site = archive(tmp_path, tags="[]")
    details = {"kind": "city", "latitude": 16.4637, "longitude": 107.5909, "wikidata": "Q36167"}
    add(site, "Việt Nam", kind="place", id="vietnam")
    add(site, "Huế", kind="place", parent="Viet Nam", details=details)

    assert (site.root / "content/places.yaml").read_text() == (
        "vietnam:\n"
        "  name: Việt Nam\n"
        "hue:\n"
        "  name: Huế\n"
        "  within: vietnam\n"
        "  kind: city\n"
        "  latitude: 16.4637\n"
        "  longitude: 107.5909\n"
        "  wikidata: Q36167\n"
    )
    assert site.check() == ()


@pytest.mark.parametrize(
    ("name", "values", "message"),
    [
        ("FLOODS", {}, "“FLOODS” is in content/tags.yaml already: entry `floods`"),
        ("Dyke", {}, "has “Dykes” (`dykes`) already: singular and plural. If it is another tag all the same"),
        ("Disastres", {}, "has “Disasters” (`disasters`) already: near spelling"),
        ("Rain", {"aliases": ["High water"]}, "“High water” is in content/tags.yaml already: entry `floods`"),
        (
            "Rain",
            {"parent": "Disaster"},
            "The tag “Disaster” is not in content/tags.yaml. Did you mean “Disa",
        ),
        ("Rain", {"id": "Rain!"}, "The id “Rain!” may hold only a–z, 0–9 and hyphens"),
        ("!!!", {}, "“!!!” holds no letter or digit"),
        ("Rain", {"details": {"description": "a\u202eb"}}, "U+202E"),
    ],
)
def test_what_cannot_be_added_is_told_and_nothing_changes(tmp_path, name, values, message):
    site = archive(tmp_path)
    with pytest.raises(TermError) as error:
        add(site, name, **values)

    assert message in str(error.value)
    assert tags_of(site) == TAGS


def test_a_person_may_insist_on_what_is_similar(tmp_path):
    site = archive(tmp_path)
    add(site, "Disastres", similar=True)
    assert "disastres:\n" in tags_of(site)


def test_an_id_that_would_break_an_article_is_refused(tmp_path):
    site = archive(tmp_path, tags="[背景]")
    with pytest.raises(
        TermError, match=r"would have the same address as “北京”.+\(content/articles/2025/11/a.md:5\)"
    ):
        add(site, "北京", id="bei-jing")
    assert tags_of(site) == TAGS


def test_coordinates_come_in_pairs(tmp_path):
    site = archive(tmp_path)
    with pytest.raises(TermError, match="`latitude` and `longitude` belong together"):
        add(site, "Huế", kind="place", details={"latitude": 16.46})
    assert not (site.root / "content/places.yaml").exists()


def test_a_file_that_changed_meanwhile_is_left_alone(tmp_path):
    site = archive(tmp_path)
    change = add_terms(site.root, read_texts(site.root), "tag", [NewTerm(name="Rain")])
    site.write("content/tags.yaml", "other:\n  name: Other\n")
    with pytest.raises(FileChangeError, match=r"content/tags.yaml was changed meanwhile"):
        write_changes(site.root, change.files)

    assert tags_of(site) == "other:\n  name: Other\n"
