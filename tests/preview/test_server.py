"""`sitegen serve`, as an editor uses it: save a file, look at the page."""

from __future__ import annotations

import asyncio
import json
import os
import re
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import httpx
import pytest

from sitegen.preview.app import make_app
from sitegen.preview.state import PreviewState
from tests.images import described, opened
from tests.sites import Site, article

MakeSite = Callable[..., Site]
PATH = "content/articles/2025/11/a.md"


@dataclass
class Served:
    """A running preview."""

    url: str
    process: subprocess.Popen[str]

    def get(self, path: str, **headers: str) -> httpx.Response:
        return httpx.get(self.url + path.lstrip("/"), headers=headers, timeout=10)

    def wait_until(self, condition: Callable[[], bool]) -> None:
        deadline = time.monotonic() + 20
        while not condition():
            assert time.monotonic() < deadline, "the change did not show up"
            time.sleep(0.05)


@contextmanager
def served(site: Site, *options: str) -> Iterator[Served]:
    command = [sys.executable, "-m", "sitegen", "serve", "--port", "0", *options]
    environment = {**os.environ, "PYTHONUNBUFFERED": "1"}
    process = subprocess.Popen(
        command, cwd=site.root, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, env=environment
    )
    assert process.stdout
    try:
        for line in process.stdout:
            found = re.search(r"The site is at (\S+)", line)
            if found:
                yield Served(found[1], process)
                break
        else:
            raise AssertionError("the preview did not start")
    finally:
        process.send_signal(signal.SIGINT)
        try:
            process.communicate(timeout=10)
        except subprocess.TimeoutExpired:
            process.kill()
            raise


def make(site: MakeSite) -> Site:
    archive = site()
    archive.write("content/site.yaml", "title: T\nbase_url: https://example.org/\nsearch: false\n")
    archive.write(PATH, article("First title"))
    return archive


def problems(preview: Served) -> list[str]:
    url = httpx.URL(preview.url).copy_with(path="/_sitegen/problems")
    return list(httpx.get(url).json())


def test_an_edit_shows_up(site: MakeSite) -> None:
    archive = make(site)
    with served(archive) as preview:
        assert "First title" in preview.get("/").text
        archive.replace(PATH, "First title", "Second title")
        preview.wait_until(lambda: "Second title" in preview.get("/").text)


def test_a_broken_edit_is_shown_while_the_last_good_site_stays(site: MakeSite) -> None:
    archive = make(site)
    with served(archive) as preview:
        archive.replace(PATH, "date: 2025-11-21", "date: 2025-11-31")
        preview.wait_until(lambda: bool(problems(preview)))
        assert "a.md:3:7: error E108 date-invalid" in problems(preview)[0]
        assert "> 3 | date: 2025-11-31" in problems(preview)[0]
        assert "First title" in preview.get("/").text
        archive.replace(PATH, "date: 2025-11-31", "date: 2025-11-30")
        preview.wait_until(lambda: not problems(preview))
        assert "November 30, 2025" in preview.get("/articles/2025/11/a/").text


def test_an_editor_that_saves_by_rename_and_a_new_folder_work(site: MakeSite) -> None:
    archive = make(site)
    with served(archive) as preview:
        archive.write("content/articles/2025/11/.a.md.swp", article("Renamed into place"))
        (archive.root / "content/articles/2025/11/.a.md.swp").replace(archive.root / PATH)
        preview.wait_until(lambda: "Renamed into place" in preview.get("/").text)
        archive.write("content/articles/1999/12/b.md", article("In a new folder", "1999-12-31"))
        preview.wait_until(lambda: "In a new folder" in preview.get("/").text)


def test_a_theme_that_is_added_and_a_changed_configuration_work(site: MakeSite) -> None:
    archive = make(site)
    with served(archive) as preview:
        archive.write("themes/own/theme.yaml", "name: own\nparent: default\n")
        archive.write("themes/own/templates/404.html", "our own page")
        archive.replace("content/site.yaml", "title: T", "title: T\ntheme: own")
        preview.wait_until(lambda: "our own page" in preview.get("/nowhere/").text)
        archive.write("themes/own/templates/404.html", "our newer page")
        preview.wait_until(lambda: "our newer page" in preview.get("/nowhere/").text)


def test_saves_in_quick_succession_never_show_a_problem_of_a_half_written_file(site: MakeSite) -> None:
    archive = make(site)
    with served(archive) as preview:
        url = httpx.URL(preview.url).copy_with(path="/_sitegen/events")
        with httpx.stream("GET", url, timeout=20) as events:
            words = (json.loads(line[6:]) for line in events.iter_lines() if line.startswith("data: "))
            assert next(words) == {"build": 1, "problems": 0, "pages": None}
            for number in range(60):
                archive.write(PATH, article(f"Title {number}"))
                time.sleep(0.01 if number % 4 else 0.03)  # Some end the wait for quiet, some do not.
            for word in words:
                assert word["problems"] == 0
                if "Title 59" in preview.get("/").text:
                    break


def test_pages_come_with_the_headers_of_the_published_site(site: MakeSite) -> None:
    archive = make(site)
    with served(archive) as preview:
        page = preview.get("/")
        assert page.headers["content-security-policy"].startswith("default-src 'none'")
        assert '<script src="/_sitegen/reload.js" data-build="1" defer></script>' in page.text
        asset = re.search(r'href="/(assets/style\.[0-9a-f]+\.css)"', page.text)
        assert asset
        assert "immutable" in preview.get(asset[1]).headers["cache-control"]
        missing = preview.get("/nowhere/")
        assert missing.status_code == 404
        assert "There is no page at this address" in missing.text


def test_a_site_whose_editor_was_not_fetched_is_shown_without_it(site: MakeSite) -> None:
    archive = make(site)
    text = (archive.root / "content/site.yaml").read_text()
    archive.write("content/site.yaml", f"{text}editor: {{name: decap, backend: local}}\n")
    with served(archive) as preview:
        assert preview.get("/").status_code == 200
        assert preview.get("/admin/").status_code == 404


def test_a_build_does_not_reload_the_web_editor_under_what_is_being_written(tmp_path: Path) -> None:
    (tmp_path / "admin").mkdir()
    for page in ("index.html", "admin/index.html"):
        (tmp_path / page).write_text("<html><head></head></html>")

    async def text(path: str) -> str:
        transport = httpx.ASGITransport(make_app(tmp_path, "/", PreviewState()))
        async with httpx.AsyncClient(transport=transport, base_url="http://127.0.0.1") as client:
            return (await client.get(path)).text

    # In a thread of its own: in this one a browser test may have left a loop that runs.
    with ThreadPoolExecutor(1) as beside:
        assert "reload.js" in beside.submit(asyncio.run, text("/")).result()
        assert "reload.js" not in beside.submit(asyncio.run, text("/admin/")).result()


def test_the_path_of_the_base_url_is_kept(site: MakeSite) -> None:
    archive = make(site)
    archive.replace("content/site.yaml", "example.org/", "example.org/deep/")
    with served(archive) as preview:
        assert preview.url.endswith("/deep/")
        assert 'href="/deep/timeline/"' in preview.get("/").text
        root = httpx.get(httpx.URL(preview.url).copy_with(path="/"))
        assert root.headers["location"] == "/deep/"


def test_a_site_that_is_broken_from_the_start_appears_when_it_is_mended(site: MakeSite) -> None:
    archive = make(site)
    archive.write(PATH, "")
    with served(archive) as preview:
        assert preview.get("/").status_code == 503
        archive.write(PATH, article("Mended"))
        preview.wait_until(lambda: "Mended" in preview.get("/").text)


def test_files_outside_the_site_are_not_served(site: MakeSite) -> None:
    archive = make(site)
    with served(archive) as preview:
        for path in ("../../content/site.yaml", "%2e%2e/%2e%2e/content/site.yaml", ".sitegen/manifest.json"):
            assert "base_url" not in preview.get(path).text
            assert preview.get(path).status_code == 404
        foreign = httpx.get(preview.url, headers={"Host": "attacker.example"})
        assert foreign.status_code == 400


def refused(folder: Path, port: str) -> str:
    """What `sitegen serve` says when it is refused as wrong usage."""
    command = [sys.executable, "-m", "sitegen", "serve", "--port", port]
    run = subprocess.run(command, cwd=folder, check=False, capture_output=True, text=True, timeout=60)
    assert run.returncode == 2
    return run.stderr


def test_a_taken_port_is_wrong_usage(site: MakeSite, tmp_path: Path) -> None:
    with served(make(site)) as preview:
        assert "--port 0" in refused(tmp_path, str(httpx.URL(preview.url).port))


def test_a_second_preview_of_an_archive_is_refused(site: MakeSite) -> None:
    archive = make(site)
    with served(archive):
        assert "Another preview" in refused(archive.root, "0")


def test_the_preview_leaves_public_alone(site: MakeSite) -> None:
    archive = make(site)
    archive.build()
    before = archive.files()
    with served(archive) as preview:
        assert preview.url.startswith("http://127.0.0.1:")
    assert archive.files() == before


@pytest.mark.parametrize("path", ["/_sitegen/overlay.css", "/_sitegen/reload.js"])
def test_its_own_files_are_small_and_fresh(site: MakeSite, path: str) -> None:
    with served(make(site)) as preview:
        response = httpx.get(httpx.URL(preview.url).copy_with(path=path))
        assert response.headers["cache-control"] == "no-store"
        assert len(response.content) < 4000


def test_an_image_that_is_replaced_shows_up(site: MakeSite) -> None:
    archive = make(site)
    archive.write("content/media/map.png", described("300x200 teal"))
    archive.write(PATH, article(body="![A map](/media/map.png)"))

    def size(preview: Served) -> tuple[int, int] | None:
        """None when the picture was replaced between the page and the picture."""
        (address,) = re.findall(r'<img src="/([^"]+)"', preview.get("/articles/2025/11/a/").text)
        answer = preview.get(address)
        return opened(answer.content).size if answer.status_code == 200 else None

    with served(archive) as preview:
        assert size(preview) == (300, 200)
        archive.write("content/media/map.png", described("200x300 red"))
        preview.wait_until(lambda: size(preview) == (200, 300))
