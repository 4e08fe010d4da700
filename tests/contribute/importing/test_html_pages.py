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


def test_a_register_gives_outlets_their_names() -> None:
    known = Term(id="karsk", name="The Karsk Post", url="https://northern-post.example/")
    assert draft_of_html(page_of("standard_news"), outlets(known)).outlet == "The Karsk Post"


def test_what_a_container_says_goes_before_the_page() -> None:
    page = page_of("standard_news")
    page = RawPage(name="x", data=page.data, kind="html", known={"title": "Told", "authors": ["A", "B"]})
    draft = draft_of_html(page, outlets())
    assert (draft.title, draft.authors) == ("Told", ("A", "B"))
