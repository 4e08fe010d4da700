r"""BibTeX: entries for biblatex that BibTeX's own styles can use as well.

Texts stay in Unicode, which biber and today's LaTeX read. Signs that mean something to TeX are written as
commands; braces too, because BibTeX counts them even after a backslash. The title stands in a second pair
of braces, so that no style changes its capitals.

`date` is for biblatex, which knows EDTF. `year` and `month` are for BibTeX, which needs them; biber goes by
`date`, and does not complain when both say the same.
"""

from __future__ import annotations

import re
from urllib.parse import quote

from sitegen.dates import EdtfDate
from sitegen.plan.bylines import Name
from sitegen.plan.citations.dates import chicago_date, is_exact
from sitegen.plan.citations.reference import Reference

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_COMMANDS = {
    **{sign: f"\\{sign}" for sign in "%&$_#"},
    "\\": r"\textbackslash{}",
    "{": r"\textbraceleft{}",
    "}": r"\textbraceright{}",
    "~": r"\textasciitilde{}",
    "^": r"\textasciicircum{}",
    "<": r"\textless{}",
    ">": r"\textgreater{}",
    "|": r"\textbar{}",
}
_SPECIAL = re.compile(f"[{re.escape(''.join(_COMMANDS))}]")
# A `url` is taken as it stands, so it may hold no sign that BibTeX counts.
_NOT_IN_URLS = re.compile(r"[{}\\\s]")
# Between two names BibTeX wants the word `and`, and within a name it takes a comma for its own.
_NEEDS_BRACES = re.compile(r",|(?<!\S)and(?!\S)", re.IGNORECASE)


def bibtex(reference: Reference) -> str:
    """The entry, of several lines."""
    fields = {
        "author": " and ".join(_name(name) for name in reference.authors),
        "title": f"{{{escaped(reference.title)}}}",
        "journal": escaped(reference.outlet),
        "entrysubtype": "newspaper",
        "date": reference.date.text.partition("T")[0],
        "year": _year(reference.date),
        "month": _month(reference.date),
        "translator": _name(reference.translator) if reference.translator else "",
        "origtitle": escaped(reference.original_title),
        "url": _NOT_IN_URLS.sub(lambda sign: quote(sign[0]), reference.url),
        "note": escaped(_note(reference)),
    }
    lines = (f"  {key} = {_content(key, value)},\n" for key, value in fields.items() if value)
    return f"@article{{{reference.key},\n{''.join(lines)}}}\n"


def escaped(text: str) -> str:
    """A line of text as the content of a field in braces."""
    return _SPECIAL.sub(lambda sign: _COMMANDS[sign[0]], text)


def _content(key: str, value: str) -> str:
    """A value in braces. A month is none: each style defines the names of months as it writes them."""
    return value if key == "month" else f"{{{value}}}"


def _name(name: Name) -> str:
    """Parts in BibTeX's order `Family, Suffix, Given`; a name without parts in braces."""
    if not name.family:
        return f"{{{escaped(name.spoken)}}}"
    return ", ".join(_part(part) for part in (name.family, name.suffix, name.given) if part)


def _part(part: str) -> str:
    text = escaped(part)
    return f"{{{text}}}" if _NEEDS_BRACES.search(part) else text


def _year(date: EdtfDate) -> str:
    return str(date.year) if is_exact(date) else chicago_date(date)


def _month(date: EdtfDate) -> str:
    return _MONTHS[date.month - 1] if date.month and is_exact(date) else ""


def _note(reference: Reference) -> str:
    held = f"Archived at {reference.archive}"
    return f"{held}; {reference.note}" if reference.note else held
