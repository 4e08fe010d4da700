"""Decap's `config.yml`, as data: where it saves, and the forms of its collections."""

from __future__ import annotations

from typing import Any

from sitegen.editor import Editor
from sitegen.model import TermKind
from sitegen.plan.context import Context
from sitegen.plan.web_editor.fields import Choices, form_fields
from sitegen.read.schema import ArticleMeta, PageMeta

Config = dict[str, Any]

_KEYS: dict[str, TermKind] = {"outlet": "outlet", "tags": "tag", "places": "place"}
# Languages that Decap's own words are translated into, where it calls them as BCP 47 does.
_LANGUAGES = frozenset(
    {
        "bg", "ca", "cs", "da", "de", "en", "es", "fa", "fr", "he", "hr", "hu", "it", "ja", "ko", "lt", "mk",
        "nl", "pl", "pt", "ro", "ru", "sk", "sl", "sv", "th", "tr", "uk", "vi",
    }
)  # fmt: skip


def decap_config(context: Context, editor: Editor) -> Config:
    """The whole configuration."""
    language = context.config.language.partition("-")[0]
    return {
        "backend": _backend(editor),
        **({"publish_mode": "editorial_workflow"} if editor.reviewed else {}),
        "locale": language if language in _LANGUAGES else "en",
        "site_url": context.config.base_url,
        "display_url": context.config.base_url,
        "media_folder": "content/media",
        "public_folder": "/media",
        "slug": {"encoding": "ascii", "clean_accents": True},
        "editor": {"preview": False},
        "collections": _collections(context),
    }


def _backend(editor: Editor) -> Config:
    if editor.backend == "local":
        return {"name": "proxy", "proxy_url": f"{editor.forge_url}/api/v1", "branch": editor.branch}
    found: Config = {"name": editor.backend, "repo": editor.repo, "branch": editor.branch}
    if editor.forks:
        found["open_authoring"] = True
    if editor.backend == "github":
        if editor.forge_url != "https://github.com":
            found["api_root"] = f"{editor.forge_url}/api/v3"
    elif editor.backend == "gitlab":
        found |= {"api_root": f"{editor.forge_url}/api/v4"}
        if editor.app_id:
            found |= {"auth_type": "pkce", "app_id": editor.app_id, "base_url": editor.forge_url}
    else:
        found |= {
            "api_root": f"{editor.forge_url}/api/v1",
            "base_url": editor.forge_url,
            "app_id": editor.app_id,
        }
    if editor.auth_url:
        found["base_url"] = editor.auth_url
    return found


def _collections(context: Context) -> list[Config]:
    choices = _choices(context)
    articles = {
        "folder": "content/articles",
        "create": True,
        # An article is withdrawn, with a note at its address, and not deleted.
        "delete": False,
        "format": "yaml-frontmatter",
        "extension": "md",
        "summary": "{{title}} · {{date}}",
        "sortable_fields": [
            {"field": "date", "label": "Date", "default_sort": "desc"},
            {"field": "title", "label": "Title"},
            {"field": "outlet", "label": "Outlet"},
        ],
        "preview_path": "articles/{{dirname}}/{{filename}}/",
        "fields": form_fields(ArticleMeta, choices),
    }
    return [
        {
            "name": "articles",
            "label": "Articles",
            "label_singular": "Article",
            "description": "Articles whose date names a month at least. They lie in a folder for each month.",
            # The names in braces are filled in by setup.js, from the date.
            "path": "{{archive_year}}/{{archive_month}}/{{slug}}",
            **articles,
        },
        {
            "name": "articles-of-a-year",
            "label": "Articles of a year",
            "label_singular": "Article of a year",
            "description": "Articles of which only the year, a season or a span of years is known.",
            "path": "{{archive_year}}/{{slug}}",
            **articles,
        },
        {
            "name": "pages",
            "label": "Pages",
            "label_singular": "Page",
            "description": "Pages without a date, such as the one about this archive.",
            "folder": "content/pages",
            "create": True,
            "format": "yaml-frontmatter",
            "extension": "md",
            "preview_path": "{{filename}}/",
            "fields": form_fields(PageMeta, {}),
        },
    ]


def _choices(context: Context) -> Choices:
    terms = context.catalogue.archive.terms
    return {
        key: sorted(term.name for term in terms[kind].values() if term.registered)
        for key, kind in _KEYS.items()
    }
