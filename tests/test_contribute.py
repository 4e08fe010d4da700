"""`sitegen new` and `sitegen init` make only files that the check accepts."""

from __future__ import annotations

import textwrap

import pytest

from sitegen.checking import check
from sitegen.contribute.init import InitError, create_archive
from sitegen.contribute.new import NewArticle, NewArticleError, create_article
from sitegen.read.site_config import read_site_config
from sitegen.session import Session


def new(title: str = "A title", **values: object) -> NewArticle:
    return NewArticle(**{"title": title, "date": "2025-11-21", "outlet": "", **values})  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("wanted", "message"),
    [
        (new("Ti\x01tle"), "`title` holds the invisible control character U+0001"),
        (new("Ti\u202etle"), "U+202E"),
        (new("Title\udcff"), "."),
        (new("long " * 500), "`title` is too long"),
        (new(outlet="   "), "`outlet`"),
        (new(outlet="!!!"), "The outlet “!!!” holds no letter"),
        (new(tags=[""]), "`tags` item 1 is empty"),
        (new(tags=["War", "  "]), "`tags` item 2 is"),
        (new(tags=["背景"]), "The tag “背景” would have the same address as “北京”: /tags/bei-jing/"),
        (new(places=["a\x07"]), "U+0007"),
    ],
)
def test_new_makes_no_file_that_the_check_refuses(site, wanted, message):
    archive = site("-- content/tags.yaml --\nwar:\n  name: War\nbei-jing:\n  name: 北京\n")
    with pytest.raises(NewArticleError) as error:
        create_article(archive.root, wanted)

    assert message in str(error.value)
    assert not (archive.root / "content/articles").exists()


def test_new_says_why_a_file_cannot_be_written(site):
    archive = site("-- content/articles/2025 --\nno folder\n")
    with pytest.raises(NewArticleError, match=r"a-title\.md cannot be written: .+\. Check the folder"):
        create_article(archive.root, new())


def test_new_may_name_terms_that_no_register_has(site):
    archive = site()

    assert create_article(archive.root, new(tags=["Rain"])) == "content/articles/2025/11/a-title.md"
    assert [problem.code for problem in archive.check()] == ["W201"]


@pytest.mark.parametrize(
    "title", ['The "@THEME@" files', "@TITLE_IN_YAML@ @TITLE@", "A \\ B: 'C' # D", "  A\n B "]
)
def test_init_takes_any_title_as_it_is(tmp_path, title):
    create_archive(tmp_path, title=title, theme="own")
    plain = " ".join(title.split())

    assert read_site_config(tmp_path).title == plain
    assert (tmp_path / "README.md").read_text().splitlines()[0] == f"# {plain}"
    assert read_site_config(tmp_path).theme == "own"
    assert check(Session(tmp_path), jobs=1) == ()


def test_the_article_that_a_new_archive_shows_to_contributors_is_a_good_one(tmp_path):
    create_archive(tmp_path, title="An archive")
    _, _, shown = (tmp_path / "CONTRIBUTING.md").read_text().partition("    ---\n")
    text = textwrap.dedent(f"    ---\n{shown.partition('    The text of the article.')[0]}")
    (tmp_path / "content/articles/2025/11/harbour-floods.md").write_text(f"{text}{'The river rose. ' * 9}\n")

    assert check(Session(tmp_path), jobs=1) == ()


@pytest.mark.parametrize("title", ["a\x01b", "   ", "a\u202eb"])
def test_init_refuses_a_title_that_site_yaml_cannot_hold(tmp_path, title):
    with pytest.raises(InitError, match="The title is refused"):
        create_archive(tmp_path, title=title)

    assert not any(tmp_path.iterdir())
