"""What the YAML parser says of a mistake, in the words of someone who does not know YAML."""

from __future__ import annotations

import re

import yaml

from sitegen.diagnostics import Diagnostic

# Part of what the parser says; what that means, and what to do.
_EXPLANATIONS = (
    (
        "mapping values are not allowed",
        "This value holds a colon",
        'Put the value in double quotes, as in title: "War: a history".',
    ),
    (
        "could not find expected ':'",
        "A key without a colon stands here",
        "Write `key: value`, with a space after the colon.",
    ),
    (
        "did not find expected key",
        "A list, a quotation or an indentation is broken here or just before",
        "Check that quotes and brackets are closed and that keys begin in the first column.",
    ),
    (
        "did not find expected ',' or ']'",
        "A list in brackets is not closed",
        "Close it with ], and put commas between its items.",
    ),
    (
        "unexpected end of stream",
        "A quotation is not closed",
        "Add the closing quotation mark.",
    ),
    (
        "did not find expected '-' indicator",
        "A list is broken here",
        "Begin each item with `- `, all in the same column.",
    ),
    (
        "did not find expected ',' or '}'",
        "A list of keys in braces is not closed",
        "Close it with }, or write each key on a line of its own.",
    ),
    (
        "did not find expected <document start>",
        "This line does not belong to the list of keys before it",
        "Begin every key in the first column.",
    ),
    (
        "found a tab character",
        "A tab stands where YAML wants spaces",
        "Delete it, and indent with spaces.",
    ),
    (
        "block sequence entries are not allowed",
        "A list begins on the line of its key",
        "Begin the list on the next line.",
    ),
)
# What is not finished shows only later in the text; what helps is where it was begun.
_UNFINISHED = ("expected ':'", "unexpected end of stream", "expected ',' or ']'", "expected ',' or '}'")
_INDENTED_KEY = re.compile(r"\s+([\w-]+)")
# A quotation at the beginning of a value, with nothing behind it yet.
_QUOTATION = re.compile(r"""\s*(?:- +)?([\w-]+: +)?(?:"(?:[^"\\]|\\.)*"|'(?:[^']|'')*')\s*""")


def unreadable_sign(text: str, path: str, first_line: int) -> Diagnostic:
    """The first sign that YAML forbids (YAML 1.2, production 1, c-printable)."""
    found = yaml.reader.Reader.NON_PRINTABLE.search(text)
    before = text[: found.start()] if found else ""
    line, column = before.count("\n") + first_line, len(before) - before.rfind("\n")
    message = "The YAML holds a character that cannot be read"
    hint = "Delete invisible control characters."
    return Diagnostic(code="E103", message=message, path=path, line=line, column=column, hint=hint)


def syntax_problem(error: yaml.MarkedYAMLError, text: str, path: str, first_line: int) -> Diagnostic:
    """What the parser found wrong with a text, where it helps to look.

    first_line: line of the file on which the text begins
    """
    problem = error.problem or "syntax error"
    unfinished = any(part in problem for part in _UNFINISHED)
    marks = (error.context_mark, error.problem_mark) if unfinished else (error.problem_mark,)
    mark = next((mark for mark in marks if mark), None)
    number, column = (mark.line, mark.column) if mark else (0, 0)
    line = "".join(text.split("\n")[number : number + 1])
    message, hint = _from_line(problem, line, column) or _explained(problem)
    return Diagnostic(
        code="E103", message=message, path=path, line=number + first_line, column=column + 1, hint=hint
    )


def _explained(problem: str) -> tuple[str, str]:
    for part, explanation, advice in _EXPLANATIONS:
        if part in problem:
            return explanation, advice
    return f"YAML: {problem}", "Check quotes, colons and indentation on this line."


def _from_line(problem: str, line: str, column: int) -> tuple[str, str] | None:
    """Message and hint for what only a look at the line can tell.

    column: where the parser stopped, counted from 0
    """
    if "cannot start any token" in problem:
        return _first_sign(line[column : column + 1])
    before = line[:column]
    indented = _INDENTED_KEY.fullmatch(before)
    if "mapping values are not allowed" in problem and indented:
        message = "This line is indented, so that it counts as part of the value above it"
        return message, f"Begin `{indented[1]}` in the column of the key above it."
    quotation = _QUOTATION.fullmatch(before)
    if "did not find expected key" in problem and quotation:
        key = quotation[1] or ""
        value = line.strip().removeprefix("- ").removeprefix(key).replace("'", "''")
        message = "More words follow a quotation, which YAML takes for the whole value"
        return message, f"Put all of the value in single quotes: {key}'{value}'"
    return None


def _first_sign(sign: str) -> tuple[str, str]:
    if sign == "\t":
        return "A tab stands here, where YAML wants spaces", "Delete it, and indent with spaces."
    return f"No value may begin with {sign}", f'Put the value in double quotes: "{sign}…".'
