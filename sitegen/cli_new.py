"""The command `sitegen new`. Like `cli.py`, it prints."""

from __future__ import annotations

import shlex
import sys
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

import click

from sitegen.cli_completion import complete_ids
from sitegen.cli_output import problems_end_the_run
from sitegen.cli_questions import ask, confirm

if TYPE_CHECKING:
    from sitegen.contribute.new import NewArticle
    from sitegen.model import TermKind
    from sitegen.read.registers import Register

_STOPPED = 130  # What shells give for Ctrl-C.


@click.command(name="new")
@click.argument("title", default="")
@click.option("--date", default="", help="When the outlet published it. Default: today.")
@click.option("--outlet", default="", shell_complete=complete_ids("outlet"), help="Who published it.")
@click.option(
    "--tag", "tags", multiple=True, shell_complete=complete_ids("tag"), help="A subject; may be repeated."
)
@click.option(
    "--place", "places", multiple=True, shell_complete=complete_ids("place"), help="A place; may be repeated."
)
@click.option("--summary", default="", help="One sentence, shown in lists.")
@click.option("--source-url", default="", metavar="URL", help="The original page on the web.")
@click.option("--language", default="", metavar="CODE", help="Of the text. Default: the archive's.")
@click.option("--no-input", is_flag=True, help="Ask nothing, also on a terminal.")
def new_command(
    *,
    title: str,
    date: str,
    outlet: str,
    tags: tuple[str, ...],
    places: tuple[str, ...],
    summary: str,
    source_url: str,
    language: str,
    no_input: bool,
) -> None:
    """Make the file of a new article. On a terminal, ask for what is missing."""
    from sitegen.contribute.new import NewArticle, NewArticleError, create_article, unheard_names
    from sitegen.report import printable

    root = Path.cwd()
    new = NewArticle(
        title=title,
        date=date,
        outlet=outlet,
        tags=tags,
        places=places,
        summary=summary,
        source_url=source_url,
        language=language,
    )
    with problems_end_the_run(root):
        try:
            new = _without_questions(new) if no_input or not _on_a_terminal() else _asked(root, new)
            path = create_article(root, new)
        except NewArticleError as error:
            raise click.UsageError(str(error)) from None
        except (KeyboardInterrupt, EOFError):
            click.echo("\nStopped. Nothing was made.", err=True)
            sys.exit(_STOPPED)
    for kind, names in new.new_terms.items():
        for name in names:
            click.echo(f"Added the {kind} “{name}” to content/{kind}s.yaml.")
    for kind, name in unheard_names(root, new):
        command = f"sitegen {kind} add {shlex.quote(printable(name))}"
        click.echo(f"content/{kind}s.yaml lacks the {kind} “{printable(name)}”. To add it: {command}")
    click.echo(f"Made {path}. Write the text there, then run: sitegen check {path}")


def _on_a_terminal() -> bool:
    return sys.stdin.isatty() and sys.stdout.isatty()


def _without_questions(new: NewArticle) -> NewArticle:
    from dataclasses import replace

    if not new.title:
        raise click.UsageError("Missing argument 'TITLE'.")
    return replace(new, date=new.date or _today())


def _today() -> str:
    """The calendar day where the writer is: a date here is what a reader would call today."""
    import datetime as dt

    return dt.datetime.now().astimezone().date().isoformat()


def _asked(root: Path, new: NewArticle) -> NewArticle:
    """The article with what a person answers in the place of what is missing."""
    from dataclasses import replace

    from sitegen.model import TERM_KINDS
    from sitegen.read.registers import read_register
    from sitegen.read.site_config import read_site_config

    config = read_site_config(root)
    questions = _Questions(registers={kind: read_register(root, kind) for kind in TERM_KINDS})
    questions.refuse_wrong(new)
    click.echo("A new article. Tab completes names, Ctrl-C stops, and nothing is written before the end.\n")
    title, date = _title_and_date(root, new, questions)
    outlet = questions.settled("outlet", new.outlet) if new.outlet else questions.outlet()
    found = questions.registers["outlet"].find(outlet)
    tags = [questions.settled("tag", name) for name in new.tags] or questions.terms("tag")
    places = [questions.settled("place", name) for name in new.places] or questions.terms("place")
    return replace(
        new,
        title=title,
        date=date,
        outlet=outlet,
        tags=tags,
        places=places,
        summary=new.summary or questions.text("summary", "Summary, one sentence (Enter for none)"),
        source_url=new.source_url
        or questions.text("source_url", "Address of the original page (Enter for none)"),
        language=new.language or questions.language((found.language if found else "") or config.language),
        new_terms=questions.new_terms,
        confirmed=questions.confirmed,
    )


def _title_and_date(root: Path, new: NewArticle, questions: _Questions) -> tuple[str, str]:
    """Both are known before the rest is asked: they say whether there is such an article."""
    from sitegen.contribute.new import NewArticleError, article_path

    title = new.title or questions.title()
    date = new.date or questions.date(_today())
    while True:
        try:
            article_path(root, title, date)
        except NewArticleError as error:
            click.secho(f"  {error}", fg="red")
            title = questions.title()
        else:
            return title, date


@dataclass(slots=True)
class _Questions:
    """Asks for the values of an article's front matter, and remembers what was said of unknown names.

    new_terms: names that are to be added to the registers, by kind
    confirmed: names that the registers lack, and that are meant so
    """

    registers: dict[TermKind, Register]
    new_terms: dict[TermKind, list[str]] = field(default_factory=dict)
    confirmed: list[str] = field(default_factory=list)

    def refuse_wrong(self, new: NewArticle) -> None:
        """Raises `UsageError` for a value that the command line gave; empty ones are yet to come."""
        single = ("title", "date", "outlet", "summary", "source_url", "language")
        given = [(key, getattr(new, key)) for key in single if getattr(new, key)]
        given += [("tags", name) for name in new.tags] + [("places", name) for name in new.places]
        for key, value in given:
            problem = self._problem(key, value)
            if problem:
                raise click.UsageError(problem)

    def title(self) -> str:
        return self._required("title", "Title")

    def date(self, today: str) -> str:
        question = f"Date (2025-11-21, 2025-11, 2025, 1987~; Enter for {today})"
        return self.text("date", question) or today

    def outlet(self) -> str:
        outlets = list(self.registers["outlet"].terms.values())
        only = outlets[0].name if len(outlets) == 1 else ""
        question = f"Outlet (Enter for {only})" if only else "Outlet"
        return self._term("outlet", question, default=only) or only

    def terms(self, kind: TermKind) -> Sequence[str]:
        """Names, one after the other, until Enter alone."""
        names: list[str] = []
        while True:
            question = f"Another {kind} (Enter for no more)" if names else f"{kind.title()} (Enter for none)"
            name = self._term(kind, question)
            if not name:
                return names
            if name not in names:
                names.append(name)

    def language(self, default: str) -> str:
        return self.text("language", f"Language (Enter for {default})") or default

    def text(self, key: str, question: str) -> str:
        """A value of the front matter, or nothing."""
        return ask(question, lambda answer: self._problem(key, answer) if answer else "")

    def _required(self, key: str, question: str) -> str:
        return ask(question, lambda answer: self._problem(key, answer) if answer else "It is needed.")

    def _problem(self, key: str, answer: str) -> str:
        from sitegen.contribute.answers import problem_of

        return problem_of(key, answer, self.registers)

    def _term(self, kind: TermKind, question: str, *, default: str = "") -> str:
        """The canonical name of a term, a new name, or nothing."""
        from sitegen.contribute.answers import term_problem

        register = self.registers[kind]
        nothing = "" if kind != "outlet" or default else "It is needed. Tab shows the archive's outlets."

        def check(answer: str) -> str:
            return term_problem(kind, answer, self.registers) if answer else nothing

        name = ask(question, check, register=register)
        return self.settled(kind, name) if name else ""

    def settled(self, kind: TermKind, name: str) -> str:
        """The canonical name of a term, or a new name, once a person has said what is meant."""
        register = self.registers[kind]
        found = register.find(name)
        if found:
            return found.name
        near = register.suggestions.nearest(name)
        if near and confirm(f"Did you mean “{near}”?", default=True):
            meant = register.find(near)
            return meant.name if meant else near
        self._remember(kind, name)
        return name

    def _remember(self, kind: TermKind, name: str) -> None:
        """What becomes of a name that the register lacks."""
        added = self.new_terms.setdefault(kind, [])
        if name in added or name in self.confirmed:
            return
        path = self.registers[kind].path
        if confirm(f"“{name}” is not in {path}. Add it there?", default=False):
            added.append(name)
        else:
            click.echo(f"  It is published all the same, and “sitegen check” says that {path} lacks it.")
            self.confirmed.append(name)
