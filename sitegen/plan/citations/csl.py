"""CSL-JSON, the input of citation processors. Source: csl-data.json of the Citation Style Language, 1.0.2."""

from __future__ import annotations

import msgspec

from sitegen.dates import EdtfDate, year_date
from sitegen.plan.bylines import Name
from sitegen.plan.citations.dates import chicago_date, span
from sitegen.plan.citations.reference import Reference


def csl_json(reference: Reference) -> str:
    """An array of one item, one line for each of its variables."""
    item: dict[str, object] = {
        "id": reference.key,
        "type": "article-newspaper",
        "title": reference.title,
        "author": [_name(name) for name in reference.authors],
        "container-title": reference.outlet,
        "issued": _date(reference.date),
        "translator": [_name(reference.translator)] if reference.translator else [],
        "original-title": reference.original_title,
        "language": reference.language,
        "archive": reference.archive,
        "URL": reference.url,
        "note": reference.note[:1].upper() + reference.note[1:],
    }
    lines = (f'  "{key}": {_encoded(value)}' for key, value in item.items() if value)
    return "[{\n" + ",\n".join(lines) + "\n}]\n"


def _encoded(value: object) -> str:
    return msgspec.json.encode(value).decode()


def _name(name: Name) -> dict[str, str]:
    if not name.family:
        return {"literal": name.spoken}
    parts = {"family": name.family, "given": name.given, "suffix": name.suffix}
    return {key: part for key, part in parts.items() if part}


def _date(date: EdtfDate) -> dict[str, object]:
    """A date variable. CSL knows no uncertain dates, only approximate ones: both are `circa`."""
    ends = _ends(date)
    if None in ends:
        return {"literal": chicago_date(date)}  # CSL knows no open intervals either.
    known = [end for end in ends if end]
    value: dict[str, object] = {"date-parts": [_parts(end) for end in known]}
    if date.season:
        value["season"] = date.season - 20
    if any(end.qualifier for end in (date, *known)):
        value["circa"] = True
    return value


def _ends(date: EdtfDate) -> tuple[EdtfDate | None, ...]:
    if date.precision == "interval":
        return span(date)
    if date.precision in ("decade", "century"):
        return (year_date(date.year), year_date(int(date.end[:4])))
    return (date,)


def _parts(date: EdtfDate) -> list[int]:
    return [part for part in (date.year, date.month, date.day) if part]
