"""Fixes of values of the front matter and of registers."""

from __future__ import annotations

import re
from typing import get_args

from pydantic import BaseModel

from sitegen.contribute.fixing.cases import Case, FoundText, Repair, value_at
from sitegen.contribute.fixing.dates import meant_date
from sitegen.contribute.yaml_edits import remove_item, replace_value, to_list
from sitegen.contribute.yaml_edits.nodes import path_name
from sitegen.model import TermKind
from sitegen.read.field_types import LANGUAGE_TAG
from sitegen.read.names import slug_of
from sitegen.read.yaml12 import KeyPath

_TERM_KINDS: dict[str, TermKind] = {"W201": "tag", "W202": "outlet", "W203": "place"}
_KEYS_OF_TERMS: dict[str, TermKind] = {"tags": "tag", "places": "place"}
_LANGUAGES = ("language", "original_language")
# What parts several names, written as one; and what may do so.
_SEPARATOR = re.compile(r"\s*[,;|\n]\s*")
_LIKELY_SEPARATOR = re.compile(r"[,;|/&\n]|\s(?:and|und|et|và)\s")


def date_in_edtf(case: Case) -> Repair | None:
    """E108: a date that can be read in one way only, written as an EDTF date."""
    found = case.found_text()
    meant = meant_date(found.value) if found else ""
    return _rewritten(found, meant) if found and meant else None


def value_in_list(case: Case) -> Repair | None:
    """E107: a single value where a list belongs. Several in one text only where a register knows each."""
    found = case.found_text()
    items = list_of(case, found.path, found.value) if found else []
    if not found or not items:
        return None
    note = f"`{path_name(found.path)}`: a list of {', '.join(items)}"
    return Repair(to_list(found.file, found.path, items).text, note)


def list_of(case: Case, path: KeyPath, value: str) -> list[str]:
    """The items that a single value means; empty where none belong, or it could mean one or several."""
    key = str(path[-1])
    if not wants_texts(case.model(path), key):
        return []
    kind = _KEYS_OF_TERMS.get(key)
    register = case.registers[kind] if kind else None
    words = value.replace("/", "") if value.startswith("/") else value  # An old address.
    if (register and register.find(value)) or not _LIKELY_SEPARATOR.search(words):
        return [value]
    parts = [part for part in _SEPARATOR.split(value) if part]
    return parts if register and all(register.find(part) for part in parts) else []


def wants_texts(model: type[BaseModel], key: str) -> bool:
    """True when a list of plain texts belongs to a key."""
    field = model.model_fields.get(key)
    items = get_args(field.annotation) if field else ()
    return len(items) == 2 and items[1] is Ellipsis and get_args(items[0])[:1] == (str,)


def value_in_its_own_form(case: Case) -> Repair | None:
    """E107: a word or language code in other capitals, a slug with other signs than a slug has."""
    found = case.found_text()
    better = _own_form(case.model(found.path), str(found.path[-1]), found.value) if found else ""
    return _rewritten(found, better) if found and better else None


def _own_form(model: type[BaseModel], key: str, value: str) -> str:
    if key in _LANGUAGES:
        return _language_code(value)
    if key == "slug":
        return slug_of(value)
    field = model.model_fields.get(key)
    words = [word for word in get_args(field.annotation) if isinstance(word, str)] if field else []
    return next((word for word in words if word.casefold() == value.strip().casefold()), "")


def _language_code(text: str) -> str:
    """A language code with the capitals and hyphens that BCP 47 recommends (RFC 5646, section 2.1.1)."""
    first, *rest = text.strip().replace("_", "-").split("-")
    forms = {4: str.title, 2: str.upper}
    code = "-".join([first.lower(), *(forms.get(len(part), str)(part) for part in rest)])
    return code if LANGUAGE_TAG.fullmatch(code) else ""


def name_from_register(case: Case) -> Repair | None:
    """W201, W202, W203: a name that differs from one entry's only by case, accents, spaces and the like.

    A misspelt name is left to people: Monterey and Monterrey are two towns.
    """
    found = case.found_text()
    term = case.registers[_TERM_KINDS[case.problem.code]].find_alike(found.value) if found else None
    if not found or not term:
        return None
    siblings = value_at(found.file, found.path[:-1]) if isinstance(found.path[-1], int) else None
    if isinstance(siblings, list) and term.name in siblings:
        note = f"`{path_name(found.path[:-1])}`: {found.value} is {term.name}, which stood there already"
        return Repair(remove_item(found.file, found.path).text, note)
    return _rewritten(found, term.name)


def name_once(case: Case) -> Repair | None:
    """W205: a list without the name that it holds for the second time."""
    found = case.found_text()
    if not found or not isinstance(found.path[-1], int):
        return None
    note = f"`{path_name(found.path[:-1])}`: {found.value} stood there twice"
    return Repair(remove_item(found.file, found.path).text, note)


def _rewritten(found: FoundText, value: str) -> Repair:
    text = replace_value(found.file, found.path, value).text
    return Repair(text, f"`{path_name(found.path)}`: {found.value} → {value}")
