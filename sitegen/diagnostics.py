"""Diagnostics: what is wrong with the content, as data.

Every rule has a code, which docs/diagnostics.md explains. Turning diagnostics into text is the
business of `sitegen.report`.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Literal

Severity = Literal["error", "warning"]
# What site.yaml may say of a rule.
Setting = Literal["error", "warning", "off"]


@dataclass(frozen=True, slots=True)
class Rule:
    """What the content is held to.

    code: `E` and three digits for what is an error unless site.yaml says otherwise, `W` for a warning
    name: in words with hyphens, such as `date-invalid`
    is_fixed: True when no page can be made of what breaks the rule: it stays an error
    """

    code: str
    name: str
    is_fixed: bool = False

    @property
    def severity(self) -> Severity:
        """What it is unless site.yaml says otherwise."""
        return "error" if self.code.startswith("E") else "warning"


def _fixed(code: str, name: str) -> Rule:
    return Rule(code, name, is_fixed=True)


# Codes and names are stable: a rule that goes leaves its number unused.
_RULES = (
    _fixed("E101", "front-matter-missing"),
    _fixed("E102", "front-matter-unclosed"),
    _fixed("E103", "yaml-invalid"),
    _fixed("E104", "yaml-refused"),
    _fixed("E105", "key-unknown"),
    _fixed("E106", "key-missing"),
    _fixed("E107", "value-invalid"),
    _fixed("E108", "date-invalid"),
    _fixed("E109", "term-empty"),
    _fixed("E110", "term-ambiguous"),
    _fixed("E201", "encoding-invalid"),
    _fixed("E202", "file-too-large"),
    _fixed("E203", "file-unreadable"),
    _fixed("E204", "link-out-of-content"),
    _fixed("E205", "path-invalid"),
    Rule("E206", "media-type-refused"),
    _fixed("E207", "file-changed"),
    _fixed("E301", "register-cycle"),
    _fixed("E302", "register-parent-unknown"),
    _fixed("E303", "register-name-ambiguous"),
    _fixed("E304", "register-too-deep"),
    _fixed("E401", "url-taken"),
    Rule("E402", "link-broken"),
    Rule("E403", "image-missing"),
    _fixed("E404", "image-damaged"),
    _fixed("E405", "image-too-large"),
    _fixed("E501", "config-missing"),
    _fixed("E502", "theme-invalid"),
    _fixed("E503", "template-failed"),
    _fixed("E504", "output-foreign-file"),
    _fixed("E505", "output-failed"),
    _fixed("E506", "search-failed"),
    _fixed("E507", "worker-lost"),
    _fixed("E508", "cluster-unusable"),
    Rule("W201", "tag-not-in-register"),
    Rule("W202", "outlet-not-in-register"),
    Rule("W203", "place-not-in-register"),
    Rule("W204", "article-duplicate"),
    Rule("W205", "name-repeated"),
    Rule("W301", "file-ignored"),
    Rule("W302", "locale-key-missing"),
    Rule("W402", "anchor-missing"),
    Rule("W403", "image-alt-missing"),
    Rule("W404", "image-animated"),
    Rule("W406", "image-heavy"),
    Rule("W601", "summary-missing"),
    Rule("W602", "summary-thin"),
    Rule("W603", "date-in-future"),
    Rule("W604", "date-not-of-folder"),
    Rule("W605", "language-mismatch"),
    Rule("W701", "text-missing"),
    Rule("W702", "placeholder-left"),
    Rule("W703", "title-repeated"),
    Rule("W704", "page-leftover"),
    Rule("W705", "text-doubled"),
    Rule("W706", "text-garbled"),
    Rule("W707", "html-left"),
    Rule("W708", "heading-level-skipped"),
    Rule("W709", "heading-first-level"),
    Rule("W710", "template-tag-left"),
    Rule("W801", "link-tracking"),
    Rule("W802", "link-own-address"),
    Rule("W803", "link-empty"),
    Rule("W804", "link-refused"),
)
RULES: Mapping[str, Rule] = {rule.code: rule for rule in _RULES}


@dataclass(frozen=True, slots=True, kw_only=True)
class Diagnostic:
    """One problem, where it is, and what to do next.

    code: key of `RULES`
    message: what is wrong, one sentence
    path: the file, relative to the archive's root; empty when it is about no file
    line: 1-based; 0 when it is about the whole file
    column: 1-based; 0 when it is about the whole line
    hint: what to do next; may be empty
    about: what else the problem depends on, such as the file that a link leads to: paths of files relative
        to the archive's root, those of registers with # and the slug of a name; and paths of the site, which
        begin and end with a slash
    set_to: the severity that site.yaml gives the rule; None leaves it as it is
    """

    code: str
    message: str
    path: str = ""
    line: int = 0
    column: int = 0
    hint: str = ""
    about: tuple[str, ...] = ()
    set_to: Severity | None = None

    @property
    def severity(self) -> Severity:
        """`error` or `warning`: what site.yaml says of the rule, or else the rule itself."""
        return self.set_to or RULES[self.code].severity

    @property
    def rule(self) -> str:
        """The rule's name, such as `date-invalid`."""
        return RULES[self.code].name


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


def with_settings(
    diagnostics: Iterable[Diagnostic], settings: Mapping[str, Setting]
) -> tuple[Diagnostic, ...]:
    """Each with the severity that an archive gives its rule; without those whose rule is off.

    settings: by code
    """
    kept: list[Diagnostic] = []
    for diagnostic in diagnostics:
        setting = settings.get(diagnostic.code, diagnostic.severity)
        if setting != "off":
            kept.append(diagnostic if setting == diagnostic.severity else replace(diagnostic, set_to=setting))
    return tuple(kept)
