"""Makes pictures of an image: upright, in sRGB, without metadata. Only a build that makes some imports this.

A change here makes every picture anew (`images.encoder_key`).
"""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import suppress
from io import BytesIO

from PIL import Image, ImageCms

from sitegen.plan.images import Picture, Size
from sitegen.read.images import is_on_its_side, open_image, orientation

# Of 100. Above it files grow faster than eyes can tell.
WEBP_QUALITY = 80
JPEG_QUALITY = 80
# A drawing: so few colours are saved without loss, smaller and sharper than with it.
_COLOURS_OF_A_DRAWING = 256
_TURNS = {
    2: Image.Transpose.FLIP_LEFT_RIGHT,
    3: Image.Transpose.ROTATE_180,
    4: Image.Transpose.FLIP_TOP_BOTTOM,
    5: Image.Transpose.TRANSPOSE,
    6: Image.Transpose.ROTATE_270,
    7: Image.Transpose.TRANSVERSE,
    8: Image.Transpose.ROTATE_90,
}


def encode(data: bytes, pictures: Sequence[Picture]) -> list[bytes]:
    """The bytes of pictures of the image that the bytes of a file hold, in their order.

    Raises `ImageError` when it cannot be decoded.
    """
    encoded: dict[str, bytes] = {}
    for base in sorted({picture.base for picture in pictures}):
        image, is_drawing = _decoded(data, base)
        for picture in pictures:
            if picture.base == base:
                encoded[picture.path] = _encoded(image, picture, is_drawing=is_drawing)
    return [encoded[picture.path] for picture in pictures]


def _encoded(image: Image.Image, picture: Picture, *, is_drawing: bool) -> bytes:
    scaled = _scaled(image, picture.size)
    scaled.info.clear()  # Nothing of the original's notes, whatever an encoder takes from there.
    if picture.format == "jpg":
        return _jpeg(scaled)
    return _webp(scaled, lossless=is_drawing and picture.size == picture.base)


def _decoded(data: bytes, base: Size) -> tuple[Image.Image, bool]:
    """The image as it is seen, of a size, in RGB or RGBA; and whether it is a drawing of just that size."""
    with open_image(data) as image:
        turned = orientation(image)
        stored = (base[1], base[0]) if is_on_its_side(turned) else base
        profile = image.info.get("icc_profile")
        image.draft(None, stored)  # A JPEG can be decoded at a half, a quarter or an eighth of its size.
        plain = _plain(image)
        is_drawing = plain.size == stored and plain.getcolors(_COLOURS_OF_A_DRAWING) is not None
        seen = _in_srgb(_scaled(plain, stored), profile)
        return seen.transpose(_TURNS[turned]) if turned in _TURNS else seen, is_drawing


def _scaled(image: Image.Image, size: Size) -> Image.Image:
    """The same in a size; the image itself when it has that, because copies of large ones fill the memory."""
    if image.size == size:
        return image
    # Reducing by whole numbers first makes it several times as fast, and no worse to the eye.
    return image.resize(size, Image.Resampling.LANCZOS, reducing_gap=3.0)


def _plain(image: Image.Image) -> Image.Image:
    """The same with 8 bits to a channel, and without a palette: L, RGB, RGBA or CMYK."""
    if image.mode.startswith("I"):  # 16 bits of grey, which `convert` would cut off at 255.
        return image.point(lambda value: value / 256).convert("L")
    image.load()
    mode = "RGBA" if image.has_transparency_data else "RGB"
    return image if image.mode in (mode, "L", "CMYK") else image.convert(mode)


def _in_srgb(image: Image.Image, profile: bytes | None) -> Image.Image:
    """The colours as every screen is meant to show them; without a profile they are taken for sRGB."""
    alpha = image.getchannel("A") if image.mode == "RGBA" else None
    if alpha is None or alpha.getextrema() == (255, 255):
        return _opaque_in_srgb(image, profile)
    if profile:
        image = _opaque_in_srgb(image, profile)
        image.putalpha(alpha)
    return image


def _opaque_in_srgb(image: Image.Image, profile: bytes | None) -> Image.Image:
    colours = image.convert("RGB") if image.mode == "RGBA" else image
    if profile:
        # A profile that is damaged, or is that of other channels, is as good as none.
        with suppress(ImageCms.PyCMSError, OSError, ValueError):
            srgb = ImageCms.createProfile("sRGB")
            return ImageCms.profileToProfile(colours, BytesIO(profile), srgb, outputMode="RGB") or colours
    return colours if colours.mode == "RGB" else colours.convert("RGB")


def _webp(image: Image.Image, *, lossless: bool) -> bytes:
    buffer = BytesIO()
    quality = 75 if lossless else WEBP_QUALITY  # Without loss, it is the effort.
    image.save(
        buffer, "WEBP", quality=quality, method=4, lossless=lossless, exif=b"", icc_profile=b"", xmp=b""
    )
    return buffer.getvalue()


def _jpeg(image: Image.Image) -> bytes:
    if image.mode == "RGBA":
        paper = Image.new("RGB", image.size, "white")
        paper.paste(image, mask=image.getchannel("A"))
        image = paper
    buffer = BytesIO()
    image.save(buffer, "JPEG", quality=JPEG_QUALITY, progressive=True, optimize=True)
    return buffer.getvalue()
