"""Mends files: one problem after the other, and keeps only what makes a file better."""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from sitegen.contribute.fixing.cases import Case, Repair
from sitegen.contribute.fixing.codes import MENDABLE
from sitegen.contribute.fixing.problems import FileChecker, Steps, is_better
from sitegen.contribute.fixing.table import FIXES
from sitegen.contribute.replacing import replace_contents
from sitegen.contribute.yaml_edits import EditError
from sitegen.diagnostics import Diagnostic, ProblemsError
from sitegen.read.discover import MAX_TEXT_BYTES, read_bytes
from sitegen.read.site_config import read_site_config

_LINE = re.compile(r"[^\n]*\n|[^\n]+\Z")


@dataclass(frozen=True, slots=True, kw_only=True)
class Mended:
    """A file that can be mended, and how.

    path: relative to the archive's root
    before, after: its contents
    fixes: the problems that went, as they stood in the file at that time, each with what was done
    """

    path: str
    before: bytes
    after: bytes
    fixes: tuple[tuple[Diagnostic, str], ...]


def mendable(root: Path, problems: Iterable[Diagnostic]) -> Iterator[Mended]:
    """The files in which something can be mended, by path; nothing is written.

    problems: what a check found; other files are not looked at

    Raises `ProblemsError` when the archive's site.yaml cannot be read.
    """
    paths = sorted({problem.path for problem in problems if problem.code in MENDABLE and problem.path})
    checker = FileChecker(root, read_site_config(root)) if paths else None
    for path in paths:
        # A file that cannot be read is reported as such by the check.
        with suppress(ProblemsError):
            before = read_bytes(root, path, limit=MAX_TEXT_BYTES)
            mended = _mended(path, before, checker) if checker else None
            if mended:
                yield mended


def write_mended(root: Path, mended: Mended) -> None:
    """Writes a mended file, all of it or nothing.

    Raises `FileChangedError` when it is not any more what was read, and `OSError`.
    """
    replace_contents(root / mended.path, before=mended.before, after=mended.after)


def unified_diff(mended: Mended) -> bytes:
    """What changes in a file, as `git diff` shows it and `patch -p1` and `git apply` take it."""
    before, after = (_LINE.findall(data.decode()) for data in (mended.before, mended.after))
    lines = difflib.unified_diff(before, after, f"a/{mended.path}", f"b/{mended.path}")
    shown = (line if line.endswith("\n") else f"{line}\n\\ No newline at end of file\n" for line in lines)
    return "".join(shown).encode()


def _mended(path: str, before: bytes, checker: FileChecker) -> Mended | None:
    data, steps = before, checker.problems(path, before)
    fixes: list[tuple[Diagnostic, str]] = []
    hopeless: set[tuple[str, int, int, str]] = set()
    while (found := _next_repair(path, data, steps, checker, hopeless)) is not None:
        problem, repair, steps = found
        data = repair.text.encode()
        fixes.append((problem, repair.note))
    return Mended(path=path, before=before, after=data, fixes=tuple(fixes)) if fixes else None


def _next_repair(
    path: str, data: bytes, steps: Steps, checker: FileChecker, hopeless: set[tuple[str, int, int, str]]
) -> tuple[Diagnostic, Repair, Steps] | None:
    """The first repair that makes the file better, with the problems that are left then."""
    for problem in (problem for step in steps for problem in step):
        mark = (problem.code, problem.line, problem.column, problem.message)
        if mark in hopeless:
            continue
        case = Case(path=path, text=data.decode(), problem=problem, registers=checker.registers)
        for repair in _repairs(case):
            left = checker.problems(path, repair.text.encode())
            if is_better(steps, left):
                return problem, repair, left
        hopeless.add(mark)
    return None


def _repairs(case: Case) -> Iterator[Repair]:
    for fix in FIXES.get(case.problem.code, ()):
        # What cannot be edited without touching more is left to people.
        with suppress(EditError, ProblemsError):
            repair = fix(case)
            if repair and repair.text != case.text:
                yield repair
