"""What is wrong with one file, looked at by itself: what a fix has to make better."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from pathlib import Path

from sitegen.config import SiteConfig
from sitegen.diagnostics import Diagnostic, ProblemsError, sorted_diagnostics, with_settings
from sitegen.lint.archive import facts_of
from sitegen.lint.document import Document
from sitegen.lint.rules import DOCUMENT_RULES
from sitegen.lint.source import Source
from sitegen.model import TERM_KINDS, Article, FreePage, TermKind
from sitegen.read.documents import parse_article, parse_page
from sitegen.read.parsed import Parsed
from sitegen.read.register_file import parse_register
from sitegen.read.registers import REGISTER_PATHS, Register, read_register
from sitegen.read.resolve import Resolver
from sitegen.read.text import decode

# The problems of a file in three steps: it cannot be read, its values are wrong, all else. What is wrong
# in one step hides the problems of the next.
Steps = tuple[tuple[Diagnostic, ...], tuple[Diagnostic, ...], tuple[Diagnostic, ...]]
_UNREADABLE = frozenset({"E101", "E102", "E103", "E104", "E201", "E202"})


class FileChecker:
    """Finds what is wrong with files of one archive.

    registers: by kind
    """

    def __init__(self, root: Path, config: SiteConfig) -> None:
        self.registers: Mapping[TermKind, Register] = {kind: read_register(root, kind) for kind in TERM_KINDS}
        self._config = config

    def problems(self, path: str, data: bytes) -> Steps:
        """What a check says of a file of this path, as far as it depends on no other file but registers."""
        found = with_settings(self._found(path, data), self._config.rules)
        hidden = [d for d in found if d.code in _UNREADABLE]
        values = [d for d in found if d.code not in _UNREADABLE and d.code.startswith("E10")]
        rest = [d for d in found if d not in hidden and d not in values]
        return sorted_diagnostics(hidden), sorted_diagnostics(values), sorted_diagnostics(rest)

    def _found(self, path: str, data: bytes) -> list[Diagnostic]:
        kind = next((kind for kind, register in REGISTER_PATHS.items() if register == path), None)
        if kind:
            return parse_register(kind, data).diagnostics
        if path.startswith("content/articles/"):
            article, _ = parse_article(path, data, self._config.language)
            return [*article.diagnostics, *self._names(article), *self._lint(article.document, data)]
        if path.startswith("content/pages/"):
            page, _ = parse_page(path, data, self._config.language)
            return [*page.diagnostics, *self._lint(page.document, data)]
        return []

    def _names(self, parsed: Parsed[Article]) -> list[Diagnostic]:
        resolver = Resolver(self.registers)
        if parsed.document:
            resolver.resolve(parsed, parsed.document)
        return resolver.diagnostics

    def _lint(self, document: Article | FreePage | None, data: bytes) -> list[Diagnostic]:
        if document is None:
            return []
        try:
            text = decode(data, path=document.path)
        except ProblemsError:
            return []
        looked_at = Document(facts_of(document, ""), Source(text), self._config.base_url)
        return [problem for rule in DOCUMENT_RULES for problem in rule(looked_at)]


def is_better(before: Steps, after: Steps) -> bool:
    """True when the first step that changed has fewer problems than before, and none of a new kind."""
    for old, new in zip(before, after, strict=True):
        had, has = _kinds(old), _kinds(new)
        if had != has:
            return has < had
    return False


def _kinds(problems: tuple[Diagnostic, ...]) -> Counter[str]:
    """How many there are of each rule; messages name lines, which a fix may move."""
    return Counter(problem.code for problem in problems)
