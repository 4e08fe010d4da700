"""What one file gave."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Generic, TypeVar

import msgspec

from sitegen.diagnostics import Diagnostic, ProblemsError
from sitegen.model import Article, FreePage, Outline

Kind = TypeVar("Kind", Article, FreePage)
Position = tuple[int, int]
Marks = tuple[tuple[str, int, int], ...]  # Key, line, column.


class Parsed(msgspec.Struct, Generic[Kind], frozen=True, kw_only=True):
    """What a file gave.

    path: the file
    document: the article or page, or None when errors left none
    outline: of its body; None when there is no document
    positions: 1-based (line, column) of keys that reading speaks of: `tags.0`, `outlet`. A dict in
        MessagePack: it is seldom looked into, and to decode it takes as long as all the rest
    diagnostics: what is wrong with the file by itself
    front_matter: digest of its front matter, and all else that the document depends on; empty without one
    """

    path: str
    document: Kind | None
    outline: Outline | None
    positions: msgspec.Raw
    diagnostics: tuple[Diagnostic, ...]
    front_matter: str = ""

    def position(self, key: str) -> Position:
        """Where a key's value stands; (0, 0) when it is not in the file."""
        return msgspec.msgpack.decode(self.positions, type=dict[str, Position]).get(key, (0, 0))


class DocumentValues(msgspec.Struct, Generic[Kind], frozen=True):
    """What the front matter of a file says.

    document: the article or page
    marks: where those values stand that planning may find fault with; see `Outline.positions`
    positions: of all values; see `Parsed.positions`
    """

    document: Kind
    marks: Marks
    positions: msgspec.Raw


def encoded_positions(positions: Mapping[str, Position]) -> msgspec.Raw:
    """Positions as `Parsed` holds them."""
    return msgspec.Raw(msgspec.msgpack.encode(positions))


def unparsed(path: str, problems: ProblemsError) -> Parsed[Kind]:
    """What a file gives that cannot be used."""
    return Parsed(
        path=path,
        document=None,
        outline=None,
        positions=encoded_positions({}),
        diagnostics=problems.diagnostics,
    )
