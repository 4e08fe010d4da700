"""Article pages, the tombstones of withdrawn articles, and free pages."""

from __future__ import annotations

from collections.abc import Iterator

from sitegen.localize import direction, language_name
from sitegen.model import Article, FreePage, TermKind
from sitegen.plan.context import NO_INDEX, Context
from sitegen.plan.links import LinkResolver
from sitegen.plan.metadata import article_head, shortened
from sitegen.plan.related import RelatedFinder, Relation
from sitegen.plan.urls import article_path, date_path, page_path
from sitegen.plan.views import (
    ArticleView,
    Card,
    CorrectionView,
    FreePageView,
    Image,
    Link,
    Page,
    Related,
    WithdrawnView,
)


def plan_articles(context: Context, links: LinkResolver) -> Iterator[Page]:
    """The page of every article in lists."""
    finder = RelatedFinder(context.catalogue)
    cards = (None, *context.catalogue.cards, None)
    neighbours = list(zip(cards, cards[2:], strict=False))
    for position, article in enumerate(context.catalogue.articles):
        older, newer = neighbours[position]
        related = tuple(_related(context, relation) for relation in finder.related(position))
        view = _article(context, links, article, older, newer, related)
        yield Page(url=article_path(article), template="article.html", view=view, source=article.path)


def _article(
    context: Context,
    links: LinkResolver,
    article: Article,
    older: Card | None,
    newer: Card | None,
    related: tuple[Related, ...],
) -> ArticleView:
    catalogue, language = context.catalogue, context.messages.language
    corrections = sorted(article.corrections, key=lambda c: c.date.sort_key, reverse=True)
    return ArticleView(
        head=article_head(context, article, links.absolute(article.image)),
        title=article.title,
        url=context.addresses.link(article_path(article)),
        language=article.language,
        language_name=language_name(language, article.language),
        direction=direction(article.language),
        date=article.date,
        date_url=context.addresses.link(date_path(article.date)),
        outlet=catalogue.link("outlet", article.outlet),
        outlet_sample=catalogue.term("outlet", article.outlet).sample,
        authors=article.authors,
        summary=article.summary,
        body=links.html(article.body),
        image=_image(links, article),
        places=tuple(catalogue.link("place", place) for place in article.places),
        tags=tuple(catalogue.link("tag", tag) for tag in article.tags),
        corrections=tuple(CorrectionView(date=c.date, note=c.note) for c in corrections),
        draft=article.draft,
        source_url=article.source_url,
        archive_url=article.archive_url,
        retrieved=article.retrieved,
        original_title=article.original_title,
        original_language=article.original_language,
        original_language_name=language_name(language, article.original_language),
        translator=article.translator,
        related=related,
        newer=newer,
        older=older,
    )


def _image(links: LinkResolver, article: Article) -> Image | None:
    url = links.link(article.image)
    return Image(url=url, alt=article.image_alt, credit=article.image_credit) if url else None


def _related(context: Context, relation: Relation) -> Related:
    def shared(kind: TermKind) -> tuple[Link, ...]:
        return tuple(context.catalogue.link(kind, term_id) for k, term_id in relation.shared if k == kind)

    card = context.catalogue.cards[relation.position]
    return Related(card=card, places=shared("place"), tags=shared("tag"))


def plan_withdrawn(context: Context) -> Iterator[Page]:
    """A note at the address of every withdrawn article."""
    for article in context.catalogue.archive.articles:
        if not article.withdrawn:
            continue
        path = article_path(article)
        view = WithdrawnView(
            head=context.head(article.title, path, metas=(NO_INDEX,)),
            title=article.title,
            language=article.language,
            direction=direction(article.language),
            date=article.date,
            outlet=context.catalogue.link("outlet", article.outlet),
            note=article.status_note,
        )
        yield Page(url=path, template="withdrawn.html", view=view, source=article.path)


def plan_free_pages(context: Context, links: LinkResolver) -> Iterator[Page]:
    """Pages such as “About”."""
    for page in context.catalogue.archive.pages:
        view = _free_page(context, links, page)
        yield Page(url=page_path(page), template="page.html", view=view, source=page.path)


def _free_page(context: Context, links: LinkResolver, page: FreePage) -> FreePageView:
    description = page.description or shortened(page.body.text)
    return FreePageView(
        head=context.head(page.title, page_path(page), description=description),
        title=page.title,
        language=page.language,
        direction=direction(page.language),
        body=links.html(page.body),
    )
