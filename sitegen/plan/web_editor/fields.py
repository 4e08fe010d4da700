"""The fields of Decap's forms, made of the JSON Schemas of the models.

Decap's documentation, “Widgets”, tells what its own widgets take. `term`, `terms` and `edtf` are ours, in
`sitegen/read/editor/setup.js`.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from pydantic import BaseModel

from sitegen.dates import DATE_PATTERN
from sitegen.read.model_schemas import JsonSchema, model_schema

Field = dict[str, Any]
# Names that a field offers, by its key.
Choices = Mapping[str, Sequence[str]]

# What people fill in for nearly every article; the text comes after it, and all else below the text.
_FIRST = ("title", "date", "outlet", "tags", "places", "authors", "summary", "source_url")
# Keys that programs write. Decap keeps what a file has under them.
_UNSEEN = ("source_sha256",)
_LONG = ("summary", "description", "status_note", "note")
_FREE = "Choose from the list, or write another name."
_BODY: Field = {
    "name": "body",
    "label": "Text",
    "widget": "markdown",
    # Decap's rich text makes links of footnotes: `[^1]` becomes `[^1](Note)`.
    "modes": ["raw"],
    "hint": "Write in Markdown: an empty line between paragraphs, ## before a heading. "
    "Say who made each claim.",
}


def form_fields(model: type[BaseModel], choices: Choices) -> list[Field]:
    """The fields of a document's form: its front matter, and the text after what is filled in most."""
    schema = model_schema(model)
    keys = [key for key in schema["properties"] if key not in _UNSEEN]
    first = [key for key in keys if key in _FIRST]
    rest = [key for key in keys if key not in _FIRST]
    return [*_fields(schema, first, choices), dict(_BODY), *_fields(schema, rest, choices)]


def _fields(schema: JsonSchema, keys: Iterable[str], choices: Choices) -> list[Field]:
    required = schema.get("required", ())
    return [
        _field(key, schema["properties"][key], choices.get(key)) | {"required": key in required}
        for key in keys
    ]


def _field(key: str, schema: JsonSchema, names: Sequence[str] | None) -> Field:
    hint = schema["description"]
    if names is not None:
        hint = f"{hint} {_FREE}"
    field = {"name": key, "label": schema["title"], "hint": hint, **_widget(key, schema, names)}
    if "pattern" in schema:
        field["pattern"] = [schema["pattern"], schema["patternErrorMessage"]]
    return field


def _widget(key: str, schema: JsonSchema, names: Sequence[str] | None) -> Field:
    """The widget for a key, with its options."""
    kinds = schema.get("type", "string")
    if "array" in kinds:
        return _list_widget(schema, names)
    if names is not None:
        return {"widget": "term", "choices": list(names)}
    if "anyOf" in schema:
        return {"widget": "select", "options": schema["anyOf"][0]["enum"]}
    return _scalar_widget(key, schema, kinds)


def _scalar_widget(key: str, schema: JsonSchema, kinds: str | list[str]) -> Field:
    if "boolean" in kinds:
        return {"widget": "boolean"}
    if schema.get("pattern") == DATE_PATTERN:
        return {"widget": "edtf"}
    if kinds in ("integer", ["integer", "null"]):
        return {"widget": "number", "value_type": "int", "min": schema["minimum"], "max": schema["maximum"]}
    if key == "image":
        return {"widget": "image", "choose_url": False}
    return {"widget": "text" if key in _LONG else "string"}


def _list_widget(schema: JsonSchema, names: Sequence[str] | None) -> Field:
    items = schema["items"]
    if "properties" in items:
        return {"widget": "list", "fields": _fields(items, items["properties"], {})}
    return {"widget": "terms", "choices": list(names or ())}
