"""What the pages of a site hold."""

from __future__ import annotations

import html as markup
import json
import re
import xml.etree.ElementTree as ET
from collections.abc import Callable
from html.parser import HTMLParser

import feedparser

from sitegen.plan.hosting import CONTENT_SECURITY_POLICY
from tests.sites import Site, article

MakeSite = Callable[..., Site]

KUPYANSK = """\
---
title: Russia declares control of Kupyansk
date: 2025-11-21T10:20+07:00
outlet: The Courier
tags: [War]
places: [Kupyansk]
authors: [An Author, A Desk]
summary: The general staff announced it.
language: en
source_url: https://courier.example/1.html
archive_url: https://archive.example/1
aliases: [/2025/old.html]
corrections:
  - date: 2025-11-23
    note: An earlier version gave another date.
---

The [staff](https://example.net/) said so, as [before](../../2022/09/retaken.md#what-happened).
"""

ARCHIVE = f"""
-- content/tags.yaml --
conflict:
  name: Conflict
war:
  name: War
  broader: conflict
-- content/places.yaml --
ukraine:
  name: Ukraine
  kind: country
kharkiv-oblast:
  name: Kharkiv Oblast
  within: ukraine
kupyansk:
  name: Kupyansk
  aliases: [Куп'янськ]
  within: kharkiv-oblast
  latitude: 49.71
  longitude: 37.61
-- content/articles/2025/11/kupyansk.md --
{KUPYANSK}
-- content/articles/2022/09/retaken.md --
{article("City retaken", "2022-09-10", "## What happened", tags="[war]", places="[Куп'янськ]")}
-- content/articles/1991/vote.md --
{article("A vote", "1991~", places="[Ukraine]")}
"""


class Elements(HTMLParser):
    """The start tags of a page."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.found: list[tuple[str, dict[str, str | None]]] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append((tag, dict(attrs)))

    def metas(self) -> dict[str, str | None]:
        named = [attrs for tag, attrs in self.found if tag == "meta"]
        return {str(m.get("name") or m.get("property")): m.get("content") for m in named}

    def links(self) -> set[str]:
        return {str(attrs["href"]) for tag, attrs in self.found if tag in ("a", "link") and "href" in attrs}


def text_of(html: str) -> str:
    return " ".join(re.sub(r"<[^>]+>", " ", html).split())


def test_an_article_imports_into_zotero_as_a_newspaper_article_of_its_outlet(site: MakeSite) -> None:
    archive = site(ARCHIVE)
    archive.build()
    metas = Elements(archive.page("/articles/2025/11/kupyansk/")).metas()
    assert metas["z:itemType"] == "newspaperArticle"
    assert metas["og:site_name"] == "The Courier"
    assert metas["article:section"] == "War"
    assert metas["article:published_time"] == "2025-11-21T10:20+07:00"
    assert metas["citation_publication_date"] == "2025/11/21"
    assert metas["citation_language"] == "en"
    assert metas["citation_public_url"] == "https://example.org/articles/2025/11/kupyansk/"
    assert "citation_title" not in metas
    assert "citation_journal_title" not in metas
    authors = re.findall(r'citation_author" content="([^"]+)"', archive.page("/articles/2025/11/kupyansk/"))
    assert authors == ["An Author", "A Desk"]


def test_an_article_says_what_it_is_in_its_head(site: MakeSite) -> None:
    archive = site(ARCHIVE)
    archive.build()
    html = archive.page("/articles/2025/11/kupyansk/")
    assert '<link rel="canonical" href="https://example.org/articles/2025/11/kupyansk/">' in html
    assert Elements(html).metas()["description"] == "The general staff announced it."
    found = re.search(r'<script type="application/ld\+json">(.*?)</script>', html, re.DOTALL)
    assert found
    data = json.loads(found[1])
    assert data["@type"] == "NewsArticle"
    assert data["headline"] == "Russia declares control of Kupyansk"
    assert data["publisher"]["name"] == "The Courier"
    assert data["contentLocation"][0]["geo"]["latitude"] == 49.71
    assert data["dateModified"] == "2025-11-23"


def test_an_article_says_how_to_cite_it(site: MakeSite) -> None:
    archive = site(ARCHIVE)
    archive.replace("content/articles/1991/vote.md", "title", 'authors: ["Smith, Jane"]\ntitle')
    archive.build()
    page = archive.page("/articles/1991/vote/")
    assert "By Jane Smith" in text_of(page)
    box = markup.unescape(page[page.index("Cite this article") :])
    address = "https://example.org/articles/1991/vote/"
    assert (
        f"Smith, J. (ca. 1991). A vote. <cite>The Courier</cite>. <cite>Test Archive</cite>. {address}<"
        in box
    )
    assert "author = {Smith, Jane}," in box
    assert "AU  - Smith, Jane\n" in box
    assert '"family":"Smith"' in box


def test_nobody_is_told_to_cite_a_draft(site: MakeSite) -> None:
    archive = site(ARCHIVE)
    archive.replace("content/articles/1991/vote.md", "title", "draft: true\ntitle")
    archive.build(drafts=True)
    assert "Cite this article" not in archive.page("/articles/1991/vote/")


def test_links_between_files_become_links_between_pages(site: MakeSite) -> None:
    archive = site(ARCHIVE)
    archive.build()
    assert (
        "/articles/2022/09/retaken/#what-happened"
        in Elements(archive.page("/articles/2025/11/kupyansk/")).links()
    )


def test_a_place_shows_its_ancestors_its_children_and_the_articles_of_both(site: MakeSite) -> None:
    archive = site(ARCHIVE)
    archive.build()
    assert {"/places/ukraine/", "/places/kupyansk/"} <= Elements(
        archive.page("/places/kharkiv-oblast/")
    ).links()
    text = text_of(archive.page("/places/ukraine/"))
    assert all(title in text for title in ("Russia declares control", "City retaken", "A vote"))
    assert "A vote" not in text_of(archive.page("/places/kharkiv-oblast/"))


def test_a_broader_tag_shows_the_articles_of_narrower_ones(site: MakeSite) -> None:
    archive = site(ARCHIVE)
    archive.build()
    assert "City retaken" in text_of(archive.page("/tags/conflict/"))


def test_related_articles_say_why(site: MakeSite) -> None:
    archive = site(ARCHIVE)
    archive.build()
    related = archive.page("/articles/2025/11/kupyansk/").partition("Related articles")[2]
    assert "Same place: Kupyansk" in text_of(related)


def test_an_uncertain_date_is_said_in_words_and_stands_in_its_year(site: MakeSite) -> None:
    archive = site(ARCHIVE)
    archive.build()
    assert "about 1991" in text_of(archive.page("/articles/1991/vote/"))
    assert "Sometime in about 1991" not in text_of(archive.page("/timeline/1991/"))
    assert 'id="undated"' in archive.page("/timeline/1991/")
    assert "/timeline/1991/#undated" in Elements(archive.page("/articles/1991/vote/")).links()


def test_a_day_has_an_anchor_in_the_timeline(site: MakeSite) -> None:
    archive = site(ARCHIVE)
    archive.build()
    assert 'id="d21"' in archive.page("/timeline/2025/11/")


def test_every_link_and_file_on_every_page_exists(site: MakeSite) -> None:
    archive = site(ARCHIVE)
    archive.write("content/site.yaml", "title: T\nbase_url: https://example.org/deep/archive/\n")
    archive.build(search=True)
    files = archive.files()
    checked = 0
    for path, data in files.items():
        if not path.endswith(".html"):
            continue
        for tag, attributes in Elements(data.decode()).found:
            for name in ("href", "src", "action"):
                url = attributes.get(name) or ""
                if tag == "base" or not url or url.startswith(("https://", "#", "mailto:")):
                    continue
                assert url.startswith("/deep/archive/"), (path, url)
                target = re.sub(r"[?#].*", "", url.removeprefix("/deep/archive/"))
                assert (target + "index.html" if target.endswith("/") or not target else target) in files, url
                checked += 1
    assert checked > 300


def test_a_withdrawn_article_leaves_a_note_and_all_lists(site: MakeSite) -> None:
    archive = site(ARCHIVE)
    archive.replace(
        "content/articles/2022/09/retaken.md", "title", "status: withdrawn\nstatus_note: It was wrong.\ntitle"
    )
    archive.build(search=True)
    tombstone = archive.page("/articles/2022/09/retaken/")
    assert "It was wrong." in text_of(tombstone)
    assert Elements(tombstone).metas()["robots"] == "noindex"
    shown = [path for path, data in archive.files().items() if b"City retaken" in data]
    assert shown == ["articles/2022/09/retaken/index.html"]
    rule = "/articles/2022/09/retaken/ /articles/2022/09/retaken/index.html 410!"
    assert rule in archive.page("/_redirects").splitlines()


def test_a_draft_is_published_only_on_demand(site: MakeSite) -> None:
    archive = site(ARCHIVE)
    archive.replace("content/articles/1991/vote.md", "title", "draft: true\ntitle")
    archive.build()
    assert not (archive.output / "articles/1991").exists()
    archive.build(drafts=True)
    assert "not published" in text_of(archive.page("/articles/1991/vote/"))


def test_an_old_address_leads_to_the_page(site: MakeSite) -> None:
    archive = site(ARCHIVE)
    archive.build()
    assert "/2025/old.html /articles/2025/11/kupyansk/ 301!" in archive.page("/_redirects").splitlines()
    assert "url=/articles/2025/11/kupyansk/" in archive.page("/2025/old.html")


def test_a_feed_is_valid_atom_with_the_newest_first(site: MakeSite) -> None:
    archive = site(ARCHIVE)
    archive.build()
    for path in ("/feed.xml", "/tags/war/feed.xml", "/places/ukraine/feed.xml", "/outlets/courier/feed.xml"):
        feed = feedparser.parse(archive.page(path))
        assert not feed.bozo
        assert feed.version == "atom10"
        assert feed.entries[0].title == "Russia declares control of Kupyansk"
        assert feed.entries[0].published == "2025-11-21T10:20:00+07:00"
        assert feed.entries[0].updated == "2025-11-23T00:00:00Z"


def test_the_sitemap_lists_the_pages_that_can_be_cited(site: MakeSite) -> None:
    archive = site(ARCHIVE)
    archive.build()
    root = ET.fromstring(archive.page("/sitemap.xml"))
    urls = {element.text for element in root.iter("{http://www.sitemaps.org/schemas/sitemap/0.9}loc")}
    assert "https://example.org/articles/2025/11/kupyansk/" in urls
    assert "https://example.org/places/ukraine/" in urls
    assert not [url for url in urls if url and ("404" in url or "old.html" in url or "search" in url)]
    assert "Sitemap: https://example.org/sitemap.xml" in archive.page("/robots.txt")


def test_headers_forbid_every_other_origin(site: MakeSite) -> None:
    archive = site(ARCHIVE)
    archive.build()
    assert f"  Content-Security-Policy: {CONTENT_SECURITY_POLICY}\n" in archive.page("/_headers")
    assert "http" not in CONTENT_SECURITY_POLICY


def test_hostile_front_matter_is_text_everywhere(site: MakeSite) -> None:
    hostile = "</script><script>alert(1)</script>\\\"'<img src=x onerror=alert(1)>&amp;{{ 7*7 }}]]>"
    archive = site()
    archive.write(
        "content/articles/2025/11/x.md",
        article(f'"{hostile}"', summary=f'"{hostile}"', authors=f'["{hostile}"]', tags=f'["War {hostile}"]')
        + hostile,
    )
    archive.build(search=True)
    for path, data in archive.files().items():
        if path.endswith((".html", ".xml")):
            assert b"<script>alert" not in data, path
            assert b"<img src=x" not in data, path
            without_digests = re.sub(rb"\.[0-9a-f]{10}\.", b".", data.replace(b"2049", b""))
            assert b"49" not in without_digests or b"{{ 7*7 }}" in data
        if path.endswith(".xml"):
            ET.fromstring(data)


def test_a_long_list_is_cut_into_pages_that_stay(site: MakeSite) -> None:
    archive = site()
    archive.write("content/site.yaml", "title: T\nbase_url: https://example.org/\npage_size: 5\n")
    for number in range(1, 14):
        archive.write(
            f"content/articles/2020/01/a{number:02}.md", article(f"A{number:02}", f"2020-01-{number:02}")
        )
    archive.build()

    def titles(url: str) -> list[str]:
        main = archive.page(url).partition("<main")[2]
        return sorted(set(re.findall(r">(A\d\d)<", main)))

    assert titles("/outlets/courier/page/1/") == ["A01", "A02", "A03", "A04", "A05"]
    assert titles("/outlets/courier/") == [f"A{n:02}" for n in range(6, 14)]
    assert "/outlets/courier/page/1/" in Elements(archive.page("/outlets/courier/")).links()
    assert "/outlets/courier/" in Elements(archive.page("/outlets/courier/page/1/")).links()


def test_a_bar_leads_to_its_year_within_the_term(site: MakeSite) -> None:
    archive = site()
    archive.write("content/site.yaml", "title: T\nbase_url: https://example.org/\npage_size: 5\n")
    for year in range(1990, 2003):
        archive.write(f"content/articles/{year}/a.md", article(f"A{year}", str(year)))
    archive.build()
    links = Elements(archive.page("/outlets/courier/")).links()
    assert {"/outlets/courier/page/1/#y1991", "/outlets/courier/#y2001"} <= links
    assert 'id="y1991"' in archive.page("/outlets/courier/page/1/")


def test_an_empty_archive_builds(site: MakeSite) -> None:
    archive = site()
    archive.build(search=True)
    assert "no articles" in archive.page("/")


def test_a_site_in_vietnamese_speaks_vietnamese(site: MakeSite) -> None:
    archive = site(ARCHIVE)
    archive.write("content/site.yaml", "title: T\nbase_url: https://example.org/\nlanguage: vi\n")
    archive.build()
    home = archive.page("/")
    assert '<html lang="vi"' in home
    assert "Dòng thời gian" in home
    assert "21 tháng 11, 2025" in archive.page("/articles/2025/11/kupyansk/")
