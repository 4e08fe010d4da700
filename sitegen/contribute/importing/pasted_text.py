"""The article in a text that somebody copied out of a browser, with all menus and comments of its page.

Nothing tells the parts of such a page apart but its lines: each gets the log-odds that it is text of
the article, and the block with the greatest sum is the article. Its head and its source line are read
then; captions and links to other articles are taken out of it.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Sequence
from dataclasses import replace

from sitegen.contribute.importing.line_features import (
    ends_as_sentence,
    is_end,
    is_picture,
    is_prose,
)
from sitegen.contribute.importing.line_scores import best_block, is_paragraph, scores_of, widened
from sitegen.contribute.importing.pasted_head import Head, head_of, is_byline, signed_by
from sitegen.contribute.importing.pasted_lines import Line, lines_of
from sitegen.contribute.importing.pasted_source import (
    SourceLine,
    is_of_site,
    is_site_name,
    outlet_in_footer,
    portal_of,
    site_label,
    source_line,
)
from sitegen.contribute.importing.plain_markdown import BULLET, Kind, markdown_of
from sitegen.contribute.importing.text_language import text_language
from sitegen.contribute.importing.values import Doubt, Draft, NoArticleError, RawPage, missing_values
from sitegen.read.page_words import BUTTON, ERROR_PAGE, MEDIA_FILE, READ_ALSO, SOURCE

_LEAST_WORDS = 40
_LINES_FOR_LANGUAGE = 100
_ERROR_PAGE_WORDS = 150
# A line inside the block that is less likely than this is none of the text.
_LEAST_SCORE = -1.5
_UNSURE = 0.5


def draft_of_text(page: RawPage, today: str = "") -> Draft:
    """The article in a pasted text.

    today: no date is later than this day, YYYY-MM-DD; by default the day of the computer's clock
    Raises `NoArticleError` when the text is too short, too long, an error page, or a list of headlines.
    """
    lines = lines_of(page)
    _refuse_error_page(lines)
    scores = scores_of(lines)
    block = best_block(scores)
    language = _language(lines[block.start : block.stop])
    head = head_of(lines, block, language, today=today)
    source = source_line(lines, range(block.start, min(block.stop + 12, len(lines))))
    block = widened(block, lines, max(head.title + 1, block.start - 12), len(lines))
    kept = _body(lines, scores, block, head, source, language)
    _refuse_what_is_no_text([lines[at] for at in kept])
    if not head.authors:
        head = replace(head, authors=signed_by(lines[kept[-1] + 1 : kept[-1] + 5], language))
    return _draft(page, lines, scores, kept, head, source, language)


def _draft(
    page: RawPage,
    lines: Sequence[Line],
    scores: Sequence[float],
    kept: Sequence[int],
    head: Head,
    source: SourceLine | None,
    language: str,
) -> Draft:
    title = lines[head.title].text if head.title >= 0 else ""
    portal = portal_of(lines, title)
    other = (
        bool(source and source.url) and source is not None and not _same_site(source.url, page.url, portal)
    )
    outlet, authors = _outlet(lines, page, head, source if other or not page.url else None, portal)
    draft = Draft(
        title=title,
        date=head.date.text if head.date else "",
        outlet=outlet,
        authors=authors,
        summary=head.summary,
        language=language,
        source_url=source.url if source and source.url else page.url,
        archive_url=page.archive_url,
        retrieved=page.retrieved,
        republished_by=portal if other and portal != outlet else "",
        retrieved_from=page.url if other else "",
        body=markdown_of([(_kind(lines, at, kept), lines[at].text) for at in kept]),
    )
    return replace(draft, doubts=tuple(_doubts(draft, head, [scores[at] for at in kept])))


# Refusals


def _refuse_error_page(lines: Sequence[Line]) -> None:
    words = sum(line.words for line in lines)
    if words < _LEAST_WORDS:
        raise NoArticleError(f"The text is too short: {words} words")
    errors = any(ERROR_PAGE.search(line.text[:200]) for line in lines[:12])
    if words < _ERROR_PAGE_WORDS and errors:
        raise NoArticleError("The page is an error page")


def _refuse_what_is_no_text(body: Sequence[Line]) -> None:
    told = sum(line.words for line in body if ends_as_sentence(line.text) and line.words >= 5)
    if not told:
        raise NoArticleError("The text is a list of headlines or links: no line of it is a sentence")
    if told < _LEAST_WORDS:
        raise NoArticleError(f"The text has too few sentences: {told} words in them")


# Body


def _body(
    lines: Sequence[Line],
    scores: Sequence[float],
    block: range,
    head: Head,
    source: SourceLine | None,
    language: str,
) -> list[int]:
    """Indexes of the lines that are the article's text."""
    start = max(block.start, head.body_start)
    stop = _stop(lines, start, source.at if source and source.at > start else block.stop)
    kept = [at for at in range(start, stop) if _is_text(lines, at, scores[at], language)]
    while kept and not ends_as_sentence(lines[kept[-1]].text) and scores[kept[-1]] < _UNSURE:
        kept.pop()
    return kept


def _stop(lines: Sequence[Line], start: int, stop: int) -> int:
    """The block ends at a line such as "Comments" after which less is told than before it."""
    told = [0, *itertools.accumulate(line.words if is_prose(line) else 0 for line in lines[start:stop])]
    for at in range(start, stop):
        if is_end(lines[at]) and told[at - start] > told[-1] * 0.6:
            return at
    return stop


def _is_text(lines: Sequence[Line], at: int, score: float, language: str) -> bool:
    line = lines[at]
    if (
        (score < _LEAST_SCORE and not is_paragraph(line))
        or is_picture(line)
        or is_end(line)
        or READ_ALSO.match(line.text[:80])
    ):
        return False
    if at and not line.apart and MEDIA_FILE.match(lines[at - 1].text[:200]) and not is_prose(line):
        return False
    if line.words <= 8 and (BUTTON.search(line.text) or SOURCE.match(line.text) or is_byline(line, language)):
        return ends_as_sentence(line.text) and not BUTTON.search(line.text)
    return True


def _kind(lines: Sequence[Line], at: int, kept: Sequence[int]) -> Kind:
    line = lines[at]
    if BULLET.match(line.text):
        return "item"
    inside = kept[0] < at < kept[-1]
    heading = inside and line.apart and line.words <= 12 and not ends_as_sentence(line.text)
    follows = at + 1 < len(lines) and lines[at + 1].apart and lines[at + 1].words > line.words
    return "heading" if heading and follows and line.text[-1] not in ",;–—-" else "paragraph"


# Language, outlet, doubts


def _language(lines: Sequence[Line]) -> str:
    """The language of the text; empty when it is too short to tell."""
    return text_language(" ".join(line.text for line in lines[:_LINES_FOR_LANGUAGE]))


def _same_site(url: str, page_url: str, portal: str) -> bool:
    if page_url:
        return site_label(url) == site_label(page_url)
    return is_of_site(portal.split(".", 1)[0], url)


def _outlet(
    lines: Sequence[Line], page: RawPage, head: Head, source: SourceLine | None, portal: str
) -> tuple[str, tuple[str, ...]]:
    """The outlet's name as the page says, and the authors without it."""
    if source:
        named = next((name for name in head.authors if is_of_site(name, source.url)), "")
        return named or source.name, tuple(name for name in head.authors if name != named)
    named = next((name for name in head.authors if page.url and is_of_site(name, page.url)), "")
    authors = tuple(name for name in head.authors if name != named)
    own = portal if is_site_name(portal, page.url) else ""
    return named or own or outlet_in_footer(lines), authors


def _doubts(draft: Draft, head: Head, scores: Sequence[float]) -> Iterator[Doubt]:
    yield from missing_values(draft)
    if head.date and head.date.options:
        message = "day and month of the date may be the other way round"
        yield Doubt(key="date", message=message, options=head.date.options)
    elif head.date and not head.date_is_near:
        message = "the date does not stand between title and text; it may be another's"
        yield Doubt(key="date", message=message, options=(head.date.text,))
    if scores and sum(scores) < 0:
        yield Doubt(key="body", message="where the article begins and ends is not sure")
