"""Pictures that are made of images: their shape, their colours, and that nothing else is in them."""

from __future__ import annotations

from io import BytesIO
from typing import Any

import pytest
from PIL import Image, ImageCms

from sitegen.model import MediaFile
from sitegen.plan.images import Picture, plan_pictures
from sitegen.publish.encode import encode
from sitegen.read.images import look_at
from tests.images import encoded, opened, photograph, picture


def made(data: bytes, *, lead: bool = False, linked: bool = False) -> dict[str, Image.Image]:
    """The pictures of an image that a page shows, by width and format."""
    found = planned(data, lead=lead, linked=linked)
    images = [opened(picture) for picture in encode(data, found)]
    assert [image.size for image in images] == [picture.size for picture in found]
    return {
        f"{picture.size[0]}.{picture.format}": image for picture, image in zip(found, images, strict=True)
    }


def planned(data: bytes, *, lead: bool = False, linked: bool = False) -> tuple[Picture, ...]:
    media = MediaFile(
        path="content/media/a.png",
        digest="1",
        facts=look_at(data),
        shown=True,
        lead=lead,
        linked=linked,
    )
    return plan_pictures([media])


def near(colour: Any, expected: tuple[int, ...], tolerance: int = 6) -> bool:
    return all(abs(a - b) <= tolerance for a, b in zip(colour, expected, strict=True))


def test_no_picture_is_wider_than_the_image() -> None:
    assert list(made(encoded(picture(2000, 1000)))) == ["480.webp", "800.webp", "1200.webp", "1600.webp"]
    assert list(made(encoded(picture(900, 450)))) == ["480.webp", "800.webp", "900.webp"]
    assert list(made(encoded(picture(300, 150)))) == ["300.webp"]


def test_a_linked_image_keeps_all_its_pixels() -> None:
    assert made(encoded(picture(2000, 1000)), linked=True)["2000.webp"].size == (2000, 1000)


def test_a_side_is_no_longer_than_webp_can_hold() -> None:
    assert made(encoded(picture(10, 20_000, mode="L")), linked=True)["8.webp"].size == (8, 16_000)


def test_a_lead_image_has_a_preview_in_jpeg_for_other_services() -> None:
    preview = made(encoded(picture(2000, 1000)), lead=True)["1200.jpg"]
    assert (preview.format, preview.size) == ("JPEG", (1200, 600))


def test_nothing_is_left_of_what_the_camera_wrote() -> None:
    exif = Image.Exif()
    exif[0x010F] = "Maker of the camera"
    exif.get_ifd(0x8825).update({1: "N", 2: (15.0, 52.0, 48.0)})  # GPS: 15° 52′ 48″ north.
    xmp = b"<x:xmpmeta>a name</x:xmpmeta>"
    data = encoded(photograph(640, 480), "JPEG", exif=exif, comment=b"a comment", xmp=xmp)
    assert opened(data).getexif().get_ifd(0x8825)[1] == "N"
    for image in made(data, lead=True, linked=True).values():
        assert dict(image.getexif()) == {}
        assert not {"exif", "xmp", "icc_profile", "comment"} & image.info.keys()
    for result in encode(data, planned(data, lead=True, linked=True)):
        assert not [word for word in (b"Exif", b"EXIF", b"Maker", b"xmp", b"comment") if word in result]


@pytest.mark.parametrize(
    ("turned", "black"),
    [(1, (0, 0)), (2, (1, 0)), (3, (1, 1)), (4, (0, 1)), (5, (0, 0)), (6, (1, 0)), (7, (1, 1)), (8, (0, 1))],
)
def test_pictures_stand_upright(turned: int, black: tuple[int, int]) -> None:
    """black: the corner, from the left and from the top, where the black quarter is seen."""
    exif = Image.Exif()
    exif[0x0112] = turned
    (image,) = made(encoded(picture(60, 40, "white"), "JPEG", exif=exif, quality=95)).values()
    assert image.size == ((60, 40) if turned < 5 else (40, 60))
    for x in (0, 1):
        for y in (0, 1):
            corner = image.getpixel((x * (image.width - 1), y * (image.height - 1)))
            assert near(corner, (0, 0, 0) if (x, y) == black else (255, 255, 255), 30)


@pytest.mark.parametrize("mode", ["1", "L", "LA", "P", "RGB", "RGBA", "CMYK"])
def test_every_mode_is_brought_into_rgb(mode: str) -> None:
    form = "JPEG" if mode == "CMYK" else "PNG"
    (image,) = made(encoded(picture(64, 64, "white", mode), form)).values()
    assert image.mode == "RGB"
    assert near(image.getpixel((50, 50)), (255, 255, 255))
    assert near(image.getpixel((10, 10)), (0, 0, 0), 45)  # Black ink is no black light.


def test_sixteen_bits_of_grey_are_scaled_and_not_cut_off() -> None:
    image = Image.new("I;16", (64, 64), 32_768)
    (result,) = made(encoded(image)).values()
    assert near(result.getpixel((9, 9)), (128, 128, 128))


def test_transparency_is_kept_in_webp_and_white_in_jpeg() -> None:
    image = picture(64, 64, "red", "RGBA")
    image.paste((0, 0, 0, 0), (0, 0, 32, 32))
    found = made(encoded(image), lead=True)
    assert [found["64.webp"].getpixel(at)[3] for at in ((5, 5), (50, 50))] == [0, 255]  # type: ignore[index]
    assert near(found["64.jpg"].getpixel((5, 5)), (255, 255, 255))


def test_a_palette_with_a_transparent_colour_stays_transparent() -> None:
    image = picture(64, 64, "red", "P")
    (result,) = made(encoded(image, transparency=image.getpixel((5, 5)))).values()
    assert [result.getpixel(at)[3] for at in ((5, 5), (50, 50))] == [0, 255]  # type: ignore[index]


def test_colours_of_another_space_become_srgb() -> None:
    """In this profile red and blue have changed places, so that a red file shows blue."""
    profile = bytearray(ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes())
    red, blue = profile.index(b"rXYZ"), profile.index(b"bXYZ")
    profile[red : red + 4], profile[blue : blue + 4] = b"bXYZ", b"rXYZ"
    (result,) = made(encoded(picture(64, 64, "red"), icc_profile=bytes(profile))).values()
    assert near(result.getpixel((50, 50)), (0, 0, 255))
    assert "icc_profile" not in result.info


def test_a_profile_that_is_damaged_or_of_other_channels_counts_as_none() -> None:
    grey = ImageCms.ImageCmsProfile(ImageCms.createProfile("LAB")).tobytes()
    for profile in (b"no profile", grey):
        (result,) = made(encoded(picture(64, 64, "red"), icc_profile=profile)).values()
        assert near(result.getpixel((50, 50)), (255, 0, 0))


def test_of_an_animation_the_first_picture_is_made() -> None:
    data = encoded(picture(64, 64, "red"), "GIF", save_all=True, append_images=[picture(64, 64, "blue")])
    (result,) = made(data).values()
    assert near(result.getpixel((50, 50)), (255, 0, 0))
    assert getattr(result, "n_frames", 1) == 1


def test_a_drawing_loses_nothing_in_its_own_size() -> None:
    drawing = photograph(64, 64).quantize(200).convert("RGB")
    (result,) = made(encoded(drawing)).values()
    assert result.tobytes() == drawing.tobytes()


def test_no_picture_depends_on_those_that_are_made_with_it() -> None:
    data = encoded(photograph(2400, 1800), "JPEG")
    pictures = planned(data, lead=True, linked=True)
    together = encode(data, pictures)
    assert together == [encode(data, [alone])[0] for alone in pictures]


def test_the_same_image_gives_the_same_bytes() -> None:
    data = encoded(photograph(700, 500), "JPEG")
    assert encode(data, planned(data, lead=True)) == encode(data, planned(data, lead=True))


def test_a_photograph_becomes_small() -> None:
    data = encoded(photograph(2000, 1500), "JPEG", quality=95)
    sizes = [len(result) for result in encode(data, planned(data))]
    assert sizes == sorted(sizes)
    assert sizes[-1] < len(data) / 2
    assert opened(BytesIO(data).getvalue()).size == (2000, 1500)
