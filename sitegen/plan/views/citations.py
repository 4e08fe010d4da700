"""Views: how an article is cited."""

from __future__ import annotations

import msgspec


class Run(msgspec.Struct, frozen=True, kw_only=True):
    """A stretch of text in one typeface.

    text: the text
    italic: True for a title that is set in italics
    """

    text: str
    italic: bool


class Citation(msgspec.Struct, frozen=True, kw_only=True):
    """An article as bibliographies cite it.

    key: its name in a bibliography: ASCII, unique in the archive, the same as long as the page's address
    apa: the entry in APA style, in English
    chicago: the entry in Chicago style (notes and bibliography), in English
    mla: the entry in MLA style, in English
    bibtex: an entry for BibTeX and biblatex
    ris: a record in RIS
    csl_json: an array of one item in CSL-JSON
    """

    key: str
    apa: tuple[Run, ...]
    chicago: tuple[Run, ...]
    mla: tuple[Run, ...]
    bibtex: str
    ris: str
    csl_json: str
