"""The headline of a page, exactly: without the site's name, a section's or a shop's words around it."""

from __future__ import annotations

import re
from collections.abc import Sequence

from sitegen.contribute.importing.html_source import HtmlSource
from sitegen.contribute.importing.structured_data import text_of_value
from sitegen.contribute.importing.web_addresses import host_of
from sitegen.contribute.importing.words_key import words_key

_SEPARATOR = re.compile(r"\s+(?:[|–—·•»«›‹/~*⋆:-]|::|\|\||<|>|&raquo;)\s+|\s*\|\s*|\s*[»«›‹]\s*(?=\w+$)")
# Titles in Chinese set the section and the site behind a low line or two hyphens.
_CHINESE_SUFFIX = re.compile(
    r"(?<=[\u3040-\u9fff\uff00-\uffef])(?:_|--)[^\s_-]{1,20}(?:(?:_|--)[^\s_-]{1,20})*$"
)
_CUT_AT_QUOTE = re.compile(r"\s*[\"“”„«]")
_MAX_TITLE = 300
_SHORT = 12
_SUFFIXES = frozenset({"co", "com", "org", "net", "gov", "edu", "ac", "or", "ne", "go", "gob", "gouv"})


def titles_of(source: HtmlSource, site_names: Sequence[str] = ()) -> tuple[str, ...]:
    """The headline, and after it what else it may be; empty when the page says none.

    site_names: of the outlet and the portal
    """
    names = {words_key(name) for name in (*site_names, *_own_names(source)) if words_key(name)}
    said = _said(source)
    stripped = [title_without_site(text, names) for text in said]
    headings = [title_without_site(text, names) for text in source.headings if words_key(text) not in names]
    headings = [text for text in headings if 2 < len(text) <= _MAX_TITLE]
    twice = _told_twice(stripped, headings)
    said, stripped = [text for text in said if text], [text for text in stripped if text]
    best = twice or _agreed(headings, said, stripped) or _likely(headings, stripped)
    rivals = [text for text in (stripped[:1] + headings[:1]) if _differs(text, best)]
    return tuple(text[:_MAX_TITLE] for text in dict.fromkeys([best, *rivals]) if text)


def _said(source: HtmlSource) -> list[str]:
    """What the page says its headline is, best first."""
    headline = text_of_value(source.article.get("headline"))
    others = source.meta(
        "twitter:title", "headline", "dc.title", "dcterms.title", "sailthru.title", "parsely-title"
    )
    whole = source.document_title
    return [_with_quotation(text, whole) for text in (source.meta("og:title"), headline, others)] + [whole]


def _with_quotation(text: str, whole: str) -> str:
    """All of a title that its attribute lost from a quotation mark on, which ended the attribute."""
    rest = whole.removeprefix(text)
    return whole if text and rest != whole and _CUT_AT_QUOTE.match(rest) else text


def _told_twice(stripped: Sequence[str], headings: Sequence[str]) -> str:
    """What the page tells machines in two ways, or in one and at the end of a heading, behind a kicker."""
    told, headline = stripped[0], stripped[1]
    if len(told) <= _SHORT or told.endswith(("…", "...")):
        return ""
    key = words_key(told)
    is_behind = any(words_key(heading).endswith(f" {key}") for heading in headings)
    is_heading = any(words_key(heading) == key for heading in headings)
    return told if not is_heading and (is_behind or words_key(headline) == key) else ""


def _own_names(source: HtmlSource) -> list[str]:
    host = host_of(source.url or source.canonical)
    publisher = text_of_value(source.article.get("publisher"))
    return [host, *_labels(host), *source.site_headings, publisher, source.meta("og:site_name"),
            source.meta("application-name"), source.meta("al:android:app_name"),
            source.meta("apple-mobile-web-app-title")]  # fmt: skip


def _labels(host: str) -> list[str]:
    """Of a host, the longest label, and that of the domain: `orrin` of `community.orrin.co.uk`."""
    labels = host.split(".")[:-1] or [""]
    domain = next((label for label in reversed(labels) if label not in _SUFFIXES), "")
    return [max(labels, key=len), domain]


def _agreed(headings: Sequence[str], said: Sequence[str], stripped: Sequence[str]) -> str:
    """A heading that the page also says elsewhere, alone or with a suffix."""
    keys = {words_key(text) for text in (*said, *stripped)}
    for heading in headings:
        if words_key(heading) in keys:
            return heading
    keys = {f" {key} " for key in keys}
    long = ((one, f" {words_key(one)} ") for one in headings if len(words_key(one)) > _SHORT)
    within = [one for one, words in long if any(words in key for key in keys)]
    # The name of a blog may be a heading too.
    return max(within, key=len, default="")


def _likely(headings: Sequence[str], stripped: Sequence[str]) -> str:
    """Without agreement: the only heading if it is about the same, else what the page says."""
    if len(headings) == 1 and (not stripped or any(_alike(headings[0], text) for text in stripped)):
        return headings[0]
    counted = {text: [words_key(one) for one in stripped].count(words_key(text)) for text in stripped}
    return max(counted, key=lambda text: counted[text]) if counted else (headings or [""])[0]


def _alike(one: str, other: str) -> bool:
    first, second = set(words_key(one).split()), set(words_key(other).split())
    return len(first & second) > 0.3 * min(len(first), len(second)) and len(first) > 1


def _differs(one: str, other: str) -> bool:
    return bool(one) and words_key(one) not in words_key(other) and words_key(other) not in words_key(one)


def title_without_site(text: str, names: set[str]) -> str:
    """A title without the site's name at either end, and without what stands behind that.

    names: keys of the names that the site has
    """
    text = _CHINESE_SUFFIX.sub("", text)
    parts = _SEPARATOR.split(text)
    if len(parts) < 2:
        return text
    cut = next((n for n in range(1, len(parts)) if _is_name(parts[n], names)), 0)
    if cut:
        return _without_sections(_head(text, cut))
    if _is_name(parts[0], names):
        return _tail(text, 1)
    # Nothing but a site's name stands behind a bar or an arrow.
    marked = re.match(r"(.{10,}?)\s+[|«»‹›]\s+[^|«»‹›]{2,40}$", text)
    return marked[1] if marked else text


def _without_sections(text: str) -> str:
    """Without single short words after bars: `Rain returns | Weather | News`."""
    return re.sub(r"(?<=.{10})(?:\s+\|\s+[^|\s]{2,20})+$", "", text)


def _is_name(part: str, names: set[str]) -> bool:
    key = words_key(part).replace("www ", "")
    joined = key.replace(" ", "")
    if not joined:
        return False
    return any(
        joined == name.replace(" ", "")
        or (len(name) > 3 and joined.startswith(name.replace(" ", "")) and len(key) < 40)
        for name in names
    )


def _head(text: str, parts: int) -> str:
    ends = [found.start() for found in _SEPARATOR.finditer(text)]
    return text[: ends[parts - 1]]


def _tail(text: str, parts: int) -> str:
    starts = [found.end() for found in _SEPARATOR.finditer(text)]
    return text[starts[parts - 1] :]
