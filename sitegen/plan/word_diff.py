"""Two versions of a text, word by word: what stayed, what went, what came."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher
from itertools import groupby

import msgspec
from rapidfuzz.fuzz import ratio

from sitegen.plan.views import Passage, Piece, PieceKind

# Signs that a page shows of one difference. What a person reads through is far less.
MAX_SHOWN = 20_000
# Longer texts are not compared: a difference of that size is read on the forge.
_MAX_COMPARED = 400_000
# Paragraphs of a changed part that are paired with each other: the effort grows with their square.
_MAX_PAIRED = 40
# Per cent of likeness from which a paragraph is another's new version.
_ALIKE = 40.0
# Steps that comparing may take, for all texts of a page, where a text is made to take long: some seconds.
_EFFORT = 40_000_000
# Signs of a paragraph by which it is recognised.
_RECOGNISED = 2_000
# Thai, Lao, Burmese, Khmer, Japanese, Chinese: no spaces between words.
_UNSPACED = r"\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff"
_LETTERS = rf"[^\W{_UNSPACED}]+"
# A word, the space between two, a sign; where words have no spaces between them, each sign.
_WORDS = re.compile(rf"[{_UNSPACED}]|{_LETTERS}(?:['’]{_LETTERS})*|[^\w\s]|\s+")
_PARAGRAPHS = re.compile(r"\n[ \t]*\n\s*")


class TextDiff(msgspec.Struct, frozen=True, kw_only=True):
    """The passages that differ; `is_cut` when there are more."""

    passages: tuple[Passage, ...]
    is_cut: bool


class TextDiffer:
    """Compares texts, many after one another, within a bounded effort for all of them."""

    def __init__(self, effort: int = _EFFORT) -> None:
        self._effort = effort

    def diff(self, before: str, after: str) -> TextDiff:
        """The paragraphs that differ between two Markdown texts, with their words."""
        if len(before) + len(after) > _MAX_COMPARED:
            return TextDiff(passages=(), is_cut=True)
        shown: list[Passage] = []
        room = MAX_SHOWN
        for passage in self._passages(_paragraphs(before), _paragraphs(after)):
            size = sum(len(piece.text) for piece in passage.pieces)
            if size > room:
                return TextDiff(passages=tuple(shown), is_cut=True)
            shown.append(passage)
            room -= size
        return TextDiff(passages=tuple(shown), is_cut=False)

    def _passages(self, before: Sequence[str], after: Sequence[str]) -> Iterator[Passage]:
        follows_gap = False
        for kind, old, new in self._changes(before, after):
            if kind == "equal":
                follows_gap = True
                continue
            for pair in _paired(old, new):
                yield Passage(pieces=tuple(self._pieces(*pair)), follows_gap=follows_gap)
                follows_gap = False

    def _pieces(self, old: str, new: str) -> Iterator[Piece]:
        """The words of a paragraph and of its new version; equal kinds in a row are one piece."""
        changes = self._word_changes(_WORDS.findall(old), _WORDS.findall(new))
        for kind, words in groupby(changes, lambda change: change[0]):
            yield Piece(kind=kind, text="".join(word for _, word in words))

    def _word_changes(self, old: Sequence[str], new: Sequence[str]) -> Iterator[tuple[PieceKind, str]]:
        for kind, went, came in self._changes(old, new):
            if kind == "equal":
                yield from (("same", word) for word in came)
            else:
                yield from (("removed", word) for word in went)
                yield from (("added", word) for word in came)

    def _changes(
        self, old: Sequence[str], new: Sequence[str]
    ) -> Iterator[tuple[str, Sequence[str], Sequence[str]]]:
        """Runs of equal and of different items, none of them empty on both sides."""
        head, tail = _common(old, new)
        if head:
            yield "equal", old[:head], new[:head]
        yield from self._middle(old[head : len(old) - tail], new[head : len(new) - tail])
        if tail:
            yield "equal", old[len(old) - tail :], new[len(new) - tail :]

    def _middle(
        self, old: Sequence[str], new: Sequence[str]
    ) -> Iterator[tuple[str, Sequence[str], Sequence[str]]]:
        """The same, of items that differ at both ends; all are one difference when more takes too long."""
        if not old and not new:
            return
        self._effort -= len(old) * len(new)
        if self._effort < 0 or not old or not new:
            yield "replace", old, new
            return
        # A space is no likeness by itself.
        for kind, i1, i2, j1, j2 in SequenceMatcher(str.isspace, old, new).get_opcodes():
            yield kind, old[i1:i2], new[j1:j2]


def _common(old: Sequence[str], new: Sequence[str]) -> tuple[int, int]:
    """How many items two sequences have in common at their beginnings, and then at their ends."""
    most = min(len(old), len(new))
    head = next((n for n in range(most) if old[n] != new[n]), most)
    tail = next((n for n in range(most - head) if old[-1 - n] != new[-1 - n]), most - head)
    return head, tail


def _paragraphs(text: str) -> list[str]:
    return [part for part in _PARAGRAPHS.split(text.strip()) if part]


def _paired(before: Sequence[str], after: Sequence[str]) -> list[tuple[str, str]]:
    """Old paragraphs with their new versions, in order; empty for what has none."""
    if not before or not after or max(len(before), len(after)) > _MAX_PAIRED:
        return [*((old, "") for old in before), *(("", new) for new in after)]
    scores = [[_likeness(old, new) for new in after] for old in before]
    pairs: list[tuple[str, str]] = []
    i, j, best = 0, 0, _best_sums(scores)
    while i < len(before) and j < len(after):
        if scores[i][j] and best[i][j] == scores[i][j] + best[i + 1][j + 1]:
            pairs.append((before[i], after[j]))
            i, j = i + 1, j + 1
        elif best[i][j] == best[i + 1][j]:
            pairs.append((before[i], ""))
            i += 1
        else:
            pairs.append(("", after[j]))
            j += 1
    return [*pairs, *((old, "") for old in before[i:]), *(("", new) for new in after[j:])]


def _best_sums(scores: Sequence[Sequence[float]]) -> list[list[float]]:
    """For each pair of places, the most likeness that pairs from there on can have."""
    best = [[0.0] * (len(scores[0]) + 1) for _ in range(len(scores) + 1)]
    for i in range(len(scores) - 1, -1, -1):
        for j in range(len(scores[0]) - 1, -1, -1):
            best[i][j] = max(best[i + 1][j], best[i][j + 1], scores[i][j] + best[i + 1][j + 1])
    return best


def _likeness(old: str, new: str) -> float:
    score = ratio(old[:_RECOGNISED], new[:_RECOGNISED])
    return score if score >= _ALIKE else 0.0
