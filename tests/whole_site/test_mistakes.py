"""What a contributor sees after a mistake. Nothing may crash, hang or publish anything half-written."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from sitegen.report import diagnostic_text
from tests.sites import Site, article

MakeSite = Callable[..., Site]

PATH = "content/articles/2025/11/a.md"
GOOD = article()
MISTAKES: dict[str, tuple[str | bytes, str]] = {
    "a tab": (GOOD.replace("date: ", "\tdate: "), "E103 yaml-invalid"),
    "no closing line": (GOOD.replace("\n---\n", "\n", 1), "E102 front-matter-unclosed"),
    "no front matter": ("Some text.\n", "E101 front-matter-missing"),
    "a date that does not exist": (article(date="2025-02-31"), "E108 date-invalid"),
    "a text instead of a list": (article(tags="war"), "E107 value-invalid"),
    "an unknown key": (article(tag="[war]"), "E105 key-unknown"),
    "a missing key": (GOOD.replace("outlet: The Courier\n", ""), "E106 key-missing"),
    "Latin-1": (article("Café").encode("latin-1"), "E201 encoding-invalid"),
    "an empty file": ("", "E101 front-matter-missing"),
    "a huge file": (GOOD.encode() + b"x" * 50_000_000, "E202 file-too-large"),
    "a slug that climbs": (article(slug="../../etc"), "E107 value-invalid"),
    "an alias that climbs": (article(aliases="[/../../etc/passwd]"), "E107 value-invalid"),
    "an alias over the site's files": (article(aliases="[/_headers]"), "E401 url-taken"),
    "an alias over the index": (article(aliases="[/pagefind/pagefind.js]"), "E401 url-taken"),
    "an alias that hides": (article(aliases="[/.htaccess]"), "E401 url-taken"),
    "an anchor": (article(tags="[&a war]"), "E104 yaml-refused"),
    "a broken link": (article(body="[x](nowhere.md)"), "E402 link-broken"),
    "a link out of content": (article(body="[x](../../../../../etc/passwd)"), "E402 link-broken"),
    "a missing image": (article(body="![x](../../../media/none.png)"), "E403 image-missing"),
    "an image from elsewhere": (article(body="![x](https://example.net/x.png)"), "E403 image-missing"),
    "a missing lead image": (article(image="../../../media/none.png"), "E403 image-missing"),
    "a script as source": (article(source_url="javascript:alert(1)"), "E107 value-invalid"),
}


@pytest.mark.parametrize("mistake", MISTAKES)
def test_a_mistake_is_named_with_its_file_and_a_next_step(site: MakeSite, mistake: str) -> None:
    content, expected = MISTAKES[mistake]
    archive = site()
    archive.write(PATH, content)
    problems = archive.problems()
    texts = [diagnostic_text(problem, archive.root) for problem in problems]
    assert any(text.startswith(PATH) and f"error {expected}" in text and "→ " in text for text in texts), (
        texts
    )
    assert archive.files() == {}


@pytest.mark.parametrize(
    "content",
    [
        b"\xef\xbb\xbf" + GOOD.encode(),
        GOOD.replace("\n", "\r\n").encode(),
        GOOD.replace("\n", "\r").encode(),
        b"\n\n" + GOOD.encode(),
    ],
    ids=["a BOM", "CRLF", "CR", "blank lines first"],
)
def test_what_editors_do_to_files_is_no_mistake(site: MakeSite, content: bytes) -> None:
    archive = site()
    archive.write(PATH, content)
    archive.build()
    assert "A title" in archive.page("/articles/2025/11/a/")


def test_a_tab_is_called_a_tab(site: MakeSite) -> None:
    archive = site()
    archive.write(PATH, GOOD.replace("date: ", "\tdate: "))
    [problem] = archive.problems()
    assert (problem.line, problem.message) == (3, "A tab stands where YAML wants spaces")
    assert problem.hint == "Delete it, and indent with spaces."


def test_all_problems_of_a_run_are_reported_together(site: MakeSite) -> None:
    archive = site()
    archive.write(PATH, article(date="2025-02-31", tags="war", colour="red"))
    archive.write("content/articles/2025/11/b.md", "")
    archive.write("content/places.yaml", "kyiv:\n  nme: Kyiv\n")
    codes = [(problem.path.rpartition("/")[2], problem.code) for problem in archive.problems()]
    assert codes == [
        ("a.md", "E108"),
        ("a.md", "E107"),
        ("a.md", "E105"),
        ("b.md", "E101"),
        ("places.yaml", "E105"),
        ("places.yaml", "E106"),
    ]


def test_a_misspelt_outlet_is_published_with_a_warning(site: MakeSite) -> None:
    archive = site()
    archive.write(PATH, article().replace("The Courier", "The Couriér"))
    (warning,) = archive.build().warnings
    assert (warning.code, warning.line) == ("W202", 4)
    assert warning.hint == "Did you mean “The Courier”?"
    assert archive.problems(strict=True) == (warning,)


def test_two_articles_that_want_one_address_are_both_named(site: MakeSite) -> None:
    archive = site()
    archive.write(PATH, article())
    archive.write("content/articles/2025/11/b.md", article(slug="a"))
    first, second = archive.problems()
    assert (first.code, first.path, first.line) == ("E401", PATH, 0)
    assert "content/articles/2025/11/b.md" in first.message
    assert (second.code, second.path, second.line) == ("E401", "content/articles/2025/11/b.md", 5)
    assert PATH in second.message


def test_an_alias_that_another_article_owns_is_refused(site: MakeSite) -> None:
    archive = site()
    archive.write(PATH, article())
    archive.write("content/articles/2025/11/b.md", article(aliases="[/old/, /articles/2025/11/A/]"))
    assert [(p.path, p.line) for p in archive.problems()] == [(PATH, 0), ("content/articles/2025/11/b.md", 5)]


@pytest.mark.parametrize(
    "aliases", ["[/articles/2025/11/a/]", "[/old, /old/]", "[/old/, /old/index.html]", "[/old, /OLD]"]
)
def test_an_alias_that_is_the_page_itself_is_refused(site: MakeSite, aliases: str) -> None:
    archive = site()
    archive.write(PATH, article(aliases=aliases))
    problems = archive.problems()
    assert {(problem.code, problem.path) for problem in problems} == {("E401", PATH)}
    assert "is an address of this file already" in problems[0].message


@pytest.mark.parametrize("alias", ["/feed.xml", "/sitemap.xml/", "/tags/"])
def test_an_alias_over_a_page_of_the_site_names_the_article_and_its_line(site: MakeSite, alias: str) -> None:
    archive = site()
    archive.write(PATH, article(aliases=f"[{alias}]"))
    (problem,) = archive.problems()
    assert (problem.code, problem.path, problem.line) == ("E401", PATH, 5)
    assert "the site's own" in problem.message


def test_a_name_without_letters_does_not_stop_the_check(site: MakeSite) -> None:
    archive = site()
    archive.write(PATH, article().replace("The Courier", '"!!!"'))
    archive.write("content/pages/!!!/hello.md", "---\ntitle: Hello\n---\n")
    assert {problem.code for problem in archive.check()} == {"E109", "E205"}


def test_a_link_out_of_the_tree_is_not_followed(site: MakeSite, tmp_path: Path) -> None:
    archive = site()
    archive.write(PATH, article())
    (tmp_path / "secret.md").write_text(article("Secret"))
    (archive.root / "content/articles/2025/11/b.md").symlink_to(tmp_path / "secret.md")
    (archive.root / "content/articles/2024").symlink_to(tmp_path)
    assert [problem.code for problem in archive.problems()] == ["E204", "E204"]
    assert archive.files() == {}


def test_check_finds_what_a_build_finds_and_writes_nothing(site: MakeSite) -> None:
    archive = site()
    archive.write(PATH, article(body="[x](nowhere.md)", tags="[Unheard]"))
    assert [problem.code for problem in archive.check()] == ["W201", "E402"]
    assert not archive.output.exists()


def test_a_register_in_a_circle_ends(site: MakeSite) -> None:
    archive = site()
    archive.write(PATH, article(tags="[A]"))
    archive.write("content/tags.yaml", "a:\n  name: A\n  broader: b\nb:\n  name: B\n  broader: a\n")
    assert {problem.code for problem in archive.problems()} == {"E301"}


def test_media_of_another_kind_are_refused(site: MakeSite) -> None:
    archive = site()
    archive.write("content/media/drawing.svg", "<svg/>")
    (problem,) = archive.problems()
    assert (problem.code, problem.path) == ("E206", "content/media/drawing.svg")


def test_a_link_to_a_draft_is_broken_until_the_draft_is_published(site: MakeSite) -> None:
    archive = site()
    archive.write(PATH, article(body="[x](b.md)"))
    archive.write("content/articles/2025/11/b.md", article("Not yet", draft="true"))
    assert [problem.code for problem in archive.check()] == ["E402"]
    archive.build(drafts=True)
    assert "--drafts" in archive.problems()[0].hint


def test_a_link_to_the_search_page_is_good_even_in_a_build_without_search(site: MakeSite) -> None:
    archive = site()
    archive.write(PATH, article(body="[Search](/search/)"))
    archive.build(search=False)
    archive.replace("content/site.yaml", "title", "search: false\ntitle")
    assert [problem.code for problem in archive.problems()] == ["E402"]


def test_a_menu_entry_that_leads_nowhere_is_named_with_its_line(site: MakeSite) -> None:
    archive = site()
    menu = "navigation:\n  - title: Time\n    url: /timeline/\n  - title: Tags\n    url: /tag/\n"
    archive.write("content/site.yaml", f"title: T\nbase_url: https://example.org/\n{menu}")
    (problem,) = archive.problems()
    assert (problem.code, problem.path, problem.line) == ("E402", "content/site.yaml", 7)
    assert problem.hint == "Did you mean “/tags/”?"


def test_a_heading_that_a_page_does_not_have_is_a_warning_however_it_is_linked(site: MakeSite) -> None:
    archive = site()
    archive.write("content/pages/about.md", "---\ntitle: About\n---\n## Here\n")
    for link in ("/about/#none", "/about#none", "../../../pages/about.md#none"):
        archive.write(PATH, article(body=f"[x]({link})"))
        assert [problem.code for problem in archive.check()] == ["W402"], link
    archive.write(PATH, article(body="[x](/about/#here) [y](/timeline/2025/11/#d21)"))
    assert archive.check() == ()


@pytest.mark.parametrize("date", ["0800", "0001", "080X", "0800~", "0800/0900", "../0800"])
def test_the_first_thousand_years_have_pages(site: MakeSite, date: str) -> None:
    archive = site()
    archive.write("content/articles/0800/a.md", article(date=date))
    archive.build()


@pytest.mark.parametrize(
    ("key", "value"),
    [("draft", "[true]"), ("order", "[1]"), ("order", "99999999"), ("order", "9" * 5000), ("order", "x")],
)
def test_every_wrong_value_has_a_hint(site: MakeSite, key: str, value: str) -> None:
    archive = site()
    archive.write("content/pages/about.md", f"---\ntitle: About\n{key}: {value}\n---\n")
    (problem,) = archive.problems()
    assert problem.hint
    assert "input should" not in problem.message
