"""In which language a page is written."""

from __future__ import annotations

import re

from sitegen.contribute.importing.html_source import HtmlSource
from sitegen.contribute.importing.text_language import likely_language

_CODE = re.compile(r"([A-Za-z]{2,3})(?:[-_]([A-Za-z]{4}))?(?:[-_]([A-Za-z]{2}))?(?![A-Za-z])")
_ENOUGH = 200
# Above this the text itself is believed against what the page says.
_SURE = 0.99


def language_of(source: HtmlSource, text: str) -> str:
    """BCP 47 code of the page's language; what the text is plainly in goes before what the page says."""
    said = said_language(source)
    if len(text) < _ENOUGH:
        return said
    found, probability = likely_language(text)
    if said and said.split("-")[0] == found:
        return said
    return found if probability >= _SURE or not said else said


def said_language(source: HtmlSource) -> str:
    """BCP 47 code of the language that the page says it is in; empty when it says none."""
    root = source.tree.xpath("string(/html/@lang)") or source.tree.xpath(
        "string(/html/@*[name()='xml:lang'])"
    )
    in_language = source.article.get("inLanguage")
    written = (
        root,
        in_language,
        source.meta("og:locale"),
        source.meta("content-language", "language", "dc.language"),
    )
    for one in written:
        if isinstance(one, str) and (found := _CODE.match(one.strip())):
            return _canonical(found)
    return ""


def _canonical(found: re.Match[str]) -> str:
    language, script, region = found.groups()
    parts = (language.lower(), script and script.title(), region and region.upper())
    return "-".join(part for part in parts if part)
