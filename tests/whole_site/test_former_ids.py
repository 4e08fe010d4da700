"""Terms that changed their id: their old addresses, and articles that still use the old id."""

from __future__ import annotations

from collections.abc import Callable

from tests.sites import Site, article

MakeSite = Callable[..., Site]
PATH = "content/articles/2025/11/a.md"
TAGS = """\
-- content/tags.yaml --
floods:
  name: Floods
  former_ids: [flooding, high-water]
unused:
  name: Unused
  former_ids: [never-used]
"""


def test_an_old_address_of_a_term_leads_to_its_page(site: MakeSite) -> None:
    archive = site(TAGS)
    archive.write(PATH, article(tags="[Floods]"))
    archive.build()

    old = archive.page("/tags/flooding/")
    assert '<meta http-equiv="refresh" content="0; url=/tags/floods/">' in old
    assert '<link rel="canonical" href="https://example.org/tags/floods/">' in old
    assert 'content="noindex"' in old
    assert {line for line in archive.page("/_redirects").splitlines() if "flooding" in line} == {
        "/tags/flooding/ /tags/floods/ 301!",
        "/tags/flooding/feed.xml /tags/floods/feed.xml 301!",
        "/tags/flooding/page/* /tags/floods/ 301!",
    }
    # What leads nowhere is not planned, and search engines learn only the address of today.
    assert not (archive.output / "tags/never-used").exists()
    assert "flooding" not in archive.page("/sitemap.xml")


def test_articles_may_go_on_with_the_old_id_and_link_to_the_old_address(site: MakeSite) -> None:
    archive = site(TAGS)
    archive.write(PATH, article(tags="[high-water]", body="See [floods](/tags/flooding/)."))
    archive.build()

    assert archive.check() == ()
    assert '<a href="/tags/floods/"' in archive.page("/articles/2025/11/a/")


def test_a_new_former_id_moves_no_other_page(site: MakeSite) -> None:
    archive = site("-- content/tags.yaml --\nfloods:\n  name: Floods\n")
    archive.write(PATH, article(tags="[Floods]"))
    archive.build()
    archive.replace("content/tags.yaml", "name: Floods", "name: Floods\n  former_ids: [flooding]")

    result = archive.build()
    assert (result.changes.written, result.changes.removed) == (2, 0)  # The old address, and _redirects.


def test_a_former_id_belongs_to_one_entry(site: MakeSite) -> None:
    archive = site("-- content/tags.yaml --\na:\n  name: A\n  former_ids: [b, x]\nb:\n  name: Bee\n")
    (problem,) = archive.check()
    assert (problem.code, problem.message) == ("E303", "“b” already names the entry `a`")


def test_a_former_id_that_is_the_id_is_refused(site: MakeSite) -> None:
    archive = site("-- content/tags.yaml --\na:\n  name: A\n  former_ids: [a]\n")
    (problem,) = archive.check()
    assert (problem.code, problem.message) == ("E107", "`former_ids` of `a` holds the entry's own id")


def test_a_name_that_would_take_an_old_address_is_told(site: MakeSite) -> None:
    archive = site("-- content/tags.yaml --\nbeijing:\n  name: 北京\n  former_ids: [bei-jing]\n")
    archive.write(PATH, article(tags="[背景]"))
    (problem,) = archive.check()
    assert (problem.code, problem.message) == (
        "E110",
        "The tag “背景” would have the same address as “北京”: /tags/bei-jing/",
    )
