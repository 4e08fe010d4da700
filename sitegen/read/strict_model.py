"""What all models of the content's YAML have in common."""

from __future__ import annotations

from pydantic import BaseModel, ConfigDict, model_validator


def _without_blanks(data: object) -> object:
    """A key without a value counts as absent, so that a template's unused lines do no harm."""
    return {k: v for k, v in data.items() if v not in (None, "")} if isinstance(data, dict) else data


def _title(name: str, _: object) -> str:
    """A key as people read it: `source_url` gives “Source address”."""
    words = name.replace("_", " ").replace("sha256", "SHA-256").replace("url", "address")
    return words[:1].upper() + words[1:]


class StrictModel(BaseModel):
    """A model that refuses unknown keys and takes a key without a value for absent."""

    model_config = ConfigDict(extra="forbid", frozen=True, field_title_generator=_title, defer_build=True)

    _drop_blanks = model_validator(mode="before")(_without_blanks)
