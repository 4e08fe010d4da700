"""Full stops and quotation marks, as American English sets them."""

from __future__ import annotations

_STOPS = (".", "?", "!", "…", "‽", "。", "？", "！", "؟", "۔", "।")
_CLOSING = "”’»\"'"


def closed(text: str) -> str:
    """A text that ends in a full stop, unless it ends in a mark that ends sentences already.

    The stop goes before a quotation mark: `He said “No.”` (Chicago, 17th ed., 6.9).
    """
    if not stop_after(text):
        return text
    quotes = _closing_quotes(text)
    return f"{text[: len(text) - len(quotes)]}.{quotes}"


def stop_after(text: str) -> str:
    """The full stop that is to follow a text: none where it ends in a mark that ends sentences."""
    return "" if text.rstrip(_CLOSING).endswith(_STOPS) else "."


def in_quotes(title: str) -> str:
    """A title as a sentence in double quotation marks; those within it become single."""
    inner = closed(title).replace("“", "‘").replace("”", "’")
    straight = inner.count('"')
    if straight % 2 == 0:  # They come in pairs; a single one is a sign for inches.
        for mark in "‘’" * (straight // 2):
            inner = inner.replace('"', mark, 1)
    return f"“{inner}”"


def _closing_quotes(text: str) -> str:
    """The quotation marks that a text ends in; an apostrophe or a sign for inches is none."""
    marks = "”" + ("’" if "‘" in text else "") + ('"' if text.count('"') % 2 == 0 else "")
    return text[len(text.rstrip(marks)) :]
