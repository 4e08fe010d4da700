"""“Did you mean …?”: the nearest of several names."""

from __future__ import annotations

from collections.abc import Iterable

# How alike two names must be, in percent, to suggest one for the other.
_ALIKE = 75


class Suggestions:
    """The names that a writer may have meant, prepared once for many questions."""

    def __init__(self, choices: Iterable[str]) -> None:
        """Reads the choices at the first question, since most collections are never asked."""
        self._unread = choices
        self._choices: list[str] = []
        self._processed: list[str] | None = None
        self._answers: dict[str, tuple[str, ...]] = {}

    def nearest(self, text: str, *, but: str = "") -> str:
        """The choice that a writer most likely meant, or an empty string when none is near.

        but: a choice that is out of the question
        """
        if text not in self._answers:
            self._answers[text] = self._two_nearest(text)
        return next((choice for choice in self._answers[text] if choice != but), "")

    def did_you_mean(self, text: str, *, but: str = "") -> str:
        """The same as a sentence, or an empty string."""
        near = self.nearest(text, but=but)
        return f"Did you mean “{near}”?" if near else ""

    def _two_nearest(self, text: str) -> tuple[str, ...]:
        """Two, because one of them may be out of the question."""
        from rapidfuzz import fuzz, process, utils

        if self._processed is None:
            self._choices = sorted(set(self._unread))
            self._unread = ()
            self._processed = [utils.default_process(choice) for choice in self._choices]
        wanted = utils.default_process(text)
        if not wanted:  # Signs alone are like any other signs.
            return ()
        found = process.extract(wanted, self._processed, scorer=fuzz.ratio, score_cutoff=_ALIKE, limit=2)
        return tuple(self._choices[position] for _, _, position in found)


def nearest(text: str, choices: Iterable[str]) -> str:
    """The choice that a writer most likely meant, or an empty string when none is near."""
    return Suggestions(choices).nearest(text)


def did_you_mean(text: str, choices: Iterable[str]) -> str:
    """The same as a sentence, or an empty string."""
    return Suggestions(choices).did_you_mean(text)
