"""What every way to add an article has in common: its folder, its check, its file."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from sitegen.dates import EdtfDate
from sitegen.diagnostics import Diagnostic
from sitegen.model import TermKind
from sitegen.read.documents import parse_article
from sitegen.read.registers import Register
from sitegen.read.resolve import Resolver


def article_folder(date: EdtfDate) -> str:
    """The folder of an article of this date, relative to the archive's root."""
    folder = f"content/articles/{date.year:04}"
    return f"{folder}/{date.month:02}" if date.month else folder


def first_error(path: str, text: str, registers: Mapping[TermKind, Register]) -> Diagnostic | None:
    """The first error that `sitegen check` would find in the file of an article, or None."""
    parsed, _ = parse_article(path, text.encode(), "en")
    problems = list(parsed.diagnostics)
    if parsed.document:
        resolver = Resolver(registers)
        resolver.resolve(parsed, parsed.document)
        problems += resolver.diagnostics
    return next((problem for problem in problems if problem.severity == "error"), None)


def write_new(file: Path, text: str) -> None:
    """Writes a file that is not there yet. Raises `OSError`: `FileExistsError` when it is."""
    file.parent.mkdir(parents=True, exist_ok=True)
    with file.open("xb") as stream:
        try:
            stream.write(text.encode())
            stream.flush()
        except OSError:
            file.unlink()  # Half an article is none, and would be in the way of the next attempt.
            raise
