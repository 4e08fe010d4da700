"""What a shell offers for unfinished words: entries of the registers."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import click
from click.shell_completion import CompletionItem

if TYPE_CHECKING:
    from sitegen.model import TermKind

_Complete = Callable[[click.Context, click.Parameter, str], list[CompletionItem]]


def complete_ids(kind: TermKind) -> _Complete:
    """Completes ids of a register by any name of their entries, whatever its accents.

    A shell gets ids, since they need no quotes, and mean the same as names.
    """

    def complete(context: click.Context, parameter: click.Parameter, text: str) -> list[CompletionItem]:
        from sitegen.contribute.terms.matching import TermMatcher
        from sitegen.read.registers import read_register

        register = read_register(Path.cwd(), kind)
        return [CompletionItem(term.id, help=term.name) for term in TermMatcher(register).matches(text)]

    return complete
