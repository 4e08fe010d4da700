"""Markdown to HTML: fixtures in and out, links, quotation marks, and text that means harm."""

from __future__ import annotations

import re
import time
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path

import pytest
from _pytest.mark import ParameterSet
from hypothesis import given, settings
from hypothesis import strategies as st

from sitegen.model import Body, Outline
from sitegen.read.markdown import render_markdown

FIXTURES = Path(__file__).parent / "fixtures"
_FIXTURE = re.compile(
    r"^(?P<title>\S[^\n]*)\n\.\n(?P<text>.*?)^\.\n(?P<html>.*?)^\.$", re.MULTILINE | re.DOTALL
)


def fixtures() -> Iterator[ParameterSet]:
    for file in sorted(FIXTURES.glob("*.md")):
        for match in _FIXTURE.finditer(file.read_text()):
            yield pytest.param(match["text"], match["html"], id=f"{file.stem}: {match['title']}")


def both(text: str, language: str = "en", first_line: int = 1) -> tuple[Body, Outline]:
    return render_markdown(
        text, path="content/articles/2025/11/a.md", language=language, first_line=first_line
    )


def rendered(text: str, language: str = "en") -> Body:
    return both(text, language)[0]


def outline(text: str, first_line: int = 1) -> Outline:
    return both(text, first_line=first_line)[1]


@pytest.mark.parametrize(("text", "html"), list(fixtures()))
def test_fixture(text, html):
    assert rendered(text).html.rstrip() == html.rstrip()


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "“a ‘b’ c”, it’s"),
        ("vi", "“a ‘b’ c”, it’s"),
        ("uk", "«a „b“ c», it’s"),
        ("de", "„a ‚b‘ c“, it’s"),
        ("de-AT", "„a ‚b‘ c“, it’s"),
        ("fr", "«\u202fa ‹\u202fb\u202f› c\u202f», it’s"),
        ("xx", "“a ‘b’ c”, it’s"),
    ],
)
def test_quotation_marks_are_those_of_the_language(language, text):
    assert rendered("\"a 'b' c\", it's", language).html == f"<p>{text}</p>\n"


def test_the_plain_text_has_no_markup():
    text = (
        "# A *b*\n\nc `d`\ne[^1]\n\n| f |\n|---|\n| g |\n\n```\ncode\n```\n\n![alt](x.png)\n\n[^1]: Note.\n"
    )

    assert rendered(text).text == "A b\nc d e\nf\ng"


def test_no_heading_takes_the_id_of_a_footnote():
    html = rendered("A[^1]\n\n## fn1\n\n## fn_1\n\n## fnref 1\n\n[^1]: Note.\n").html
    ids = re.findall(r' id="([^"]*)"', html)

    assert len(ids) == len(set(ids)) == 5
    assert re.findall(r'href="#([^"]*)"', html) == ["fn_1", "fnref_1"]


def test_an_outline_knows_its_body_by_a_digest():
    body, known = both("a")

    assert known.digest == body.digest
    assert len({rendered(text).digest for text in ("a", "b", "*a*", "")}) == 4


def test_anchors_are_those_of_the_headings():
    assert outline("## B\n\n> ## A\n\n- ## B\n").anchors == ("b", "a", "b-2")


def links(text: str, first_line: int = 1) -> list[tuple[str, int, int]]:
    return [(link.target, link.line, link.column) for link in outline(text, first_line).links]


HERE = "content/articles/2025/11"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("a [b](c.md)", [(f"{HERE}/c.md", 1, 7)]),
        (
            "[a](c.md) [b](c.md)\n[d](c.md)",
            [(f"{HERE}/c.md", 1, 5), (f"{HERE}/c.md", 1, 15), (f"{HERE}/c.md", 2, 5)],
        ),
        ("[c.md](c.md)", [(f"{HERE}/c.md", 1, 8)]),
        ("a\n\n> - [b](<c d.md>)", [(f"{HERE}/c d.md", 3, 10)]),
        ("[b](\nc.md)", [(f"{HERE}/c.md", 2, 1)]),
        ("[b](đ.md)", [(f"{HERE}/đ.md", 1, 5)]),
        ("[a][x]\n\nb\n\n[x]: c.md", [(f"{HERE}/c.md", 5, 6)]),
        ("| a |\n|---|\n| [b](c.md) |", [(f"{HERE}/c.md", 3, 7)]),
        ("a[^1]\n\n[^1]: [b](c.md)", [(f"{HERE}/c.md", 3, 11)]),
        ("[![a](b.png)](c.md)", [(f"{HERE}/c.md", 1, 15), (f"{HERE}/b.png", 1, 0)]),
        ("[a](https://example.org/)", []),
        ("[a](c&#46;md)", [(f"{HERE}/c.md", 1, 0)]),
    ],
)
def test_links_know_where_they_stand(text, expected):
    assert links(text) == expected


def test_lines_are_those_of_the_file():
    assert links("\n[b](c.md)", first_line=7) == [(f"{HERE}/c.md", 8, 5)]


def test_a_link_has_a_target_and_a_fragment():
    (link,) = outline("[a](../b.md#Đoạn)").links

    assert (link.target, link.fragment, link.image) == ("content/articles/2025/b.md", "Đoạn", False)


@pytest.mark.parametrize(
    ("address", "target"),
    [
        ("../../../../../etc/passwd", "../etc/passwd"),
        ("/media/../../etc/passwd", "etc/passwd"),
        ("%2e%2e/b.md", "content/articles/2025/b.md"),
        ("#part", ""),
        ("/tags/war/", "/tags/war/"),
    ],
)
def test_targets_are_paths_that_the_plan_looks_up(address, target):
    assert [link.target for link in outline(f"[a]({address})").links] == [target]


def test_an_image_on_another_site_is_a_link_for_the_plan_to_refuse():
    (link,) = outline("![a](https://example.org/x.png)").links

    assert (link.target, link.image, link.column) == ("https://example.org/x.png", True, 6)


# Hostile text.

ALLOWED_SCHEMES = ("http:", "https:", "mailto:", "content:")
ALLOWED_ATTRIBUTES = {
    "alt", "class", "href", "id", "loading", "rel", "role", "src", "start", "tabindex", "title",
}  # fmt: skip


class Seen(HTMLParser):
    """What a browser would make of the HTML."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.tags: set[str] = set()
        self.attributes: set[str] = set()
        self.addresses: list[str] = []
        self.feed(html)
        self.close()

    def handle_starttag(self, tag, attrs):
        self.tags.add(tag)
        self.attributes.update(name for name, _ in attrs)
        self.addresses.extend(value or "" for name, value in attrs if name in ("href", "src"))


def assert_harmless(html: str) -> None:
    seen = Seen(html)
    assert not seen.tags & {
        "script",
        "style",
        "iframe",
        "object",
        "embed",
        "form",
        "svg",
        "math",
        "base",
        "meta",
    }
    assert seen.attributes <= ALLOWED_ATTRIBUTES
    for address in seen.addresses:
        scheme = re.match(r"[\s\x00-\x1f]*([a-z][a-z0-9+.-]*:)", address, re.IGNORECASE)
        assert not scheme or scheme[1] in ALLOWED_SCHEMES, address


FRAGMENTS = st.sampled_from(
    [
        *[
            "<script>alert(1)</script>",
            "<img src=x onerror=alert(1)>",
            "<svg/onload=x>",
            "<style>*{}</style>",
        ],
        *[
            "javascript:alert(1)",
            "[a](",
            "![a](",
            "](",
            ")",
            "<",
            ">",
            '"',
            "'",
            "`",
            " ",
            "\n",
            "\n\n",
            "&#",
        ],
        *[
            "[x]: ",
            "[x]",
            "[^1]",
            "[^1]: ",
            "&#106;avascript:",
            "java\tscript:",
            "JaVaScRiPt:",
            "\x01javascript:",
        ],
        *[
            "data:text/html,",
            "vbscript:",
            "file:///",
            "//evil.example",
            "\\",
            " style=x",
            ' onclick="x" ',
            "<a ",
        ],
        *['"onmouseover="x', "&quot;", "&lt;script&gt;", "<!--", "-->", "<![CDATA[", "]]>", "# ", "> ", "- "],
        *["javascript&colon;alert(1)", "content:", "{style=x}", "\\<script>", "~~", "**", "|", "|-|\n"],
        *["\u2028", "\u202e", "\x0b", "\ufffe"],
    ]
)


@settings(max_examples=500, deadline=None)
@given(st.lists(FRAGMENTS | st.text(max_size=5), max_size=30).map("".join))
def test_hostile_fragments_become_harmless(text):
    assert_harmless(rendered(text).html)


@settings(deadline=None)
@given(st.text(max_size=300))
def test_any_text_renders(text):
    assert_harmless(rendered(text).html)


SIZE = 40_000


@pytest.mark.parametrize(
    "unit",
    [
        *["[", "![", "[^", "[^a", "[](", "[a](", "[a](b", "[a][b]", "[a](b.md) ", "![a](b.png) ", "[a]: b\n"],
        *["*", "*a ", "**a ", "a**", "_", "*_", "~~", "~~a ", "`", "`a ", '"', "'", "\"a '", "\\", "("],
        *["> ", "> a\n", "- ", "- a\n", "1. ", "# ", "\n#", "|", "|a", "a  \n", "\t", "word "],
        *["<", "<a ", "<!--", "<http://a> ", "&"],
    ],
)
def test_a_long_text_of_one_sign_is_done_with_quickly(unit):
    start = time.process_time()

    rendered((unit * SIZE)[:SIZE])

    assert time.process_time() - start < 4  # Measured: under 0.8.


@pytest.mark.parametrize(
    "text",
    [
        "[" * 5000 + "a" + "]" * 5000,
        "[" * 5000 + "a" + "](b)" * 5000,
        "![" * 5000 + "a" + "](b)" * 5000,
        "![" * 500 + "*a " * 30_000,
        "[a]" + "(" * 50_000 + ")" * 50_000,
        "".join("`" * n + " " for n in range(400)),
        "".join("  " * n + "- a\n" for n in range(300)),
        "".join("> " * n + "a\n" for n in range(300)),
        "> - " * 500 + "a",
        "*a **b " * 4_000 + "** *" * 4_000,
        "|a" * 1000 + "|\n" + "|-" * 1000 + "|\n" + "|b\n" * 12_000,
        ("|a" * 100 + "|\n" + "|-" * 100 + "|\n" + "|b\n" * 700 + "\n") * 12,
        "".join(f"[a{n}] " for n in range(3000)) + "\n\n" + "".join(f"[a{n}]: b{n}\n" for n in range(3000)),
        "".join(f"[^a{n}] " for n in range(2000)) + "\n\n" + "".join(f"[^a{n}]: b\n" for n in range(2000)),
        "# a\n" * 20_000,
    ],
    ids=[str(number) for number in range(15)],
)
def test_a_nesting_bomb_is_done_with_quickly(text):
    start = time.process_time()

    html = rendered(text).html

    assert time.process_time() - start < 8  # Measured: under 1.6.
    assert len(html) < 10_000_000


def test_a_paragraph_that_would_take_minutes_is_shown_as_text():
    text = "![" * 5000 + '"a"'

    assert rendered(text).html == f"<p>{text}</p>\n"
    assert rendered(text).text == text


def test_a_long_paragraph_with_many_links_is_rendered():
    text = ("word " * 20 + "[a](b.md), ") * 100

    assert len(outline(text).links) == 100


def test_tables_end_where_their_cells_could_fill_the_disk():
    table = "|a" * 100 + "|\n" + "|-" * 100 + "|\n" + "|b\n" * 70 + "\n"
    html = rendered(table * 6).html

    assert html.count("<table>") == 3
