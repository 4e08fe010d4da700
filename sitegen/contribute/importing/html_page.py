"""A page in HTML becomes a draft of its article."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date

from sitegen.contribute.importing.container_values import with_known
from sitegen.contribute.importing.found_outlets import Outlets
from sitegen.contribute.importing.html_body import body_blocks, body_markdown, standfirst_of
from sitegen.contribute.importing.html_document import parse_html
from sitegen.contribute.importing.html_language import language_of
from sitegen.contribute.importing.html_metadata import HtmlMetadata, metadata_of
from sitegen.contribute.importing.html_refusals import refuse_no_article
from sitegen.contribute.importing.html_source import HtmlSource
from sitegen.contribute.importing.values import Doubt, Draft, RawPage, missing_values
from sitegen.contribute.importing.web_addresses import host_of


def draft_of_html(page: RawPage, outlets: Outlets) -> Draft:
    """The article that stands in a page, as far as it can be found.

    Raises `NoArticleError` with the reason for a page that looks like no article, or cannot be read.
    """
    source = HtmlSource(parse_html(page.data, page.charset), page.url)
    found = metadata_of(source, outlets, retrieved=page.retrieved)
    # From here on the tree is changed; what was read of it is kept in `source`.
    title = str(page.known.get("title") or (found.titles or ("",))[0])
    repeated = (found.origin.outlet, found.origin.portal)
    blocks = body_blocks(source.tree, base=source.base, title=title, authors=found.authors, repeated=repeated)
    refuse_no_article(source, title, blocks)
    standfirst = ""
    if not page.known.get("summary"):
        standfirst, blocks = standfirst_of(blocks)
    text = "\n".join(block.text for block in blocks)
    draft = Draft(
        title=(found.titles or ("",))[0],
        date=(found.dates or ("",))[0],
        outlet=found.origin.outlet,
        authors=found.authors,
        summary=standfirst or found.summary,  # What the page shows goes before what it tells machines.
        language=language_of(source, text),
        source_url=found.origin.url,
        archive_url=page.archive_url,
        retrieved=page.retrieved,
        republished_by=found.origin.portal,
        retrieved_from=found.origin.portal_url,
        image=found.image,
        image_alt=found.image_alt,
        image_credit=found.image_credit,
        body=body_markdown(blocks),
        keywords=found.keywords,
    )
    draft = with_known(draft, page.known)
    return replace(draft, doubts=tuple(_doubts(draft, found, page.known)))


def _doubts(draft: Draft, found: HtmlMetadata, known: Mapping[str, object]) -> Iterator[Doubt]:
    yield from missing_values(draft, ("title", "date", "outlet", "authors"))
    if draft.outlet and draft.outlet == host_of(draft.source_url):
        yield Doubt(key="outlet", message="the page does not say its outlet's name, only its host is known")
    if len(found.titles) > 1 and not known.get("title"):
        yield Doubt(key="title", message="the page gives two titles", options=found.titles)
    if _far_apart(found.dates) and not known.get("date"):
        yield Doubt(key="date", message="the page gives several dates", options=found.dates)
    if draft.republished_by and not draft.source_url:
        yield Doubt(
            key="source_url",
            message=f"the article is from {draft.outlet}, but its address there is not given",
        )


def _far_apart(dates: tuple[str, ...]) -> bool:
    """True when days differ by more than one: time zones explain one."""
    days = [date.fromisoformat(text) for text in dates]
    return bool(days) and (max(days) - min(days)).days > 1
