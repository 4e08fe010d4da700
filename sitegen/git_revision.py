"""What Git knows of an archive: which files differ from a revision, and what stood in them there."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

# Seconds; on a very large repository with a cold cache Git may take some.
_PATIENCE = 120
# Not several of them, as of `one..other`.
_ID = re.compile(r"[0-9a-f]{40,64}")
# What an archive consists of.
_FOLDERS = ("content", "themes")
_FULL_HISTORY = "Fetch the whole history: `git fetch --unshallow`, or `fetch-depth: 0` in a workflow."


class RevisionError(Exception):
    """There is nothing to compare with. The message says why and what to do."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Revision:
    """A commit with which an archive is compared.

    root: the archive's folder
    folder: its path in the repository, with a slash at its end; empty at the top
    commit: its id
    """

    root: Path
    folder: str
    commit: str


def find_revision(root: Path, name: str) -> Revision:
    """The commit at which this branch and that of a name parted: their merge base.

    name: of a branch, tag or commit

    Raises `RevisionError`.
    """
    folder, is_shallow = _repository(root)
    commit = _commit(root, name)
    if not _ID.fullmatch(commit):
        hint = _FULL_HISTORY if is_shallow else "Fetch it, or write the name of a branch, tag or commit."
        raise RevisionError(f"Git knows no revision “{name}” here. {hint}")
    base = _answer(root, "merge-base", commit, "HEAD")
    if not base:
        hint = _FULL_HISTORY if is_shallow else "Compare with a branch that this one was made from."
        raise RevisionError(f"This branch and “{name}” have no commit in common here. {hint}")
    return Revision(root=root, folder=folder, commit=base)


def changed_files(revision: Revision) -> frozenset[str]:
    """The files of the archive that were added, edited or removed since, committed or not.

    Paths are relative to the archive's root. Files that Git ignores do not count.

    Raises `RevisionError`.
    """
    root = revision.root
    options = ("--name-only", "-z", "--no-renames", "--no-ext-diff", "--ignore-submodules", "--relative")
    differing = _run(root, "diff", *options, revision.commit, "--", *_FOLDERS)
    untracked = _run(root, "ls-files", "-z", "--others", "--exclude-standard", "--", *_FOLDERS)
    return frozenset(os.fsdecode(path) for path in (differing + untracked).split(b"\0") if path)


def files_at(revision: Revision, paths: Iterable[str]) -> dict[str, bytes]:
    """What stood in files at the revision; those that were not there are left out.

    paths: relative to the archive's root

    Raises `RevisionError`.
    """
    wanted = [path for path in paths if "\n" not in path]
    names = "".join(f"{revision.commit}:{revision.folder}{path}\n" for path in wanted)
    output = _run(revision.root, "cat-file", "--batch", given=os.fsencode(names)) if wanted else b""
    return {path: data for path, data in zip(wanted, _objects(output), strict=True) if data is not None}


def _objects(output: bytes) -> Iterator[bytes | None]:
    """The objects of a batch, which come as `ID TYPE SIZE` and their bytes; None for `NAME missing`."""
    start = 0
    while start < len(output):
        end = output.index(b"\n", start)
        head = output[start:end].rsplit(b" ", 2)
        start = end + 1
        if head[-1] == b"missing":
            yield None
            continue
        size = int(head[-1])
        yield output[start : start + size] if head[-2] == b"blob" else None
        start += size + 1


def _repository(root: Path) -> tuple[str, bool]:
    """The archive's folder in its repository, and whether a part of the history is missing."""
    lines = _run(root, "rev-parse", "--show-prefix", "--is-shallow-repository").split(b"\n")
    return os.fsdecode(lines[0]), lines[1] == b"true"


def _commit(root: Path, name: str) -> str:
    """The commit of a name; something else where there is none."""
    # Git would take it for one of its options.
    if name.startswith("-"):
        return ""
    return _answer(root, "rev-parse", "--verify", "--quiet", f"{name}^{{commit}}")


def _answer(root: Path, *arguments: str) -> str:
    """The line that Git answers; empty when it has none."""
    return os.fsdecode(_call(root, arguments).stdout.strip())


def _run(root: Path, *arguments: str, given: bytes = b"") -> bytes:
    done = _call(root, arguments, given)
    if done.returncode:
        reason = done.stderr.decode(errors="replace").strip().split("\n")[0].removeprefix("fatal: ")
        hint = "Run this in the Git repository that holds the archive." if "not a git" in reason else ""
        raise RevisionError(f"Git cannot compare: {reason}. {hint}".rstrip())
    return done.stdout


def _call(root: Path, arguments: Iterable[str], given: bytes = b"") -> subprocess.CompletedProcess[bytes]:
    # Messages in English, which this module reads; and Git takes no lock, so that it disturbs nobody.
    environment = {**os.environ, "LC_ALL": "C", "GIT_OPTIONAL_LOCKS": "0", "GIT_LITERAL_PATHSPECS": "1"}
    git = shutil.which("git")
    if git is None:
        raise RevisionError("There is no program `git` on this machine. Install it.")
    try:
        return subprocess.run(  # noqa: S603  (no shell, and no revision that begins with a hyphen)
            [git, "-C", str(root), *arguments],
            input=given,
            capture_output=True,
            env=environment,
            timeout=_PATIENCE,
            check=False,
        )
    except subprocess.TimeoutExpired:
        raise RevisionError(f"Git did not answer within {_PATIENCE} seconds.") from None
