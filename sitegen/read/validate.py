"""YAML documents checked against their models, and pydantic's findings as diagnostics."""

from __future__ import annotations

from typing import TypeVar

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from sitegen.diagnostics import Diagnostic, ProblemsError
from sitegen.read.yaml12 import Document, KeyPath, Value
from sitegen.suggest import nearest

# Findings of `sitegen.read.schema`, whose messages go on after the key's name.
_OWN_MESSAGES = frozenset({"base_url", "control", "language", "site_path", "web_url"})

Model = TypeVar("Model", bound=BaseModel)


def validated(document: Document, model: type[Model], *, path: str, at: KeyPath = ()) -> Model:
    """The document, or the part of it at a key path, as an instance of a model.

    Raises `ProblemsError` with everything that is wrong with it.
    """
    value: Value = document.value
    for key in at:
        value = value[key]  # type: ignore[index, call-overload]
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
    location = tuple(part for part in detail["loc"] if part not in ("after", "before"))
    full = (*at, *location)
    code, message, hint = _explain(detail, location, model)
    line, column = document.keys.get(full, (0, 0)) if code == "E105" else document.position(full)
    return Diagnostic(code=code, message=message, path=path, line=line, column=column, hint=hint)


def _explain(detail: ErrorDetails, location: KeyPath, model: type[BaseModel]) -> tuple[str, str, str]:
    """Code, message and hint for one finding."""
    kind = detail["type"]
    name = _name(location)
    known = list(model.model_fields)
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
    if not location:
        return "E107", detail["msg"], ""
    message, hint = _explain_value(detail, location)
    return "E107", f"{name} {message}", hint


def _explain_value(detail: ErrorDetails, location: KeyPath) -> tuple[str, str]:
    kind, given = detail["type"], detail["input"]
    context = detail.get("ctx", {})
    key = str(location[-1])
    if kind == "tuple_type":
        example = given if isinstance(given, str) else "…"
        return "must be a list", f"Write `{key}: [{example}]`, or one item to a line, each after `- `."
    if kind == "string_type":
        return "must be text", "Write one value; put it in quotes if it has special signs."
    if kind in ("model_type", "model_attributes_type"):
        return "must be a list of `key: value` lines", "Indent its keys below it."
    if kind == "literal_error":
        return f"cannot be “{given}”", f"Allowed: {context.get('expected', '')}."
    if kind == "slug":
        better = context.get("better")
        return str(detail["msg"]), f"Write `{key}: {better}`." if better else ""
    if kind == "bool_parsing":
        return f"cannot be “{given}”", "Write true or false."
    if kind == "string_too_short":
        return "is empty", "Write a value, or delete the line."
    if kind == "string_pattern_mismatch":
        return f"cannot be “{given}”", f"It must match {context.get('pattern')}."
    if kind in ("float_parsing", "int_parsing"):
        return f"is not a number: “{given}”", "Write digits only, with a point before decimals."
    if kind in _OWN_MESSAGES:
        return detail["msg"], ""
    return f"is wrong: {detail['msg'].lower()}", ""


def _name(location: KeyPath) -> str:
    """A key path as people write it: `corrections` item 2 `date`."""
    parts = [f"item {part + 1}" if isinstance(part, int) else f"`{part}`" for part in location]
    return " ".join(parts)
