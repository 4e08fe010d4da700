"""The pages of the web editor, and what its content security policy allows."""

from __future__ import annotations

import json
from collections.abc import Iterator
from html import escape
from urllib.parse import urlsplit

from sitegen.editor import Editor
from sitegen.plan.context import Context
from sitegen.plan.pages import Page
from sitegen.plan.urls import ADMIN, ADMIN_SETUP, DECAP
from sitegen.plan.views import TextView

_HTML = """\
<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex">
<title>Editor · {title}</title>
<style>
/* Decap asks for 800 pixels, and needs fewer. */
[class*="-EditorContainer"], [class*="-ToolbarContainer"] {{ min-width: 0 !important }}
</style>
<link rel="cms-config-url" type="text/yaml" href="config.yml">
</head>
<body>
<noscript>The editor needs JavaScript.</noscript>
<script src="{program}"></script>
<script src="{setup}"></script>
</body>
</html>
"""
# What the browser talks to beside the forge: GitHub's state, which Decap asks for.
_SERVICES = {"github": ("https://api.github.com", "https://www.githubstatus.com")}
_AVATARS = {"github": ("https://avatars.githubusercontent.com",)}


def plan_web_editor(context: Context) -> Iterator[Page]:
    """The editor's page and its configuration; nothing when site.yaml asks for none."""
    if context.config.editor:
        yield Page(url=ADMIN, template="", make=_shell)
        yield Page(url=f"{ADMIN}config.yml", template="", make=_config)


def editor_policy(editor: Editor) -> str:
    """The content security policy of the editor's pages.

    Decap compiles the schema of its configuration with `new Function` (its issue 2138), and styles with
    <style>. It may talk to the forge, and to nobody else.
    """
    origin = "{0.scheme}://{0.netloc}".format(urlsplit(editor.forge_url))
    talks = " ".join(dict.fromkeys((*_SERVICES.get(editor.backend, ()), *_own(editor, origin))))
    avatars = " ".join(dict.fromkeys((*_AVATARS.get(editor.backend, ()), *_own(editor, origin))))
    return (
        "default-src 'none'; script-src 'self' 'unsafe-eval'; style-src 'self' 'unsafe-inline'; "
        f"img-src 'self' data: blob: {avatars}".rstrip()
        + "; font-src 'self' data:; "
        f"connect-src 'self' blob: {talks}; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
    )


def _own(editor: Editor, origin: str) -> tuple[str, ...]:
    """The forge, unless it is GitHub's own, whose pages the editor does not ask."""
    return () if editor.backend == "github" and origin == "https://github.com" else (origin,)


def _shell(context: Context) -> TextView:
    link = context.addresses.link
    title, program = escape(context.config.title), link(f"{DECAP}decap-cms.js")
    return TextView(text=_HTML.format(title=title, program=program, setup=link(ADMIN_SETUP)))


def _config(context: Context) -> TextView:
    """JSON, which is YAML too and holds nothing that a reader of YAML could take for something else."""
    from sitegen.plan.web_editor.decap import decap_config

    editor = context.config.editor
    config = decap_config(context, editor) if editor else {}
    return TextView(text=json.dumps(config, ensure_ascii=False, indent=1) + "\n")
