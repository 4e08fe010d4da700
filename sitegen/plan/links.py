"""Links from content files to content files become links between pages; broken ones are reported."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from functools import cached_property
from html import escape, unescape
from pathlib import PurePosixPath
from urllib.parse import unquote

from sitegen.diagnostics import Diagnostic
from sitegen.model import Archive, Body, BodyLink, Outline
from sitegen.plan.images import ImageResolver, best_picture
from sitegen.plan.urls import Addresses, article_path, page_path
from sitegen.suggest import Suggestions, did_you_mean

# `href="content:…"`, as `sitegen.read.markdown` writes it. A query and a fragment stay as they are;
# a question mark of a file's name is percent-encoded there.
_CONTENT_LINK = re.compile(r' href="content:(?P<target>[^"#?]*)(?P<rest>[^"]*)"')
# An image has neither. One without `content:` lies on another site.
_IMAGE = re.compile(
    r'<img src="(?:content:(?P<target>[^"#?]*))?(?P<other>[^"]*)"(?P<rest>(?: [\w-]+="[^"]*")*)>'
)
_ALT = re.compile(r' alt="([^"]*)"')


def published_files(archive: Archive) -> Mapping[str, str]:
    """Path on the site of each content file that is published."""
    return {
        **{article.path: article_path(article) for article in archive.articles},
        **{page.path: page_path(page) for page in archive.pages},
        **{media.path: best_picture(media).path for media in archive.media if media.digest},
    }


class LinkResolver:
    """Knows where each content file is published.

    files: path on the site of each published article, page and image, by content file
    images: the images that pages show
    """

    def __init__(self, addresses: Addresses, files: Mapping[str, str], images: ImageResolver) -> None:
        self._addresses = addresses
        self._files = files
        self._images = images

    def html(self, body: Body) -> str:
        """A body's HTML with addresses of this site, and with the sizes of its images.

        What leads nowhere, in an archive that takes this for no error, is shown as text.
        """
        return _CONTENT_LINK.sub(self._link, _IMAGE.sub(self._image, body.html))

    def _link(self, match: re.Match[str]) -> str:
        target = _target(match)
        path = target if target.startswith("/") else self._files.get(target)
        return "" if path is None else f' href="{self._addresses.link(path)}{match["rest"]}"'

    def _image(self, match: re.Match[str]) -> str:
        attributes = self._images.attributes(_target(match)) if match["target"] else ""
        if attributes:
            return f"<img {attributes}{match['rest']}>"
        alt = _ALT.search(match["rest"])
        return escape(unescape(alt[1])) if alt else ""


def _target(match: re.Match[str]) -> str:
    """The content file, or the path on the site, that an attribute of a body names."""
    return unquote(unescape(match["target"]))


class LinkChecker:
    """Finds links that lead nowhere.

    files: path on the site of each published content file
    outlines: of documents, by content file
    planned: the paths of all pages of the site
    images: the image files that there are, used or not
    """

    def __init__(
        self,
        files: Mapping[str, str],
        outlines: Mapping[str, Outline],
        planned: Collection[str],
        images: Collection[str],
    ) -> None:
        self._files = files
        self._images = images
        self._outlines = outlines
        self._planned = planned
        self._paths = frozenset(files.values())

    @cached_property
    def _documents(self) -> Mapping[str, str]:
        return {path: file for file, path in self._files.items()}

    @cached_property
    def _near_files(self) -> _NearPaths:
        return _NearPaths([*self._files, *self._images])

    @cached_property
    def _near_pages(self) -> _NearPaths:
        return _NearPaths(self._planned)

    def problems(self, source: str, links: Iterable[BodyLink]) -> list[Diagnostic]:
        """What is broken in the links of a body; `source` is its file."""
        return [problem for link in links if (problem := self._problem(source, link))]

    def is_image(self, file: str) -> bool:
        """True when there is such an image."""
        return file in self._images

    def leads_somewhere(self, path: str) -> bool:
        """True when there is a page or a file at a path of this site."""
        return path in self._planned or f"{path}/" in self._planned or path in self._paths

    def _problem(self, source: str, link: BodyLink) -> Diagnostic | None:
        file = link.target or source
        if link.image:
            return None if self.is_image(file) else self._missing_image(source, link)
        if file.startswith("/"):
            if self.leads_somewhere(file):
                return self._anchor_problem(source, link, self._documents.get(f"{file.rstrip('/')}/", ""))
            message = f"There is no page {file} on this site"
            return _broken(source, link, message, self._near_pages.did_you_mean(file))
        if file not in self._files and not self.is_image(file):
            message = f"The link leads to {file}, which is no published file of this archive"
            return _broken(source, link, message, self._near_files.did_you_mean(file, but=source))
        return self._anchor_problem(source, link, file)

    def _anchor_problem(self, source: str, link: BodyLink, file: str) -> Diagnostic | None:
        """A heading that the document in a file does not have; other pages are not looked into."""
        outline = self._outlines.get(file)
        if not link.fragment or outline is None or link.fragment in outline.anchors:
            return None
        near = did_you_mean(link.fragment, outline.anchors)
        hint = "Link a heading that there is, or delete the link and keep its text."
        if file != source:
            hint = "Delete the part after #, or link a heading that there is."
        message = f"{file} has no heading #{link.fragment}"
        return _diagnostic("W402", source, link, message, near or hint)

    def _missing_image(self, source: str, link: BodyLink) -> Diagnostic:
        if "://" in link.target or link.target.startswith("//"):
            message = "This image lies on another site, and no page may load from there"
            hint = "Save it in content/media/ if its licence allows, and link the copy."
        else:
            message = f"There is no image {link.target}"
            hint = self._near_files.did_you_mean(link.target) or "Put the image in content/media/."
        return _diagnostic("E403", source, link, message, hint)


class _NearPaths:
    """The paths that a writer may have meant, by their names: paths of one folder are all much alike."""

    def __init__(self, paths: Iterable[str]) -> None:
        self._paths: defaultdict[str, list[str]] = defaultdict(list)
        for path in dict.fromkeys(path for path in paths if path != "/"):
            self._paths[PurePosixPath(path).stem].append(path)
        self._names = Suggestions(self._paths)

    def did_you_mean(self, path: str, *, but: str = "") -> str:
        """The nearest path as a question, or an empty string.

        but: a path that is out of the question
        """
        name = self._names.nearest(PurePosixPath(path).stem, but=PurePosixPath(but).stem)
        found = [near for near in self._paths.get(name, ()) if near != but]
        best = did_you_mean(path, found) if len(found) > 1 else ""
        return best or (f"Did you mean “{found[0]}”?" if found else "")


def _broken(source: str, link: BodyLink, message: str, near: str) -> Diagnostic:
    why = "A draft is published only with --drafts."
    if link.target.startswith(("/tags/", "/places/", "/outlets/")):
        why = "A tag, place or outlet has a page once an article names it."
    return _diagnostic("E402", source, link, message, near or f"Correct the link, or delete it. {why}")


def _diagnostic(code: str, source: str, link: BodyLink, message: str, hint: str) -> Diagnostic:
    return Diagnostic(
        code=code,
        message=message,
        path=source,
        line=link.line,
        column=link.column,
        hint=hint,
        about=(_about(link.target),) if link.target else (),
    )


def _about(target: str) -> str:
    """What a link depends on: a content file, or a page, whose path ends in a slash."""
    return f"{target.rstrip('/')}/" if target.startswith("/") else target
