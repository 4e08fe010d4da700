"""The text of a draft in its parts: title, summary, first paragraph, rest of the body."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

from sitegen.contribute.importing.values import Draft

# Addresses of links and images, pictures' texts, raw HTML, notes.
_MARKUP = re.compile(
    r"!\[[^\]]{0,500}\]\([^)\s]{0,2000}\)|\]\([^)\s]{0,2000}\)|<[^<>\n]{1,500}>|\[\^[^\]]{1,50}\]|https?://\S+"
)
_MARKERS = re.compile(r"^[ \t]{0,8}(?:#{1,6}|>|[-+*]|\d{1,3}[.)])[ \t]+|[*_`\[\]|\\]+", re.MULTILINE)
# More than this of a body adds nothing to what it is about.
_MAX_BODY = 200_000
_MAX_TITLE = 5000


@dataclass(frozen=True, slots=True)
class Part:
    """A part of an article, without markup. weight: what a name is worth there."""

    zone: str
    text: str
    weight: float


WEIGHTS = {"title": 5.0, "summary": 3.0, "first": 2.0, "body": 1.0}


def parts_of(draft: Draft) -> tuple[Part, ...]:
    """The parts of a draft that hold text."""
    first, _, rest = draft.body[:_MAX_BODY].strip().partition("\n\n")
    texts = {"title": draft.title, "summary": draft.summary, "first": first, "body": rest}
    cleaned = {
        zone: plain_text(text)
        if zone in {"first", "body"}
        else unicodedata.normalize("NFC", text[:_MAX_TITLE])
        for zone, text in texts.items()
    }
    return tuple(Part(zone, text, WEIGHTS[zone]) for zone, text in cleaned.items() if text.strip())


def plain_text(markdown: str) -> str:
    """Markdown without its markup, in NFC; near enough to find words in it."""
    text = _MARKUP.sub(" ", unicodedata.normalize("NFC", markdown))
    return _MARKERS.sub(lambda match: " " if "\n" not in match[0] else "\n", text)
