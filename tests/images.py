"""Pictures for tests, drawn and photographed on the spot."""

from __future__ import annotations

import random
from io import BytesIO
from typing import Any

from PIL import Image


def picture(width: int, height: int, colour: str = "teal", mode: str = "RGB") -> Image.Image:
    """One colour, with a black quarter at the top left, by which one sees how it is held."""
    image = Image.new("RGB", (width, height), colour)
    image.paste("black", (0, 0, width // 2, height // 2))
    return image.convert(mode)


def photograph(width: int, height: int, seed: int = 1) -> Image.Image:
    """Something with as many shades as a photograph, and as hard to compress."""
    rng = random.Random(seed)
    coarse = Image.frombytes("RGB", (64, 48), rng.randbytes(64 * 48 * 3))
    fine = Image.frombytes("RGB", (width // 4, height // 4), rng.randbytes(width // 4 * (height // 4) * 3))
    size = (width, height)
    return Image.blend(coarse.resize(size, Image.Resampling.BICUBIC), fine.resize(size), 0.15)


def encoded(image: Image.Image, form: str = "PNG", **options: Any) -> bytes:
    """The bytes of an image file."""
    buffer = BytesIO()
    image.save(buffer, form, **options)
    return buffer.getvalue()


def opened(data: bytes) -> Image.Image:
    """An image file, decoded."""
    image = Image.open(BytesIO(data))
    image.load()
    return image


def described(words: str) -> bytes:
    """A PNG by its size and colour: `640x480 teal`."""
    size, _, colour = words.strip().partition(" ")
    width, _, height = size.partition("x")
    return encoded(picture(int(width), int(height), colour or "teal"))
