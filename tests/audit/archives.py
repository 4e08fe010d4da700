"""The archives that are audited. All but the sample are written for it, to be hard on the theme."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from tests.bench.corpus import Corpus
from tests.bench.registers import PLACES
from tests.bench.write import article_file, article_text, write_archive, write_text
from tests.sites import article, make_site

ROOT = Path(__file__).parents[2]
FIXTURES = Path(__file__).parent / "fixtures"
# Articles of the hard archive's busiest tag: several hundred, so that its list has older pages.
MANY = 320


def write_sample(root: Path) -> None:
    """The archive of this repository."""
    shutil.copytree(ROOT / "content", root / "content")


def write_hard(root: Path) -> None:
    """Long titles and names, an Arabic article, bare articles, a tag with one article and one with many."""
    shutil.copytree(FIXTURES / "hard", root / "content")
    (root / "content/media").mkdir()
    shutil.copy(ROOT / "content/media/vietnam-map.png", root / "content/media/map.png")
    for number in range(MANY):
        year, month, day = 1990 + number // 10, number % 12 + 1, number % 28 + 1
        text = article(
            f"Session {number + 1} of the standing committee",
            f"{year}-{month:02}-{day:02}",
            outlet=("Courier", "Gazette")[number % 2],
            tags="[Parliament]",
            places="[Hội An]" if number % 7 == 0 else "[]",
        )
        write_text(root / f"content/articles/{year}/{month:02}/session-{number + 1}.md", text)


def write_arabic(root: Path) -> None:
    """A whole site from right to left, with one article from left to right."""
    shutil.copytree(FIXTURES / "arabic", root / "content")


def write_empty(root: Path) -> None:
    """No articles, no registers, no free pages."""
    make_site(root)


def write_large(root: Path) -> None:
    """600 places, each with an article of its own of about 600 words."""
    corpus = Corpus(PLACES)
    write_archive(corpus, root)
    for number, place in enumerate(corpus.registers.places):
        changed = replace(corpus.article(number), places=(place,))
        write_text(article_file(root, changed), article_text(changed))


ARCHIVES: dict[str, Callable[[Path], None]] = {
    "sample": write_sample,
    "hard": write_hard,
    "arabic": write_arabic,
    "empty": write_empty,
    "large": write_large,
}
