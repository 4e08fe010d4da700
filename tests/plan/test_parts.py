"""Pages that are made of equal parts show the same: that is what an incremental build believes.

Each example is an archive of a few dozen articles, and the same archive after some edits.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import cache
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from sitegen.config import SiteConfig
from sitegen.dates import parse_date
from sitegen.localize import Messages
from sitegen.model import (
    TERM_KINDS,
    Archive,
    Article,
    Body,
    Correction,
    FreePage,
    ImageFacts,
    MediaFile,
    Term,
    TermKind,
)
from sitegen.plan.catalogue import terms_of
from sitegen.plan.pages import Page
from sitegen.plan.site import SitePlan, plan_site
from sitegen.plan.views import View
from sitegen.read.theme import read_theme
from sitegen.tiles import TileServer
from tests.plan.citing import article

# Short pages and feeds, so that a few dozen articles fill several.
# A tile server, so that maps have all that they can have.
TILES = TileServer(template="https://tiles.example.org/{z}/{x}/{y}.png", attribution=(), max_zoom=18)
CONFIG = SiteConfig(title="Test", base_url="https://example.org/", page_size=4, feed_size=3, tiles=TILES)
REGISTERS: dict[TermKind, dict[str, Term]] = {
    "tag": {
        "war": Term(id="war", name="War"),
        "drones": Term(id="drones", name="Drones", parent="war"),
        "aid": Term(id="aid", name="Aid"),
    },
    "place": {
        "ukraine": Term(id="ukraine", name="Ukraine"),
        "kupyansk": Term(id="kupyansk", name="Kupyansk", parent="ukraine", latitude=49.7, longitude=37.6),
        "kharkiv": Term(id="kharkiv", name="Kharkiv", parent="ukraine", latitude=50.0, longitude=36.2),
        "chuhuiv": Term(id="chuhuiv", name="Chuhuiv", parent="kharkiv", latitude=49.8, longitude=36.7),
        "hanoi": Term(id="hanoi", name="Hanoi", latitude=21.0, longitude=105.8),
    },
    "outlet": {
        "courier": Term(id="courier", name="The Courier"),
        "herald": Term(id="herald", name="Herald"),
        "gazette": Term(id="gazette", name="Gazette"),
    },
}
MEDIA = "content/media/map.png"
# What only articles name has the spelling of the first one.
TAGS = [*REGISTERS["tag"], "loose"]
PLACES = [*REGISTERS["place"], "nowhere"]
DATES = [
    "2021",
    "2021-12",
    "2021-12-31",
    "2022-01-01",
    "2022-01-01T10:00",
    "2022-01",
    "2022/2023",
    "2023-05-05",
]

Edit = Callable[[list[Article]], None]


def an_article(number: int, date: str, tags: Sequence[str], places: Sequence[str]) -> Article:
    return article(
        date,
        path=f"content/articles/2022/01/{number}.md",
        slug=f"article-{number}",
        title=f"Article {number}",
        # The gazette has a withdrawn article only, until an edit.
        outlet="gazette" if number == 1 else "courier" if number % 3 else "herald",
        tags=tuple(tags),
        places=tuple(places),
        authors=(),
        image=MEDIA if number % 5 == 0 else "",
        withdrawn=number == 1,
    )


def an_image(digest: str) -> MediaFile:
    facts = ImageFacts(width=900, height=600)
    return MediaFile(path=MEDIA, digest=digest, facts=facts, lead=True, shown=True)


def some(terms: list[str]) -> st.SearchStrategy[list[str]]:
    return st.lists(st.sampled_from(terms), max_size=3, unique=True)


ARTICLES = st.lists(st.tuples(st.sampled_from(DATES), some(TAGS), some(PLACES)), min_size=1, max_size=40).map(
    lambda rows: [an_article(number, *row) for number, row in enumerate(rows)]
)
CHANGES: st.SearchStrategy[dict[str, object]] = st.one_of(
    st.fixed_dictionaries({"title": st.sampled_from(["Other", "Another"])}),
    st.fixed_dictionaries({"summary": st.just("A summary.")}),
    st.fixed_dictionaries({"date": st.sampled_from(DATES).map(parse_date)}),
    st.fixed_dictionaries({"tags": some(TAGS).map(tuple)}),
    st.fixed_dictionaries({"places": some(PLACES).map(tuple)}),
    st.fixed_dictionaries({"outlet": st.sampled_from(["courier", "herald", "gazette"])}),
    st.fixed_dictionaries({"image": st.just(MEDIA), "image_alt": st.just("A map")}),
    st.fixed_dictionaries({"source_url": st.just("https://example.org/source")}),
    st.fixed_dictionaries({"language": st.sampled_from(["vi", "ar"])}),
    st.fixed_dictionaries({"aliases": st.just(("/old/",))}),
    st.fixed_dictionaries(
        {"path": st.sampled_from(["content/articles/2022/01/0a.md", "content/articles/2022/01/zz.md"])}
    ),
    st.fixed_dictionaries(
        {"corrections": st.just((Correction(date=parse_date("2024-01-01"), note="A name."),))}
    ),
    st.just({"withdrawn": True, "status_note": "By request."}),
)


def change(number: int, values: dict[str, object]) -> Edit:
    def edit(articles: list[Article]) -> None:
        if articles and values.get("path") not in {article.path for article in articles}:
            place = number % len(articles)
            articles[place] = replace(articles[place], **values)

    return edit


def add(number: int, row: tuple[str, list[str], list[str]]) -> Edit:
    return lambda articles: articles.append(an_article(100 + number + len(articles), *row))


def remove(number: int) -> Edit:
    def edit(articles: list[Article]) -> None:
        if articles:
            del articles[number % len(articles)]

    return edit


EDITS = st.lists(
    st.one_of(
        st.builds(change, st.integers(0, 99), CHANGES),
        st.builds(add, st.integers(0, 99), st.tuples(st.sampled_from(DATES), some(TAGS), some(PLACES))),
        st.builds(remove, st.integers(0, 99)),
    ),
    min_size=1,
    max_size=3,
)


@cache
def messages() -> Messages:
    return read_theme(Path(), "default", "en").messages


def planned(articles: Sequence[Article], *, spelling: str, media: str = "") -> SitePlan:
    """The plan of an archive; `spelling` is that of its terms outside the registers.

    media: digest of the image that articles have; empty when it is missing
    """
    known = {
        kind: {
            **REGISTERS[kind],
            **{
                term_id: Term(id=term_id, name=f"{term_id}{spelling}", registered=False)
                for article in articles
                for term_id in terms_of(article, kind)
                if term_id not in REGISTERS[kind]
            },
        }
        for kind in TERM_KINDS
    }
    about = FreePage(
        path="content/pages/about.md",
        route="about",
        title="About",
        description="",
        language="en",
        aliases=(),
        draft=False,
        order=0,
    )
    archive = Archive(
        config=CONFIG,
        articles=tuple(
            article.with_digest() for article in sorted(articles, key=lambda a: (a.date.sort_key, a.path))
        ),
        pages=(about,),
        media=(an_image(media),) if media else (),
        terms=known,
        outlines={},
        diagnostics=(),
    )
    paths = [about.path, *(article.path for article in articles)]
    bodies = dict.fromkeys(paths, Body(html="<p>Text</p>", text="Text"))
    return plan_site(archive, messages(), bodies)


def parts_and_views(plan: SitePlan) -> dict[str, tuple[tuple[object, ...], Callable[[], View]]]:
    """By address: what an incremental build compares, and the view."""

    def found(page: Page) -> tuple[tuple[object, ...], Callable[[], View]]:
        parts = page.parts(plan.context) if page.parts else (plan.key,)
        return (plan.base, page.template, *parts), lambda: page.make(plan.context)

    return {page.url: found(page) for page in plan.pages}


@settings(max_examples=300, deadline=None)
@given(ARTICLES, EDITS, st.booleans(), st.sampled_from(["", "a" * 32, "b" * 32]))
def test_equal_parts_mean_equal_views(
    articles: list[Article], edits: list[Edit], respelled: bool, media: str
) -> None:
    before = parts_and_views(planned(articles, spelling="", media="a" * 32))
    edited = list(articles)
    for edit in edits:
        edit(edited)
    after = parts_and_views(planned(edited, spelling="!" if respelled else "", media=media))
    for url in before.keys() & after.keys():
        (parts, view), (new_parts, new_view) = before[url], after[url]
        if parts == new_parts:
            assert view() == new_view(), url


def test_an_edited_title_leaves_the_parts_of_distant_pages() -> None:
    articles = [an_article(n, f"20{n:02}-01-01", ["aid"], []) for n in range(1, 60)]
    before = parts_and_views(planned(articles, spelling=""))
    articles[30] = replace(articles[30], title="Other")
    after = parts_and_views(planned(articles, spelling=""))
    changed = {url for url in before if before[url][0] != after[url][0]}
    assert {"/articles/2022/01/article-31/", "/timeline/2031/01/", "/tags/aid/page/8/"} <= changed
    # Ten articles before and ten after may be related to it.
    assert {"/articles/2022/01/article-21/", "/articles/2022/01/article-41/"} <= changed
    assert not {"/articles/2022/01/article-20/", "/timeline/2030/", "/about/"} & changed
    # Nor those that only count it.
    assert not {"/tags/aid/", "/tags/aid/feed.xml", "/timeline/", "/_redirects"} & changed


def test_a_term_s_weight_is_a_part_of_the_pages_that_it_decides() -> None:
    """Two articles, each of which shares one term with the first; the rarer one comes first."""
    articles = [
        an_article(0, "2022-01-01", ["war", "aid"], []),
        an_article(1, "2022-01-02", ["war"], []),
        an_article(2, "2022-01-03", ["aid"], []),
    ]
    # Far away in time, and more of them than neighbours are looked at.
    wars = [an_article(10 + n, f"2022-03-{n + 1:02}", ["war"], []) for n in range(12)]
    aids = [an_article(50 + n, f"2022-03-{n + 1:02}", ["aid"], []) for n in range(28)]
    url = "/articles/2022/01/article-0/"
    before = parts_and_views(planned([*articles, *wars, *aids[:12]], spelling=""))[url]
    after = parts_and_views(planned([*articles, *wars, *aids], spelling=""))[url]
    assert before[1]() != after[1]()
    assert before[0] != after[0]
