"""What is named on the command line becomes sources, and sources become raw pages."""

from __future__ import annotations

import os
import pickle
from pathlib import Path

import pytest

from sitegen.contribute.importing.sources import Source, SourceError, Unusable, find_sources, read_source
from sitegen.contribute.importing.values import RawPage

PAGE = "<!DOCTYPE html><html><body><p>The river rose again.</p></body></html>"


def no_input() -> bytes:
    raise AssertionError("standard input was read")


def found(root, *arguments, list_file="", given=no_input):
    return list(find_sources(arguments, list_file=list_file, standard_input=given, root=root))


def names(root, *arguments, **options):
    return [source.name for source in found(root, *arguments, **options) if isinstance(source, Source)]


def reason(root, argument, **options):
    (unusable,) = found(root, argument, **options)
    assert isinstance(unusable, Unusable), unusable
    return unusable.reason


def write(root, **files):
    for name, text in files.items():
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)


def test_a_mix_comes_in_its_order(tmp_path):
    write(tmp_path, **{"b.html": PAGE, "a.txt": "The river rose.", "post.md": "# Floods"})
    arguments = ("https://courier.example/flood", "b.html", "a.txt", "-", "post.md")

    sources = found(tmp_path, *arguments, given=PAGE.encode)

    assert [source.name for source in sources] == [
        "https://courier.example/flood",
        "b.html",
        "a.txt",
        "standard input",
        "post.md",
    ]
    assert [source.container for source in sources] == ["url", "html", "text", "html", "markdown"]


def test_sources_go_to_other_processes(tmp_path):
    write(tmp_path, **{"b.html": PAGE})
    (source,) = found(tmp_path, "b.html")

    assert read_source(pickle.loads(pickle.dumps(source))).data == PAGE.encode()


def test_html_and_text_are_read_as_they_are(tmp_path):
    write(tmp_path, **{"b.htm": PAGE, "c.xhtml": PAGE, "a.txt": "The river rose."})
    pages = [read_source(source) for source in found(tmp_path, "b.htm", "c.xhtml", "a.txt")]

    assert [page.kind for page in pages] == ["html", "html", "text"]
    assert pages[2] == RawPage(name="a.txt", data=b"The river rose.", kind="text")


def test_a_saved_page_tells_where_it_was(tmp_path):
    comment = "<!-- saved from url=(0030)https://courier.example/flood -->"
    write(tmp_path, **{"b.html": f"<!DOCTYPE html>\n{comment}\n<html></html>"})
    (source,) = found(tmp_path, "b.html")

    assert read_source(source).url == "https://courier.example/flood"


@pytest.mark.parametrize(
    ("data", "kind"),
    [
        (b"\n <!doctype html><title>Flood</title>", "html"),
        (b"\xef\xbb\xbf<html lang=en>", "html"),
        (PAGE.encode("utf-16"), "html"),
        (b"<?xml version='1.0'?>\n<html xmlns='x'>", "html"),
        (b"Flood\n\nThe <p> tag began it.", "text"),
        (b"1 < 2 and so on", "text"),
        ("Lũ lụt".encode(), "text"),
    ],
)
def test_standard_input_is_html_when_it_looks_so(tmp_path, data, kind):
    (source,) = found(tmp_path, "-", given=lambda: data)

    assert read_source(source) == RawPage(name="standard input", data=data, kind=kind)


def test_empty_input_is_unusable(tmp_path):
    assert reason(tmp_path, "-", given=lambda: b" \n") == "It is empty"


@pytest.mark.parametrize(
    ("argument", "message"),
    [
        ("missing.html", "There is no such file"),
        ("ftp://courier.example/a.html", "Only addresses with http and https are read"),
        ("file:///etc/passwd", "Only addresses with http and https are read"),
        ("", "This is no path"),
        ("a\0b.html", "This is no path"),
        ("photo.jpg", "Files of this type are not read: .jpg"),
        ("README", "Files of this type are not read: no ending"),
        ("feed.xml", "This XML file is no export of WordPress"),
        ("empty.html", "It is empty"),
        ("pipe.html", "This is no ordinary file"),
    ],
)
def test_what_cannot_be_used_says_why(tmp_path, argument, message):
    write(tmp_path, **{"photo.jpg": "x", "README": "x", "feed.xml": "<rss/>", "empty.html": ""})
    os.mkfifo(tmp_path / "pipe.html")

    assert reason(tmp_path, argument) == message


def test_what_cannot_be_used_does_not_end_the_rest(tmp_path):
    write(tmp_path, **{"b.html": PAGE})

    assert names(tmp_path, "missing.html", "b.html") == ["b.html"]


def test_a_page_that_is_too_large_is_not_read(tmp_path):
    with (tmp_path / "huge.html").open("wb") as file:
        file.truncate(100_000_000)

    assert reason(tmp_path, "huge.html") == "It is too large: 100.0 MB, and at most 20 MB are allowed"


def test_a_page_that_grows_or_goes_after_listing_is_an_error(tmp_path):
    write(tmp_path, **{"a.html": PAGE, "b.html": PAGE})
    grown, gone = found(tmp_path, "a.html", "b.html")
    with (tmp_path / "a.html").open("wb") as file:
        file.truncate(100_000_000)
    (tmp_path / "b.html").unlink()

    with pytest.raises(SourceError, match="too large"):
        read_source(grown)
    with pytest.raises(SourceError, match="cannot be read"):
        read_source(gone)


def test_a_folder_gives_its_pages_sorted_and_from_all_depths(tmp_path):
    write(
        tmp_path,
        **{"in/b.html": PAGE, "in/a/z.txt": "x", "in/a/_posts/2013-05-01-x.md": "x", "in/C.HTML": PAGE},
    )

    assert names(tmp_path, "in") == ["in/C.HTML", "in/a/_posts/2013-05-01-x.md", "in/a/z.txt", "in/b.html"]


def test_a_folder_skips_what_is_no_page(tmp_path):
    write(
        tmp_path,
        **{
            "in/page.html": PAGE,
            "in/page_files/frame.html": PAGE,
            "in/.hidden.html": PAGE,
            "in/.git/a.md": "x",
            "in/_index.md": "x",
            "in/photo.jpg": "x",
            "in/sitemap.xml": "<urlset/>",
            "outside.html": PAGE,
        },
    )
    (tmp_path / "in/link.html").symlink_to(tmp_path / "outside.html")
    (tmp_path / "in/loop").symlink_to(tmp_path / "in")

    assert [source.name for source in found(tmp_path, "in/")] == ["in/page.html"]


def test_folders_end_at_some_depth(tmp_path):
    deep = Path(tmp_path, *(["d"] * 25))
    deep.mkdir(parents=True)
    (deep / "a.html").write_text(PAGE)

    assert "nested too deeply" in reason(tmp_path, "d")


def test_a_list_has_a_source_on_each_line_beside_itself(tmp_path):
    write(
        tmp_path,
        **{
            "lists/b.html": PAGE,
            "lists/wanted.txt": "# Floods\nhttps://courier.example/1\n\n b.html \nno.md\n",
        },
    )
    sources = found(tmp_path, list_file="lists/wanted.txt")

    assert [source.name for source in sources] == ["https://courier.example/1", "b.html", "no.md"]
    assert read_source(sources[1]).data == PAGE.encode()
    assert isinstance(sources[2], Unusable)


@pytest.mark.parametrize(
    ("data", "message"), [(None, "The list cannot be read"), (b"\xff\xfea.html", "The list is not in UTF-8")]
)
def test_a_list_that_cannot_be_read_is_unusable(tmp_path, data, message):
    if data:
        (tmp_path / "wanted.txt").write_bytes(data)
    (unusable,) = found(tmp_path, list_file="wanted.txt")

    assert isinstance(unusable, Unusable)
    assert unusable.reason.startswith(message)


def test_what_is_named_twice_comes_once(tmp_path):
    write(tmp_path, **{"in/b.html": PAGE})

    assert names(tmp_path, "in/b.html", "in", "https://courier.example/1", "https://courier.example/1") == [
        "in/b.html",
        "https://courier.example/1",
    ]


def test_urls_are_read_elsewhere(tmp_path):
    (source,) = found(tmp_path, "https://courier.example/1")

    with pytest.raises(SourceError, match="elsewhere"):
        read_source(source)
