"""What a page says of its article: title, date, authors, outlet, summary, lead image, subjects."""

from __future__ import annotations

import re
from dataclasses import dataclass

from sitegen.contribute.importing.found_outlets import Outlets
from sitegen.contribute.importing.html_authors import authors_of_page
from sitegen.contribute.importing.html_date import dates_of
from sitegen.contribute.importing.html_language import said_language
from sitegen.contribute.importing.html_outlet import Origin, origin_of
from sitegen.contribute.importing.html_source import HtmlSource
from sitegen.contribute.importing.html_title import titles_of
from sitegen.contribute.importing.structured_data import as_list, text_of_value, texts_of, url_of_value
from sitegen.contribute.importing.web_addresses import absolute_address

_MAX_KEYWORDS = 30
_MAX_SUMMARY = 600
_MIN_SUMMARY = 40


@dataclass(frozen=True, slots=True, kw_only=True)
class HtmlMetadata:
    """What was found; what was not is empty.

    titles, dates: the likeliest first, then what speaks against it
    """

    titles: tuple[str, ...]
    dates: tuple[str, ...]
    authors: tuple[str, ...]
    origin: Origin
    summary: str
    image: str
    image_alt: str
    image_credit: str
    keywords: tuple[str, ...]


def metadata_of(source: HtmlSource, outlets: Outlets, *, retrieved: str = "") -> HtmlMetadata:
    """All that a page says of its article, but for the language, which its text decides.

    retrieved: the day on which it was read; it cannot have been published later
    """
    origin = origin_of(source, outlets)
    names = [name for name in (origin.outlet, origin.portal) if name]
    image, alt, credit = _image(source)
    return HtmlMetadata(
        titles=titles_of(source, names),
        dates=dates_of(source, latest=retrieved),
        authors=authors_of_page(source, said_language(source), [*names, source.meta("og:site_name")]),
        origin=origin,
        summary=_summary(source),
        image=image,
        image_alt=alt,
        image_credit=credit,
        keywords=_keywords(source),
    )


def _summary(source: HtmlSource) -> str:
    """The description, when it is a sentence and not that of the whole site."""
    said = [
        source.meta("og:description"),
        source.meta("description"),
        text_of_value(source.article.get("description")),
    ]
    sites = {text_of_value(node.get("description")) for node in source.nodes if node is not source.article}
    good = (text for text in said if _MIN_SUMMARY <= len(text) <= _MAX_SUMMARY and text not in sites)
    return next((text for text in good if not re.search(r"(?:\.\.\.|…)\W*$", text)), "")


def _image(source: HtmlSource) -> tuple[str, str, str]:
    """Address, alternative text and credit of the lead image."""
    node = next((one for one in as_list(source.article.get("image")) if isinstance(one, dict)), {})
    written = (
        source.meta("og:image:secure_url", "og:image", "og:image:url", "twitter:image"),
        url_of_value(node),
    )
    address = next((url for one in written if one and (url := absolute_address(one, source.base))), "")
    if not address:
        return "", "", ""
    credit = text_of_value(node.get("creditText")) or text_of_value(node.get("copyrightHolder"))
    return (
        address,
        source.meta("og:image:alt", "twitter:image:alt") or text_of_value(node.get("caption")),
        credit,
    )


def _keywords(source: HtmlSource) -> tuple[str, ...]:
    lists = [
        *texts_of(source.article.get("keywords")),
        *source.metas.get("article:tag", ()),
        *source.metas.get("news_keywords", ()),
        *source.metas.get("keywords", ()),
    ]
    words = (word.strip() for text in lists for word in re.split(r"[,;،、]", text))
    unique = {word.casefold(): word for word in words if 1 < len(word) <= 60}
    return tuple(unique.values())[:_MAX_KEYWORDS]
