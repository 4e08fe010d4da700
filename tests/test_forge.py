"""Addresses of pull requests."""

from __future__ import annotations

import pytest

from sitegen.forge import proposed_change


@pytest.mark.parametrize(
    ("text", "url", "name", "diff"),
    [
        ("https://github.com/a/b/pull/12", "https://github.com/a/b/pull/12", "#12", "files"),
        ("https://github.com/a/b.git/pull/12/", "https://github.com/a/b/pull/12", "#12", "files"),
        ("git@github.com:a/b.git/pull/12", "https://github.com/a/b/pull/12", "#12", "files"),
        ("ssh://git@git.example.org:2222/a/b/pulls/7", "https://git.example.org/a/b/pulls/7", "#7", "files"),
        (
            "https://gitlab.com/a/b/c/-/merge_requests/3",
            "https://gitlab.com/a/b/c/-/merge_requests/3",
            "!3",
            "diffs",
        ),
        ("https://codeberg.org/a/b/pulls/7", "https://codeberg.org/a/b/pulls/7", "#7", "files"),
        (
            "https://bitbucket.org/a/b/pull-requests/1",
            "https://bitbucket.org/a/b/pull-requests/1",
            "#1",
            "diff",
        ),
    ],
)
def test_a_change_has_a_page_a_name_and_a_page_with_all_of_it(text, url, name, diff):
    change = proposed_change(text)

    assert (change.url, change.name, change.diff_url) == (url, name, f"{url}/{diff}")


def test_the_password_that_a_host_puts_into_an_address_is_left_out():
    change = proposed_change("https://x-access-token:v1.5c3b@github.com/a/b/pull/12")

    assert change.url == "https://github.com/a/b/pull/12"


@pytest.mark.parametrize(
    "text",
    [
        "",
        "12",
        "http://github.com/a/b/pull/12",
        "https://github.com/a/b",
        "https://github.com/a/b/pull/",
        "https://github.com/a/b/pull/0",
        "https://github.com/a/b/pull/12?x=1",
        "https://github.com/a/b/pull/12#x",
        "https://github.com/a/../b/pull/12",
        "https://github.com/a/b\n/pull/12",
        'https://github.com/a/"><script>/pull/12',
        "https://github.com/a b/c/pull/12",
        "https://localhost/a/b/pull/12",
        "https://github.com@evil@host/a/b/pull/12",
        "javascript:alert(1)//github.com/a/b/pull/12",
        "//github.com/a/b/pull/12",
        "https://github.com/" + "a/" * 40 + "pull/12",
    ],
)
def test_other_addresses_are_refused_and_not_repeated(text):
    with pytest.raises(ValueError, match=r"^is no address of a pull request, such as"):
        proposed_change(text)
