"""Names of people in a byline. When it names none, the desk or the agency."""

from __future__ import annotations

import re
import unicodedata

from sitegen.contribute.importing.byline_words import (
    BEHIND,
    CONJUNCTION,
    DESK,
    NO_NAME,
    PARTICLES,
    PREFIX,
    ROLE,
)
from sitegen.contribute.importing.found_dates import without_dates
from sitegen.contribute.importing.month_names import month_key, weekday_names
from sitegen.read.names import same_name

# A longer text is a paragraph, not a byline.
MAX_BYLINE = 400
MAX_NAME = 60
MAX_AUTHORS = 20

_ADDRESS = re.compile(
    r"[^\s@]{1,99}@[\w-]{1,60}\.[^\s@]{1,60}|(?:https?://|www\.)\S{1,300}|@\w{1,50}", re.IGNORECASE
)
# What separates names from what else stands in the line.
_BREAK = re.compile(
    rf"\s*(?:[|•·●▪›»\n\t\r()\[\]]|\s[–—\-/]+\s|/(?=\w{{3}})|\s(?:{BEHIND})(?=\s|\Z)|\s(?=\d))\s*"
)
_CONTACT = re.compile(r"^(?:e-?mail|contact|twitter|follow)\b\W*$", re.IGNORECASE)
# Scripts without capitals: their names are told by their length alone.
_CASELESS = frozenset({"CJK", "HIRAGANA", "KATAKANA", "HANGUL", "ARABIC", "HEBREW", "THAI", "DEVANAGARI"})
_SENTENCE_END = re.compile(r"[!?。！？…:]|\.(?:\s|$)")
_PEN_NAME = re.compile(r"^[^\W\d_][\w.’'-]*$")
# A last initial, too: Jane D.
_ENDS_ABBREVIATED = re.compile(r"\s(?:Jr|Sr|[^\W\d_])\.$")
_INITIAL = re.compile(
    r"^(?:\w|\w\w|Dr|Mr|Mrs|Ms|Prof|Jr|Sr|St)\.$|^(?:\w\.){1,3}$|^(?:\w\.-?){1,3}\w?$", re.IGNORECASE
)


def authors_of(text: str, language: str = "") -> tuple[str, ...]:
    """The names in a byline, each once, as they are written there, without prefixes, roles and outlets.

    A desk, an agency or an outlet is returned only when the byline names no person; a text that is no
    byline (a sentence, an address, a word of a menu) gives nothing.
    language: of the page; it helps to see dates
    """
    if len(text) > MAX_BYLINE:
        return ()
    plain = _ADDRESS.sub(" | ", without_dates(unicodedata.normalize("NFC", text), language, instead=" | "))
    has_prefix = bool(PREFIX.match(plain))
    parts = [part for piece in _BREAK.split(plain) for part in _parts(piece)]
    parts = [part for part in parts if part]
    people = _once([part for part in parts if _is_person(part, alone=has_prefix and part is parts[0])])
    return (
        people or _once([part for part in parts if _is_desk(part, alone=len(parts) == 1 or has_prefix)])[:1]
    )


def _parts(piece: str) -> list[str]:
    """The names of one piece of a byline, and what stands between them."""
    piece = _without_prefixes(piece)
    named = CONJUNCTION.split(piece)
    if len(named) == 2 and "," in piece and all(len(part.split()) == 1 for part in named) and all(named):
        # A name turned round, as in registers: Doe, Jane.
        turned = f"{named[1].strip()} {named[0].strip()}"
        named = [turned] if _is_person(turned, alone=False) and not DESK.search(turned) else named
    return [_undoubled(_tidy(_without_prefixes(part))) for part in named if part.strip()]


def _without_prefixes(piece: str) -> str:
    for _ in range(3):
        shorter = PREFIX.sub("", piece, count=1)
        if shorter == piece:
            break
        piece = shorter
    return piece


def _tidy(part: str) -> str:
    part = " ".join(part.split()).strip(" ,;:*_\"'“”„«»‘’").removesuffix("記者").removesuffix("기자").strip()
    if part.isupper() and len(part.split()) > 1 and part.isascii():
        # A byline in capitals.
        part = part.title()
    part = _without_weekday(part)
    return part if _ENDS_ABBREVIATED.search(part) else part.rstrip(".")


def _without_weekday(part: str) -> str:
    """Of two names and a day of the week, the day belongs to the date that follows."""
    *names, last = part.split() or [""]
    return " ".join(names) if len(names) > 1 and month_key(last) in weekday_names() else part


def _undoubled(part: str) -> str:
    """A name that stands there twice, glued together: Jane DoeJane Doe."""
    half, odd = divmod(len(part), 2)
    if not odd and half > 2 and part[:half] == part[half:]:
        return part[:half]
    words = part.split()
    half, odd = divmod(len(words), 2)
    return " ".join(words[:half]) if half and not odd and words[:half] == words[half:] else part


def _is_person(part: str, *, alone: bool) -> bool:
    """alone: a single word counts as a name, because the line says that a name follows."""
    if not _may_be_name(part) or ROLE.search(part) or DESK.search(part):
        return False
    words = part.split()
    if _is_caseless(part):
        return len(words) <= 5 and (len(words) > 1 or 2 <= len(part) <= 8)
    if len(words) == 1:
        return alone and words[0][:1].isupper() and len(words[0]) > 2
    return 2 <= len(words) <= 6 and _are_capitalised(words)


def _are_capitalised(words: list[str]) -> bool:
    if not (words[0][:1].isupper() or words[0].casefold() in PARTICLES) or not words[-1][:1].isupper():
        return False
    small = [word for word in words if not word[:1].isupper()]
    return all(word.casefold() in PARTICLES or word[:2] in ("d'", "d’", "l'", "al") for word in small)


def _may_be_name(part: str) -> bool:
    if not 1 < len(part) <= MAX_NAME or NO_NAME.search(part) or any(sign.isdigit() for sign in part):
        return False
    if (
        _CONTACT.match(part)
        or month_key(part) in weekday_names()
        or any(not _fits_in_a_name(sign) for sign in part)
    ):
        return False
    words = part.split()
    # A full stop inside is right after an initial only: "J. Doe", not "He left. She stayed".
    return all(not _SENTENCE_END.search(word) or bool(_INITIAL.match(word)) for word in words)


def _fits_in_a_name(sign: str) -> bool:
    return sign in " .-–'’ʼ`・·" or unicodedata.category(sign)[0] in "LM"


def _is_caseless(part: str) -> bool:
    return unicodedata.name(part[0], "").split(" ")[0].split("-")[0] in _CASELESS


def _is_desk(part: str, *, alone: bool) -> bool:
    """A desk by its words; or, when nothing else stands in the line, any single word."""
    tidy = part.strip()
    if not 2 < len(tidy) <= MAX_NAME or _ADDRESS.search(tidy) or _SENTENCE_END.search(tidy):
        return False
    words = tidy.split()
    if len(words) > 6:
        return False
    if DESK.search(tidy) and "@" not in tidy:
        return tidy[:1].isupper() or _is_caseless(tidy)
    # A pen name: gnaddrig, Herr_Rein, happyface313.
    if not alone or not _PEN_NAME.match(tidy) or tidy in PARTICLES:
        return False
    return not ROLE.search(tidy) and not NO_NAME.search(tidy)


def _once(names: list[str]) -> tuple[str, ...]:
    """Each name once, however it is written the second time."""
    kept: list[str] = []
    for name in names:
        if not any(same_name(name, other) for other in kept):
            kept.append(name)
    return tuple(kept[:MAX_AUTHORS])
