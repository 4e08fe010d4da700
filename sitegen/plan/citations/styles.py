"""Entries of a bibliography in the styles of APA, Chicago and MLA.

Sources: Publication Manual of the American Psychological Association, 7th ed.; The Chicago Manual of Style,
17th and 18th ed., notes and bibliography (here the form of the bibliography; where the editions differ, the
18th); MLA Handbook, 9th ed. All three take a newspaper article as part of a container, the outlet, which
stands in italics. Titles keep their capitals: which word of a headline is a name, only a reader knows.
"""

from __future__ import annotations

from sitegen.plan.bylines import Name
from sitegen.plan.citations.dates import apa_date, chicago_date, mla_date
from sitegen.plan.citations.punctuation import closed, in_quotes, stop_after
from sitegen.plan.citations.reference import Reference
from sitegen.plan.views import Run

Runs = tuple[Run, ...]

# APA 9.8: up to 20 authors; of more, the first 19 and the last. Chicago 13.23 (18th ed.): up to 6; of more,
# the first 3. MLA: up to 2; of more, the first.
_APA_AUTHORS, _APA_FIRST = 20, 19
_CHICAGO_AUTHORS, _CHICAGO_FIRST = 6, 3
_MLA_AUTHORS = 2


def apa(reference: Reference) -> Runs:
    """An entry in APA style.

    Without an author, the title comes first (9.12). The database follows the newspaper, also in italics
    (9.30); a translator stands in parentheses after the title (10.2). No full stop follows a URL (9.35).
    """
    title, outlet, archive = reference.title, reference.outlet, reference.archive
    if reference.translator:
        title = f"{title} ({_apa_translator(reference.translator)}, Trans.)"
    title, date = closed(title), f"({apa_date(reference.date)})."
    authors = closed(_apa_authors(reference.authors)) if reference.authors else ""
    head = f"{authors} {date} {title} " if authors else f"{title} {date} "
    runs = [_plain(head), _italic(outlet)]
    if _held_elsewhere(reference):
        runs += [_plain(f"{stop_after(outlet)} "), _italic(archive)]
    return (*runs, _plain(f"{stop_after(runs[-1].text)} {reference.url}"))


def chicago(reference: Reference) -> Runs:
    """An entry of a bibliography in Chicago style.

    Without an author, the newspaper comes first (17th ed., 14.199). An initial “The” in its name is left
    out (14.193). The database precedes the URL (14.11).
    """
    outlet, date = reference.outlet.removeprefix("The "), chicago_date(reference.date)
    held = f"{closed(reference.archive)} " if _held_elsewhere(reference) else ""
    rest = f"{date}. {_original(reference)}{held}{reference.url}."
    if reference.authors:
        authors = closed(_chicago_authors(reference.authors))
        return (_plain(f"{authors} {_title(reference)} "), _italic(outlet), _plain(f", {rest}"))
    rest = rest[0].upper() + rest[1:]
    return (_italic(outlet), _plain(f"{stop_after(outlet)} {_title(reference)} {rest}"))


def mla(reference: Reference) -> Runs:
    """An entry in a list of works cited in MLA style (chapter 5).

    Without an author, the title comes first. The archive is a second container, in italics too. A URL goes
    without its scheme and ends in a full stop. Optional elements stand after the title (translator) or at
    the end (first publication).
    """
    authors = f"{closed(_mla_authors(reference.authors))} " if reference.authors else ""
    runs = [_plain(f"{authors}{_title(reference)} "), _italic(reference.outlet)]
    date = f", {mla_date(reference.date)}"
    if _held_elsewhere(reference):
        runs += [_plain(f"{date}. "), _italic(reference.archive)]
        date = ""
    address = reference.url.partition("://")[2]
    return (*runs, _plain(f"{date}, {address}. {_original(reference)}".rstrip()))


def _title(reference: Reference) -> str:
    """The title in quotation marks and who translated it, in Chicago and MLA style."""
    translator = reference.translator
    by = f" Translated by {closed(translator.spoken)}" if translator else ""
    return in_quotes(reference.title) + by


def _held_elsewhere(reference: Reference) -> bool:
    """False for an archive that a newspaper keeps of itself: it is not named twice."""
    return reference.archive.casefold() != reference.outlet.casefold()


def _original(reference: Reference) -> str:
    title = reference.original_title
    return f"Originally published as {in_quotes(title)} " if title else ""


def _apa_authors(authors: tuple[Name, ...]) -> str:
    names = [_apa_name(name) for name in authors]
    if len(names) > _APA_AUTHORS:
        return f"{', '.join(names[:_APA_FIRST])}, . . . {names[-1]}"
    return f"{', '.join(names[:-1])}, & {names[-1]}" if len(names) > 1 else "".join(names)


def _apa_name(name: Name) -> str:
    if not name.family:
        return name.spoken
    return ", ".join(part for part in (name.family, name.initials, name.suffix) if part)


def _apa_translator(name: Name) -> str:
    if not name.family:
        return name.spoken
    return f"{name.initials} {name.family}" + (f", {name.suffix}" if name.suffix else "")


def _chicago_authors(authors: tuple[Name, ...]) -> str:
    if len(authors) > _CHICAGO_AUTHORS:
        return ", ".join(_first_inverted(authors[:_CHICAGO_FIRST])) + ", et al."
    return _with_and(authors)


def _mla_authors(authors: tuple[Name, ...]) -> str:
    if len(authors) > _MLA_AUTHORS:
        comma = "," if authors[0].family else ""
        return f"{authors[0].inverted}{comma} et al."
    return _with_and(authors)


def _with_and(authors: tuple[Name, ...]) -> str:
    """`Smith, Jane, and Ann Doe`; after a name that is not inverted: `Lê Minh and Ann Doe`."""
    *names, last = _first_inverted(authors)
    if not names:
        return last
    comma = "," if len(names) > 1 or authors[0].family else ""
    return f"{', '.join(names)}{comma} and {last}"


def _first_inverted(authors: tuple[Name, ...]) -> list[str]:
    """In Chicago and MLA style only the first name is inverted, for the alphabet's sake."""
    return [authors[0].inverted, *(name.spoken for name in authors[1:])]


def _plain(text: str) -> Run:
    return Run(text=text, italic=False)


def _italic(text: str) -> Run:
    return Run(text=text, italic=True)
