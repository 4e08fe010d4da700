"""Words of names in one form, and whether a word of a text is an inflected form of a word of a name.

The endings are those of the common noun and adjective classes of each language, as grammars list them.
They are compared as whole endings, never as an edit distance: what is not listed is another word.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

APOSTROPHES = "'’ʼ`´ʻ‘”"
_NO_APOSTROPHES = str.maketrans("", "", APOSTROPHES + "\u0640")
_LETTERS = str.maketrans("đłøıæœأإآٱىةکیє", "dloiaoاااايهكيє")
# Accents; points and vowels of Arabic.
_MARKS = re.compile("[\u0300-\u036f\u064b-\u065f\u0670]")
_CYRILLIC = re.compile("[\u0400-\u04ff]")
_ARABIC = re.compile("[\u0620-\u064a]")
_HANGUL = re.compile("[\uac00-\ud7a3]")
# Letters that a name must at least share with its inflected form.
_MIN_STEM = 3
_ARABIC_PREFIXES = ("وال", "بال", "لل", "و", "ب", "ل", "ف", "ك")
_HANGUL_PARTICLES = frozenset("에 에서 의 은 는 이 가 을 를 로 으로 와 과 도 시 에는 에서는".split())  # noqa: SIM905  (read as a list)

_LONGEST_ENDING = 6

# Ending of the name: endings of its forms.
_SLAVIC_CYRILLIC = {
    "": "а у ом ем е і и ові еві ам ах ами",
    "ь": "я ю ем єм ем і и еві ю",
    "й": "я ю ем єм і ї",
    "и": "ів ов ам ах ами",
    "ий": "ого ому им ім ом",
    "ый": "ого ому ым ом",
    "ой": "ого ому ым ом",
    "ы": "ов ам ах ами",
    "а": "и і ы у ою ой е ої ій ам ах",
    "я": "і ї и ю єю ею ей е",
    "о": "а у ом ом і е",
    "е": "ого ому а у ю ем я",
    "є": "я ю єм і",
    "ів": "ова ову ові овом овом",
    "ов": "ова ову ове овом",
    "ець": "ця цю цем ці",
    "ец": "ца цу це цом",
    "ая": "ой ую",
}
_POLISH = {
    "": "a u owi em ie i",
    "ow": "owa owie owem owowi",
    "a": "y i ie e o ie",
    "da": "dzie",
    "ta": "cie",
    "ra": "rze",
    "ga": "dze",
    "ka": "ce",
    "k": "ku kiem",
    "o": "a u em ie",
    "y": "ow ach ami",
}
_CZECH = {
    "": "a u em e ovi i",
    "a": "y e u ou i",
    "ha": "ze",
    "ka": "ce",
    "o": "a u e em",
    "e": "i",
    "en": "ne ni",
    "y": "u ech",
}
_FINNISH = {
    "": "n a ssa sta an en in on un yn lla lta lle na ksi hin seen issa ista iin ia in ille illa ilta",
    "ki": "gin gissa gista gilla giksi",
    "e": "een eessa eesta eella eelta eelle",
}
_TURKISH = {"": "da de ta te dan den tan ten a e ya ye yi yu i u in un nin nun"}
_GENITIVE = {"": "s es"}
_ENGLISH = {"": "s"}
_ENDINGS = {
    "pl": _POLISH,
    "cs": _CZECH,
    "sk": _CZECH,
    "fi": _FINNISH,
    "et": _FINNISH,
    "tr": _TURKISH,
    "az": _TURKISH,
    **dict.fromkeys(("de", "sv", "nb", "nn", "no", "da", "nl"), _GENITIVE),
}


def base_language(tag: str) -> str:
    """The language of a BCP 47 tag: `pt` of `pt-BR`."""
    return tag.partition("-")[0].lower()


def plain(word: str) -> str:
    """A word without case and apostrophes, with its accents."""
    return unicodedata.normalize("NFC", word).casefold().translate(_NO_APOSTROPHES)


def bare(word: str) -> str:
    """A word without case, apostrophes and accents; kinds of one Arabic letter are one."""
    if word.isascii():
        return word.lower().translate(_NO_APOSTROPHES)
    signs = unicodedata.normalize("NFKD", word.casefold().translate(_NO_APOSTROPHES))
    return unicodedata.normalize("NFC", _MARKS.sub("", signs)).translate(_LETTERS)


@lru_cache(maxsize=8192)
def is_form(name: str, word: str, language: str) -> bool:
    """True when a word is an inflected form of a word of a name; both `bare`. Equal words are."""
    return name == word or (
        len(name) >= _MIN_STEM and any(name == nominative for nominative in nominatives(word, language))
    )


@lru_cache(maxsize=8192)
def nominatives(word: str, language: str) -> tuple[str, ...]:
    """What a word may be a form of, by its script and the text's language (BCP 47). All are `bare`."""
    if _HANGUL.match(word):
        return tuple(word[:at] for at in range(2, len(word)) if word[at:] in _HANGUL_PARTICLES)
    if _ARABIC.match(word):
        return tuple(
            ("ال" if prefix.endswith("ل") and len(prefix) > 1 else "") + word[len(prefix) :]
            for prefix in _ARABIC_PREFIXES
            if word.startswith(prefix) and len(word) - len(prefix) >= _MIN_STEM
        )
    table = _CYRILLIC_ENDS if _CYRILLIC.match(word) else _ENDS.get(base_language(language), {})
    found = [
        word[: len(word) - size] + end
        for size in range(min(_LONGEST_ENDING, len(word)) + 1)
        for end in table.get(word[len(word) - size :], ())
        if _stem(word, word[len(word) - size :], end) >= _MIN_STEM
    ]
    return tuple(dict.fromkeys(_with_alternation(found)))


def _by_form(table: dict[str, str]) -> dict[str, tuple[str, ...]]:
    """Endings of names by the endings of their forms, all of them `bare`."""
    found: dict[str, tuple[str, ...]] = {}
    for end, forms in table.items():
        for form in map(bare, forms.split()):
            found[form] = (*found.get(form, ()), bare(end))
    return found


def _stem(word: str, form: str, end: str) -> int:
    """How many letters a form shares with its name."""
    shared = next((at for at, (a, b) in enumerate(zip(form, end, strict=False)) if a != b), 0)
    return len(word) - len(form) + shared


def _with_alternation(found: list[str]) -> list[str]:
    # Київ, Києва: a closed syllable has ї, an open one є.
    return [*found, *(name[:-2] + "ів" for name in found if name.endswith("єв"))]


def plurals(word: str) -> tuple[str, ...]:
    """What an English word may be the singular or plural of; `bare`."""
    if not (word.isascii() and len(word) > _MIN_STEM):
        return ()
    found = [word + "s", word + "es", word[:-1] + "ies"]
    found += [word.removesuffix("s"), word.removesuffix("es"), word.removesuffix("ies") + "y"]
    return tuple(dict.fromkeys(one for one in found if is_plural(one, word)))


def is_plural(name: str, word: str) -> bool:
    """True when two English words are singular and plural of each other, or equal."""
    short, long = sorted((name, word), key=len)
    if short == long:
        return True
    regular = long in {short + "s", short + "es"} or (short.endswith("y") and long == short[:-1] + "ies")
    return regular and len(short) >= _MIN_STEM


_CYRILLIC_ENDS = _by_form(_SLAVIC_CYRILLIC)
_ENDS = {language: _by_form(table) for language, table in _ENDINGS.items()}
