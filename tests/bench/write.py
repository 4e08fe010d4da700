"""Writes a made-up archive as sitegen reads it."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from tests.bench.corpus import Article, Corpus
from tests.bench.registers import Term

BASE_URL = "https://archive.example.org/"
TITLE = "The Bench Archive"
PAGE_SIZE, FEED_SIZE = 50, 20
ABOUT = "What this archive holds was made up, to measure how long it takes to publish it."


def write_archive(corpus: Corpus, root: Path) -> None:
    """Writes `content/` into a folder."""
    content, registers = root / "content", corpus.registers
    write_text(content / "site.yaml", _site_yaml())
    write_text(content / "pages/about.md", f"---\ntitle: About\n---\n\n{ABOUT}\n")
    write_text(content / "tags.yaml", _register(registers.tags, "broader"))
    write_text(content / "places.yaml", _register(registers.places, "within"))
    write_text(content / "outlets.yaml", _register(registers.outlets, ""))
    for number in range(corpus.size):
        article = corpus.article(number)
        write_text(article_file(root, article), article_text(article))


def article_file(root: Path, article: Article) -> Path:
    """Where an article lies in an archive."""
    return root / "content/articles" / article.heading.path


def article_text(article: Article) -> str:
    """The file of an article."""
    heading = article.heading
    front_matter = (
        f"title: {heading.title}",
        f"date: {heading.date}",
        f"outlet: {article.outlet.name}",
        f"tags: [{', '.join(term.name for term in article.tags)}]",
        f"places: [{', '.join(term.name for term in article.places)}]",
        f"authors: [{', '.join(article.authors)}]",
        f"summary: {article.summary}",
        f"source_url: {source_url(article)}",
    )
    return "---\n" + "\n".join(front_matter) + f"\n---\n\n{article.body}"


def source_url(article: Article) -> str:
    """The made-up address of the original."""
    return f"https://{article.outlet.id}.example/{article.heading.number}"


def write_text(file: Path, text: str) -> None:
    """Writes a file and the folders that it needs."""
    try:
        file.write_text(text, encoding="utf-8")
    except FileNotFoundError:
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")


def _site_yaml() -> str:
    return (
        f"title: {TITLE}\nbase_url: {BASE_URL}\ndescription: {ABOUT}\nlanguage: en\n"
        f"page_size: {PAGE_SIZE}\nfeed_size: {FEED_SIZE}\n"
    )


def _register(terms: Sequence[Term], parent_key: str) -> str:
    lines = []
    for term in terms:
        parent = ((parent_key, term.parent),) if term.parent else ()
        fields = (("name", term.name), *term.fields, *parent)
        lines.append(f"{term.id}:\n" + "".join(f"  {key}: {value}\n" for key, value in fields))
    return "".join(lines)
