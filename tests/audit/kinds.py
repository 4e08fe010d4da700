"""Each kind of page, and an address that shows it."""

from __future__ import annotations

from dataclasses import dataclass

# What stands on the search page when its results have come.
RESULTS = "#_results:not([aria-busy]) > li"


@dataclass(frozen=True, slots=True, kw_only=True)
class Kind:
    """A kind of page.

    name: in file names and tables
    address: with the slash at its beginning
    ready: selector of what stands there only after scripts have run; empty when there is nothing to wait for
    """

    name: str
    address: str
    ready: str = ""


def _kinds(addresses: dict[str, str]) -> tuple[Kind, ...]:
    return tuple(
        Kind(name=name, address=address, ready=RESULTS if name == "results" else "")
        for name, address in addresses.items()
    )


# Of each archive. The sample's terms are too short for older pages; those of the hard archive are not.
KINDS = {
    "sample": _kinds(
        {
            "home": "/",
            "article": "/articles/2025/11/russia-says-it-holds-kupyansk/",
            "withdrawn": "/articles/1960/05/tsunami-from-chile-reaches-hilo/",
            "page": "/about/",
            "tag": "/tags/disasters/",
            "place": "/places/ukraine/",
            "outlet": "/outlets/cong-luan/",
            "tags": "/tags/",
            "places": "/places/",
            "outlets": "/outlets/",
            "timeline": "/timeline/",
            "year": "/timeline/2022/",
            "month": "/timeline/2022/02/",
            "calendar": "/timeline/on/",
            "day": "/timeline/on/04-27/",
            "thread": "/articles/2022/09/ukrainian-troops-enter-kupyansk/#in-places-ukraine",
            "search": "/search/",
            "results": "/search/?q=earthquake",
            "404": "/nowhere/",
        }
    ),
    "hard": _kinds(
        {
            "home": "/",
            "article": "/articles/2025/11/long/",
            "article-arabic": "/articles/2025/11/arabic/",
            "article-vietnamese": "/articles/2025/11/vietnamese/",
            "article-bare": "/articles/2025/11/bare/",
            "withdrawn": "/articles/1930/withdrawn/",
            "page": "/how-these-articles-were-chosen/",
            "tag": "/tags/parliament/",
            "tag-long": "/tags/transboundary-water/",
            "tag-once": "/tags/once/",
            "older-page": "/tags/parliament/page/2/",
            "place": "/places/phu-bai/",
            "place-arabic": "/places/cairo/",
            "outlet": "/outlets/cuu-quoc/",
            "tags": "/tags/",
            "places": "/places/",
            "outlets": "/outlets/",
            "timeline": "/timeline/",
            "year": "/timeline/2025/",
            "month": "/timeline/2025/11/",
            "results": "/search/?q=river",
            "404": "/nowhere/",
        }
    ),
    "arabic": _kinds(
        {
            "home": "/",
            "article": "/articles/2025/article-1/",
            "article-english": "/articles/2023/english/",
            "tag": "/tags/floods/",
            "place": "/places/cairo/",
            "outlet": "/outlets/sahifa/",
            "places": "/places/",
            "timeline": "/timeline/",
            "year": "/timeline/2025/",
            "results": "/search/?q=النيل",
        }
    ),
    "empty": _kinds(
        {
            "home": "/",
            "tags": "/tags/",
            "places": "/places/",
            "outlets": "/outlets/",
            "timeline": "/timeline/",
            "404": "/nowhere/",
        }
    ),
}
