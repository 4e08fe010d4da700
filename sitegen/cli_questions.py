"""Questions on a terminal, one line each, with the registers' names at hand. Like `cli.py`, it prints."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from prompt_toolkit.completion import CompleteEvent, Completer
    from prompt_toolkit.document import Document

    from sitegen.read.registers import Register


def ask(question: str, check: Callable[[str], str], *, register: Register | None = None) -> str:
    """What a person answers; a wrong answer is explained at once, and may be mended.

    check: gives what is wrong with an answer, empty when nothing is
    register: whose names are offered

    Raises `KeyboardInterrupt` and `EOFError`.
    """
    from prompt_toolkit import PromptSession

    session: PromptSession[str] = PromptSession(completer=_completer(register) if register else None)
    answer = ""
    while True:
        # Names are only ever offered: what was typed stays as it is.
        given = session.prompt(f"{question}: ", default=answer, complete_while_typing=True)
        answer = " ".join(given.split())
        problem = check(answer)
        if not problem:
            return answer
        click.secho(f"  {problem}", fg="red")


def confirm(question: str, *, default: bool) -> bool:
    """Yes or no; Enter means `default`. Raises `KeyboardInterrupt` and `EOFError`."""
    hint = "Y/n" if default else "y/N"
    check = lambda answer: "" if _is_yes(answer, default=default) is not None else "Answer y or n."  # noqa: E731
    return bool(_is_yes(ask(f"  {question} [{hint}]", check), default=default))


def _is_yes(answer: str, *, default: bool) -> bool | None:
    """None for what is neither."""
    return {"": default, "y": True, "yes": True, "n": False, "no": False}.get(answer.casefold())


def _completer(register: Register) -> Completer:
    """Offers the names of a register's entries, by any of their names, whatever its accents."""
    from prompt_toolkit.completion import Completer, Completion

    from sitegen.contribute.terms.matching import TermMatcher

    matcher = TermMatcher(register)

    class Names(Completer):
        def get_completions(self, document: Document, complete_event: CompleteEvent) -> Iterator[Completion]:
            typed = document.text_before_cursor
            for term in (
                matcher.matches(typed) if typed.strip() or complete_event.completion_requested else ()
            ):
                note = ", ".join(term.aliases)
                yield Completion(term.name, start_position=-len(typed), display_meta=note)

    return Names()
