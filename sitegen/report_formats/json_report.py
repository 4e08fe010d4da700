"""The problems as JSON, for programs. docs/checking.md tells its shape, which is stable."""

from __future__ import annotations

from collections.abc import Sequence

from sitegen import __version__
from sitegen.diagnostics import Diagnostic
from sitegen.report_formats.json_text import json_text

# It grows when a key changes its meaning or goes; not when one is added.
_VERSION = 1


def json_report(diagnostics: Sequence[Diagnostic]) -> str:
    """A JSON document of one object, on several lines; paths are relative to the archive's folder."""
    severities = [diagnostic.severity for diagnostic in diagnostics]
    report = {
        "version": _VERSION,
        "generator": {"name": "sitegen", "version": __version__},
        "counts": {"error": severities.count("error"), "warning": severities.count("warning")},
        "problems": [_problem(diagnostic) for diagnostic in diagnostics],
    }
    return json_text(report)


def _problem(diagnostic: Diagnostic) -> dict[str, object]:
    return {
        "code": diagnostic.code,
        "rule": diagnostic.rule,
        "severity": diagnostic.severity,
        "message": diagnostic.message,
        "path": diagnostic.path or None,
        "line": diagnostic.line or None,
        "column": diagnostic.column or None,
        "hint": diagnostic.hint or None,
    }
