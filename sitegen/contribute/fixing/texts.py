"""Fixes of texts and addresses, in bodies and front matter."""

from __future__ import annotations

import html
import re

from sitegen.contribute.fixing.cases import Case, Repair
from sitegen.contribute.yaml_edits.text import line_start, next_line
from sitegen.lint.text import misread
from sitegen.read.tracking import is_tracking

_ADDRESS = re.compile(r"https?://[^\s<>\"'`|]+", re.IGNORECASE)
# A parameter of an address; what ends a link in Markdown or a sentence does not belong to it.
_PARAMETER = re.compile(r"(?P<sign>[?&])(?P<name>[\w.-]+)(?:=(?P<value>[^&#\s<>()\[\]{}\"'`|*]*))?", re.ASCII)
_SENTENCE_END = re.compile(r"[.,;:!?…]+$")
_AFTER_PARAMETER = re.compile(r"[&#\s<>()\[\]\"'`|*.,;:!?…]|$")
_ENTITY = re.compile(r"&(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[a-zA-Z][a-zA-Z0-9]{1,30});")
# Signs that are markup when they stand in a body by themselves.
_MARKUP = frozenset("\\`*_{}[]<>()#+-.!|~=:")
_UNDERLINE = re.compile(r" {0,3}(?:=+|-+)[ \t]*(?:\r\n|\r|\n|\Z)")
_HEADING = re.compile(r" {0,3}#{1,6}[ \t]")
_BLANK_LINES = re.compile(r"(?:[ \t]*(?:\r\n|\r|\n))*")
_LOST_MARK = "\ufeff"


def address_without_tracking(case: Case) -> Repair | None:
    """W801: an address without parameters that tell by which way somebody came to the page."""
    line = line_start(case.text, case.position)
    found = (match for match in _ADDRESS.finditer(case.text, line) if match.end() > case.position)
    match = next((match for match in found if match.start() <= case.position), None)
    if match is None:
        return None
    shorter = _without_tracking(match[0])
    if shorter == match[0]:
        return None
    names = ", ".join(p["name"] for p in _PARAMETER.finditer(match[0]) if is_tracking(p["name"]))
    return case.replaced(match[0], shorter, f"an address without {names}", at=match.start())


def _without_tracking(address: str) -> str:
    """The address without these parameters; all else is kept sign by sign."""
    start, _, rest = address.partition("?")
    query, kept, position = f"?{rest}", "", 0
    while found := _PARAMETER.match(query, position):
        parameter = found[0]
        end_of_sentence = _SENTENCE_END.search(parameter) if found.end() == len(query) else None
        parameter = parameter[: end_of_sentence.start()] if end_of_sentence else parameter
        position += len(parameter)
        if is_tracking(found["name"]) and _AFTER_PARAMETER.match(query, position):
            continue
        kept += ("&" if kept else "?") + parameter[1:]
    return start + kept + query[position:]


def body_without_title(case: Case) -> Repair | None:
    """W703: a body without the title that it begins with: the heading or line, and the blank lines below."""
    start = case.position
    end = next_line(case.text, start)
    below = _UNDERLINE.match(case.text, end)
    if below and not _HEADING.match(case.text, start):
        end = below.end()
    blank = _BLANK_LINES.match(case.text, end)
    if not blank or not blank[0]:  # A paragraph that goes on is not the title alone.
        if not _HEADING.match(case.text, start) and not below:
            return None
        stop = end
    else:
        stop = blank.end()
    return Repair(case.text[:start] + case.text[stop:], f"deleted “{case.text[start:end].strip()}”")


def text_decoded_anew(case: Case) -> Repair | None:
    """W706: text that was read in the wrong encoding, where that can be turned back exactly."""
    if case.text.startswith(_LOST_MARK, case.position):
        return case.replaced(_LOST_MARK, "", "deleted an invisible byte order mark")
    for shown, meant in misread(case.text):
        if shown.start() == case.position and meant.isprintable() and "\ufffd" not in meant:
            return case.replaced(shown[0], meant, f"{shown[0]} → {meant}")
    return None


def sign_in_place_of_entity(case: Case) -> Repair | None:
    """W707: a sign in the place of its name in HTML, where it is no markup."""
    found = _ENTITY.match(case.text, case.position)
    sign = html.unescape(found[0]) if found else ""
    if not found or len(sign) != 1 or not sign.isprintable() or sign.isspace():
        return None
    is_body = case.is_in_body
    if is_body and (sign in _MARKUP or case.text[found.start() - 1] == "\\"):
        return None
    if sign == "&" and re.match(r"#?\w+;", case.text[found.end() :]):  # It would be another entity.
        return None
    return case.replaced(found[0], sign, f"{found[0]} → {sign}")
