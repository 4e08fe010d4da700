"""`sitegen tag merge` and its kin: several entries become one."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path

import msgspec

from sitegen.contribute.terms.article_names import articles_that_name, renamed_in_articles
from sitegen.contribute.terms.editing import (
    PARENT_KEYS,
    TermChange,
    TermError,
    checked_change,
    found_term,
    open_register,
    with_alias,
    with_former_id,
)
from sitegen.contribute.terms.uses import ArchiveTexts, term_uses
from sitegen.contribute.yaml_edits import (
    YamlFile,
    add_key,
    remove_entry,
    remove_key,
    replace_value,
    replace_values,
)
from sitegen.model import Term, TermKind
from sitegen.read.names import same_name
from sitegen.read.registers import Register

# Keys that an entry takes over from one that is merged into it, if it lacks them.
_DETAILS: Mapping[TermKind, Sequence[str]] = {
    "tag": ("description",),
    "place": ("description", "kind", "latitude", "longitude", "geonames", "wikidata"),
    "outlet": ("description", "url", "country", "language"),
}
_COORDINATES = ("latitude", "longitude")


def merge_terms(
    root: Path,
    texts: ArchiveTexts,
    kind: TermKind,
    sources: Sequence[str],
    target: str,
    *,
    in_articles: bool = False,
) -> TermChange:
    """The change that makes one entry of several.

    sources: name, id or alias of each entry that goes; or a name that only articles use
    target: the same of the entry that stays
    in_articles: also writes the name of the entry that stays into the articles

    Raises `TermError`, and `EditError` or `ProblemsError` when a file cannot be edited.
    """
    register = texts.registers[kind]
    into = found_term(register, target)
    gone = [_source(texts, kind, text) for text in dict.fromkeys(sources)]
    if any(term.id == into.id for term in gone):
        raise TermError(f"“{target}” means an entry that is to be merged into it: `{into.id}`")
    before = open_register(root, kind)
    after, notes = _merged(before, register, gone, into)
    notes += [f"Dropped a comment: {line}" for line in _lost_comments(before, after)]
    notes += [f"/{kind}s/{term.id}/ leads to /{kind}s/{into.id}/ from now on." for term in gone]
    change = checked_change(root, texts, kind, before, after, notes=notes)
    ids = [term.id for term in gone]
    if in_articles:
        files = {file.path: file for file in change.files}
        files |= {file.path: file for file in renamed_in_articles(root, texts, kind, ids, into)}
        return replace(change, files=tuple(files.values()), notes=tuple(notes))
    number = len(articles_that_name(texts, kind, ids))
    if number:
        which = (
            "1 article uses an old name, which stays"
            if number == 1
            else f"{number} articles use old names, which stay"
        )
        note = f"{which} valid. With --articles, the command rewrites them."
        return replace(change, notes=(*change.notes, note))
    return change


def _source(texts: ArchiveTexts, kind: TermKind, text: str) -> Term:
    """The entry that a text means, or the term that only articles name."""
    register = texts.registers[kind]
    if not register.find(text):
        for term in term_uses(texts.registers, texts.articles).terms[kind].values():
            if not term.registered and (term.id == text or same_name(term.name, text)):
                return term
    return found_term(register, text)


def _merged(
    file: YamlFile, register: Register, gone: Sequence[Term], into: Term
) -> tuple[YamlFile, list[str]]:
    """The register without the entries that go, and what was dropped with them."""
    registered = [term for term in gone if term.registered]
    for term in registered:
        file = remove_entry(file, term.id)
    file = _with_children(file, register, registered, into)
    for term in gone:
        file = with_alias(file, into.id, [term.name, *term.aliases])
        for old in (*term.former_ids, term.id):
            file = with_former_id(file, into.id, old)
    notes: list[str] = []
    kept = msgspec.structs.replace(into, parent=_parent(register, gone, into))
    for term in registered:
        file, kept = _with_details(file, register.kind, kept, term, notes)
    return file, notes


def _with_children(file: YamlFile, register: Register, gone: Sequence[Term], into: Term) -> YamlFile:
    """What lay below the entries that go lies below the one that stays, which lies where it can."""
    key = PARENT_KEYS[register.kind]
    ids = {term.id for term in gone}
    stay = (term for term in register.terms.values() if term.id not in (*ids, into.id))
    file = replace_values(file, {(term.id, key): into.id for term in stay if term.parent in ids})
    parent = _parent(register, gone, into)
    if parent == into.parent:
        return file
    if not into.parent:
        return add_key(file, (into.id, key), parent)
    if not parent:
        return remove_key(file, (into.id, key))
    return replace_value(file, (into.id, key), parent)


def _parent(register: Register, gone: Sequence[Term], into: Term) -> str:
    """The id above the merged entry: its own or that of one that goes, if that is not below any of them."""
    merged = {into.id, *(term.id for term in gone)}
    for term in (into, *gone):
        if term.parent and merged.isdisjoint(_chain(register, term.parent)):
            return term.parent
    return ""


def _chain(register: Register, term_id: str) -> Iterator[str]:
    """An id and all above it."""
    seen: set[str] = set()
    while term_id in register.terms and term_id not in seen:
        seen.add(term_id)
        yield term_id
        term_id = register.terms[term_id].parent


def _with_details(
    file: YamlFile, kind: TermKind, into: Term, gone: Term, notes: list[str]
) -> tuple[YamlFile, Term]:
    """Details that the entry lacks come from the one that goes; `notes` tell of those that are dropped."""
    has_place = into.latitude is not None
    for key in _DETAILS[kind]:
        theirs, ours = getattr(gone, key), getattr(into, key)
        is_free = not has_place if key in _COORDINATES else ours in ("", None)
        if theirs in ("", None) or theirs == ours:
            continue
        if is_free:
            file = _with_key(file, into.id, key, theirs)
            into = msgspec.structs.replace(into, **{key: theirs})
        else:
            notes.append(f"Dropped of `{gone.id}`: {key} “{theirs}”; `{into.id}` keeps “{ours}”")
    if gone.parent and gone.parent not in (into.parent, into.id):
        notes.append(f"Dropped of `{gone.id}`: {PARENT_KEYS[kind]} {gone.parent}")
    if gone.sample and not into.sample:
        notes.append(f"Dropped of `{gone.id}`: sample true")
    return file, into


def _with_key(file: YamlFile, term_id: str, key: str, value: str | float) -> YamlFile:
    entry = file.value[term_id]
    if isinstance(entry, dict) and key in entry:  # A key without a value.
        return replace_value(file, (term_id, key), value)
    return add_key(file, (term_id, key), value)


def _lost_comments(before: YamlFile, after: YamlFile) -> list[str]:
    lost = _comments(before) - _comments(after)
    return list(lost.elements())


def _comments(file: YamlFile) -> Counter[str]:
    lines = (line.strip() for line in file.content.splitlines())
    return Counter(line for line in lines if line.startswith("#"))
