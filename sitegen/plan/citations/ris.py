"""RIS: one record, one line for each value.

Source: the RIS Format Specifications of Research Information Systems, as Zotero and EndNote read them. Lines
end in a line feed only, because a browser turns the CR LF of the specification into that anyway.
"""

from __future__ import annotations

from collections.abc import Iterator

from sitegen.dates import EdtfDate
from sitegen.plan.bylines import Name
from sitegen.plan.citations.dates import chicago_date, is_exact
from sitegen.plan.citations.reference import Reference


def ris(reference: Reference) -> str:
    """The record, of several lines."""
    lines = (f"{tag}  - {value}\n" for tag, value in _fields(reference) if value)
    return f"TY  - NEWS\n{''.join(lines)}ER  - \n"


def _fields(reference: Reference) -> Iterator[tuple[str, str]]:
    yield "ID", reference.key
    yield "TI", reference.title
    for author in reference.authors:
        yield "AU", _name(author)
    yield "T2", reference.outlet
    yield "PY", str(reference.date.year)
    yield "DA", _date(reference.date)
    if reference.translator:
        yield "A4", _name(reference.translator)
    yield "OP", reference.original_title
    yield "LA", reference.language
    yield "DB", reference.archive
    yield "UR", reference.url
    yield "N1", reference.note[:1].upper() + reference.note[1:]


def _name(name: Name) -> str:
    """`Family, Given, Suffix`; a name without parts has one comma, at its end, or EndNote would part it."""
    return name.inverted if name.family else f"{name.spoken.replace(',', '')},"


def _date(date: EdtfDate) -> str:
    """`YYYY/MM/DD/other`: of a date that is not exact, the year that it begins with, and its words."""
    if not is_exact(date):
        words = chicago_date(date).replace("[", "").replace("]", "")
        return f"{date.year:04}///{words}"
    parts = date.html[:10].split("-")
    return "/".join(parts) + "/" * (4 - len(parts))
