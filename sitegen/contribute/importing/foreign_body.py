"""The Markdown of another generator becomes a draft: it is kept, but for links that only its site knew."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from sitegen.contribute.importing.container_values import some_of, with_known
from sitegen.contribute.importing.text_language import text_language
from sitegen.contribute.importing.values import Doubt, Draft, NoArticleError, RawPage, missing_values
from sitegen.contribute.importing.web_addresses import absolute_address

# One pair of brackets may stand within words, and one of parentheses within an address, as in Wikipedia's.
_WORDS = r"(?:[^\[\]\n]|\[[^\[\]\n]{0,200}\]){0,1000}"
_TARGET = r"(?:[^()\s<>]|\([^()\s<>]{0,200}\)){1,2000}"
_TITLE = r"(?:\"[^\"\n]{0,1000}\"|'[^'\n]{0,1000}')"
_ADDRESS = rf"\(\s{{0,9}}<?({_TARGET})>?(?:\s{{1,9}}{_TITLE})?\s{{0,9}}\)"
_LINK = re.compile(rf"(!?)\[({_WORDS})\]{_ADDRESS}")
_LINKED_IMAGE = re.compile(rf"\[!\[({_WORDS})\]{_ADDRESS}\](?=\()")
_TAG = re.compile(r"<(?!https?:)/?[a-zA-Z][^<>\n]{0,1000}>")


def markdown_draft(page: RawPage) -> Draft:
    """The article in a Markdown file. Raises `NoArticleError` when it holds no text."""
    text = page.data.decode("utf-8", "replace").strip()
    if not text:
        raise NoArticleError("It holds no text below its front matter")
    body, lost = _with_whole_links(text, page.url)
    draft = Draft(body=body, archive_url=page.archive_url, retrieved=page.retrieved)
    draft = with_known(draft, page.known)
    if not draft.language:
        draft = replace(draft, language=text_language(text))
    return replace(draft, doubts=tuple(_doubts(draft, lost)))


def _with_whole_links(text: str, url: str) -> tuple[str, list[str]]:
    """The text with links to pages on the web only, and the targets that were lost."""
    lost: list[str] = []

    def whole(found: re.Match[str]) -> str:
        image, words, target = found.groups()
        if address := absolute_address(target, url):
            return f"[{words or address}]({address})"
        if target.startswith(("#", "mailto:")) and not image:
            return found[0]
        lost.append(target)
        return words

    return _LINK.sub(whole, _LINKED_IMAGE.sub(r"[\1]", text)), lost


def _doubts(draft: Draft, lost: list[str]) -> Iterator[Doubt]:
    yield from missing_values(draft)
    if lost:
        yield Doubt(key="body", message=f"links within its old site were taken out: {some_of(lost)}")
    if tags := _TAG.findall(draft.body):
        yield Doubt(key="body", message=f"HTML would be shown as text: {some_of(tags)}")
