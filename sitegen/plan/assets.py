"""The theme's static files, under names that hold a digest of their content.

A browser may so keep them for ever, and a new version is a new name.
"""

from __future__ import annotations

import posixpath
import re
from collections.abc import Mapping

import msgspec

from sitegen.plan.urls import ASSETS, Addresses
from sitegen.versions import digest_of

_CSS_URL = re.compile(
    r"""url\((?P<quote>["']?)(?!data:|[a-z]+:|/|#)(?P<path>[^"')#?]+)(?P<rest>[^"')]*)(?P=quote)\)"""
)


class Assets(msgspec.Struct, frozen=True):
    """Static files ready to be published.

    files: content by path on the site
    urls: what a template's `asset("style.css")` gives, by the file's name in the theme
    """

    files: Mapping[str, bytes]
    urls: Mapping[str, str]


def plan_assets(static: Mapping[str, bytes], addresses: Addresses) -> Assets:
    """Names every static file; stylesheets follow the new names of the files they use."""
    named = {name: _fingerprinted(name, data) for name, data in static.items() if not name.endswith(".css")}
    files = {named[name]: data for name, data in static.items() if name in named}
    for name, data in static.items():
        if name.endswith(".css"):
            rewritten = _with_new_names(name, data.decode(), named).encode()
            named[name] = _fingerprinted(name, rewritten)
            files[named[name]] = rewritten
    return Assets(
        files={f"{ASSETS}{path}": data for path, data in sorted(files.items())},
        urls={name: addresses.link(f"{ASSETS}{path}") for name, path in sorted(named.items())},
    )


def _fingerprinted(name: str, data: bytes) -> str:
    stem, extension = posixpath.splitext(name)
    return f"{stem}.{digest_of(data)[:10]}{extension}"


def _with_new_names(name: str, css: str, named: Mapping[str, str]) -> str:
    folder = posixpath.dirname(name)

    def new(match: re.Match[str]) -> str:
        target = posixpath.normpath(posixpath.join(folder, match["path"]))
        if target not in named:
            return match[0]
        path = posixpath.relpath(named[target], folder or ".")
        return f"url({match['quote']}{path}{match['rest']}{match['quote']})"

    return _CSS_URL.sub(new, css)
