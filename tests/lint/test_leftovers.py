"""Words of a web page that came along with its article."""

from __future__ import annotations

import pytest

from tests.lint.articles import TEXT, codes, linted, linted_page, places

NEWS = "The office said on Friday that the schools will be closed until the water has gone."


@pytest.mark.parametrize(
    "line",
    [
        "Share", "**Share this article**", "Advertisement", "Comments (0)", "Comments",
        "0 Comments", "3 min read",
        "Story continues below advertisement", "[Share on Facebook](https://facebook.com/sharer)",
        "Read also: [Ten photos of the flood](https://courier.example/photos)", "Read also: Ten photos",
        "Sign up for our newsletter", "Follow us on Telegram", "© 2025 The Courier. All rights reserved.",
        "Teilen", "Lesen Sie auch: Die Flut in Bildern", "Kommentare (12)",
        "Partager", "Lire aussi : Les photos de la crue", "Tous droits réservés",
        "Compartir", "Lea también: Las fotos", "Compartilhar", "Leia também: As fotos", "Condividi",
        "Поділитися", "Читайте також: Фото повені", "Поделиться", "Читайте также: Фото",
        "Chia sẻ", "Bình luận (3)", "Tin liên quan", "مشاركة", "シェア", "分享", "相关阅读：洪水图片",
    ],
)  # fmt: skip
def test_a_line_of_the_page(line):
    assert places(linted(f"{TEXT}\n\n{line}\n\n{NEWS}", language="gd")) == [("W704", 11, 0)]


def test_a_share_bar_as_a_list():
    assert places(linted(f"{TEXT}\n\n- Facebook\n- Twitter\n- Email\n- Copy link\n\n{NEWS}")) == [
        ("W704", 10, 0)
    ]


@pytest.mark.parametrize(
    "menu",
    [
        "Home | News | Sport | Contact us",
        "Home › World › Politics",
        "Home\nNews\nSport",
        "[Thời sự](/) • Thế giới • Thể thao",
    ],
)
def test_a_menu(menu):
    assert places(linted(f"{menu}\n\n{TEXT}\n\n{NEWS}", language="gd")) == [("W704", 9, 0)]


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("Politics\nCulture\nSport", id="sections that a text may name"),
        pytest.param("Home | Away", id="two words"),
        pytest.param("Home | News | Courier", id="something else among them"),
        pytest.param("Share.", id="a word with a full stop"),
        pytest.param("“Share”", id="a word in quotation marks"),
        pytest.param("More", id="a word that a text may have for itself"),
        pytest.param("> Share\n>\n> Comments (0)", id="a quotation"),
        pytest.param("```\nShare\n```", id="code"),
        pytest.param("Print  \nPlay  \nShare", id="verses"),
        pytest.param("- Rice\n- Water\n- Video", id="a list"),
        pytest.param("- Facebook\n- Telegram\n- Courier", id="a list of networks that are the subject"),
        pytest.param("| Share | Comments |\n| --- | --- |\n| 12 | 3 |", id="a table"),
        pytest.param("## Comments", id="a heading of the article"),
        pytest.param("See also: [the flood of 1964](../../1964/11/flood.md)", id="a link into the archive"),
        pytest.param("Read also: [the flood of 1964](../../1964/11/flood.md)", id="the same in other words"),
        pytest.param("See also: Smith, *Floods of Quảng Nam*, 1999", id="a reference"),
        pytest.param("Read more than one report before you believe it, the office asked.", id="a sentence"),
        pytest.param("Google changed its privacy policy on Monday.", id="news about a policy"),
        pytest.param("Thousands sign up for the army every week.", id="news about an army"),
        pytest.param("The poster said “All rights reserved” in red letters.", id="quoted words"),
        pytest.param("Shares of the dam's owner fell by 3 percent.", id="shares of another kind"),
        pytest.param("Five people commented (0 were officials)", id="a count"),
        pytest.param("Xem thêm: [trận lũ năm 1964](../../1964/11/lu.md)", id="Vietnamese, into the archive"),
    ],
)
def test_what_belongs_to_the_article(text):
    assert "W704" not in codes(linted(f"{TEXT}\n\n{text}\n\n{NEWS}"))


def test_a_free_page_may_have_such_lines():
    assert linted_page("Comments\n\nShare") == ()
