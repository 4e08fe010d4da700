"""The jobs. A lane is a row of builds in one folder, each of which needs the one before."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass, field
from itertools import count
from pathlib import Path

from tests.bench.corpus import Corpus
from tests.bench.edits import KINDS, add_article, edit_article
from tests.bench.hugo_site import hugo_command
from tests.bench.measure import Measurement, measure
from tests.bench.report import Samples
from tests.bench.words import name_words

_THEME = Path(__file__).parents[2] / "themes/default"
BODY_EDITS, VERSION_RUNS = 3, 5
# Where in the archive the edited articles of any period stand: 0 the oldest, 1 the newest.
PERIODS = (0.02, 0.35, 0.65, 0.98)

Lane = Callable[["Bench", int], None]


@dataclass
class Bench:
    """One run of the benchmark.

    folder: everything is written below it
    jobs: names of `targets.JOBS`
    archive, hugo_site: the sources; no job changes them
    tell: called with what is about to be done
    settle: whether what was written is flushed to disk before each run, so that it is not during the run
    failures: what went wrong, as texts
    """

    corpus: Corpus
    folder: Path
    jobs: Collection[str]
    tell: Callable[[str], None] = lambda text: None
    samples: Samples = field(default_factory=Samples)
    settle: bool = True
    failures: list[str] = field(default_factory=list)
    _numbers: Iterator[int] = field(default_factory=count)
    _marks: Iterator[str] = field(default_factory=lambda: iter(word.lower() for word in name_words()[2000:]))

    @property
    def archive(self) -> Path:
        return self.folder / "archive"

    @property
    def hugo_site(self) -> Path:
        return self.folder / "hugo-site"

    def fresh(self, name: str) -> Path:
        """A new, empty folder. Nothing is deleted before the end: that would slow down what comes next."""
        folder = self.folder / f"{next(self._numbers):03}-{name}"
        folder.mkdir(parents=True)
        return folder

    def copied_archive(self, name: str) -> Path:
        """A copy of the archive, to be edited."""
        root = self.fresh(name)
        shutil.copytree(self.archive / "content", root / "content")
        return root

    def mark(self) -> str:
        """A word that stands nowhere yet."""
        return next(self._marks)

    def run(self, key: str, command: list[str], cwd: Path, *written: Path) -> Measurement:
        """Measures a command and files the figures under a key."""
        self.tell(key)
        if self.settle:
            os.sync()
        run = measure(command, cwd, *written)
        self.samples.add_run(key, run)
        return run

    def build(self, key: str, root: Path, *options: str) -> Measurement:
        """Measures a build of the archive in a folder; files of its cache count too."""
        return self.run(
            key, [*sitegen_command(), "build", *options], root, root / "public", root / ".sitegen"
        )


def sitegen_command() -> list[str]:
    """The installed command, as a user calls it."""
    script = Path(sys.executable).with_name("sitegen")
    return [str(script)] if script.exists() else [sys.executable, "-m", "sitegen"]


def pagefind_command(site: Path) -> list[str]:
    """Pagefind over the pages of a site."""
    from pagefind.service import get_executable

    return [str(get_executable()), "--site", str(site), "--silent"]


def lanes_for(jobs: Collection[str]) -> list[Lane]:
    """The lanes that some jobs need, peers included."""
    wanted: list[tuple[Lane, set[str]]] = [
        (peers, {"cold", "search", "body", "newest", "any"}),
        (without_search, {"cold", "body"}),
        (with_search, {"search", "newest", "any", "nothing", "browser"}),
        (own_theme, {"template"}),
        (preview, {"serve"}),
        (checks, {"check"}),
    ]
    return [lane for lane, of in wanted if of & set(jobs)]


def peers(bench: Bench, round_number: int) -> None:
    """Hugo, and Pagefind on what Hugo made."""
    folder = bench.fresh("hugo")
    output = folder / "public"
    hugo = bench.run("hugo", hugo_command(bench.hugo_site, output, folder / "cache"), folder, output)
    if {"search", "newest", "any"} & set(bench.jobs):
        pagefind = bench.run("pagefind", pagefind_command(output), folder, output / "pagefind")
        bench.samples.add_run("hugo + pagefind", hugo.then(pagefind))


def without_search(bench: Bench, round_number: int) -> None:
    """Jobs 1 and 3."""
    root = bench.copied_archive("without-search")
    bench.build("cold", root, "--no-search")
    if "body" in bench.jobs:
        for edit in range(BODY_EDITS):
            number = (edit * 2 + 1) * bench.corpus.size // (2 * BODY_EDITS)
            edit_article(bench.corpus, root, number, "body", bench.mark())
            bench.build("body", root, "--no-search")


def with_search(bench: Bench, round_number: int) -> None:
    """Jobs 2, 4, 5, 6 and 9, in the order 2, 6, 9, 4, 5."""
    root = bench.copied_archive("with-search")
    bench.build("search", root)
    if "nothing" in bench.jobs:
        for _ in range(BODY_EDITS):
            bench.build("nothing", root)
        for _ in range(VERSION_RUNS):
            bench.run("version", [*sitegen_command(), "--version"], root)
    if "browser" in bench.jobs and round_number == 0:
        from tests.bench.browser import measure_search

        measure_search(bench.corpus, root / "public", bench.samples, bench.tell)
    if "newest" in bench.jobs:
        _newest(bench, root)
    if "any" in bench.jobs:
        for place, period in enumerate(PERIODS):
            number = int(period * (bench.corpus.size - 1))
            kind = KINDS[(place + round_number) % len(KINDS)]
            edit_article(bench.corpus, root, number, kind, bench.mark())
            bench.build("any", root)


def _newest(bench: Bench, root: Path) -> None:
    add_article(bench.corpus, root, bench.corpus.size)
    bench.build("newest added", root)
    edit_article(bench.corpus, root, bench.corpus.size - 1, "title", bench.mark())
    bench.build("newest edited", root)


def own_theme(bench: Bench, round_number: int) -> None:
    """Job 8: a copy of the default theme's article.html in a theme of one's own."""
    root = bench.copied_archive("own-theme")
    theme = root / "themes/own"
    shutil.copytree(_THEME, theme)
    (theme / "theme.yaml").write_text("name: own\n", encoding="utf-8")
    with (root / "content/site.yaml").open("a", encoding="utf-8") as file:
        file.write("theme: own\n")
    bench.build("template base", root, "--no-search")
    template = theme / "templates/article.html"
    text = template.read_text(encoding="utf-8")
    template.write_text(text.replace("<article ", '<article data-edited="yes" ', 1), encoding="utf-8")
    bench.build("template", root, "--no-search")


def preview(bench: Bench, round_number: int) -> None:
    """Job 7, in the first round only: it has many edits of its own."""
    if round_number == 0:
        from tests.bench.live import measure_preview

        measure_preview(bench)


def checks(bench: Bench, round_number: int) -> None:
    """Job 10: checks, in a repository of Git, as contributors have it."""
    root = bench.copied_archive("checks")
    for command in (["init", "-q", "-b", "main"], ["add", "content"], ["commit", "-q", "-m", "All"]):
        who = ("-c", "user.name=Bench", "-c", "user.email=bench@example.org")
        subprocess.run(["git", *who, *command], cwd=root, check=True)
    check = [*sitegen_command(), "check"]
    bench.run("check cold", check, root)
    for edit in range(BODY_EDITS):
        bench.run("check warm", check, root)
        number = (edit * 2 + 1) * bench.corpus.size // (2 * BODY_EDITS)
        edit_article(bench.corpus, root, number, "body", bench.mark())
        bench.run("check edited", check, root)
        edit_article(bench.corpus, root, number, "title", bench.mark())
        bench.run("check changed", [*check, "--changed", "main"], root)
