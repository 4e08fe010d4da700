"""Signs that nobody wrote: text decoded wrongly, HTML, tags of templates."""

from __future__ import annotations

import pytest

from tests.lint.articles import TEXT, codes, linted, places


@pytest.mark.parametrize(
    ("garbled", "hint"),
    [
        ("donâ€™t", "Write ’ in its place."),
        ("â€œyes", "Write “ in its place."),
        ("cafÃ©", "Write é in its place."),
        ("20Â°C", "Write ° in its place."),
        ("Há»™i An", "Write ộ in its place."),
        ("ÐšÐ¸Ñ—Ð²", "Write Київ in its place."),
        ("РљРёС—РІ", "Write Київ in its place."),
        ("a \ufffd b", "Look up in the original what stood there, and write that."),
        ("a\ufeffb", "Delete it."),
        ("don?t", "Write don’t."),
    ],
)
def test_text_of_another_encoding(garbled, hint):
    found = linted(f"{TEXT} {garbled}")

    assert {problem.code for problem in found} == {"W706"}
    assert found[0].hint == hint
    assert found[0].line == 8
    assert found[0].column >= len(TEXT) + 2


def test_a_title_of_another_encoding():
    assert places(linted(title="The cafÃ©s of Hội An")) == [("W706", 2, 15)]


@pytest.mark.parametrize(
    "text",
    [
        "TRẬN LŨ “TRONG XÃ”, NGƯỜI DÂN “CẦN HỖ TRỢ”",
        "XÃ… HUYỆN – LŨ",
        "« IL ÉTAIT LÀ » dit-elle ; “SÃO PAULO, IRMÃ” e “MANHÃ”",
        "Die Schüler sagten: ‚JAÄ‘ und ‚nein‘",
        "Åland, Ærø, Ø’er og Å’er",
        "â la mode, château, “hoa lâ”",
        "СССР, РСФСР и США: Съезд Советов",
        "Сім’я, Сіверськ, Рівне, РІК, СІМ",
        "What?! Who knows? She asked: did it?",
        "https://example.org/?s=rain&t=1",
        "10 € and 20 £, 5 °C, ½ litre, § 12, © 2025",
        "עברית وعربي 漢字 कि ไทย 한국어",
    ],
)
def test_real_text_is_not_garbled(text):
    assert "W706" not in codes(linted(f"{TEXT} {text}"))


def test_code_may_hold_anything():
    body = f"{TEXT} It shows `â€™ <br> &amp; {{{{ x }}}} [](x)`.\n\n```\n<div>\n# â€™\n[a](javascript:x)\n```"
    assert linted(body) == ()


@pytest.mark.parametrize(
    "html", ["<br>", "<br/>", "</p>", '<div class="x">', "<i>so</i>", "<!-- note -->", "<FONT COLOR=red>"]
)
def test_a_tag_is_shown_to_readers(html):
    found = linted(f"{TEXT} {html}")

    assert {problem.code for problem in found} == {"W707"}
    assert (found[0].line, found[0].column) == (8, len(TEXT) + 2)


@pytest.mark.parametrize(
    "entity", ["&amp;", "&quot;", "&rsquo;", "&eacute;", "&#8217;", "&#x2019;", "\\&nbsp;"]
)
def test_an_entity_for_a_sign_that_can_be_written(entity):
    assert codes(linted(f"{TEXT} {entity}")) == ["W707"]


def test_in_front_matter_an_entity_is_no_sign():
    found = linted(title='"Wind &amp; rain&nbsp;again"')

    assert places(found) == [("W707", 2, 14), ("W707", 2, 24)]
    assert [problem.hint for problem in found] == ["Write & in its place.", "Write a space."]


@pytest.mark.parametrize(
    "text",
    [
        "10&nbsp;km, co&shy;op, 1 &lt; 2, &#42;&#42;",
        "AT&T; R&D; &c.; &unheard;",
        "<https://courier.example/> and <desk@courier.example>",
        "if a < b and b > a, or a <b and c> d",
        "\\<div> and \\<br>",
    ],
)
def test_what_is_no_html(text):
    assert codes(linted(f"{TEXT} {text}")) == []


@pytest.mark.parametrize(
    "tag",
    ["{% include x.html %}", "{{ site.url }}", '{{< figure src="x" >}}', '[gallery ids="1,2"]', "[/caption]"],
)
def test_a_tag_of_another_program(tag):
    assert places(linted(f"{TEXT}\n\n{tag}")) == [("W710", 10, 1)]


@pytest.mark.parametrize(
    "text", ["[audio unclear]", "[sic]", "[video](https://courier.example/v)", "[1] and {2}", "and/or [a/b]"]
)
def test_brackets_that_are_no_tag(text):
    assert codes(linted(f"{TEXT} {text}")) == []
