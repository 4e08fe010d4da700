"""What a check found in a pull request, as the one comment that the pull request gets.

The report comes from a job that ran a stranger's content, perhaps with a stranger's program. It is data:
what does not look like a report of `sitegen check --format json` is left out, and the rest is shown as text.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from pathlib import PurePosixPath

from sitegen.diagnostics import RULES, Diagnostic, Severity
from sitegen.plan.urls import path_of_article_file
from sitegen.read.names import slug_of
from sitegen.report_formats.markdown_report import markdown_report

# By this the workflow finds its comment again; browsers show nothing of it.
MARKER = "<!-- sitegen summary -->"
# Of a report: bytes, and problems that are read.
MAX_BYTES = 4 * 1024 * 1024
_MAX_PROBLEMS = 2000
_MAX_TEXT = 1000
_MAX_PAGES = 50
_MAX_NUMBER = 10_000_000
_ARTICLE_FILE = re.compile(r"content/articles/\d{4}/(?:(?:0[1-9]|1[0-2])/)?[^/]+\.md", re.ASCII)

_UNREADABLE = "The check has left no report that can be read. The log of the check tells more.\n"
_PASSED = "Thank you: `sitegen check` has no objection to what this changes."
_TO_MEND = (
    "Each problem also stands beside its line, under *Files changed*. Errors must be mended, and "
    "`sitegen check --fix` mends some of them by itself; warnings are for you to judge."
)


def summary(report: bytes, added: Iterable[str] = (), preview: str = "") -> str:
    """The text of the comment, in Markdown, at most some 55,000 signs.

    report: JSON as `sitegen check --format json` writes it, from whomever
    added: files that the pull request adds, relative to the archive's folder
    preview: where the site of the pull request can be seen, with a slash at its end; may be empty
    """
    entries = _entries(report)
    if entries is None:
        parts = [_UNREADABLE]
    else:
        problems = [problem for entry in entries[:_MAX_PROBLEMS] if (problem := _problem(entry))]
        parts = [markdown_report(problems), *_closing(len(problems), len(entries))]
    pages = list(_pages(added, preview))
    if pages:
        parts += ["### New pages", "\n".join(pages)]
    return "\n\n".join([MARKER, "## Check of the content", *(part.strip() for part in parts)]) + "\n"


def _closing(shown: int, reported: int) -> Iterator[str]:
    """What to do now, with these numbers of problems."""
    if reported > shown:
        more = f"The report has {reported - shown} more, too many or of rules that are unknown here"
        yield f"{more}: see the log of the check."
    elif not shown:
        yield _PASSED
    if shown:
        yield _TO_MEND


def _entries(data: bytes) -> list[object] | None:
    """The problems as a report has them, or None when it is no report."""
    if len(data) > MAX_BYTES:
        return None
    try:
        found = json.loads(data)["problems"]
    except (ValueError, TypeError, KeyError, RecursionError):
        return None
    return found if isinstance(found, list) else None


def _problem(entry: object) -> Diagnostic | None:
    """The problem of an entry; None when it breaks no rule that there is."""
    if not isinstance(entry, dict) or entry.get("code") not in (*RULES,):
        return None
    severity: Severity = "error" if entry.get("severity") == "error" else "warning"
    return Diagnostic(
        code=entry["code"],
        message=_text(entry, "message").rstrip("."),
        path=_text(entry, "path"),
        line=_number(entry, "line"),
        column=_number(entry, "column"),
        hint=_text(entry, "hint"),
        set_to=severity,
    )


def _text(entry: Mapping[str, object], key: str) -> str:
    value = entry.get(key)
    return value[:_MAX_TEXT] if isinstance(value, str) else ""


def _number(entry: Mapping[str, object], key: str) -> int:
    value = entry.get(key)
    return value if isinstance(value, int) and 0 < value < _MAX_NUMBER else 0


def _pages(added: Iterable[str], preview: str) -> Iterator[str]:
    """A line of a list for each new article, then how many more there are."""
    files = sorted({file for file in added if _ARTICLE_FILE.fullmatch(file)})
    paths = [
        path_of_article_file(file, slug) for file in files if (slug := slug_of(PurePosixPath(file).stem))
    ]
    for path in paths[:_MAX_PAGES]:
        # Folders are digits, and a slug is a–z, 0–9 and hyphens: nothing of that could be markup.
        yield f"* [{path}]({preview}{path.removeprefix('/')})" if preview else f"* `{path}`"
    if len(paths) > _MAX_PAGES:
        yield f"* and {len(paths) - _MAX_PAGES} more"
