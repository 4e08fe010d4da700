"""Modules import only from earlier stages and from the values."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

PACKAGE = Path(__file__).parent.parent / "sitegen"
VALUES = {
    "brand",
    "__init__",
    "config",
    "dates",
    "diagnostics",
    "editor",
    "forge",
    "frames",
    "interrupts",
    "localize",
    "memory",
    "model",
    "profile",
    "progress",
    "projections",
    "suggest",
    "tiles",
    "versions",
}
# What each part may import besides the values and itself.
ALLOWED = {
    "executors": set(),
    "cluster": set(),
    "report": set(),
    "report_formats": {"report"},
    "profile_report": set(),
    "read": {"executors", "git_revision"},
    "plan": {"read"},
    "lint": {"read", "executors", "session"},
    "render": {"read", "plan", "executors"},
    "publish": {"read", "plan"},
    "git_revision": set(),
    "changed_content": {"read", "plan", "git_revision"},
    "contribute": {"read", "lint", "executors", "session", "sources"},
    "workshop": {"read", "plan", "render", "publish", "executors"},
    "session": {"read", "last_build"},
    "last_build": {"plan", "publish"},
    "sources": {"read", "session"},
    "prepare": {"read", "plan", "render", "executors", "session", "sources"},
    "produce": {
        "read",
        "plan",
        "render",
        "publish",
        "executors",
        "session",
        "last_build",
        "prepare",
        "workshop",
    },
    "build": {
        "read",
        "plan",
        "publish",
        "executors",
        "cluster",
        "session",
        "last_build",
        "sources",
        "prepare",
        "produce",
        "workshop",
    },
    "preview": {"read", "plan", "publish", "session", "build", "report"},
    "cli": {
        "read",
        "plan",
        "render",
        "publish",
        "contribute",
        "build",
        "preview",
        "report",
        "profile_report",
        "session",
        "cli_check",
        "cli_editor",
        "cli_import",
        "cli_new",
        "cli_output",
        "cli_schema",
        "cli_suggestion",
        "cli_summary",
        "cli_terms",
    },
    "cli_completion": {"read", "contribute"},
    "cli_new": {"cli_output", "cli_completion", "cli_questions", "read", "contribute", "report"},
    "cli_questions": {"read", "contribute"},
    "cli_terms": {"cli_output", "cli_completion", "contribute"},
    "cli_output": {"report"},
    "cli_fix": {"contribute", "report"},
    "checking": {"read", "lint", "executors", "session", "sources", "prepare"},
    "cli_check": {
        "changed_content",
        "checking",
        "cli_fix",
        "cli_links",
        "cli_output",
        "git_revision",
        "report",
        "report_formats",
        "session",
    },
    "cli_editor": {"cli_output", "read", "contribute"},
    "cli_links": {"cli_output", "contribute"},
    "cli_import": {"cli_output", "read", "contribute", "import_report"},
    "cli_schema": {"cli_output", "read", "contribute"},
    "cli_suggestion": {"cli_output", "contribute"},
    "cli_summary": {"pull_request_summary"},
    "pull_request_summary": {"read", "plan", "report_formats"},
    "import_report": {"contribute"},
    "__main__": {"cli"},
}
MODULES = sorted(PACKAGE.rglob("*.py"))


def part_of(module: str) -> str:
    """`sitegen.read.store` belongs to `read`."""
    return module.split(".")[1] if "." in module else "__init__"


def imports(file: Path) -> set[str]:
    tree = ast.parse(file.read_text())
    found = [node.module or "" for node in ast.walk(tree) if isinstance(node, ast.ImportFrom)]
    found += [name.name for node in ast.walk(tree) if isinstance(node, ast.Import) for name in node.names]
    return {part_of(module) for module in found if module.split(".")[0] == "sitegen"}


@pytest.mark.parametrize("file", MODULES, ids=lambda file: file.relative_to(PACKAGE).as_posix())
def test_a_module_imports_only_from_earlier_stages(file: Path) -> None:
    part = file.relative_to(PACKAGE).with_suffix("").parts[0]
    allowed = VALUES | {part} if part in VALUES else VALUES | {part} | ALLOWED[part]
    assert imports(file) <= allowed


@pytest.mark.parametrize("file", MODULES, ids=lambda file: file.relative_to(PACKAGE).as_posix())
def test_no_module_is_long(file: Path) -> None:
    assert len(file.read_text().splitlines()) <= 350


def test_only_the_command_line_prints() -> None:
    printing = [
        file.name
        for file in MODULES
        for node in ast.walk(ast.parse(file.read_text()))
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "print"
    ]
    assert printing == []


def test_values_of_a_build_are_structs() -> None:
    """Every process that builds defines them all, and a dataclass takes much longer to define."""
    stages = ("read", "plan", "render", "publish")
    files = [file for stage in stages for file in (PACKAGE / stage).rglob("*.py")]
    files += [
        PACKAGE / f"{name}.py" for name in ("model", "config", "build", "prepare", "produce", "workshop")
    ]
    assert [file.name for file in files if "@dataclass" in file.read_text()] == []
