"""What an editor does to an archive between two builds."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Literal

from tests.bench.corpus import Corpus
from tests.bench.write import article_file, article_text, write_text

Kind = Literal["title", "tags", "body"]
KINDS: tuple[Kind, ...] = ("title", "tags", "body")
_TITLE = re.compile(r"^title: .*$", re.MULTILINE)
_TAGS = re.compile(r"^tags: \[.*\]$", re.MULTILINE)


def edit_body(file: Path, text: str) -> None:
    """Puts a sentence at the beginning of the text."""
    head, mark, body = file.read_text(encoding="utf-8").partition("\n---\n\n")
    file.write_text(f"{head}{mark}{text}. {body}", encoding="utf-8")


def edit_title(file: Path, title: str) -> None:
    """Gives the article another title; it stays at its address."""
    file.write_text(_TITLE.sub(f"title: {title}", file.read_text(encoding="utf-8"), 1), encoding="utf-8")


def edit_tags(file: Path, tags: str) -> None:
    """Gives it other tags. tags: names, with commas between them."""
    file.write_text(_TAGS.sub(f"tags: [{tags}]", file.read_text(encoding="utf-8"), 1), encoding="utf-8")


def edit_article(corpus: Corpus, root: Path, number: int, kind: Kind, mark: str) -> None:
    """Edits an article so that its page changes.

    mark: a word that was not there
    """
    article = corpus.article(number)
    file = article_file(root, article)
    if kind == "title":
        edit_title(file, f"{article.heading.title} {mark}")
    elif kind == "tags":
        other = next(term for term in corpus.registers.tags[number % 50 :] if term not in article.tags)
        edit_tags(file, ", ".join((*(term.name for term in article.tags[:-1]), other.name)))
    else:
        edit_body(file, mark.capitalize())


def add_article(corpus: Corpus, root: Path, number: int) -> None:
    """Adds an article of the newest day. number: from `corpus.size` on"""
    article = corpus.article(number)
    write_text(article_file(root, article), article_text(article))
