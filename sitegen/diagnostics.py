"""Diagnostics: what is wrong with the content, as data.

Every rule has a code, which docs/diagnostics.md explains. Turning diagnostics into text is the
business of `sitegen.report`.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

Severity = Literal["error", "warning"]

# Code: (name, severity). Codes are stable: a rule that goes leaves its number unused.
RULES: dict[str, tuple[str, Severity]] = {
    "E101": ("front-matter-missing", "error"),
    "E102": ("front-matter-unclosed", "error"),
    "E103": ("yaml-invalid", "error"),
    "E104": ("yaml-refused", "error"),
    "E105": ("key-unknown", "error"),
    "E106": ("key-missing", "error"),
    "E107": ("value-invalid", "error"),
    "E108": ("date-invalid", "error"),
    "E109": ("term-empty", "error"),
    "E110": ("term-ambiguous", "error"),
    "E201": ("encoding-invalid", "error"),
    "E202": ("file-too-large", "error"),
    "E203": ("file-unreadable", "error"),
    "E204": ("link-out-of-content", "error"),
    "E205": ("path-invalid", "error"),
    "E206": ("media-type-refused", "error"),
    "E207": ("file-changed", "error"),
    "E301": ("register-cycle", "error"),
    "E302": ("register-parent-unknown", "error"),
    "E303": ("register-name-ambiguous", "error"),
    "E304": ("register-too-deep", "error"),
    "E401": ("url-taken", "error"),
    "E402": ("link-broken", "error"),
    "E403": ("image-missing", "error"),
    "E404": ("image-damaged", "error"),
    "E405": ("image-too-large", "error"),
    "E501": ("config-missing", "error"),
    "E502": ("theme-invalid", "error"),
    "E503": ("template-failed", "error"),
    "E504": ("output-foreign-file", "error"),
    "E505": ("output-failed", "error"),
    "E506": ("search-failed", "error"),
    "E507": ("worker-lost", "error"),
    "E508": ("cluster-unusable", "error"),
    "W201": ("tag-not-in-register", "warning"),
    "W202": ("outlet-not-in-register", "warning"),
    "W203": ("place-not-in-register", "warning"),
    "W204": ("article-duplicate", "warning"),
    "W301": ("file-ignored", "warning"),
    "W302": ("locale-key-missing", "warning"),
    "W402": ("anchor-missing", "warning"),
    "W403": ("image-alt-missing", "warning"),
    "W404": ("image-animated", "warning"),
    "W601": ("link-dead", "warning"),
    "W602": ("link-moved", "warning"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Diagnostic:
    """One problem, where it is, and what to do next.

    code: key of `RULES`
    message: what is wrong, one sentence
    path: the file, relative to the archive's root; empty when it is about no file
    line: 1-based; 0 when it is about the whole file
    column: 1-based; 0 when it is about the whole line
    hint: what to do next; may be empty
    """

    code: str
    message: str
    path: str = ""
    line: int = 0
    column: int = 0
    hint: str = ""

    @property
    def severity(self) -> Severity:
        """`error` or `warning`, as the rule says."""
        return RULES[self.code][1]

    @property
    def rule(self) -> str:
        """The rule's name, such as `date-invalid`."""
        return RULES[self.code][0]


class ProblemsError(Exception):
    """The content has problems that stop the work.

    diagnostics: all of them, sorted
    """

    def __init__(self, diagnostics: Iterable[Diagnostic]) -> None:
        self.diagnostics = sorted_diagnostics(diagnostics)
        super().__init__(self.diagnostics)


def sorted_diagnostics(diagnostics: Iterable[Diagnostic]) -> tuple[Diagnostic, ...]:
    """By file, line and column; each once."""
    return tuple(
        sorted(set(diagnostics), key=lambda d: (d.path, d.line, d.column, d.code, d.message)),
    )


def has_errors(diagnostics: Iterable[Diagnostic], *, strict: bool = False) -> bool:
    """True when any is an error; with `strict`, a warning counts as one."""
    return any(strict or d.severity == "error" for d in diagnostics)
