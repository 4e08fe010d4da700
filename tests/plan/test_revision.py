"""A plan that is made of the plan before is the plan that is made of nothing."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from sitegen.dates import parse_date
from sitegen.model import Article
from sitegen.plan.revision import SAID, revised_plan
from sitegen.plan.site import SitePlan
from tests.plan.test_parts import ARTICLES, CHANGES, EDITS, Edit, an_article, change, planned

# What `SAID` lists, and has no edit among those of all kinds.
FURTHER: list[dict[str, object]] = [
    {"authors": ("A Name",)},
    {"archive_url": "https://archive.example.org/1"},
    {"retrieved": parse_date("2024-02-02")},
    {"republished_by": "Somebody", "retrieved_from": "https://example.org/again", "source_sha256": "a" * 64},
    {"original_title": "Назва", "original_language": "uk", "translator": "A Name"},
    {"image_alt": "Another map", "image_credit": "A Name"},
    {"summary": "A summary."},
    {"title": "Other"},
    {"language": "ar"},
    {"source_url": "https://example.org/source"},
]


def edited(articles: list[Article], edits: list[Edit]) -> list[Article]:
    found = list(articles)
    for edit in edits:
        edit(found)
    return found


def assert_same(revised: SitePlan, fresh: SitePlan, before: SitePlan) -> None:
    assert [(page.url, page.template, page.source) for page in revised.pages] == [
        (page.url, page.template, page.source) for page in fresh.pages
    ]
    assert (revised.key, revised.base, revised.site) == (fresh.key, fresh.base, fresh.site)
    assert (list(revised.parts), revised.pages_of) == (list(fresh.parts), fresh.pages_of)
    revision = revised.revision_of(before)
    assert revision
    for number, page in enumerate(fresh.pages):
        view = page.make(fresh.context)
        assert revised.pages[number].make(revised.context) == view, page.url
        assert revised.parts_of(number) == (page.parts and page.parts(fresh.context))
        if not revised.may_differ(number, revision):
            assert page.make(before.context) == view, page.url
        if number not in revision.parts:
            assert revised.parts_of(number) == before.parts_of(number)


@settings(max_examples=60, deadline=None)
@given(
    ARTICLES,
    st.lists(st.builds(change, st.integers(0, 99), st.one_of(st.sampled_from(FURTHER), CHANGES)), max_size=2),
    st.lists(st.builds(change, st.integers(0, 99), st.sampled_from(FURTHER)), max_size=2),
)
def test_after_edits_the_plan_is_that_of_the_edited_archive(
    articles: list[Article], first: list[Edit], second: list[Edit]
) -> None:
    """Twice: what was made of a plan is made into another."""
    before = planned(articles, spelling="")
    for edits in (first, second):
        articles = edited(articles, edits)
        fresh = planned(articles, spelling="")
        revised = revised_plan(before, fresh.context.catalogue.archive)
        if revised is None:
            return
        assert_same(revised, fresh, before)
        before = revised


@settings(max_examples=60, deadline=None)
@given(ARTICLES, EDITS)
def test_what_moves_an_article_is_planned_from_nothing(articles: list[Article], edits: list[Edit]) -> None:
    before, after = planned(articles, spelling=""), planned(edited(articles, edits), spelling="")
    revised = revised_plan(before, after.context.catalogue.archive)
    if revised is not None:
        assert_same(revised, after, before)


def test_an_edited_title_changes_few_pages() -> None:
    articles = [an_article(n, f"20{n:02}-01-01", ["aid"], []) for n in range(1, 60)]
    before = planned(articles, spelling="")
    articles[30] = replace(articles[30], title="Other")
    revised = revised_plan(before, planned(articles, spelling="").context.catalogue.archive)
    assert revised
    revision = revised.revision_of(before)
    assert revision
    moved = {revised.pages[number].url for number in revision.parts}
    changed = {page.url for n, page in enumerate(revised.pages) if revised.may_differ(n, revision)}
    assert {"/articles/2022/01/article-31/", "/articles/2022/01/article-21/", "/"} <= moved
    assert not {"/articles/2022/01/article-20/", "/timeline/2030/", "/about/", "/tags/aid/"} & moved
    # Of the twenty that might be related to it, those that are, and the one beside it.
    assert {"/articles/2022/01/article-30/", "/articles/2022/01/article-32/"} <= changed <= moved
    assert "/articles/2022/01/article-21/" not in changed


def test_each_value_that_an_article_says_is_tried() -> None:
    assert set(SAID) == {"digest", *(name for values in FURTHER for name in values)}


def test_a_plan_knows_nothing_of_a_plan_that_it_was_not_made_of() -> None:
    articles = [an_article(1, "2022-01-01", [], []), an_article(2, "2022-01-02", [], [])]
    plan, other = planned(articles, spelling=""), planned(articles, spelling="")
    same = plan.revision_of(plan)
    assert same
    assert (same.parts, same.articles) == ({}, frozenset())
    assert plan.revision_of(other) is None
