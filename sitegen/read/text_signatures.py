"""Signatures of the texts of an archive's articles, by which nearly equal texts are found."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from contextlib import suppress
from functools import partial

import msgspec

from sitegen.executors import Workers
from sitegen.read.bodies import Bodies, reopen_bodies
from sitegen.read.similarity import signature
from sitegen.read.store import Store

_NOTE = "signatures"
# Bodies that are in memory at once, and whose signatures are one task.
_LOADED = 256

# By path: digest of the body, and the signature of its text.
_Known = dict[str, tuple[str, bytes]]


def text_signatures(
    digests: Mapping[str, str], bodies: Bodies, store: Store, workers: Workers
) -> dict[str, bytes]:
    """The signature of each text, as `sitegen.read.similarity` makes it.

    digests: of each article's body, by path
    bodies: their bodies
    store: remembers signatures; those of bodies that changed are made anew

    Raises `ProblemsError` with code E207 when a file has changed since it was read.
    """
    known = _known(store)
    missing = {path: digest for path, digest in digests.items() if known.get(path, ("",))[0] != digest}
    run = partial(_signed, bodies.origin())
    for signed in workers.map_chunks(run, list(missing.items()), chunk_size=_LOADED):
        known.update(signed)
    kept = {path: known[path] for path in digests}
    if missing or len(kept) != len(known):
        store.remember(_NOTE, "", msgspec.msgpack.encode(kept))
    return {path: value for path, (_, value) in kept.items()}


def _signed(
    origin: tuple[str, str, str], tasks: Sequence[tuple[str, str]]
) -> list[tuple[str, tuple[str, bytes]]]:
    bodies = reopen_bodies(origin)
    bodies.load(dict(tasks))
    return [(path, (digest, signature(bodies[path].text))) for path, digest in tasks]


def _known(store: Store) -> _Known:
    with suppress(msgspec.DecodeError, UnicodeDecodeError):
        return msgspec.msgpack.decode(store.note(_NOTE, "") or b"", type=_Known)
    return {}
