"""Text becomes Markdown that shows this text: every sign that would be markup by accident is escaped."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass, replace

from sitegen.read.text import control_character, direction_character

_ALWAYS = re.compile(r"[\\`*_\[\]<~]|&(?=#?\w{1,40};)")
_AT_LINE_START = re.compile(r"^(?:(?=[#>+=|-]|:\s*-)|(\d{1,9})(?=[.)](?:\s|$)))")
# Signs that nobody sees, between letters: the soft hyphen, spaces of no width, the byte order mark.
_UNSEEN = re.compile("[\u00ad\u200b\u2060\ufeff]")


@dataclass(frozen=True, slots=True, kw_only=True)
class Run:
    """A piece of text that looks alike from its beginning to its end.

    href: an absolute web address that is safe in Markdown, or empty
    """

    text: str
    bold: bool = False
    italic: bool = False
    code: bool = False
    href: str = ""

    @property
    def style(self) -> tuple[bool, bool, bool, str]:
        """What neighbours must share to be one."""
        return self.bold, self.italic, self.code, self.href


def visible_text(text: str) -> str:
    """A text without the signs that nobody sees and no page may hold, and with single spaces."""
    text = " ".join(text.split())
    if text.isprintable():  # All of those signs are not.
        return text
    for find in (control_character, direction_character):
        while found := find(text):
            text = text.replace(found[0], "")
    return " ".join(_UNSEEN.sub("", text).split())


def escaped(text: str) -> str:
    """Inline Markdown of a text, for anywhere but the beginning of a line."""
    return _ALWAYS.sub(lambda found: "\\" + found[0], text)


def escaped_line(line: str) -> str:
    """A line of inline Markdown that begins no heading, list, quote, table or rule."""
    return _AT_LINE_START.sub(lambda found: f"{found[1] or ''}\\", line, count=1)


def inline_markdown(runs: Sequence[Run]) -> str:
    """Markdown of a line of text; its beginning is not yet made safe: see `escaped_line`."""
    pieces = _tidied(runs)
    result = ""
    position = 0
    while position < len(pieces):
        end = _end_of_link(pieces, position)
        href = pieces[position].href
        following = _first_sign(pieces[end] if end < len(pieces) else None)
        if href:
            # An exclamation mark right before a link would make a picture of it.
            result = f"{result[:-1]}\\!" if result.endswith("!") else result
            result += f"[{_styled(pieces[position:end], '[', ']')}]({href})"
        else:
            result += _styled(pieces[position:end], result[-1:], following)
        position = end
    return result


def text_of(runs: Sequence[Run]) -> str:
    """The plain text of a line, with single spaces."""
    return "".join(run.text for run in _tidied(runs))


def _tidied(runs: Sequence[Run]) -> list[Run]:
    """Runs with single spaces between words; none at the ends, nor just inside of what is marked."""
    pieces: list[Run] = []
    spaced = True
    for run in runs:
        text = _collapsed(run.text)
        if spaced:
            text = text.removeprefix(" ")
        if text:
            spaced = text.endswith(" ")
            _append(pieces, text, run)
    if pieces and pieces[-1].text.endswith(" "):
        last = pieces.pop()
        if last.text != " ":
            pieces.append(replace(last, text=last.text[:-1]))
    return pieces


def _append(pieces: list[Run], text: str, run: Run) -> None:
    """Adds a piece; spaces at its ends go outside of its marks, and equal neighbours become one."""
    inner = text.strip(" ")
    parts = [run if part == inner and inner else Run(text=" ") for part in _split_spaces(text)]
    for part, words in zip(parts, _split_spaces(text), strict=True):
        if pieces and pieces[-1].style == part.style:
            words = pieces.pop().text + words  # noqa: PLW2901 (the neighbour's words come before)
        pieces.append(replace(part, text=words))


def _split_spaces(text: str) -> list[str]:
    start, end = text.startswith(" "), text.endswith(" ") and len(text) > 1
    return [" "] * start + [inner for inner in (text.strip(" "),) if inner] + [" "] * end


def _collapsed(text: str) -> str:
    """As `visible_text`, but a space at either end stays."""
    inner = visible_text(text)
    if not inner:
        return " " if text[:1].isspace() else ""
    return " " * text[:1].isspace() + inner + " " * text[-1:].isspace()


def _end_of_link(pieces: Sequence[Run], start: int) -> int:
    """Where the pieces end that belong to the same link, or to the text between two links."""
    href = pieces[start].href
    return next((n for n in range(start, len(pieces)) if pieces[n].href != href), len(pieces))


def _first_sign(piece: Run | None) -> str:
    if piece is None:
        return ""
    return "[" if piece.href else piece.text[:1]


def _styled(pieces: Sequence[Run], before: str, after: str) -> str:
    result = ""
    for number, piece in enumerate(pieces):
        following = pieces[number + 1].text[:1] if number + 1 < len(pieces) else after
        result += _marked(piece, result[-1:] or before, following)
    return result


def _marked(piece: Run, before: str, after: str) -> str:
    if piece.code and not set("`\\\n") & set(piece.text) and before != "`":
        return f"`{piece.text}`"
    inner = escaped(piece.text)
    marks = "**" * piece.bold + "*" * piece.italic
    # CommonMark 6.2: marks beside punctuation need a space or punctuation on their other side.
    if not marks or before == "*" or not (_opens(before, inner[0]) and _opens(after, piece.text[-1])):
        return inner
    return f"{marks}{inner}{marks}"


def _opens(outside: str, inside: str) -> bool:
    return not _is_punctuation(inside) or not outside or outside.isspace() or _is_punctuation(outside)


def _is_punctuation(sign: str) -> bool:
    return unicodedata.category(sign)[0] in "PS"
