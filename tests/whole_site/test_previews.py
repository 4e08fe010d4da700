"""Previews of proposed changes: the banner, noindex, and the page of what changes."""

from __future__ import annotations

import re

import pytest
from click.testing import CliRunner

from sitegen.cli import main
from sitegen.config import Preview
from sitegen.forge import proposed_change
from sitegen.read import changes
from tests.sites import article, make_site
from tests.test_changed import commit, git

CHANGE = proposed_change("https://github.com/river/archive/pull/12")
FLOOD = "content/articles/2025/11/flood.md"
HOSTILE = "<script>alert(1)</script> \u202eevil"


def text_of(html):
    """What a reader sees of a part of a page, in one line; words that only some hear are left out."""
    html = re.sub(r'<span class="unseen" dir="\w+">.*?</span>', "", html)
    return re.sub(r"\s+", " ", re.sub(r"<(?!/?(ins|del)\b)[^>]*>", "", html)).strip()


@pytest.fixture(scope="module")
def preview(tmp_path_factory):
    """A change to an archive, previewed."""
    top = tmp_path_factory.mktemp("preview")
    site = make_site(
        top / "archive",
        """
-- content/tags.yaml --
floods:
  name: Floods
storms:
  name: Storms
-- content/articles/2025/11/same.md --
---
title: Same
date: 2025-11-20
outlet: The Courier
---

As it was.
-- content/pages/about.md --
---
title: About
---

Before.
""",
    )
    body = "The harbour stood under water for two days.\n\nNobody was hurt."
    site.write(FLOOD, article("Flood", body=body, tags="[Floods]"))
    site.write("content/articles/2025/11/gone.md", article("Gone"))
    site.write("content/articles/2025/11/moved.md", article("Moved", body="Moved text."))
    git(top, "init", "--quiet")
    commit(top)
    git(top, "switch", "--quiet", "--create", "change")
    site.replace(FLOOD, "two days", f"three days {HOSTILE[:25]}")
    site.replace(FLOOD, "[Floods]", "[Floods, Storms]")
    site.replace("content/pages/about.md", "Before.", "After.")
    storms = "  name: Storms\n"
    site.replace("content/tags.yaml", storms, f"{storms}  aliases: [Gales]\nrain:\n  name: Rain\n")
    site.remove("content/articles/2025/11/gone.md")
    folder = "archive/content/articles/2025/11"
    git(top, "mv", f"{folder}/moved.md", f"{folder}/moved-on.md")
    site.write("content/articles/2025/11/new.md", article("New <b>article</b>", body="Quite new."))
    site.write("content/articles/2025/11/secret.md", article("A draft", body="Not yet.", draft="true"))
    commit(top)
    site.build(preview=Preview(change=CHANGE, compare="main"))
    return site


@pytest.fixture(scope="module")
def sections(preview):
    """The parts of the page by their headings."""
    found = re.findall(
        r'<section class="changes">\n<h2 class="section-heading">(.*?)</h2>(.*?)</section>',
        preview.page("/changes/"),
        re.DOTALL,
    )
    return {text_of(heading): html for heading, html in found}


def test_every_page_tells_that_it_is_a_preview(preview):
    for url in ("/", "/articles/2025/11/flood/", "/tags/", "/404.html"):
        page = preview.page(url)
        assert '<aside class="preview" aria-label="Preview">' in page
        assert f'<a href="{CHANGE.url}" rel="external noopener">The proposed change #12</a>' in page
        assert '<a href="/changes/">What changes</a>' in page


def test_no_page_of_it_is_to_be_listed(preview):
    for file in preview.output.rglob("*.html"):
        html = file.read_text()
        assert html.count('<meta name="robots" content="noindex">') == 1, file
    assert "\n  X-Robots-Tag: noindex\n" in preview.page("/_headers")


def test_the_page_of_changes_is_in_no_list_of_the_site(preview):
    assert "/changes/" not in preview.page("/sitemap.xml")
    assert "/changes/" not in preview.page("/feed.xml")


def test_kinds_of_changes_are_told_apart(sections):
    assert list(sections) == [
        "New articles 2",
        "Edited articles 2",
        "Removed articles 1",
        "Pages",
        "Tags",
    ]


def test_an_edited_article_shows_its_words_and_its_front_matter(sections):
    edited = sections["Edited articles 2"]
    (flood,) = (part for part in edited.split("<article") if "flood.md" in part)

    assert '<h3><a href="/articles/2025/11/flood/">Flood</a></h3>' in flood
    assert "<dt>tags</dt>" not in flood
    assert "tags<del>Floods</del> <ins>Floods, Storms</ins>" in text_of(flood)
    assert "for <del>two</del><ins>three</ins> days<ins>" in text_of(flood)
    assert "Nobody was hurt" not in flood


def test_words_say_to_those_who_do_not_see_it_what_came_and_what_went(sections):
    edited = sections["Edited articles 2"]

    unseen = '<span class="unseen" dir="ltr">'
    assert f"<del>{unseen}removed [</span>two{unseen}]</span></del>" in edited
    assert f"<ins>{unseen}new [</span>three{unseen}]</span></ins>" in edited


def test_text_of_a_change_is_escaped(preview):
    page = preview.page("/changes/")

    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in page
    assert "<script>alert" not in page
    assert "New &lt;b&gt;article&lt;/b&gt;" in page


def test_a_moved_file_tells_where_it_lay(sections):
    edited = text_of(sections["Edited articles 2"])

    assert "content/articles/2025/11/moved-on.md. Formerly content/articles/2025/11/moved.md" in edited


def test_the_text_of_a_new_article_is_on_its_page_and_that_of_a_draft_is_shown(sections):
    added = sections["New articles 2"]

    assert '<a href="/articles/2025/11/new/">' in added
    assert "Quite new." not in added
    assert "<h3>A draft</h3>" in added
    assert "<ins>Not yet.</ins>" in text_of(added)


def test_a_removed_article_shows_what_is_lost(sections):
    removed = text_of(sections["Removed articles 1"])

    assert removed.startswith("Gone content/articles/2025/11/gone.md")
    assert "<del>Some text.</del>" in removed


def test_pages_and_entries_of_registers_are_named(sections):
    assert text_of(sections["Pages"]) == "About edited"
    assert text_of(sections["Tags"]) == "Rain new Storms edited"
    assert '<a href="/tags/storms/">Storms</a>' in sections["Tags"]


def test_a_second_build_of_the_same_has_nothing_to_do(preview):
    result = preview.build(preview=Preview(change=CHANGE, compare="main"))

    assert (result.changes.written, result.changes.removed) == (0, 0)


def test_without_the_options_a_site_holds_nothing_of_it(preview, tmp_path):
    """Neither the repository around it nor a preview that was built before changes a byte."""
    work = make_site(tmp_path)
    for file in (preview.root / "content").rglob("*.*"):
        work.write(file.relative_to(preview.root).as_posix(), file.read_bytes())
    work.build()
    plain = work.files()
    preview.build()

    assert preview.files() == plain
    assert not any(name.startswith("changes/") for name in plain)
    assert not any(b'class="preview"' in data or b"X-Robots-Tag" in data for data in plain.values())
    preview.build(preview=Preview(change=CHANGE, compare="main"))


def test_without_an_address_pages_are_those_of_the_site(preview):
    """For large archives: only the page of changes comes on top, and nothing else is rendered anew."""
    preview.build()
    result = preview.build(preview=Preview(compare="main"))

    assert result.rendered == ("/_headers", "/changes/")
    assert 'class="preview"' not in preview.page("/changes/")
    preview.build(preview=Preview(change=CHANGE, compare="main"))


def test_a_revision_that_cannot_be_found_is_told_and_stops_nothing(preview, tmp_path):
    site = make_site(tmp_path / "outside")
    site.build(preview=Preview(change=CHANGE, compare="origin/main"))
    page = text_of(site.page("/changes/"))

    assert "What changes cannot be shown." in page
    assert "Run this in the Git repository that holds the archive." in page


def test_of_very_many_documents_the_rest_is_named_only(preview, monkeypatch):
    monkeypatch.setattr(changes, "MAX_DOCUMENTS", 1)
    found = changes.read_changes(preview.root, "main").documents

    assert [(change.path.rpartition("/")[2], change.kind, change.after is None) for change in found] == [
        ("flood.md", "edited", False),
        ("gone.md", "removed", True),
        ("moved-on.md", "added", True),
        ("moved.md", "removed", True),
        ("new.md", "added", True),
        ("secret.md", "added", True),
        ("about.md", "edited", True),
    ]


def test_an_address_that_is_refused_is_not_repeated(preview, monkeypatch):
    """Hosts put passwords into addresses of repositories, and their logs are public."""
    monkeypatch.chdir(preview.root)
    result = CliRunner().invoke(main, ["build", "--preview-of", "https://token:secret@github.com/a/b"])

    assert result.exit_code == 2
    assert "is no address of a pull request" in result.output
    assert "secret" not in result.output


def test_a_page_of_the_archives_own_keeps_its_address(tmp_path):
    site = make_site(tmp_path, "-- content/pages/changes.md --\n---\ntitle: Our changes\n---\n\nText.\n")
    site.build(preview=Preview(change=CHANGE, compare="main"))

    assert "Our changes" in site.page("/changes/")
    assert "What changes cannot be shown" in site.page("/preview-changes/")
    assert '<a href="/preview-changes/">What changes</a>' in site.page("/")
