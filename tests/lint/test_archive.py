"""The linter on a whole archive: what `sitegen check` shows, and what is remembered."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

import pytest

from sitegen.config import SiteConfig
from sitegen.executors import open_workers
from sitegen.lint import archive as lint
from sitegen.lint import rules
from sitegen.prepare import examine
from sitegen.progress import Silent
from sitegen.read.site_config import read_site_config
from sitegen.session import Session, open_session
from sitegen.sources import find_sources
from tests.lint.articles import TEXT, source
from tests.sites import SITE_YAML, Site

MakeSite = Callable[..., Site]
PATH = "content/articles/2025/11/rain.md"
OTHER = "content/articles/2025/11/wind.md"
EMPTY_LINK = "The [](https://courier.example/) office says that the river rose to 5.62 metres on Friday."


def linted(site: Site, today: dt.date = dt.date(2025, 12, 1), jobs: int = 1) -> list[tuple[str, str, int]]:
    """Path, code and line of what the linter finds on a day."""
    with open_session(site.root, clean=False) as session, open_workers(jobs) as workers:
        config: SiteConfig = read_site_config(site.root, session.store)
        sources = find_sources(session, config)
        archive = examine(sources, config, session, workers, Silent(), drafts=True).archive
        found = lint.lint_archive(archive, sources.files, session, workers, today=today)
    return sorted((problem.path, problem.code, problem.line) for problem in found)


@pytest.fixture
def archive(site: MakeSite) -> Site:
    """An archive with two articles, of which one has an empty link."""
    archive = site()
    archive.write(PATH, source(EMPTY_LINK))
    archive.write(OTHER, source(title="Wind", date="2025-11-22"))
    return archive


def looked_at(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The paths of the documents that the rules are asked about from now on."""
    paths: list[str] = []
    ask = rules.document_problems

    def asked(facts, text, base_url):
        paths.append(facts.path)
        return ask(facts, text, base_url)

    monkeypatch.setattr(rules, "document_problems", asked)
    return paths


def test_a_check_shows_what_the_linter_finds_and_a_build_does_not(archive):
    assert [(p.path, p.code, p.line, p.column) for p in archive.all_problems()] == [(PATH, "W803", 8, 5)]
    assert archive.build().warnings == ()


def test_an_archive_may_switch_a_rule_off(archive):
    archive.write("content/site.yaml", f"{SITE_YAML}rules: {{W803: off}}\n")

    assert archive.all_problems() == ()


def test_what_a_document_gave_is_remembered_until_it_changes(archive, monkeypatch):
    first = linted(archive)
    paths = looked_at(monkeypatch)

    assert linted(archive) == first == [(PATH, "W803", 8)]
    assert paths == []
    archive.write(OTHER, source(EMPTY_LINK, title="Wind", date="2025-11-22"))
    assert linted(archive) == [(PATH, "W803", 8), (OTHER, "W803", 8)]
    assert paths == [OTHER]


def test_a_document_that_is_gone_is_forgotten(archive):
    linted(archive)
    archive.remove(PATH)

    assert linted(archive) == []


def test_links_to_the_archive_itself_depend_on_its_address(archive):
    archive.write(OTHER, source(f"{TEXT} [Older](https://old.example/articles/)", title="Wind"))
    assert linted(archive) == [(PATH, "W803", 8)]

    archive.write("content/site.yaml", "title: Test\nbase_url: https://old.example/\n")
    assert linted(archive) == [(PATH, "W803", 8), (OTHER, "W802", 8)]


def test_a_damaged_memory_is_made_anew(archive):
    linted(archive)
    session = Session(archive.root)
    key = lint.note_key("https://example.org/")
    assert session.store.note("lint", key)
    session.store.remember("lint", key, b"\xc1")

    assert linted(archive) == [(PATH, "W803", 8)]


def test_the_language_of_the_site_is_that_of_its_articles(site):
    archive = site()
    text = (
        "Der Fluss stieg am Freitag, und die Straßen der Stadt standen unter Wasser, wie das Amt mitteilt. "
        * 4
    )
    archive.write(PATH, source(text))
    assert linted(archive) == [(PATH, "W605", 2)]

    archive.write("content/site.yaml", f"{SITE_YAML}language: de\n")
    assert linted(archive) == []


@pytest.mark.parametrize(
    ("keys", "place"),
    [
        ({"date": "2025-11-23"}, 3),
        ({"retrieved": "2026-01-02"}, 6),
        ({"corrections": "[{date: 2026-01-02, note: The year was wrong.}]"}, 6),
    ],
)
def test_a_date_that_is_still_to_come(site, keys, place):
    archive = site()
    archive.write(PATH, source(**keys))

    assert linted(archive, dt.date(2025, 11, 21)) == [(PATH, "W603", place)]
    assert linted(archive, dt.date(2026, 1, 2)) == []


@pytest.mark.parametrize("date", ["2025-11-22", "2025-11", "2025", "2025~", "../2026", "2020/2030"])
def test_a_date_that_may_have_been(site, date):
    archive = site()
    archive.write(PATH, source(date=date))

    assert [code for _, code, _ in linted(archive, dt.date(2025, 11, 21))] == []


def test_an_image_that_is_far_larger_than_pages_show(site):
    archive = site("-- content/media/flood.png --\n5200x10\n-- content/media/dam.png --\n1600x900\n")
    archive.write("content/media/rain.jpg", b"\0" * 5_100_000)
    archive.write(PATH, source(f"{TEXT}\n\n![A boat](/media/flood.png)\n\n![The dam](/media/dam.png)"))

    assert linted(archive) == [("content/media/flood.png", "W406", 0), ("content/media/rain.jpg", "W406", 0)]


def test_drafts_are_looked_at_too(site):
    archive = site()
    archive.write(PATH, source(EMPTY_LINK, draft="true"))

    assert [problem.code for problem in archive.all_problems()] == ["W803"]


def test_a_file_that_changes_meanwhile_is_looked_at_next_time(archive, monkeypatch):
    monkeypatch.setattr(lint, "_bytes", lambda root, path: b"")
    assert linted(archive) == []

    monkeypatch.undo()
    assert linted(archive) == [(PATH, "W803", 8)]
