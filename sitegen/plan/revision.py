"""The plan of an archive in which a few articles say something else, made of the plan before.

Where an article stands, and which pages there are, is decided by few of its values. After an edit of the
others, such as a title, only those pages can change whose parts hold a mark of the article.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Collection, Iterator
from itertools import chain
from weakref import ref

from msgspec.structs import replace

from sitegen.model import Archive, Article
from sitegen.plan.articles import articles_around
from sitegen.plan.site import Revision, SitePlan

# What an article says on its own page, in lists and in feeds, and what decides nothing else.
SAID = (
    "title",
    "authors",
    "summary",
    "language",
    "source_url",
    "archive_url",
    "retrieved",
    "republished_by",
    "retrieved_from",
    "source_sha256",
    "original_title",
    "original_language",
    "translator",
    "image_alt",
    "image_credit",
    "digest",
)
# Each article's marks are looked for in the parts of all pages.
_FEW = 8


def revised_plan(plan: SitePlan, archive: Archive) -> SitePlan | None:
    """The plan of an archive, made of the plan of the archive before; None when too much has changed.

    It is the plan that `plan_site` makes of the archive with the same words.
    """
    old = plan.context.catalogue.archive
    if len(old.articles) != len(archive.articles) or replace(archive, articles=old.articles) != old:
        return None
    pairs = [(a, b) for a, b in zip(old.articles, archive.articles, strict=True) if a is not b and a != b]
    if len(pairs) > _FEW or not all(_stands_alike(before, after) for before, after in pairs):
        return None
    paths = {after.path for _, after in pairs}
    listed = plan.context.catalogue.articles
    positions = [position for position, article in enumerate(listed) if article.path in paths]
    marks = plan.context.marks
    old_marks = [mark for p in positions for mark in (marks.cards[p], marks.articles[listed[p].path])]
    around = {p for position in positions for p in articles_around(position, plan.context)}
    pages = chain.from_iterable(plan.pages_of[listed[p].path] for p in around if 0 <= p < len(listed))
    touched = {
        number
        for number in pages
        if (held := plan.parts[number]) is None or any(mark in held for mark in old_marks)
    }
    touched.update(_lists_with(old_marks, plan))
    context = plan.context.revised(archive, positions)
    found: dict[int, tuple[bytes, ...] | None] = {}
    parts = list(plan.parts)
    for number in touched:
        make = plan.pages[number].parts
        found[number] = made = make and make(context)
        parts[number] = None if made is None else b"".join(made)
    revision = Revision(origin=ref(plan), parts=found, articles=frozenset(positions))
    revised = replace(plan, context=context, revision=revision)
    vars(revised).update(base=plan.base, parts=parts, pages_of=plan.pages_of, lists=plan.lists)
    return revised


def _lists_with(marks: Collection[bytes], plan: SitePlan) -> Iterator[int]:
    """Positions of the pages in `SitePlan.lists` that have no parts, or one of some marks in them."""
    yield from (number for number in plan.lists if plan.parts[number] is None)
    # One search through all of them takes a tenth of the time of one for each.
    joined, ends = plan.parts_of_lists
    for mark in marks:
        start = joined.find(mark)
        while start >= 0:
            index = bisect_right(ends, start)
            yield plan.lists[index]
            start = joined.find(mark, ends[index])


def _stands_alike(before: Article, after: Article) -> bool:
    """True when two states of an article differ in what they say only, and lists hold the article."""
    said = {name: getattr(after, name) for name in SAID}
    return not after.withdrawn and replace(before, **said) == after
