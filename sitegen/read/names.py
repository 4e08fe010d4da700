"""When two names are the same name, written differently."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

# A file system takes 255 bytes for a name; temporary files beside one add to it.
MAX_SLUG = 150
# Spaces, hyphens, connectors, brackets, quotation marks, and signs that nobody sees.
_SEPARATING = frozenset({"Cf", "Pc", "Pd", "Pe", "Pf", "Pi", "Ps", "Zl", "Zp", "Zs", "Cc"})
# Punctuation that people add or leave out; other signs, such as + and #, tell names apart.
_PUNCTUATION = frozenset(".,:;!?'\"`´·…/")
# What is a slug already, as are most files' names.
_SLUG = re.compile("[a-z0-9]+(-[a-z0-9]+)*")


def folded(text: str) -> str:
    """A form in which equal names are equal: Unicode NFC, without case."""
    return unicodedata.normalize("NFC", text).casefold()


def same_name(one: str, other: str) -> bool:
    """True when names differ only by case, accents, spaces, hyphens and common punctuation.

    So `Đà Nẵng` is `da-nang`, while `C++` is not `C`, and `Тест` is not `Test`: that both have one
    slug is no reason to take one for the other.
    """
    return skeleton(one) == skeleton(other)


@lru_cache(maxsize=8192)
def skeleton(text: str) -> str:
    """What tells a name apart, in one form: equal for those that `same_name` takes for one."""
    signs = unicodedata.normalize("NFKD", text.casefold())
    return "".join(_plain(sign) for sign in signs if not _is_decoration(sign)).casefold()


def _is_decoration(sign: str) -> bool:
    # Marks of other scripts than Latin, Greek and Cyrillic are vowels: they stay.
    accent = "\u0300" <= sign <= "\u036f"
    return accent or sign in _PUNCTUATION or unicodedata.category(sign) in _SEPARATING


def _plain(sign: str) -> str:
    """Latin letters without their strokes, which Unicode does not decompose: đ, ø, ł, æ."""
    is_latin = sign.isalpha() and unicodedata.name(sign, "").startswith("LATIN ")
    return _slugified(sign) or sign if is_latin and not sign.isascii() else sign


def slug_of(name: str) -> str:
    """The ASCII slug of a name; may be empty. A long one is cut, since file names have a limit."""
    return _slugified(name)


def _slugified(name: str) -> str:
    if len(name) <= MAX_SLUG and _SLUG.fullmatch(name):
        return name
    # Imported here: a build in which nothing changed needs no slugs.
    from slugify import slugify

    return slugify(name, max_length=MAX_SLUG)
