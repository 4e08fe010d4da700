"""Pieces of pages that stand on many pages: each is rendered once in a process."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from jinja2 import Environment
from markupsafe import Markup

# An article's card stands in some ten lists. A fragment takes about a kilobyte.
_REMEMBERED = 300_000

# What templates call.
FRAGMENT_FUNCTIONS = ("fragment", "fragments")


class Fragments:
    """What templates give for plain values and `site`, remembered."""

    def __init__(self, environment: Environment) -> None:
        self._environment = environment
        self._known: dict[tuple[object, ...], Markup] = {}

    def fragment(self, name: str, /, **values: object) -> Markup:
        """What the template `name` gives for some values."""
        # Equal values of two types, such as 1 and True, are shown differently.
        key = (name, *values, *values.values(), *map(type, values.values()))
        found = self._known.get(key)
        return self._rendered(key, name, values) if found is None else found

    def fragments(self, name: str, item: str, items: Iterable[object], /, **values: object) -> Markup:
        """What `fragment` gives for each of some items, which the template calls `item`."""
        names = (name, item, *values)
        shared = (*values.values(), *map(type, values.values()))
        parts = []
        for each in items:
            key = (*names, each, type(each), *shared)
            found = self._known.get(key)
            parts.append(self._rendered(key, name, {item: each, **values}) if found is None else found)
        return Markup("".join(parts))  # noqa: S704  (escaped by Jinja)

    def _rendered(self, key: tuple[object, ...], name: str, values: Mapping[str, object]) -> Markup:
        # Markup equals the text that it holds: one of the two would be shown in the place of the other.
        if any(isinstance(value, Markup) for value in values.values()):
            raise TypeError("a fragment takes plain values, no markup")
        if len(self._known) >= _REMEMBERED:
            self._known.clear()
        self._known[key] = Markup(self._environment.get_template(name).render(values))  # noqa: S704
        return self._known[key]
