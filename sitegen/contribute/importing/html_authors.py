"""Who wrote a page."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from trafilatura.metadata import extract_author

from sitegen.contribute.importing.found_authors import authors_of
from sitegen.contribute.importing.html_source import HtmlSource, element_text
from sitegen.contribute.importing.structured_data import as_list, text_of_value, types_of

_METAS = (
    "author", "article:author", "og:article:author", "og:author", "byl", "parsely-author", "sailthru.author",
    "dc.creator", "dcterms.creator", "dc:creator", "citation_author", "authors", "creator", "rbauthors",
)  # fmt: skip


def _has_class(*words: str) -> str:
    """A condition of XPath: a class holds one of these words, whatever its case."""
    small = 'translate(@class, "ABCDEFGHIJKLMNOPQRSTUVWXYZ", "abcdefghijklmnopqrstuvwxyz")'
    return " or ".join(f'contains({small}, "{word}")' for word in words)


_SMALL = (
    "self::a or self::span or self::p or self::div or self::address or self::em or self::li or self::strong"
)
_PROFILES = " or ".join(
    f'contains(@href, "/{part}/")' for part in ("author", "autor", "autoren", "auteur", "profile", "people")
)
# From the surest to the widest.
_SURE_BYLINES = (
    './/*[@itemprop="author"]//*[@itemprop="name"]',
    './/a[contains(@rel, "author")]',
    './/*[@itemprop="author"]',
)
_BYLINES = (
    './/*[contains(@class, "author vcard") or contains(@class, "byline__name")]',
    f".//*[{_has_class('author-name', 'author__name', 'authorname', 'author_name', 'byline-name')}]",
    './/*[contains(@class, "vcard")]//*[contains(@class, "fn")]',
    f".//a[{_has_class('author')} or {_PROFILES}]",
    f".//*[{_SMALL}][{_has_class('byline')}]",
    f'.//*[{_SMALL}][@class="author" or @id="author" or starts-with(@class, "author ") or '
    f"{_has_class('article-author', 'post-author', 'article__author', 'entry-author', 'writer', 'autor')}]",
    f".//*[{_SMALL} or self::b or self::cite][{_has_class('author', 'username', 'submitted')}]",
)
_NOT_OF_ARTICLE = (
    f"ancestor-or-self::*[self::footer or self::aside or self::nav or "
    f"{_has_class('comment', 'related', 'bio', 'sidebar')} or "
    "contains(@id, 'comment') or contains(@id, 'sidebar')]"
)
_ABOUT = re.compile(
    r"^(?:view all posts by|zeige alle beiträge von|all posts by|posts by|ver todas las entradas de|"
    r"voir tous les articles (?:par|de)|alle beiträge von)\s+|\s+(?:am|on|le|el|il|em)$",
    re.IGNORECASE,
)
_MAX_BYLINE = 200
_BY_WORDS = re.compile(
    r"(?:^|\s)(?:by|von|par|por|text:|autor:|"
    r"автор:?)\s+([^\W\d_][\w.’'-]+(?:\s+[^\W\d_][\w.’'-]+){1,3})\s*(?:[|,·–-].{0,60})?$", re.IGNORECASE
)  # fmt: skip
_NOBODY = frozenset(
    [
        "admin",
        "administrator",
        "redaktion",
        "editor",
        "editors",
        "staff",
        "staff writer",
        "newsroom",
        "editorial",
        "редакция",
        "редакція",
        "redazione",
        "redacción",
        "rédaction",
        "la rédaction",
        "redação",
        "da redação",
        "guest",
        "user",
        "webmaster",
        "team",
        "author",
        "root",
        "unknown",
        "anonymous",
        "news desk",
        "web desk",
        "newsdesk",
        "no author",
        "wordpressadmin",
        "редактор",
        "editorial team",
        "editorial staff",
        "online-redaktion",
        "website",
        "contributor",
    ]
)


def authors_of_page(source: HtmlSource, language: str, outlets: Sequence[str]) -> tuple[str, ...]:
    """Names of those who wrote it; those of a desk or of the outlet only when there is nobody else.

    outlets: names that are no persons'
    """
    desks: tuple[str, ...] = ()
    others = {_key(name) for name in outlets} | _NOBODY
    for found in _ranked(source, language):
        persons = tuple(name for name in found if _key(name) not in others)
        if persons:
            return _without_parts(persons)
        desks = desks or found
    return tuple(name for name in desks if _key(name) not in _NOBODY)


def _key(name: str) -> str:
    return " ".join(name.casefold().split())


def _ranked(source: HtmlSource, language: str) -> Iterator[tuple[str, ...]]:
    """What each place of the page says, the surest first."""
    yield _of_texts(_structured(source), language)
    for name in _METAS:
        texts = [text for text in source.metas.get(name, ()) if not text.startswith(("http", "@", "www."))]
        yield _of_texts(texts, language)
    for path in _SURE_BYLINES + _BYLINES:
        texts = _texts_at(source, path)
        yield _of_texts(texts[:4] if path in _SURE_BYLINES else texts[:1], language)
    yield _of_texts(_lines_with_by(source), language)
    yield _of_texts([(extract_author(source.tree) or "")[:_MAX_BYLINE]], language)


def _texts_at(source: HtmlSource, path: str) -> list[str]:
    elements = [one for one in source.tree.xpath(path)[:12] if not one.xpath(_NOT_OF_ARTICLE)]
    return [text for one in elements if (text := element_text(one)) and len(text) <= _MAX_BYLINE]


def _structured(source: HtmlSource) -> list[str]:
    found = []
    for one in as_list(source.article.get("author") or source.article.get("creator")):
        node = one
        if isinstance(one, dict) and "@id" in one and "name" not in one:
            node = next((n for n in source.nodes if n.get("@id") == one["@id"] and n.get("name")), one)
        if isinstance(node, dict) and "Organization" in types_of(node):
            found.append(text_of_value(node))
        else:
            found += [
                text_of_value(name) for name in as_list(node.get("name") if isinstance(node, dict) else node)
            ]
    return [text for text in found if text and not text.startswith("http")]


def _lines_with_by(source: HtmlSource) -> list[str]:
    """A short line “By Jane Doe” near the head of a page that has no markup for it."""
    for element in source.tree.iter(
        "p", "span", "div", "td", "font", "small", "em", "i", "b", "strong", "address"
    ):
        own = " ".join((element.text or "").split())
        if (
            5 < len(own) < 90
            and (found := _BY_WORDS.match(own))
            and all(w[0].isupper() for w in found[1].split())
        ):
            return [own]
    return []


def _of_texts(texts: Sequence[str], language: str) -> tuple[str, ...]:
    return tuple(
        dict.fromkeys(name for text in texts for name in authors_of(_ABOUT.sub("", text[:500]), language))
    )


def _without_parts(names: Sequence[str]) -> tuple[str, ...]:
    """Without names that stand in longer ones, or are another's in capitals."""
    kept: dict[str, str] = {}
    for name in names:
        kept.setdefault(_key(name), name)
    return tuple(
        name for key, name in kept.items() if not any(key != k and f" {key} " in f" {k} " for k in kept)
    )
