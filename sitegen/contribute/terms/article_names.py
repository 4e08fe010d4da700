"""Names of terms in the front matter of articles, rewritten in place."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from pathlib import Path

from sitegen.contribute.file_changes import FileChange
from sitegen.contribute.terms.uses import ArchiveTexts
from sitegen.contribute.yaml_edits import YamlFile, open_yaml, remove_item, replace_value
from sitegen.model import Article, Term, TermKind
from sitegen.read.discover import MAX_TEXT_BYTES, read_bytes
from sitegen.read.names import slug_of
from sitegen.read.registers import Register

_LISTS: dict[TermKind, str] = {"tag": "tags", "place": "places"}


def articles_that_name(texts: ArchiveTexts, kind: TermKind, ids: Collection[str]) -> list[str]:
    """The paths of articles that name one of some terms, also of those that no register has."""
    register = texts.registers[kind]
    return [
        parsed.path
        for parsed in texts.articles
        if parsed.document and any(_id(register, name) in ids for name in _names(parsed.document, kind))
    ]


def renamed_in_articles(
    root: Path, texts: ArchiveTexts, kind: TermKind, old: Collection[str], new: Term
) -> Iterator[FileChange]:
    """The articles that name one of some terms, with the name of another in its place.

    texts: the archive before the terms become one
    old: ids of terms, also of those that only articles name

    Raises `EditError` or `ProblemsError` when an article cannot be edited.
    """
    for path in articles_that_name(texts, kind, old):
        data = read_bytes(root, path, limit=MAX_TEXT_BYTES)
        file = _renamed(open_yaml(data, path=path), texts.registers[kind], old, new)
        yield FileChange(path=path, before=data, after=file.data)


def named_once(root: Path, path: str, register: Register) -> FileChange:
    """An article that names no entry of a register twice.

    Raises `EditError` or `ProblemsError` when it cannot be edited.
    """
    data = read_bytes(root, path, limit=MAX_TEXT_BYTES)
    file = open_yaml(data, path=path)
    key = _LISTS[register.kind]
    seen: set[str] = set()
    number = 0
    for term_id in _ids_in(file, key, register):
        if term_id in seen:
            file = remove_item(file, (key, number))
        else:
            seen.add(term_id)
            number += 1
    return FileChange(path=path, before=data, after=file.data)


def _ids_in(file: YamlFile, key: str, register: Register) -> list[str]:
    items = file.value[key]
    return [_id(register, str(item)) for item in items] if isinstance(items, list) else []


def _names(article: Article, kind: TermKind) -> tuple[str, ...]:
    return (article.outlet,) if kind == "outlet" else article.tags if kind == "tag" else article.places


def _id(register: Register, name: str) -> str:
    """The id that a name has, in the register or by itself."""
    term = register.find(name)
    return term.id if term else slug_of(name)


def _renamed(file: YamlFile, register: Register, old: Collection[str], new: Term) -> YamlFile:
    if register.kind == "outlet":
        return replace_value(file, ("outlet",), new.name)
    key = _LISTS[register.kind]
    ids = _ids_in(file, key, register)
    is_named = new.id in ids
    number = 0
    for term_id in ids:
        if term_id in old and is_named:
            file = remove_item(file, (key, number))
            continue
        if term_id in old:
            file, is_named = replace_value(file, (key, number), new.name), True
        number += 1
    return file
