"""Bytes of a file become text: UTF-8, with or without a BOM, any kind of line end."""

from __future__ import annotations

import codecs
import re
import unicodedata

from sitegen.diagnostics import Diagnostic, ProblemsError

_UTF16_BOMS = (b"\xff\xfe", b"\xfe\xff")

# Control characters but tab and line end, halves of surrogate pairs, and code points that Unicode
# declares to be no characters (chapter 23.7): HTML and XML 1.0 cannot hold most of them.
_NO_CHARACTERS = "".join(
    f"{chr(plane + 0xFFFE)}{chr(plane + 0xFFFF)}" for plane in range(0, 0x110000, 0x10000)
)
_CONTROL = re.compile(rf"[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\ufdd0-\ufdef{_NO_CHARACTERS}]")
_ENCODING_HINT = "Save it with the encoding UTF-8 (in most editors: Save as…, Encoding)."
# They turn the direction of all that comes after them, also outside of the text that they stand in.
_DIRECTION = re.compile(r"[\u202a-\u202e\u2066-\u2069]")


def decode(data: bytes, *, path: str) -> str:
    r"""The text of a file, with `\n` as line ends and no BOM.

    Raises `ProblemsError` with code E201 when it is not UTF-8, or holds a control character.
    """
    if data.startswith(_UTF16_BOMS):
        raise _problem(path, 1, 1, "The file is in UTF-16")
    data = data.removeprefix(codecs.BOM_UTF8)
    try:
        text = _with_unix_line_ends(data.decode())
    except UnicodeDecodeError as error:
        before = _with_unix_line_ends(data[: error.start].decode())
        line, column = before.count("\n") + 1, len(before) - before.rfind("\n")
        message = "The file is not in UTF-8: it looks like Latin-1 or Windows-1252"
        raise _problem(path, line, column, message) from None
    found = control_character(text)
    if found:
        raise _control_problem(path, text[: found.start()], found[0])
    return text


def control_character(text: str) -> re.Match[str] | None:
    """The first sign of a text that no page can hold, or None; line ends and tabs are none."""
    return None if _is_plain(text) else _CONTROL.search(text)


def direction_character(text: str) -> re.Match[str] | None:
    """The first sign that forces a direction on what follows it, or None."""
    return None if _is_plain(text) else _DIRECTION.search(text)


def _is_plain(text: str) -> bool:
    """True when a text holds no rare sign at all: ten times faster than to search for each of them."""
    return text.replace("\n", "").replace("\t", "").isprintable()


def sign_name(sign: str) -> str:
    """A sign that nobody can see, for messages: `U+202E (right-to-left override)`."""
    name = unicodedata.name(sign, "").lower()
    return f"U+{ord(sign):04X}" + (f" ({name})" if name else "")


def _control_problem(path: str, before: str, sign: str) -> ProblemsError:
    line, column = before.count("\n") + 1, len(before) - before.rfind("\n")
    if sign == "\0":
        return _problem(path, line, 0, "The file holds a null character: it may not be a text file")
    message = f"The file holds the invisible control character {sign_name(sign)}"
    hint = "Delete it: in most editors, delete what stands around it and type that again."
    return _problem(path, line, column, message, hint)


def _with_unix_line_ends(text: str) -> str:
    return text.replace("\r\n", "\n").replace("\r", "\n")


def _problem(path: str, line: int, column: int, message: str, hint: str = _ENCODING_HINT) -> ProblemsError:
    return ProblemsError(
        [Diagnostic(code="E201", message=message, path=path, line=line, column=column, hint=hint)]
    )
