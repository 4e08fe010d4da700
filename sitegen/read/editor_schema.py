"""What `editor` of site.yaml may say."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from pydantic import Field, model_validator

from sitegen.editor import Editor, default_forge, editor_of_edit_url
from sitegen.read.field_types import Text, WebUrl
from sitegen.read.strict_model import StrictModel


class EditorMeta(StrictModel):
    """The value of `editor`; a word alone is its name."""

    @model_validator(mode="before")
    @classmethod
    def _named(cls, data: object) -> object:
        return {"name": data} if isinstance(data, str) else data

    name: Literal["decap"] = Field(description="The editor: Decap CMS.")
    backend: Literal["", "github", "gitlab", "gitea", "forgejo", "local"] = Field(
        "", description="The kind of forge that holds the archive. Default: that of `edit_url`."
    )
    repo: Annotated[str, Field(pattern=r"^[\w.-]+(/[\w.-]+)+$")] = Field(
        "", description="The repository, OWNER/NAME. Default: that of `edit_url`."
    )
    branch: Text = Field(
        "", description="The branch that is published. Default: that of `edit_url`, or main."
    )
    forge_url: WebUrl = Field("", description="The forge's address. Default: that of `edit_url`.")
    auth_url: WebUrl = Field(
        "", description="The server that signs people in. Default: Netlify's for GitHub."
    )
    app_id: Text = Field("", description="The id under which the forge knows the editor (OAuth2, PKCE).")
    open_authoring: bool = Field(
        True, description="False lets only those in who may write to the repository."
    )


def or_name(schema: dict[str, Any]) -> None:
    """Lets a JSON Schema take the name alone too."""
    schema["anyOf"].insert(0, {"const": "decap"})


def editor_of(meta: EditorMeta, edit_url: str) -> Editor | None:
    """The editor that the keys ask for; None when neither they nor `edit_url` name a repository."""
    known = editor_of_edit_url(edit_url)
    backend = meta.backend or (known.backend if known else "")
    if not backend:
        return None
    if known and known.backend != backend:
        known = None
    return Editor(
        backend=backend,
        repo=meta.repo or (known.repo if known else ""),
        branch=meta.branch or (known.branch if known else "main"),
        forge_url=(meta.forge_url or (known.forge_url if known else default_forge(backend))).rstrip("/"),
        auth_url=meta.auth_url.rstrip("/"),
        app_id=meta.app_id,
        open_authoring=meta.open_authoring,
    )


def missing_for_editor(meta: EditorMeta, edit_url: str) -> str:
    """What keeps the editor from working, as a sentence without its full stop; else empty."""
    editor = editor_of(meta, edit_url)
    if editor is None:
        return "`editor` does not know the repository: `edit_url` is missing, or of an unknown forge"
    if editor.backend == "local":
        return ""
    if not editor.repo:
        return "`editor` needs a `repo`"
    if not editor.forge_url:
        return "`editor` needs a `forge_url`: there are many forges of this kind"
    if editor.backend in ("gitea", "forgejo") and not editor.app_id:
        return f"`editor` needs an `app_id`, which {editor.forge_url} gives"
    return ""
