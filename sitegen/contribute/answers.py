"""Answers to the questions that `sitegen new` asks, each checked as soon as it is given."""

from __future__ import annotations

from sitegen.contribute.article_drafts import first_error
from sitegen.contribute.terms.uses import Registers
from sitegen.model import TermKind
from sitegen.read.frontmatter import dump_front_matter
from sitegen.read.names import slug_of

# The key of the front matter that holds terms of a kind.
_TERM_KEYS: dict[TermKind, str] = {"tag": "tags", "place": "places", "outlet": "outlet"}
# Where the hint of a check speaks of lines, and there are none yet.
_HINTS = {"source_url": "Write the whole address, such as https://courier.example/floods, or nothing."}


def problem_of(key: str, answer: str, registers: Registers) -> str:
    """What `sitegen check` would say of a value of the front matter; empty when it is good.

    registers: by which names are judged
    """
    if key == "title" and answer and not slug_of(answer):
        return "The title holds no letter or digit that an address could use."
    value = [answer] if key in ("tags", "places") else answer
    meta = {"title": "Title", "date": "2025", "outlet": "Outlet", "language": "en", key: value}
    # Surrogates are what a terminal sends that speaks another encoding.
    if not answer.isprintable() and any("\ud800" <= sign <= "\udfff" for sign in answer):
        return "The answer holds signs that are no text in UTF-8. Type it again."
    problem = first_error("content/articles/2025/new.md", dump_front_matter(meta, "Text."), registers)
    return f"{problem.message}. {_HINTS.get(key, problem.hint)}".strip() if problem else ""


def term_problem(kind: TermKind, answer: str, registers: Registers) -> str:
    """The same of the name of an outlet, a tag or a place."""
    return problem_of(_TERM_KEYS[kind], answer, registers)
