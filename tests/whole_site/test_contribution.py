"""A whole contribution, against a bare repository on this machine; and one of somebody who means harm."""

from __future__ import annotations

import contextlib
import json
import re
from dataclasses import dataclass
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from markdown_it import MarkdownIt

from sitegen.cli import main
from tests.repositories import Clone, clone_of, new_origin
from tests.sites import Site

OUTLET = "The Example Courier (sample)"
FLOODS = "content/articles/2025/11/floods-in-copenhagen.md"


@pytest.fixture(scope="module")
def published(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A new archive on a forge."""
    folder = tmp_path_factory.mktemp("forge")
    origin = new_origin(folder / "archive.git")
    clone = clone_of(origin, folder / "editor")
    assert CliRunner().invoke(main, ["init", str(clone.folder), "--title", "Archive"]).exit_code == 0
    clone.commit("A new archive")
    clone.git("push", "--quiet", "origin", "HEAD:main")
    return origin


@pytest.fixture
def contributor(published: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Clone:
    """A contributor in a fresh clone, on a branch."""
    clone = clone_of(published, tmp_path / "contributor")
    clone.git("switch", "--quiet", "--create", "work")
    monkeypatch.chdir(clone.folder)
    return clone


def sitegen(*words: str) -> Result:
    return CliRunner().invoke(main, words)


def check(form: str) -> Result:
    """What the workflow runs, but with the branch's name in the place of the merge's first parent."""
    return sitegen("check", "--changed", "origin/main", "--format", form)


def test_from_a_clone_to_a_page(
    contributor: Clone, published: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    # Somebody writes an article, and writes the date as at home.
    made = sitegen(
        "new", "Floods in Copenhagen", "--date", "2025-11-21", "--outlet", OUTLET, "--place", "København"
    )
    assert (made.exit_code, made.output.startswith(f"Made {FLOODS}.")) == (0, True), made.output
    site = Site(contributor.folder)
    site.replace(FLOODS, "date: 2025-11-21", "date: 21.11.2025  # as the paper prints it")
    site.replace(
        FLOODS, "summary: ''", "summary: The harbour rose above its quays, the office of ports said."
    )
    site.replace(
        FLOODS, "Write the article here, in Markdown. Say who made each claim.", "The water rose. " * 30
    )
    contributor.commit("Floods in Copenhagen")

    # The check of the pull request marks the line, and nothing that was there before.
    found = check("github")
    assert found.exit_code == 1
    (annotation,) = [line for line in found.stdout.splitlines() if line.startswith("::error ")]
    assert annotation.startswith(f"::error file={FLOODS},line=3,col=7,title=E108 date-invalid::")
    assert not [line for line in found.stdout.splitlines() if FLOODS not in line]

    # It is mended without touching anything else.
    before = (contributor.folder / FLOODS).read_text()
    mended = sitegen("check", "--fix", FLOODS)
    assert mended.exit_code == 0, mended.output
    after = (contributor.folder / FLOODS).read_text()
    assert after == before.replace("21.11.2025  #", "2025-11-21  #")
    assert check("github").exit_code == 0
    contributor.commit("The date as the archive writes it")
    contributor.git("push", "--quiet", "origin", "work")

    # An editor merges it, and the site has the page.
    editor = clone_of(published, tmp_path / "merging")
    editor.git("merge", "--quiet", "--no-ff", "--message", "Merge: floods in Copenhagen", "origin/work")
    editor.git("push", "--quiet", "origin", "HEAD:main")
    monkeypatch.chdir(editor.folder)
    merged = Site(editor.folder)
    merged.build()
    assert "Floods in Copenhagen" in merged.page("/articles/2025/11/floods-in-copenhagen/")
    assert "Floods in Copenhagen" in merged.page("/places/copenhagen/")


# A fork that means harm ----------------------------------------------------------------------------

COMMANDS = "::set-output name=a::b ##[add-path]/tmp %0A::warning::x"
FRONT_MATTER = f"""---
title: "<script>alert(1)</script> @everyone {COMMANDS}"
date: "soon\\n::error file=README.md,line=1::Hacked\\r\\n::stop-commands::x"
outlet: "<img src=x onerror=alert(1)> | ![](https://evil.example/pixel.png)"
tags: ["@maintainer please merge", "<!-- sitegen summary -->", "[click](javascript:alert(1))"]
places: ["{COMMANDS}"]
"::add-mask::e": yes
image: ../../../../../../etc/passwd
aliases: [/../../etc/passwd, //evil.example/, "/a\\n::error::b"]
---

::error::In the text. <script>alert(2)</script> [a](../../../../README.md)
"""
TITLE_ONLY = f"""---
title: "<script>alert(1)</script> @everyone {COMMANDS}"
date: 2025-11-20
outlet: {OUTLET}
tags: ["@maintainer <b>merge</b> {COMMANDS}"]
---

<script>alert(2)</script><iframe src="https://evil.example/"></iframe> [a](javascript:alert(3))
"""
# What a runner takes for a command: at the head of a line, or, in the older form, anywhere in it
# (actions/runner, ActionCommand.cs).
_COMMAND = re.compile(r"^\s*::|##\[")


@dataclass(frozen=True)
class Reports:
    """What a check says of hostile content, and what the pull request adds, line by line."""

    github: Result
    json: str
    markdown: str
    added: str


@pytest.fixture(scope="module")
def hostile(published: Path, tmp_path_factory: pytest.TempPathFactory) -> Reports:
    clone = clone_of(published, tmp_path_factory.mktemp("fork") / "archive")
    site = Site(clone.folder)
    folder = "content/articles/2025/11"
    site.write(f"{folder}/hostile.md", FRONT_MATTER)
    site.write(f"{folder}/x\n::error::name.md", FRONT_MATTER)
    site.write(f"{folder}/%0A::error,line=1::name.md", FRONT_MATTER)
    site.write(f"{folder}/huge.md", TITLE_ONLY + "All work. " * 300_000)
    site.write("content/media/drawing.svg", "<svg xmlns='http://www.w3.org/2000/svg'><script/></svg>")
    site.write("content/media/picture.png", b"no picture" * 1000)
    (clone.folder / folder / "passwords.md").symlink_to("/etc/passwd")
    (clone.folder / "content/media/outside").symlink_to("/etc")
    clone.commit("A small correction")
    with contextlib.chdir(clone.folder):
        forms = (check("github"), check("json").stdout, check("markdown").stdout)
    names = clone.git("diff", "--name-only", "-z", "origin/main").replace("\0", "\n")
    return Reports(*forms, added=names)


def test_hostile_content_makes_no_annotation_but_those_of_the_check(hostile: Reports) -> None:
    problems = json.loads(hostile.json)["problems"]
    assert hostile.github.exit_code == 1
    lines = hostile.github.stdout.splitlines()
    assert len(lines) == len(problems) > 10
    head = r"::(error|warning) file=content/[^:,\n]*(,line=\d+)?(,col=\d+)?,title=[EW]\d+ [a-z-]+::"
    assert [line for line in lines if not re.match(head, line)] == []
    assert [line for line in hostile.github.stderr.splitlines() if _COMMAND.search(line)] == []
    assert "root:" not in hostile.github.stdout


def test_hostile_content_makes_no_markup_in_the_comment(hostile: Reports, tmp_path: Path) -> None:
    (tmp_path / "report.json").write_text(hostile.json)
    (tmp_path / "added.txt").write_text(hostile.added)
    words = [str(tmp_path / "report.json"), "--added", str(tmp_path / "added.txt")]
    comment = sitegen("summary", *words).stdout
    for text in (comment, hostile.markdown):
        tokens = MarkdownIt("gfm-like", {"html": True, "linkify": False}).parse(text)
        inline = [child for token in tokens for child in token.children or []]
        html = {token.content for token in inline if token.type == "html_inline"}
        assert html <= {"<code>", "</code>"}
        assert not [token for token in inline if token.type in ("link_open", "image")]
        assert not re.search(r"@(?:everyone|maintainer)", text)
    assert comment.count("<!--") == 1
    assert "* `/articles/2025/11/hostile/`\n" in comment


def test_hostile_content_that_is_valid_is_published_as_text(contributor: Clone) -> None:
    site = Site(contributor.folder)
    site.write("content/articles/2025/11/valid.md", TITLE_ONLY)
    assert check("github").exit_code == 0
    site.build()
    page = site.page("/articles/2025/11/valid/")
    assert "&lt;script&gt;alert(1)" in page
    assert not re.search(r"<script>|<iframe|href=.javascript:", page)
