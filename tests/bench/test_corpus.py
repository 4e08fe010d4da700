"""The made-up archive: the same everywhere, free of problems, and fit for exact searches."""

from __future__ import annotations

import hashlib
from collections import Counter
from itertools import pairwise
from pathlib import Path

import pytest

from tests.bench.corpus import Corpus
from tests.bench.edits import KINDS, add_article, edit_article
from tests.bench.words import VOCABULARY_SIZE, name_words, text_words
from tests.bench.write import write_archive
from tests.sites import Site

# Changes only when the made-up archive does; figures from before and after cannot be compared then.
DIGEST = "5a0f992ff4d08b033953f102cb4d8717dbcfb71ef735d5cd017e843411d09e18"


def digest_of(folder: Path) -> str:
    digest = hashlib.sha256()
    for file in sorted(file for file in folder.rglob("*") if file.is_file()):
        digest.update(f"{file.relative_to(folder).as_posix()}\0".encode() + file.read_bytes() + b"\0")
    return digest.hexdigest()


@pytest.fixture
def archive(tmp_path: Path) -> Site:
    write_archive(Corpus(50), tmp_path)
    return Site(tmp_path)


def test_the_archive_is_the_same_on_every_machine(archive: Site) -> None:
    assert digest_of(archive.root / "content") == DIGEST


def test_the_archive_builds_without_a_warning(archive: Site) -> None:
    assert not archive.build().warnings
    assert len(list(archive.output.glob("articles/*/*/*/index.html"))) == 50


def test_no_word_begins_another_one() -> None:
    words = sorted(text_words() + [word.lower() for word in name_words()])
    assert not any(after.startswith(word) for word, after in pairwise(words))
    assert len(set(text_words())) == VOCABULARY_SIZE


def test_words_end_as_no_english_suffix_does() -> None:
    assert {word[-1] for word in text_words() + name_words()} == set("aou")


def test_an_article_is_of_the_asked_size_and_kind() -> None:
    corpus = Corpus(300)
    articles = [corpus.article(number) for number in range(corpus.size)]
    lengths = [len(article.body.split()) for article in articles]
    assert 550 < sum(lengths) / len(lengths) < 650
    for mark in ("\n## ", "**", "\n- ", "\n> ", "](../../"):
        assert 60 < sum(mark in article.body for article in articles) < 240
    years = Counter(article.heading.date.year for article in articles)
    assert sorted(years) == list(range(2005, 2025))


def test_many_articles_share_the_most_common_tag() -> None:
    corpus = Corpus(300)
    used = Counter(term.id for number in range(300) for term in corpus.article(number).tags)
    assert used.most_common(1)[0][1] > 300 / 6
    assert (len(corpus.registers.tags), len(corpus.registers.places), len(corpus.registers.outlets)) == (
        400,
        600,
        40,
    )


def test_edits_reach_the_site(tmp_path: Path) -> None:
    corpus, site = Corpus(20), Site(tmp_path)
    write_archive(corpus, site.root)
    site.build()
    for number, kind in enumerate(KINDS):
        edit_article(corpus, site.root, number, kind, "hobaka")
    add_article(corpus, site.root, 20)
    result = site.build()
    titled, tagged, edited, new = (
        "/articles/" + corpus.heading(number).path.removesuffix(".md") + "/" for number in (0, 1, 2, 20)
    )
    assert not result.warnings
    assert result.articles == 21
    assert "hobaka</h1>" in site.page(titled)
    assert f"/tags/{corpus.article(1).tags[-1].id}/" not in site.page(tagged).partition("<section")[0]
    assert corpus.article(20).heading.title in site.page(new)
    assert corpus.heading(20).date == corpus.heading(19).date
    assert "Hobaka. " in site.page(edited)
