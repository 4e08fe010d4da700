"""The Nu HTML Checker on every page, style sheet and drawing of a site."""

from __future__ import annotations

import json
import re
import subprocess
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

from tests.audit import tools
from tests.audit.report import Check, Finding, counted
from tests.audit.served import Served

# What the checker says wrongly. Its part for CSS knows no container queries (CSS Containment Level 3), which
# all browsers know. And it guesses the page's language from the text: the page of a long Vietnamese article
# on an English site is an English page, whose article says `lang="vi"`.
_UNKNOWN_TO_IT = re.compile(
    r"CSS: (Unrecognized at-rule “@container”|“container-(type|name)”: Property )"
    r"|This document appears to be written in Vietnamese but"
)
# Leaflet stands here as its authors publish it.
_THEIRS = "/assets/leaflet/"


def check_markup(sites: Iterable[Served]) -> Iterator[Check]:
    """One check for each archive."""
    jar = tools.markup_checker()
    for site in sites:
        pages = sum(1 for _ in site.folder.rglob("*.html"))
        yield counted(f"html: {site.name}", pages, list(findings_of(_messages(jar, site.folder), site)))


def _messages(jar: Path, folder: Path) -> list[dict[str, Any]]:
    """What the checker says; empty when all is well."""
    options = ["--format", "json", "--stdout", "--also-check-css", "--also-check-svg", "--skip-non-html"]
    command = [tools.java(), "-jar", str(jar), *options, str(folder)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    try:
        messages: list[dict[str, Any]] = json.loads(done.stdout)["messages"]
    except ValueError:
        raise RuntimeError(f"The Nu HTML Checker gave no answer:\n{done.stderr}") from None
    return messages


def findings_of(messages: Sequence[Mapping[str, Any]], site: Served) -> Iterator[Finding]:
    """Errors, warnings and remarks. messages: in the checker's JSON format"""
    for message in messages:
        if _UNKNOWN_TO_IT.match(message["message"]) or _THEIRS in message.get("url", ""):
            continue
        yield Finding(
            page=f"{site.name} {_address(message, site)}",
            rule=f"Nu HTML Checker, {message.get('subType', message['type'])}",
            element=message.get("extract", ""),
            mend=message["message"],
        )


def _address(message: Mapping[str, Any], site: Served) -> str:
    """The page and the line, as `/tags/:12`."""
    file = Path(unquote(urlsplit(message.get("url", "")).path))
    path = file.relative_to(site.folder).as_posix() if file.is_relative_to(site.folder) else str(file)
    line = f":{message['lastLine']}" if "lastLine" in message else ""
    return "/" + path.removesuffix("index.html").lstrip("/") + line
