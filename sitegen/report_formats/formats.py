"""Which formats there are."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Literal, get_args

from sitegen.diagnostics import Diagnostic

MachineFormat = Literal["json", "github", "sarif", "markdown"]
MACHINE_FORMATS: tuple[str, ...] = get_args(MachineFormat)


def machine_report(form: MachineFormat, diagnostics: Sequence[Diagnostic], root: Path) -> str:
    """The problems in a format, ending in a line end; empty where a format has nothing to say.

    root: the archive's folder
    """
    if form == "json":
        from sitegen.report_formats.json_report import json_report

        return json_report(diagnostics)
    if form == "markdown":
        from sitegen.report_formats.markdown_report import markdown_report

        return markdown_report(diagnostics)
    from sitegen.report_formats.places import folder_in_repository

    folder = folder_in_repository(root)
    if form == "github":
        from sitegen.report_formats.github_report import github_report

        return github_report(diagnostics, folder)
    from sitegen.report_formats.sarif_report import sarif_report

    return sarif_report(diagnostics, root, folder)
