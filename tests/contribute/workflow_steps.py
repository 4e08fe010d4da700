"""Workflows of GitHub as data, and their shell steps run on this machine, with a `gh` that only answers."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml

from tests.docs.documents import ROOT

SCAFFOLD = ROOT / "sitegen/contribute/scaffold/github"
OURS = ROOT / ".github"
PROGRAMS = Path(sys.executable).parent
NAMES = ("check", "comment", "suggest")

# Writes down what it was asked, and answers with the first file of the folder whose name it was asked for.
_GH = """#!/bin/bash
printf '%s\\n' "$*" >> "$GH_STUB/asked"
for word in "$@"; do
  case "$word" in body=@*) cp "${word#body=@}" "$GH_STUB/body" ;; esac
  if [ "$previous" = --body-file ]; then cp "$word" "$GH_STUB/body"; fi
  previous="$word"
done
while IFS=$'\\t' read -r part file code; do
  case "$*" in *"$part"*) cat "$GH_STUB/$file"; exit "$code" ;; esac
done < "$GH_STUB/answers"
"""


def workflow(name: str, folder: Path = OURS) -> dict[str, Any]:
    """A workflow; its key `on` is True to YAML 1.1, and stands here as `on`."""
    found = yaml.safe_load((folder / f"workflows/{name}.yml").read_text(encoding="utf-8"))
    found["on"] = found.pop(True)
    return dict(found)


def all_jobs(folder: Path = OURS) -> Iterator[tuple[str, dict[str, Any]]]:
    """Each job, as `workflow.job`."""
    for name in NAMES:
        for job, found in workflow(name, folder)["jobs"].items():
            yield f"{name}.{job}", found


def script(name: str, job: str, step: str, folder: Path = SCAFFOLD) -> str:
    """The shell script of a step, by the step's name."""
    (found,) = [s for s in workflow(name, folder)["jobs"][job]["steps"] if s.get("name") == step]
    return str(found["run"])


@dataclass
class Runner:
    """A machine of GitHub's, as far as shell steps see it.

    workspace: the folder that steps run in
    """

    folder: Path
    workspace: Path
    environment: dict[str, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        for name in ("temp", "gh", "bin"):
            (self.folder / name).mkdir(parents=True)
        self.program("gh", _GH)
        self._answers = self.folder / "gh/answers"
        self._answers.touch()

    @property
    def temp(self) -> Path:
        return self.folder / "temp"

    def program(self, name: str, text: str) -> None:
        """A program that steps find before any other of its name."""
        file = self.folder / "bin" / name
        file.write_text(text)
        file.chmod(0o755)

    def answer(self, part: str, data: object, code: int = 0) -> None:
        """What `gh` answers when its arguments hold a text: JSON, or bytes as they are."""
        name = f"answer{len(self._answers.read_text().splitlines())}"
        (self.folder / "gh" / name).write_bytes(
            data if isinstance(data, bytes) else json.dumps(data).encode()
        )
        with self._answers.open("a") as stream:
            stream.write(f"{part}\t{name}\t{code}\n")

    def run(
        self, text: str, environment: Mapping[str, str] | None = None, *, folder: Path | None = None
    ) -> Step:
        """Runs a script as `shell: bash` does."""
        output = self.folder / "output"
        output.write_text("")
        file = self.folder / "step.sh"
        file.write_text(text)
        known = {
            "PATH": f"{self.folder / 'bin'}:{PROGRAMS}:{os.environ['PATH']}",
            "HOME": str(self.folder),
            "GH_STUB": str(self.folder / "gh"),
            "GITHUB_REPOSITORY": "ours/archive",
            "GITHUB_WORKSPACE": str(self.workspace),
            "GITHUB_OUTPUT": str(output),
            "GITHUB_STEP_SUMMARY": str(self.folder / "summary.md"),
            "RUNNER_TEMP": str(self.temp),
        }
        done = subprocess.run(
            ["bash", "--noprofile", "--norc", "-eo", "pipefail", str(file)],
            cwd=folder or self.workspace,
            env={**known, **self.environment, **(environment or {})},
            capture_output=True,
            text=True,
            check=False,
        )
        pairs = (line.partition("=") for line in output.read_text().splitlines())
        return Step(done.returncode, done.stdout, done.stderr, {key: value for key, _, value in pairs})

    def asked(self) -> list[str]:
        """The arguments of each call of `gh`."""
        file = self.folder / "gh/asked"
        return file.read_text().splitlines() if file.exists() else []

    def said(self) -> str:
        """The last text that `gh` was given to post."""
        return (self.folder / "gh/body").read_text(encoding="utf-8")


@dataclass(frozen=True)
class Step:
    """What became of a step."""

    code: int
    stdout: str
    stderr: str
    outputs: Mapping[str, str]
