"""Texts, dates, addresses and the like as YAML may hold them: types that pydantic checks."""

from __future__ import annotations

import re
import unicodedata
from typing import Annotated
from urllib.parse import urlsplit

from pydantic import AfterValidator, BeforeValidator, Field, PlainValidator, WithJsonSchema
from pydantic_core import PydanticCustomError
from slugify import slugify

from sitegen.dates import DATE_PATTERN, DAY_PATTERN, DateError, EdtfDate, parse_date
from sitegen.read.names import MAX_SLUG
from sitegen.read.text import control_character, direction_character, sign_name

LANGUAGE_TAG = re.compile(r"[a-z]{2,3}(-[A-Z][a-z]{3})?(-([A-Z]{2}|[0-9]{3}))?")
_NOT_IN_URLS = r"\s<>\"\\\x00-\x1f\x7f-\x9f"
_SITE_PATH = re.compile(rf"/|(/[^/?#:*%{_NOT_IN_URLS}]+)+/?")


def clean_text(text: object) -> object:
    """One form for equal text (Unicode NFC), without spaces at the ends."""
    return unicodedata.normalize("NFC", text).strip() if isinstance(text, str) else text


def _one_line(text: str) -> str:
    found = control_character(text) or direction_character(text)
    if found:
        reason = f"holds the invisible control character {sign_name(found[0])}"
        raise PydanticCustomError("control", "{reason}", {"reason": reason})
    return " ".join(text.split())


def _date(value: object) -> EdtfDate:
    if not isinstance(value, str):
        raise PydanticCustomError("string_type", "must be text")
    try:
        return parse_date(value)
    except DateError as error:
        raise PydanticCustomError("edtf", "{reason}", {"reason": str(error)}) from None


def _day(value: object) -> EdtfDate:
    date = _date(value)
    if date.precision != "day":
        reason = f"“{value}” is no single day"
        raise PydanticCustomError("edtf", "{reason}", {"reason": reason})
    return date


def _language(text: str) -> str:
    if not LANGUAGE_TAG.fullmatch(text):
        raise PydanticCustomError("language", "is not a language code such as en, vi or pt-BR")
    return text


def web_url(text: str) -> str:
    """A web address as it is. Raises `PydanticCustomError` when it is none."""
    if not _has_web_host(text) or re.search(f"[{_NOT_IN_URLS}]", text):
        raise PydanticCustomError("web_url", "is not a web address that begins with https:// or http://")
    return text


def _edit_url(text: str) -> str:
    if text.count("{path}") != 1:
        reason = "must hold {path} once, in the place of the file's path"
        raise PydanticCustomError("edit_url", "{reason}", {"reason": reason})
    web_url(text.replace("{path}", "path"))
    return text


def _has_web_host(text: str) -> bool:
    try:
        parts = urlsplit(text)
    except ValueError:
        return False
    return parts.scheme in ("http", "https") and bool(parts.hostname)


def _slug(text: str) -> str:
    if slugify(text) != text:
        reason = "may hold only a–z, 0–9 and hyphens"
        raise PydanticCustomError("slug", "{reason}", {"reason": reason, "better": slugify(text)})
    return text


def _sha256(text: str) -> str:
    if not re.fullmatch(r"[0-9a-f]{64}", text):
        raise PydanticCustomError("sha256", "is not a SHA-256 in 64 of the signs 0–9 and a–f")
    return text


def _site_path(text: str) -> str:
    names = text.split("/")
    too_long = any(len(name.encode()) > MAX_SLUG for name in names)
    if too_long or {".", ".."} & {*names} or not _SITE_PATH.fullmatch(text):
        raise PydanticCustomError("site_path", "is not a path of this site such as /2003/02/old-name.html")
    return text


def _text_schema(pattern: str = "", message: str = "", max_length: int = 0) -> WithJsonSchema:
    """What an editor may know of a text.

    message: what an editor says of a text that does not match (a keyword of Visual Studio Code)
    """
    # Every scalar is text to `sitegen.read.yaml12`; to other readers of YAML 1984 is a number.
    schema: dict[str, object] = {"type": ["string", "number"]}
    if pattern:
        schema = {"type": "string", "pattern": pattern, "patternErrorMessage": message}
    return WithJsonSchema(schema | ({"maxLength": max_length} if max_length else {}))


_MAX_TEXT = 2000
Text = Annotated[
    str,
    BeforeValidator(clean_text),
    AfterValidator(_one_line),
    Field(min_length=1, max_length=_MAX_TEXT),
    _text_schema(max_length=_MAX_TEXT),
]
Day = Annotated[EdtfDate, PlainValidator(_day), _text_schema(DAY_PATTERN, "Write a day such as 2025-11-21.")]
Date = Annotated[
    EdtfDate,
    PlainValidator(_date),
    WithJsonSchema(
        {
            "type": ["string", "integer"],  # A year alone is a number to other readers of YAML.
            "minimum": 1,
            "maximum": 9999,
            "pattern": DATE_PATTERN,
            "patternErrorMessage": "Write 2025-11-21, 2025-11, 2025, 1987~ (about), 1987-05? (uncertain) "
            "or 1964/1965.",
        }
    ),
]
Language = Annotated[
    str,
    AfterValidator(_language),
    _text_schema(f"^{LANGUAGE_TAG.pattern}$", "Write a language code such as en, vi or pt-BR."),
]
WebUrl = Annotated[
    str,
    BeforeValidator(clean_text),
    AfterValidator(web_url),
    _text_schema(r"""^https?://[^\s<>"\\]+$""", "Write a web address that begins with https:// or http://."),
]
EditUrl = Annotated[
    str,
    BeforeValidator(clean_text),
    AfterValidator(_edit_url),
    _text_schema(r"^https?://.*\{path\}.*$", "Write a web address that holds {path} once."),
]
Slug = Annotated[
    str,
    AfterValidator(_slug),
    Field(max_length=MAX_SLUG),
    _text_schema("^[a-z0-9]+(-[a-z0-9]+)*$", "Write a–z, 0–9 and hyphens only.", MAX_SLUG),
]
Sha256 = Annotated[
    str, AfterValidator(_sha256), _text_schema("^[0-9a-f]{64}$", "Write the 64 signs of a SHA-256.")
]
SitePath = Annotated[
    str,
    BeforeValidator(clean_text),
    AfterValidator(_site_path),
    _text_schema(r"^/[^?#:*%\s]*$", "Write a path of this site such as /2003/02/old-name.html."),
]
