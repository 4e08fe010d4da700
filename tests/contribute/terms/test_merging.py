"""Merging: one entry of several, and an archive that is no worse for it."""

from __future__ import annotations

import pytest

from sitegen.contribute.terms.editing import TermError
from sitegen.read.registers import read_register
from tests.contribute.terms.registers import ARTICLE, TAGS, archive, merge, tags_of
from tests.sites import article


def test_a_merged_entry_leaves_its_names_its_children_and_what_the_other_lacks(tmp_path):
    site = archive(tmp_path, tags="[Flooding, Dykes]")
    before = (site.root / ARTICLE).read_bytes()
    change = merge(site, "flooding", "floods")

    assert tags_of(site) == (
        "# Subjects.\n"
        "disasters:\n"
        "  name: Disasters  # all of them\n"
        "\n"
        "floods:\n"
        '  name: "Floods"\n'
        "  aliases:\n"
        "    - High water\n"
        "    - Flooding\n"
        "    - Inundation\n"
        "  former_ids:\n"
        "    - flooding\n"
        "  broader: disasters\n"
        "  description: Rivers.\n"
        "dykes:\n"
        "  name: Dykes\n"
        "  broader: floods\n"
    )
    assert change.notes == (
        "Dropped a comment: # Water.",
        "/tags/flooding/ leads to /tags/floods/ from now on.",
        "1 article uses an old name, which stays valid. With --articles, the command rewrites them.",
    )
    assert (site.root / ARTICLE).read_bytes() == before
    assert site.check() == ()


def test_an_article_that_names_both_loses_the_second_mention(tmp_path):
    site = archive(tmp_path, tags="[Dykes, Flooding, floods]  # wet")
    change = merge(site, "flooding", "floods")

    assert (site.root / ARTICLE).read_text() == article(tags="[Dykes, Flooding]  # wet")
    assert "1 article names two of what is one now: the second mention is deleted." in change.notes
    assert site.check() == ()


def test_the_old_page_leads_to_the_new_one(tmp_path):
    site = archive(tmp_path)
    merge(site, "flooding", "floods")
    site.build()

    assert "url=/tags/floods/" in site.page("/tags/flooding/")
    assert "/tags/flooding/ /tags/floods/ 301!" in site.page("/_redirects").splitlines()


def test_what_both_have_is_kept_of_the_one_that_stays_and_told(tmp_path):
    register = (
        "a:\n  name: A\n  description: Of A.\n  broader: c\n"
        "b:\n  name: B\n  description: Of B.\n  broader: d\n"
        "c:\n  name: Cc\nd:\n  name: Dd\n"
    )
    site = archive(tmp_path, register, tags="[A, B]")
    change = merge(site, "a", "b")

    term = read_register(site.root, "tag").terms["b"]
    assert (term.description, term.parent, term.aliases) == ("Of B.", "d", ("A",))
    assert change.notes[:2] == (
        "Dropped of `a`: description “Of A.”; `b` keeps “Of B.”",
        "Dropped of `a`: broader c",
    )
    assert site.check() == ()


def test_articles_are_rewritten_on_demand_and_nothing_else_in_them(tmp_path):
    site = archive(tmp_path, tags="[Dykes, Flooding, inundation]  # two of a kind")
    merge(site, "flooding", "floods", articles=True)

    expected = article(tags="[Dykes, Floods]  # two of a kind")
    assert (site.root / ARTICLE).read_text() == expected
    assert site.check() == ()


def test_an_outlet_is_rewritten_too(tmp_path):
    site = archive(tmp_path, tags="[]")
    site.write("content/outlets.yaml", "courier:\n  name: The Courier\ndaily:\n  name: The Daily\n")
    merge(site, "courier", "daily", kind="outlet", articles=True)

    assert "outlet: The Daily\n" in (site.root / ARTICLE).read_text()
    assert site.check() == ()


def test_a_name_that_only_articles_use_can_be_merged(tmp_path):
    site = archive(tmp_path, tags="[Flods, flods]")
    assert [problem.code for problem in site.check()] == ["W201", "W201"]
    merge(site, "Flods", "floods")

    assert site.check() == ()
    assert read_register(site.root, "tag").find("Flods") == read_register(site.root, "tag").terms["floods"]
    site.build()
    assert "url=/tags/floods/" in site.page("/tags/flods/")


@pytest.mark.parametrize(
    ("gone", "into", "parents"),
    [
        # The one that stays lay below the one that goes, directly and two levels down.
        (["b"], "c", {"a": "", "c": "a", "d": "c", "e": "d"}),
        (["b"], "d", {"a": "", "c": "d", "d": "a", "e": "d"}),
        (["a"], "d", {"b": "d", "c": "b", "d": "", "e": "d"}),
        (["a", "c"], "e", {"b": "e", "d": "e", "e": ""}),
        (["e"], "a", {"a": "", "b": "a", "c": "b", "d": "c"}),
        (["d", "b"], "c", {"a": "", "c": "a", "e": "c"}),
    ],
)
def test_merging_along_a_branch_makes_no_circle(tmp_path, gone, into, parents):
    chain = "".join(
        f"{child}:\n  name: Tag {child}\n" + (f"  broader: {parent}\n" if parent else "")
        for parent, child in zip(" abcd".replace(" ", "\0"), "abcde", strict=True)
        for parent in [parent.strip("\0")]
    )
    site = archive(tmp_path, chain, tags="[a, b, c, d, e]")
    merge(site, *gone, into)

    terms = read_register(site.root, "tag").terms
    assert {term.id: term.parent for term in terms.values()} == parents
    assert site.check() == ()


def test_places_take_over_coordinates_as_a_pair(tmp_path):
    site = archive(tmp_path, tags="[]", places="[Hue, Huế city]")
    site.write(
        "content/places.yaml",
        "hue:\n  name: Hue\n  latitude: 16.4637\n  longitude: 107.5909\n  wikidata: Q36167\n"
        "hue-city:\n  name: Huế city\n  kind: city\n",
    )
    merge(site, "hue", "hue-city", kind="place")

    term = read_register(site.root, "place").terms["hue-city"]
    assert (term.latitude, term.longitude, term.wikidata, term.kind) == (16.4637, 107.5909, "Q36167", "city")
    assert "latitude: 16.4637\n" in (site.root / "content/places.yaml").read_text()
    assert site.check() == ()


@pytest.mark.parametrize(
    ("names", "message"),
    [
        (["floods", "floods"], "means an entry that is to be merged into it: `floods`"),
        (["flooding", "flodds"], "The tag “flodds” is not in content/tags.yaml. Did you mean “Floods”?"),
        (
            ["snow", "floods"],
            "The tag “snow” is not in content/tags.yaml. See them all with: sitegen tag list",
        ),
    ],
)
def test_what_cannot_be_merged_is_told_and_nothing_changes(tmp_path, names, message):
    site = archive(tmp_path)
    with pytest.raises(TermError) as error:
        merge(site, *names)

    assert message in str(error.value)
    assert tags_of(site) == TAGS


def test_a_merge_that_would_lie_too_deep_is_refused(tmp_path):
    deep = "t1:\n  name: Tag 1\n" + "".join(
        f"t{n}:\n  name: Tag {n}\n  broader: t{n - 1}\n" for n in range(2, 21)
    )
    site = archive(tmp_path, f"{deep}x:\n  name: Ex\ny:\n  name: Why\n  broader: x\n", tags="[]")
    with pytest.raises(TermError, match="more than 20 levels deep"):
        merge(site, "x", "t20")
