"""What can be seen of a line of a copied page: figures from 0 to 1, for each line the same ones."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from itertools import accumulate

from sitegen.contribute.importing.pasted_lines import Line
from sitegen.read.page_words import (
    ABOUT,
    AGENCY_CREDIT,
    BUTTON,
    CREDIT,
    END,
    MEDIA_FILE,
    MEDIA_LABEL,
    READ_ALSO,
    READ_OUT,
)

# A line as long as this that ends as a sentence is prose, in any language.
PROSE_WORDS = 15
_WINDOW = 4
_LONGEST_CAPTION = 600

_SENTENCE_END = re.compile(r"""[.!?。！？…؟।][\s"'”’»«」』)\]）]*(?:\[\d+\])?$|[”»」』]$""")
_INNER_END = re.compile(r"[.!?؟][\"'”’»)]?\s|[。！？]")
_COMMA = re.compile(r"[,،、，;；]")
_SEPARATOR = re.compile(r"[|›»·•→▶►]|\s[/<>]\s")
# A headline and its teaser, or a name and a date, that the browser joined.
_GLUED = re.compile(r"[a-zà-ÿ?!][A-Z][a-z]{2}(?<!Mc[A-Z]..)(?<!Mac[A-Z]..)|[a-z]\d{1,2}/\d")
_RIGHTS = re.compile(r"rights reserved|droits réservés|rechte vorbehalten|derechos reservados", re.IGNORECASE)
_SIZES = (3, 7, 14, 29)


def features_of(lines: Sequence[Line]) -> list[dict[str, float]]:
    """The features of each line, by name. Linear in the size of the text."""
    counts = Counter(line.text for line in lines)
    own = [_own_features(line, counts[line.text]) for line in lines]
    ended = _ends_before(lines)
    prose = [0, *accumulate(line.words if is_prose(line) else 0 for line in lines)]
    loose = [0, *accumulate(not ends_as_sentence(line.text) for line in lines)]
    for at, features in enumerate(own):
        features.update(_neighbours(lines, at))
        start, end = max(0, at - _WINDOW), min(len(lines), at + _WINDOW + 1)
        features["prose around"] = min(prose[end] - prose[start], 300) / 300
        features["prose before"] = min(prose[at] - prose[start], 150) / 150
        features["prose behind"] = min(prose[end] - prose[at + 1], 150) / 150
        features["no sentences around"] = (loose[end] - loose[start]) / (end - start)
        features["after an end"] = min(ended[at], 3) / 3
        features["first lines"] = float(at < 8)
    return own


def is_prose(line: Line) -> bool:
    """True for a line that can only be a paragraph."""
    return line.words >= PROSE_WORDS and ends_as_sentence(line.text)


def ends_as_sentence(text: str) -> bool:
    """True when the last sign is one that ends sentences, in any script; quotation marks may follow it."""
    return bool(_SENTENCE_END.search(text[-20:]))


def _own_features(line: Line, count: int) -> dict[str, float]:
    text = line.text
    words = text.split()[:200]
    cased = [word for word in words if word[0].isalpha() and word[0].lower() != word[0].upper()]
    size = sum(line.words > limit for limit in _SIZES)
    short = line.words <= PROSE_WORDS
    sentence = ends_as_sentence(text)
    return {
        f"size {size}": 1.0,
        f"size {size}, a sentence": float(sentence),
        "small letters": sum(word[0].islower() for word in cased) / len(cased) if cased else 0.6,
        "begins small": float(text[0].islower()),
        "sentences inside": min(len(_INNER_END.findall(text[:2000])), 3) / 3,
        "commas": min(len(_COMMA.findall(text[:2000])), 3) / 3,
        "repeated": float(count > 1),
        "button": float(short and bool(BUTTON.search(text))),
        "button in prose": float(not short and bool(BUTTON.search(text))),
        "end": float(is_end(line)),
        "picture": float(is_picture(line)),
        "read also": float(bool(READ_ALSO.search(text[:80]))),
        "separators": float(bool(_SEPARATOR.search(text[:300]))),
        "apart": float(line.apart),
        "glued": float(bool(_GLUED.search(text[:300]))),
        "rights": float("©" in text or bool(_RIGHTS.search(text[:300]))),
    }


def is_end(line: Line) -> bool:
    """True for a line such as "Comments (3)" or "Related articles"."""
    return line.words <= 8 and len(line.text) < 80 and bool(END.match(line.text) or ABOUT.match(line.text))


def is_picture(line: Line) -> bool:
    """True for a caption that says so, a credit line, or the name of a picture's file."""
    text = line.text
    if len(text) > _LONGEST_CAPTION:
        return False
    # A paragraph may end with the name of the agency that it is from.
    by_agency = line.words <= 30 and AGENCY_CREDIT.search(text[-160:])
    named = by_agency or READ_OUT.match(text)
    return bool(named or MEDIA_LABEL.match(text) or CREDIT.search(text[-160:]) or MEDIA_FILE.match(text))


def _ends_before(lines: Sequence[Line]) -> list[int]:
    """For each line, how many lines from the first prose on to it end an article."""
    seen, begun, ends = 0, 0, []
    for line in lines:
        begun += is_prose(line)
        seen += begun >= 2 and is_end(line)
        ends.append(seen)
    return ends


def _neighbours(lines: Sequence[Line], at: int) -> dict[str, float]:
    found = {}
    for step in (-2, -1, 1, 2):
        other = lines[at + step] if 0 <= at + step < len(lines) else None
        found[f"words at {step}"] = min(other.words, 40) / 40 if other else 0.0
        found[f"prose at {step}"] = float(other is not None and is_prose(other))
    return found
