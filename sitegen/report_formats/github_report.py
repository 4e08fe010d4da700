"""The problems as workflow commands of GitHub Actions, which show them beside the changed lines.

https://docs.github.com/actions/reference/workflows-and-actions/workflow-commands; Forgejo's and
Gitea's runners take the same.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from sitegen.diagnostics import Diagnostic
from sitegen.report import printable
from sitegen.report_formats.places import repository_path


def github_report(diagnostics: Sequence[Diagnostic], folder: str) -> str:
    """A line for each problem.

    folder: of the archive in its repository, with a slash at its end
    """
    return "".join(f"{_command(diagnostic, folder)}\n" for diagnostic in diagnostics)


def _command(diagnostic: Diagnostic, folder: str) -> str:
    properties = ",".join(f"{key}={_property(value)}" for key, value in _properties(diagnostic, folder))
    message = f"{printable(diagnostic.message)}."
    if diagnostic.hint:
        message += f"\n→ {printable(diagnostic.hint)}"
    return f"::{diagnostic.severity} {properties}::{_data(message)}"


def _properties(diagnostic: Diagnostic, folder: str) -> Iterator[tuple[str, str]]:
    path = repository_path(diagnostic, folder)
    if path:
        yield "file", printable(path)
    if diagnostic.line:
        yield "line", str(diagnostic.line)
    if diagnostic.column:
        yield "col", str(diagnostic.column)
    yield "title", f"{diagnostic.code} {diagnostic.rule}"


def _data(text: str) -> str:
    """Text that cannot end its line, and with it the command."""
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    """The same, and it cannot begin another property or the message."""
    return _data(text).replace(":", "%3A").replace(",", "%2C")
