"""The style sheet of the archive's own colour and fonts."""

from __future__ import annotations

from collections.abc import Iterator

from sitegen.brand import brand_stylesheet
from sitegen.plan.context import Context
from sitegen.plan.pages import Page, no_parts
from sitegen.plan.urls import brand_path
from sitegen.plan.views import TextView
from sitegen.versions import digest_of


def plan_brand(context: Context) -> Iterator[Page]:
    """The style sheet, when there is anything to say."""
    path = stylesheet_path(context)
    if path:
        yield Page(url=path, template="", make=_stylesheet, parts=no_parts)


def stylesheet_path(context: Context) -> str:
    """Where the style sheet lies; its name changes with its content. Empty when there is none."""
    text = brand_stylesheet(context.config.brand)
    return brand_path(digest_of(text.encode())[:10]) if text else ""


def _stylesheet(context: Context) -> TextView:
    return TextView(text=brand_stylesheet(context.config.brand))
