"""Signatures of the texts of an archive's articles, by which nearly equal texts are found."""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import suppress
from itertools import islice

import msgspec

from sitegen.read.bodies import Bodies
from sitegen.read.similarity import signature
from sitegen.read.store import Store

_NOTE = "signatures"
# Bodies that are in memory at once.
_LOADED = 256

# By path: digest of the body, and the signature of its text.
_Known = dict[str, tuple[str, bytes]]


def text_signatures(digests: Mapping[str, str], bodies: Bodies, store: Store) -> dict[str, bytes]:
    """The signature of each text, as `sitegen.read.similarity` makes it.

    digests: of each article's body, by path
    bodies: their bodies; others than the last few are not kept
    store: remembers signatures; those of bodies that changed are made anew

    Raises `ProblemsError` with code E207 when a file has changed since it was read.
    """
    known = _known(store)
    missing = {path: digest for path, digest in digests.items() if known.get(path, ("",))[0] != digest}
    waiting = iter(missing.items())
    while batch := dict(islice(waiting, _LOADED)):
        bodies.load(batch)
        known.update((path, (digest, signature(bodies[path].text))) for path, digest in batch.items())
    kept = {path: known[path] for path in digests}
    if missing or len(kept) != len(known):
        store.remember(_NOTE, "", msgspec.msgpack.encode(kept))
    return {path: value for path, (_, value) in kept.items()}


def _known(store: Store) -> _Known:
    with suppress(msgspec.DecodeError, UnicodeDecodeError):
        return msgspec.msgpack.decode(store.note(_NOTE, "") or b"", type=_Known)
    return {}
