"""Checks and their findings, as text and as JSON."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import asdict, dataclass, replace

from tests.bench.report import aligned

_HEADINGS = ("check", "pages", "result", "target", "verdict")
_LEFT = {"check", "result", "target", "verdict"}
# Of one rule, so many findings are told in full.
MOST_SHOWN = 8


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """Something to mend.

    page: archive and address, and where it matters width and colours
    rule: its name in the tool that found it
    element: what it is about, as markup; may be empty
    mend: what to do
    """

    page: str
    rule: str
    element: str = ""
    mend: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Check:
    """A line of the table.

    pages: number of pages looked at
    result, target: as text
    met: None when there is no target
    """

    name: str
    pages: int
    result: str
    target: str
    met: bool | None
    findings: tuple[Finding, ...] = ()


def counted(name: str, pages: int, findings: Sequence[Finding]) -> Check:
    """A check that must find nothing."""
    number = len(findings)
    result = "no finding" if not number else f"{number} finding{'s' if number > 1 else ''}"
    return Check(
        name=name,
        pages=pages,
        result=result,
        target="none",
        met=not number,
        findings=tuple(findings),
    )


def missed(checks: Sequence[Check]) -> bool:
    """Whether any target is missed."""
    return any(check.met is False for check in checks)


def as_text(checks: Sequence[Check]) -> str:
    """The table, then the findings."""
    lines = [
        (check.name, str(check.pages), check.result, check.target, _verdict(check.met)) for check in checks
    ]
    rules: dict[str, list[Finding]] = defaultdict(list)
    for finding in grouped([finding for check in checks for finding in check.findings]):
        rules[finding.rule].append(finding)
    blocks = [aligned(_HEADINGS, lines, _LEFT), *(_rule_text(*rule) for rule in rules.items())]
    return "\n\n".join(blocks)


def as_json(checks: Sequence[Check]) -> str:
    """Everything, for machines; findings one by one."""
    return json.dumps([asdict(check) for check in checks], indent=1, ensure_ascii=False) + "\n"


def grouped(findings: Sequence[Finding]) -> list[Finding]:
    """The same fault on several pages is told once, with the first page and the number of others."""
    pages: dict[Finding, list[str]] = defaultdict(list)
    for finding in findings:
        pages[replace(finding, page="")].append(finding.page)
    return [
        replace(finding, page=found[0] if len(found) == 1 else f"{found[0]} and {len(found) - 1} more")
        for finding, found in pages.items()
    ]


def _verdict(met: bool | None) -> str:
    return "" if met is None else "ok" if met else "missed"


def _rule_text(rule: str, findings: Sequence[Finding]) -> str:
    """What breaks one rule; after the first ones only how many more."""
    blocks = [rule, *map(_finding_text, findings[:MOST_SHOWN])]
    if len(findings) > MOST_SHOWN:
        blocks.append(f"  … and {len(findings) - MOST_SHOWN} more, which the JSON names")
    return "\n".join(blocks)


def _finding_text(finding: Finding) -> str:
    lines = (("page", finding.page), ("element", finding.element), ("mend", finding.mend))
    first, *others = [f"{name:<8} {_one_line(text)}" for name, text in lines if text]
    return "\n    ".join((f"  - {first}", *others))


def _one_line(text: str, most: int = 300) -> str:
    """The text without line ends, cut where it is very long."""
    line = " ".join(text.split())
    return line if len(line) <= most else line[: most - 1] + "…"
