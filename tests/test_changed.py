"""`sitegen check --changed`: the problems of what differs from a Git revision, and of what that affects."""

from __future__ import annotations

import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from sitegen.changed_content import find_changes
from sitegen.cli import main
from tests.images import described
from tests.lint.articles import source
from tests.sites import OUTLETS, SITE_YAML, Site, article, make_site

NEW = "content/articles/2025/11/new.md"
OLD = "content/articles/2025/11/old.md"
OTHER = "content/articles/2025/11/other.md"
# Something is wrong with it already: that is nobody's fault who changes something else.
PATIENT = "content/articles/2024/01/patient.md"
FAULTY = article(tags="[Unheard]", body="[x](nowhere.md) [y](/nowhere/) ![](none.png)")

Start = Callable[..., Site]


def git(folder: Path, *arguments: str) -> str:
    """What Git answers."""
    identity = ("-c", "user.name=A", "-c", "user.email=a@example.org", "-c", "init.defaultBranch=main")
    command = ["git", "-C", str(folder), *identity, *arguments]
    return subprocess.run(command, check=True, capture_output=True, text=True).stdout


def commit(folder: Path) -> None:
    git(folder, "add", "--all")
    git(folder, "commit", "--quiet", "--allow-empty", "--message", "x")


@pytest.fixture
def start(tmp_path: Path) -> Start:
    """Makes an archive with a faulty article and these files, committed as the branch main."""

    def started(files: dict[str, str] | None = None, *, folder: str = "") -> Site:
        site = make_site(tmp_path / "repository" / folder)
        for path, content in {PATIENT: FAULTY, ".gitignore": ".sitegen/\n", **(files or {})}.items():
            site.write(path, content)
        top = tmp_path / "repository"
        git(top, "init", "--quiet")
        commit(top)
        return site

    return started


def shown(site: Site, base: str = "main") -> list[tuple[str, str]]:
    """Path and code of the problems that come of what was changed."""
    found = find_changes(site.root, base).concerned(site.check())
    return [(problem.path, problem.code) for problem in found]


def test_what_was_wrong_before_is_not_shown(start: Start) -> None:
    assert shown(start()) == []


def test_files_that_were_edited_or_added_are_looked_at_committed_or_not(start: Start) -> None:
    site = start({OLD: article()})
    git(site.root, "switch", "--quiet", "--create", "branch")
    site.write(OTHER, article(tags="[One]"))
    commit(site.root)
    site.write(OLD, article(tags="[Two]"))
    site.write(NEW, article(tags="[Three]"))

    assert shown(site) == [(NEW, "W201"), (OLD, "W201"), (OTHER, "W201")]


def test_what_others_changed_since_the_branch_began_is_not_shown(start: Start) -> None:
    site = start({OLD: article()})
    git(site.root, "branch", "behind")
    site.write(OLD, article(tags="[War]"))
    commit(site.root)
    git(site.root, "switch", "--quiet", "behind")
    site.write(NEW, article(tags="[Rain]"))

    assert shown(site, "main") == [(NEW, "W201")]


def test_files_that_git_ignores_do_not_count(start: Start) -> None:
    site = start({".gitignore": ".sitegen/\nnew.md\n"})
    site.write(NEW, article(tags="[War]"))

    assert shown(site) == []


def test_an_archive_may_lie_in_a_folder_of_its_repository(start: Start) -> None:
    site = start({OLD: article(), OTHER: article(body="[x](/articles/2025/11/old/)")}, folder="an archive")
    site.write("../notes.md", "Not of the archive.")
    site.remove(OLD)

    assert shown(site) == [(OTHER, "E402")]


@pytest.mark.parametrize("link", ["old.md", "/articles/2025/11/old/", "/articles/2025/11/old", "/former/"])
def test_links_to_an_article_that_went_are_shown(start: Start, link: str) -> None:
    site = start({OLD: article(aliases="[/former/]"), OTHER: article(body=f"[x]({link})")})
    site.remove(OLD)

    assert shown(site) == [(OTHER, "E402")]


def test_links_to_an_article_that_moved_are_shown(start: Start) -> None:
    site = start({OLD: article(), OTHER: article(body="[x](/articles/2025/11/old/)")})
    site.replace(OLD, "---\n\n", "slug: elsewhere\n---\n\n")

    assert shown(site) == [(OTHER, "E402")]


def test_links_to_a_heading_that_went_are_shown(start: Start) -> None:
    site = start({OLD: article(body="## Rain\n\nText."), OTHER: article(body="[x](old.md#rain)")})
    site.replace(OLD, "## Rain", "## Snow")

    assert shown(site) == [(OTHER, "W402")]


def test_links_to_pages_that_an_article_alone_had_are_shown(start: Start) -> None:
    links = "[a](/tags/war/) [b](/tags/conflict/) [c](/timeline/1987/) [d](/timeline/1987/05/)"
    register = "war:\n  name: War\n  broader: conflict\nconflict:\n  name: Conflict\n"
    site = start(
        {
            "content/tags.yaml": register,
            OLD: article(date="1987-05-01", tags="[war]"),
            OTHER: article(body=links),
        }
    )
    site.write(OLD, article())

    assert shown(site) == [(OTHER, "E402")] * 4


def test_an_entry_of_the_menu_whose_page_went_is_shown(start: Start) -> None:
    about = "---\ntitle: About\n---\n"
    menu = "navigation: [{title: About, url: /about/}]\n"
    site = start({"content/pages/about.md": about, "content/site.yaml": SITE_YAML + menu})
    site.remove("content/pages/about.md")

    assert shown(site) == [("content/site.yaml", "E402")]


def test_an_image_that_went_is_missed_where_it_is_used(start: Start) -> None:
    site = start({OLD: article(body="![Rain](/media/rain.png)")})
    site.write("content/media/rain.png", described("64x48 teal"))
    commit(site.root)
    site.remove("content/media/rain.png")

    assert shown(site) == [(OLD, "E403")]


def test_an_article_that_wants_the_address_of_another_concerns_both(start: Start) -> None:
    site = start({OLD: article()})
    site.write(NEW, article(slug="old"))

    assert shown(site) == [(NEW, "E401"), (OLD, "E401")]


def test_an_article_that_repeats_another_concerns_both(start: Start) -> None:
    page = "https://courier.example/rain"
    site = start({OLD: article(source_url=page)})
    site.write("content/articles/2025/11/first.md", article(source_url=page))

    assert shown(site) == [(OLD, "W204")]


def test_an_entry_that_goes_from_a_register_concerns_the_articles_that_use_it(start: Start) -> None:
    site = start({"content/tags.yaml": "war:\n  name: War\n", OLD: article(tags="[War]")})
    site.write("content/tags.yaml", "rain:\n  name: Rain\n")

    assert shown(site) == [(OLD, "W201")]


def test_what_is_wrong_in_a_register_that_was_changed_is_shown(start: Start) -> None:
    site = start()
    site.write("content/outlets.yaml", f"{OUTLETS}  color: red\n")

    assert ("content/outlets.yaml", "E105") in shown(site)


def test_a_rule_that_is_taken_otherwise_shows_all_that_breaks_it(start: Start) -> None:
    site = start()
    site.write("content/site.yaml", f"{SITE_YAML}rules: {{W201: error}}\n")

    assert shown(site) == [(PATIENT, "W201")]


# The command ----------------------------------------------------------------------------------------


def run(site: Site, monkeypatch: pytest.MonkeyPatch, *arguments: str) -> Result:
    monkeypatch.chdir(site.root)
    return CliRunner().invoke(main, ["check", *arguments])


def test_the_command_shows_what_was_changed(start: Start, monkeypatch: pytest.MonkeyPatch) -> None:
    site = start()
    unchanged = run(site, monkeypatch, "--changed", "main")
    assert (unchanged.exit_code, unchanged.stdout) == (0, "Checked: no problems.\n")

    site.write(NEW, article(date="2025-02-30"))
    changed = run(site, monkeypatch, "--changed", "main", "--format", "github")
    assert changed.exit_code == 1
    assert changed.stdout.startswith(f"::error file={NEW},line=3,")
    assert changed.stdout.count("\n") == 1


def test_paths_choose_among_what_was_changed(start: Start, monkeypatch: pytest.MonkeyPatch) -> None:
    site = start()
    site.write(NEW, source(tags="[War]"))
    site.write(OTHER, source(tags="[Rain]"))

    assert run(site, monkeypatch, "--changed", "main", NEW).stdout == "Checked: 1 warning.\n"


@pytest.mark.parametrize("base", ["nowhere", "--output=x", "-h", "", "main:content/site.yaml", "main..main"])
def test_a_revision_that_does_not_exist_is_wrong_usage(
    start: Start, monkeypatch: pytest.MonkeyPatch, base: str
) -> None:
    site = start()
    result = run(site, monkeypatch, f"--changed={base}")

    assert result.exit_code == 2
    assert f"Git knows no revision “{base}” here." in result.stderr
    assert not (site.root / "x").exists()


def test_outside_a_repository_the_next_step_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    result = run(make_site(tmp_path / "archive"), monkeypatch, "--changed", "main")

    assert result.exit_code == 2
    assert "Git cannot compare: not a git repository" in result.stderr
    assert "Run this in the Git repository that holds the archive." in result.stderr


def test_without_git_it_says_so(start: Start, monkeypatch: pytest.MonkeyPatch) -> None:
    site = start()
    monkeypatch.setenv("PATH", str(site.root))
    result = run(site, monkeypatch, "--changed", "main")

    assert result.exit_code == 2
    assert "There is no program `git` on this machine. Install it." in result.stderr


def test_a_shallow_clone_is_told_to_fetch_the_history(
    start: Start, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    site = start()
    git(site.root, "branch", "base")
    commit(site.root)
    clone = tmp_path / "clone"
    git(tmp_path, "clone", "--quiet", "--depth=1", f"file://{site.root}", str(clone))

    unknown = run(Site(clone), monkeypatch, "--changed", "origin/base")
    assert unknown.exit_code == 2
    assert "`fetch-depth: 0` in a workflow" in unknown.stderr

    git(clone, "fetch", "--quiet", "--depth=1", "origin", "base:refs/remotes/origin/base")
    unrelated = run(Site(clone), monkeypatch, "--changed", "origin/base")
    assert unrelated.exit_code == 2
    assert "have no commit in common here" in unrelated.stderr
    assert "`fetch-depth: 0` in a workflow" in unrelated.stderr
