"""Pages in the styles of real layouts, each with the article that is in it beside it."""

from __future__ import annotations

from pathlib import Path

import pytest

from sitegen.contribute.importing.found_outlets import Outlets
from sitegen.contribute.importing.html_page import draft_of_html
from sitegen.contribute.importing.values import Draft, NoArticleError, RawPage
from sitegen.model import Term
from sitegen.read.frontmatter import dump_front_matter
from sitegen.read.registers import Register

PAGES = Path(__file__).parent / "pages"
NAMES = sorted(path.stem for path in PAGES.glob("*.html") if path.stem != "paywall")
KEYS = [
    "title",
    "date",
    "outlet",
    "authors",
    "summary",
    "language",
    "source_url",
    "republished_by",
    "retrieved_from",
    "image",
    "image_alt",
    "image_credit",
    "keywords",
]


def outlets(*terms: Term) -> Outlets:
    names = {name.casefold(): term.id for term in terms for name in (term.name, *term.aliases)}
    return Outlets(Register(kind="outlet", path="", terms={term.id: term for term in terms}, names=names))


def page_of(name: str) -> RawPage:
    hosts = {"amp": "amp.diario-lumbra.example", "standard_news": "northern-post.example"}
    host = hosts.get(name, f"{name.replace('_', '-')}.example")
    url = f"https://{host}/news/page.html"
    return RawPage(name=name, data=(PAGES / f"{name}.html").read_bytes(), kind="html", url=url)


def text_of(draft: Draft) -> str:
    """The draft as a file: what was found, then the body."""
    found = {key: getattr(draft, key) for key in KEYS}
    meta: dict[str, object] = {k: list(v) if isinstance(v, tuple) else v for k, v in found.items() if v}
    if draft.doubts:
        meta["doubts"] = [f"{doubt.key}: {doubt.message}" for doubt in draft.doubts]
    return dump_front_matter(meta, draft.body)


@pytest.mark.parametrize("name", NAMES)
def test_the_article_of_a_page_is_found(name: str) -> None:
    expected = (PAGES / f"{name}.md").read_text(encoding="utf-8")
    assert text_of(draft_of_html(page_of(name), outlets())) == expected


def test_a_notice_of_a_paywall_is_no_article() -> None:
    with pytest.raises(NoArticleError, match="paywall"):
        draft_of_html(page_of("paywall"), outlets())


def test_a_paywall_with_a_box_about_cookies_is_a_paywall() -> None:
    body = "<p>We use cookies to improve your visit.</p><p>The rest is for subscribers.</p>"
    page = RawPage(name="x", data=f"<h1>Rivers rise</h1>{body}".encode(), kind="html")
    with pytest.raises(NoArticleError, match="paywall"):
        draft_of_html(page, outlets())


def test_a_register_gives_outlets_their_names() -> None:
    known = Term(id="karsk", name="The Karsk Post", url="https://northern-post.example/")
    assert draft_of_html(page_of("standard_news"), outlets(known)).outlet == "The Karsk Post"


def test_what_a_container_says_goes_before_the_page() -> None:
    page = page_of("standard_news")
    page = RawPage(name="x", data=page.data, kind="html", known={"title": "Told", "authors": ["A", "B"]})
    draft = draft_of_html(page, outlets())
    assert (draft.title, draft.authors) == ("Told", ("A", "B"))


NEWS = "<p>The river {} rose by two metres on Friday, and the town behind its dyke waited for the crest.</p>"
NEWS = "".join(NEWS.format(name) for name in ("Orl", "Karve", "Lumbra", "Senne"))
PHOTO = "<figure><img src=/a.jpg><figcaption>Boats at the pier</figcaption></figure>"


def draft_of_body(html: str, *, head: str = "") -> Draft:
    page = f"<head><title>Rivers rise</title>{head}</head><article><h1>Rivers rise</h1>{html}{NEWS}</article>"
    url = "https://courier.example/2025/11/21/rivers.html"
    return draft_of_html(RawPage(name="x", data=page.encode(), kind="html", url=url), outlets())


def test_a_figure_in_a_paragraph_takes_no_text_with_it() -> None:
    body = draft_of_body(f"{NEWS}<p>What stands before {PHOTO} and what stands behind it.</p>").body
    figure = "[Boats at the pier](https://courier.example/a.jpg)"
    assert f"What stands before\n\n{figure}\n\nand what stands behind it." in body


def test_the_caption_of_a_lost_picture_stays_without_a_link() -> None:
    photo = PHOTO.replace("/a.jpg", "./Rivers_files/a.jpg")
    assert "\n\n*Boats at the pier*\n\n" in draft_of_body(f"{NEWS}{photo}").body


def test_a_text_that_looks_like_our_mark_of_a_figure_stays() -> None:
    body = draft_of_body(f"<p>Somebody wrote ⟦figure 0⟧ into this sentence of theirs.</p>{PHOTO}").body
    assert "Somebody wrote into this sentence of theirs." in body
    assert body.count("Boats at the pier") == 1


def test_the_signature_of_an_author_is_no_text() -> None:
    page = f"<h1>Rivers rise</h1><article>{NEWS}<p><b>Una Prest</b></p></article>"
    draft = draft_of_html(RawPage(name="x", data=page.encode(), kind="html"), outlets())
    assert draft.authors == ("Una Prest",)
    assert draft.body.endswith("waited for the crest.")


def test_a_standfirst_that_the_description_does_not_say_is_not_lost() -> None:
    description = "Quite another sentence, which is meant for those who share this page."
    standfirst = "All schools stay closed on Monday, says the mayor of the town"
    head = f'<meta name="description" content="{description}">'
    draft = draft_of_body(f"<h2>{standfirst}</h2>", head=head)
    assert draft.summary == standfirst
    assert draft_of_body("", head=head).summary == description
