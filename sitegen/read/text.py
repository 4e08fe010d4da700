"""Bytes of a file become text: UTF-8, with or without a BOM, any kind of line end."""

from __future__ import annotations

import codecs

from sitegen.diagnostics import Diagnostic, ProblemsError

_UTF16_BOMS = (b"\xff\xfe", b"\xfe\xff")


def decode(data: bytes, *, path: str) -> str:
    r"""The text of a file, with `\n` as line ends and no BOM.

    Raises `ProblemsError` with code E201 when it is not UTF-8.
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
    if "\0" in text:
        line = text[: text.index("\0")].count("\n") + 1
        raise _problem(path, line, 0, "The file holds a null character: it may not be a text file")
    return text


def _with_unix_line_ends(text: str) -> str:
    return text.replace("\r\n", "\n").replace("\r", "\n")


def _problem(path: str, line: int, column: int, message: str) -> ProblemsError:
    hint = "Save it with the encoding UTF-8 (in most editors: Save as…, Encoding)."
    return ProblemsError(
        [Diagnostic(code="E201", message=message, path=path, line=line, column=column, hint=hint)]
    )
