"""Views: what a proposed change would do to the site."""

from __future__ import annotations

from typing import Literal

import msgspec

from sitegen.plan.views.common import Direction, Head, Link

PieceKind = Literal["same", "added", "removed"]


class Piece(msgspec.Struct, frozen=True, kw_only=True):
    """A part of a text that has two versions.

    kind: `same`, `added` or `removed`
    text: as it is written in the file
    """

    kind: PieceKind
    text: str


class Passage(msgspec.Struct, frozen=True, kw_only=True):
    """A paragraph that changed.

    pieces: its text, in order
    follows_gap: True when paragraphs before it stayed the same, and are left out
    """

    pieces: tuple[Piece, ...]
    follows_gap: bool


class FieldChange(msgspec.Struct, frozen=True, kw_only=True):
    """A key of front matter that changed.

    key: the key
    before: what it said; empty when it was not there
    after: what it says; empty when it is gone
    """

    key: str
    before: str
    after: str


class DocumentDiff(msgspec.Struct, frozen=True, kw_only=True):
    """An article that was added, edited or removed.

    title: its title; its file when it has none
    url: its page; empty when it has none in this preview
    language: its language, BCP 47
    direction: the writing direction of that language
    path: its file
    old_path: where its file lay before; empty when it was not moved
    fields: what changed in its front matter
    passages: what changed in its text
    is_cut: True when more of the text changed than is shown
    """

    title: str
    url: str
    language: str
    direction: Direction
    path: str
    old_path: str
    fields: tuple[FieldChange, ...]
    passages: tuple[Passage, ...]
    is_cut: bool


class NamedChange(msgspec.Struct, frozen=True, kw_only=True):
    """A page, an entry of a register or another file that changed, by name.

    kind: `added`, `edited` or `removed`
    name: its name
    url: where it is shown; empty when nowhere
    """

    kind: Literal["added", "edited", "removed"]
    name: str
    url: str


class ChangesView(msgspec.Struct, frozen=True, kw_only=True):
    """Template `changes.html`: what a proposed change would do, only in previews.

    title: the page's title
    problem: why nothing can be told, in English; else empty
    diff: the whole difference, on another site; or None
    added: articles that are new
    edited: articles that changed
    removed: articles that are gone
    pages: free pages
    tags: entries of the register of tags
    places: entries of the register of places
    outlets: entries of the register of outlets
    files: other files under `content/`
    """

    head: Head
    title: str
    problem: str
    diff: Link | None
    added: tuple[DocumentDiff, ...]
    edited: tuple[DocumentDiff, ...]
    removed: tuple[DocumentDiff, ...]
    pages: tuple[NamedChange, ...]
    tags: tuple[NamedChange, ...]
    places: tuple[NamedChange, ...]
    outlets: tuple[NamedChange, ...]
    files: tuple[NamedChange, ...]
