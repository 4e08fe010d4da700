"""What is wrong with images, said where a document uses them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

import msgspec

from sitegen.diagnostics import Diagnostic
from sitegen.model import Archive, MediaFile

_HINTS = {
    "E404": "Copy it again from where it came, or open it in an image editor and save it as JPEG or PNG.",
    "E405": "Make it smaller in an image editor: 4,000 pixels in width are plenty.",
    "W404": "Save the picture that says most as PNG or JPEG, and use that.",
}
_ALT_HINT = "say what a reader who cannot see it would miss, and of a chart or a map what it shows."


class _Use(msgspec.Struct, frozen=True, kw_only=True):
    """A place where a document names a content file.

    source: the document
    alt_hint: how to write the alternative text, when there is none
    """

    source: str
    target: str
    line: int
    column: int
    alt_hint: str = ""

    def problem(self, code: str, message: str, hint: str) -> Diagnostic:
        return Diagnostic(
            code=code,
            message=message,
            path=self.source,
            line=self.line,
            column=self.column,
            hint=hint,
            about=(self.target,),
        )


def image_problems(archive: Archive) -> Iterator[Diagnostic]:
    """Images that cannot be used, or only in part, and those without alternative text."""
    images = {media.path: media for media in archive.media if media.digest}
    for use in _uses(archive) if images else ():
        if use.target in images:
            yield from _problems(use, images)


def _problems(use: _Use, images: Mapping[str, MediaFile]) -> Iterator[Diagnostic]:
    facts = images[use.target].facts
    if facts.problem:
        yield use.problem(facts.problem, f"{use.target} {facts.reason}", _HINTS[facts.problem])
    if facts.animated:
        yield use.problem("W404", f"Only the first picture of {use.target} is published", _HINTS["W404"])
    if use.alt_hint:
        yield use.problem("W403", f"{use.target} has no alternative text", use.alt_hint)


def _uses(archive: Archive) -> Iterator[_Use]:
    """All that published documents name; a withdrawn article shows nothing."""
    articles = [article for article in archive.articles if not article.withdrawn]
    for article in articles:
        if article.image:
            line, column = archive.outlines[article.path].position("image")
            hint = "" if article.image_alt else f"Add a line `image_alt: …`: {_ALT_HINT}"
            yield _Use(
                source=article.path,
                target=article.image,
                line=line,
                column=column,
                alt_hint=hint,
            )
    for path in (*(article.path for article in articles), *(page.path for page in archive.pages)):
        for link in archive.outlines[path].links:
            yield _Use(
                source=path,
                target=link.target,
                line=link.line,
                column=link.column,
                alt_hint="" if link.described else f"Write it into the brackets of `![…]`: {_ALT_HINT}",
            )
