"""Brings the schemas and the editor's settings of an archive up to date."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from sitegen.contribute.schemas.documents import schema_files
from sitegen.contribute.schemas.jsonc import Json, is_plain, merged, read_jsonc
from sitegen.contribute.schemas.vscode import settings_files, snippet_files
from sitegen.diagnostics import ProblemsError
from sitegen.model import TERM_KINDS
from sitegen.read.registers import read_register


class SchemaError(ValueError):
    """The files cannot be written. The message says why and what to do."""


@dataclass(frozen=True, slots=True, kw_only=True)
class EditorFiles:
    """What has to change so that editors know the archive as it is.

    stale: text of each file that is missing or out of date, by its path in the archive
    current: number of files that are as they should be
    by_hand: what to add to each file of settings that cannot be merged without losing its comments
    """

    stale: Mapping[str, str]
    current: int
    by_hand: Mapping[str, Json]


def editor_files(root: Path) -> EditorFiles:
    """What `sitegen schema` has to write in the archive at `root`.

    Raises `ProblemsError` when a register has errors, `SchemaError` when a file cannot be read.
    """
    registers = {kind: read_register(root, kind) for kind in TERM_KINDS}
    problems = [problem for register in registers.values() for problem in register.diagnostics]
    if problems:
        raise ProblemsError(problems)
    wanted: dict[str, str | None] = dict(schema_files(registers))
    wanted |= {path: _json(snippets) for path, snippets in snippet_files(registers).items()}
    by_hand: dict[str, Json] = {}
    for path, settings in settings_files().items():
        wanted[path] = _with_settings(_text(root, path), settings)
        if wanted[path] is None:
            by_hand[path] = settings
    stale = {path: text for path, text in wanted.items() if text is not None and text != _text(root, path)}
    return EditorFiles(stale=stale, current=len(wanted) - len(stale) - len(by_hand), by_hand=by_hand)


def write_editor_files(root: Path) -> EditorFiles:
    """Writes what is out of date; returns what that was. Raises as `editor_files`."""
    found = editor_files(root)
    for path, text in found.stale.items():
        _refuse_links(root, path)
        try:
            _replace(root / path, text)
        except OSError as error:
            raise SchemaError(f"{path} cannot be written: {error.strerror}. Check permissions.") from None
    return found


def _with_settings(old: str | None, wanted: Json) -> str | None:
    """The text of a file that holds the settings too; None when its comments would be lost."""
    if old is None or not old.strip():
        return _json(wanted)
    present = read_jsonc(old)
    if present is not None and merged(present, wanted) == present:
        return old
    return _json(merged(present, wanted)) if present is not None and is_plain(old) else None


def _json(value: Json) -> str:
    return json.dumps(value, ensure_ascii=False, indent=2) + "\n"


def _text(root: Path, path: str) -> str | None:
    """What a file holds; None when there is none."""
    try:
        return (root / path).read_text(encoding="utf-8")
    except FileNotFoundError:
        return None
    except (OSError, UnicodeDecodeError) as error:
        raise SchemaError(f"{path} cannot be read: {error}. Mend or delete it.") from None


def _refuse_links(root: Path, path: str) -> None:
    """An archive from elsewhere must not make the command write outside of it."""
    for place in _places(path):
        if (root / place).is_symlink():
            raise SchemaError(f"{place} is a symbolic link, which sitegen does not follow. Delete it.")


def _places(path: str) -> Iterator[str]:
    yield path
    yield from (str(parent) for parent in PurePosixPath(path).parents if str(parent) != ".")


def _replace(file: Path, text: str) -> None:
    """Writes a file whole or not at all."""
    file.parent.mkdir(parents=True, exist_ok=True)
    staged = file.with_name(f".{file.name}.tmp")
    staged.write_text(text, encoding="utf-8", newline="\n")
    staged.replace(file)
