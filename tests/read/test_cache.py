"""The cache is never trusted and never fatal; parsing gives the same with and without it."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from contextlib import closing
from pathlib import Path

import msgspec
import pytest

from sitegen.executors import open_workers
from sitegen.model import Article, FreePage
from sitegen.read import parse
from sitegen.read.cache import Cache
from sitegen.read.documents import Parsed, parse_article
from sitegen.read.parse import parse_articles, parse_pages
from tests.sites import article

FOLDER = "content/articles/2025/11"
RICH = article(
    date="1987-05?/1988",
    tags="[War, Đà Nẵng]",
    retrieved="2025-11-22",
    corrections="[{date: 2025-11-23, note: x}]",
    body="## Head\n\n[a](b.md#c) ![i](/media/i.png)",
)


@pytest.fixture
def file(tmp_path):
    return tmp_path / "state" / "articles.sqlite"


def run(sql: str, file: Path, *values: object) -> None:
    with closing(sqlite3.connect(file)) as database, database:
        database.execute(sql, values)


def stored(file: Path) -> dict[str, bytes]:
    with closing(sqlite3.connect(file)) as database:
        return dict(database.execute("SELECT key, value FROM entries"))


def test_it_gives_back_what_it_was_given(file):
    Cache(file).replace({"a": b"1", "b": b"2"}, [])

    assert Cache(file).get(["a", "b", "c"]) == {"a": b"1", "b": b"2"}


def test_more_keys_than_one_statement_takes(file):
    values = {str(number): b"x" for number in range(2000)}
    Cache(file).replace(values, [])

    assert Cache(file).get(values) == values


def test_entries_no_longer_used_are_forgotten(file):
    Cache(file).replace({"a": b"1", "b": b"2"}, [])
    Cache(file).replace({"c": b"3"}, ["b"])

    assert stored(file) == {"b": b"2", "c": b"3"}


def test_without_a_file_it_remembers_nothing():
    cache = Cache(None)
    cache.replace({"a": b"1"}, [])

    assert cache.get(["a"]) == {}


@pytest.mark.parametrize("damage", [b"", b"no database", b"SQLite format 3\0" + b"\xff" * 5000])
def test_a_damaged_file_is_empty_and_rebuilt(file, damage):
    file.parent.mkdir()
    file.write_bytes(damage)

    assert Cache(file).get(["a"]) == {}
    Cache(file).replace({"a": b"1"}, [])
    assert Cache(file).get(["a"]) == {"a": b"1"}


def test_a_file_cut_short_is_empty_and_rebuilt(file):
    Cache(file).replace({str(number): b"x" * 1000 for number in range(100)}, [])
    file.write_bytes(file.read_bytes()[:9000])

    Cache(file).get(map(str, range(100)))
    Cache(file).replace({"a": b"1"}, [])
    assert Cache(file).get(["a"]) == {"a": b"1"}


@pytest.mark.parametrize("table", ["other (x)", "entries (name, price)", "entries (key TEXT PRIMARY KEY)"])
def test_a_foreign_database_is_empty_and_rebuilt(file, table):
    file.parent.mkdir()
    run(f"CREATE TABLE {table}", file)

    assert Cache(file).get(["a"]) == {}
    Cache(file).replace({"a": b"1"}, [])
    assert Cache(file).get(["a"]) == {"a": b"1"}


@pytest.mark.parametrize("value", ["text", 5, 10**15, 1.5, None])
def test_a_value_that_is_no_bytes_is_ignored(file, value):
    Cache(file).replace({"a": b"1"}, [])
    run("UPDATE entries SET value = ?", file, value)

    assert Cache(file).get(["a"]) == {}


def test_a_folder_in_its_place_does_no_harm(file):
    file.mkdir(parents=True)
    cache = Cache(file)

    assert cache.get(["a"]) == {}
    cache.replace({"a": b"1"}, [])


def test_a_file_in_the_place_of_its_folder_does_no_harm(file):
    file.parent.write_text("x")
    cache = Cache(file)

    assert cache.get(["a"]) == {}
    cache.replace({"a": b"1"}, [])


# Parsing.


@pytest.fixture
def root(tmp_path):
    """An archive of a good, a broken and a withdrawn article."""
    root = tmp_path / "archive"
    (root / FOLDER).mkdir(parents=True)
    (root / FOLDER / "a.md").write_text(RICH)
    (root / FOLDER / "b.md").write_text("---\ntitle: x\ndate: 2025-13\n---\n")
    (root / FOLDER / "c.md").write_text(article(status="withdrawn", status_note="Wrong."))
    return root


PATHS = [f"{FOLDER}/{name}.md" for name in "abc"]


def parsed(
    root: Path, file: Path | None, jobs: int = 1, language: str = "en", paths: Sequence[str] = PATHS
) -> list[Parsed[Article]]:
    with open_workers(jobs) as workers:
        return parse_articles(root, paths, language, Cache(file), workers)


def test_a_cached_article_equals_a_parsed_one(root, file, monkeypatch):
    first = parsed(root, file)
    monkeypatch.setattr(parse, "parse_article", None)  # Nothing is parsed again.

    assert parsed(root, file) == first
    assert [result.path for result in first] == PATHS
    assert [d.code for d in first[1].diagnostics] == ["E106", "E108"]


def test_only_what_changed_is_parsed_again(root, file, monkeypatch):
    parsed(root, file)
    (root / PATHS[2]).write_text(article(title="New"))
    seen = []

    def parse_and_note(path, data, language):
        seen.append(path)
        return parse_article(path, data, language)

    monkeypatch.setattr(parse, "parse_article", parse_and_note)

    result = parsed(root, file)[2].document

    assert seen == [PATHS[2]]
    assert result is not None
    assert result.title == "New"


def test_another_language_is_another_key(root, file):
    parsed(root, file)
    document = parsed(root, file, language="vi")[0].document

    assert document is not None
    assert document.language == "vi"


@pytest.mark.parametrize(
    "value",
    [
        b"",
        b"\xff\xff",
        msgspec.msgpack.encode({"path": 1}),
        msgspec.msgpack.encode([1, 2]),
        b"\x81\xa4path\xa1\xff",
    ],
)
def test_a_cached_value_of_another_shape_is_parsed_anew(root, file, value):
    first = parsed(root, file)
    run("UPDATE entries SET value = ?", file, value)

    assert parsed(root, file) == first
    assert value not in stored(file).values()


def test_articles_that_are_gone_are_forgotten(root, file):
    parsed(root, file)
    parsed(root, file, paths=PATHS[:1])

    assert len(stored(file)) == 1


def test_two_processes_give_the_same_as_one(root, file, monkeypatch):
    monkeypatch.setattr(parse, "_CHUNK", 1)

    assert parsed(root, None, jobs=2) == parsed(root, None, jobs=1)


def test_a_file_that_cannot_be_read_has_a_diagnostic(root, file):
    result = parsed(root, file, paths=[*PATHS, f"{FOLDER}/gone.md"])[3]

    assert result.document is None
    assert [d.code for d in result.diagnostics] == ["E203"]


def test_no_files_at_all(root, file):
    assert parsed(root, file, paths=[]) == []


def test_pages_are_cached_like_articles(root, file):
    (root / "content/pages").mkdir()
    (root / "content/pages/about.md").write_text("---\ntitle: About\norder: -3\n---\n\nText.\n")

    def pages() -> list[Parsed[FreePage]]:
        with open_workers(1) as workers:
            return parse_pages(root, ["content/pages/about.md"], "en", Cache(file), workers)

    first = pages()
    assert pages() == first
    assert first[0].document is not None
    assert (first[0].document.order, first[0].document.route) == (-3, "about")


def test_what_is_cached_is_plain_data(root, file):
    parsed(root, file)

    for value in stored(file).values():
        assert isinstance(msgspec.msgpack.decode(value), dict)
        msgspec.msgpack.decode(value, type=Parsed[Article])
