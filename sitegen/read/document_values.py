"""Front matter becomes an `Article` or `FreePage`."""

from __future__ import annotations

from pathlib import PurePosixPath

from sitegen.diagnostics import Diagnostic, ProblemsError
from sitegen.model import Article, Correction, FreePage
from sitegen.read.frontmatter import parse_front_matter
from sitegen.read.links import content_target
from sitegen.read.names import slug_of
from sitegen.read.parsed import DocumentValues, Kind, Marks, encoded_positions
from sitegen.read.schema import RESERVED_ROUTES, ArticleMeta, PageMeta
from sitegen.read.split import SplitFile, split_file
from sitegen.read.validate import validated
from sitegen.read.yaml12 import Document

# Values that planning may find fault with.
_KEPT_MARKS = ("title", "slug", "image")


def article_values(path: str, file: SplitFile, language: str) -> DocumentValues[Article]:
    """The values of an article.

    path: relative to the archive's root
    language: of the text when the front matter names none, BCP 47

    Raises `ProblemsError` when they are wrong.
    """
    source = parse_front_matter(file, path=path)
    return _values(source, *_article(path, source, language))


def page_values(path: str, file: SplitFile, language: str) -> DocumentValues[FreePage]:
    """The values of a free page; parameters and errors as for `article_values`."""
    source = parse_front_matter(file, path=path)
    return _values(source, *_page(path, source, language))


def document_in(path: str, data: bytes) -> Article | FreePage | None:
    """The article or page that a file holds, by its front matter alone; None when that is wrong."""
    try:
        file = split_file(data, path=path)
        if path.startswith("content/pages/"):
            return page_values(path, file, "").document
        return article_values(path, file, "").document
    except ProblemsError:
        return None


def _values(source: Document, document: Kind, marks: Marks) -> DocumentValues[Kind]:
    positions = {".".join(map(str, key)): mark for key, mark in source.values.items()}
    return DocumentValues(document, marks, encoded_positions(positions))


def _article(path: str, source: Document, site_language: str) -> tuple[Article, Marks]:
    meta = validated(source, ArticleMeta, path=path)
    aliases, marks = _aliases(source, meta.aliases)
    article = Article(
        path=path,
        slug=_slug(path, meta.slug),
        title=meta.title,
        date=meta.date,
        outlet=meta.outlet,
        tags=meta.tags,
        places=meta.places,
        authors=meta.authors,
        summary=meta.summary,
        language=meta.language or site_language,
        source_url=meta.source_url,
        archive_url=meta.archive_url,
        retrieved=meta.retrieved,
        republished_by=meta.republished_by,
        retrieved_from=meta.retrieved_from,
        source_sha256=meta.source_sha256,
        original_title=meta.original_title,
        original_language=meta.original_language or "",
        translator=meta.translator,
        image=content_target(meta.image, path) if meta.image else "",
        image_alt=meta.image_alt,
        image_credit=meta.image_credit,
        aliases=aliases,
        draft=meta.draft,
        corrections=tuple(Correction(date=c.date, note=c.note) for c in meta.corrections),
        withdrawn=meta.status == "withdrawn",
        status_note=meta.status_note,
    )
    return article.with_digest(), marks


def _page(path: str, source: Document, site_language: str) -> tuple[FreePage, Marks]:
    meta = validated(source, PageMeta, path=path)
    route = "/".join([*_folder_slugs(path), _slug(path, meta.slug)])
    if route.split("/")[0] in RESERVED_ROUTES:
        message = f"The address /{route}/ belongs to the archive itself"
        hint = "Rename the file, or give the page another `slug`."
        raise ProblemsError([Diagnostic(code="E205", message=message, path=path, hint=hint)])
    aliases, marks = _aliases(source, meta.aliases)
    page = FreePage(
        path=path,
        route=route,
        title=meta.title,
        description=meta.description,
        language=meta.language or site_language,
        aliases=aliases,
        draft=meta.draft,
        order=meta.order,
    )
    return page, marks


def _folder_slugs(path: str) -> list[str]:
    """The slugs of a free page's folders.

    Raises `ProblemsError` with code E205 for an empty one: `//hello/` would lead to another host.
    """
    folders = PurePosixPath(path).relative_to("content/pages").parent.parts
    slugs = [slug_of(folder) for folder in folders]
    if not all(slugs):
        message = (
            f"The folder “{folders[slugs.index('')]}” holds no letter or digit that an address could use"
        )
        hint = "Rename the folder: letters, digits and hyphens."
        raise ProblemsError([Diagnostic(code="E205", message=message, path=path, hint=hint)])
    return slugs


def _aliases(source: Document, aliases: tuple[str, ...]) -> tuple[tuple[str, ...], Marks]:
    """The aliases, each once, and where they and the other values of `_KEPT_MARKS` stand."""
    numbers: dict[str, int] = {}
    for number, alias in enumerate(aliases):
        numbers.setdefault(alias, number)
    marks = {key: source.values.get((key,)) for key in _KEPT_MARKS}
    for position, number in enumerate(numbers.values()):
        marks[f"aliases.{position}"] = source.values.get(("aliases", number))
    return tuple(numbers), tuple((key, *mark) for key, mark in marks.items() if mark)


def _slug(path: str, chosen: str) -> str:
    slug = chosen or slug_of(PurePosixPath(path).stem)
    if not slug:
        message = "The file's name holds no letter or digit that an address could use"
        hint = "Rename it, or add a `slug`."
        raise ProblemsError([Diagnostic(code="E205", message=message, path=path, hint=hint)])
    return slug
