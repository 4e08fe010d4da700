"""The bytes that pages cost, compressed as a host sends them (here with gzip)."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass

from playwright.sync_api import Browser, Response

from tests.audit.browser import View, chromium, open_kind, page_for
from tests.audit.kinds import KINDS, Kind
from tests.audit.report import Check, Finding
from tests.audit.served import Served
from tests.bench.corpus import Corpus
from tests.bench.registers import PLACES

KB = 1000
_VIEW = View(width=1280, scheme="light")
_SEARCH = ("search", "results")


@dataclass(frozen=True, slots=True, kw_only=True)
class Sent:
    """A file that a page asked for.

    kind: Chromium's word: `document`, `stylesheet`, `script`, `font`, `image` …
    size: bytes of its body, compressed
    """

    kind: str
    url: str
    size: int


def check_weight(sample: Served, large: Served) -> Iterator[Check]:
    """large: the archive of 600 places and articles of about 600 words"""
    with chromium() as browser:
        article = _load(browser, large, _long_article())
        yield weight_check("article of 600 words with style", article, ("document", "stylesheet"), 25)
        yield weight_check("the same, fonts", article, ("font",), 120)
        yield weight_check("style sheet", article, ("stylesheet",), 15)
        places = _load(browser, large, Kind(name="places", address="/places/"))
        yield weight_check(f"index of {PLACES} places", places, ("document",), 60)
        yield _script_check(browser, sample)


def _script_check(browser: Browser, site: Served) -> Check:
    """The page with most script, search apart."""
    kinds = [kind for kind in KINDS[site.name] if kind.name not in _SEARCH]
    loads = [_load(browser, site, kind) for kind in kinds]
    heaviest = max(loads, key=lambda sent: weight_of(sent, ("script",)))
    return weight_check("scripts outside search", heaviest, ("script",), 5, pages=len(kinds))


def weight_check(
    name: str, sent: Sequence[Sent], kinds: Collection[str], most: float, *, pages: int = 1
) -> Check:
    """A line of the table. most: in KB, of 1,000 bytes"""
    weight = weight_of(sent, kinds)
    met = weight <= most * KB
    return Check(
        name=f"weight: {name}",
        pages=pages,
        result=f"{weight / KB:.1f} KB",
        target=f"≤ {most:g} KB",
        met=met,
        findings=() if met else (_finding(name, sent, kinds),),
    )


def weight_of(sent: Sequence[Sent], kinds: Collection[str]) -> int:
    """Bytes of the files of some kinds."""
    return sum(file.size for file in sent if file.kind in kinds)


def _finding(name: str, sent: Sequence[Sent], kinds: Collection[str]) -> Finding:
    files = sorted((file for file in sent if file.kind in kinds), key=lambda file: -file.size)
    parts = (f"{file.url.rpartition('/')[2] or 'the page'} {file.size / KB:.1f} KB" for file in files)
    return Finding(
        page=sent[0].url,
        rule=f"weight: {name}",
        element=", ".join(parts),
        mend="Make the largest of these smaller.",
    )


def _long_article() -> Kind:
    """The first article of the large archive; all have about 600 words."""
    path = Corpus(PLACES).heading(0).path.removesuffix(".md")
    return Kind(name="article", address=f"/articles/{path}/")


def _load(browser: Browser, site: Served, kind: Kind) -> list[Sent]:
    """All files that a reader who was never here before gets with a page, the page first."""
    answers: list[Response] = []
    with page_for(browser, _VIEW) as page:
        page.on("response", lambda answer: answers.append(answer))  # noqa: PLW0108 (it wants a function)
        open_kind(page, site, kind)
        return [
            Sent(
                kind=answer.request.resource_type,
                url=answer.url,
                size=int(answer.headers.get("content-length", 0)),
            )
            for answer in answers
        ]
