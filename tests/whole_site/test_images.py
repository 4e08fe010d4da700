"""Images of an archive: what is published of them, what pages say of them, and what is wrong with them."""

from __future__ import annotations

import os
import re
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from PIL import Image

from sitegen.build import build
from sitegen.publish import encode as encoder
from sitegen.publish import images
from sitegen.session import Session
from tests.images import described, encoded, opened, photograph, picture
from tests.sites import Site, article

MakeSite = Callable[..., Site]

PATH = "content/articles/2025/11/a.md"
URL = "/articles/2025/11/a/"
MAP = "content/media/map.png"
SHOWN = "![A map](../../../media/map.png)"


@pytest.fixture
def made(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """How many pictures were made of each image that was decoded for that."""
    numbers: list[int] = []
    encode = encoder.encode

    def encode_and_note(data: bytes, pictures: list[object]) -> list[bytes]:
        numbers.append(len(pictures))
        return encode(data, pictures)  # type: ignore[arg-type]

    monkeypatch.setattr(encoder, "encode", encode_and_note)
    return numbers


def with_image(site: MakeSite, data: bytes = b"", body: str = SHOWN, **front_matter: str) -> Site:
    """An archive of one article, which uses one image."""
    archive = site()
    archive.write(PATH, article(body=body, **front_matter))
    archive.write(MAP, data or described("1000x500 teal"))
    return archive


def pictures(archive: Site, output: Path | None = None) -> dict[str, bytes]:
    """What is published of images: by name, with `#` in the place of the digest."""
    found = {path: data for path, data in archive.files(output).items() if path.startswith("media/")}
    return {re.sub(r"-[0-9a-f]{8}-", "-#-", path): data for path, data in found.items()}


def img(archive: Site, url: str = URL) -> dict[str, str]:
    """The attributes of the one image of a page."""
    (tag,) = re.findall(r"<img [^>]*>", archive.page(url))
    return {
        name: re.sub(r"-[0-9a-f]{8}-", "-#-", value) for name, value in re.findall(r'(\w+)="([^"]*)"', tag)
    }


# What pages say.


def test_an_image_of_a_text_names_its_pictures_and_its_size(site: MakeSite) -> None:
    archive = with_image(site)
    archive.build()
    assert img(archive) == {
        "sizes": "auto, (min-width: 40rem) 36rem, 92vw",
        "src": "/media/map-#-1000.webp",
        "srcset": "/media/map-#-480.webp 480w, /media/map-#-800.webp 800w, /media/map-#-1000.webp 1000w",
        "width": "1000",
        "height": "500",
        "decoding": "async",
        "alt": "A map",
        "loading": "lazy",
    }


def test_a_lead_image_comes_first_and_at_once(site: MakeSite) -> None:
    archive = with_image(site, body="Text.", image="/media/map.png", image_alt="A map")
    archive.build()
    lead = img(archive)
    assert (lead["fetchpriority"], lead["sizes"]) == ("high", "(min-width: 40rem) 36rem, 92vw")
    assert (lead["width"], lead["height"], lead["alt"]) == ("1000", "500", "A map")
    assert "loading" not in lead


def test_a_small_image_has_one_picture(site: MakeSite) -> None:
    archive = with_image(site, described("300x200 teal"), image="/media/map.png", image_alt="A map", body="x")
    archive.build()
    assert (img(archive)["src"], img(archive).keys() & {"srcset", "sizes"}) == (
        "/media/map-#-300.webp",
        set(),
    )


def test_every_picture_that_a_page_names_is_published(site: MakeSite) -> None:
    archive = with_image(site, image="/media/map.png", image_alt="A map")
    archive.write("content/site.yaml", "title: T\nbase_url: https://example.org/deep/\n")
    archive.build()
    named = re.findall(r"(?:https://example\.org)?/deep/(media/[^\s\",]+)", archive.page(URL))
    assert set(named) == {path for path in archive.files() if path.startswith("media/")}


def test_other_services_get_a_jpeg_with_its_size(site: MakeSite) -> None:
    archive = with_image(site, body="Text.", image="/media/map.png", image_alt="A map")
    archive.build()
    html = re.sub(r"-[0-9a-f]{8}-", "-#-", archive.page(URL))
    values = dict(re.findall(r'<meta property="og:image(:?\w*)" content="([^"]*)">', html))
    assert values == {
        "": "https://example.org/media/map-#-1000.jpg",
        ":type": "image/jpeg",
        ":width": "1000",
        ":height": "500",
        ":alt": "A map",
    }
    assert '"image":"https://example.org/media/map-#-1000.jpg"' in html


def test_a_link_to_an_image_leads_to_all_its_pixels(site: MakeSite) -> None:
    archive = with_image(site, described("2500x500 teal"), body="[The map](../../../media/map.png#top)")
    archive.build()
    assert list(pictures(archive)) == ["media/map-#-2500.webp"]
    assert re.search(r'href="/media/map-[0-9a-f]{8}-2500.webp#top"', archive.page(URL))


def test_text_that_looks_like_an_image_stays_text(site: MakeSite) -> None:
    text = '`<img src="content:content/media/map.png">` and ` src="a" srcset="b"`'
    archive = with_image(site, body=f"{SHOWN}\n\n{text}")
    archive.build()
    assert '&lt;img src="content:content/media/map.png"&gt;' in archive.page(URL)
    assert archive.page(URL).count(" sizes=") == 1


def test_a_name_with_signs_of_its_own_is_no_danger_to_a_list_of_pictures(site: MakeSite) -> None:
    archive = site()
    archive.write("content/media/Lũ, 1 x.PNG", described("600x300 teal"))
    archive.write(PATH, article(body="![A](</media/Lũ, 1 x.PNG>)"))
    archive.build()
    urls = [part.split(" ")[0] for part in img(archive)["srcset"].split(", ")]
    assert urls == [f"/media/L%C5%A9%2C%201%20x-#-{width}.webp" for width in (480, 600)]
    assert list(pictures(archive)) == ["media/Lũ, 1 x-#-480.webp", "media/Lũ, 1 x-#-600.webp"]


def test_a_long_name_is_cut(site: MakeSite) -> None:
    name = "ũ" * 120
    archive = site()
    archive.write(f"content/media/{name}.png", described("300x200 teal"))
    archive.write(PATH, article(body=f"![A](</media/{name}.png>)"))
    archive.build()
    assert list(pictures(archive)) == [f"media/{'ũ' * 100}-#-300.webp"]


def test_pictures_may_be_kept_for_ever(site: MakeSite) -> None:
    archive = with_image(site)
    archive.build()
    assert "/media/*\n  Cache-Control: public, max-age=31536000, immutable\n" in archive.page("/_headers")


# Privacy.


def test_nothing_of_the_original_is_published_but_its_pixels(site: MakeSite) -> None:
    exif = Image.Exif()
    exif[0x010F] = "Maker of the camera"
    exif.get_ifd(0x8825).update({1: "N", 2: (15.0, 52.0, 48.0)})
    data = encoded(photograph(600, 400), "JPEG", exif=exif, comment=b"a comment")
    archive = with_image(site, data, f"{SHOWN} [big](/media/map.png)", image="/media/map.png", image_alt="x")
    archive.build()
    assert len(pictures(archive)) == 3
    for result in pictures(archive).values():
        assert dict(opened(result).getexif()) == {}
        assert b"Maker" not in result
        assert b"comment" not in result
    assert (archive.root / MAP).read_bytes() == data
    assert data not in archive.files().values()


def test_images_of_drafts_and_withdrawn_articles_stay_private(site: MakeSite) -> None:
    archive = site()
    kinds = {"draft": {"draft": "true"}, "gone": {"status": "withdrawn", "status_note": "Wrong"}, "shown": {}}
    for number, (name, keys) in enumerate(kinds.items()):
        archive.write(f"content/media/{name}.png", described(f"{100 + number}x9 teal"))
        image = {"image": f"../../../media/{name}.png", "image_alt": "x"}
        archive.write(f"content/articles/2023/01/{name}.md", article(name, "2023-01", **image, **keys))
    archive.build()
    assert {path.split("-")[0] for path in pictures(archive)} == {"media/shown"}
    archive.build(drafts=True)
    assert {path.split("-")[0] for path in pictures(archive)} == {"media/draft", "media/shown"}
    archive.build()
    assert {path.split("-")[0] for path in pictures(archive)} == {"media/shown"}


def test_an_image_that_nothing_uses_is_not_even_opened(site: MakeSite) -> None:
    archive = site()
    archive.write(MAP, b"no image")
    assert archive.build().warnings == ()
    assert pictures(archive) == {}


# Builds one after another.


def test_nothing_is_made_twice(site: MakeSite, made: list[int]) -> None:
    archive = with_image(site, image="/media/map.png", image_alt="A map")
    archive.build()
    assert made == [4]
    archive.build()
    archive.replace(PATH, "A title", "Another title")
    archive.build()
    archive.build(output=archive.root / "other")
    assert made == [4]
    assert pictures(archive) == pictures(archive, archive.root / "other")


def test_only_pictures_that_are_new_are_made(site: MakeSite, made: list[int]) -> None:
    archive = with_image(site, described("2000x9 teal"))
    archive.build()
    archive.replace(PATH, SHOWN, f"[All of it](/media/map.png) {SHOWN}")
    archive.build()
    assert made == [4, 1]


@pytest.mark.parametrize("damage", [b"", b"x", b"0" * 500])
def test_a_damaged_picture_in_the_cache_is_made_again(site: MakeSite, made: list[int], damage: bytes) -> None:
    archive = with_image(site, encoded(photograph(1000, 500), "JPEG"))
    archive.build()
    for file in sorted((archive.root / ".sitegen/cache/images").iterdir())[:2]:
        file.write_bytes(damage)
    archive.build(output=archive.root / "other")
    assert made == [3, 2]
    assert pictures(archive) == pictures(archive, archive.root / "other")


def test_a_damaged_picture_in_the_output_is_put_back(site: MakeSite, made: list[int]) -> None:
    archive = with_image(site)
    archive.build()
    before = archive.files()
    (path,) = [path for path in before if path.endswith("-480.webp")]
    archive.write(f"public/{path}", b"damaged")
    archive.build()
    assert archive.files() == before
    assert made == [3]


def test_another_pillow_makes_pictures_anew(
    site: MakeSite, made: list[int], monkeypatch: pytest.MonkeyPatch
) -> None:
    archive = with_image(site)
    archive.build()
    monkeypatch.setattr(images, "encoder_key", lambda: "another")
    archive.write(PATH, article(title="B", body=SHOWN))
    archive.build()
    assert made == [3, 3]


def test_a_build_that_takes_nothing_from_others_makes_all_and_leaves_nothing(
    site: MakeSite, made: list[int]
) -> None:
    archive = with_image(site)
    archive.build(clean=True)
    archive.build(clean=True)
    assert made == [3, 3]
    assert not (archive.root / ".sitegen/cache/images").exists()


def rename(archive: Site) -> None:
    (archive.root / MAP).rename(archive.root / "content/media/plan.png")
    archive.replace(PATH, "map.png", "plan.png")


def show_a_copy(archive: Site) -> None:
    archive.write("content/media/map.jpg", (archive.root / MAP).read_bytes())
    archive.replace(PATH, SHOWN, f"{SHOWN} ![A](/media/map.jpg)")


EDITS: dict[str, Callable[[Site], object]] = {
    "another image": lambda s: s.write(MAP, described("700x700 red")),
    "a lead image too": lambda s: s.replace(PATH, "title:", "image: /media/map.png\nimage_alt: x\ntitle:"),
    "a link too": lambda s: s.replace(PATH, SHOWN, f"{SHOWN} [big](/media/map.png)"),
    "no image": lambda s: s.replace(PATH, SHOWN, "Text."),
    "another name": rename,
    "the same under another name": show_a_copy,
}


@pytest.mark.parametrize("edit", EDITS)
def test_after_an_edit_the_result_is_that_of_a_clean_build(site: MakeSite, edit: str) -> None:
    archive = with_image(site, described("2000x1000 teal"))
    session = Session(archive.root)
    build(archive.request(), session=session)
    before = archive.files()
    EDITS[edit](archive)
    build(archive.request(), session=session)
    assert archive.files() != before
    archive.build(clean=True, output=archive.root / "clean")
    assert archive.files() == archive.files(archive.root / "clean")


def test_a_new_image_has_new_addresses_and_the_old_are_gone(site: MakeSite) -> None:
    archive = with_image(site, described("300x200 teal"))
    archive.build()
    (old,) = [path for path in archive.files() if path.startswith("media/")]
    archive.write(MAP, described("300x200 red"))
    archive.build()
    (new,) = [path for path in archive.files() if path.startswith("media/")]
    assert new != old
    assert f'src="/{new}"' in archive.page(URL)


def test_workers_make_what_one_process_makes(site: MakeSite) -> None:
    archive = site()
    for number in range(6):
        archive.write(f"content/media/{number}.png", described(f"{600 + number}x300 teal"))
        archive.write(f"content/articles/2025/11/{number}.md", article(body=f"![x](/media/{number}.png)"))
    archive.build(jobs=2)
    archive.build(jobs=1, clean=True, output=archive.root / "alone")
    assert pictures(archive) == pictures(archive, archive.root / "alone")
    assert len(pictures(archive)) == 12


def test_pictures_that_nobody_wanted_for_a_month_leave_the_cache(site: MakeSite) -> None:
    archive = with_image(site, described("300x200 teal"))
    archive.build()
    (old,) = (archive.root / ".sitegen/cache/images").iterdir()
    archive.write(MAP, described("300x200 red"))
    archive.build()
    assert old.exists()
    os.utime(old, (0, time.time() - 31 * 24 * 3600))
    archive.write(MAP, described("300x200 blue"))
    archive.build()
    assert not old.exists()
    assert len(list((archive.root / ".sitegen/cache/images").iterdir())) == 2


def test_an_image_that_changes_during_a_build_stops_it(
    site: MakeSite, monkeypatch: pytest.MonkeyPatch
) -> None:
    archive = with_image(site)
    make_pictures = images.make_pictures

    def change_and_make(*arguments: object) -> object:
        archive.write(MAP, described("1000x500 red"))
        return make_pictures(*arguments)  # type: ignore[arg-type]

    monkeypatch.setattr("sitegen.produce.make_pictures", change_and_make)
    (problem,) = archive.problems()
    assert (problem.code, problem.path) == ("E207", MAP)
    assert archive.files() == {}


PROGRAM = """
import sys
from pathlib import Path
from sitegen.build import BuildRequest, build
build(BuildRequest(root=Path.cwd(), output=Path("public"), search=False, jobs=1))
print("PIL" in sys.modules)
"""


def imports_pillow(archive: Site) -> bool:
    """True when a build of a new process does."""
    command = [sys.executable, "-c", PROGRAM]
    run = subprocess.run(command, cwd=archive.root, check=True, capture_output=True, text=True)
    return run.stdout.strip() == "True"


def test_only_a_build_that_meets_a_new_image_pays_for_pillow(site: MakeSite) -> None:
    archive = site()
    archive.write(PATH, article())
    assert not imports_pillow(archive)
    archive.write(MAP, described("300x200 teal"))
    archive.write(PATH, article(body=SHOWN))
    assert imports_pillow(archive)
    archive.replace(PATH, "A title", "Another title")
    assert not imports_pillow(archive)


# What is wrong with images.


def test_a_damaged_image_is_told_where_it_is_used(site: MakeSite) -> None:
    data = encoded(photograph(400, 300), "JPEG")
    archive = with_image(
        site, data[: len(data) // 2], f"Text.\n\n{SHOWN}", image="/media/map.png", image_alt="x"
    )
    found = [(p.code, p.path, p.line, p.column) for p in archive.problems()]
    assert found == [("E404", PATH, 5, 8), ("E404", PATH, 11, 10)]
    assert archive.problems()[0].message == "content/media/map.png is damaged, or was not copied whole"


def test_an_image_of_too_many_pixels_is_told_before_it_is_decoded(site: MakeSite) -> None:
    bomb = b"GIF89a" + b"\x30\x75\x30\x75\x00\x00\x00," + b"\0\0\0\0\x30\x75\x30\x75\x00\x08"
    (problem,) = with_image(site, bomb).problems()
    assert (problem.code, problem.path) == ("E405", PATH)
    assert "at most 50 megapixels" in problem.message


def test_a_drawing_in_svg_is_refused_under_any_name(site: MakeSite) -> None:
    archive = with_image(site, b'<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>')
    assert [problem.code for problem in archive.problems()] == ["E404"]
    archive.write(MAP, described("9x9"))
    archive.write("content/media/map.svg", "<svg/>")
    (problem,) = archive.problems()
    assert (problem.code, "PNG" in problem.hint) == ("E206", True)


def test_of_an_animation_one_picture_is_published_and_that_is_said(site: MakeSite) -> None:
    second = [picture(300, 200, "red")]
    archive = with_image(site, encoded(picture(300, 200), "GIF", save_all=True, append_images=second))
    assert [(w.code, w.path, w.line) for w in archive.build().warnings] == [("W404", PATH, 7)]
    (result,) = pictures(archive).values()
    assert getattr(opened(result), "n_frames", 1) == 1


def test_an_image_without_words_is_a_warning_with_a_hint(site: MakeSite) -> None:
    archive = with_image(site, body="![](/media/map.png)", image="/media/map.png")
    lead, shown = archive.build().warnings
    assert [(w.code, w.line, w.column) for w in (lead, shown)] == [("W403", 5, 8), ("W403", 8, 5)]
    assert "image_alt: …" in lead.hint
    assert "![…]" in shown.hint


def test_a_link_and_an_image_with_words_need_no_more(site: MakeSite) -> None:
    archive = with_image(site, body=f"{SHOWN} [](/media/map.png)", image="/media/map.png", image_alt="A map")
    assert archive.build().warnings == ()


def test_a_withdrawn_article_is_not_asked_for_its_images(site: MakeSite) -> None:
    archive = with_image(
        site, b"no image", "![](/media/map.png)", image="/media/map.png", status="withdrawn", status_note="x"
    )
    assert archive.build().warnings == ()


def test_problems_that_are_remembered_are_told_again(site: MakeSite) -> None:
    archive = with_image(site, b"no image")
    assert archive.problems() == archive.problems() == archive.check()


def test_an_old_address_may_not_lie_among_images(site: MakeSite) -> None:
    archive = with_image(site, aliases="[/media/old.html]")
    assert [problem.code for problem in archive.problems()] == ["E401"]
