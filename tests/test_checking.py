"""A check remembers its last result, and looks again when anything is otherwise."""

from __future__ import annotations

import os
from collections.abc import Callable

import pytest

from tests.sites import OUTLETS, SITE_YAML, Site, article

PATH = "content/articles/2025/11/a.md"


@pytest.fixture
def checked(site: Callable[..., Site]) -> Site:
    """An archive that was checked once."""
    archive = site()
    archive.write(PATH, article(tags="[Unheard]"))
    assert [problem.code for problem in archive.check()] == ["W201"]
    return archive


def test_a_check_of_just_the_same_only_recalls(checked: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    before = checked.check()
    os.utime(checked.root / PATH)
    monkeypatch.delattr("sitegen.prepare.examine")

    assert checked.check() == before


@pytest.mark.parametrize(
    ("path", "text", "codes"),
    [
        (PATH, article(), []),
        ("content/tags.yaml", "unheard:\n  name: Unheard\n", []),
        ("content/site.yaml", f"{SITE_YAML}rules: {{W201: off}}\n", []),
        ("content/outlets.yaml", f"{OUTLETS}  color: red\n", ["E105", "W201", "W202"]),
        ("content/pages/about.txt", "About", ["W201", "W301"]),
    ],
)
def test_what_was_changed_is_looked_at(checked: Site, path: str, text: str, codes: list[str]) -> None:
    checked.write(path, text)

    assert sorted(problem.code for problem in checked.check()) == codes


def test_a_file_that_can_no_longer_be_read_is_not_what_it_was(checked: Site) -> None:
    good = article()
    checked.write(PATH, good)
    assert checked.check() == ()

    checked.write(PATH, good + "word " * 600_000)
    assert [problem.code for problem in checked.check()] == ["E202"]

    checked.write(PATH, good)
    assert checked.check() == ()
