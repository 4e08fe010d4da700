"""Puts a Pagefind index into a stable order, so that the same articles give the same bytes.

Pagefind 1.5 writes the values of filters, and its lists of filters and sorts, in the random order of
a hash table (its issue 638), under names made of that content. Texts and word indexes are stable.
Each file is gzip over a signature and CBOR (RFC 8949); the entry file is JSON that names the
metadata files, which name the filters.
"""

from __future__ import annotations

import gzip
import json
import re
from collections.abc import Mapping
from typing import Any

import cbor2
import deflate

from sitegen.versions import digest_of

_SIGNATURE = b"pagefind_dcd"
_ENTRY = "pagefind-entry.json"
_FILTER = re.compile(r"filter/(?P<name>(?P<language>[^/]+)_[0-9a-f]+)\.pf_filter")
_LEVEL = 9
# Where lists stand in a metadata file: version, pages, chunks, filters, sorts, fields.
_META_FILTERS, _META_SORTS = 3, 4


class IndexFormatError(ValueError):
    """The index is not of the form that this module knows: Pagefind's version has changed."""


def in_stable_order(files: Mapping[str, bytes]) -> dict[str, bytes]:
    """The files of an index by path, the same whenever the index is the same.

    Raises `IndexFormatError`.
    """
    stable = dict(files)
    filters: dict[str, str] = {}
    for path in sorted(files):
        match = _FILTER.fullmatch(path)
        if match:
            data = _sorted_filter(stable.pop(path))
            name = f"{match['language']}_{digest_of(data)[:7]}"
            filters[match["name"]] = name
            stable[f"filter/{name}.pf_filter"] = data
    entry = json.loads(stable[_ENTRY])
    for language in entry["languages"].values():
        data = _sorted_meta(stable.pop(f"pagefind.{language['hash']}.pf_meta"), filters)
        language["hash"] = f"{language['hash'].rpartition('_')[0]}_{digest_of(data)[:10]}"
        stable[f"pagefind.{language['hash']}.pf_meta"] = data
    stable[_ENTRY] = json.dumps(entry, ensure_ascii=False, separators=(",", ":"), sort_keys=True).encode()
    return stable


def _sorted_filter(data: bytes) -> bytes:
    """A filter: its name, and a list of values, each with the numbers of its pages."""
    content = _decoded(data)
    if len(content) != 2:
        raise IndexFormatError("a filter should be a name and a list")
    return _encoded([content[0], sorted(content[1])])


def _sorted_meta(data: bytes, filters: Mapping[str, str]) -> bytes:
    """The metadata: its lists of filters and sorts are pairs, each with a name first."""
    content = _decoded(data)
    if len(content) < 6:
        raise IndexFormatError("metadata should have six parts")
    content[_META_FILTERS] = sorted([name, filters[file]] for name, file in content[_META_FILTERS])
    content[_META_SORTS] = sorted(content[_META_SORTS])
    return _encoded(content)


def _decoded(data: bytes) -> list[Any]:
    raw = gzip.decompress(data)
    if not raw.startswith(_SIGNATURE):
        raise IndexFormatError("the signature is missing")
    content = cbor2.loads(raw.removeprefix(_SIGNATURE))
    if not isinstance(content, list):
        raise IndexFormatError("a file should hold a list")
    return content


def _encoded(content: list[Any]) -> bytes:
    return bytes(deflate.gzip_compress(_SIGNATURE + cbor2.dumps(content), _LEVEL))
