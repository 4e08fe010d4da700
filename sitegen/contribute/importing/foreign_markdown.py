"""Markdown files of other generators: Jekyll, Hugo and Pelican. Their front matter becomes ours.

Formats: jekyllrb.com/docs/front-matter, gohugo.io/content-management/front-matter,
docs.getpelican.com/en/latest/content.html (Python-Markdown's metadata).
"""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path, PurePath

from sitegen.contribute.importing.foreign_keys import known_of
from sitegen.contribute.importing.foreign_metadata import Metadata, split_metadata
from sitegen.contribute.importing.source_values import MAX_PAGE_BYTES, Source, SourceError, too_large
from sitegen.contribute.importing.text_encoding import decoded_text
from sitegen.contribute.importing.values import RawPage
from sitegen.read.names import slug_of
from sitegen.read.template_tags import template_tags_in

# `2013-05-01-slug.md`, as Jekyll wants it and others allow it.
_DATED_NAME = re.compile(r"(\d{4}-\d\d-\d\d)-(.+)", re.ASCII)


def read_markdown(source: Source) -> RawPage:
    """The body, as UTF-8, and what the front matter and the file's name say. Raises `SourceError`.

    `known["unknown"]` names keys that mean nothing here, `known["leftovers"]` the tags of templates.
    """
    text = _text(_bytes(source.path))
    metadata, body = split_metadata(text)
    path = PurePath(source.path)
    known = {**_from_name(path), **known_of(metadata, spaces_part_tags="_posts" in path.parts)}
    known["leftovers"] = template_tags_in(body)
    return RawPage(
        name=source.name,
        data=body.encode(),
        kind="markdown",
        charset="utf-8",
        url=str(known.get("source_url", "")),
        known={key: value for key, value in known.items() if value},
    )


def _bytes(path: str) -> bytes:
    with Path(path).open("rb") as file:
        data = file.read(MAX_PAGE_BYTES + 1)
    if len(data) > MAX_PAGE_BYTES:
        raise SourceError(too_large(len(data)))
    return data


def _text(data: bytes) -> str:
    text = decoded_text(data)
    if text is None:
        raise SourceError("Its encoding cannot be told")
    if "\0" in text:
        raise SourceError("It is no text file")
    return text.replace("\r\n", "\n").replace("\r", "\n")


def _from_name(path: PurePath) -> Metadata:
    stem = path.stem
    if stem in {"index", "_index"}:
        stem = path.parent.name  # a page bundle of Hugo
    dated = _DATED_NAME.fullmatch(stem)
    if dated and _is_day(dated[1]):
        return {"date": dated[1], "slug": slug_of(dated[2])}
    return {"slug": slug_of(stem)}


def _is_day(text: str) -> bool:
    try:
        date.fromisoformat(text)
    except ValueError:
        return False
    return True
