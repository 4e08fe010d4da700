"""Where a problem lies, as programs other than sitegen are told."""

from __future__ import annotations

from pathlib import Path
from urllib.parse import quote

from sitegen.diagnostics import Diagnostic


def folder_in_repository(root: Path) -> str:
    """The path of a folder in the Git repository around it, with a slash at its end; empty for its top.

    Empty as well where there is no repository.
    """
    place = root.resolve()
    top = next((folder for folder in (place, *place.parents) if (folder / ".git").exists()), place)
    return "".join(f"{part}/" for part in place.relative_to(top).parts)


def repository_path(diagnostic: Diagnostic, folder: str) -> str:
    """The file in the repository, or empty when the problem is about no file.

    folder: the archive's, as `folder_in_repository` gives it
    """
    return f"{folder}{diagnostic.path}" if diagnostic.path else ""


def relative_uri(path: str) -> str:
    """A path as a relative reference (RFC 3986); an empty one stays empty."""
    # A colon in the first part would be taken for the end of a scheme.
    return quote(path, safe="/")
