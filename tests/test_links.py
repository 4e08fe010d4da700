"""Links from body to page: queries, and what is suggested for a broken one."""

from __future__ import annotations

import pytest

import sitegen.plan.links
from sitegen.suggest import Suggestions
from tests.sites import article

PATH = "content/articles/2025/11/a.md"
BASE = "title: T\nbase_url: https://example.org/archive/\n"


def test_a_link_keeps_its_query(site):
    archive = site()
    archive.write("content/site.yaml", BASE)
    archive.write("content/articles/2025/11/b.md", article("Other"))
    archive.write(PATH, article(body="[x](/search/?q=flood&tag=War#top) [y](b.md?v=1#z-1)\n\n## Z 1"))
    archive.replace("content/articles/2025/11/b.md", "Some text.", "## Z 1")
    archive.build(search=True)
    page = archive.page("/articles/2025/11/a/")

    assert 'href="/archive/search/?q=flood&amp;tag=War#top"' in page
    assert 'href="/archive/articles/2025/11/b/?v=1#z-1"' in page


def test_a_question_mark_of_a_file_name_begins_no_query(site):
    archive = site()
    archive.write("content/articles/2025/11/why?.md", article("Why"))
    archive.write(PATH, article(body="[x](why%3F.md)"))
    archive.build()

    assert 'href="/articles/2025/11/why/"' in archive.page("/articles/2025/11/a/")


def test_a_link_with_a_query_to_no_page_is_broken(site):
    archive = site()
    archive.write(PATH, article(body="[x](/timelin/?q=flood)"))
    (problem,) = archive.problems()

    assert (problem.code, problem.line, problem.hint) == ("E402", 7, "Did you mean “/timeline/”?")


def test_a_broken_link_is_not_told_to_lead_to_its_own_file(site):
    archive = site()
    archive.write("content/articles/2025/11/storm-one.md", article("One", body="[x](storm-onee.md)"))
    archive.write("content/articles/2025/11/storm-ones.md", article("Two"))
    (problem,) = archive.problems()

    assert problem.hint == "Did you mean “content/articles/2025/11/storm-ones.md”?"


@pytest.mark.parametrize(
    ("link", "hint"),
    [
        ("storm-on.md", "Did you mean “content/articles/2024/01/storm-one.md”?"),
        ("../12/storm-one.md", "Did you mean “content/articles/2024/01/storm-one.md”?"),
        ("harvest-fair.md", "Correct the link, or delete it. A draft is published only with --drafts."),
        (
            "/tags/zebra/",
            "Correct the link, or delete it. A tag, place or outlet has a page once an article names it.",
        ),
    ],
)
def test_a_suggestion_has_a_name_like_that_of_the_link_not_only_its_folder(site, link, hint):
    archive = site()
    archive.write("content/articles/2024/01/storm-one.md", article("One"))
    archive.write(PATH, article(body=f"[x]({link})"))
    (problem,) = archive.problems()

    assert problem.hint == hint


@pytest.mark.parametrize("broken", [0, 300])
def test_suggestions_are_prepared_once_for_all_broken_links(site, monkeypatch, broken):
    made = []

    class Counted(Suggestions):
        def __init__(self, choices):
            super().__init__(choices)
            made.append(self)

    monkeypatch.setattr(sitegen.plan.links, "Suggestions", Counted)
    archive = site()
    body = " ".join(f"[x](/timelin{n}/) [y](c{n}.md)" for n in range(broken))
    archive.write(PATH, article(body=body))
    archive.write("content/articles/2025/11/b.md", article(body=body))

    assert len(archive.check()) == broken * 4
    assert sum(suggestions._processed is not None for suggestions in made) == (2 if broken else 0)
