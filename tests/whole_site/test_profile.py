"""`sitegen build --profile`: where the time went."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from click.testing import CliRunner

from sitegen.cli import main
from sitegen.profile import FileClock, PageClock
from sitegen.profile_report import profile_text
from tests.sites import Site, article

MakeSite = Callable[..., Site]

OWN_THEME = "title: T\nbase_url: https://example.org/\ntheme: own\n"
# Counting takes some hundredths of a second.
SLOW = "{% for n in range(300_000) %}{% endfor %}{{ page.total }}"
MONTHS = 3

EXPECTED = """\
Where the time went
  stage # seconds # share # what
  look # N # N # finding files, theme and what is known of them
  read # N # N # reading the content that changed
  plan # N # N # planning all pages
  documents # N # N # writing out the articles for search
  render # N # N # making pages and copying files; search is built meanwhile
  search # N # N # waiting for what is left of search
  write # N # N # moving files into place
  all # N # N

Files parsed: 3 in N s, summed over workers. The slowest:
  ms # file
  N # content/articles/2022/01/a.md
  N # content/articles/2022/02/a.md
  N # content/articles/2022/03/a.md

Templates, with seconds summed over workers; pages not rendered turned out to be as they were
  template # pages # rendered # seconds # ms a page
  (none) # 4 # 4 # N # N
  404.html # 1 # 1 # N # N
  article.html # 3 # 3 # N # N
"""


def slow_site(site: MakeSite) -> Site:
    """Three articles in three months, whose pages are slow."""
    archive = site("-- themes/own/theme.yaml --\nname: own\nparent: default\n")
    archive.write("content/site.yaml", OWN_THEME)
    archive.write("themes/own/templates/month.html", SLOW)
    for month in range(1, MONTHS + 1):
        archive.write(f"content/articles/2022/{month:02}/a.md", article("A", f"2022-{month:02}-03"))
    return archive


def masked(text: str) -> str:
    """Without measured numbers, and without what depends on them: widths and the order of rows."""
    text = re.sub(r"\d+\.\d+|\d+%", "N", text)
    text = re.sub(r"(?<=\S) {2,}", " # ", text)
    return re.sub(r"^ +", "  ", text, flags=re.MULTILINE)


def with_rows_in_order(text: str) -> str:
    """The rows of each table but the first by the alphabet."""
    first, *others = text.split("\n\n")
    tables = (table.splitlines() for table in others)
    return "\n\n".join([first, *("\n".join([*table[:2], *sorted(table[2:])]) for table in tables)])


def test_a_slow_template_stands_first(site: MakeSite) -> None:
    archive = slow_site(site)
    archive.write("themes/own/templates/month.html", SLOW.replace("300_000", "2_000_000"))
    archive.build()  # Loads what all templates need.
    pages = archive.build(clean=True).profile.pages
    assert pages.templates[0].name == "month.html"
    assert (pages.templates[0].pages, pages.templates[0].rendered) == (MONTHS, MONTHS)
    assert {page.name for page in pages.slowest} > {f"/timeline/2022/0{n}/" for n in (1, 2, 3)}
    assert len(pages.slowest) == 10
    seconds = [page.seconds for page in pages.slowest]
    assert seconds == sorted(seconds, reverse=True)


@pytest.mark.parametrize("jobs", [1, 2])
def test_all_pages_and_files_are_counted_wherever_they_are_made(site: MakeSite, jobs: int) -> None:
    archive = slow_site(site)
    for number in range(120):
        archive.write(f"content/articles/1999/{number}.md", article(f"No. {number}", "1999"))
    result = archive.build(jobs=jobs)
    profile = result.profile
    assert sum(template.pages for template in profile.pages.templates) == result.pages
    assert sum(template.rendered for template in profile.pages.templates) == result.pages
    assert profile.files.count == 120 + MONTHS
    assert len(profile.files.slowest) == 10
    assert profile.files.seconds >= sum(file.seconds for file in profile.files.slowest) > 0
    slow = next(template for template in profile.pages.templates if template.name == "month.html")
    assert slow.pages == MONTHS
    assert slow.seconds > 0.01


def test_stages_follow_each_other_and_shards_have_periods(site: MakeSite) -> None:
    profile = slow_site(site).build(search=True).profile
    names = [stage.name for stage in profile.stages]
    assert names == ["look", "read", "plan", "documents", "render", "search", "write"]
    assert all(stage.seconds >= 0 for stage in profile.stages)
    periods = {(shard.first, shard.last, shard.articles) for shard in profile.shards}
    assert periods == {("2022-01-03", "2022-03-03", 3), ("", "", 0)}
    assert all(shard.seconds > 0 for shard in profile.shards)


def test_pages_that_were_only_looked_at_are_told_from_rendered_ones(site: MakeSite) -> None:
    archive = slow_site(site)
    archive.build()
    archive.replace(
        "content/articles/2022/01/a.md", "title: A", "title: A\nsource_url: https://example.org/1"
    )
    result = archive.build()
    counts = {template.name: template for template in result.profile.pages.templates}
    assert (counts["article.html"].pages, counts["article.html"].rendered) == (1, 1)
    assert (counts["home.html"].pages, counts["home.html"].rendered) == (1, 0)
    assert result.profile.files.count == 1


def test_when_nothing_changed_there_is_one_stage(site: MakeSite, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sitegen.read.store._TICK_NS", -(10**10))  # New files are believed, too.
    archive = slow_site(site)
    archive.build()
    profile = archive.build().profile
    assert [stage.name for stage in profile.stages] == ["look"]
    assert (profile.pages.templates, profile.files.count, profile.shards) == ((), 0, ())
    assert masked(profile_text(profile)) == (
        "Where the time went\n"
        "  stage # seconds # share # what\n"
        "  look # N # N # finding files, theme and what is known of them\n"
        "  all # N # N\n\n"
        "Nothing has changed since the last build."
    )


def test_the_command_prints_it_when_asked_to(site: MakeSite, monkeypatch: pytest.MonkeyPatch) -> None:
    archive = slow_site(site)
    monkeypatch.chdir(archive.root)
    shown = CliRunner().invoke(main, ["build", "--profile", "--jobs", "1"])
    assert shown.exit_code == 0
    text = with_rows_in_order(masked(shown.stdout[shown.stdout.index("Where") :]))
    assert text.startswith(EXPECTED), text
    tables = text.split("\n\n")
    assert tables[3].startswith(
        "Slowest pages; the first of a template in each worker also loads the template\n  ms # page\n  N # /"
    )
    assert tables[4] == (
        "Search index, built anew: several periods at once, and beside the pages, so these seconds overlap\n"
        "  period # articles # seconds\n"
        "  (what all share) # N\n"
        "  2022-01-03 to 2022-03-03 # 3 # N"
    )


def test_it_is_not_printed_unasked(site: MakeSite, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(slow_site(site).root)
    assert "Where the time went" not in CliRunner().invoke(main, ["build", "--no-search"]).stdout


def test_columns_are_aligned(site: MakeSite) -> None:
    table = profile_text(slow_site(site).build().profile).split("\n\n")[2].splitlines()[1:]
    assert len({len(line) for line in table}) == 1


def test_clocks_keep_the_slowest_and_add_up_the_rest() -> None:
    pages, files = PageClock(), FileClock()
    for number in range(100):
        pages.add(f"/{number}/", "a.html" if number % 2 else "b.html", number / 64, rendered=number < 50)
        files.add(str(number), number / 64)
    assert [page.name for page in pages.times().slowest] == [f"/{n}/" for n in range(99, 89, -1)]
    assert [(t.name, t.pages, t.rendered) for t in pages.times().templates] == [
        ("a.html", 50, 25),
        ("b.html", 50, 25),
    ]
    assert (files.times().count, files.times().seconds) == (100, 99 * 100 / 2 / 64)
