"""Texts that say the same with other signs between their words."""

from __future__ import annotations

import re

_WORDS = re.compile(r"\w+")


def words_key(text: str) -> str:
    """The words of a text without case, with single spaces: equal for texts that differ by signs alone."""
    return " ".join(_WORDS.findall(text.casefold()))
