"""The web editor as a value: which one, and where what it saves goes. docs/web-editor.md explains it."""

from __future__ import annotations

import re
from typing import Literal
from urllib.parse import urlsplit

import msgspec

EditorBackend = Literal["github", "gitlab", "gitea", "forgejo", "local"]

# Decap CMS as npm has it: one version, the digest of its package, and those of the files that are used.
DECAP_VERSION = "3.16.3"
DECAP_INTEGRITY = (
    "sha512-hf+dPlCh7TJmWl8+6VRzHYOWhri5xgUknrZbDewaWe4s9B7xJ8PQugp2QHeSldMUKzav6+z0oIpwUYhUJDYtYw=="
)
# SHA-256 of its files that are published, by name.
DECAP_FILES = {
    "decap-cms.js": "7c1efd6b616b4786e279aeef194dd21649a72058d3bc8d1f78901b574610dfb8",
    "decap-cms.js.LICENSE.txt": "c6ce115db01da234282652ca162b96f71507dac9ab85e6994a4eb3aed3155779",
}
# In the archive; beside the other things that a host keeps from build to build.
DECAP_FOLDER = f".sitegen/cache/editor/decap-cms-{DECAP_VERSION}"

_FORGES: dict[EditorBackend, str] = {
    "github": "https://github.com",
    "gitlab": "https://gitlab.com",
    "forgejo": "https://codeberg.org",
    "local": "http://127.0.0.1:8081",
}
# Addresses at which forges edit a file: docs/content-model.md names them under `edit_url`.
_EDIT_PATHS: tuple[tuple[EditorBackend, str], ...] = (
    ("gitlab", r"/(?P<repo>.+)/-/edit/(?P<branch>[^/]+)/\{path\}"),
    ("forgejo", r"/(?P<repo>[^/]+/[^/]+)/_edit/(?P<branch>[^/]+)/\{path\}"),
    ("github", r"/(?P<repo>[^/]+/[^/]+)/edit/(?P<branch>[^/]+)/\{path\}"),
)


class Editor(msgspec.Struct, frozen=True, kw_only=True):
    """A web editor and its connection to the repository.

    repo: `owner/name`; empty for `local`
    forge_url: the forge, without a slash at its end; for `local`, decap-server
    auth_url: the server that signs people in; empty for the backend's own
    app_id: by which the forge knows the editor, where people sign in at the forge itself; may be empty
    open_authoring: those who may not write to the repository propose from a fork of their own
    """

    backend: EditorBackend
    repo: str = ""
    branch: str = "main"
    forge_url: str = ""
    auth_url: str = ""
    app_id: str = ""
    open_authoring: bool = True

    @property
    def forks(self) -> bool:
        """True when anybody with an account may propose; Decap can do that with two kinds of forge."""
        return self.open_authoring and self.backend in ("github", "forgejo")

    @property
    def reviewed(self) -> bool:
        """True when what is saved becomes a pull request and not a commit to the branch itself."""
        return self.backend in ("github", "gitlab", "forgejo")


def default_forge(backend: EditorBackend) -> str:
    """The address of the best known forge of a kind; empty where there is none."""
    return _FORGES.get(backend, "")


def editor_of_edit_url(edit_url: str) -> Editor | None:
    """The editor of the repository in which `edit_url` of site.yaml lies; None when it tells none."""
    parts = urlsplit(edit_url)
    for backend, pattern in _EDIT_PATHS:
        match = re.fullmatch(pattern, parts.path)
        if match:
            forge = f"{parts.scheme}://{parts.netloc}"
            return Editor(backend=backend, repo=match["repo"], branch=match["branch"], forge_url=forge)
    return None
