"""Git repositories on this machine: a bare one as a forge keeps it, and clones."""

from __future__ import annotations

import os
import subprocess
from dataclasses import dataclass
from pathlib import Path

# Nobody's own configuration takes part.
_ENVIRONMENT = {
    **os.environ,
    "GIT_CONFIG_GLOBAL": os.devnull,
    "GIT_CONFIG_SYSTEM": os.devnull,
    "GIT_AUTHOR_NAME": "A Contributor",
    "GIT_AUTHOR_EMAIL": "contributor@example.org",
    "GIT_COMMITTER_NAME": "A Contributor",
    "GIT_COMMITTER_EMAIL": "contributor@example.org",
}


@dataclass(frozen=True)
class Clone:
    """A clone of a repository."""

    folder: Path

    def git(self, *words: str | Path) -> str:
        """What a command of Git prints; fails when it fails."""
        command = ["git", *(str(word) for word in words)]
        done = subprocess.run(
            command, cwd=self.folder, env=_ENVIRONMENT, capture_output=True, text=True, check=False
        )
        assert done.returncode == 0, f"{command}\n{done.stdout}{done.stderr}"
        return done.stdout

    def commit(self, message: str) -> None:
        """Commits all that there is."""
        self.git("add", "--all")
        self.git("commit", "--quiet", "--allow-empty", "--message", message)


def new_origin(folder: Path) -> Path:
    """A bare repository without a commit, whose main branch is `main`."""
    folder.mkdir(parents=True)
    Clone(folder).git("init", "--quiet", "--bare", "--initial-branch=main")
    return folder


def clone_of(origin: Path, folder: Path) -> Clone:
    """A clone in a new folder."""
    Clone(origin).git("clone", "--quiet", origin, folder)
    return Clone(folder)
