"""Lines that only say when, with or without a year."""

from __future__ import annotations

import re

from sitegen.contribute.importing.month_names import month_numbers

# In Vietnamese, months have numbers: tháng 11.
_MONTHS = "|".join(map(re.escape, sorted({*month_numbers(""), "tháng"}, key=len, reverse=True)))
_DATE = re.compile(
    rf"\d{{1,4}}[./-]\d{{1,2}}[./-]\d{{1,4}}|\b(?:{_MONTHS})\b\.?,?\s+(?:de\s+)?\d{{1,4}}|"
    rf"\d{{1,2}}\.?(?:st|nd|rd|th|er|º)?\s+(?:de\s+)?(?:{_MONTHS})\b|\d{{4}}\s*年|\d{{1,2}}\s*月\s*\d{{1,2}}",
    re.IGNORECASE,
)
_MAX_OTHER_WORDS = 7


def is_dateline(text: str) -> bool:
    """True for a line that says little more than a date: `Published: 21 November 2025, 10:20`."""
    if not _DATE.search(text) or len(text) > 120:
        return False
    rest = re.findall(r"[^\W\d_]{2,}", _DATE.sub(" ", text))
    return len(rest) <= _MAX_OTHER_WORDS and not re.search(r"[.!?。]\s*$", text)
