"""What a filled-in issue form says: `.github/ISSUE_TEMPLATE/suggest-article.yml`."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from sitegen.contribute.importing.provenance import is_web_url

Field = Literal["url", "why", "tags", "places"]

# Headings of the answers in an issue's text, in the order of the form: the labels of its fields.
LABELS: Mapping[str, Field] = {
    "Address of the article": "url",
    "Why it belongs in the archive": "why",
    "Tags": "tags",
    "Places": "places",
}
# What GitHub writes where a field was left empty.
_NO_ANSWER = "_No response_"
_MAX_EVENT_BYTES = 5 * 1024 * 1024
_MAX_WHY = 2000
_MAX_TERMS = 20
_MAX_TERM = 100


class SuggestionError(ValueError):
    """A suggestion cannot be used. The message says why and what to do, in whole sentences."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Suggestion:
    """An article that somebody would like to see in the archive. All of it is hostile until shown safely.

    number: of the issue
    url: an address of the web
    why: the reader's reason, some lines of text
    tags, places: as the reader names them, each a text of one line
    """

    number: int
    url: str
    why: str = ""
    tags: tuple[str, ...] = ()
    places: tuple[str, ...] = ()


def read_event(file: Path) -> Suggestion:
    """The suggestion in the event of an issue, as GitHub leaves it at `$GITHUB_EVENT_PATH`.

    Raises `SuggestionError`, also when the file is no such event.
    """
    try:
        data = file.read_bytes()[: _MAX_EVENT_BYTES + 1]
        issue = json.loads(data)["issue"]
        number, body = int(issue["number"]), str(issue["body"] or "")
    except OSError as error:
        raise SuggestionError(f"{file} cannot be read: {error.strerror}.") from None
    except (ValueError, KeyError, TypeError, RecursionError):
        raise SuggestionError(f"{file} is no event of an issue, or it is too large.") from None
    return read_form(number, body)


def read_form(number: int, body: str) -> Suggestion:
    """The suggestion in the text of an issue.

    Raises `SuggestionError` when it holds no address of the web.
    """
    answers = _answers(body)
    return Suggestion(
        number=number,
        url=_url(answers.get("url", "")),
        why=answers.get("why", "")[:_MAX_WHY],
        tags=_names(answers.get("tags", "")),
        places=_names(answers.get("places", "")),
    )


def _answers(body: str) -> dict[Field, str]:
    """What stands under each heading of the form. A heading counts once, and only in the form's order."""
    order = list(LABELS.values())
    found: dict[Field, list[str]] = {}
    begun = -1
    for line in body.splitlines():
        field = LABELS.get(line.removeprefix("### ").strip()) if line.startswith("### ") else None
        if field and order.index(field) > begun:
            begun = order.index(field)
            found[field] = []
        elif begun >= 0:
            found[order[begun]].append(line)
    texts = {field: "\n".join(lines).strip() for field, lines in found.items()}
    return {field: "" if text == _NO_ANSWER else text for field, text in texts.items()}


def _url(answer: str) -> str:
    """Raises `SuggestionError` when an answer is not one address of the web."""
    words = answer.split()
    url = words[0].removeprefix("<").removesuffix(">") if words else ""
    if len(words) == 1 and is_web_url(url):
        return url
    raise SuggestionError(
        "The form names no address of a page. Under “Address of the article” there must be one address that "
        "begins with https:// or http://, and nothing else. Edit the issue; a maintainer then "
        "takes the label `import` off and sets it again."
    )


def _names(answer: str) -> tuple[str, ...]:
    """Names between commas or on lines of their own, each once."""
    names = (" ".join(name.strip(" -*\t").split())[:_MAX_TERM] for name in re.split(r"[,;\n]", answer))
    return tuple(dict.fromkeys(name for name in names if name))[:_MAX_TERMS]
