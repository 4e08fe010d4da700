"""The JSON Schemas of an archive's files, with the names that its registers hold."""

from __future__ import annotations

import json
from collections.abc import Mapping

from sitegen.model import TermKind
from sitegen.read.model_schemas import DIALECT, JsonSchema, model_schema, with_suggestions
from sitegen.read.registers import Register
from sitegen.read.schema import ArticleMeta, OutletEntry, PageMeta, PlaceEntry, SiteMeta, TagEntry

FOLDER = "schemas"
# The key of an entry that names another one of its register.
_PARENT_KEYS: dict[TermKind, str] = {"tag": "broader", "place": "within"}
_ID = {"pattern": "^[a-z0-9]+(-[a-z0-9]+)*$", "maxLength": 150}

Registers = Mapping[TermKind, Register]


def schema_files(registers: Registers) -> dict[str, str]:
    """The text of each schema, by its path in the archive."""
    schemas = {
        "article": ("Front matter of an article", _article(registers)),
        "page": ("Front matter of a free page", model_schema(PageMeta)),
        "site": ("content/site.yaml", model_schema(SiteMeta)),
        "tags": ("content/tags.yaml", _register(registers["tag"], model_schema(TagEntry))),
        "places": ("content/places.yaml", _register(registers["place"], model_schema(PlaceEntry))),
        "outlets": ("content/outlets.yaml", _register(registers["outlet"], model_schema(OutletEntry))),
    }
    return {schema_path(name): _text(title, schema) for name, (title, schema) in schemas.items()}


def schema_path(name: str) -> str:
    """Where a schema lies, relative to the archive's root."""
    return f"{FOLDER}/{name}.schema.json"


def _article(registers: Registers) -> JsonSchema:
    schema = model_schema(ArticleMeta)
    keys = schema["properties"]
    keys["outlet"] = with_suggestions(keys["outlet"], _names(registers["outlet"]))
    keys["tags"]["items"] = with_suggestions(keys["tags"]["items"], _names(registers["tag"]))
    keys["places"]["items"] = with_suggestions(keys["places"]["items"], _names(registers["place"]))
    return schema


def _register(register: Register, entry: JsonSchema) -> JsonSchema:
    parent = _PARENT_KEYS.get(register.kind)
    if parent:
        entry["properties"][parent] = with_suggestions(entry["properties"][parent], [*register.terms])
    return {"type": ["object", "null"], "propertyNames": _ID, "additionalProperties": entry}


def _names(register: Register) -> list[str]:
    return [term.name for term in register.terms.values()]


def _text(title: str, schema: JsonSchema) -> str:
    about = {
        "$schema": DIALECT,
        "$comment": "Written by `sitegen schema`. An edit is lost when the command runs again.",
        "title": title,
    }
    return json.dumps(about | schema, ensure_ascii=False, indent=2) + "\n"
