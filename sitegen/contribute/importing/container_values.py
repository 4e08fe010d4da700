"""What a container says of its page goes before what the page itself says: see `RawPage.known`."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import fields, replace

from sitegen.contribute.importing.markdown_text import visible_text
from sitegen.contribute.importing.values import Doubt, Draft

_LISTS = frozenset({"authors", "tags", "places", "aliases", "keywords"})
_KEYS = tuple(field.name for field in fields(Draft) if field.name not in {"body", "doubts"})


def with_known(draft: Draft, known: Mapping[str, object]) -> Draft:
    """The draft with what a container says of the page in place of what was found."""
    values: dict[str, object] = {}
    for name in _KEYS:
        value = known.get(name)
        if value and name in _LISTS:
            values[name] = tuple(filter(None, map(visible_text, _texts(value))))
        elif value:
            values[name] = visible_text(str(value))
    return replace(draft, **values)  # type: ignore[arg-type]  # Keys and kinds are those of the fields.


def doubts_of_known(known: Mapping[str, object]) -> Iterator[Doubt]:
    """What a container says of a page that is no key of ours."""
    if known.get("draft"):
        yield Doubt(key="body", message="its old site held it back as a draft")
    if known.get("leftovers"):
        message = f"tags of its old generator stand in the text: {some_of(_texts(known['leftovers']))}"
        yield Doubt(key="body", message=message)
    if known.get("unknown"):
        message = f"keys that mean nothing here were left out: {some_of(_texts(known['unknown']))}"
        yield Doubt(key="body", message=message)


def some_of(texts: tuple[str, ...] | list[str]) -> str:
    """The first three that differ, for a message."""
    return ", ".join(list(dict.fromkeys(texts))[:3])


def _texts(value: object) -> tuple[str, ...]:
    return tuple(map(str, value)) if isinstance(value, (list, tuple)) else (str(value),)
