"""Asks Git about the archive's own repository: which files differ from a revision, and what they held.

No shell; a revision can be no option; nothing of the repository's configuration is run; every command ends.
"""

from __future__ import annotations

import os
import re
import subprocess
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

ChangeKind = Literal["added", "edited", "removed"]

# Seconds for one command. A clone without files (`--filter=blob:none`) fetches what it is asked for.
_PATIENCE = 60
# A branch, tag or commit, with what git-rev-parse lets follow: `origin/main`, `v1.2^`, `HEAD~3`.
_REVISION = re.compile(r"[A-Za-z0-9_][A-Za-z0-9_./@+~^{}-]{0,199}", re.ASCII)
_COMMIT = re.compile(r"[0-9a-f]{40}|[0-9a-f]{64}")
_KINDS: dict[str, ChangeKind] = {"A": "added", "D": "removed"}
# Of the environment, what makes Git look at another repository than the one that the folder lies in.
_FOREIGN = frozenset({"GIT_DIR", "GIT_WORK_TREE", "GIT_INDEX_FILE", "GIT_OBJECT_DIRECTORY", "GIT_PREFIX"})
_SETTINGS = ("core.quotePath=false", "core.fsmonitor=false", "diff.ignoreSubmodules=all")


class GitError(Exception):
    """Git does not know. The message says what, as a sentence without its full stop."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FileChange:
    """A file that differs.

    path: relative to the folder that was asked about
    old_path: what it was called, when it was moved without a change of its bytes; else the same
    """

    path: str
    kind: ChangeKind
    old_path: str


class Repository:
    """The Git repository that a folder lies in.

    folder: of the archive; all paths are relative to it
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def commit(self, revision: str) -> str:
        """The full name of a commit. Raises `GitError` when there is no such revision."""
        if not _REVISION.fullmatch(revision):
            raise GitError(f"“{revision[:100]}” is no name of a Git revision")
        try:
            return self._commit(
                "rev-parse", "--verify", "--quiet", "--end-of-options", f"{revision}^{{commit}}"
            )
        except _NothingError:
            raise GitError(f"Git knows no revision “{revision}”") from None

    def merge_base(self, revision: str) -> str:
        """The commit at which the checkout and a revision parted. Raises `GitError`."""
        commit = self.commit(revision)
        try:
            return self._commit("merge-base", commit, "HEAD")
        except _NothingError:
            why = f"Git finds no commit that the checkout and “{revision}” have in common"
            is_shallow = self._run("rev-parse", "--is-shallow-repository").strip() == b"true"
            raise GitError(f"{why}: this clone holds the last commits only" if is_shallow else why) from None

    def changes(self, commit: str, under: str) -> tuple[FileChange, ...]:
        """The files that differ from a commit, those too that Git does not follow yet; by path.

        commit: a full name
        under: a folder

        Raises `GitError`.
        """
        _checked(commit)
        paths = ("--", under)
        # Only moves of the same bytes: to tell others, Git would have to read every file.
        names = ("--name-status", "-z", "--relative", "--find-renames=100%")
        listed = self._run("diff", "--no-ext-diff", "--no-textconv", *names, commit, *paths)
        found = {change.path: change for change in _listed(_texts(listed))}
        for path in _texts(self._run("ls-files", "-z", "--others", "--exclude-standard", *paths)):
            found.setdefault(path, FileChange(path=path, kind="added", old_path=path))
        return tuple(found[path] for path in sorted(found))

    def data(self, commit: str, path: str, *, limit: int) -> bytes:
        """What a file held at a commit. Raises `GitError`, for more than `limit` bytes too."""
        name = f"{_checked(commit)}:./{path}"
        try:
            size = int(self._run("cat-file", "-s", name))
            if size > limit:
                raise GitError(f"{path} is larger than {limit} bytes")
            return self._run("cat-file", "blob", name)
        except (_NothingError, ValueError):
            raise GitError(f"Git cannot show what {path} was") from None

    def _commit(self, *arguments: str) -> str:
        found = self._run(*arguments).decode("ascii", "replace").strip()
        return _checked(found.split("\n")[0])

    def _run(self, *arguments: str) -> bytes:
        """What a command prints. Raises `GitError`; `_NothingError` when the command finds nothing."""
        settings = [word for setting in _SETTINGS for word in ("-c", setting)]
        command = ["git", "--no-pager", "--literal-pathspecs", *settings, *arguments]
        try:
            done = subprocess.run(  # noqa: S603  (no shell, and what is given is checked)
                command,
                cwd=self._folder,
                env=_environment(),
                stdin=subprocess.DEVNULL,
                capture_output=True,
                timeout=_PATIENCE,
                check=False,
            )
        except FileNotFoundError:
            raise GitError("Git is not installed here") from None
        except subprocess.TimeoutExpired:
            raise GitError(f"Git did not answer within {_PATIENCE} seconds") from None
        except OSError as error:
            raise GitError(f"Git cannot be run: {error.strerror}") from None
        if done.returncode == 0:
            return done.stdout
        raise _failure(done.stderr.decode("utf-8", "replace"))


class _NothingError(GitError):
    """The command found nothing, and said no more."""


def _failure(said: str) -> GitError:
    if not said.strip():
        return _NothingError("Git finds nothing")
    if "not a git repository" in said:
        return GitError("The archive lies in no Git repository")
    if "dubious ownership" in said:
        return GitError("Git refuses this repository, because another user owns its folder")
    if re.search(r"does not exist in|exists on disk, but not in|Not a valid object name", said):
        return _NothingError("Git finds nothing")
    first = said.strip().split("\n")[0]
    return GitError(f"Git says: {first[:200].rstrip('.')}")


def _environment() -> dict[str, str]:
    """Ours, without questions, locks and words in other languages."""
    kept = {name: value for name, value in os.environ.items() if name not in _FOREIGN}
    return {**kept, "GIT_TERMINAL_PROMPT": "0", "GIT_OPTIONAL_LOCKS": "0", "LC_ALL": "C"}


def _checked(commit: str) -> str:
    if not _COMMIT.fullmatch(commit):
        raise GitError("Git gave no commit")
    return commit


def _texts(data: bytes) -> list[str]:
    return [os.fsdecode(part) for part in data.split(b"\0") if part]


def _listed(words: Sequence[str]) -> Iterator[FileChange]:
    """Of `git diff --name-status -z`: a status and a path, or after `R` and `C` two."""
    rest = iter(words)
    for status in rest:
        old_path = next(rest)
        path = next(rest) if status[0] in "RC" else old_path
        yield FileChange(path=path, kind=_KINDS.get(status[0], "edited"), old_path=old_path)
