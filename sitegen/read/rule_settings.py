"""How severe an archive takes each rule: the key `rules` of site.yaml."""

from __future__ import annotations

from collections.abc import Mapping

from sitegen.diagnostics import RULES, Diagnostic, ProblemsError, Rule, Setting
from sitegen.read.yaml12 import Document
from sitegen.suggest import nearest

_KEY = "rules"


def rule_settings(given: Mapping[str, Setting], document: Document, *, path: str) -> dict[str, Setting]:
    """The settings by code, sorted.

    given: by code or name, as they stand in a file
    document: that file, to tell the lines

    Raises `ProblemsError`: E105 for rules that do not exist, E107 for those that are given twice, or that
    nothing may lower because no page can be made of what breaks them.
    """
    rules = _rules_by_name()
    found: dict[str, Setting] = {}
    problems: list[Diagnostic] = []
    for name, setting in given.items():
        rule = rules.get(name)
        finding = _finding(name, setting, rule, found)
        if finding:
            code, message, hint = finding
            line, column = document.keys.get((_KEY, name), (0, 0))
            problems.append(
                Diagnostic(code=code, message=message, path=path, line=line, column=column, hint=hint)
            )
        elif rule:
            found[rule.code] = setting
    if problems:
        raise ProblemsError(problems)
    return dict(sorted(found.items()))


def _near(name: str) -> str:
    """The rule that was meant. Of codes only the letter may be wrong: other numbers are other rules."""
    codes = [name.upper(), f"E{name[1:]}", f"W{name[1:]}"]
    code = next((code for code in codes if code in RULES), "")
    return code or nearest(name, [rule.name for rule in RULES.values()])


def _rules_by_name() -> dict[str, Rule]:
    """All rules, each under its code and under its name."""
    return {**RULES, **{rule.name: rule for rule in RULES.values()}}


def _finding(
    name: str, setting: Setting, rule: Rule | None, found: Mapping[str, Setting]
) -> tuple[str, str, str] | None:
    """Code, message and hint of what is wrong with a setting; None when it is right."""
    if rule is None:
        near = _near(name)
        hint = f"Did you mean `{near}`?" if near else "docs/diagnostics.md lists all rules."
        return "E105", f"There is no rule {name}", hint
    full = f"{rule.code} {rule.name}"
    if rule.code in found:
        return "E107", f"The rule {full} stands here twice", "Keep one of its code and its name."
    if rule.is_fixed and setting != "error":
        message = f"The rule {full} cannot be set to `{setting}`: no page can be made of what breaks it"
        return "E107", message, "Delete the line, and mend what breaks the rule."
    return None
