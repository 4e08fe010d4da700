"""The rules of the linter on one document: a pure function of its values and its text."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import replace

from sitegen.diagnostics import Diagnostic, sorted_diagnostics
from sitegen.lint.body import doubled_text, heading_order, missing_text, repeated_title
from sitegen.lint.document import Document, Facts
from sitegen.lint.language import language_problems
from sitegen.lint.leftovers import page_leftovers
from sitegen.lint.links import empty_links, own_site_links, refused_links, tracking_parameters
from sitegen.lint.metadata import folder_problems, summary_problems
from sitegen.lint.source import Source
from sitegen.lint.text import garbled_text, html_left, template_tags

DOCUMENT_RULES: tuple[Callable[[Document], Iterator[Diagnostic]], ...] = (
    summary_problems,
    folder_problems,
    language_problems,
    missing_text,
    repeated_title,
    page_leftovers,
    doubled_text,
    garbled_text,
    html_left,
    template_tags,
    heading_order,
    tracking_parameters,
    own_site_links,
    empty_links,
    refused_links,
)
# Of one rule in one file. Who has so much to mend sees the rest when these are gone.
_MOST = 10


def document_problems(facts: Facts, text: str, base_url: str) -> tuple[Diagnostic, ...]:
    """What is wrong with a document.

    text: its file, with front matter
    base_url: where the site will lie
    """
    document = Document(facts, Source(text), base_url)
    found = [problem for rule in DOCUMENT_RULES for problem in rule(document)]
    return tuple(_at_most(sorted_diagnostics(found))) if found else ()


def _at_most(problems: tuple[Diagnostic, ...]) -> Iterator[Diagnostic]:
    """The first of each rule; the last of these says how many more there are."""
    counts, seen = Counter(problem.code for problem in problems), Counter[str]()
    for problem in problems:
        seen[problem.code] += 1
        more = counts[problem.code] - _MOST
        if seen[problem.code] < _MOST or (seen[problem.code] == _MOST and more <= 0):
            yield problem
        elif seen[problem.code] == _MOST:
            yield replace(problem, message=f"{problem.message}; there are {more} more in this file")
