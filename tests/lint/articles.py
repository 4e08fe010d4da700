"""Articles for the linter's tests: each keeps all rules but those that a test is about."""

from __future__ import annotations

from sitegen.diagnostics import Diagnostic
from sitegen.lint.archive import facts_of
from sitegen.lint.rules import document_problems
from sitegen.read.documents import parse_article, parse_page

PATH = "content/articles/2025/11/rain.md"
TEXT = "The river rose to 5.62 metres on Friday, the provincial office says."
BASE_URL = "https://archive.example.org/"


def source(body: str = TEXT, **front_matter: str) -> str:
    """The file of an article about rain; front matter as YAML text, without a key that is empty."""
    keys = {
        "title": "Rain",
        "date": "2025-11-21",
        "outlet": "The Courier",
        "summary": "The river rose above the level of 1964.",
        **front_matter,
    }
    lines = "".join(f"{key}: {value}\n" for key, value in keys.items() if value)
    return f"---\n{lines}---\n\n{body}\n"


def linted(body: str = TEXT, *, path: str = PATH, **front_matter: str) -> tuple[Diagnostic, ...]:
    """What the linter finds in an article."""
    text = source(body, **front_matter)
    parsed, _ = parse_article(path, text.encode(), "en")
    assert parsed.document, parsed.diagnostics
    return document_problems(facts_of(parsed.document, "key"), text, BASE_URL)


def linted_page(body: str) -> tuple[Diagnostic, ...]:
    """What the linter finds in a free page."""
    text = f"---\ntitle: About\n---\n\n{body}\n"
    parsed, _ = parse_page("content/pages/about.md", text.encode(), "en")
    assert parsed.document, parsed.diagnostics
    return document_problems(facts_of(parsed.document, "key"), text, BASE_URL)


def codes(problems: tuple[Diagnostic, ...]) -> list[str]:
    """Their codes, in the order of the file."""
    return [problem.code for problem in problems]


def places(problems: tuple[Diagnostic, ...]) -> list[tuple[str, int, int]]:
    """Code, line and column of each."""
    return [(problem.code, problem.line, problem.column) for problem in problems]
