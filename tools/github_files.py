"""Writes `.github/` of this repository, from the files that `sitegen init` gives every archive.

    python tools/github_files.py

What differs is how sitegen is installed: an archive takes it from where requirements.txt says, this
repository from itself, with the versions of its lock files.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

ROOT = Path(__file__).parents[1]
SCAFFOLD = ROOT / "sitegen/contribute/scaffold/github"
TARGET = ROOT / ".github"

_HEAD = "# Written by tools/github_files.py: edit sitegen/contribute/scaffold/github/, and run that.\n"
_LOCKED = "pip install --require-hashes --requirement"
_SELF = "pip install --no-deps --no-build-isolation ."

_WITH_IMPORT = """\
          sed 's/^sitegen *@/sitegen[import] @/' requirements.txt > "$RUNNER_TEMP/requirements.txt"
          pip install -r "$RUNNER_TEMP/requirements.txt"
"""

_WITH_ADVICE = """\
        run: |
          pip install -r requirements.txt
          if ! command -v sitegen > /dev/null; then
            echo "::error file=requirements.txt,line=1::This installs no sitegen. Say here where it is."
            exit 1
          fi
"""
_PLAIN = "        run: pip install -r requirements.txt\n"
_OURS = f"        run: |\n          {_LOCKED} requirements.lock\n          {_SELF}\n"

# What stands in an archive's files, and what in this repository's.
_REPLACED: Mapping[str, str] = {
    _WITH_ADVICE: _OURS,
    _PLAIN: _OURS,
    _WITH_IMPORT: f"          {_LOCKED} requirements.lock\n          {_LOCKED} requirements-import.lock\n"
    f"          {_SELF}\n",
    "hashFiles('requirements.txt')": "hashFiles('requirements.lock', 'sitegen/**')",
    "# /requirements.txt       @": "# /sitegen/               @",
}


def files() -> dict[str, str]:
    """The text of each file of `.github/`, by its path there."""
    found = {}
    for file in sorted(SCAFFOLD.rglob("*")):
        if file.is_file():
            text = file.read_text(encoding="utf-8")
            for theirs, ours in _REPLACED.items():
                text = text.replace(theirs, ours)
            head = _HEAD if file.parent.name == "workflows" else ""
            found[file.relative_to(SCAFFOLD).as_posix()] = head + text
    return found


def main() -> None:
    """Writes them all."""
    for path, text in files().items():
        target = TARGET / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()
