"""MHTML files, as browsers save them."""

from __future__ import annotations

import pytest

from sitegen.contribute.importing.sources import Source, SourceError, find_sources, read_source

SAVED = """\
From: <Saved by Blink>
Snapshot-Content-Location: https://courier.example/flood
Subject: Flood
Date: Wed, 22 Nov 2023 07:08:09 +0700
MIME-Version: 1.0
Content-Type: multipart/related; type="text/html"; boundary="----Part----"

------Part----
Content-Type: text/html
Content-ID: <frame-2@mhtml.blink>
Content-Transfer-Encoding: quoted-printable
Content-Location: https://ads.example/frame

<p>Buy a boat.</p>
------Part----
Content-Type: text/html; charset=windows-1258
Content-ID: <frame-1@mhtml.blink>
Content-Transfer-Encoding: quoted-printable
Content-Location: https://courier.example/flood

<html><body><p>The river =
rose to 5=2E6 metres.</p></body></html>
------Part----
Content-Type: image/png
Content-Transfer-Encoding: base64
Content-Location: https://courier.example/flood.png

iVBORw0KGgo=
------Part------
"""


def read(tmp_path, text, name="page.mhtml"):
    (tmp_path / name).write_bytes(text.replace("\n", "\r\n").encode())
    (source,) = find_sources([name], standard_input=bytes, root=tmp_path)
    assert isinstance(source, Source)
    return read_source(source)


def test_the_page_and_not_its_frames_is_read(tmp_path):
    page = read(tmp_path, SAVED)

    assert b"The river rose to 5.6 metres." in page.data
    assert page.url == "https://courier.example/flood"
    assert page.retrieved == "2023-11-22"
    assert page.charset == "windows-1258"
    assert page.kind == "html"


def test_a_copy_in_a_web_archive_tells_both_addresses(tmp_path):
    copy = "https://web.archive.org/web/20200102030405/https://courier.example/flood"
    page = read(tmp_path, SAVED.replace("https://courier.example/flood\n", copy + "\n"), "page.mht")

    assert (page.url, page.archive_url) == ("https://courier.example/flood", copy)


def test_a_date_that_is_none_is_left_out(tmp_path):
    assert read(tmp_path, SAVED.replace("Wed, 22 Nov 2023 07:08:09 +0700", "yesterday")).retrieved == ""


@pytest.mark.parametrize(
    "text",
    [
        "no message at all",
        "Content-Type: text/html; charset=x\n\n",
        "Content-Type: multipart/related\n\nnothing",
        SAVED.replace("text/html", "text/plain"),
        "".join(f"Content-Type: multipart/mixed; boundary=b{n}\n\n--b{n}\n" for n in range(3000)),
    ],
)
def test_what_holds_no_page_is_an_error(tmp_path, text):
    with pytest.raises(SourceError):
        read(tmp_path, text)
