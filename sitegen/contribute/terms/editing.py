"""What every edit of a register has in common: the file, the check before anything is written."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from sitegen.contribute.file_changes import FileChange
from sitegen.contribute.terms.article_names import named_once
from sitegen.contribute.terms.uses import ArchiveTexts, Registers, term_uses
from sitegen.contribute.yaml_edits import EditError, YamlFile, add_item, add_key, open_yaml, remove_key
from sitegen.contribute.yaml_edits import remove_item as remove_list_item
from sitegen.diagnostics import Diagnostic, ProblemsError
from sitegen.model import Article, FreePage, Term, TermKind
from sitegen.read.discover import MAX_REGISTER_BYTES, read_bytes
from sitegen.read.names import folded
from sitegen.read.register_file import parse_register
from sitegen.read.registers import REGISTER_PATHS, Register

_NAMED_TWICE = "W205"
# The key that names the entry above; outlets have none.
PARENT_KEYS: Mapping[TermKind, str] = {"tag": "broader", "place": "within", "outlet": ""}


class TermError(ValueError):
    """The register cannot be changed so. The message says why and what to do."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TermChange:
    """What a command would write.

    texts: the archive afterwards
    files: with their new content
    notes: what a person should know of it
    """

    texts: ArchiveTexts
    files: tuple[FileChange, ...]
    notes: tuple[str, ...] = ()


def open_register(root: Path, kind: TermKind) -> YamlFile:
    """A register's file, to be edited; empty when there is none.

    Raises `ProblemsError` when it cannot be read.
    """
    path = REGISTER_PATHS[kind]
    data = read_bytes(root, path, limit=MAX_REGISTER_BYTES) if (root / path).exists() else b""
    return open_yaml(data, path=path)


def found_term(register: Register, text: str) -> Term:
    """The entry that a name, id or alias means, if need be without its accents.

    Raises `TermError` with the nearest when there is none.
    """
    term = register.find(text) or register.find_alike(text)
    if term is None:
        near = register.suggestions.did_you_mean(text)
        hint = near or f"See them all with: sitegen {register.kind} list"
        raise TermError(f"The {register.kind} “{text}” is not in {register.path}. {hint}")
    return term


def checked_change(
    root: Path,
    texts: ArchiveTexts,
    kind: TermKind,
    before: YamlFile,
    after: YamlFile,
    *,
    notes: Sequence[str] = (),
) -> TermChange:
    """The change of one register, if the archive is no worse for it.

    before, after: the register's file

    Articles that would name one entry twice lose the second mention.

    Raises `TermError` with the first problem that `sitegen check` would report and did not before, and
    `EditError` or `ProblemsError` when an article cannot be edited.
    """
    register = parse_register(kind, after.data)
    registers: Registers = {**texts.registers, kind: register}
    _refuse(_new_problems(texts.registers[kind].diagnostics, register.diagnostics))
    problems = _new_problems(
        term_uses(texts.registers, texts.articles).diagnostics,
        term_uses(registers, texts.articles).diagnostics,
    )
    _refuse(problem for problem in problems if problem.code != _NAMED_TWICE)
    _refuse_taken_addresses(texts, register)
    exists = (root / after.path).exists()
    files = [FileChange(path=after.path, before=before.data if exists else None, after=after.data)]
    twice = {problem.path for problem in problems if problem.code == _NAMED_TWICE}
    files += [named_once(root, path, register) for path in sorted(twice)]
    if twice:
        number = "1 article names" if len(twice) == 1 else f"{len(twice)} articles name"
        notes = [*notes, f"{number} two of what is one now: the second mention is deleted."]
    return TermChange(texts=replace(texts, registers=registers), files=tuple(files), notes=tuple(notes))


def with_alias(file: YamlFile, term_id: str, names: Iterable[str]) -> YamlFile:
    """An entry with further aliases, but for those that it has already."""
    known = {folded(name) for name in _texts(file, term_id, "name", "aliases")}
    for name in names:
        if folded(name) not in known:
            file = _with_item(file, term_id, "aliases", name, after="name")
            known.add(folded(name))
    return file


def with_former_id(file: YamlFile, term_id: str, old: str) -> YamlFile:
    """An entry with one more former id."""
    if old == term_id or old in _texts(file, term_id, "former_ids"):
        return file
    after = "aliases" if "aliases" in _entry(file, term_id) else "name"
    return _with_item(file, term_id, "former_ids", old, after=after)


def without_item(file: YamlFile, term_id: str, key: str, name: str) -> YamlFile:
    """An entry whose list `key` lacks a name, whatever its case; the list goes with its last item."""
    items = _texts(file, term_id, key)
    for number, item in enumerate(items):
        if folded(item) == folded(name):
            if len(items) == 1:
                return remove_key(file, (term_id, key))
            return remove_list_item(file, (term_id, key, number))
    return file


def _with_item(file: YamlFile, term_id: str, key: str, name: str, *, after: str) -> YamlFile:
    if key in _entry(file, term_id):
        return add_item(file, (term_id, key), name)
    return add_key(file, (term_id, key), [name], after=after)


def _entry(file: YamlFile, term_id: str) -> Mapping[str, object]:
    entry = file.value[term_id]
    if not isinstance(entry, dict):
        raise EditError(f"`{term_id}` in {file.path} holds no keys")
    return entry


def _texts(file: YamlFile, term_id: str, *keys: str) -> list[str]:
    """The texts that stand under some keys of an entry."""
    found: list[str] = []
    for key in keys:
        value = _entry(file, term_id).get(key) or []
        found += [value] if isinstance(value, str) else [str(item) for item in value]  # type: ignore[attr-defined]
    return found


def _new_problems(before: Iterable[Diagnostic], after: Iterable[Diagnostic]) -> list[Diagnostic]:
    """In a register lines move, and in articles messages tell of the new state: the rest makes a problem."""

    def mark(problem: Diagnostic) -> tuple[object, ...]:
        in_article = problem.path.endswith(".md")
        return problem.code, problem.path, (problem.line, problem.column) if in_article else problem.message

    known = {mark(problem) for problem in before}
    return [problem for problem in after if mark(problem) not in known]


def _refuse(problems: Iterable[Diagnostic]) -> None:
    """Raises `TermError` with the first problem."""
    for problem in problems:
        where = f" ({problem.path}:{problem.line})" if problem.path.endswith(".md") else ""
        raise TermError(f"{problem.message}{where}. {problem.hint}".rstrip())


def _refuse_taken_addresses(texts: ArchiveTexts, register: Register) -> None:
    """New pages and old addresses of terms may not lie where an article or page has an old address."""
    known = texts.registers[register.kind]
    new = _ids(register) - _ids(known)
    addresses = {f"/{register.kind}s/{term_id}" for term_id in new}
    documents: list[Article | FreePage | None] = [parsed.document for parsed in texts.articles]
    documents += [parsed.document for parsed in texts.pages]
    for document in documents:
        for alias in document.aliases if document else ():
            if document and alias.casefold().removesuffix("index.html").rstrip("/") in addresses:
                raise TermError(f"The address {alias} is an old one of {document.path}. Choose another id.")


def _ids(register: Register) -> set[str]:
    return {i for term in register.terms.values() for i in (term.id, *term.former_ids)}


def refused(error: EditError | ProblemsError) -> TermError:
    """What stops an edit, as one sentence."""
    if isinstance(error, ProblemsError):
        problem = error.diagnostics[0]
        return TermError(f"{problem.path}:{problem.line}: {problem.message}. {problem.hint}".rstrip())
    return TermError(f"{error}. Edit the file by hand.")
