"""Views: articles, withdrawn articles and free pages."""

from __future__ import annotations

import msgspec

from sitegen.dates import EdtfDate
from sitegen.plan.views.citations import Citation
from sitegen.plan.views.common import Card, Direction, Head, Image, Link
from sitegen.plan.views.maps import MapView


class CorrectionView(msgspec.Struct, frozen=True, kw_only=True):
    """A correction notice.

    date: when the article was corrected
    note: what was corrected
    """

    date: EdtfDate
    note: str


class Related(msgspec.Struct, frozen=True, kw_only=True):
    """A related article and why it is related.

    card: the article
    places: the places that both name, rarest first
    tags: the tags that both name, rarest first
    """

    card: Card
    places: tuple[Link, ...]
    tags: tuple[Link, ...]


class Thread(msgspec.Struct, frozen=True, kw_only=True):
    """The articles before and after one within a tag, place or outlet.

    anchor: of the thread on an article's page; links that stay within it end in it
    term: the tag, place or outlet
    older: the article before, or None
    newer: the article after, or None
    """

    anchor: str
    term: Link
    older: Card | None
    newer: Card | None


class ArticleView(msgspec.Struct, frozen=True, kw_only=True):
    """Template `article.html`: one article.

    head: see `Head`
    title: the headline
    url: the page's own URL
    language: the article's language, BCP 47
    language_name: that language's name in the interface's language
    direction: its writing direction
    date: when it was published
    date_url: the timeline's page, at that day
    on_this_day: the page of the calendar day in all years; empty when the date is no day
    outlet: the outlet that published it
    outlet_sample: True when the outlet is an invented sample
    authors: bylines, given names first
    summary: standfirst; may be empty
    body: HTML, sanitised
    image: lead image, or None
    places: the places it is about
    map: where they lie, without links; None when none has coordinates
    tags: its subjects
    corrections: newest first
    draft: True for a draft, which only `--drafts` publishes
    source_url: the original page on the web; may be empty
    archive_url: an archived copy of it; may be empty
    retrieved: when the source was read, or None
    republished_by: who showed the article again, on the page that was read; may be empty
    retrieved_from: that page, when it is not the original; may be empty
    original_title: the title before translation; may be empty
    original_language: the language it was translated from, BCP 47; may be empty
    original_language_name: that language's name in the interface's language; may be empty
    original_direction: that language's writing direction
    translator: who translated it; may be empty
    citation: how to cite it
    edit_url: where readers can propose a correction of the article's file; may be empty
    related: related articles
    same_day: other articles of the same day, a few of them
    threads: the articles before and after it within its tags, places and outlet
    newer: the next article in time, or None
    older: the previous article in time, or None
    """

    head: Head
    title: str
    url: str
    language: str
    language_name: str
    direction: Direction
    date: EdtfDate
    date_url: str
    on_this_day: str
    outlet: Link
    outlet_sample: bool
    authors: tuple[str, ...]
    summary: str
    body: str
    image: Image | None
    places: tuple[Link, ...]
    map: MapView | None
    tags: tuple[Link, ...]
    corrections: tuple[CorrectionView, ...]
    draft: bool
    source_url: str
    archive_url: str
    retrieved: EdtfDate | None
    republished_by: str
    retrieved_from: str
    original_title: str
    original_language: str
    original_language_name: str
    original_direction: Direction
    translator: str
    citation: Citation
    edit_url: str
    related: tuple[Related, ...]
    same_day: tuple[Card, ...]
    threads: tuple[Thread, ...]
    newer: Card | None
    older: Card | None


class WithdrawnView(msgspec.Struct, frozen=True, kw_only=True):
    """Template `withdrawn.html`: the tombstone of a withdrawn article.

    head: see `Head`
    title: the headline
    language: the article's language, BCP 47
    direction: its writing direction
    date: when it was published
    outlet: the outlet that published it; its `url` is empty when it has no other article
    note: why it was withdrawn
    """

    head: Head
    title: str
    language: str
    direction: Direction
    date: EdtfDate
    outlet: Link
    note: str


class FreePageView(msgspec.Struct, frozen=True, kw_only=True):
    """Template `page.html`: a free page, such as “About”.

    head: see `Head`
    title: its title
    language: its language, BCP 47
    direction: its writing direction
    body: HTML, sanitised
    """

    head: Head
    title: str
    language: str
    direction: Direction
    body: str


class MovedView(msgspec.Struct, frozen=True, kw_only=True):
    """Template `moved.html`: an old address, which sends the reader on.

    head: see `Head`
    target: the page's address now
    title: the page's title
    language: the page's language, BCP 47
    direction: its writing direction
    """

    head: Head
    target: str
    title: str
    language: str
    direction: Direction
