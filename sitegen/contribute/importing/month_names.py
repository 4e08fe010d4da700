"""Names of months as news pages write them, from CLDR, and the order of day and month in figures."""

from __future__ import annotations

import unicodedata
from functools import lru_cache
from typing import Literal

from babel import Locale, UnknownLocaleError

FieldOrder = Literal["day first", "month first", "either"]

# Languages whose months are looked for when a text's language is not known.
NEWS_LANGUAGES = ("en", "de", "fr", "es", "pt", "it", "nl", "pl", "uk", "ru", "ar")
# The same language with other names: Jänner in Austria, setiembre in Peru, تشرين الثاني in Iraq.
_VARIANTS = {
    "en": ("en_GB",),
    "de": ("de_AT",),
    "es": ("es_PE",),
    "ar": ("ar_IQ", "ar_LB", "ar_DZ", "ar_MA", "ar_MR"),
}
# Numbers instead of names: `tháng 11`, `11月`. Found by their own patterns.
_NUMBERED = frozenset({"vi", "ja", "zh", "ko"})

# Without case, regular expressions take dotless and dotted i for one, and so does the key.
_ONE_I = str.maketrans("\N{LATIN SMALL LETTER DOTLESS I}", "i", "\N{COMBINING DOT ABOVE}")


def month_key(name: str) -> str:
    """A form in which all ways to write one name are equal, in capitals of Turkish (`KASIM`), too."""
    plain = unicodedata.normalize("NFC", name).casefold().translate(_ONE_I)
    return " ".join(plain.split()).rstrip(".")


@lru_cache(maxsize=256)
def month_numbers(language: str) -> dict[str, int]:
    """Number of the month (1–12) by `month_key`, for a language and for English; all when it is empty."""
    base = language.replace("_", "-").split("-")[0].lower()
    wanted = ("en", base) if base else NEWS_LANGUAGES
    numbers: dict[str, int] = {}
    for name in wanted:
        for variant in (name, *_VARIANTS.get(name, ())):
            for key, number in _names_of(variant):
                numbers.setdefault(key, number)
    return numbers


@lru_cache(maxsize=1)
def weekday_names() -> frozenset[str]:
    """The days of the week in all languages of `NEWS_LANGUAGES` and in Vietnamese, as `month_key`s."""
    locales = [locale for name in (*NEWS_LANGUAGES, "vi") if (locale := _locale(name))]
    return frozenset(month_key(day) for one in locales for day in one.days["format"]["wide"].values())


# As pages in English shorten them.
SHORT_WEEKDAYS = frozenset({"mon", "tue", "tues", "wed", "thu", "thur", "thurs", "fri", "sat", "sun"})


def _names_of(locale_name: str) -> list[tuple[str, int]]:
    locale = _locale(locale_name)
    if locale is None or locale.language in _NUMBERED:
        return []
    found = [
        (month_key(name), number)
        for context in ("format", "stand-alone")
        for width in ("wide", "abbreviated")
        for number, name in locale.months[context][width].items()
    ]
    return [(key, number) for key, number in found if len(key) > 1 and not key.isdigit()]


@lru_cache(maxsize=256)
def field_order(language: str) -> FieldOrder:
    """Which of 03/04/2025 is the month, by CLDR's short date of the language and its country.

    English without a country is written both ways, and so are languages that put the year first
    when they are made to put it last.
    """
    locale = _locale(language)
    if locale is None or language.lower() == "en":
        return "either"
    pattern = str(locale.date_formats["short"].pattern)
    if pattern.lower().lstrip("\N{RIGHT-TO-LEFT MARK}").startswith("y"):
        return "either" if locale.language in ("en", "ja", "zh", "ko") else "day first"
    return "month first" if pattern.find("M") < pattern.find("d") else "day first"


def _locale(language: str) -> Locale | None:
    try:
        return Locale.parse(language.replace("-", "_")) if language else None
    except (UnknownLocaleError, ValueError):
        base = language.replace("_", "-").split("-")[0]
        return _locale(base) if base != language else None
