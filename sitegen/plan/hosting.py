"""What a host has to know: moved pages, `_redirects` and `_headers` (Netlify's formats)."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial

import msgspec

from sitegen.editor import Editor
from sitegen.localize import direction
from sitegen.model import TERM_KINDS, Article, FreePage, Term, TermKind
from sitegen.plan.articles import document_parts
from sitegen.plan.context import NO_INDEX, Context
from sitegen.plan.pages import Page, no_parts
from sitegen.plan.urls import (
    ADMIN,
    ASSETS,
    DECAP,
    HEADERS,
    MAPS,
    MEDIA,
    PAGEFIND,
    REDIRECTS,
    article_path,
    feed_path,
    output_file,
    page_path,
    term_path,
)
from sitegen.plan.views import MovedView, TextView
from sitegen.plan.web_editor.pages import editor_policy
from sitegen.tiles import TileServer

# No page needs more: everything comes from the site itself, and Pagefind runs WebAssembly.
_IMAGES = "img-src 'self' data:"
CONTENT_SECURITY_POLICY = (
    f"default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; {_IMAGES}; "
    "font-src 'self'; connect-src 'self'; worker-src 'self'; manifest-src 'self'; form-action 'self'; "
    "base-uri 'none'; frame-ancestors 'none'"
)
HeaderRule = tuple[str, tuple[tuple[str, str], ...]]
_DAY = "public, max-age=86400"
_YEAR = "public, max-age=31536000, immutable"


def plan_moved(context: Context) -> Iterator[Page]:
    """A page at each old address that sends the reader on, for hosts that know no redirects."""
    archive = context.catalogue.archive
    for number, article in enumerate(archive.articles):
        for alias in article.aliases:
            make = partial(_moved_article, number)
            yield _moved_from(alias, make, article)
    for number, page in enumerate(archive.pages):
        for alias in page.aliases:
            yield _moved_from(alias, partial(_moved_page, number), page)
    for kind, term, old in _former_ids(context):
        make_view = partial(_moved_term, kind, term.id)
        # A register's terms belong to the parts of every page.
        yield Page(url=term_path(kind, old), template="moved.html", make=make_view, parts=no_parts)


def _former_ids(context: Context) -> Iterator[tuple[TermKind, Term, str]]:
    """Each id that a term with a page had before."""
    for kind in TERM_KINDS:
        for term_id in sorted(context.catalogue.filed[kind]):
            term = context.catalogue.term(kind, term_id)
            for old in dict.fromkeys(term.former_ids):
                yield kind, term, old


def _moved_from(alias: str, make: Callable[[Context], MovedView], document: Article | FreePage) -> Page:
    parts = partial(document_parts, document)
    return Page(url=alias, template="moved.html", make=make, parts=parts, source=document.path)


def _moved_article(number: int, context: Context) -> MovedView:
    article = context.catalogue.archive.articles[number]
    return _moved(context, article, article_path(article))


def _moved_page(number: int, context: Context) -> MovedView:
    page = context.catalogue.archive.pages[number]
    return _moved(context, page, page_path(page))


def _moved_term(kind: TermKind, term_id: str, context: Context) -> MovedView:
    name = context.catalogue.term(kind, term_id).name
    return _moved_to(context, name, context.config.language, term_path(kind, term_id))


def _moved(context: Context, document: Article | FreePage, path: str) -> MovedView:
    return _moved_to(context, document.title, document.language, path)


def _moved_to(context: Context, title: str, language: str, path: str) -> MovedView:
    return MovedView(
        head=context.head(title, path, metas=(NO_INDEX,)),
        target=context.addresses.link(path),
        title=title,
        language=language,
        direction=direction(language),
    )


def plan_hosting_files() -> Iterator[Page]:
    """`_redirects` and `_headers`."""
    yield Page(url=REDIRECTS, template="", make=_redirects, parts=_redirects_parts)
    yield Page(url=HEADERS, template="", make=_headers, parts=no_parts)


def _redirects(context: Context) -> TextView:
    """One rule a line; `!` because a file lies at the old address too."""
    link = context.addresses.link
    moved, withdrawn = _moved_and_withdrawn(context)
    lines = [f"{link(alias)} {link(path)} 301!" for path, aliases in moved for alias in aliases]
    lines += _term_redirects(context)
    lines += [f"{link(path)} {link('/' + output_file(path))} 410!" for path in withdrawn]
    return TextView(text="".join(f"{line}\n" for line in sorted(lines)))


def _redirects_parts(context: Context) -> tuple[bytes, ...]:
    """What moved, what was withdrawn, and which terms have pages: their former ids are in the register."""
    terms = [sorted(context.catalogue.filed[kind]) for kind in TERM_KINDS]
    return (msgspec.msgpack.encode((_moved_and_withdrawn(context), terms)),)


def _moved_and_withdrawn(context: Context) -> tuple[list[tuple[str, tuple[str, ...]]], list[str]]:
    """The path on the site of each document that has aliases, with these; those of withdrawn articles."""
    archive = context.catalogue.archive
    moved = [(article_path(article), article.aliases) for article in archive.articles if article.aliases]
    moved += [(page_path(page), page.aliases) for page in archive.pages if page.aliases]
    return moved, [article_path(article) for article in archive.articles if article.withdrawn]


def _term_redirects(context: Context) -> Iterator[str]:
    """Rules for the page, the feed and the pages of older articles of each former id.

    Older articles have another page in a longer list, so all their pages lead to the first.
    """
    link = context.addresses.link
    for kind, term, old in _former_ids(context):
        before, now = term_path(kind, old), term_path(kind, term.id)
        yield f"{link(before)} {link(now)} 301!"
        yield f"{link(feed_path(before))} {link(feed_path(now))} 301!"
        yield f"{link(before)}page/* {link(now)} 301!"


def _content_security_policy(tiles: TileServer | None) -> str:
    """The policy; images may also come from the tile server that the site names, and from there only."""
    images = f"{_IMAGES} {tiles.origin}" if tiles else _IMAGES
    return CONTENT_SECURITY_POLICY.replace(_IMAGES, images)


def _editor_headers(editor: Editor | None) -> tuple[HeaderRule, ...]:
    """Rules for the web editor: its own policy in the place of the one above, as the last rule counts."""
    if editor is None:
        return ()
    policy = ("Content-Security-Policy", editor_policy(editor))
    return (
        (f"{ADMIN}*", (policy, ("X-Robots-Tag", "noindex"))),
        (f"{ADMIN}config.yml", (("Content-Type", "text/yaml; charset=utf-8"),)),
        (f"{DECAP}*", (("Cache-Control", _YEAR),)),
    )


def _headers(context: Context) -> TextView:
    rules = (
        (
            "/*",
            (
                ("Content-Security-Policy", _content_security_policy(context.config.tiles)),
                ("X-Content-Type-Options", "nosniff"),
                ("Referrer-Policy", "strict-origin-when-cross-origin"),
                *((("X-Robots-Tag", "noindex"),) if context.config.preview else ()),
            ),
        ),
        (f"{ASSETS}*", (("Cache-Control", _YEAR),)),
        # Base maps keep their names and hardly ever change.
        (f"{MAPS}*", (("Cache-Control", _DAY),)),
        # Names of these files, too, hold a digest of their content, or of what they were made of.
        (f"{MEDIA}*", (("Cache-Control", _YEAR),)),
        (f"{PAGEFIND}shards/*", (("Cache-Control", _YEAR),)),
        *_editor_headers(context.config.editor),
    )
    blocks = []
    for pattern, headers in rules:
        lines = "".join(f"  {name}: {value}\n" for name, value in headers)
        blocks.append(f"{context.config.base_path.rstrip('/')}{pattern}\n{lines}")
    return TextView(text="\n".join(blocks))
