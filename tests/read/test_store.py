"""The store is never trusted and never fatal; parsing gives the same with and without it."""

from __future__ import annotations

import os
import sqlite3
import time
from contextlib import closing
from pathlib import Path
from typing import Any

import msgspec
import pytest

from sitegen.executors import open_workers
from sitegen.model import Article, Body, FreePage
from sitegen.read import document_values, parse, store
from sitegen.read.discover import FileState, find_content, read_bytes
from sitegen.read.parse import DocumentReader, parse_document
from sitegen.read.parsed import Parsed
from sitegen.read.store import SeenFile, Store, StoreUpdate, remembered
from tests.sites import article

FOLDER = "content/articles/2025/11"
ABOUT = "content/pages/about.md"
PATHS = [f"{FOLDER}/{name}.md" for name in "abc"]
RICH = article(
    date="1987-05?/1988",
    tags="[War, Đà Nẵng]",
    retrieved="2025-11-22",
    corrections="[{date: 2025-11-23, note: x}]",
    body="## Head\n\n[a](b.md#c) ![i](/media/i.png)",
)
STATE = FileState(1, 2, 3)
TABLES = ("files", "parsed", "bodies", "images", "notes")


@pytest.fixture
def file(tmp_path):
    return tmp_path / "state" / "archive.sqlite"


def run(sql: str, file: Path, *values: object) -> None:
    with closing(sqlite3.connect(file)) as database, database:
        database.execute(sql, values)


def stored(file: Path, table: str) -> dict[str, Any]:
    """First and last column of a table."""
    with closing(sqlite3.connect(file)) as database:
        return {row[0]: row[-1] for row in database.execute(f"SELECT * FROM {table}")}


def update(*paths: str, value: bytes = b"1") -> StoreUpdate:
    """What a build learned of some files, each with the same values."""
    return StoreUpdate(
        files=dict.fromkeys(paths, (STATE, "key")),
        parsed=dict.fromkeys(paths, value),
        bodies=dict.fromkeys(paths, value),
        images=dict.fromkeys(paths, value),
    )


def known(file: Path, code: str = "code") -> tuple[object, ...]:
    """All that a store knows of the file `a`, and of the note `n` with the key `k`."""
    found = Store(file, code)
    return (
        {path: (seen.state, seen.key) for path, seen in found.files().items()},
        dict(found.parsed()),
        found.bodies(["a"]),
        dict(found.images()),
        found.note("n", "k"),
    )


NOTHING: tuple[object, ...] = ({}, {}, {}, {}, None)
FULL: tuple[object, ...] = ({"a": (STATE, "key")}, {"a": b"1"}, {"a": b"1"}, {"a": b"1"}, b"2")


def fill(file: Path, code: str = "code") -> None:
    Store(file, code).update(update("a"))
    Store(file, code).remember("n", "k", b"2")


# The file.


def test_it_gives_back_what_it_was_given(file):
    fill(file)

    assert known(file) == FULL


def test_without_a_file_it_knows_nothing_and_makes_none(file):
    assert known(file) == NOTHING
    Store(file, "code").update(StoreUpdate())
    Store(file, "code").forget([])
    assert not file.exists()


def test_more_bodies_than_one_statement_takes(file):
    paths = [str(number) for number in range(2000)]
    Store(file, "code").update(update(*paths))

    assert Store(file, "code").bodies(paths) == dict.fromkeys(paths, b"1")


def test_bodies_that_are_not_there_are_left_out(file):
    Store(file, "code").update(update("a", "b"))

    assert Store(file, "code").bodies(["b", "c"]) == {"b": b"1"}


def test_what_a_build_learned_takes_the_place_of_older_knowledge(file):
    Store(file, "code").update(update("a", "b"))
    Store(file, "code").update(update("b", value=b"2"))

    assert dict(Store(file, "code").parsed()) == {"a": b"1", "b": b"2"}


def test_a_file_with_its_known_content_keeps_what_it_gave(file):
    fill(file)
    Store(file, "code").update(StoreUpdate(files={"a": (FileState(1, 9, 9), "key")}))

    assert known(file) == ({"a": (FileState(1, 9, 9), "key")}, *FULL[1:])


def test_files_that_are_gone_are_forgotten(file):
    Store(file, "code").update(update("a", "b"))
    Store(file, "code").forget(["b", "c"])

    assert [list(stored(file, table)) for table in ("files", "parsed", "bodies")] == [["a"]] * 3


def test_a_note_is_known_by_its_name_and_its_key(file):
    fill(file)
    found = Store(file, "code")

    assert (found.note("n", "k"), found.note("n", "x"), found.note("x", "k")) == (b"2", None, None)


def test_a_note_takes_the_place_of_an_older_one(file):
    fill(file)
    Store(file, "code").remember("n", "l", b"3")

    assert stored(file, "notes") == {"n": b"3"}


def test_what_other_code_has_remembered_is_not_believed(file):
    fill(file)

    assert known(file, "other code") == NOTHING
    assert known(file) == FULL


@pytest.mark.parametrize("table", TABLES)
def test_what_other_code_has_remembered_is_dropped_by_the_first_that_writes(file, table):
    fill(file)
    Store(file, "other code").remember("m", "k", b"3")

    assert stored(file, table) == ({"m": b"3"} if table == "notes" else {})
    assert stored(file, "made_by") == {"other code": "other code"}


@pytest.mark.parametrize("damage", [b"", b"no database", b"SQLite format 3\0" + b"\xff" * 5000])
def test_a_damaged_file_is_empty_and_rebuilt(file, damage):
    file.parent.mkdir()
    file.write_bytes(damage)

    assert known(file) == NOTHING
    fill(file)
    assert known(file) == FULL


def test_a_file_cut_short_is_empty_and_rebuilt(file):
    paths = [str(number) for number in range(100)]
    Store(file, "code").update(update(*paths, value=b"x" * 1000))
    file.write_bytes(file.read_bytes()[:9000])

    Store(file, "code").bodies(paths)
    Store(file, "code").update(update(*paths))
    assert Store(file, "code").bodies(paths) == dict.fromkeys(paths, b"1")


@pytest.mark.parametrize(
    "table",
    ["other (x)", "made_by (x)", "files (path, price)", "parsed (path TEXT PRIMARY KEY)", "bodies (a, b, c)"],
)
def test_a_foreign_database_is_empty_and_rebuilt(file, table):
    file.parent.mkdir()
    run(f"CREATE TABLE {table}", file)

    assert known(file) == NOTHING
    fill(file)
    assert known(file) == FULL


def test_a_database_that_several_codes_claim_is_not_believed(file):
    fill(file)
    run("INSERT INTO made_by VALUES ('other code')", file)

    assert known(file) == known(file, "other code") == NOTHING


@pytest.mark.parametrize("value", ["text", 5, 10**15, 1.5, None])
def test_a_value_that_is_no_bytes_is_ignored(file, value):
    fill(file)
    for table in ("parsed", "bodies", "images", "notes"):
        run(f"UPDATE {table} SET value = ?", file, value)

    assert known(file) == (FULL[0], *NOTHING[1:])


@pytest.mark.parametrize(
    ("column", "value"), [("key", b"\xff"), ("key", None), ("seen_ns", 1.5), ("seen_ns", "x")]
)
def test_a_file_of_the_wrong_shape_is_ignored(file, column, value):
    fill(file)
    run(f"UPDATE files SET {column} = ?", file, value)

    assert Store(file, "code").files() == {}


def test_text_that_is_no_unicode_does_no_harm(file):
    fill(file)
    texts = {"files": "key", "parsed": "path", "bodies": "value", "images": "path", "notes": "value"}
    for table, column in texts.items():
        run(f"UPDATE {table} SET {column} = CAST(x'ff' AS TEXT)", file)

    assert known(file) == NOTHING


def test_a_locked_file_counts_as_empty_and_is_left_alone(file, monkeypatch):
    monkeypatch.setattr(store, "_PATIENCE", 0.01)
    fill(file)
    with closing(sqlite3.connect(file)) as other:
        other.execute("BEGIN EXCLUSIVE")
        assert known(file) == NOTHING
        Store(file, "code").remember("n", "k", b"3")
        Store(file, "code").forget(["a"])
        other.rollback()

    assert known(file) == FULL


def test_a_folder_in_its_place_does_no_harm(file):
    file.mkdir(parents=True)
    fill(file)

    assert known(file) == NOTHING
    assert file.is_dir()


def test_a_file_in_the_place_of_its_folder_does_no_harm(file):
    file.parent.write_text("x")
    fill(file)

    assert known(file) == NOTHING
    assert file.parent.read_text() == "x"


# What functions gave for a file's bytes.


def make(given: list[str]) -> list[str]:
    """Gives what it is given, and takes it away: the next call has nothing to give."""
    taken = given[:]
    given.clear()
    return taken


@pytest.mark.parametrize(("name", "data", "expected"), [("n", b"a", ["x"]), ("n", b"b", []), ("m", b"a", [])])
def test_a_value_is_made_once_for_the_same_bytes_of_the_same_file(file, name, data, expected):
    given, remembers = ["x"], Store(file, "code")
    remembered(remembers, "n", b"a", list[str], lambda: make(given))

    assert remembered(remembers, name, data, list[str], lambda: make(given)) == expected


@pytest.mark.parametrize(
    "value", [b"", b"\xff", msgspec.msgpack.encode({"a": 1}), b"\x91\xa1\xff", "x", None]
)
def test_a_remembered_value_of_another_shape_is_made_anew(file, value):
    remembered(Store(file, "code"), "n", b"a", list[str], lambda: ["x"])
    run("UPDATE notes SET value = ?", file, value)

    assert remembered(Store(file, "code"), "n", b"a", list[str], lambda: ["y"]) == ["y"]
    assert remembered(Store(file, "code"), "n", b"a", list[str], list) == ["y"]


def test_a_failure_is_not_remembered(file):
    def fail() -> list[str]:
        raise ValueError

    with pytest.raises(ValueError, match=r"^$"):
        remembered(Store(file, "code"), "n", b"a", list[str], fail)
    assert not file.exists()


def test_without_a_store_every_value_is_made():
    assert remembered(None, "n", b"a", list[str], lambda: ["x"]) == ["x"]


# Files that have not been touched.


@pytest.mark.parametrize(
    ("state", "believed"),
    [
        (FileState(1, 10**12, 10**12), True),
        (FileState(2, 10**12, 10**12), False),
        (FileState(1, 10**12 - 1, 10**12), False),
        (FileState(1, 10**12, 10**12 + 1), False),
    ],
)
def test_a_file_is_untouched_while_size_and_both_times_are_the_same(state, believed):
    seen = SeenFile(FileState(1, 10**12, 10**12), 2 * 10**12, "key")

    assert seen.is_untouched(state) is believed


@pytest.mark.parametrize(("age", "believed"), [(0, False), (2 * 10**9, False), (2 * 10**9 + 1, True)])
@pytest.mark.parametrize("newest", ["mtime_ns", "ctime_ns"])
def test_a_file_that_was_new_when_it_was_seen_may_have_changed_in_the_same_tick(age, believed, newest):
    state = FileState(1, 10**12, 10**12)._replace(**{newest: 10**13})
    seen = SeenFile(state, 10**13 + age, "key")

    assert seen.is_untouched(state) is believed


def test_a_file_was_seen_before_its_state_was_taken_and_not_when_it_was_written_down(file):
    before = time.time_ns()
    learned = update("a")
    after = time.time_ns()
    time.sleep(0.01)
    Store(file, "code").update(learned)

    assert before <= Store(file, "code").files()["a"].seen_ns <= after


# Parsing.


@pytest.fixture
def root(tmp_path):
    """An archive of a good, a broken and a withdrawn article, and a page."""
    root = tmp_path / "archive"
    for folder in (FOLDER, "content/pages"):
        (root / folder).mkdir(parents=True)
    (root / PATHS[0]).write_text(RICH)
    (root / PATHS[1]).write_text("---\ntitle: x\ndate: 2025-13\n---\n")
    (root / PATHS[2]).write_text(article(status="withdrawn", status_note="Wrong."))
    (root / ABOUT).write_text("---\ntitle: About\norder: -3\n---\n\nText.\n")
    return root


@pytest.fixture
def settled(monkeypatch):
    """Takes files that were just written as old: no test has to wait for the clock's next tick."""
    monkeypatch.setattr(store, "_TICK_NS", -(10**10))


@pytest.fixture
def was_read(monkeypatch):
    """The files that are read, in their order."""
    paths: list[str] = []

    def read_and_note(root, path, *, limit):
        paths.append(path)
        return read_bytes(root, path, limit=limit)

    monkeypatch.setattr(parse, "read_bytes", read_and_note)
    return paths


@pytest.fixture
def was_parsed(monkeypatch):
    """The files that are parsed, in their order."""
    paths: list[str] = []

    def parse_and_note(path, data, language, known):
        paths.append(path)
        return parse_document(path, data, language, known)

    monkeypatch.setattr(parse, "parse_document", parse_and_note)
    return paths


def parsed(
    root: Path, file: Path, jobs: int = 1, language: str = "en", code: str = "code"
) -> tuple[list[Parsed[Article]], list[Parsed[FreePage]]]:
    with open_workers(jobs) as workers:
        reader = DocumentReader(root, Store(file, code), language)
        return reader.read(find_content(root), workers)


def title(root: Path, file: Path) -> str:
    """The title of the last article."""
    document = parsed(root, file)[0][-1].document
    assert document
    return document.title


def test_what_is_remembered_equals_what_was_parsed(root, file, was_parsed):
    first = parsed(root, file)
    was_parsed.clear()

    assert parsed(root, file) == first
    assert was_parsed == []
    articles, (page,) = first
    assert [result.path for result in articles] == PATHS
    assert [d.code for d in articles[1].diagnostics] == ["E106", "E108"]
    assert page.document
    assert (page.document.order, page.document.route) == (-3, "about")


@pytest.mark.usefixtures("settled")
def test_untouched_files_are_not_read_again(root, file, was_read):
    first = parsed(root, file)
    assert was_read == [*PATHS, ABOUT]
    was_read.clear()

    assert parsed(root, file) == first
    assert was_read == []


@pytest.mark.usefixtures("settled")
def test_only_what_changed_is_read_again(root, file, was_read):
    parsed(root, file)
    was_read.clear()
    (root / PATHS[2]).write_text(article(title="New"))

    assert title(root, file) == "New"
    assert was_read == [PATHS[2]]


@pytest.mark.usefixtures("settled")
def test_a_file_that_was_touched_is_read_but_not_parsed_again(root, file, was_read, was_parsed):
    first = parsed(root, file)
    was_read.clear()
    was_parsed.clear()
    os.utime(root / ABOUT)

    assert parsed(root, file) == first
    assert (was_read, was_parsed) == ([ABOUT], [])
    was_read.clear()
    assert parsed(root, file) == first
    assert was_read == []


@pytest.mark.parametrize(
    "edited",
    [
        RICH + "More.\n",
        f"\n\n{RICH}",
        RICH.replace("---\n", "---\n# A comment.\n", 1),
        RICH.replace("War", "Peace"),
        RICH.replace("title:", "titel:"),
        RICH.replace("---\n", "", 1),
        "",
    ],
    ids=["text", "lines", "comment", "tags", "wrong", "unfenced", "empty"],
)
@pytest.mark.usefixtures("settled")
def test_an_edited_file_gives_what_it_gives_to_whom_it_is_new(root, file, tmp_path, edited):
    for text in (edited, RICH):
        parsed(root, file)
        (root / PATHS[0]).write_text(text)
        known, new = parsed(root, file), parsed(root, tmp_path / f"new-{len(text)}.sqlite")

        assert known == new


@pytest.mark.usefixtures("settled")
def test_front_matter_is_not_parsed_again_where_the_text_alone_was_edited(root, file, monkeypatch):
    before = parsed(root, file)[0][0]
    (root / PATHS[0]).write_text(f"{RICH}\n\nMore.\n")
    monkeypatch.setattr(document_values, "parse_front_matter", lambda *_args, **_: pytest.fail("parsed"))
    after = parsed(root, file)[0][0]

    assert after.document == before.document
    assert after.outline != before.outline


# What is noted of all files at once.


def reader(root: Path, file: Path, language: str = "en") -> DocumentReader:
    return DocumentReader(root, Store(file, "code"), language)


@pytest.mark.usefixtures("settled")
def test_one_note_tells_that_no_file_was_touched(root, file, monkeypatch):
    first = reader(root, file)
    with open_workers(1) as workers:
        first.read(find_content(root), workers)
    monkeypatch.setattr(Store, "files", lambda _: pytest.fail("looked at each file"))
    later, files = reader(root, file), find_content(root)

    assert later.is_up_to_date(files)
    assert later.digest(files) == first.digest(files)


def _touch(root: Path) -> None:
    os.utime(root / PATHS[2])


def _add(root: Path) -> None:
    (root / FOLDER / "d.md").write_text(article())


def _remove(root: Path) -> None:
    (root / ABOUT).unlink()


def _swap(root: Path) -> None:
    """Two files change their names, and keep their times."""
    first, last = root / PATHS[0], root / PATHS[2]
    first.rename(root / FOLDER / "x")
    last.rename(first)
    (root / FOLDER / "x").rename(last)


@pytest.mark.parametrize("change", [_touch, _add, _remove, _swap])
@pytest.mark.usefixtures("settled")
def test_the_note_says_nothing_of_other_files(root, file, change):
    parsed(root, file)
    assert reader(root, file).is_up_to_date(find_content(root))
    change(root)

    assert not reader(root, file).is_up_to_date(find_content(root))


@pytest.mark.usefixtures("settled")
def test_the_note_says_nothing_of_another_language(root, file):
    parsed(root, file)

    assert not reader(root, file, "vi").is_up_to_date(find_content(root))


def test_files_that_may_have_been_edited_in_the_same_tick_are_not_noted(root, file, monkeypatch):
    parsed(root, file)
    monkeypatch.setattr(Store, "files", lambda _: {})

    assert not reader(root, file).is_up_to_date(find_content(root))


@pytest.mark.usefixtures("settled")
def test_an_edit_that_keeps_the_size_is_seen(root, file):
    (root / PATHS[2]).write_text(article(title="Old"))
    assert title(root, file) == "Old"
    time.sleep(0.02)
    (root / PATHS[2]).write_text(article(title="New"))

    assert title(root, file) == "New"


@pytest.mark.usefixtures("settled")
def test_an_edit_that_keeps_size_and_time_of_modification_is_seen(root, file):
    (root / PATHS[2]).write_text(article(title="Old"))
    before = (root / PATHS[2]).stat()
    assert title(root, file) == "Old"
    time.sleep(0.02)
    (root / PATHS[2]).write_text(article(title="New"))
    os.utime(root / PATHS[2], ns=(before.st_atime_ns, before.st_mtime_ns))
    after = (root / PATHS[2]).stat()

    assert (after.st_size, after.st_mtime_ns) == (before.st_size, before.st_mtime_ns)
    assert title(root, file) == "New"


def test_an_edit_in_the_tick_in_which_the_file_was_read_is_seen(root, file, monkeypatch):
    """As on a file system whose clock stands still between two edits."""
    still = FileState(100, time.time_ns(), time.time_ns())
    monkeypatch.setattr("sitegen.read.discover.file_state", lambda status: still)
    (root / PATHS[2]).write_text(article(title="Old"))
    assert title(root, file) == "Old"
    (root / PATHS[2]).write_text(article(title="New"))

    assert title(root, file) == "New"


def test_an_edit_while_the_others_are_parsed_is_seen(root, file, monkeypatch):
    """However long that takes: the state was taken in the tick of the edit."""
    still = FileState(100, time.time_ns(), time.time_ns())
    monkeypatch.setattr("sitegen.read.discover.file_state", lambda status: still)
    monkeypatch.setattr(store, "_TICK_NS", 50_000_000)
    (root / PATHS[2]).write_text(article(title="Old"))

    def edit_at_once(path, data, language, known):
        (root / PATHS[2]).write_text(article(title="New"))
        time.sleep(0.1)
        return parse_document(path, data, language, known)

    with monkeypatch.context() as patch:
        patch.setattr(parse, "parse_document", edit_at_once)
        (root / PATHS[0]).unlink()
        (root / PATHS[1]).unlink()
        (root / ABOUT).unlink()
        assert title(root, file) == "Old"

    assert title(root, file) == "New"


@pytest.mark.usefixtures("settled")
def test_another_language_of_the_site_is_that_of_untouched_files_too(root, file, was_parsed):
    parsed(root, file)
    was_parsed.clear()
    (document, *_), (page,) = ([p.document for p in found] for found in parsed(root, file, language="vi"))

    assert document
    assert page
    assert (document.language, page.language) == ("vi", "vi")
    assert was_parsed == [*PATHS, ABOUT]


@pytest.mark.usefixtures("settled")
def test_other_code_reads_everything_again(root, file, was_parsed):
    first = parsed(root, file)
    was_parsed.clear()

    assert parsed(root, file, code="other code") == first
    assert was_parsed == [*PATHS, ABOUT]


@pytest.mark.parametrize(
    "value",
    [
        b"",
        b"\xff\xff",
        "text",
        None,
        msgspec.msgpack.encode({"path": 1}),
        msgspec.msgpack.encode([1, 2]),
        b"\x81\xa4path\xa1\xff",
    ],
)
@pytest.mark.usefixtures("settled")
def test_a_value_of_another_shape_is_parsed_anew(root, file, value):
    first = parsed(root, file)
    run("UPDATE parsed SET value = ?", file, value)

    assert parsed(root, file) == first
    assert value not in stored(file, "parsed").values()


@pytest.mark.parametrize("column", ["size", "mtime_ns", "ctime_ns", "seen_ns", "key"])
@pytest.mark.parametrize("value", [b"\xff", "text", 1.5, -1, None])
@pytest.mark.usefixtures("settled")
def test_a_file_whose_record_is_damaged_is_read_anew(root, file, was_read, column, value):
    first = parsed(root, file)
    was_read.clear()
    run(f"UPDATE files SET {column} = ?", file, value)

    assert parsed(root, file) == first
    assert was_read == [*PATHS, ABOUT]


@pytest.mark.usefixtures("settled")
def test_documents_that_are_gone_are_forgotten(root, file):
    parsed(root, file)
    for path in PATHS[1:]:
        (root / path).unlink()

    assert [result.path for result in parsed(root, file)[0]] == PATHS[:1]
    assert [set(stored(file, table)) for table in ("files", "parsed", "bodies")] == [{PATHS[0], ABOUT}] * 3


def test_two_processes_give_the_same_as_one(root, tmp_path, monkeypatch):
    monkeypatch.setattr(parse, "_CHUNK", 1)
    one, two = tmp_path / "one.sqlite", tmp_path / "two.sqlite"

    assert parsed(root, one, jobs=2) == parsed(root, two, jobs=1)
    assert [stored(one, t) for t in ("parsed", "bodies")] == [stored(two, t) for t in ("parsed", "bodies")]


def test_an_archive_larger_than_what_is_written_at_once(root, file, monkeypatch, was_parsed):
    monkeypatch.setattr(parse, "_WRITTEN", 2)
    first = parsed(root, file)
    was_parsed.clear()

    assert parsed(root, file) == first
    assert was_parsed == []


def test_a_file_that_cannot_be_read_has_a_diagnostic_and_is_tried_again(root, file):
    files = find_content(root)
    (root / PATHS[2]).rename(root / "elsewhere")
    with open_workers(1) as workers:
        result = DocumentReader(root, Store(file, "code"), "en").read(files, workers)[0][2]

    assert result.document is None
    assert [d.code for d in result.diagnostics] == ["E203"]
    assert PATHS[2] not in stored(file, "files")
    (root / "elsewhere").rename(root / PATHS[2])
    assert title(root, file) == "A title"


def test_no_files_at_all(tmp_path, file):
    assert parsed(tmp_path, file) == ([], [])


def test_a_store_that_cannot_be_written_changes_no_result(root, file):
    first = parsed(root, file)
    file.unlink()
    file.mkdir()

    assert parsed(root, file) == first


def test_what_is_stored_is_plain_data(root, file):
    parsed(root, file)

    for path, value in stored(file, "parsed").items():
        assert isinstance(msgspec.msgpack.decode(value), dict)
        msgspec.msgpack.decode(value, type=Parsed[FreePage] if path == ABOUT else Parsed[Article])
    for value in stored(file, "bodies").values():
        msgspec.msgpack.decode(value, type=Body)
