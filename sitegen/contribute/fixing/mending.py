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
# A file is read anew for each try. These keep one that somebody filled with mistakes from taking hours: who
# has so many runs it again.
_ROUNDS = 20
_AT_ONCE = 1000
_TRIES = 50

_Mark = tuple[str, int, int, str]


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


def mendable(root: Path, problems: Iterable[Diagnostic], *, limit: int = MAX_TEXT_BYTES) -> Iterator[Mended]:
    """The files in which something can be mended, by path; nothing is written.

    problems: what a check found; other files are not looked at
    limit: larger files are not, either, in bytes

    Raises `ProblemsError` when the archive's site.yaml cannot be read.
    """
    paths = sorted({problem.path for problem in problems if problem.code in MENDABLE and problem.path})
    checker = FileChecker(root, read_site_config(root)) if paths else None
    for path in paths:
        # A file that cannot be read is reported as such by the check.
        with suppress(ProblemsError):
            before = read_bytes(root, path, limit=limit)
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
    state = _State(before, checker.problems(path, before), ())
    hopeless: set[_Mark] = set()
    for _ in range(_ROUNDS):
        better = _all_at_once(path, state, checker) or _one(path, state, checker, hopeless)
        if better is None:
            break
        state = better
    return Mended(path=path, before=before, after=state.data, fixes=state.fixes) if state.fixes else None


@dataclass(frozen=True, slots=True)
class _State:
    """A file, what is wrong with it, and what was mended."""

    data: bytes
    steps: Steps
    fixes: tuple[tuple[Diagnostic, str], ...]


def _all_at_once(path: str, state: _State, checker: FileChecker) -> _State | None:
    """The file after all fixes of a step, the last first: so no problem's place moves before its turn.

    None when that does not mend all of them.
    """
    number = next((number for number, step in enumerate(state.steps) if step), 0)
    text = state.data.decode()
    fixes: list[tuple[Diagnostic, str]] = []
    for problem in reversed(state.steps[number][:_AT_ONCE]):
        repair = next(_repairs(_case(path, text, problem, checker)), None)
        if repair:
            text = repair.text
            fixes.insert(0, (problem, repair.note))
    if not fixes:
        return None
    left = checker.problems(path, text.encode())
    gone = len(state.steps[number]) - len(left[number])
    if gone < len(fixes) or not is_better(state.steps, left):
        return None
    return _State(text.encode(), left, (*state.fixes, *fixes))


def _one(path: str, state: _State, checker: FileChecker, hopeless: set[_Mark]) -> _State | None:
    """The file after the first fix that makes it better. The others before it are noted in `hopeless`."""
    for problem in (problem for step in state.steps for problem in step if problem.code in MENDABLE):
        mark = (problem.code, problem.line, problem.column, problem.message)
        if mark in hopeless:
            continue
        if len(hopeless) >= _TRIES:
            break
        for repair in _repairs(_case(path, state.data.decode(), problem, checker)):
            left = checker.problems(path, repair.text.encode())
            if is_better(state.steps, left):
                return _State(repair.text.encode(), left, (*state.fixes, (problem, repair.note)))
        hopeless.add(mark)
    return None


def _case(path: str, text: str, problem: Diagnostic, checker: FileChecker) -> Case:
    return Case(path=path, text=text, problem=problem, registers=checker.registers)


def _repairs(case: Case) -> Iterator[Repair]:
    for fix in FIXES.get(case.problem.code, ()):
        # What cannot be edited without touching more is left to people.
        with suppress(EditError, ProblemsError):
            repair = fix(case)
            if repair and repair.text != case.text:
                yield repair
