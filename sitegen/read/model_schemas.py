"""The models of `sitegen.read.schema` as JSON Schemas (draft 2020-12), for editors.

They say what the reader says, as far as JSON Schema can. Two things differ: a key without a value counts as
absent, so all that may be absent may be empty; and numbers and `true` in quotes, which the reader takes too,
are refused, because nobody who means a number writes one.
"""

from __future__ import annotations

from typing import Any

from pydantic import BaseModel

JsonSchema = dict[str, Any]

DIALECT = "https://json-schema.org/draft/2020-12/schema"
_EMPTY = {"type": ["string", "null"], "maxLength": 0}


def model_schema(model: type[BaseModel]) -> JsonSchema:
    """The schema of what a model takes, without references to other schemas."""
    schema = model.model_json_schema()
    definitions = schema.pop("$defs", {})
    return _keys_mended(_resolved(schema, definitions))


def with_suggestions(schema: JsonSchema, names: list[str]) -> JsonSchema:
    """A schema of texts that also names some: editors offer them, and others are no error."""
    if not names:
        return schema
    about = {key: schema[key] for key in ("title", "description") if key in schema}
    rest = {key: value for key, value in schema.items() if key not in about}
    return about | {"anyOf": [{"enum": sorted(names)}, rest]}


def _resolved(part: Any, definitions: dict[str, JsonSchema]) -> Any:  # noqa: ANN401  (JSON)
    """A part of a schema with what it refers to in the place of each reference."""
    if isinstance(part, list):
        return [_resolved(item, definitions) for item in part]
    if not isinstance(part, dict):
        return part
    rest = {key: _resolved(value, definitions) for key, value in part.items() if key != "$ref"}
    if "$ref" not in part:
        return rest
    found = _resolved(definitions[part["$ref"].rpartition("/")[2]], definitions)
    return _keys_mended(found) | rest


def _keys_mended(schema: JsonSchema) -> JsonSchema:
    """An object's schema with the title of no class, and in which optional keys may be empty."""
    required = schema.get("required", ())
    keys = {
        name: found if name in required else _maybe_empty(found)
        for name, found in schema.get("properties", {}).items()
    }
    return {key: value for key, value in schema.items() if key != "title"} | {"properties": keys}


def _maybe_empty(schema: JsonSchema) -> JsonSchema:
    """The schema of a key that may be absent, and so may stand there without a value."""
    schema = _without_null(schema)
    if schema.get("default") in ("", None, []):
        schema = {key: value for key, value in schema.items() if key != "default"}
    if "enum" in schema or "anyOf" in schema:
        choices = schema.get("anyOf") or [{"enum": [word for word in schema["enum"] if word]}]
        rest = {key: value for key, value in schema.items() if key not in ("enum", "anyOf", "type")}
        return rest | {"anyOf": [*choices, _EMPTY]}
    kinds = schema["type"] if isinstance(schema["type"], list) else [schema["type"]]
    if "pattern" in schema:
        schema = schema | {"pattern": f"^({schema['pattern'].removeprefix('^').removesuffix('$')})?$"}
    return schema | {"type": [*kinds, "null"]}


def _without_null(schema: JsonSchema) -> JsonSchema:
    """A schema of `… | None` as that of the rest; all keys that may be empty are treated alike."""
    choices = [choice for choice in schema.get("anyOf", ()) if choice != {"type": "null"}]
    if len(choices) != 1:
        return schema
    rest = {key: value for key, value in schema.items() if key != "anyOf"}
    only: JsonSchema = choices[0]
    return only | rest
