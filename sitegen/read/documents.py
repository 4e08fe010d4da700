"""One Markdown file becomes one `Article` or `FreePage`: a pure function of its bytes and path."""

from __future__ import annotations

from collections.abc import Callable

from msgspec.structs import replace

from sitegen.diagnostics import ProblemsError
from sitegen.model import Article, Body, FreePage
from sitegen.read.markdown import render_markdown
from sitegen.read.parsed import DocumentValues, Kind, Parsed, unparsed
from sitegen.read.split import SplitFile, split_file
from sitegen.versions import digest_of


def parse_article(
    path: str, data: bytes, language: str, known: Parsed[Article] | None = None
) -> tuple[Parsed[Article], Body]:
    """The article that a file holds, and its body.

    path: relative to the archive's root
    language: of the text when the front matter names none, BCP 47
    known: what the file gave before it was edited, with the same path
    """

    def read(file: SplitFile) -> DocumentValues[Article]:
        # To import what reads front matter takes as long as to parse a hundred files.
        from sitegen.read.document_values import article_values

        return article_values(path, file, language)

    return _parsed(path, data, language, known, read)


def parse_page(
    path: str, data: bytes, language: str, known: Parsed[FreePage] | None = None
) -> tuple[Parsed[FreePage], Body]:
    """The free page that a file holds, and its body; parameters as for `parse_article`."""

    def read(file: SplitFile) -> DocumentValues[FreePage]:
        from sitegen.read.document_values import page_values

        return page_values(path, file, language)

    return _parsed(path, data, language, known, read)


def _parsed(
    path: str,
    data: bytes,
    language: str,
    known: Parsed[Kind] | None,
    read: Callable[[SplitFile], DocumentValues[Kind]],
) -> tuple[Parsed[Kind], Body]:
    try:
        file = split_file(data, path=path)
        front_matter = digest_of(f"{language} {file.first_line}".encode(), file.front_matter.encode())
        values = _values_of(known, front_matter) or read(file)
        body, outline = render_markdown(
            file.body, path=path, language=values.document.language, first_line=file.body_line
        )
    except ProblemsError as problems:
        return unparsed(path, problems), Body(html="", text="")
    parsed = Parsed(
        path=path,
        document=values.document,
        outline=replace(outline, positions=values.marks),
        positions=values.positions,
        diagnostics=(),
        front_matter=front_matter,
    )
    return parsed, body


def _values_of(known: Parsed[Kind] | None, front_matter: str) -> DocumentValues[Kind] | None:
    """What is known of the front matter with a digest; None when that is not known."""
    if known is None or known.front_matter != front_matter or not known.document or not known.outline:
        return None
    return DocumentValues(known.document, known.outline.positions, known.positions)
