"""What a host has to know: moved pages, `_redirects` and `_headers` (Netlify's formats)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from sitegen.localize import direction
from sitegen.model import Article, FreePage
from sitegen.plan.context import NO_INDEX, Context
from sitegen.plan.urls import ASSETS, HEADERS, PAGEFIND, REDIRECTS, article_path, output_file, page_path
from sitegen.plan.views import MovedView, Page, TextView

# No page needs more: everything comes from the site itself, and Pagefind runs WebAssembly.
CONTENT_SECURITY_POLICY = (
    "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; img-src 'self' data:; "
    "font-src 'self'; connect-src 'self'; worker-src 'self'; manifest-src 'self'; form-action 'self'; "
    "base-uri 'none'; frame-ancestors 'none'"
)
_YEAR = "public, max-age=31536000, immutable"


def plan_moved(context: Context) -> Iterator[Page]:
    """A page at each old address that sends the reader on, for hosts that know no redirects."""
    archive = context.catalogue.archive
    paths: list[tuple[Article | FreePage, str]] = []
    paths.extend((article, article_path(article)) for article in archive.articles)
    paths.extend((page, page_path(page)) for page in archive.pages)
    for document, path in paths:
        for alias in document.aliases:
            yield _moved(context, document, alias, path)


def _moved(context: Context, document: Article | FreePage, alias: str, path: str) -> Page:
    view = MovedView(
        head=context.head(document.title, path, metas=(NO_INDEX,)),
        target=context.addresses.link(path),
        title=document.title,
        language=document.language,
        direction=direction(document.language),
    )
    return Page(url=alias, template="moved.html", view=view, source=document.path)


def plan_hosting_files(context: Context, moved: Iterable[Page]) -> Iterator[Page]:
    """`_redirects` and `_headers`."""
    yield Page(url=REDIRECTS, template="", view=TextView(text=_redirects(context, moved)))
    yield Page(url=HEADERS, template="", view=TextView(text=_headers(context)))


def _redirects(context: Context, moved: Iterable[Page]) -> str:
    """One rule a line; `!` because a file lies at the old address too."""
    lines = [
        f"{context.addresses.link(page.url)} {page.view.target} 301!"
        for page in moved
        if isinstance(page.view, MovedView)
    ]
    for article in context.catalogue.archive.articles:
        if article.withdrawn:
            path = article_path(article)
            file = "/" + output_file(path)
            lines.append(f"{context.addresses.link(path)} {context.addresses.link(file)} 410!")
    return "".join(f"{line}\n" for line in sorted(lines))


def _headers(context: Context) -> str:
    rules = (
        (
            "/*",
            (
                ("Content-Security-Policy", CONTENT_SECURITY_POLICY),
                ("X-Content-Type-Options", "nosniff"),
                ("Referrer-Policy", "strict-origin-when-cross-origin"),
            ),
        ),
        (f"{ASSETS}*", (("Cache-Control", _YEAR),)),
        # Names of these files, too, hold a digest of their content.
        (f"{PAGEFIND}shards/*", (("Cache-Control", _YEAR),)),
    )
    blocks = []
    for pattern, headers in rules:
        lines = "".join(f"  {name}: {value}\n" for name, value in headers)
        blocks.append(f"{context.config.base_path.rstrip('/')}{pattern}\n{lines}")
    return "\n".join(blocks)
