"""Decap CMS as `sitegen editor` has fetched it, and our own script beside it."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from pathlib import Path

from sitegen.config import SiteConfig
from sitegen.diagnostics import Diagnostic, ProblemsError
from sitegen.editor import DECAP_FILES, DECAP_FOLDER, DECAP_VERSION

_SETUP = Path(__file__).parent / "setup.js"


def setup_script() -> bytes:
    """The script that runs after Decap."""
    return _SETUP.read_bytes()


def fetched_decap(root: Path) -> Mapping[str, bytes]:
    """Decap's files by name; nothing unless all are there and are what they should be."""
    try:
        files = {name: (root / DECAP_FOLDER / name).read_bytes() for name in DECAP_FILES}
    except OSError:
        return {}
    intact = all(hashlib.sha256(data).hexdigest() == DECAP_FILES[name] for name, data in files.items())
    return files if intact else {}


def read_decap(root: Path, config: SiteConfig) -> Mapping[str, bytes]:
    """Decap's files by name; nothing when site.yaml asks for no editor.

    Raises `ProblemsError` with code E509 when Decap was not fetched, or is not what it should be.
    """
    files = fetched_decap(root) if config.editor else {}
    if config.editor and not files:
        message = f"site.yaml asks for the web editor, and Decap CMS {DECAP_VERSION} is not here"
        hint = "Run `sitegen editor`, which fetches it; on a host, before `sitegen build`."
        raise ProblemsError([Diagnostic(code="E509", message=message, path="content/site.yaml", hint=hint)])
    return files
