"""The search index: shards that are built each on its own, and the list of them."""

from __future__ import annotations

import gzip
import json
import re
import subprocess
import threading
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from sitegen.diagnostics import ProblemsError
from sitegen.plan.shards import ShardLimits
from sitegen.publish.indexing import open_indexing
from tests.images import described
from tests.sites import Site, article

MakeSite = Callable[..., Site]

TINY = ShardLimits(most=2, newest=1, reach=3)
YEARS = (1954, 1968, 1969, 1970, 1999, 2001)
SHARDS = "pagefind/shards/"
LIST = "pagefind/shards.json"


def path(year: int) -> str:
    return f"content/articles/{year}/a.md"


def several(site: MakeSite) -> Site:
    """Six articles in several shards."""
    archive = site()
    for year in YEARS:
        archive.write(path(year), article(f"Of {year}", f"{year}-05-06", f"Word{year} and water."))
    return archive


def listed(archive: Site) -> list[dict[str, Any]]:
    shards: list[dict[str, Any]] = json.loads(archive.files()[LIST])["shards"]
    return shards


def states(archive: Site) -> dict[str, tuple[bytes, int]]:
    """Bytes and time of each file of a shard."""
    files = {name: data for name, data in archive.files().items() if name.startswith(SHARDS)}
    return {name: (data, (archive.output / name).stat().st_mtime_ns) for name, data in files.items()}


def test_the_list_names_shards_newest_first_with_all_articles(site: MakeSite) -> None:
    archive = several(site)
    result = archive.build(search=True, shards=TINY)
    shards = listed(archive)
    assert result.indexed == result.searchable == sum(s["documents"] for s in shards) == len(YEARS)
    assert [s["last"][:4] for s in shards] == sorted((s["last"][:4] for s in shards), reverse=True)
    assert len(shards) > 2
    for shard in shards:
        assert f"{SHARDS}{shard['name']}/pagefind.{shard['hash']}.pf_meta" in archive.files()
    assert not [name for name in archive.files() if name.endswith("pagefind-entry.json")]


def test_articles_without_a_word_are_in_no_shard(site: MakeSite) -> None:
    archive = several(site)
    archive.write("content/media/a.png", described("640x480 teal"))
    archive.write(path(2010), article("…", "2010-05-06", "![](/media/a.png)", image_alt="x"))
    archive.build(search=True, shards=TINY)
    assert sum(shard["documents"] for shard in listed(archive)) == len(YEARS)


def test_an_edit_indexes_its_own_shard_and_leaves_the_files_of_others(site: MakeSite) -> None:
    archive = several(site)
    archive.build(search=True, shards=TINY)
    before = states(archive)
    archive.replace(path(1954), "water", "wine")
    assert archive.build(search=True, shards=TINY).indexed == 1
    after = states(archive)
    own = f"{SHARDS}{listed(archive)[-1]['name']}/"
    assert {n: s for n, s in after.items() if not n.startswith(own)} == {
        n: s for n, s in before.items() if not n.startswith(own)
    }
    assert after != before


def test_incremental_is_clean_with_any_number_of_processes(site: MakeSite) -> None:
    archive = several(site)
    archive.build(search=True, shards=TINY)
    archive.write("content/articles/2003/b.md", article("New", "2003-01-01"))
    archive.remove(path(1969))
    archive.build(search=True, shards=TINY)
    clean = archive.root / "clean"
    archive.build(search=True, shards=TINY, output=clean, clean=True, jobs=3)
    assert archive.files() == archive.files(clean)


@pytest.mark.parametrize("damage", ["bytes", "deletion"])
def test_a_damaged_file_is_mended(site: MakeSite, damage: str) -> None:
    archive = several(site)
    archive.build(search=True, shards=TINY)
    good = archive.files()
    file = next(archive.output.glob(f"{SHARDS}*/index/*"))
    if damage == "bytes":
        file.write_bytes(b"nonsense")
    else:
        file.unlink()
    assert 0 < archive.build(search=True, shards=TINY).indexed < len(YEARS)
    assert archive.files() == good


def test_a_build_without_search_removes_the_index(site: MakeSite) -> None:
    archive = several(site)
    archive.build(search=True, shards=TINY)
    archive.build(search=False)
    assert not [name for name in archive.files() if name.startswith("pagefind")]


def test_dates_are_sorted_as_lists_are(site: MakeSite) -> None:
    """Days next to each other, times and equal days have an order of their own."""
    archive = site()
    dates = ("2024-11-20", "2024-11-21", "2024-11-21T08:00", "2024-11-21T09:00", "2024-11", "2024-11-22")
    for number, date in enumerate(dates):
        archive.write(f"content/articles/2024/{9 - number}.md", article(f"T{number}", date))
    archive.build(search=True)
    meta = content(next(archive.output.glob(f"{SHARDS}*/*.pf_meta")))
    pages, order = [page[0] for page in meta[1]], dict(meta[4])["date"]
    folder = archive.output / SHARDS / listed(archive)[0]["name"] / "fragment"
    titles = {
        name: json.loads(gzip.decompress((folder / f"{name}.pf_fragment").read_bytes())[12:])["meta"]["title"]
        for name in pages
    }
    assert [titles[pages[number]] for number in order] == ["T4", "T0", "T1", "T2", "T3", "T5"]


def content(file: Path) -> list[Any]:
    import cbor2

    decoded: list[Any] = cbor2.loads(gzip.decompress(file.read_bytes())[12:])
    return decoded


def test_what_is_still_running_is_ended(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """An error elsewhere ends Pagefind and leaves no temporary files."""
    started: list[subprocess.Popen[bytes]] = []
    begun = threading.Event()
    real = subprocess.Popen

    def noted(*args: Any, **options: Any) -> subprocess.Popen[bytes]:
        started.append(real(*args, **options))
        begun.set()
        return started[-1]

    monkeypatch.setattr(subprocess, "Popen", noted)
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    with pytest.raises(KeyboardInterrupt):
        index_until_ctrl_c(begun)
    assert len(started) == 1
    assert started[0].returncode is not None
    assert not list(tmp_path.iterdir())


def index_until_ctrl_c(begun: threading.Event) -> None:
    """Begins two shards, and is ended while the first is under way."""
    with open_indexing("en", jobs=1, largest=1) as indexing:
        for name in ("one", "two"):
            folder = indexing.documents_folder(name)
            names = [f"{number}.html" for number in range(300)]
            for file in names:
                (folder / file).write_text("<html><body>" + "word " * 2000)
            indexing.start(name, folder, names)
        begun.wait(10)
        raise KeyboardInterrupt


def test_a_failing_program_is_a_problem(site: MakeSite, monkeypatch: pytest.MonkeyPatch) -> None:
    archive = several(site)
    monkeypatch.setattr("pagefind.service.get_executable", lambda: "/bin/true")
    with pytest.raises(ProblemsError) as problems:
        archive.build(search=True)
    assert problems.value.diagnostics[0].code == "E506"


def test_names_and_aliases_of_terms_with_a_page_are_there_for_near_misses(site: MakeSite) -> None:
    archive = site(f"""
-- content/tags.yaml --
flood: {{name: Floods, aliases: [Lũ lụt]}}
unused: {{name: Unused}}
-- content/articles/1999/11/a.md --
{article("A", "1999-11-02", tags="[flood]")}
""")
    archive.build(search=True)
    names = json.loads(archive.page("/search/names.json"))
    assert ["tag", "/tags/flood/", "Floods", "Lũ lụt"] in names
    assert not [name for name in names if "Unused" in name]


def test_an_article_page_loads_little_script(site: MakeSite) -> None:
    archive = several(site)
    archive.build(search=True)
    page = archive.page("/articles/1954/a/")
    (address,) = re.findall(r'<script src="/([^"]+)"', page)
    (quick,) = re.findall(r'data-quick="/([^"]+)"', page)
    sizes = [len(gzip.compress((archive.output / name).read_bytes())) for name in (address, quick)]
    assert sum(sizes) <= 5 * 1024
