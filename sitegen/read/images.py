"""Looks into image files, which are hostile until they are decoded. Only here does Pillow open one."""

from __future__ import annotations

import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from io import BytesIO

# Image.open finds only formats that are imported; for one that is not, it would import all that Pillow knows.
from PIL import AvifImagePlugin, Image, UnidentifiedImageError, WebPImagePlugin  # noqa: F401
from PIL.ExifTags import Base

from sitegen.model import ImageFacts

# An image is decoded as a whole: so many pixels take 200 MB, and up to three times that in work.
MAX_PIXELS = 50_000_000
_FORMATS = ("AVIF", "GIF", "JPEG", "PNG", "WEBP")
# Of these a second picture is no movement: cameras put a preview or the other eye into one file.
_STILL = frozenset({"JPEG", "MPO"})


class ImageError(Exception):
    """An image that cannot be used.

    problem, reason: as in `ImageFacts`
    """

    def __init__(self, problem: str, reason: str) -> None:
        super().__init__(problem, reason)
        self.problem = problem
        self.reason = reason


def look_at(data: bytes) -> ImageFacts:
    """What the bytes of an image file hold. They are decoded once, so that a damaged file is found."""
    try:
        with open_image(data) as image:
            width, height = image.size
            animated = image.format not in _STILL and bool(getattr(image, "is_animated", False))
            image.draft(None, (1, 1))  # A JPEG is read to its end, and only its coarsest picture made.
            image.load()
            if is_on_its_side(orientation(image)):
                width, height = height, width
            return ImageFacts(width=width, height=height, animated=animated)
    except ImageError as error:
        return ImageFacts(problem=error.problem, reason=error.reason)


@contextmanager
def open_image(data: bytes) -> Iterator[Image.Image]:
    """An image that is opened and not yet decoded; while it is used, too, whatever fails is its fault.

    Raises `ImageError`: E404 when it is damaged, E405 when it has too many pixels.
    """
    try:
        with _strict_about_bombs(), Image.open(BytesIO(data), formats=_FORMATS) as image:
            if image.width * image.height > MAX_PIXELS:
                raise _too_large(f"is {image.width} × {image.height} pixels large")
            yield image
    except ImageError:
        raise
    except (Image.DecompressionBombError, Image.DecompressionBombWarning):
        raise _too_large("is far too large") from None
    except UnidentifiedImageError:
        raise ImageError("E404", _unknown(data)) from None
    except Exception as error:  # Decoders fail in many ways when they meet what they do not expect.
        raise ImageError("E404", "is damaged, or was not copied whole") from error


@contextmanager
def _strict_about_bombs() -> Iterator[None]:
    """Pillow's own guard only warns above 89 megapixels. Its other warnings are about what nobody misses."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        warnings.simplefilter("error", Image.DecompressionBombWarning)
        yield


def _too_large(found: str) -> ImageError:
    return ImageError("E405", f"{found}, and at most {MAX_PIXELS // 1_000_000} megapixels are allowed")


def _unknown(data: bytes) -> str:
    if b"<svg" in data[:4096].lower():
        return "is an SVG drawing under another name, and SVG may carry scripts"
    return "is no AVIF, GIF, JPEG, PNG or WebP image"


def orientation(image: Image.Image) -> int:
    """How the camera was held: 1 to 8, as EXIF numbers it; 1 is upright, and so is what makes no sense."""
    try:
        value = image.getexif().get(Base.Orientation, 1)
    except Exception:  # EXIF that is damaged spoils no image.
        return 1
    return value if value in range(1, 9) else 1


def is_on_its_side(value: int) -> bool:
    """True for those orientations that exchange width and height."""
    return value in range(5, 9)
