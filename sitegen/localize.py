"""Words, dates and numbers in the interface's language. Data for languages: CLDR, through Babel."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Mapping
from functools import lru_cache
from typing import Literal

import msgspec

from sitegen.dates import EdtfDate

DateStyle = Literal["long", "short", "weekday", "month", "day_month"]
# How each style shows a day: one of CLDR's date formats, or a skeleton. Short dates name the month in
# every language: CLDR's medium format is all digits in some, such as Arabic and German.
_DAY_FORMATS: dict[DateStyle, str] = {
    "long": "long", "short": "skeleton:yMMMd", "weekday": "full", "month": "LLLL",
    "day_month": "skeleton:MMMMd",
}  # fmt: skip
_MONTH_FORMATS: dict[DateStyle, str] = {
    "long": "skeleton:yMMMM", "short": "skeleton:yMMM", "weekday": "skeleton:yMMMM", "month": "LLLL",
    "day_month": "LLLL",
}  # fmt: skip
_RTL_SCRIPTS = frozenset({"ar", "arc", "ckb", "dv", "fa", "he", "ps", "sd", "ug", "ur", "yi"})

_PLACEHOLDER = re.compile(r"\{(\w+)\}")

Message = str | Mapping[str, str]


class MissingMessageError(KeyError):
    """A template or a page asks for words that no locale file has."""

    def __str__(self) -> str:
        return f"The locale files have no key “{self.args[0]}”"


class Messages(msgspec.Struct, frozen=True):
    """The interface's words.

    language: BCP 47
    texts: by key; either a text, or texts by CLDR plural category (`one`, `other`, …)
    """

    language: str
    texts: Mapping[str, Message]

    def text(self, key: str, /, **values: object) -> str:
        """The words for a key, with `{name}` replaced by values. `n` chooses the plural form.

        Raises `MissingMessageError` when there are none.
        """
        try:
            message = self.texts[key]
        except KeyError:
            raise MissingMessageError(key) from None
        number = values.get("n")
        if not isinstance(message, str):
            category = plural_category(self.language, number if isinstance(number, int) else 0)
            message = message.get(category) or message["other"]
        if isinstance(number, int):
            values["n"] = format_number(self.language, number)
        # One pass, so that braces in a value (an article's title, say) stay what they are.
        return _PLACEHOLDER.sub(lambda match: str(values.get(match[1], match[0])), message)

    def date(self, date: EdtfDate, style: DateStyle = "long") -> str:
        """A date in words, with its uncertainty."""
        text = self._interval(date, style) if date.precision == "interval" else self._moment(date, style)
        key = {"~": "date_approximate", "?": "date_uncertain", "%": "date_approximate_uncertain"}
        return self.text(key[date.qualifier], date=text) if date.qualifier else text

    def number(self, number: int) -> str:
        """A whole number with grouped digits."""
        return format_number(self.language, number)

    def _interval(self, date: EdtfDate, style: DateStyle) -> str:
        from sitegen.dates import parse_date

        first, last = date.text.split("/")
        if first in ("", ".."):
            return self.text("date_until", date=self.date(parse_date(last), style))
        if last in ("", ".."):
            return self.text("date_from", date=self.date(parse_date(first), style))
        start, end = (self.date(parse_date(part), style) for part in (first, last))
        return self.text("date_interval", start=start, end=end)

    def _moment(self, date: EdtfDate, style: DateStyle) -> str:
        if date.precision == "season":
            return self.text(f"date_season_{date.season}", year=date.year)
        if date.precision == "decade":
            return self.text("date_decade", year=f"{date.text[:3]}0")
        if date.precision == "century":
            return self.text("date_century", start=date.start[:4], end=date.end[:4])
        if date.precision == "year":
            return str(date.year)
        formats = _DAY_FORMATS if date.precision == "day" else _MONTH_FORMATS
        text = _format_day(self.language, date.start, formats[style])
        if date.time and style == "long":
            return self.text("date_time", date=text, time=date.time)
        return text


@lru_cache(maxsize=8)
def _locale(language: str):  # type: ignore[no-untyped-def]  # noqa: ANN202  (Babel is imported lazily)
    from babel import Locale, UnknownLocaleError

    for tag in (language, language.split("-", maxsplit=1)[0], "en"):
        try:
            return Locale.parse(tag, sep="-")
        except (UnknownLocaleError, ValueError):
            continue
    raise AssertionError("Babel knows English")


@lru_cache(maxsize=65536)
def _format_day(language: str, iso: str, form: str) -> str:
    return str(_pattern(language, form).apply(dt.date.fromisoformat(iso), _locale(language)))


@lru_cache(maxsize=64)
def _pattern(language: str, form: str):  # type: ignore[no-untyped-def]  # noqa: ANN202  (Babel is imported lazily)
    """CLDR's pattern for a form. Babel's own functions look for it, and match skeletons, at every date."""
    from babel.dates import get_date_format, match_skeleton, parse_pattern

    locale = _locale(language)
    if form in ("full", "long"):
        return get_date_format("full" if form == "full" else "long", locale)
    if not form.startswith("skeleton:"):
        return parse_pattern(form)
    skeleton, skeletons = form.removeprefix("skeleton:"), locale.datetime_skeletons
    return skeletons[skeleton if skeleton in skeletons else match_skeleton(skeleton, skeletons)]


@lru_cache(maxsize=65536)
def format_number(language: str, number: int) -> str:
    """A whole number with the language's digits and grouping."""
    from babel.numbers import format_decimal

    return format_decimal(number, locale=_locale(language))


@lru_cache(maxsize=4096)
def plural_category(language: str, number: int) -> str:
    """The CLDR plural category (`one`, `few`, `other`, …) of a number in a language."""
    return str(_locale(language).plural_form(number))


@lru_cache(maxsize=1024)
def language_name(language: str, code: str) -> str:
    """Name of the language `code` in `language`; the code itself when it has none."""
    if not code:
        return ""
    locale = _locale(language)
    name = locale.languages.get(code.replace("-", "_")) or locale.languages.get(
        code.split("-", maxsplit=1)[0]
    )
    return str(name or code)


@lru_cache(maxsize=1024)
def country_name(language: str, code: str) -> str:
    """Name of the country with the ISO 3166 code `code` in `language`."""
    return str(_locale(language).territories.get(code, code)) if code else ""


def direction(language: str) -> Literal["ltr", "rtl"]:
    """Which way a language is written."""
    return "rtl" if language.split("-", maxsplit=1)[0] in _RTL_SCRIPTS or "-Arab" in language else "ltr"
