"""Image files are looked into: what they hold, and what nobody should decode."""

from __future__ import annotations

import struct
import zlib

import pytest
from PIL import Image

from sitegen.read.images import MAX_PIXELS, look_at
from tests.images import encoded, photograph, picture

FORMATS = ("AVIF", "GIF", "JPEG", "PNG", "WEBP")


def png_header(width: int, height: int) -> bytes:
    """A PNG that promises a size, and holds nothing."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    header = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", zlib.compress(b""))


@pytest.mark.parametrize("form", FORMATS)
def test_the_size_of_every_format_is_known(form: str) -> None:
    facts = look_at(encoded(picture(60, 40), form))
    assert (facts.width, facts.height, facts.animated, facts.problem) == (60, 40, False, "")


@pytest.mark.parametrize("turned", range(1, 9))
def test_an_image_is_measured_as_it_is_seen(turned: int) -> None:
    exif = Image.Exif()
    exif[0x0112] = turned
    facts = look_at(encoded(picture(60, 40), "JPEG", exif=exif))
    assert (facts.width, facts.height) == ((60, 40) if turned < 5 else (40, 60))


@pytest.mark.parametrize("turned", [0, 9, 65535])
def test_a_note_of_the_camera_that_makes_no_sense_is_ignored(turned: int) -> None:
    exif = Image.Exif()
    exif[0x0112] = turned
    facts = look_at(encoded(picture(60, 40), "JPEG", exif=exif))
    assert (facts.width, facts.height, facts.problem) == (60, 40, "")


def test_exif_that_is_damaged_spoils_no_image() -> None:
    facts = look_at(encoded(picture(60, 40), "JPEG", exif=b"Exif\x00\x00MM\x00*\xff\xff\xff\xff"))
    assert (facts.width, facts.problem) == (60, "")


@pytest.mark.parametrize("size", [(10_000, 5_001), (14_000, 14_000), (65_535, 65_535)])
def test_a_bomb_is_refused_by_its_header(size: tuple[int, int]) -> None:
    assert size[0] * size[1] > MAX_PIXELS
    facts = look_at(png_header(*size))
    assert facts.problem == "E405"
    assert "at most 50 megapixels" in facts.reason


@pytest.mark.parametrize("form", FORMATS)
@pytest.mark.parametrize("part", [0.1, 0.5, 0.9])
def test_a_file_that_was_cut_off_is_damaged(form: str, part: float) -> None:
    data = encoded(photograph(400, 300), form)
    assert look_at(data[: int(len(data) * part)]).problem == "E404"


@pytest.mark.parametrize("data", [b"", b"no image", b"GIF89a", b"\xff\xd8\xff", b"RIFF\x10\0\0\0WEBPVP8 "])
def test_what_is_no_image_is_refused(data: bytes) -> None:
    assert look_at(data).problem == "E404"


@pytest.mark.parametrize("form", ["BMP", "ICO", "PDF", "PPM", "TIFF"])
def test_formats_that_browsers_do_not_show_are_refused_whatever_their_name(form: str) -> None:
    facts = look_at(encoded(picture(60, 40), form))
    assert (facts.problem, facts.reason) == ("E404", "is no AVIF, GIF, JPEG, PNG or WebP image")


def test_a_drawing_in_svg_is_told_from_other_files() -> None:
    facts = look_at(b'<?xml version="1.0"?><svg xmlns="http://www.w3.org/2000/svg"/>')
    assert (facts.problem, "SVG" in facts.reason) == ("E404", True)


@pytest.mark.parametrize("form", ["GIF", "PNG", "WEBP"])
def test_several_pictures_in_turn_are_an_animation(form: str) -> None:
    second = picture(60, 40, "red")
    assert look_at(encoded(picture(60, 40), form, save_all=True, append_images=[second])).animated


def test_a_camera_that_puts_two_pictures_into_a_file_makes_no_animation() -> None:
    facts = look_at(encoded(picture(60, 40), "MPO", save_all=True, append_images=[picture(60, 40, "red")]))
    assert (facts.width, facts.animated, facts.problem) == (60, False, "")
