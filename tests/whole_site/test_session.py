"""Builds of one session, one after the other: what is remembered, and that nothing stale is."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import pytest

from sitegen.build import BuildResult, build
from sitegen.diagnostics import ProblemsError
from sitegen.publish.search_index import SearchPublisher
from sitegen.session import Session
from tests.images import described
from tests.sites import Site, article

MakeSite = Callable[..., Site]

FIRST, SECOND = "content/articles/2022/02/first.md", "content/articles/2022/09/second.md"
ARCHIVE = f"""
-- content/site.yaml --
title: Test Archive
base_url: https://example.org/
theme: own
-- content/tags.yaml --
war:
  name: War
peace:
  name: Peace
-- content/pages/about.md --
---
title: About
---

See [the first article](../articles/2022/02/first.md).
-- {FIRST} --
{article("First", "2022-02-24", tags="[War]")}
-- {SECOND} --
{article("Second", "2022-09-10", tags="[War]")}
![A map](../../../media/map.png)
-- content/media/map.png --
640x480 teal
-- themes/own/theme.yaml --
name: own
parent: default
"""


@dataclass
class Sitting:
    """An archive that is built again and again in one session."""

    site: Site
    session: Session

    def build(self, **options: object) -> BuildResult:
        return build(self.site.request(**options), session=self.session)

    def assert_equals_clean_build(self, *, search: bool = False) -> None:
        clean = self.site.root / "clean"
        self.site.build(output=clean, clean=True, search=search)
        assert self.site.files() == self.site.files(clean)


@pytest.fixture
def sitting(site: MakeSite) -> Sitting:
    archive = site(ARCHIVE)
    return Sitting(archive, Session(archive.root))


@pytest.fixture
def settled(monkeypatch: pytest.MonkeyPatch) -> None:
    """Takes files that were just written as old: no test has to wait for the clock's next tick."""
    monkeypatch.setattr("sitegen.read.store._TICK_NS", -(10**10))


def test_where_files_were_only_touched_nothing_is_planned(
    sitting: Sitting, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = sitting.site.build()
    monkeypatch.delattr("sitegen.prepare.plan_site")
    for path in (FIRST, SECOND):
        text = (sitting.site.root / path).read_text()
        sitting.site.write(path, text)
    result = sitting.site.build()
    assert (result.pages, result.rendered, result.changes.written) == (first.pages, (), 0)


def test_a_file_that_was_edited_and_edited_back_is_as_it_was(sitting: Sitting) -> None:
    sitting.build()
    for text in ("Other text.", "Some text."):
        sitting.site.write(SECOND, article("Second", "2022-09-10", tags="[War]", body=text))
        assert sitting.build().rendered == ("/articles/2022/09/second/",)
        sitting.assert_equals_clean_build()


def test_after_an_edit_of_a_body_one_view_is_made_and_nothing_is_planned(
    sitting: Sitting, views: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    sitting.build()
    views.clear()
    monkeypatch.delattr("sitegen.prepare.plan_site")
    monkeypatch.setattr("sitegen.render.templates.make_setup", None)
    sitting.site.replace(SECOND, "Some text.", "Other text.")
    assert sitting.build().rendered == ("/articles/2022/09/second/",)
    assert views == ["/articles/2022/09/second/"]


NEW, IMAGE = "content/articles/1999/n.md", "content/media/map.png"
TEMPLATE, TAGS, CONFIG = "themes/own/templates/404.html", "content/tags.yaml", "content/site.yaml"
EDITS: dict[str, tuple[str, Callable[[Site], object]]] = {
    "body": (SECOND, lambda s: s.replace(SECOND, "Some text.", "Other text.")),
    "title": (SECOND, lambda s: s.replace(SECOND, "title: Second", "title: 2nd")),
    "new article": (NEW, lambda s: s.write(NEW, article("New", "1999", tags="[Peace]"))),
    "body of the new article": (NEW, lambda s: s.replace(NEW, "Some text.", "Its own text.")),
    "deleted article": (NEW, lambda s: s.remove(NEW)),
    "template": (TEMPLATE, lambda s: s.write(TEMPLATE, "nothing here")),
    "register": (TAGS, lambda s: s.replace(TAGS, "name: War", "name: Wars\n  aliases: [War]")),
    "site.yaml": (CONFIG, lambda s: s.replace(CONFIG, "Test Archive", "Other Archive")),
    "image": (IMAGE, lambda s: s.write(IMAGE, described("800x600 red"))),
    "language": (CONFIG, lambda s: s.replace(CONFIG, "theme:", "language: vi\ntheme:")),
    "language back": (CONFIG, lambda s: s.replace(CONFIG, "language: vi\n", "")),
    "body again": (SECOND, lambda s: s.replace(SECOND, "Other text.", "Yet other text.")),
}


@pytest.mark.parametrize("way", ["looks", "is told", "lists later"])
def test_after_each_edit_the_result_is_that_of_a_clean_build(sitting: Sitting, way: str) -> None:
    sitting.build()
    for name, (path, edit) in EDITS.items():
        before = sitting.site.files()
        edit(sitting.site)
        touched = None if way == "looks" else frozenset({path})
        result = sitting.build(touched=touched, lists_later=way == "lists later")
        assert sitting.site.files() != before, name
        assert result.changes.written + result.changes.removed > 0, name
        if result.put_off:
            sitting.build(touched=frozenset())
        sitting.assert_equals_clean_build()


def test_the_page_of_an_edited_title_may_come_before_the_lists_that_show_it(sitting: Sitting) -> None:
    sitting.build()
    sitting.site.replace(SECOND, "title: Second", "title: Other")
    first = sitting.build(touched=frozenset({SECOND}), lists_later=True)
    assert first.rendered == ("/articles/2022/09/second/",)
    assert "Other" in sitting.site.page("/articles/2022/09/second/")
    assert "Other" not in sitting.site.page("/")
    then = sitting.build(touched=frozenset())
    assert {"/", "/feed.xml", "/tags/war/", "/timeline/2022/"} <= {*then.rendered}
    assert "/articles/2022/09/second/" not in then.rendered
    assert (first.put_off >= len(then.rendered), then.put_off) == (True, 0)
    sitting.assert_equals_clean_build()


def _nothing(sitting: Sitting) -> None:
    """The next build is told of nothing."""
    sitting.build(touched=frozenset())


def _a_look(sitting: Sitting) -> None:
    sitting.build()


def _another_process(sitting: Sitting) -> None:
    sitting.site.build()


def _a_further_edit(sitting: Sitting) -> None:
    sitting.site.replace(FIRST, "title: First", "title: 1st")
    sitting.build(touched=frozenset({FIRST}), lists_later=True)
    sitting.build(touched=frozenset())


def _the_edit_taken_back(sitting: Sitting) -> None:
    sitting.site.replace(SECOND, "title: Other", "title: Second")
    sitting.build(touched=frozenset({SECOND}), lists_later=True)
    sitting.build(touched=frozenset())


def _a_new_article(sitting: Sitting) -> None:
    sitting.site.write(NEW, article("New", "1999", tags="[Peace]"))
    assert not sitting.build(touched=frozenset({NEW}), lists_later=True).put_off


@pytest.mark.parametrize(
    "follows",
    [_nothing, _a_look, _another_process, _a_further_edit, _the_edit_taken_back, _a_new_article],
)
def test_whatever_follows_lists_that_were_put_off_are_made(
    sitting: Sitting, follows: Callable[[Sitting], None]
) -> None:
    sitting.build()
    sitting.site.replace(SECOND, "title: Second", "title: Other")
    assert sitting.build(touched=frozenset({SECOND}), lists_later=True).put_off
    follows(sitting)
    sitting.assert_equals_clean_build()


def test_a_build_that_is_told_what_was_touched_looks_at_nothing_else(
    sitting: Sitting, monkeypatch: pytest.MonkeyPatch
) -> None:
    sitting.build()
    monkeypatch.delattr("sitegen.session.find_content")
    monkeypatch.delattr("sitegen.publish.output._present")
    for number in range(2):
        sitting.site.write(SECOND, article("Second", "2022-09-10", tags="[War]", body=f"Text {number}."))
        result = sitting.build(touched=frozenset({SECOND}))
        assert result.rendered == ("/articles/2022/09/second/",)
        assert f"Text {number}." in sitting.site.page("/articles/2022/09/second/")


@pytest.mark.usefixtures("settled")
def test_what_nobody_told_is_found_by_the_next_whole_look(sitting: Sitting) -> None:
    sitting.build()
    sitting.site.replace(FIRST, "Some text.", "Other text.")
    (sitting.site.output / "about/index.html").unlink()
    assert sitting.build(touched=frozenset()).rendered == ()
    assert sitting.build().rendered == ("/about/", "/articles/2022/02/first/")
    sitting.assert_equals_clean_build()


def test_an_output_folder_that_another_process_wrote_to_is_not_believed(sitting: Sitting) -> None:
    sitting.build()
    sitting.site.build(base_url="https://other.example/")
    sitting.site.replace(SECOND, "Some text.", "Other text.")
    sitting.build(touched=frozenset({SECOND}))
    sitting.assert_equals_clean_build()


def test_entries_of_a_register_may_change_their_places(sitting: Sitting) -> None:
    sitting.build()
    sitting.site.write("content/tags.yaml", "peace:\n  name: Peace\nwar:\n  name: War\n")
    sitting.build()
    sitting.assert_equals_clean_build()


def test_a_language_that_was_tried_in_vain_leaves_nothing_behind(sitting: Sitting) -> None:
    """The renderer of the last good build is taken again, and has to read the bodies of this one."""
    sitting.build()
    sitting.site.replace("content/site.yaml", "theme:", "language: vi\ntheme:")
    sitting.site.replace(FIRST, "date: 2022-02-24", "date: 2022-02-31")
    with pytest.raises(ProblemsError):
        sitting.build()
    sitting.site.replace("content/site.yaml", "language: vi\n", "")
    sitting.site.replace(FIRST, "date: 2022-02-31", "date: 2022-02-24")
    sitting.site.replace(SECOND, "Some text.", "Other text.")
    assert sitting.build().rendered == ("/articles/2022/09/second/",)
    sitting.assert_equals_clean_build()


def test_a_file_that_is_mended_counts_again(sitting: Sitting) -> None:
    sitting.build()
    good = sitting.site.files()
    sitting.site.replace(FIRST, "date: 2022-02-24", "date: 2022-02-31")
    for _ in range(2):
        with pytest.raises(ProblemsError):
            sitting.build()
    sitting.site.replace(FIRST, "date: 2022-02-31", "date: 2022-02-24")
    sitting.build()
    assert sitting.site.files() == good


LINK = "[See](../02/first.md#a-heading)"
WARNED: dict[str, Callable[[Site], object]] = {
    "a link to a heading that is not there": lambda s: s.replace(SECOND, "Some text.", LINK),
    "the heading": lambda s: s.replace(FIRST, "Some text.", "## A heading\n\nSome text."),
    "the heading gone": lambda s: s.replace(FIRST, "## A heading\n\n", ""),
    "an image without words": lambda s: s.replace(SECOND, "![A map]", "![]"),
    "a lead image without words": lambda s: s.replace(
        FIRST, "title: First", "title: First\nimage: ../../../media/map.png"
    ),
    "words for it": lambda s: s.replace(FIRST, "title: First", "title: First\nimage_alt: A map"),
    "a line more before the link": lambda s: s.replace(SECOND, LINK, f"Some text.\n\n{LINK}"),
    "the link gone": lambda s: s.replace(SECOND, LINK, "Some text."),
}


def test_after_each_edit_the_warnings_are_those_of_a_clean_build(sitting: Sitting) -> None:
    assert sitting.build().warnings == ()
    clean = sitting.site.root / "clean"
    for name, edit in WARNED.items():
        before = sitting.build().warnings
        edit(sitting.site)
        after = sitting.build().warnings
        assert after == sitting.site.build(output=clean, clean=True, search=False).warnings, name
        assert after != before, name


# Search later -------------------------------------------------------------------------------------


def stages(result: BuildResult) -> list[str]:
    return [stage.name for stage in result.profile.stages]


@pytest.mark.usefixtures("settled")
def test_a_build_without_its_search_index_never_counts_as_up_to_date(sitting: Sitting) -> None:
    for _ in range(2):
        result = sitting.build(search=True, search_later=True)
        assert (stages(result)[-1], result.indexed) == ("write", 0)
        assert "pagefind/shards.json" not in sitting.site.files()
    full = sitting.build(search=True)
    assert full.rendered == ()
    assert full.indexed == full.searchable == 2
    assert stages(sitting.build(search=True)) == ["look"]
    assert stages(sitting.build(search=True, search_later=True)) == ["look"]
    sitting.assert_equals_clean_build(search=True)


@pytest.mark.usefixtures("settled")
def test_search_that_comes_later_keeps_the_old_index_until_then(sitting: Sitting) -> None:
    sitting.build(search=True)
    old = {path: data for path, data in sitting.site.files().items() if path.startswith("pagefind/")}
    sitting.site.replace(SECOND, "Some text.", "Other text.")
    sitting.build(search=True, search_later=True)
    files = sitting.site.files()
    assert {path: data for path, data in files.items() if path.startswith("pagefind/")} == old
    assert sitting.build(search=True).indexed == 2
    assert sitting.site.files()["pagefind/shards.json"] != old["pagefind/shards.json"]
    sitting.assert_equals_clean_build(search=True)


def test_without_search_there_is_nothing_to_do_later(
    sitting: Sitting, monkeypatch: pytest.MonkeyPatch
) -> None:
    sitting.build(search=True)
    monkeypatch.setattr(SearchPublisher, "__init__", None)
    sitting.build(search=False, search_later=True)
    assert not [path for path in sitting.site.files() if path.startswith("pagefind/")]
