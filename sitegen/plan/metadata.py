"""What an article says of itself to machines: OpenGraph, Zotero's metadata, schema.org."""

from __future__ import annotations

from collections.abc import Iterator

import msgspec

from sitegen.model import Article, Body, Term
from sitegen.plan.bylines import parse_name
from sitegen.plan.context import Context
from sitegen.plan.images import ImageSource
from sitegen.plan.urls import article_path
from sitegen.plan.views import Head, Meta

_DESCRIPTION_LENGTH = 200


def article_head(context: Context, article: Article, body: Body) -> Head:
    """The head of an article's page."""
    path = article_path(article)
    url = context.addresses.absolute(path)
    description = article.summary or shortened(body.text)
    outlet = context.catalogue.term("outlet", article.outlet)
    image = context.images.preview(article.image)
    return Head(
        title=article.title,
        description=description,
        canonical=url,
        path=context.addresses.link(path),
        metas=(
            *_open_graph(context, article, url, description, outlet),
            *_open_graph_image(image, article.image_alt),
            *_citation(article, url),
        ),
        json_ld=_json_ld(context, article, url, description, outlet, image.url if image else ""),
    )


def shortened(text: str) -> str:
    """The first sentences of a text, cut at a word."""
    flat = " ".join(text.split())
    if len(flat) <= _DESCRIPTION_LENGTH:
        return flat
    return flat[:_DESCRIPTION_LENGTH].rpartition(" ")[0].rstrip(",;:–-") + "…"


def _open_graph(
    context: Context, article: Article, url: str, description: str, outlet: Term
) -> Iterator[Meta]:
    # Zotero takes `og:site_name` as the publication's title, so it names the outlet, not this site.
    yield Meta(attribute="property", key="og:site_name", content=outlet.name)
    yield Meta(attribute="property", key="og:type", content="article")
    yield Meta(attribute="property", key="og:title", content=article.title)
    yield Meta(attribute="property", key="og:url", content=url)
    if description:
        yield Meta(attribute="property", key="og:description", content=description)
    yield Meta(attribute="property", key="article:published_time", content=_iso(article))
    tags = [context.catalogue.term("tag", tag).name for tag in article.tags]
    if tags:
        yield Meta(attribute="property", key="article:section", content=tags[0])
    for tag in tags:
        yield Meta(attribute="property", key="article:tag", content=tag)


def _open_graph_image(image: ImageSource | None, alt: str) -> Iterator[Meta]:
    """The lead image, whose parts have to follow each other."""
    if image is None:
        return
    values = {"": image.url, ":type": "image/jpeg", ":width": str(image.width), ":height": str(image.height)}
    for part, value in {**values, ":alt": alt}.items():
        if value:
            yield Meta(attribute="property", key=f"og:image{part}", content=value)


def _citation(article: Article, url: str) -> Iterator[Meta]:
    """What makes Zotero import a newspaper article (its translator “Embedded Metadata”)."""
    yield Meta(attribute="name", key="z:itemType", content="newspaperArticle")
    for author in article.authors:
        yield Meta(attribute="name", key="citation_author", content=author)
    yield Meta(
        attribute="name", key="citation_publication_date", content=_iso(article)[:10].replace("-", "/")
    )
    yield Meta(attribute="name", key="citation_language", content=article.language)
    yield Meta(attribute="name", key="citation_public_url", content=url)


def _iso(article: Article) -> str:
    """The date in ISO 8601, as exact as it is known; of a span, its first year."""
    return article.date.html or article.date.start[:4]


def _json_ld(context: Context, article: Article, url: str, description: str, outlet: Term, image: str) -> str:
    publisher: dict[str, object] = {"@type": "Organization", "name": outlet.name}
    if outlet.url:
        publisher["url"] = outlet.url
    data: dict[str, object] = {
        "@context": "https://schema.org",
        "@type": "NewsArticle",
        "headline": article.title,
        "url": url,
        "mainEntityOfPage": url,
        "datePublished": _iso(article),
        "inLanguage": article.language,
        "publisher": publisher,
    }
    optional: dict[str, object] = {
        "description": description,
        "image": image,
        "author": [_person(author) for author in article.authors],
        "keywords": [context.catalogue.term("tag", tag).name for tag in article.tags],
        "contentLocation": [_place(context.catalogue.term("place", place)) for place in article.places],
        "isBasedOn": article.source_url,
        "archivedAt": article.archive_url,
        "alternativeHeadline": article.original_title,
        "translator": _person(article.translator) if article.translator else "",
        "correction": [
            {"@type": "CorrectionComment", "text": c.note, "datePublished": c.date.html}
            for c in article.corrections
        ],
        "dateModified": max((c.date.start for c in article.corrections), default=""),
    }
    data.update((key, value) for key, value in optional.items() if value)
    return script_json(data)


def _person(name: str) -> dict[str, object]:
    return {"@type": "Person", "name": parse_name(name).spoken}


def _place(place: Term) -> dict[str, object]:
    data: dict[str, object] = {"@type": "Place", "name": place.name}
    if place.latitude is not None:
        data["geo"] = {
            "@type": "GeoCoordinates",
            "latitude": place.latitude,
            "longitude": place.longitude,
        }
    if place.wikidata:
        data["sameAs"] = f"https://www.wikidata.org/wiki/{place.wikidata}"
    return data


def script_json(data: object) -> str:
    """JSON that is safe inside a `<script>` element, whatever texts it holds."""
    text = msgspec.json.encode(data).decode()
    return text.replace("<", "\\u003c").replace(">", "\\u003e").replace("&", "\\u0026")
