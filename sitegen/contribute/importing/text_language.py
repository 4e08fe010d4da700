"""The language that a text is written in, as far as the text itself tells it."""

from __future__ import annotations

import py3langid

_SAMPLE = 3000
# A shorter text may be in any language.
_ENOUGH = 120


def text_language(text: str) -> str:
    """BCP 47 code of a text's language; empty for a text too short to tell."""
    return str(py3langid.classify(text[:_SAMPLE])[0]) if len(text) >= _ENOUGH else ""
