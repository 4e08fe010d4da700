"""What every edit of a register has in common: the file, the check before anything is written."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from sitegen.contribute.file_changes import FileChange
from sitegen.contribute.terms.uses import ArchiveTexts, Registers, term_uses
from sitegen.contribute.yaml_edits import EditError, YamlFile, add_item, add_key, open_yaml, remove_key
from sitegen.contribute.yaml_edits import remove_item as remove_list_item
from sitegen.diagnostics import Diagnostic, ProblemsError
from sitegen.model import Article, FreePage, Term, TermKind
from sitegen.read.discover import MAX_REGISTER_BYTES, read_bytes
from sitegen.read.names import folded, same_name
from sitegen.read.register_file import parse_register
from sitegen.read.registers import REGISTER_PATHS, Register, names_of

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
    term = register.find(text)
    if term is None:
        alike = [t for t in register.terms.values() if any(same_name(text, name) for name in names_of(t))]
        if len(alike) == 1:
            return alike[0]
        near = register.suggestions.did_you_mean(text)
        hint = near or f"See them all with: sitegen {register.kind} list"
        raise TermError(f"The {register.kind} “{text}” is not in {register.path}. {hint}")
    return term


def checked_change(
    texts: ArchiveTexts,
    kind: TermKind,
    before: YamlFile,
    after: YamlFile,
    *,
    exists: bool = True,
    notes: Sequence[str] = (),
) -> TermChange:
    """The change of one register, if the archive is no worse for it.

    before, after: the register's file
    exists: False when the file is to be made

    Raises `TermError` with the first problem that `sitegen check` would report and did not before.
    """
    register = parse_register(kind, after.data)
    registers: Registers = {**texts.registers, kind: register}
    _refuse_new_problems(texts.registers[kind].diagnostics, register.diagnostics)
    _refuse_new_problems(
        term_uses(texts.registers, texts.articles).diagnostics,
        term_uses(registers, texts.articles).diagnostics,
    )
    _refuse_taken_addresses(texts, register)
    file = FileChange(path=after.path, before=before.data if exists else None, after=after.data)
    return TermChange(texts=replace(texts, registers=registers), files=(file,), notes=tuple(notes))


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


def _refuse_new_problems(before: Iterable[Diagnostic], after: Iterable[Diagnostic]) -> None:
    """Lines move, and messages name the new state: a problem is an old one by its code and place."""
    known = {(d.code, d.path, d.line if d.path.endswith(".md") else d.message) for d in before}
    for problem in after:
        mark = problem.line if problem.path.endswith(".md") else problem.message
        if (problem.code, problem.path, mark) not in known:
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
