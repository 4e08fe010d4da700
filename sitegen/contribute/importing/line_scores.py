"""How likely each line of a copied page belongs to its article, and where the article's block lies."""

from __future__ import annotations

from collections.abc import Sequence

from sitegen.contribute.importing.line_features import ends_as_sentence, features_of, is_end, is_picture
from sitegen.contribute.importing.pasted_lines import Line
from sitegen.read.page_words import BUTTON, READ_ALSO

# Logistic regression over one half of a public benchmark's pages; figures are log-odds.
_WEIGHTS = {
    "after an end": -3.8,
    "apart": 0.5,
    "begins small": 1.4,
    "button": -1.5,
    "button in prose": -0.6,
    "commas": 1.0,
    "end": -0.3,
    "first lines": -1.2,
    "glued": -1.1,
    "no sentences around": -2.9,
    "picture": -1.5,
    "prose around": 0.5,
    "prose at -1": 0.1,
    "prose at -2": -0.4,
    "prose at 1": 0.2,
    "prose at 2": 0.1,
    "prose before": 0.2,
    "prose behind": -0.3,
    "read also": -1.4,
    "repeated": -0.4,
    "rights": -1.4,
    "sentences inside": 0.7,
    "separators": -1.6,
    "size 0": -1.0,
    "size 0, a sentence": 0.2,
    "size 1, a sentence": 0.2,
    "size 2": 0.3,
    "size 2, a sentence": 0.5,
    "size 3": 0.3,
    "size 3, a sentence": 0.6,
    "size 4": 0.4,
    "size 4, a sentence": 0.4,
    "small letters": -0.5,
    "words at -1": 1.0,
    "words at -2": 0.6,
    "words at 1": 1.3,
    "words at 2": 0.4,
}
_BIAS = -0.2

# What a line gets as an advance, so that a short one between paragraphs does not break the block.
_ADVANCE = 1.0
# One odd line says no more than this for or against a block.
_MOST, _LEAST = 2.5, -3.0

# So many odd lines may stand between the block and a paragraph that belongs to it.
_REACH = 3
_PARAGRAPH_WORDS = 10
# In a line as long as this, a word of buttons and menus is one of its sentence.
_LONG_PARAGRAPH_WORDS = 16


def scores_of(lines: Sequence[Line]) -> list[float]:
    """For each line the log-odds that it is a part of the article's text."""
    return [
        _BIAS + sum(_WEIGHTS.get(name, 0.0) * value for name, value in features.items())
        for features in features_of(lines)
    ]


def best_block(scores: Sequence[float]) -> range:
    """The run of lines with the greatest sum of scores (Kadane's algorithm); empty when none is above 0."""
    best, block = 0.0, range(0)
    total, start = 0.0, 0
    for at, score in enumerate(scores):
        if total <= 0:
            total, start = 0.0, at
        total += min(max(score, _LEAST), _MOST) + _ADVANCE
        if total > best:
            best, block = total, range(start, at + 1)
    return block


def widened(block: range, lines: Sequence[Line], first: int, stop: int) -> range:
    """The block with the paragraphs beside it, between `first` and `stop`, that little separates from it."""
    start, end = block.start, block.stop
    for at in range(start - 1, first - 1, -1):
        if is_end(lines[at]) or start - at > _REACH:
            break
        start = at if is_paragraph(lines[at]) else start
    for at in range(end, stop):
        if is_end(lines[at]) or at - end >= _REACH:
            break
        end = at + 1 if is_paragraph(lines[at]) else end
    return range(start, end)


def is_paragraph(line: Line) -> bool:
    """True for a sentence of some length that is no caption, button or link to another article."""
    if line.words < _PARAGRAPH_WORDS or not ends_as_sentence(line.text) or is_picture(line):
        return False
    button = line.words < _LONG_PARAGRAPH_WORDS and BUTTON.search(line.text)
    return not button and not READ_ALSO.match(line.text[:80])
