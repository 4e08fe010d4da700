"""The headline of a copied article: the line above its text that is most like one."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence

from sitegen.contribute.importing.byline_words import PREFIX
from sitegen.contribute.importing.found_dates import dates_in_text
from sitegen.contribute.importing.line_features import ends_as_sentence, is_end, is_picture
from sitegen.contribute.importing.pasted_lines import Line
from sitegen.read.page_words import BUTTON, READ_ALSO

_TITLE_WORDS = range(2, 36)
_LONGEST = 300
_REACH = 30
_INTO_TEXT = 4
_WORD = re.compile(r"[^\W\d_]{4,40}|\d{2,}|[\u3040-\u30ff\u3400-\u9fff]{2}")

# A conditional logit over the candidates of one half of a public benchmark's pages.
_WEIGHTS = {
    "a byline or date": -1.2,
    "a full stop": -1.7,
    "above a byline or date": 1.1,
    "an open end": -0.4,
    "apart": 1.8,
    "below a byline or date": -0.3,
    "button": -0.9,
    "distance": 0.4,
    "few words": -1.6,
    "in the opening": 1.4,
    "in the text": 3.1,
    "inside the text": -1.4,
    "its first line": 0.1,
    "many words": -1.9,
    "next is apart": 1.6,
    "next is longer": 0.7,
    "not far above one": 2.0,
    "picture": -0.8,
    "read also": -0.1,
    "repeated": 0.1,
    "separators": -0.5,
    "some words": -0.5,
    "too many words": -0.9,
    "top": 1.2,
}
_NEEDED = 2.0


def title_line(lines: Sequence[Line], block: range) -> int:
    """Index of the headline of the text in `block`; -1 when no line is like one."""
    candidates = candidates_of(lines, block)
    scored = [
        (sum(_WEIGHTS.get(name, 0.0) * value for name, value in features.items()), at)
        for at, features in candidates
    ]
    score, at = max(scored, default=(_NEEDED, -1))
    return at if score > _NEEDED else -1


def candidates_of(lines: Sequence[Line], block: range) -> list[tuple[int, dict[str, float]]]:
    """The lines that may be the headline, with what can be seen of them: figures from 0 to 1."""
    if not block:
        return []
    opening = _vocabulary(line.text for line in lines[block.start : block.start + 3] if line.words > 14)
    told = _vocabulary(line.text for line in lines[block.start : block.start + 15] if line.words > 14)
    counts = Counter(line.text for line in lines)
    first, last = max(0, block.start - _REACH), min(block.start + _INTO_TEXT, block.stop)
    dated = {at for at in range(first, min(last + 4, len(lines))) if _is_dated_or_signed(lines[at])}
    found = []
    for at in range(first, last):
        line = lines[at]
        if line.words in _TITLE_WORDS and len(line.text) <= _LONGEST and not is_end(line):
            features = _own_features(line, opening, told) | _place(lines, at, block, dated)
            found.append((at, features | {"repeated": float(counts[line.text] > 1)}))
    return found


def _own_features(line: Line, opening: frozenset[str], told: frozenset[str]) -> dict[str, float]:
    text = line.text
    words = _vocabulary([text])
    return {
        "in the opening": len(words & opening) / max(len(words), 3),
        "in the text": len(words & told) / max(len(words), 3),
        "few words": float(line.words < 4),
        "some words": float(4 <= line.words < 7),
        "many words": float(line.words > 17),
        "too many words": float(line.words > 24),
        "apart": float(line.apart),
        "a full stop": float(ends_as_sentence(text) and text[-1] not in "?!’”\"'»"),
        "an open end": float(text[-1] in ",:;–-" or text.endswith(("…", "..."))),
        "button": float(bool(BUTTON.search(text))),
        "picture": float(is_picture(line)),
        "read also": float(bool(READ_ALSO.match(text[:80]))),
        "separators": float(" | " in text or " » " in text or " > " in text),
    }


def _place(lines: Sequence[Line], at: int, block: range, dated: set[int]) -> dict[str, float]:
    below = block.start - at
    following = lines[at + 1] if at + 1 < len(lines) else None
    return {
        "a byline or date": float(at in dated),
        "below a byline or date": float(bool(dated & {at - 1, at - 2, at - 3})),
        "above a byline or date": float(at + 1 in dated),
        "not far above one": float(bool(dated & {at + 2, at + 3, at + 4})),
        "inside the text": float(below < 0),
        "its first line": float(below == 0),
        "distance": max(below, 0) / _REACH,
        "next is longer": float(following is not None and following.words > lines[at].words),
        "next is apart": float(following is not None and following.apart),
        "top": float(at < 3),
    }


def _is_dated_or_signed(line: Line) -> bool:
    if line.words > 20 or len(line.text) > _LONGEST:
        return False
    return bool(PREFIX.match(line.text)) or bool(dates_in_text(line.text, ""))


def _vocabulary(texts: Iterable[str]) -> frozenset[str]:
    return frozenset(word for text in texts for word in _WORD.findall(text[:2000].casefold()))
