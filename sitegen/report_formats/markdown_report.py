"""The problems as a table in Markdown, for a comment or a job's summary on a forge.

Contributors wrote what it quotes. All of that stands in `<code>`, where forges look for no mentions and
no links, and every sign of ASCII but letters and digits as a number, so that none is markup.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from sitegen.diagnostics import Diagnostic
from sitegen.report import count_text, place_text, printable

# A comment on GitHub holds 65,536 signs; what else stands in it needs room, too.
_LONGEST = 50_000
_LONGEST_TEXT = 400
_SIGN = re.compile(r"[^\w ]|_", re.ASCII)
_HEAD = "| Severity | Rule | Where | What is wrong | What to do |\n| --- | --- | --- | --- | --- |\n"


def markdown_report(diagnostics: Sequence[Diagnostic]) -> str:
    """A paragraph with the counts, and a table with a row for each problem, or for as many as fit."""
    counts = count_text(diagnostics)
    title = f"**{counts[0].upper()}{counts[1:]}** in the content.\n"
    if not diagnostics:
        return title
    rows = list(_rows_that_fit(diagnostics))
    left_out = len(diagnostics) - len(rows)
    rest = f"\n… and {left_out} more. `sitegen check` shows them all.\n" if left_out else ""
    return f"{title}\n{_HEAD}{''.join(rows)}{rest}"


def _rows_that_fit(diagnostics: Sequence[Diagnostic]) -> Iterator[str]:
    """Errors first."""
    room = _LONGEST
    for diagnostic in sorted(diagnostics, key=lambda diagnostic: diagnostic.severity):
        row = _row(diagnostic)
        room -= len(row)
        if room < 0:
            return
        yield row


def _row(diagnostic: Diagnostic) -> str:
    quoted = (place_text(diagnostic), f"{diagnostic.message}.", diagnostic.hint)
    cells = (diagnostic.severity, f"{diagnostic.code} {diagnostic.rule}", *(_quoted(text) for text in quoted))
    return f"| {' | '.join(cells)} |\n"


def _quoted(text: str) -> str:
    """Foreign text as nothing but text."""
    if not text:
        return ""
    shown = printable(text)
    shown = shown if len(shown) <= _LONGEST_TEXT else f"{shown[: _LONGEST_TEXT - 1]}…"
    return f"<code>{_SIGN.sub(_as_number, shown)}</code>"


def _as_number(match: re.Match[str]) -> str:
    sign = match[0]
    return f"&#{ord(sign)};" if sign.isascii() else sign
