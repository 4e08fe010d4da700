"""What a preview says of itself on every page."""

from __future__ import annotations

from sitegen.model import Archive
from sitegen.plan.urls import CHANGES, Addresses, page_path
from sitegen.plan.views import Link, PreviewView

# For an archive with a page of its own at the usual place.
_ELSEWHERE = "/preview-changes/"


def preview_view(archive: Archive, addresses: Addresses) -> PreviewView | None:
    """The note; None for the site that readers see, and where nobody said what is previewed."""
    preview = archive.config.preview
    if not preview or not preview.change:
        return None
    return PreviewView(
        change=Link(text=preview.change.name, url=preview.change.url),
        changes_url=addresses.link(changes_path(archive)) if preview.compare else "",
    )


def changes_path(archive: Archive) -> str:
    """Where the page lies that lists what changed."""
    taken = {page_path(page) for page in archive.pages}
    taken.update(alias for page in archive.pages for alias in page.aliases)
    taken.update(alias for article in archive.articles for alias in article.aliases)
    return _ELSEWHERE if CHANGES in taken else CHANGES
