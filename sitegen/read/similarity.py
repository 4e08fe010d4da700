"""Which texts are nearly the same: MinHash signatures, and an index of them.

Two texts are as similar as their sets of shingles are, by the Jaccard index (A. Broder, “On the
resemblance and containment of documents”, 1997). A signature keeps the smallest hash in each of a
fixed number of bins, which takes one hash per shingle (P. Li, A. Owen, C.-H. Zhang, “One permutation
hashing”, 2012); an empty bin takes over another bin's value (A. Shrivastava, “Optimal densification
for fast and accurate minwise hashing”, 2017), and 16 bits of each are kept (P. Li, A. C. König,
“b-bit minwise hashing”, 2010). Signatures that share a band of bins are compared.

For signatures about every fourth shingle is looked at, chosen by what its first word is, so that both
texts choose alike (M. Theobald, J. Siddharth, A. Paepcke, “SpotSigs”, 2008). Hashes are CRC-32,
mixed: nothing depends on the process or the machine.
"""

from __future__ import annotations

import re
import string
import sys
import unicodedata
from array import array
from collections import defaultdict
from functools import cache
from itertools import chain, count
from operator import eq
from zlib import crc32

# From this Jaccard index on, two texts are reported: among real articles none that differ come near it,
# while a text with a paragraph cut, corrections and another headline and tail stays above.
THRESHOLD = 0.4
_BINS = 128
_BIN_SHIFT = 25
_EMPTY = 1 << 32
_ROWS = 2
_BAND_BYTES = 2 * _ROWS
_BANDS = tuple((2 * at, 2 * at + _BAND_BYTES) for at in range(0, _BINS, _ROWS))
# Bins, then the number of shingles.
SIGNATURE_BYTES = 2 * _BINS + 4
# A shingle is so many words; in scripts without spaces, so many characters.
_WORDS = 3
_CHARACTERS = 5
# Chinese, Japanese, Thai, Lao, Burmese, Khmer: letters and the marks on them.
UNSPACED = re.compile("[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3041-\u30ff\u3400-\u9fff\uf900-\ufaff]")
_SPACES_FOR_PUNCTUATION = bytes.maketrans(string.punctuation.encode(), b" " * len(string.punctuation))
# In UTF-8: Latin-1 quotation marks and no-break space; U+2000–207F; CJK and full-width punctuation.
_WIDE_PUNCTUATION = re.compile(
    rb"\xc2[\xa0\xab\xb7\xbb]|\xca[\xbb\xbc]|\xe2[\x80\x81][\x80-\xbf]|\xe3\x80[\x80-\xbf]|\xef\xbc[\x80-\x8f\x9a-\xa0]"
)
# Bytes that begin no character of scripts without spaces, but for Burmese and Khmer.
_SPACED_BYTES = bytes({*range(256)} - {0xE0, *range(0xE3, 0xEA), 0xEF})
# Signs of common writing; without them most English text is ASCII, which is cheaper.
_TYPOGRAPHIC = ("\u2018", "\u2019", "\u201c", "\u201d", "\u2013", "\u2014", "\u2026", "\xa0")
# Knuth's multiplicative hashing, since CRC-32 alone is linear.
_MIX = 0x9E3779B1
_MASK = 0xFFFFFFFF


# Of an empty bin's order, so much is remembered.
_TRIES = 64


def _shingle_patterns(words: int) -> tuple[re.Pattern[bytes], re.Pattern[bytes]]:
    """All shingles of so many words; and those only that have one of some bytes as their second."""
    some = b"".join(rb"\x%02x" % byte for byte in (*range(0x24, 0x100, 4), 0x82))
    more = rb"(?: [^ ]+){%d}" % (words - 1)
    return re.compile(rb" (?=([^ ]+%s))" % more), re.compile(rb" (?=([^ ][%s][^ ]*%s))" % (some, more))


_BY_WORDS = _shingle_patterns(_WORDS)
_BY_CHARACTERS = _shingle_patterns(_CHARACTERS)


def shingles(text: str) -> set[bytes]:
    """A text's shingles: three words each, or five characters; case and punctuation do not count."""
    return _matches(text, anchored=False)


def signature(text: str) -> bytes:
    """The MinHash signature of a text: 260 bytes, the same on every machine."""
    found = _matches(text, anchored=True)
    smallest = [_EMPTY] * _BINS
    for value in map(crc32, found):
        mixed = value * _MIX & _MASK
        number = mixed >> _BIN_SHIFT
        if mixed < smallest[number]:  # noqa: PLR1730  (min() takes twice the time, and this is the inner loop)
            smallest[number] = mixed
    if found and _EMPTY in smallest:
        smallest = _densified(smallest)
    values = array("H", [value & 0xFFFF for value in smallest])
    return _little_endian(values) + len(found).to_bytes(4, "little")


def estimate(one: bytes, other: bytes) -> float:
    """The Jaccard index of two texts, 0 to 1, from their signatures; 1 only when these are equal."""
    if one == other:
        return 1.0
    if not (size(one) and size(other)):
        return 0.0
    equal: int = sum(map(eq, _values(one), _values(other)))
    return min(equal, _BINS - 1) / _BINS


def size(of: bytes) -> int:
    """How many different shingles a text has, from its signature."""
    return int.from_bytes(of[2 * _BINS :], "little")


def containment(one: bytes, other: bytes) -> float:
    """How much of the shorter of two texts is in the other, 0 to 1, as their signatures say."""
    similar, sizes = estimate(one, other), (size(one), size(other))
    return min(1.0, similar / (1 + similar) * sum(sizes) / min(sizes)) if min(sizes) else similar


def exact_similarity(one: str, other: str) -> tuple[float, float]:
    """Jaccard index of two texts and how much of the shorter is in the other, from all of their shingles."""
    sets = shingles(one), shingles(other)
    if not all(sets):
        equal = float(not any(sets) and one.split() == other.split())
        return equal, equal
    shared = len(sets[0] & sets[1])
    return shared / len(sets[0] | sets[1]), shared / min(map(len, sets))


class NearDuplicates:
    """Finds texts of which the signatures are near to each other.

    threshold: Jaccard index from which on two texts are near
    """

    def __init__(self, *, threshold: float = THRESHOLD) -> None:
        self._threshold = threshold
        self._names: defaultdict[bytes, list[str]] = defaultdict(list)
        # For each band, who has its bytes: one signature, or a list of them. Few bands are shared.
        self._bands: tuple[dict[bytes, bytes | list[bytes]], ...] = tuple({} for _ in _BANDS)

    def add(self, name: str, of: bytes) -> None:
        """Takes in a text by its signature. Texts without words are near to none, and left out."""
        if not size(of):
            return
        names = self._names[of]
        names.append(name)
        if len(names) > 1:
            return
        for band, (start, end) in zip(self._bands, _BANDS, strict=True):
            before = band.setdefault(of[start:end], of)
            if isinstance(before, list):
                before.append(of)
            elif before is not of:
                band[of[start:end]] = [before, of]

    def near(self, of: bytes) -> list[tuple[str, float]]:
        """Names of the texts near to one, with estimated Jaccard indices: nearest first, then by name."""
        if not size(of):
            return []
        found = [
            (name, similar)
            for other in self._candidates(of)
            if (similar := estimate(of, other)) >= self._threshold
            for name in self._names[other]
        ]
        return sorted(found, key=lambda pair: (-pair[1], pair[0]))

    def crowded(self) -> set[bytes]:
        """The signatures in here that others may be near to: of several names, or with a band in common."""
        several = (of for of, names in self._names.items() if len(names) > 1)
        sharing = (of for band in self._bands for of in band.values() if isinstance(of, list))
        return {*several, *chain.from_iterable(sharing)}

    def _candidates(self, of: bytes) -> set[bytes]:
        """Those that share two bands: of texts as near as the threshold 99.98% do, of others hardly any."""
        once: set[bytes] = set()
        twice: set[bytes] = set()
        for band, (start, end) in zip(self._bands, _BANDS, strict=True):
            there = band.get(of[start:end])
            if there is not None:
                others = {there} if isinstance(there, bytes) else there
                twice.update(once.intersection(others))
                once.update(others)
        return twice


def _words(text: str) -> tuple[bytes, bool]:
    """A text in one form, words with a space before each, and whether its words are characters."""
    for sign in _TYPOGRAPHIC:
        text = text.replace(sign, " ")
    if text.isascii():
        words = text.lower().encode().translate(_SPACES_FOR_PUNCTUATION).split()
        return b" " + b" ".join(words), False
    text, count = unicodedata.normalize("NFC", text.casefold()), 0
    data = text.encode("utf-8", "replace")
    if _may_be_unspaced(data):
        text, count = UNSPACED.subn(r"\g<0> ", text)
        data = text.encode("utf-8", "replace")
    data = data.translate(_SPACES_FOR_PUNCTUATION)
    words = _WIDE_PUNCTUATION.sub(b" ", data).split()
    return b" " + b" ".join(words), 2 * count > len(words)


def _matches(text: str, *, anchored: bool) -> set[bytes]:
    """The shingles of a text, or those at anchors; a text shorter than a shingle is one."""
    data, characters = _words(text)
    every, some = _BY_CHARACTERS if characters else _BY_WORDS
    found = set(some.findall(data)) if anchored else set()
    if not found:
        found = set(every.findall(data))
    return found if found or data == b" " else {data}


def _may_be_unspaced(data: bytes) -> bool:
    """False when UTF-8 holds no script without spaces: a cheap look before a search."""
    return bool(data.translate(None, _SPACED_BYTES)) or b"\xe1\x80" in data or b"\xe1\x9e" in data


def _densified(smallest: list[int]) -> list[int]:
    """Each empty bin takes the value of the first filled one in an order that is its own for all texts."""
    return [
        value if value != _EMPTY else _first_filled(smallest, number) for number, value in enumerate(smallest)
    ]


def _first_filled(smallest: list[int], number: int) -> int:
    for other in _other_bins(number):
        if smallest[other] != _EMPTY:
            return smallest[other]
    tries = (smallest[_other_bin(number, attempt)] for attempt in count(_TRIES))
    return next(value for value in tries if value != _EMPTY)


@cache
def _other_bins(number: int) -> tuple[int, ...]:
    """The bins that are tried first; hardly a text needs more."""
    return tuple(_other_bin(number, attempt) for attempt in range(_TRIES))


def _other_bin(number: int, attempt: int) -> int:
    return (crc32(b"%d %d" % (number, attempt)) * _MIX & _MASK) >> _BIN_SHIFT


def _values(of: bytes) -> memoryview[int]:
    # Equality does not depend on the order of bytes.
    return memoryview(of)[: 2 * _BINS].cast("H")


def _little_endian(values: array[int]) -> bytes:
    if sys.byteorder == "big":
        values.byteswap()
    return values.tobytes()
