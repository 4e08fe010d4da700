"""Renders pages, here or in workers."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import partial

import msgspec

from sitegen.diagnostics import Diagnostic
from sitegen.executors import Workers
from sitegen.plan.views import Page, TextView
from sitegen.render.templates import RenderSetup, environment_for
from sitegen.versions import digest_of

_CHUNK = 64


@dataclass(frozen=True, slots=True, kw_only=True)
class Rendered:
    """A page's bytes.

    url: the page
    data: its content; empty when rendering failed
    problem: why rendering failed, or None
    """

    url: str
    data: bytes
    problem: Diagnostic | None = None


def fingerprint(page: Page, setup: RenderSetup) -> str:
    """Digest of everything that a page's bytes depend on."""
    return digest_of(setup.keys[page.template].encode(), page.url.encode(), msgspec.json.encode(page.view))


def render_pages(pages: Sequence[Page], setup: RenderSetup, workers: Workers) -> Iterator[Rendered]:
    """The bytes of each page, in order."""
    for chunk in workers.map_chunks(partial(render_chunk, setup), pages, chunk_size=_CHUNK):
        yield from chunk


def render_chunk(setup: RenderSetup, pages: Sequence[Page]) -> list[Rendered]:
    """The bytes of some pages; runs in a worker."""
    return [_render(page, setup) for page in pages]


def _render(page: Page, setup: RenderSetup) -> Rendered:
    if isinstance(page.view, TextView):
        return Rendered(url=page.url, data=page.view.text.encode())
    try:
        text = environment_for(setup).get_template(page.template).render(page=page.view)
    except Exception as error:
        return Rendered(url=page.url, data=b"", problem=_failure(page, setup, error))
    return Rendered(url=page.url, data=text.encode())


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
