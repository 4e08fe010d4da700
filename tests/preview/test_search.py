"""`sitegen serve` with search: pages come first, and the index follows."""

from __future__ import annotations

import gzip
import json
import subprocess
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import httpx
import pytest

from sitegen.build import BuildRequest, BuildResult, build
from sitegen.diagnostics import ProblemsError
from sitegen.preview import server
from sitegen.preview.server import Event, Failed, Preview, Rebuilt
from sitegen.preview.watch import Watcher
from sitegen.progress import CancelledError
from tests.preview.test_server import served
from tests.sites import Site, article

MakeSite = Callable[..., Site]
PATH, URL = "content/articles/2025/11/a.md", "articles/2025/11/a/index.html"
LIST = "pagefind/shards.json"


def wait_until(condition: Callable[[], bool]) -> None:
    deadline = time.monotonic() + 30
    while not condition():
        assert time.monotonic() < deadline, "it did not happen"
        time.sleep(0.02)


@dataclass
class Desk:
    """An archive, its preview, and what happened.

    events: what the preview told
    builds: of each build, whether it left search for later, and how it ended
    """

    site: Site
    preview: Preview
    events: list[Event]
    builds: list[tuple[bool, str]] = field(default_factory=list)

    def file(self, path: str) -> str:
        return (self.preview.folder / path).read_text()

    def hashes(self) -> list[str]:
        return [shard["hash"] for shard in json.loads(self.file(LIST))["shards"]]

    def has_word(self, word: str) -> bool:
        """True when the texts of the index hold a word."""
        fragments = self.preview.folder.glob("pagefind/shards/*/fragment/*")
        return any(word.encode() in gzip.decompress(file.read_bytes()) for file in fragments)

    def edit(self, word: str) -> None:
        self.site.write(PATH, article("Title", body=f"Some text with {word}."))

    @contextmanager
    def watched(self) -> Iterator[Watcher]:
        preview = self.preview
        watcher: Watcher = Watcher(
            preview.root, preview.rebuild, lambda: preview.refresh_search(watcher.is_news)
        )
        watcher.start()
        try:
            yield watcher
        finally:
            watcher.stop()


@pytest.fixture
def desk(site: MakeSite, monkeypatch: pytest.MonkeyPatch) -> Desk:
    archive = site()
    events: list[Event] = []
    preview = Preview(archive.root, "http://127.0.0.1:1/", drafts=False, tell=events.append)
    made = Desk(archive, preview, events)
    made.edit("Aachen")

    def noted(request: BuildRequest, *others: Any) -> BuildResult:
        try:
            result = build(request, *others)
        except Exception as error:
            made.builds.append((request.search_later, type(error).__name__))
            raise
        made.builds.append((request.search_later, "done"))
        return result

    monkeypatch.setattr(server, "build", noted)
    return made


def never() -> bool:
    return False


# In order -----------------------------------------------------------------------------------------


def test_pages_are_there_before_the_index(desk: Desk) -> None:
    desk.preview.rebuild()
    assert "Aachen" in desk.file(URL)
    assert not (desk.preview.folder / LIST).exists()
    desk.preview.refresh_search(never)
    assert desk.has_word("Aachen")
    assert [type(event) for event in desk.events] == [Rebuilt]


def test_after_an_edit_pages_reload_before_the_index_is_refreshed(desk: Desk) -> None:
    desk.preview.rebuild()
    desk.preview.refresh_search(never)
    old = desk.hashes()
    desk.edit("Zwolle")
    desk.preview.rebuild()
    assert desk.preview.state.build == 2
    assert "Zwolle" in desk.file(URL)
    assert desk.hashes() == old
    desk.preview.refresh_search(never)
    assert desk.hashes() != old
    assert desk.has_word("Zwolle")
    assert not desk.has_word("Aachen")
    # The index alone makes no page reload.
    assert desk.preview.state.build == 2


def test_of_an_edited_title_the_article_is_published_first_and_then_the_lists(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk.preview.rebuild()
    told: list[tuple[str, ...]] = []
    monkeypatch.setattr(desk.preview.state, "publish_soon", lambda **word: told.append(word["pages"]))
    desk.site.write(PATH, article("Other", body="Some text with Aachen."))
    desk.preview.rebuild(frozenset({PATH}))
    own, lists = told
    assert own == ("/articles/2025/11/a/",)
    assert {"/", "/feed.xml", "/timeline/2025/"} <= {*lists} - {*own}
    assert ("Other" in desk.file(URL), "Other" in desk.file("index.html")) == (True, True)
    assert [event.rendered for event in desk.events[1:] if isinstance(event, Rebuilt)] == [1 + len(lists)]


@pytest.mark.parametrize("path", ["content/tags.yaml", "themes/default/theme.yaml", "content/media/a.png"])
def test_after_an_edit_of_what_pages_share_all_of_them_reload(
    desk: Desk, monkeypatch: pytest.MonkeyPatch, path: str
) -> None:
    desk.preview.rebuild()
    told: list[object] = []
    monkeypatch.setattr(desk.preview.state, "publish_soon", lambda **word: told.append(word["pages"]))
    desk.edit("Zwolle")
    desk.preview.rebuild(frozenset({PATH, path}))
    assert told == [None]


def test_an_index_that_is_up_to_date_is_left_alone(desk: Desk) -> None:
    desk.preview.rebuild()
    for _ in range(2):
        desk.preview.refresh_search(never)
    assert desk.builds == [(True, "done"), (False, "done")]


def test_an_archive_without_search_is_built_once(desk: Desk) -> None:
    desk.site.replace("content/site.yaml", "title", "search: false\ntitle")
    desk.preview.rebuild()
    desk.preview.refresh_search(never)
    assert desk.builds == [(True, "done")]


@pytest.mark.parametrize("has_search", [True, False])
def test_after_a_start_with_nothing_to_do_the_first_edit_finds_all_read(
    desk: Desk, has_search: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sitegen.read.store._TICK_NS", -(10**10))  # New files are believed, too.
    if not has_search:
        desk.site.replace("content/site.yaml", "title", "search: false\ntitle")
    desk.preview.rebuild()
    desk.preview.refresh_search(never)
    again = Preview(desk.site.root, "http://127.0.0.1:1/", drafts=False, tell=desk.events.append)
    again.rebuild()
    again.refresh_search(never)
    monkeypatch.delattr("sitegen.prepare.plan_site")
    monkeypatch.delattr("sitegen.read.store.Store.parsed")
    desk.edit("Zwolle")
    again.rebuild(frozenset({PATH}))
    assert "Zwolle" in desk.file(URL)
    assert [event.rendered for event in desk.events if isinstance(event, Rebuilt)][1:] == [0, 1]


def test_problems_are_told_once(desk: Desk) -> None:
    desk.site.write(PATH, article(date="2025-11-31"))
    desk.preview.rebuild()
    desk.preview.refresh_search(never)
    assert [type(event) for event in desk.events] == [ProblemsError]


def test_a_page_is_never_published_without_a_reload(desk: Desk) -> None:
    """An edit after the last look, before the search index is refreshed."""
    desk.preview.rebuild()
    desk.preview.refresh_search(never)
    desk.preview.rebuild()
    before = desk.file("index.html")
    desk.site.replace("content/site.yaml", "Test Archive", "Other Archive")
    desk.preview.refresh_search(lambda: True)
    assert desk.builds[-1] == (False, "CancelledError")
    assert desk.file("index.html") == before
    # The file system may tell of the edit only when all is done.
    desk.preview.refresh_search(never)
    assert "Other Archive" in desk.file("index.html")
    assert desk.preview.state.build == 2


# While it is under way ----------------------------------------------------------------------------


@pytest.fixture
def temporary(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder for temporary files, empty."""
    folder = tmp_path / "temporary"
    folder.mkdir()
    monkeypatch.setattr("tempfile.tempdir", str(folder))
    return folder


class Processes:
    """The processes that are started, with something that happens at the first."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.started: list[subprocess.Popen[bytes]] = []
        self.at_first: Callable[[], object] = lambda: None
        self._start = subprocess.Popen
        monkeypatch.setattr(subprocess, "Popen", self._noted)

    def _noted(self, *args: Any, **options: Any) -> subprocess.Popen[bytes]:
        self.started.append(self._start(*args, **options))
        if len(self.started) == 1:
            self.at_first()
        return self.started[-1]

    def all_ended(self) -> bool:
        return all(process.returncode is not None for process in self.started)


@pytest.fixture
def processes(monkeypatch: pytest.MonkeyPatch) -> Processes:
    return Processes(monkeypatch)


def test_news_end_the_refresh_and_nothing_is_left(desk: Desk, processes: Processes, temporary: Path) -> None:
    desk.preview.rebuild()
    desk.preview.refresh_search(lambda: bool(processes.started))
    assert desk.builds == [(True, "done"), (False, "CancelledError")]
    assert processes.started
    assert processes.all_ended()
    assert not list(temporary.iterdir())
    assert not (desk.preview.folder / LIST).exists()
    assert not list(desk.preview.folder.glob(".sitegen/staging/*"))
    desk.preview.refresh_search(never)
    assert desk.has_word("Aachen")


def test_an_edit_while_search_is_built_shows_at_once(
    desk: Desk, processes: Processes, temporary: Path
) -> None:
    desk.preview.rebuild()
    heard = threading.Event()
    with desk.watched() as watcher:

        def edit_and_wait() -> None:
            desk.edit("Zwolle")
            wait_until(watcher.is_news)
            heard.set()

        processes.at_first = edit_and_wait
        wait_until(lambda: (desk.preview.folder / LIST).exists() and desk.has_word("Zwolle"))
    assert heard.is_set()
    # A save may come as two events, and the second may end another search build.
    assert desk.builds[:3] == [(True, "done"), (False, "CancelledError"), (True, "done")]
    assert desk.builds[-1] == (False, "done")
    assert "Zwolle" in desk.file(URL)
    assert not desk.has_word("Aachen")
    assert processes.all_ended()
    assert not list(temporary.iterdir())


@pytest.mark.parametrize("is_superseded", [True, False])
def test_problems_are_told_unless_another_rebuild_follows_at_once(desk: Desk, is_superseded: bool) -> None:
    desk.preview.rebuild()
    desk.site.write(PATH, "")
    desk.events.clear()
    desk.preview.rebuild(frozenset({PATH}), lambda: is_superseded)
    assert [type(event).__name__ for event in desk.events] == ([] if is_superseded else ["ProblemsError"])


@pytest.mark.parametrize("fault", [RuntimeError("a fault"), OSError("no space"), CancelledError()])
def test_a_fault_in_the_refresh_does_not_end_the_watching(
    desk: Desk, monkeypatch: pytest.MonkeyPatch, fault: Exception
) -> None:
    faults = [fault]

    def failing(request: BuildRequest, *others: Any) -> BuildResult:
        if not request.search_later and faults:
            raise faults.pop()
        return build(request, *others)

    monkeypatch.setattr(server, "build", failing)
    desk.preview.rebuild()
    with desk.watched():
        wait_until(lambda: not faults)
        desk.edit("Zwolle")
        wait_until(lambda: (desk.preview.folder / LIST).exists() and desk.has_word("Zwolle"))
    told = [event for event in desk.events if isinstance(event, Failed)]
    assert len(told) == (not isinstance(fault, CancelledError))
    assert all(str(fault) in str(event) for event in told)


def test_the_end_of_the_preview_ends_the_refresh(desk: Desk, processes: Processes) -> None:
    desk.preview.rebuild()
    with desk.watched() as watcher:
        ending = threading.Thread(target=watcher.stop)

        def end() -> None:
            ending.start()
            wait_until(watcher.is_news)

        processes.at_first = end
        wait_until(lambda: bool(processes.started))
        # The process is noted just before `end` is called.
        wait_until(lambda: ending.ident is not None)
        ending.join(20)
        assert not ending.is_alive()
    assert desk.builds == [(True, "done"), (False, "CancelledError")]
    assert processes.all_ended()


# As a whole ---------------------------------------------------------------------------------------


def test_an_editor_sees_the_page_and_then_finds_it(
    site: MakeSite, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "temporary").mkdir()
    monkeypatch.setenv("TMPDIR", str(tmp_path / "temporary"))
    archive = site()
    archive.write(PATH, article("First title"))
    with served(archive) as preview:
        assert "First title" in preview.get("/").text
        preview.wait_until(lambda: preview.get(LIST).status_code == 200)
        old = preview.get(LIST).json()["shards"]
        events = httpx.URL(preview.url).copy_with(path="/_sitegen/events")
        with httpx.stream("GET", events, timeout=10) as stream:
            lines = (line for line in stream.iter_lines() if line.startswith("data: "))
            assert json.loads(next(lines)[6:]) == {"build": 1, "problems": 0, "pages": None}
            archive.replace(PATH, "First title", "Second title")
            pages = ["/articles/2025/11/a/"]
            assert json.loads(next(lines)[6:]) == {"build": 2, "problems": 0, "pages": pages}
            assert "Second title" in preview.get(pages[0]).text
            assert "/" in json.loads(next(lines)[6:])["pages"]
        assert "Second title" in preview.get("/").text
        preview.wait_until(lambda: preview.get(LIST).json()["shards"] != old)
    assert not list((tmp_path / "temporary").iterdir())
