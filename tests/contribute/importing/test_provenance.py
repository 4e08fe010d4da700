"""What addresses and saved pages tell of where they were."""

from __future__ import annotations

import pytest

from sitegen.contribute.importing.provenance import Provenance, is_web_url, of_page, of_url

PAGE = "https://courier.example/flood?day=2"


@pytest.mark.parametrize(
    "copy",
    [
        f"https://web.archive.org/web/20200102030405/{PAGE}",
        f"https://web.archive.org/web/20200102030405id_/{PAGE}",
        f"https://web.archive.org/web/2020/{PAGE}",
        f"https://archive.ph/20200102030405/{PAGE}",
        f"https://arquivo.pt/wayback/20200102030405/{PAGE}",
        f"https://wayback.archive-it.org/1234/20200102030405/{PAGE}",
        "https://web.archive.org/web/20200102030405/https:/courier.example/flood?day=2",
    ],
)
def test_a_copy_holds_the_address_of_the_page(copy):
    assert of_url(copy) == Provenance(url=PAGE, archive_url=copy)


def test_a_copy_without_a_scheme_was_http():
    copy = "http://web.archive.org/web/1999/courier.example/flood"

    assert of_url(copy).url == "http://courier.example/flood"


def test_a_short_address_of_an_archive_does_not_tell_the_page():
    assert of_url("https://archive.ph/AbC1d") == Provenance(archive_url="https://archive.ph/AbC1d")


@pytest.mark.parametrize(
    "url", [PAGE, "https://archive.org/details/x", f"https://courier.example/2020/{PAGE}"]
)
def test_other_addresses_are_the_page(url):
    assert of_url(url) == Provenance(url=url)


@pytest.mark.parametrize(
    "url",
    ["", "about:blank", "javascript:x()", "https://", "https://a:b@c.example/", "https://a b/", "http://[x"],
)
def test_what_is_no_address_of_the_web_is_left_out(url):
    assert not is_web_url(url)
    assert of_url(url) == Provenance()


def test_browsers_leave_a_comment():
    data = f"<!DOCTYPE html>\r\n<!-- saved from url=(0034){PAGE} -->\r\n<html>".encode()

    assert of_page(data) == Provenance(url=PAGE)


def test_a_comment_may_name_a_copy():
    copy = f"https://web.archive.org/web/20200102030405/{PAGE}"
    end = b"<!--\n FILE ARCHIVED ON 03:04:05 Jan 02, 2020 AND RETRIEVED FROM THE\n" + (
        b" INTERNET ARCHIVE ON 10:11:12 Feb 03, 2021.\n-->"
    )
    data = f"<!-- saved from url=(0076){copy} -->".encode() + b"x" * 50_000 + end

    assert of_page(data) == Provenance(url=PAGE, archive_url=copy, retrieved="2021-02-03")


def test_single_file_tells_the_day():
    data = f"<!DOCTYPE html> <html><!--\n Page saved with SingleFile \n url: {PAGE} \n saved date: ".encode()
    data += "Tue Nov 21 2023 10:20:30 GMT+0700 (giờ Đông Dương)\n-->".encode()

    assert of_page(data) == Provenance(url=PAGE, retrieved="2023-11-21")


def test_a_copy_of_the_wayback_machine_is_known_by_its_script():
    data = (
        f'<script>__wm.wombat("{PAGE}","20200102030405","https://web.archive.org/","web")</script>'.encode()
    )

    assert of_page(data) == Provenance(
        url=PAGE, archive_url=f"https://web.archive.org/web/20200102030405/{PAGE}"
    )


def test_archive_today_is_known_by_its_bookmark():
    long = f"http://archive.today/20200102030405/{PAGE}"
    data = f'<html><head><link rel="bookmark" href="{long}"/>'.encode()

    assert of_page(data) == Provenance(url=PAGE, archive_url=long)
    assert of_page(data, url="https://archive.ph/AbC1d").url == PAGE


def test_the_address_that_was_read_goes_before_what_the_page_says():
    data = b"<!-- saved from url=(0010)https://other.example/ -->"

    assert of_page(data, url=PAGE) == Provenance(url=PAGE)


@pytest.mark.parametrize(
    "data",
    [
        b"<!-- saved from url=(0014)about:internet -->",
        b"<!-- saved from url=(0014)javascript:alert(1) -->",
        b'__wm.wombat("javascript:x","20200102030405"',
        b"",
        b"\xff\xfe\x00",
    ],
)
def test_a_page_that_says_nothing_good_says_nothing(data):
    assert of_page(data) == Provenance()
