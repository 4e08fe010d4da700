"""Which texts of an archive are nearly the same, found again only for those that changed."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from contextlib import suppress

import msgspec

from sitegen.read.similarity import NearDuplicates
from sitegen.read.store import Store
from sitegen.versions import digest_of

_NOTE = "near texts"
# (path, path, Jaccard index) of texts that are near; the smaller path first.
_Pair = tuple[str, str, float]


class _Known(msgspec.Struct, frozen=True):
    """What an earlier look found.

    marks: digest of each text's signature, by path
    """

    marks: dict[str, str] = msgspec.field(default_factory=dict)
    pairs: tuple[_Pair, ...] = ()


def near_texts(signatures: Mapping[str, bytes], store: Store) -> Mapping[str, list[tuple[str, float]]]:
    """For each text the ones near to it, with estimated Jaccard indices: nearest first, then by path.

    signatures: as `sitegen.read.similarity` makes them, by path
    store: remembers what was found
    """
    known = _known(store)
    marks = {path: digest_of(signature) for path, signature in signatures.items()}
    pairs = known.pairs
    if marks != known.marks:
        changed = {path for path, mark in marks.items() if known.marks.get(path) != mark}
        kept = (pair for pair in pairs if not changed & {*pair[:2]} and marks.keys() >= {*pair[:2]})
        pairs = tuple(sorted({*kept, *_pairs_with(changed, signatures)}))
        store.remember(_NOTE, "", msgspec.msgpack.encode(_Known(marks, pairs)))
    return _by_path(pairs)


def _pairs_with(changed: set[str], signatures: Mapping[str, bytes]) -> Iterator[_Pair]:
    """The pairs of near texts of which one or both have changed."""
    index = NearDuplicates()
    for path in changed:
        index.add(path, signatures[path])
    # Of those in the index, nearly all are near to none: no look is needed to know it.
    crowded = index.crowded()
    for path, signature in signatures.items():
        if path in changed and signature not in crowded:
            continue
        for other, similar in index.near(signature):
            if other != path:
                yield min(path, other), max(path, other), similar


def _by_path(pairs: tuple[_Pair, ...]) -> dict[str, list[tuple[str, float]]]:
    near: defaultdict[str, list[tuple[str, float]]] = defaultdict(list)
    for one, other, similar in pairs:
        near[one].append((other, similar))
        near[other].append((one, similar))
    return {path: sorted(found, key=lambda pair: (-pair[1], pair[0])) for path, found in near.items()}


def _known(store: Store) -> _Known:
    with suppress(msgspec.DecodeError, UnicodeDecodeError):
        return msgspec.msgpack.decode(store.note(_NOTE, "") or b"", type=_Known)
    return _Known()
