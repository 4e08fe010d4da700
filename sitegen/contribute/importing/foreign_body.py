"""The Markdown of another generator becomes a draft: it is kept, but for links that only its site knew."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from urllib.parse import urljoin

from sitegen.contribute.importing.text_language import text_language
from sitegen.contribute.importing.values import Doubt, Draft, NoArticleError, RawPage

_LINK = re.compile(r"(!?)\[([^\]\n]*)\]\(\s*<?([^)\s>]+)>?(?:\s+\"[^\"\n]*\")?\s*\)")
_TAG = re.compile(r"<(?!https?:)/?[a-zA-Z][^>\n]*>")
_LISTS = ("authors", "tags", "places", "aliases")
_TEXTS = ("title", "date", "outlet", "summary", "language", "source_url", "archive_url", "slug")


def markdown_draft(page: RawPage) -> Draft:
    """The article in a Markdown file. Raises `NoArticleError` when it holds no text."""
    text = page.data.decode("utf-8", "replace").strip()
    if not text:
        raise NoArticleError("It holds no text below its front matter")
    body, lost = _with_whole_links(text, page.url)
    draft = replace(_of_known(page.known), body=body, archive_url=page.archive_url, retrieved=page.retrieved)
    if not draft.language:
        draft = replace(draft, language=text_language(text))
    return replace(draft, doubts=tuple(_doubts(draft, page.known, lost)))


def _of_known(known: Mapping[str, object]) -> Draft:
    texts = {key: str(known[key]) for key in _TEXTS if known.get(key)}
    lists = {key: _texts(known[key]) for key in _LISTS if known.get(key)}
    # The register decides which of the subjects are its tags.
    keywords = lists.pop("tags", ())
    return replace(Draft(), **texts, **lists, keywords=keywords)  # type: ignore[arg-type]  # Keys are checked.


def _texts(value: object) -> tuple[str, ...]:
    return tuple(map(str, value)) if isinstance(value, (list, tuple)) else (str(value),)


def _with_whole_links(text: str, url: str) -> tuple[str, list[str]]:
    """The text with links to pages on the web only, and the targets that were lost."""
    lost: list[str] = []

    def whole(found: re.Match[str]) -> str:
        image, words, target = found.groups()
        address = urljoin(url, target) if url else target
        if address.startswith(("http://", "https://")):
            return f"[{words or address}]({address})"
        if target.startswith(("#", "mailto:")) and not image:
            return found[0]
        lost.append(target)
        return words

    return _LINK.sub(whole, text), lost


def _doubts(draft: Draft, known: Mapping[str, object], lost: list[str]) -> list[Doubt]:
    doubts = [
        Doubt(key=key, message=f"no {key} was found") for key in ("title", "date") if not getattr(draft, key)
    ]
    if not draft.outlet:
        doubts.append(Doubt(key="outlet", message="no outlet was found"))
    if lost:
        doubts.append(Doubt(key="body", message=f"links within its old site were taken out: {_some(lost)}"))
    if tags := _TAG.findall(draft.body):
        doubts.append(Doubt(key="body", message=f"HTML would be shown as text: {_some(tags)}"))
    return doubts


def doubts_of_known(known: Mapping[str, object]) -> Iterator[Doubt]:
    """What a container says of a page that is no key of ours; see `RawPage.known`."""
    if known.get("draft"):
        yield Doubt(key="body", message="its old site held it back as a draft")
    if known.get("leftovers"):
        message = f"tags of its old generator stand in the text: {_some(_texts(known['leftovers']))}"
        yield Doubt(key="body", message=message)
    if known.get("unknown"):
        message = f"keys that mean nothing here were left out: {_some(_texts(known['unknown']))}"
        yield Doubt(key="body", message=message)


def _some(texts: tuple[str, ...] | list[str]) -> str:
    return ", ".join(list(dict.fromkeys(texts))[:3])
