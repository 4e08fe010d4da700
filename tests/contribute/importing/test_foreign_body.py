"""Links in the Markdown of another generator: those of the web stay, those of its old site go."""

from __future__ import annotations

import pytest

from sitegen.contribute.importing.foreign_body import markdown_draft
from sitegen.contribute.importing.values import RawPage

POST = "https://old.example/2020/post/"


def body_of(text: str, url: str = "") -> str:
    return markdown_draft(RawPage(name="post.md", data=text.encode(), kind="markdown", url=url)).body


@pytest.mark.parametrize(
    ("written", "kept"),
    [
        ("[a](https://b.example/c)", "[a](https://b.example/c)"),
        ("[a](https://b.example/c?utm_source=x 'T')", "[a](https://b.example/c)"),
        ("[a](https://b.example/C_(d))", "[a](https://b.example/C_%28d%29)"),
        ("[a](/b_(c)) d", "a d"),
        ("[a [b] c](/d)", "a [b] c"),
        ("[a](//[b)", "a"),
        ("[![a](/thumb.jpg)](https://b.example/full.jpg)", "[a](https://b.example/full.jpg)"),
        ("[a](#b)", "[a](#b)"),
    ],
)
def test_a_link_leads_to_the_web_or_becomes_its_words(written, kept):
    assert body_of(written) == kept


def test_where_the_post_lay_is_known_relative_links_stay():
    assert body_of("[a](../b) ![c](/d.png)", POST) == (
        "[a](https://old.example/2020/b) [c](https://old.example/d.png)"
    )
