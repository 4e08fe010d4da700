"""What `sitegen check --links` says of an archive."""

from __future__ import annotations

import datetime as dt

import pytest

from sitegen.contribute.external_links.checking import CheckedLinks
from sitegen.contribute.external_links.content_links import read_links
from sitegen.contribute.external_links.link_report import link_report
from sitegen.contribute.external_links.values import LinkCheck
from tests.sites import SITE_YAML, article, make_site

FIRST = dt.datetime(2026, 11, 20, 6, 0, tzinfo=dt.UTC)
SECOND = dt.datetime(2026, 11, 24, 6, 0, tzinfo=dt.UTC)
GOOD = LinkCheck(outcome="ok", checked=SECOND)
DEAD = LinkCheck(outcome="gone", reason="The server answers 404 Not Found", checked=SECOND, gone_since=FIRST)
ONCE = LinkCheck(outcome="gone", reason="The server answers 404 Not Found", checked=SECOND, gone_since=SECOND)
UNCLEAR = LinkCheck(outcome="unclear", reason="It takes too long", checked=SECOND)
FLOOD = "https://courier.example/flood"


def moved(target):
    return LinkCheck(outcome="ok", moved_to=target, checked=SECOND)


@pytest.fixture
def report(tmp_path):
    """What is told of an archive of one article, when addresses gave these checks."""

    def reported(text, checks, copies=None, site_yaml=SITE_YAML):
        site = make_site(tmp_path, f"-- content/site.yaml --\n{site_yaml}")
        site.write("content/articles/2025/11/flood.md", text)
        content = read_links(site.root, jobs=1)
        checked = CheckedLinks(checks=checks, asked=len(checks), copies=copies or {})
        return link_report(site.root, content.links, checked, content.rules)

    return reported


def test_links_are_found_wherever_an_archive_names_other_sites(tmp_path):
    site = make_site(
        tmp_path,
        """
-- content/site.yaml --
title: Test Archive
base_url: https://example.org/
navigation:
  - {title: Home, url: /}
  - {title: Friends, url: "https://friends.example/"}
-- content/outlets.yaml --
courier:
  name: The Courier
  url: https://courier.example/
-- content/pages/about.md --
---
title: About
---

See [the guide](https://guide.example/?a=1&b=2#top), <mailto:a@example.org> and [the timeline](/timeline/).
-- content/articles/2025/11/flood.md --
---
title: Flood
date: 2025-11-21
outlet: The Courier
source_url: https://courier.example/flood
archive_url: https://web.archive.org/web/2025/https://courier.example/flood
draft: true
---

Again [a source](https://courier.example/flood), [another][a], and <https://third.example/>.

[a]: https://other.example/x "Title"
-- content/articles/2025/11/withdrawn.md --
---
title: Withdrawn
date: 2025-11-21
outlet: The Courier
source_url: https://courier.example/withdrawn
status: withdrawn
status_note: It was wrong.
---

[Nobody](https://nobody.example/) sees this.
""",
    )
    found = read_links(site.root, jobs=1)

    assert {(link.path.removeprefix("content/"), link.key, link.url) for link in found.links} == {
        ("site.yaml", "url", "https://friends.example/"),
        ("outlets.yaml", "url", "https://courier.example/"),
        ("pages/about.md", "", "https://guide.example/?a=1&b=2#top"),
        ("articles/2025/11/flood.md", "source_url", FLOOD),
        ("articles/2025/11/flood.md", "archive_url", f"https://web.archive.org/web/2025/{FLOOD}"),
        ("articles/2025/11/flood.md", "", FLOOD),
        ("articles/2025/11/flood.md", "", "https://other.example/x"),
        ("articles/2025/11/flood.md", "", "https://third.example/"),
    }
    assert found.unread == ()


def test_a_file_with_mistakes_is_named(tmp_path):
    site = make_site(tmp_path)
    site.write("content/articles/2025/11/flood.md", "---\ntitle: Flood\n")

    assert read_links(site.root, jobs=1).unread == ("content/articles/2025/11/flood.md",)


def test_a_dead_source_is_told_with_its_line_and_where_a_copy_may_be(report):
    (problem,) = report(article(source_url=FLOOD), {FLOOD: DEAD}).diagnostics

    assert (problem.code, problem.rule, problem.line, problem.column) == ("W805", "link-dead", 5, 13)
    assert problem.message == (
        f"{FLOOD} is dead. The server answers 404 Not Found, on 2026-11-20 and still on 2026-11-24"
    )
    assert problem.hint == (
        f"See whether https://web.archive.org/web/20251121/{FLOOD} shows the page; "
        "if so, write that address as `archive_url`."
    )


def test_a_dead_link_in_a_text_is_told_with_its_line(report):
    (problem,) = report(article(body=f"One.\n\nSee [this]({FLOOD})."), {FLOOD: DEAD}).diagnostics

    assert (problem.line, problem.column) == (9, 12)
    assert problem.hint.endswith("shows the page; if so, link to that.")


def test_a_dead_source_with_an_archived_copy_is_no_problem(report):
    copy = f"https://web.archive.org/web/2025/{FLOOD}"
    found = report(article(source_url=FLOOD, archive_url=copy), {FLOOD: DEAD, copy: GOOD})

    assert found.diagnostics == ()
    assert f"           {FLOOD}" in found.summary


def test_an_archive_that_sets_the_rule_off_hears_nothing_of_it(report):
    settings = f"{SITE_YAML}rules: {{link-dead: off}}\n"
    found = report(article(source_url=FLOOD), {FLOOD: DEAD}, site_yaml=settings)

    assert (found.diagnostics, found.has_dead) == ((), False)


def test_a_dead_source_whose_copy_is_dead_is_told(report):
    copy = f"https://web.archive.org/web/2025/{FLOOD}"
    found = report(article(source_url=FLOOD, archive_url=copy), {FLOOD: DEAD, copy: DEAD})

    assert [problem.line for problem in found.diagnostics] == [5, 6]


def test_a_link_in_the_text_may_lead_to_the_copy_that_the_article_names(report):
    copy = f"https://web.archive.org/web/2025/{FLOOD}"
    text = article(source_url=FLOOD, archive_url=copy, body=f"[Source]({FLOOD})")
    (problem,) = report(text, {FLOOD: DEAD, copy: GOOD}).diagnostics

    assert problem.hint == f"Link to the archived copy that the article names: {copy}."


def test_a_copy_that_was_found_is_suggested(report):
    copy = f"https://web.archive.org/web/20251122101500/{FLOOD}"
    (problem,) = report(article(source_url=FLOOD), {FLOOD: DEAD}, {FLOOD: copy}).diagnostics

    assert problem.hint.startswith(f"There is an archived copy: {copy}. ")


def test_a_moved_link_is_told_with_its_new_address(report):
    text = article(body=f"See [this]({FLOOD}#night).")
    (problem,) = report(text, {FLOOD: moved("https://courier.example/2025/flood")}).diagnostics

    assert (problem.code, problem.rule) == ("W806", "link-moved")
    assert problem.hint == "If it shows the same page, write: https://courier.example/2025/flood#night."


def test_a_page_that_became_a_front_page_is_not_called_moved(report):
    (problem,) = report(article(source_url=FLOOD), {FLOOD: moved("https://www.courier.example/")}).diagnostics

    assert problem.message == (
        f"{FLOOD} leads to a front page now, https://www.courier.example/; the page itself may be gone"
    )


def test_what_failed_once_and_what_is_unclear_are_told_and_are_no_problems(report):
    text = article(source_url=FLOOD, body="[a](https://slow.example/a) [b](https://slow.example/b)")
    found = report(text, {FLOOD: ONCE, "https://slow.example/a": UNCLEAR, "https://slow.example/b": UNCLEAR})

    assert found.diagnostics == ()
    assert "\n".join(found.summary) == (
        "3 addresses of other sites, 3 asked now.\n"
        "  good     0\n"
        "  moved    0\n"
        "  dead     0\n"
        "  gone     1; dead only if they still are a day later:\n"
        f"           {FLOOD} (the server answers 404 Not Found; look again after 2026-11-25 06:00 UTC)\n"
        "  unclear  2; the answers tell nothing of the pages:\n"
        "           slow.example: it takes too long (2 times)"
    )
