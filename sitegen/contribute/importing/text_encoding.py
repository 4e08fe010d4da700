"""Bytes that came from somewhere become text: by what they are, by what is said of them, or as they look."""

from __future__ import annotations

import codecs
from collections.abc import Iterable

from charset_normalizer import from_bytes

_SAMPLE = 65_536
# The share of signs that may be broken in a text whose encoding is right, and in one that was guessed.
_MAX_BROKEN, _MAX_BROKEN_IN_A_GUESS = 0.005, 0.05

_BOMS = ((codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))
# Codecs of Python that are no encodings of pages; some of them take quadratic time.
_NO_PAGES = frozenset(
    {"punycode", "idna", "unicode-escape", "raw-unicode-escape", "utf-7", "undefined", "mbcs", "oem"}
)
# As the WHATWG's Encoding Standard says: what calls itself Latin-1 is Windows-1252, and so on.
_MEANT = {"iso8859-1": "cp1252", "ascii": "cp1252", "iso8859-9": "cp1254", "gb2312": "gb18030",
          "gbk": "gb18030",
          "shift_jis": "cp932", "euc_kr": "cp949", "iso8859-11": "cp874", "tis-620": "cp874"}  # fmt: skip


def decoded_text(data: bytes, declared: Iterable[str] = ()) -> str | None:
    """The text of bytes without its BOM; None when nothing tells their encoding.

    declared: encodings that somebody says they are in, the most trusted first
    """
    for bom, name in _BOMS:
        if data.startswith(bom):
            return data.decode(name, "replace").lstrip("\ufeff")
    # A text of another encoding is hardly ever valid UTF-8 by chance; one in ASCII may be ISO-2022-JP.
    candidates = [] if data.isascii() else [_decoded(data, "utf-8", most_broken=0)]
    candidates += (_decoded(data, name, most_broken=_MAX_BROKEN) for name in declared)
    found = next((text for text in candidates if text is not None), None)
    return _guessed(data) if found is None else found


def _decoded(data: bytes, name: str, *, most_broken: float) -> str | None:
    """The text in an encoding, or None when it is none or too much of the text is broken in it."""
    try:
        known = codecs.lookup(name.strip().strip("\"'")).name
        if known.replace("_", "-") in _NO_PAGES or not _may_be_wide(data, known):
            return None
        text = data.decode(_MEANT.get(known, known), "replace")
    except (LookupError, ValueError, UnicodeError):
        return None
    broken = text.count("\ufffd") - data.count(b"\xef\xbf\xbd")
    return text if broken <= most_broken * len(text) else None


def _may_be_wide(data: bytes, name: str) -> bool:
    """False for markup that calls itself UTF-16 and is not: half of its bytes would be zero."""
    return not name.startswith(("utf-16", "utf-32")) or b"\0" in data


def _guessed(data: bytes) -> str | None:
    if data.isascii():
        return data.decode("ascii")
    best = from_bytes(data[:_SAMPLE]).best()
    return _decoded(data, best.encoding, most_broken=_MAX_BROKEN_IN_A_GUESS) if best else None
