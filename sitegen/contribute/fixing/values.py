"""Fixes of values of the front matter and of registers."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import get_args

from pydantic import BaseModel

from sitegen.contribute.fixing.cases import Case, Repair, value_at
from sitegen.contribute.fixing.dates import meant_date
from sitegen.contribute.yaml_edits import remove_item, replace_value, to_list
from sitegen.contribute.yaml_edits.nodes import path_name
from sitegen.model import TermKind
from sitegen.read.field_types import LANGUAGE_TAG
from sitegen.read.names import same_name, slug_of
from sitegen.read.registers import Register, names_of
from sitegen.read.yaml12 import KeyPath

_TERM_KINDS: dict[str, TermKind] = {"W201": "tag", "W202": "outlet", "W203": "place"}
_KEYS_OF_TERMS: dict[str, TermKind] = {"tags": "tag", "places": "place"}
_LANGUAGES = ("language", "original_language")
# What may part several names, written as one.
_SEPARATORS = re.compile(r"\s*[,;|/&\n]\s*|\s+(?:and|und|et|và)\s+")


def date_in_edtf(case: Case) -> Repair | None:
    """E108: a date that can be read in one way only, written as an EDTF date."""
    file = case.yaml
    path = case.value_path(file)
    value = value_at(file, path) if path else None
    meant = meant_date(value) if isinstance(value, str) else ""
    if path is None or not meant:
        return None
    return Repair(replace_value(file, path, meant).text, f"`{path_name(path)}`: {value} → {meant}")


def value_in_list(case: Case) -> Repair | None:
    """E107: a single value where a list belongs. Several in one text only where a register knows each."""
    file = case.yaml
    path = case.value_path(file)
    value = value_at(file, path) if path else None
    if path is None or not isinstance(value, str):
        return None
    items = list_of(case, path, value)
    if not items:
        return None
    return Repair(to_list(file, path, items).text, f"`{path_name(path)}`: a list of {_listed(items)}")


def list_of(case: Case, path: KeyPath, value: str) -> list[str]:
    """The items that a single value means; empty where none belong, or it could mean one or several."""
    key = str(path[-1])
    if not wants_texts(case.model(path), key):
        return []
    register = case.registers.get(_KEYS_OF_TERMS.get(key, "outlet")) if key in _KEYS_OF_TERMS else None
    parts = [part for part in _SEPARATORS.split(value) if part]
    if len(parts) < 2 or (register and register.find(value)) or value.startswith("/"):
        return [value] if not value.startswith("/") or len(value.split()) == 1 else []
    return parts if register and all(register.find(part) for part in parts) else []


def wants_texts(model: type[BaseModel], key: str) -> bool:
    """True when a list of plain texts belongs to a key."""
    field = model.model_fields.get(key)
    items = get_args(field.annotation) if field else ()
    return len(items) == 2 and items[1] is Ellipsis and get_args(items[0])[:1] == (str,)


def value_in_its_own_form(case: Case) -> Repair | None:
    """E107: a word or language code in other capitals, a slug with other signs than a slug has."""
    file = case.yaml
    path = case.value_path(file)
    value = value_at(file, path) if path else None
    if path is None or not isinstance(value, str):
        return None
    better = _own_form(case.model(path), str(path[-1]), value)
    if not better or better == value:
        return None
    return Repair(replace_value(file, path, better).text, f"`{path_name(path)}`: {value} → {better}")


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
    file = case.yaml
    path = case.value_path(file)
    value = value_at(file, path) if path else None
    if path is None or not isinstance(value, str):
        return None
    name = _entry_name(case.registers[_TERM_KINDS[case.problem.code]], value)
    if not name:
        return None
    note = f"`{path_name(path)}`: {value} → {name}"
    siblings = value_at(file, path[:-1]) if isinstance(path[-1], int) else None
    if isinstance(siblings, list) and name in siblings:
        return Repair(remove_item(file, path).text, f"{note}, which was there already")
    return Repair(replace_value(file, path, name).text, note)


def _entry_name(register: Register, name: str) -> str:
    """The name of the only entry that may be meant; empty when there is none, or several."""
    found = [t for t in register.terms.values() if any(same_name(name, other) for other in names_of(t))]
    return found[0].name if len(found) == 1 else ""


def _listed(items: Iterable[str]) -> str:
    return ", ".join(items)
