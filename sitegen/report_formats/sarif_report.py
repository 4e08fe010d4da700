"""The problems as SARIF 2.1.0 (OASIS), which forges and editors keep count of from run to run."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from sitegen import __version__
from sitegen.diagnostics import RULES, Diagnostic, Rule
from sitegen.report import source_line
from sitegen.report_formats.documentation import rule_url
from sitegen.report_formats.json_text import json_text
from sitegen.report_formats.places import relative_uri, repository_path
from sitegen.versions import digest_of

_SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
# Says how it is made, which must not change under one name.
_FINGERPRINT = "sitegen/v1"


def sarif_report(diagnostics: Sequence[Diagnostic], root: Path, folder: str) -> str:
    """A SARIF log of one run; addresses are relative to the repository.

    root: the archive's folder, whose files are read for fingerprints
    folder: of the archive in its repository, with a slash at its end
    """
    rules = [RULES[code] for code in sorted({diagnostic.code for diagnostic in diagnostics})]
    numbers = {rule.code: number for number, rule in enumerate(rules)}
    marks = _fingerprints(diagnostics, root)
    driver: dict[str, Any] = {
        "name": "sitegen",
        "semanticVersion": __version__,
        "rules": [_descriptor(rule) for rule in rules],
    }
    run = {
        "tool": {"driver": driver},
        "columnKind": "unicodeCodePoints",
        "originalUriBaseIds": {"%SRCROOT%": {"description": {"text": "The top of the repository."}}},
        "results": [
            _result(diagnostic, numbers, folder, mark)
            for diagnostic, mark in zip(diagnostics, marks, strict=True)
        ],
    }
    log = {"$schema": _SCHEMA, "version": "2.1.0", "runs": [run]}
    return json_text(log)


def _descriptor(rule: Rule) -> dict[str, Any]:
    words = rule.name.replace("-", " ")
    text = f"docs/diagnostics.md of sitegen explains {rule.code} {rule.name}."
    descriptor: dict[str, Any] = {
        "id": rule.code,
        "name": rule.name,
        "shortDescription": {"text": f"{words[0].upper()}{words[1:]}"},
        "help": {"text": text},
        "defaultConfiguration": {"level": rule.severity},
    }
    url = rule_url(rule)
    return {**descriptor, "helpUri": url} if url else descriptor


def _result(diagnostic: Diagnostic, numbers: Mapping[str, int], folder: str, mark: str) -> dict[str, Any]:
    text = f"{diagnostic.message}. {diagnostic.hint}".rstrip()
    return {
        "ruleId": diagnostic.code,
        "ruleIndex": numbers[diagnostic.code],
        "level": diagnostic.severity,
        "message": {"text": text},
        "locations": _locations(diagnostic, folder),
        "partialFingerprints": {_FINGERPRINT: mark},
    }


def _locations(diagnostic: Diagnostic, folder: str) -> list[dict[str, Any]]:
    path = repository_path(diagnostic, folder)
    if not path:
        return []
    artifact = {"uri": relative_uri(path), "uriBaseId": "%SRCROOT%"}
    # GitHub shows nothing that has no line.
    region = {"startLine": diagnostic.line or 1}
    if diagnostic.column:
        region["startColumn"] = diagnostic.column
    return [{"physicalLocation": {"artifactLocation": artifact, "region": region}}]


def _fingerprints(diagnostics: Sequence[Diagnostic], root: Path) -> list[str]:
    """A mark of each problem that stays the same when lines above it come or go."""
    seen: Counter[tuple[str, str, str, str]] = Counter()
    marks = []
    for diagnostic in diagnostics:
        line = source_line(diagnostic, root).strip()
        key = (diagnostic.code, diagnostic.path, line, "" if line else diagnostic.message)
        marks.append(digest_of(*(part.encode() for part in key), str(seen[key]).encode()))
        seen[key] += 1
    return marks
