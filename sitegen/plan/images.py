"""Which pictures are made of an image, where they lie, and what a page says of them."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Literal

import msgspec

from sitegen.model import MediaFile
from sitegen.plan.urls import Addresses, picture_path
from sitegen.versions import digest_of

# Raised when pictures are to look otherwise: their names change, and no browser keeps an old one.
RECIPE = 1
# Pixels. A column of text is 576 wide, so these serve screens of one, two and three pixels to the point.
WIDTHS = (480, 800, 1200, 1600)
# What services that show a preview of a link ask for.
PREVIEW_WIDTH = 1200
# WebP counts the pixels of a side with 14 bits.
MAX_SIDE = 16_383

PictureFormat = Literal["webp", "jpg"]
Size = tuple[int, int]


class Picture(msgspec.Struct, frozen=True, kw_only=True):
    """A file that is made of an image.

    path: on the site
    source: the image's file
    digest: of the image's bytes
    size: width and height in pixels
    base: size of what it is scaled from: the same for all that pages show, so that no picture depends
        on which others are made with it
    """

    path: str
    source: str
    digest: str
    size: Size
    base: Size
    format: PictureFormat


class ImageSource(msgspec.Struct, frozen=True, kw_only=True):
    """What an `img` needs to show an image.

    url: its widest picture
    srcset: all its pictures; empty when there is but one
    width, height: of the widest, in pixels
    """

    url: str
    srcset: str
    width: int
    height: int


def plan_pictures(media: Iterable[MediaFile]) -> tuple[Picture, ...]:
    """All pictures to be made, each path once: two files may hold the same image."""
    pictures: dict[str, Picture] = {}
    for file in media:
        if file.digest and not file.facts.problem:
            pictures.update((picture.path, picture) for picture in _pictures(file))
    return tuple(pictures.values())


def _pictures(media: MediaFile) -> list[Picture]:
    """What is made of an image."""
    pictures = list(_shown(media)) if media.shown else []
    if media.linked:
        pictures.append(_picture(media, _own_width(media)))
    if media.lead:
        pictures.append(_preview(media))
    return pictures


def best_picture(media: MediaFile) -> Picture:
    """What a link to an image leads to: all its pixels, where a text links to it."""
    return _picture(media, _own_width(media)) if media.linked else _shown(media)[-1]


def _shown(media: MediaFile) -> tuple[Picture, ...]:
    """What pages choose from, narrowest first."""
    widest = min(_own_width(media), WIDTHS[-1])
    return tuple(_picture(media, width) for width in (*(w for w in WIDTHS if w < widest), widest))


def _preview(media: MediaFile) -> Picture:
    """For other services. Not all of them take WebP, so it is a JPEG."""
    return _picture(media, min(_own_width(media), PREVIEW_WIDTH), "jpg")


def _own_width(media: MediaFile) -> int:
    """The width of the image itself, or the widest that WebP can hold."""
    width, height = media.facts.width, media.facts.height
    longest = max(width, height)
    return width if longest <= MAX_SIDE else max(1, width * MAX_SIDE // longest)


def _picture(media: MediaFile, width: int, form: PictureFormat = "webp") -> Picture:
    mark = digest_of(media.digest.encode(), str(RECIPE).encode())[:8]
    base = width if width > WIDTHS[-1] else min(_own_width(media), WIDTHS[-1])
    return Picture(
        path=picture_path(media, mark, width, form),
        source=media.path,
        digest=media.digest,
        size=_size(media, width),
        base=_size(media, base),
        format=form,
    )


def _size(media: MediaFile, width: int) -> Size:
    height = round(media.facts.height * width / max(1, media.facts.width))
    return width, min(MAX_SIDE, max(1, height))


class ImageResolver:
    """Knows the pictures of each image that pages show.

    media: the archive's images
    """

    def __init__(self, addresses: Addresses, media: Iterable[MediaFile]) -> None:
        self._addresses = addresses
        self._media = {file.path: file for file in media if file.shown}
        self._sources: dict[str, ImageSource] = {}

    def source(self, file: str) -> ImageSource | None:
        """How a page shows an image; None for a file that is no image of the archive."""
        if file in self._media and file not in self._sources:
            self._sources[file] = self._made(self._media[file])
        return self._sources.get(file)

    def attributes(self, file: str) -> str:
        """The same as attributes of an `img` in a text; empty for None."""
        source = self.source(file)
        if source is None:
            return ""
        srcset = f' srcset="{source.srcset}"' if source.srcset else ""
        size = f'width="{source.width}" height="{source.height}"'
        return f'src="{source.url}"{srcset} {size} decoding="async"'

    def preview(self, file: str) -> ImageSource | None:
        """The picture of a lead image that other services show, with an absolute URL."""
        media = self._media.get(file)
        if media is None:
            return None
        picture = _preview(media)
        url = self._addresses.absolute(picture.path)
        return ImageSource(url=url, srcset="", width=picture.size[0], height=picture.size[1])

    def _made(self, media: MediaFile) -> ImageSource:
        pictures = _shown(media)
        urls = [(self._addresses.link(picture.path), picture.size[0]) for picture in pictures]
        width, height = pictures[-1].size
        return ImageSource(
            url=urls[-1][0],
            srcset=", ".join(f"{url} {width}w" for url, width in urls) if len(urls) > 1 else "",
            width=width,
            height=height,
        )
