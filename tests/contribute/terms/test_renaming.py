"""Renaming: the old name and the old address stay good."""

from __future__ import annotations

import pytest

from sitegen.contribute.terms.editing import TermError
from sitegen.read.registers import read_register
from tests.contribute.terms.registers import TAGS, archive, rename, tags_of
from tests.sites import article


def test_the_old_name_becomes_an_alias(tmp_path):
    site = archive(tmp_path)
    rename(site, "floods", "Floods and tides")

    expected = TAGS.replace('name: "Floods"', 'name: "Floods and tides"')
    assert tags_of(site) == expected.replace("    - High water\n", "    - High water\n    - Floods\n")
    assert site.check() == ()


def test_a_new_id_keeps_the_old_address_children_and_articles(tmp_path):
    site = archive(tmp_path, tags="[flooding, Dykes]")
    change = rename(site, "flooding", "Inundation", "inundation")

    assert change.notes == ("/tags/flooding/ leads to /tags/inundation/ from now on.",)
    terms = read_register(site.root, "tag").terms
    assert terms["inundation"].former_ids == ("flooding",)
    assert terms["inundation"].aliases == ("Flooding",)
    assert terms["dykes"].parent == "inundation"
    assert "# Water.\ninundation:\n" in tags_of(site)
    assert site.check() == ()
    site.build()
    assert "url=/tags/inundation/" in site.page("/tags/flooding/")


def test_renaming_back_leaves_no_address_that_leads_to_itself(tmp_path):
    site = archive(tmp_path)
    rename(site, "floods", "High tides", "high-tides")
    rename(site, "high-tides", "Floods", "floods")

    term = read_register(site.root, "tag").terms["floods"]
    assert (term.name, term.former_ids, term.aliases) == (
        "Floods",
        ("high-tides",),
        ("High water", "High tides"),
    )
    assert site.check() == ()


def test_only_the_case_of_a_name_can_change(tmp_path):
    site = archive(tmp_path)
    rename(site, "floods", "FLOODS")
    assert read_register(site.root, "tag").terms["floods"].aliases == ("High water",)


@pytest.mark.parametrize(
    ("new_name", "new_id", "message"),
    [
        (
            "Dykes",
            "",
            "“Dykes” already names the entry `dykes`. To make one of the two, run: sitegen tag merge",
        ),
        ("Water", "disasters", "“disasters” already names the entry `disasters`."),
        ("Water", "Hoch Wasser", "An id may hold only a–z, 0–9 and hyphens, such as hoch-wasser"),
        ("Floods", "", "`floods` has that name already"),
        ("", "", "`name`"),
        ("Wa\u202eter", "", "U+202E"),
    ],
)
def test_what_cannot_be_renamed_is_told_and_nothing_changes(tmp_path, new_name, new_id, message):
    site = archive(tmp_path)
    with pytest.raises(TermError) as error:
        rename(site, "floods", new_name, new_id)

    assert message in str(error.value)
    assert tags_of(site) == TAGS


def test_an_address_that_an_article_had_is_refused(tmp_path):
    site = archive(tmp_path)
    site.write("content/articles/2024/b.md", article(aliases="[/tags/water/index.html]"))
    with pytest.raises(
        TermError, match=r"/tags/water/index.html is an old one of content/articles/2024/b.md"
    ):
        rename(site, "floods", "Water", "water")
