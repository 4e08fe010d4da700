"""YAML documents checked against their models, and pydantic's findings as diagnostics."""

from __future__ import annotations

from typing import TypeVar, get_args

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from sitegen.diagnostics import Diagnostic, ProblemsError
from sitegen.read.yaml12 import Document, KeyPath, Value
from sitegen.suggest import nearest

# Hints for the findings of `sitegen.read.schema`, which bring their own messages.
_OWN_HINTS = {
    "attribution": "Write it like: © [OpenStreetMap](https://www.openstreetmap.org/copyright) contributors.",
    "colour": "Write a darker or lighter one as #rrggbb, in quotes.",
    "base_url": "Write where the site will lie, such as https://archive.example.org/.",
    "control": "Delete the line, and type it again by hand.",
    "coordinates": "Add the one that is missing, or delete the other.",
    "editor": "docs/web-editor.md of sitegen says which keys each kind of forge needs.",
    "edit_url": "Write it like https://github.com/OWNER/NAME/edit/main/{path}, in quotes.",
    "font": "Write names of fonts, with commas between them.",
    "language": "Write a code of BCP 47, such as en, uk or pt-BR.",
    "logo": "Put the image into content/media/, and write its path from there on: media/logo.png.",
    "site_path": "Write the path of the old address, from its first slash on.",
    "status_note": "Add a line `status_note: …`, or delete `status`.",
    "tiles": "Write it like https://tiles.example.org/{z}/{x}/{y}.png, in quotes.",
    "web_url": "Write the whole address, such as https://courier.example/floods, or delete the line.",
}
# Message and hint for pydantic's types of finding.
_LIST_HINT = "Write `{key}: [{given}]`, or one item to a line, each after `- `."
_MESSAGES = {
    "tuple_type": ("must be a list", _LIST_HINT),
    "tuple_of_entries": (
        "must be a list",
        "Write `{key}: [{{{entry}}}]`, or one entry to a line, each after `- `.",
    ),
    "string_type": ("must be text", "Write one value; put it in quotes if it has special signs."),
    "dict_type": ("must be a list of `key: value` lines", "Indent them below it, such as `E402: warning`."),
    "model_type": ("must be a list of `key: value` lines", "Indent its keys below it."),
    "literal_error": ("cannot be “{given}”", "Allowed: {expected}."),
    "slug": ("may hold only a–z, 0–9 and hyphens", "Write `{key}: {better}`."),
    "bool_parsing": ("cannot be “{given}”", "Write true or false."),
    "too_short": ("is empty", "Write a value, or delete the line."),
    "too_long": ("is too long: at most {max_length} signs are allowed", "Shorten it."),
    "string_too_long": ("is too long: at most {max_length} signs are allowed", "Shorten it."),
    "string_pattern_mismatch": ("cannot be “{given}”", "It must match {pattern}."),
    "float_parsing": ("is not a number: “{given}”", "Write digits, with a point before decimals."),
    "int_parsing": ("is not a whole number: “{given}”", "Write digits only."),
    "int_parsing_size": ("is too large a number", "Write a smaller one."),
    "bool_type": ("must be true or false", "Write one word, without brackets."),
    "float_type": ("must be a number", "Write digits, with a point before decimals."),
    "int_type": ("must be a whole number", "Write digits only."),
    "finite_number": ("is not a number: “{given}”", "Write digits, with a point before decimals."),
    "greater_than_equal": ("is too small: “{given}”", "Write {ge} or more."),
    "less_than_equal": ("is too large: “{given}”", "Write {le} or less."),
}

Model = TypeVar("Model", bound=BaseModel)


def validated(document: Document, model: type[Model], *, path: str, at: KeyPath = ()) -> Model:
    """The document, or the part of it at a key path, as an instance of a model.

    Raises `ProblemsError` with everything that is wrong with it.
    """
    value: Value = document.value
    for key in at:
        value = value[key]  # type: ignore[index]
    try:
        return model.model_validate(value)
    except ValidationError as error:
        details = error.errors(include_url=False, include_context=True)
        raise ProblemsError(
            [_diagnostic(detail, document, model, path=path, at=at) for detail in details]
        ) from None


def _diagnostic(
    detail: ErrorDetails, document: Document, model: type[BaseModel], *, path: str, at: KeyPath
) -> Diagnostic:
    location = detail["loc"]
    full = (*at, *location)
    code, message, hint = _explain(detail, full, model_at(model, location), is_there=full in document.keys)
    about = detail.get("ctx", {}).get("key")  # The key that a finding about a whole entry speaks of.
    value = (*full, about) if about else full
    line, column = document.keys.get(full, (0, 0)) if code == "E105" else document.position(value)
    return Diagnostic(code=code, message=message, path=path, line=line, column=column, hint=hint)


def model_at(model: type[BaseModel], location: KeyPath) -> type[BaseModel]:
    """The model whose keys stand around the last part of a location."""
    for part in location[:-1]:
        field = model.model_fields.get(str(part))
        items = get_args(field.annotation) if field else ()
        model = next((i for i in items if isinstance(i, type) and issubclass(i, BaseModel)), model)
    return model


def _explain(
    detail: ErrorDetails, location: KeyPath, model: type[BaseModel], *, is_there: bool
) -> tuple[str, str, str]:
    """Code, message and hint for one finding.

    is_there: True when the key stands in the document, with a value or without
    """
    kind = detail["type"]
    name = _name(location)
    known = list(model.model_fields)
    if kind == "missing" and is_there:
        return "E106", f"{name} has no value", "Write it after the colon; in quotes, if it begins with #."
    if kind == "missing":
        return "E106", f"{name} is missing", f"Add a line `{location[-1]}: …`."
    if kind == "extra_forbidden":
        near = nearest(str(location[-1]), known)
        listed = ", ".join(known)
        hint = f"Did you mean `{near}`?" if near else f"Known keys: {listed}."
        return "E105", f"The key {name} is unknown", hint
    if kind == "edtf":
        hint = "Write 2025-11-21, 2025-11, 2025, 1987~ (about), 1987-05? (uncertain) or 1964/1965."
        return "E108", detail["msg"], hint
    if not location or "key" in detail.get("ctx", {}):
        return "E107", detail["msg"], _OWN_HINTS.get(kind, "")
    message, hint = _explain_value(detail, location, _entry_model(model, location))
    return "E107", f"{name} {message}", hint


def _entry_model(model: type[BaseModel], location: KeyPath) -> type[BaseModel] | None:
    """The model of the entries of the list at a location; None when it lists plain texts."""
    inner = model_at(model, (location[-1], 0))
    return None if inner is model else inner


def _explain_value(detail: ErrorDetails, location: KeyPath, entry: type[BaseModel] | None) -> tuple[str, str]:
    """What is wrong with a value, going on after its key's name, and a hint.

    entry: what the list that belongs there holds; None for texts
    """
    kind = "tuple_of_entries" if entry and detail["type"] == "tuple_type" else detail["type"]
    if kind in ("string_type", "literal_error") and detail["input"] is None:  # A value that was left blank.
        kind = "too_short"
    if kind in _OWN_HINTS:
        return detail["msg"], _OWN_HINTS[kind]
    given = detail["input"]
    context = detail.get("ctx", {})
    message, hint = _MESSAGES.get(kind, ("is wrong: {reason}", "docs/content-model.md says what it may be."))
    values = {
        "given": given if isinstance(given, str) else "…",
        "key": location[-1],
        "entry": ", ".join(f"{key}: …" for key in entry.model_fields) if entry else "",
        "reason": detail["msg"].lower(),
        "expected": context.get("expected", ""),
        "ge": context.get("ge", ""),
        "le": context.get("le", ""),
        "max_length": context.get("max_length", ""),
        "pattern": context.get("pattern", ""),
        "better": context.get("better") or "a-name-like-this",
    }
    return message.format_map(values), hint.format_map(values)


def _name(location: KeyPath) -> str:
    """A key path as people write it: `corrections` item 2 `date`."""
    parts = [f"item {part + 1}" if isinstance(part, int) else f"`{part}`" for part in location]
    return " ".join(parts)
