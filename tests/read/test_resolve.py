"""Names in articles become terms; unknown ones are published and reported."""

from __future__ import annotations

import time

import pytest

from sitegen.model import TERM_KINDS
from sitegen.read.documents import parse_article
from sitegen.read.registers import read_register
from sitegen.read.resolve import Resolver
from tests.sites import article

TAGS = "war:\n  name: War\n  aliases: [Warfare]\n"
OUTLETS = "courier:\n  name: The Courier\n"


@pytest.fixture
def resolve(tmp_path):
    """Resolves articles given as front matter; returns them and the resolver."""
    (tmp_path / "content").mkdir()
    (tmp_path / "content/tags.yaml").write_text(TAGS)
    (tmp_path / "content/outlets.yaml").write_text(OUTLETS)

    def run(*front_matters):
        resolver = Resolver({kind: read_register(tmp_path, kind) for kind in TERM_KINDS})
        resolved = []
        for number, front_matter in enumerate(front_matters):
            path = f"content/articles/2025/11/a{number}.md"
            parsed, _ = parse_article(path, article(**front_matter).encode(), "en")
            assert parsed.document, parsed.diagnostics
            resolved.append(resolver.resolve(parsed, parsed.document))
        return resolved, resolver

    return run


def test_names_become_ids(resolve):
    (found,), resolver = resolve({"tags": "[warfare]", "outlet": "the courier"})

    assert (found.tags, found.outlet) == (("war",), "courier")
    assert resolver.diagnostics == []


def test_a_term_that_is_named_twice_counts_once_and_is_reported(resolve):
    (found,), resolver = resolve({"tags": "[warfare, WAR]"})
    (warning,) = resolver.diagnostics

    assert found.tags == ("war",)
    assert (warning.code, warning.line, warning.column) == ("W205", 5, 17)


def test_a_misspelt_outlet_is_reported_where_it_stands(resolve):
    (found,), resolver = resolve({"outlet": "The Curier"})
    (warning,) = resolver.diagnostics

    assert (warning.code, warning.path) == ("W202", "content/articles/2025/11/a0.md")
    assert (warning.line, warning.column) == (4, 9)
    assert warning.message == "The outlet “The Curier” is not in content/outlets.yaml"
    assert warning.hint == "Did you mean “The Courier”?"
    assert found.outlet == "the-curier"


def test_an_unknown_tag_makes_its_own_term(resolve):
    (found,), resolver = resolve({"tags": "[War, Đồng bằng]"})
    (warning,) = resolver.diagnostics
    term = resolver.terms["tag"]["dong-bang"]

    assert found.tags == ("war", "dong-bang")
    assert (term.name, term.registered) == ("Đồng bằng", False)
    assert (warning.code, warning.line, warning.column) == ("W201", 5, 13)
    assert warning.hint == "Add it to content/tags.yaml, or use a name from there."


def test_an_unknown_place(resolve):
    _, resolver = resolve({"places": "[Hanoi]"})

    assert [d.code for d in resolver.diagnostics] == ["W203"]
    assert resolver.terms["place"]["hanoi"].name == "Hanoi"


def test_a_tag_without_letters_is_an_error(resolve):
    (found,), resolver = resolve({"tags": "['!!!', War]"})
    (error,) = resolver.diagnostics

    assert found.tags == ("war",)
    assert (error.code, error.line, error.column) == ("E109", 5, 8)
    assert error.message == "The tag “!!!” holds no letter or digit that an address could use"


def test_two_spellings_with_one_slug_are_one_term(resolve):
    articles, resolver = resolve({"tags": "[Hội An]"}, {"tags": "[hoi an, HỘI-AN]"})

    assert [found.tags for found in articles] == [("hoi-an",), ("hoi-an",)]
    assert resolver.terms["tag"]["hoi-an"].name == "Hội An"
    assert len(resolver.diagnostics) == 3


def test_names_that_only_share_a_slug_are_no_one_term(resolve):
    articles, resolver = resolve({"tags": "['C#']"}, {"tags": "['C++', War]"}, {"tags": "['c#']"})
    warning, error, again = resolver.diagnostics

    assert [found.tags for found in articles] == [("c",), ("war",), ("c",)]
    assert [warning.code, error.code, again.code] == ["W201", "E110", "W201"]
    assert (error.path[-5:], error.line, error.column) == ("a1.md", 5, 8)
    assert error.message == "The tag “C++” would have the same address as “C#”: /tags/c/"
    assert error.hint.startswith("Add “C++” to content/tags.yaml, with an id of its own")


def test_an_entry_of_the_register_takes_no_other_name(resolve):
    _, resolver = resolve({"tags": "[War+]"})
    (error,) = resolver.diagnostics

    assert (error.code, error.message) == (
        "E110",
        "The tag “War+” would have the same address as “War”: /tags/war/",
    )


@pytest.mark.parametrize("outlet", ["'!!!'", "'Courier+'"])
def test_an_article_whose_outlet_has_no_id_is_left_out(resolve, outlet):
    (found,), resolver = resolve({"outlet": outlet, "tags": "['!']"})

    assert found is None
    assert len(resolver.diagnostics) == 2


def test_a_thousand_unknown_names_are_looked_for_quickly(resolve):
    start = time.perf_counter()
    _, resolver = resolve(*({"tags": f"[Wart{number}]"} for number in range(1000)))

    assert len(resolver.diagnostics) == 1000
    assert resolver.registers["tag"].suggestions is resolver.registers["tag"].suggestions
    assert time.perf_counter() - start < 10


def test_a_long_tag_makes_an_address_that_a_file_system_takes(resolve):
    (found,), _ = resolve({"tags": f"[{'long ' * 100}]"})

    assert len(found.tags[0]) <= 150
