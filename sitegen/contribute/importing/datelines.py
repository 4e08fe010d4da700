"""Dates as pages write them in words, as far as they are needed to tell a line that only says when."""

from __future__ import annotations

import re

_MONTHS = (
    "jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec|mär|mai|okt|dez|janv|févr|avr|juin|juil|août|déc|ene|abr|ago|dic|"
    "fev|set|out|gen|mag|giu|lug|ott|січ|лют|бер|кві|тра|чер|лип|сер|вер|жов|лис|гру|янв|фев|мар|апр|мая|июн|июл|"
    "авг|сен|окт|ноя|дек|tháng|يناير|فبراير|مارس|أبريل|مايو|يونيو|يوليو|أغسطس|سبتمبر|أكتوبر|نوفمبر|ديسمبر"
)
_DATE = re.compile(
    rf"\d{{1,4}}[./-]\d{{1,2}}[./-]\d{{1,4}}|\b(?:{_MONTHS})[^\W\d_]*\.?,?\s+(?:de\s+)?\d{{1,4}}|"
    rf"\d{{1,2}}\.?(?:st|nd|rd|th|er|º)?\s+(?:de\s+)?(?:{_MONTHS})|\d{{4}}\s*年|\d{{1,2}}\s*月\s*\d{{1,2}}",
    re.IGNORECASE,
)
_MAX_OTHER_WORDS = 7


def is_dateline(text: str) -> bool:
    """True for a line that says little more than a date: `Published: 21 November 2025, 10:20`."""
    if not _DATE.search(text) or len(text) > 120:
        return False
    rest = re.findall(r"[^\W\d_]{2,}", _DATE.sub(" ", text))
    return len(rest) <= _MAX_OTHER_WORDS and not re.search(r"[.!?。]\s*$", text)
