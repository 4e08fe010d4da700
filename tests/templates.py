"""What templates compile to, remembered from test to test.

A small site's build compiles the theme anew, which takes most of its time, and hundreds of tests build one.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from types import CodeType
from typing import cast

import msgspec
from jinja2 import BytecodeCache, Environment
from jinja2.bccache import Bucket

from sitegen.read.theme import Template
from sitegen.render.templates import RenderSetup
from sitegen.versions import digest_of

Uses = dict[str, list[str]]


class _Compiled(BytecodeCache):
    """Jinja's hook for compiled templates, for those of one setup."""

    def __init__(self, known: dict[tuple[str, ...], CodeType], setup: RenderSetup) -> None:
        self._known = known
        # All that is put into a template as text, and from what: see `sitegen.render.environment`.
        self._setup = digest_of(
            msgspec.json.encode(setup.site),
            setup.messages.language.encode(),
            msgspec.json.encode(dict(setup.messages.texts), order="sorted"),
            msgspec.json.encode(dict(setup.assets), order="sorted"),
        )

    def _key(self, bucket: Bucket) -> tuple[str, ...]:
        return self._setup, bucket.key, bucket.checksum

    def load_bytecode(self, bucket: Bucket) -> None:
        bucket.code = self._known.get(self._key(bucket))

    def dump_bytecode(self, bucket: Bucket) -> None:
        self._known[self._key(bucket)] = cast("CodeType", bucket.code)


def remembering_code(make: Callable[[RenderSetup], Environment]) -> Callable[[RenderSetup], Environment]:
    """`make_environment`, whose environments share what they compile where all it depends on is the same."""
    known: dict[tuple[str, ...], CodeType] = {}

    def make_environment(setup: RenderSetup) -> Environment:
        environment = make(setup)
        environment.bytecode_cache = _Compiled(known, setup)
        return environment

    return make_environment


def remembering_uses(
    find: Callable[[Mapping[str, Template]], Mapping[str, Sequence[str]]],
) -> Callable[[Mapping[str, Template]], Uses]:
    """`used_templates`, which looks at equal templates once."""
    known: dict[bytes, Mapping[str, Sequence[str]]] = {}

    def used_templates(templates: Mapping[str, Template]) -> Uses:
        key = msgspec.msgpack.encode(list(templates.items()))
        if key not in known:
            known[key] = find(templates)
        return {name: list(used) for name, used in known[key].items()}

    return used_templates
