"""Keys of other generators' front matter, and what they are in ours."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from datetime import date, datetime

from sitegen.contribute.importing.foreign_metadata import Metadata
from sitegen.contribute.importing.found_dates import dates_in_text
from sitegen.contribute.importing.month_names import SHORT_WEEKDAYS, month_key, weekday_names
from sitegen.contribute.importing.provenance import is_web_url
from sitegen.dates import DateError, parse_date
from sitegen.read.names import slug_of

_TIME = r"(?:\d{1,2}[:.h]\d\d|\d{1,2}\s?[ap]\.?m\b)[\w\s:.,+()/-]{0,40}"
_DAY = re.compile(
    rf"(\d{{4}})[-/.](\d{{1,2}})(?:[-/.](\d{{1,2}})(?:[T\s]\s?{_TIME})?)?", re.ASCII | re.IGNORECASE
)
# What may stand behind a date in words.
_TIME_BEHIND = re.compile(rf"(?:[\s,T–-]{{1,3}}(?:(?:at|um)\s)?{_TIME})?", re.ASCII | re.IGNORECASE)
_YES, _NO = frozenset({"true", "yes", "on", "1"}), frozenset({"false", "no", "off", "0"})
# Say how another generator shows a page: nothing that an article would lose.
_NO_LOSS = frozenset({"layout", "template", "comments", "type"})


def known_of(metadata: Metadata, *, spaces_part_tags: bool = False) -> Metadata:
    """Metadata by keys of our front matter; what is not understood is named under `unknown`.

    spaces_part_tags: in Jekyll, `tags: floods rescue` are two
    """
    known: Metadata = {}
    understood: set[str] = set()
    language = next((_language(metadata[name]) for name in _LANGUAGE_KEYS if metadata.get(name)), "")
    for key, names, read in _KEYS:
        values = [(name, _read(key, metadata[name], read, language)) for name in names if name in metadata]
        understood.update(name for name, value in values if value and not _has_gaps(value, metadata[name]))
        if key in {"authors", "tags", "aliases"}:
            joined = [item for _, value in values for item in _sequence(value)]
            known[key] = tuple(dict.fromkeys(joined))
        else:
            known[key] = next((value for _, value in values if value), "")
    if spaces_part_tags:
        known["tags"] = tuple(dict.fromkeys(_jekyll_terms(metadata)))
    known["draft"], said = _draft(metadata)
    meaningless = understood | said | _NO_LOSS
    empty = {name for name, value in metadata.items() if value in (None, "", [], {})}
    known["unknown"] = tuple(sorted(name for name in metadata if name not in meaningless | empty))
    return {key: value for key, value in known.items() if value}


def _read(key: str, value: object, read: Callable[[object], object], language: str) -> object:
    return read(value) or (_day_in_words(_text(value), language) if key in {"date", "retrieved"} else "")


def _has_gaps(read: object, value: object) -> bool:
    """True when an item of a list was not understood, such as an old address that is relative."""
    if not isinstance(read, tuple) or not isinstance(value, list):
        return False
    return len(read) < sum(item not in (None, "") for item in value)


def _sequence(value: object) -> Iterable[str]:
    return value if isinstance(value, tuple) else ()


def _text(value: object) -> str:
    return " ".join(str(value).split()) if isinstance(value, str | int | float) else ""


def _day(value: object) -> str:
    """The day on the writer's own clock, or as much of it as is told, in EDTF."""
    if isinstance(value, datetime):
        return value.date().isoformat()
    if isinstance(value, date):
        return value.isoformat()
    text = _text(value)
    try:
        said = parse_date(text)
    except DateError:
        return _day_in_figures(text)
    return said.start if said.time else said.text


def _day_in_figures(text: str) -> str:
    """A date with its year first, and a time behind it at most."""
    found = _DAY.fullmatch(text)
    if not found:
        return ""
    try:
        day = date(int(found[1]), int(found[2]), int(found[3] or 1)).isoformat()
    except ValueError:
        return ""
    return day if found[3] else day[:7]


def _day_in_words(text: str, language: str) -> str:
    """The only date that a short text holds, with a weekday before and a time behind it at most.

    Empty when the language leaves open which figure is the month.
    """
    dates = dates_in_text(text, language) if 0 < len(text) <= 100 else []
    if len(dates) != 1 or dates[0].options:
        return ""
    before = month_key(text[: dates[0].start].rstrip(" ,")) if dates[0].start else ""
    is_weekday = before in SHORT_WEEKDAYS or before in weekday_names()
    is_date = (is_weekday or not before) and _TIME_BEHIND.fullmatch(text[dates[0].end :])
    return dates[0].text if is_date else ""


def _url(value: object) -> str:
    text = _text(value)
    return text if is_web_url(text) else ""


def _language(value: object) -> str:
    return re.sub(r"[.@].*", "", _text(value)).replace("_", "-")


def _names(value: object) -> tuple[str, ...]:
    """Authors: a list, mappings with a `name`, or a text that parts them by semicolons or commas."""
    if isinstance(value, dict):
        return _names(value.get("name") or list(value.values()))
    if isinstance(value, list):
        return tuple(name for item in value for name in _listed_names(item) if name)
    text = _text(value)
    if ";" in text:
        return _parts(text, ";")
    # `Lê, Minh` may be one name; what has words on both sides of each comma is several.
    parts = _parts(text, ",")
    return parts if all(" " in part for part in parts) else (text,)


def _listed_names(item: object) -> tuple[str, ...]:
    return _names(item) if isinstance(item, dict) else (_text(item),)


def _terms(value: object) -> tuple[str, ...]:
    if isinstance(value, list):
        return tuple(text for item in value if (text := _text(item)))
    if isinstance(value, dict):
        return ()
    return _parts(_text(value), ",")


def _paths(value: object) -> tuple[str, ...]:
    """Old addresses, as paths from the root: others are relative to a page's own."""
    texts = _terms(value) if isinstance(value, list) else (_text(value),)
    return tuple(text for text in texts if text.startswith("/") and not text.startswith("//"))


def _parts(text: str, separator: str) -> tuple[str, ...]:
    return tuple(part.strip() for part in text.split(separator) if part.strip())


def _jekyll_terms(metadata: Metadata) -> Iterable[str]:
    """Plural keys part a text at spaces; singular ones hold one term (jekyllrb.com/docs/posts)."""
    for name in ("categories", "category", "tags", "tag", "keywords"):
        value = metadata.get(name)
        if isinstance(value, str):
            split = value.split() if name in {"categories", "tags"} and "," not in value else None
            yield from split if split is not None else _terms(value)
        else:
            yield from _terms(value or "")


def _draft(metadata: Metadata) -> tuple[bool, set[str]]:
    """True for what its generator does not show, and the keys that were understood."""
    said = {
        name: str(metadata[name]).strip().lower()
        for name in ("draft", "published", "status")
        if name in metadata
    }
    is_draft = (
        said.get("draft") in _YES or said.get("published") in _NO or said.get("status") in {"draft", "hidden"}
    )
    understood: set[str] = {
        name
        for name, value in said.items()
        if value in ({"draft", "hidden", "published"} if name == "status" else _YES | _NO)
    }
    return is_draft, understood


_LANGUAGE_KEYS = ("language", "lang", "locale")
_KEYS: tuple[tuple[str, tuple[str, ...], Callable[[object], object]], ...] = (
    ("title", ("title",), _text),
    ("date", ("date", "publishdate", "pubdate"), _day),
    ("authors", ("authors", "author"), _names),
    ("tags", ("categories", "category", "tags", "tag", "keywords"), _terms),
    ("summary", ("summary", "description", "excerpt"), _text),
    ("slug", ("slug",), lambda value: slug_of(_text(value))),
    ("aliases", ("aliases", "redirect_from"), _paths),
    ("language", _LANGUAGE_KEYS, _language),
    ("outlet", ("outlet",), _text),
    ("source_url", ("source_url", "canonical_url", "canonicalurl", "original_url"), _url),
    ("archive_url", ("archive_url",), _url),
    ("retrieved", ("retrieved",), _day),
    ("image", ("image",), _url),
    ("image_alt", ("image_alt",), _text),
    ("image_credit", ("image_credit",), _text),
)
