"""A suggested page becomes the file of an article and the text of a pull request, or an answer why not."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from sitegen.contribute.article_drafts import write_new
from sitegen.contribute.importing.importer import ImportRequest, Outcome, find_pages, import_pages
from sitegen.contribute.importing.register_entries import outlet_entries, place_entries
from sitegen.contribute.suggesting.hostile_text import bullets, code_block, code_span
from sitegen.contribute.suggesting.issue_form import Suggestion, SuggestionError, read_event
from sitegen.model import TermKind
from sitegen.read.registers import Register, read_register

# In the folder of a proposal: what is to be said, and the article at its path in the archive.
MESSAGE = "message.md"
ARTICLE = "article"


@dataclass(frozen=True, slots=True, kw_only=True)
class Proposal:
    """What became of a suggestion.

    message: Markdown, of a pull request when there is an article, else of an answer in the issue
    path: of the article's file, relative to the archive's root; empty when there is none
    text: of that file
    """

    message: str
    path: str = ""
    text: str = ""


def propose(event: Path, root: Path, today: str, *, allow_private: bool = False) -> Proposal:
    """The proposal for the event of an issue. Writes nothing.

    root: the archive's folder
    today: YYYY-MM-DD
    allow_private: reads addresses of one's own network, for tests

    Raises `ProblemsError` when `root` is no archive.
    """
    try:
        suggestion = read_event(event)
    except SuggestionError as error:
        return Proposal(message=f"{error}\n")
    terms = _Terms(root, suggestion)
    request = ImportRequest(
        root=root,
        sources=(suggestion.url,),
        today=today,
        tags=terms.known["tag"],
        places=terms.known["place"],
        dry_run=True,
        allow_private=allow_private,
        jobs=1,
    )
    (outcome,) = import_pages(request, find_pages(request, bytes))
    if outcome.status in ("imported", "attention"):
        message = _request_message(suggestion, outcome, terms)
        return Proposal(message=message, path=outcome.path, text=outcome.text)
    return Proposal(message=_refusal(suggestion, outcome))


def write_proposal(proposal: Proposal, folder: Path) -> None:
    """Writes a proposal into a folder that is new or empty. Raises `OSError`: `FileExistsError` when not."""
    write_new(folder / MESSAGE, proposal.message)
    if proposal.path:
        write_new(folder / ARTICLE / proposal.path, proposal.text)


class _Terms:
    """The tags and places of a suggestion, as the registers know them.

    known: canonical names by kind
    unknown: what is to be said of the others, as safe Markdown
    """

    def __init__(self, root: Path, suggestion: Suggestion) -> None:
        self.places = read_register(root, "place")
        self.outlets = read_register(root, "outlet")
        self.known: dict[TermKind, list[str]] = {"tag": [], "place": []}
        self.unknown: list[str] = []
        self._sort(read_register(root, "tag"), suggestion.tags)
        self._sort(self.places, suggestion.places)

    def _sort(self, register: Register, names: Sequence[str]) -> None:
        for name in names:
            term = register.find(name)
            if term:
                self.known[register.kind].append(term.name)
            else:
                near = register.suggestions.nearest(name)
                meant = f" Is {code_span(near)} meant?" if near else ""
                self.unknown.append(
                    f"The {register.kind} {code_span(name)} is not in `{register.path}`.{meant} "
                    "Add it there and to the article, or leave it out."
                )


def _request_message(suggestion: Suggestion, outcome: Outcome, terms: _Terms) -> str:
    parts = [
        f"Imported from {code_span(suggestion.url)}, as #{suggestion.number} suggests, "
        f"into {code_span(outcome.path)}.",
        f"Closes #{suggestion.number}.",
        *_section("Needs attention", bullets([*_doubts(outcome), *terms.unknown])),
        *_section("Why it was suggested", code_block(suggestion.why) if suggestion.why else ""),
        *_candidates(outcome, terms),
        "Before merging, read the text against its source: no program can tell what is true.",
    ]
    return "\n\n".join(parts) + "\n"


def _doubts(outcome: Outcome) -> Iterator[str]:
    for doubt in outcome.doubts:
        options = ", ".join(code_span(option) for option in doubt.options)
        may_be = f" It may be: {options}." if options else ""
        yield f"{code_span(doubt.key)}: {code_span(doubt.message)}.{may_be}"


def _candidates(outcome: Outcome, terms: _Terms) -> Iterator[str]:
    outlets = [outcome.new_outlet] if outcome.new_outlet else []
    for register, entries in (
        (terms.outlets, outlet_entries(outlets, terms.outlets)),
        (terms.places, place_entries(outcome.candidates, terms.places)),
    ):
        if entries:
            yield f"### What `{register.path}` lacks"
            yield "Look at each, and copy there what is right:"
            yield code_block("".join(entries), "yaml")


def _section(title: str, text: str) -> Sequence[str]:
    return (f"### {title}", text) if text else ()


def _refusal(suggestion: Suggestion, outcome: Outcome) -> str:
    """Why there is no new article, as an answer in the issue."""
    if outcome.path:
        reason = f"The archive has this article already: {code_span(outcome.path)}."
    else:
        reason = f"It could not be imported: {code_span(outcome.reason)}."
    address = f"Suggested: {code_span(suggestion.url)}"
    way_on = "Somebody can still add it by hand, or import a page that was saved in a browser."
    return f"{address}\n\n{reason}\n\n{way_on}\n"
