"""Which signs and lines of a YAML text belong to a key or an item, and where new ones go."""

from __future__ import annotations

import re
from collections.abc import Sequence

import yaml

from sitegen.contribute.yaml_edits.text import Edit, EditError, YamlFile, column, content_end, line_start

_REST_OF_LINE = re.compile(r"[ \t]*(?:(?<=[ \t])#[^\r\n]*)?(?:\r\n|\r|\n|\Z)")
_COMMENT_LINE = re.compile(r"(?P<indent> *)#[^\r\n]*(?:\r\n|\r|\n|\Z)")
_BLANK_LINES = re.compile(r"(?:[ \t]*(?:\r\n|\r|\n))*")
_SPACE_AND_COMMENTS = re.compile(r"(?:[ \t\r\n]+|(?<=[ \t\r\n])#[^\r\n]*)*")
_BLANK_LINE_WITHIN = re.compile(r"(?:\r\n|\r(?!\n)|\n)[ \t]*(?:\r|\n)")

Span = tuple[int, int]


def end_of_lines(text: str, end: int, indent: int) -> int:
    """Where the line after a value begins: behind its comment, and comments further in than `indent`.

    Raises `EditError` when something else stands on its line.
    """
    rest = _REST_OF_LINE.match(text, end)
    if not rest:
        raise EditError("Something else stands on the same line")
    position = rest.end()
    while (comment := _COMMENT_LINE.match(text, position)) and len(comment["indent"]) > indent:
        if not comment[0]:
            break
        position = comment.end()
    return position


def without_lines(text: str, spans: Sequence[Span], number: int) -> Edit:
    """Removes the lines of one of several keys or items of a block, with the comments that are its own.

    spans: where each begins and ends
    """
    start, end = spans[number]
    begin = line_start(text, start)
    if text[begin:start].strip():  # The first key of an item of a list: `- date: …`.
        if number + 1 == len(spans):
            raise EditError("It is the only key of its item")
        if "#" in text[end_of_lines(text, end, start - begin) : spans[number + 1][0]]:
            raise EditError("A comment about the next key would go with it")
        return Edit(start=start, end=spans[number + 1][0], text="")
    indent = start - begin
    floor = end_of_lines(text, spans[number - 1][1], indent) if number else begin
    begin = _with_comments_above(text, begin, floor, indent)
    stop = end_of_lines(text, end, indent)
    return _without_double_blanks(text, begin, stop)


def without_flow_part(text: str, spans: Sequence[Span], number: int) -> Edit:
    """Removes one of several items or pairs in brackets, with its comma."""
    start, end = spans[number]
    comma = _after_comma(text, end)
    begin, rest = line_start(text, start), _REST_OF_LINE.match(text, comma)
    if rest and not text[begin:start].strip():
        return Edit(start=begin, end=rest.end(), text="")
    if number + 1 < len(spans):
        stop = spans[number + 1][0]
        has_comment_of_next = "#" in text[rest.end() if rest else comma : stop]
        return Edit(start=start, end=comma if has_comment_of_next else stop, text="")
    if number and "#" not in text[spans[number - 1][1] : start]:
        return Edit(start=spans[number - 1][1], end=end, text="")
    return Edit(start=start, end=comma, text="")


def new_flow_item(file: YamlFile, node: yaml.SequenceNode, item: str) -> list[Edit]:
    """A new last item in brackets that hold one already: on a line of its own where that is."""
    text, last = file.content, node.value[-1]
    start, end = last.start_mark.index, content_end(last, file.content)
    comma = _after_comma(text, end)
    indent = text[line_start(text, start) : start]
    if indent.strip():
        insertion = f" {item}" if comma > end else f", {item}"
        return [Edit(start=comma, end=comma, text=insertion)]
    rest = _REST_OF_LINE.match(text, comma)
    if not rest:
        return [Edit(start=end, end=end, text=f",{file.newline}{indent}{item}")]
    line = f"{indent}{item}{',' if comma > end else ''}{file.newline}"
    needed = [] if comma > end else [Edit(start=end, end=end, text=",")]
    return [*needed, Edit(start=rest.end(), end=rest.end(), text=line)]


def insertion(file: YamlFile, position: int, lines: Sequence[str]) -> Edit:
    """New lines before the line that begins at a position."""
    text = file.newline.join(lines)
    unfinished = position == len(file.content) and file.content and not file.content.endswith(("\n", "\r"))
    text = f"{file.newline}{text}" if unfinished else f"{text}{file.newline}"
    return Edit(start=position, end=position, text=text)


def new_lines(file: YamlFile, mapping: yaml.MappingNode | None, at: int, lines: Sequence[str]) -> Edit:
    """Lines of a new key of a block mapping, which becomes its `at`-th. None: of an empty file."""
    if mapping is None:
        return insertion(file, len(file.content), lines)
    if not mapping.value:
        end = mapping.end_mark.index
        return Edit(start=mapping.start_mark.index, end=end, text=file.newline.join(lines))
    first = mapping.value[0][0].start_mark.index
    indent = column(file.content, first)
    if not at:
        if file.content[line_start(file.content, first) : first].strip():
            raise EditError("Something else stands on the line of the first key")
        position = line_start(file.content, first)
    else:
        position = end_of_lines(file.content, content_end(mapping.value[at - 1][1], file.content), indent)
    return insertion(file, position, [f"{' ' * indent}{line}" for line in lines])


def dashes(text: str, node: yaml.SequenceNode) -> list[int]:
    """Where the dash of each item of a block list stands."""
    found, position = [], node.start_mark.index
    for item in node.value:
        found.append(_significant(text, position))
        position = content_end(item, text)
    return found


def are_spaced(text: str, mapping: yaml.MappingNode) -> bool:
    """True when blank lines stand between most of the keys."""
    pairs = zip(mapping.value, mapping.value[1:], strict=False)
    gaps = [text[content_end(one[1], text) : other[0].start_mark.index] for one, other in pairs]
    return sum(bool(_BLANK_LINE_WITHIN.search(gap)) for gap in gaps) * 2 > len(gaps)


def _with_comments_above(text: str, begin: int, floor: int, indent: int) -> int:
    """Where the comment begins that stands right above a line and as far in, but not before `floor`."""
    while begin > floor:
        above = line_start(text, begin - (2 if text.startswith("\r\n", begin - 2) else 1))
        comment = _COMMENT_LINE.match(text, above)
        if not comment or len(comment["indent"]) != indent:
            break
        begin = above
    return begin


def _without_double_blanks(text: str, begin: int, stop: int) -> Edit:
    """Removes lines; where blank lines stand on both sides, also those behind, or before the text's end."""
    blanks = _BLANK_LINES.match(text, stop)
    before = text[:begin].rstrip(" \t\r\n")
    rest = text[len(before) : begin]
    is_blank_above = not before or bool(_BLANK_LINE_WITHIN.search(rest))
    if is_blank_above and stop == len(text) and before:
        end_of_line = _REST_OF_LINE.match(text, len(before))
        return Edit(start=end_of_line.end() if end_of_line else begin, end=stop, text="")
    return Edit(start=begin, end=blanks.end() if blanks and is_blank_above else stop, text="")


def _after_comma(text: str, end: int) -> int:
    """Behind the comma that follows a value in brackets; `end` when none does."""
    position = _significant(text, end)
    return position + 1 if text.startswith(",", position) else end


def _significant(text: str, position: int) -> int:
    """The next sign that is neither space nor comment."""
    found = _SPACE_AND_COMMENTS.match(text, position)
    return found.end() if found else position
