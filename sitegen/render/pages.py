"""Renders pages: a view and a template become bytes."""

from __future__ import annotations

import msgspec
from jinja2 import Environment

from sitegen.diagnostics import Diagnostic, ProblemsError
from sitegen.plan.context import Context
from sitegen.plan.pages import Page
from sitegen.plan.views import TextView, View
from sitegen.render.templates import RenderSetup, make_environment
from sitegen.versions import digest_of


class Renderer:
    """Renders the pages of one site."""

    def __init__(self, setup: RenderSetup, context: Context, environment: Environment | None = None) -> None:
        """`environment` is that of the setup, with the templates compiled so far; None makes one."""
        self._setup = setup
        self._context = context
        self._environment = environment or make_environment(setup)

    def view(self, page: Page) -> tuple[View, str]:
        """What a page shows, and its fingerprint: the digest of everything that its bytes depend on."""
        view = page.make(self._context)
        key = self._setup.keys[page.template]
        return view, digest_of(key.encode(), page.url.encode(), msgspec.msgpack.encode(view))

    def render(self, page: Page, view: View) -> bytes:
        """The bytes of a page.

        Raises `ProblemsError` with code E503 when its template fails.
        """
        if isinstance(view, TextView):
            return view.text.encode()
        try:
            return self._environment.get_template(page.template).render(page=view).encode()
        except Exception as error:
            raise ProblemsError([_failure(page, self._setup, error)]) from error


def _failure(page: Page, setup: RenderSetup, error: Exception) -> Diagnostic:
    """A template's failure, at the template's line that Jinja names in the traceback."""
    template, line = setup.templates[page.template], 0
    traceback = error.__traceback__
    while traceback:
        name = traceback.tb_frame.f_code.co_filename
        if name in setup.templates:
            template, line = setup.templates[name], traceback.tb_lineno
        traceback = traceback.tb_next
    return Diagnostic(
        code="E503",
        message=f"The template failed on the page {page.url}: {str(error) or type(error).__name__}",
        path=template.path,
        line=line,
        hint="docs/theming.md lists what a template can use.",
    )
