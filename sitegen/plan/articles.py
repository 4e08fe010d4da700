"""Article pages, the tombstones of withdrawn articles, and free pages."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from itertools import islice
from urllib.parse import quote

import msgspec

from sitegen.localize import direction, language_name
from sitegen.model import Article, FreePage, TermKind
from sitegen.plan.bylines import parse_name, spoken_names
from sitegen.plan.citations import cite
from sitegen.plan.context import NO_INDEX, Context
from sitegen.plan.metadata import article_head, shortened
from sitegen.plan.pages import Page
from sitegen.plan.related import Relation
from sitegen.plan.urls import article_path, date_path, on_this_day_path, page_path
from sitegen.plan.views import (
    ArticleView,
    Citation,
    CorrectionView,
    FreePageView,
    Link,
    Related,
    WithdrawnView,
)

# Other articles of the same day that an article's page names.
_SAME_DAY = 5


def plan_articles(context: Context) -> Iterator[Page]:
    """The page of every article in lists."""
    for position, article in enumerate(context.catalogue.articles):
        yield Page(
            url=article_path(article),
            template="article.html",
            make=partial(article_view, position),
            parts=partial(_article_parts, position),
            shows=partial(_article_shows, position),
            source=article.path,
            shows_body=True,
        )


def article_view(position: int, context: Context) -> ArticleView:
    """What the page of an article shows.

    position: of the article in the catalogue
    """
    article = context.catalogue.articles[position]
    body, links = context.bodies[article.path], context.links
    cards = context.catalogue.cards
    catalogue, language = context.catalogue, context.messages.language
    corrections = sorted(article.corrections, key=lambda c: c.date.sort_key, reverse=True)
    return ArticleView(
        head=article_head(context, article, body),
        title=article.title,
        url=context.addresses.link(article_path(article)),
        language=article.language,
        language_name=language_name(language, article.language),
        direction=direction(article.language),
        date=article.date,
        date_url=context.addresses.link(date_path(article.date)),
        on_this_day=_on_this_day(context, article),
        outlet=catalogue.link("outlet", article.outlet),
        outlet_sample=catalogue.term("outlet", article.outlet).sample,
        authors=spoken_names(article.authors),
        summary=article.summary,
        body=links.html(body),
        image=context.image(article.image, alt=article.image_alt, credit=article.image_credit),
        places=tuple(catalogue.link("place", place) for place in article.places),
        map=context.maps.of_article(article.places),
        tags=tuple(catalogue.link("tag", tag) for tag in article.tags),
        corrections=tuple(CorrectionView(date=c.date, note=c.note) for c in corrections),
        draft=article.draft,
        source_url=article.source_url,
        archive_url=article.archive_url,
        retrieved=article.retrieved,
        republished_by=article.republished_by,
        retrieved_from=article.retrieved_from,
        original_title=article.original_title,
        original_language=article.original_language,
        original_language_name=language_name(language, article.original_language),
        original_direction=direction(article.original_language),
        translator=parse_name(article.translator).spoken,
        citation=_citation(context, article),
        edit_url=context.config.edit_url.replace("{path}", quote(article.path)),
        related=tuple(_related(context, relation) for relation in context.related.related(position)),
        same_day=tuple(catalogue.cards_at(_same_day(context, position))),
        threads=tuple(context.threads.of_article(position)),
        newer=cards[position + 1] if position + 1 < len(catalogue.articles) else None,
        older=cards[position - 1] if position else None,
    )


def _article_parts(position: int, context: Context) -> tuple[bytes, ...]:
    """The article, those beside it in time and in its threads, those of its day, and the related ones."""
    marks, article = context.marks, context.catalogue.articles[position]
    beside = [p for p in (position - 1, position + 1) if 0 <= p < len(context.catalogue.articles)]
    return (
        marks.articles[article.path],
        marks.of_cards(beside),
        context.published.get(article.image, "").encode(),
        context.related.parts(position),
        context.threads.parts(position),
        marks.of_cards(_same_day(context, position)),
    )


def articles_around(position: int, context: Context) -> set[int]:
    """Positions of all articles in whose parts an article's marks may be: its own, and those below.

    Each of these relations holds both ways: who is beside it has it beside him.
    """
    day = context.catalogue.articles[position].date
    return {
        *range(position - 1, position + 2),
        *(context.calendar.days[day.start] if day.day else ()),
        *context.threads.beside(position),
        *context.related.compared(position),
    }


def _article_shows(position: int, context: Context) -> set[int]:
    """The article and all that its page names: beside it, of its day, in its threads, related."""
    return {
        *range(position - 1, position + 2),
        *_same_day(context, position),
        *context.threads.beside(position),
        *(relation.position for relation in context.related.related(position)),
    }


def _same_day(context: Context, position: int) -> list[int]:
    """Positions of a few other articles of an article's day."""
    date = context.catalogue.articles[position].date
    if not date.day:
        return []
    others = (other for other in context.calendar.days[date.start] if other != position)
    return list(islice(others, _SAME_DAY))


def _on_this_day(context: Context, article: Article) -> str:
    day = article.date.day and article.date.start[5:]
    return context.addresses.link(on_this_day_path(day)) if day else ""


def _citation(context: Context, article: Article) -> Citation:
    return cite(
        article,
        outlet=context.catalogue.term("outlet", article.outlet).name,
        archive=context.config.title,
        url=context.addresses.absolute(article_path(article)),
    )


def _related(context: Context, relation: Relation) -> Related:
    def shared(kind: TermKind) -> tuple[Link, ...]:
        return tuple(context.catalogue.link(kind, term_id) for k, term_id in relation.shared if k == kind)

    card = context.catalogue.cards[relation.position]
    return Related(card=card, places=shared("place"), tags=shared("tag"))


def plan_withdrawn(context: Context) -> Iterator[Page]:
    """A note at the address of every withdrawn article."""
    for number, article in enumerate(context.catalogue.archive.articles):
        if article.withdrawn:
            yield Page(
                url=article_path(article),
                template="withdrawn.html",
                make=partial(_withdrawn, number),
                parts=partial(_withdrawn_parts, article),
                source=article.path,
            )


def _withdrawn_parts(article: Article, context: Context) -> tuple[bytes, ...]:
    """The article, and whether its outlet has a page."""
    outlet = context.catalogue.link("outlet", article.outlet)
    return (*document_parts(article, context), outlet.url.encode())


def _withdrawn(number: int, context: Context) -> WithdrawnView:
    article = context.catalogue.archive.articles[number]
    return WithdrawnView(
        head=context.head(article.title, article_path(article), metas=(NO_INDEX,)),
        title=article.title,
        language=article.language,
        direction=direction(article.language),
        date=article.date,
        outlet=context.catalogue.link("outlet", article.outlet),
        note=article.status_note,
    )


def document_parts(document: Article | FreePage, context: Context) -> tuple[bytes, ...]:
    """The parts of a page that shows one document and nothing of others."""
    if isinstance(document, Article):
        return (context.marks.articles[document.path],)
    return (msgspec.msgpack.encode(document),)


def plan_free_pages(context: Context) -> Iterator[Page]:
    """Pages such as “About”."""
    archive = context.catalogue.archive
    for number, page in enumerate(archive.pages):
        yield Page(
            url=page_path(page),
            template="page.html",
            make=partial(_free_page, number),
            parts=partial(document_parts, page),
            source=page.path,
            shows_body=True,
        )


def _free_page(number: int, context: Context) -> FreePageView:
    page = context.catalogue.archive.pages[number]
    body = context.bodies[page.path]
    description = page.description or shortened(body.text)
    return FreePageView(
        head=context.head(page.title, page_path(page), description=description),
        title=page.title,
        language=page.language,
        direction=direction(page.language),
        body=context.links.html(body),
    )
