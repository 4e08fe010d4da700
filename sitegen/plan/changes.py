"""The page of a preview that lists what changed."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import partial
from typing import TypeVar

import msgspec

from sitegen.localize import direction
from sitegen.model import TermKind
from sitegen.plan.context import NO_INDEX, Context
from sitegen.plan.pages import Page
from sitegen.plan.preview import changes_path
from sitegen.plan.urls import article_path, page_path, term_path
from sitegen.plan.views import ChangesView, DocumentDiff, FieldChange, Link, NamedChange
from sitegen.plan.word_diff import TextDiffer
from sitegen.read.changes import ContentChanges, DocumentChange, DocumentState

Value = TypeVar("Value")

# Signs of a value of front matter that are shown.
_MAX_VALUE = 500
_NOTHING = DocumentState(fields={}, text="")


def plan_changes(context: Context, changes: ContentChanges) -> Iterator[Page]:
    """The page. Its view is made here: it depends on nothing that the plan of other pages knows."""
    view = _view(context, changes)
    mark = msgspec.msgpack.encode(view)
    yield Page(
        url=changes_path(context.catalogue.archive),
        template="changes.html",
        make=partial(_given, view),
        parts=partial(_given, (mark,)),
    )


def _given(value: Value, _context: Context) -> Value:
    return value


def _view(context: Context, changes: ContentChanges) -> ChangesView:
    archive, title = context.catalogue.archive, context.messages.text("changes_title")
    articles = [change for change in changes.documents if change.document == "article"]
    pages = [change for change in changes.documents if change.document == "page"]
    urls, differ = _urls(context), TextDiffer()

    def diffs(kind: str) -> tuple[DocumentDiff, ...]:
        return tuple(_diff(context, change, urls, differ) for change in articles if change.kind == kind)

    preview = archive.config.preview
    change = preview.change if preview else None
    return ChangesView(
        head=context.head(title, changes_path(archive), metas=(NO_INDEX,)),
        title=title,
        problem=changes.problem,
        diff=Link(text=change.name, url=change.diff_url) if change else None,
        added=diffs("added"),
        edited=diffs("edited"),
        removed=diffs("removed"),
        pages=tuple(_page(change, urls) for change in pages),
        tags=tuple(_entries(context, changes, "tag")),
        places=tuple(_entries(context, changes, "place")),
        outlets=tuple(_entries(context, changes, "outlet")),
        files=tuple(NamedChange(kind=other.kind, name=other.path, url="") for other in changes.others),
    )


def _urls(context: Context) -> dict[str, str]:
    """The address of the page of each document that this preview publishes, by file."""
    archive, link = context.catalogue.archive, context.addresses.link
    articles = {article.path: link(article_path(article)) for article in archive.articles}
    return {**articles, **{page.path: link(page_path(page)) for page in archive.pages}}


def _diff(context: Context, change: DocumentChange, urls: dict[str, str], differ: TextDiffer) -> DocumentDiff:
    state = change.after or change.before or _NOTHING
    language = _language(state.fields.get("language", ""), context)
    url = urls.get(change.path, "")
    # The text of a new article stands on its page.
    shown = differ.diff(_text(change.before), "" if change.kind == "added" and url else _text(change.after))
    return DocumentDiff(
        title=state.fields.get("title") or change.path,
        url=url,
        language=language,
        direction=direction(language),
        path=change.path,
        old_path="" if change.old_path == change.path else change.old_path,
        fields=tuple(_fields(change.before or _NOTHING, change.after or _NOTHING)),
        passages=shown.passages,
        is_cut=shown.is_cut or (change.before is None and change.after is None),
    )


def _language(written: str, context: Context) -> str:
    """The language of a file that nobody has checked."""
    is_plain = written.replace("-", "").isalnum() and written.isascii() and len(written) <= 35
    return written if is_plain else context.config.language


def _text(state: DocumentState | None) -> str:
    return state.text if state else ""


def _fields(before: DocumentState, after: DocumentState) -> Iterator[FieldChange]:
    """What changed, in the order of the file as it is now."""
    for key in dict.fromkeys((*after.fields, *before.fields)):
        old, new = before.fields.get(key, ""), after.fields.get(key, "")
        if old != new:
            yield FieldChange(key=key, before=_shortened(old), after=_shortened(new))


def _shortened(value: str) -> str:
    return value if len(value) <= _MAX_VALUE else f"{value[:_MAX_VALUE]}…"


def _page(change: DocumentChange, urls: dict[str, str]) -> NamedChange:
    state = change.after or change.before or _NOTHING
    name = state.fields.get("title") or change.path
    return NamedChange(kind=change.kind, name=name, url=urls.get(change.path, ""))


def _entries(context: Context, changes: ContentChanges, kind: TermKind) -> Iterable[NamedChange]:
    """The entries of one register; those that articles name have a page."""
    filed = context.catalogue.filed[kind]
    for entry in changes.entries:
        if entry.register == kind:
            url = context.addresses.link(term_path(kind, entry.id)) if entry.id in filed else ""
            yield NamedChange(kind=entry.kind, name=_shortened(entry.name), url=url)
