"""The lines of a text that somebody copied out of a browser."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import pairwise

from sitegen.contribute.importing.markdown_text import visible_text
from sitegen.contribute.importing.text_encoding import decoded_text
from sitegen.contribute.importing.values import NoArticleError, RawPage
from sitegen.read.similarity import UNSPACED

# No page is longer; what is, is no page that somebody copied.
MAX_BYTES = 4 * 1024 * 1024
MAX_LINES = 20_000
MAX_LINE = 50_000

_BREAKS = re.compile(r"\r\n|[\r\n\x0b\x0c\x1c-\x1e\x85\u2028\u2029]")
_WRAPPED_WIDTH = range(45, 121)


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One line that is not blank.

    text: without spaces at its ends
    words: how many it has; two signs count as one where a script has no spaces
    apart: a blank line stands before it
    """

    text: str
    words: int
    apart: bool


def lines_of(page: RawPage) -> list[Line]:
    """The lines of a page that are not blank, in order.

    Raises `NoArticleError` when they are more, or longer, than a page's.
    """
    if len(page.data) > MAX_BYTES:
        raise NoArticleError(f"The text is longer than {MAX_BYTES // 1024 // 1024} MB")
    text = decoded_text(page.data, [page.charset] if page.charset else [])
    rows = _BREAKS.split(page.data.decode(errors="replace") if text is None else text)
    if len(rows) > MAX_LINES:
        raise NoArticleError(f"The text has more than {MAX_LINES} lines")
    if any(len(row) > MAX_LINE for row in rows):
        raise NoArticleError(f"The text has a line of more than {MAX_LINE} characters")
    tidy = [visible_text(row) for row in rows]
    return list(_lines(_unwrapped(tidy) if _is_wrapped(tidy) else tidy))


def count_words(text: str) -> int:
    """Words of a text; two signs of a script without spaces count as one."""
    unspaced = len(UNSPACED.findall(text))
    return len(UNSPACED.sub(" ", text).split()) + (unspaced + 1) // 2 if unspaced else len(text.split())


def _lines(rows: Iterable[str]) -> Iterable[Line]:
    apart = True
    for row in rows:
        if any(unicodedata.category(sign)[0] in "LN" for sign in row):
            yield Line(text=row, words=count_words(row), apart=apart)
            apart = False
        elif not row:
            apart = True


def _is_wrapped(rows: list[str]) -> bool:
    """True when the lines of paragraphs were broken at a width, as programs for PDF and mail do."""
    joined = [(one, other) for one, other in pairwise(rows) if one and other]
    wide = [one for one, _ in joined if len(one) in _WRAPPED_WIDTH]
    if len(wide) < 5 or len(wide) < 0.6 * len(joined) or max(map(len, rows)) >= _WRAPPED_WIDTH.stop:
        return False
    open_ended = [one for one, other in joined if one[-1] not in ".!?:。" and other[0].islower()]
    return len(open_ended) >= 0.4 * len(joined)


def _unwrapped(rows: list[str]) -> list[str]:
    """The lines of each paragraph joined to one."""
    joined: list[str] = []
    before = ""
    for row in rows:
        if before and row and (len(before) >= _WRAPPED_WIDTH.start or row[0].islower()):
            joined[-1] = f"{joined[-1]} {row}"
        else:
            joined.append(row)
        before = row
    return joined
