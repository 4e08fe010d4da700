"""“Did you mean …?”: the nearest of several names."""

from __future__ import annotations

from collections.abc import Iterable


def nearest(text: str, choices: Iterable[str]) -> str:
    """The choice that a writer most likely meant, or an empty string when none is near."""
    from rapidfuzz import fuzz, process, utils

    found = process.extractOne(
        text, sorted(choices), scorer=fuzz.ratio, processor=utils.default_process, score_cutoff=75
    )
    return str(found[0]) if found else ""


def did_you_mean(text: str, choices: Iterable[str]) -> str:
    """The same as a sentence, or an empty string."""
    near = nearest(text, choices)
    return f"Did you mean “{near}”?" if near else ""
