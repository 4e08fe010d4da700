"""The overview of a register as text for people, in 80 columns, and as JSON."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import asdict

from sitegen.contribute.terms.doubles import Double
from sitegen.contribute.terms.overview import ListedEntry, MissingTerm, TermOverview

_WIDTH = 80
# Names begin here at the latest, whatever the longest id is.
_ID_WIDTH = 32


def overview_json(overview: TermOverview) -> str:
    """The overview as JSON, with the keys of its dataclasses."""
    return json.dumps(asdict(overview), ensure_ascii=False, indent=2)


def overview_text(overview: TermOverview) -> str:
    """The overview for a terminal of 80 columns."""
    return "\n".join(_lines(overview))


def _lines(overview: TermOverview) -> Iterator[str]:
    number = len(overview.entries)
    yield f"{number} {_plural('entry', number)} in {overview.register}"
    if overview.entries:
        yield ""
        yield from _table(overview.entries)
    unused = [entry.id for entry in overview.entries if entry.unused]
    if unused:
        yield f"\nUnused: {len(unused)} (no article names them, or an entry below them)"
        yield from _wrapped(unused)
    if overview.doubles:
        yield f"\nMaybe doubles: {len(overview.doubles)}"
        yield from (line for double in overview.doubles for line in _double(overview, double))
    if overview.missing:
        yield f"\nNamed by articles, not in the register: {len(overview.missing)}"
        yield from (line for term in overview.missing for line in _missing(overview, term))
    if not (overview.doubles or overview.missing):
        yield "\nNo doubles are suspected, and every name in articles is in the register."


def _table(entries: Sequence[ListedEntry]) -> Iterator[str]:
    digits = max(len("Articles"), *(len(str(entry.articles)) for entry in entries))
    width = min(_ID_WIDTH, max(len("Id"), *(len(entry.id) for entry in entries)))
    yield f"{'Articles':>{digits}}  {'Id':{width}}  Name"
    for entry in entries:
        # An id that is too long keeps its own line, since commands need it whole.
        start = f"{entry.articles:>{digits}}  {entry.id:{width}}"
        if len(entry.id) > width:
            yield start
            start = " " * (digits + 2 + width)
        yield f"{start}  {_cut(_name(entry), _WIDTH - digits - width - 4)}"


def _name(entry: ListedEntry) -> str:
    also = f" ({', '.join(entry.aliases)})" if entry.aliases else ""
    return f"{entry.name}{also}"


def _double(overview: TermOverview, double: Double) -> Iterator[str]:
    names = {entry.id: entry for entry in overview.entries}
    first, second = names[double.first], names[double.second]
    # The entry that fewer articles name gives way.
    goes, stays = (first, second) if first.articles < second.articles else (second, first)
    yield _cut(f"  {first.name} / {second.name}: {double.reason}", _WIDTH)
    yield f"    sitegen {overview.kind} merge {goes.id} {stays.id}"


def _missing(overview: TermOverview, term: MissingTerm) -> Iterator[str]:
    number = f"{term.articles} {_plural('article', term.articles)}"
    like = f"; like “{term.nearest}”" if term.nearest else ""
    yield _cut(f"  {term.name}: {number}{like}", _WIDTH)
    if term.nearest_id:
        yield f"    sitegen {overview.kind} merge {_quoted(term.name)} {term.nearest_id}"
    else:
        yield f"    sitegen {overview.kind} add {_quoted(term.name)}"


def _quoted(name: str) -> str:
    """A name as one word of a command, whatever signs it holds."""
    from shlex import quote

    return quote(name)


def _wrapped(words: Sequence[str]) -> list[str]:
    from textwrap import TextWrapper

    wrapper = TextWrapper(
        _WIDTH,
        initial_indent="  ",
        subsequent_indent="  ",
        break_on_hyphens=False,
        break_long_words=False,
    )
    return wrapper.wrap(", ".join(words))


def _plural(word: str, number: int) -> str:
    if number == 1:
        return word
    return f"{word[:-1]}ies" if word.endswith("y") else f"{word}s"


def _cut(text: str, width: int) -> str:
    """A text that fits into columns; signs of East Asian scripts take two."""
    from rich.cells import cell_len, set_cell_size

    return text if cell_len(text) <= width else f"{set_cell_size(text, width - 1).rstrip()}…"
