"""The commands `sitegen tag`, `sitegen place` and `sitegen outlet`. Like `cli.py`, it prints."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

from sitegen.cli_completion import complete_ids
from sitegen.cli_output import problems_end_the_run

if TYPE_CHECKING:
    from sitegen.contribute.terms.editing import TermChange
    from sitegen.contribute.terms.uses import ArchiveTexts
    from sitegen.model import TermKind

_Command = TypeVar("_Command", bound=Callable[..., Any])
_PLACE_KINDS = (
    "continent", "country", "region", "city", "town", "village", "island", "river", "lake", "sea", "mountain",
    "site",
)  # fmt: skip


def term_group(kind: TermKind) -> click.Group:
    """The commands for one register: `sitegen tag`, `sitegen place` or `sitegen outlet`."""
    group = click.Group(kind, help=f"Look after the register of {kind}s, content/{kind}s.yaml.")
    group.add_command(_list_command(kind))
    group.add_command(_add_command(kind))
    group.add_command(_rename_command(kind))
    group.add_command(_merge_command(kind))
    return group


def _list_command(kind: TermKind) -> click.Command:
    @click.command("list", help=f"Show all {kind}s, how many articles name each, and what looks wrong.")
    @click.option(
        "--format", "form", type=click.Choice(["text", "json"]), default="text", help="Default: text."
    )
    def command(*, form: str) -> None:
        from sitegen.contribute.terms.overview import term_overview
        from sitegen.contribute.terms.overview_text import overview_json, overview_text

        root = Path.cwd()
        with problems_end_the_run(root):
            overview = term_overview(_texts(root, kind), kind)
        click.echo(overview_json(overview) if form == "json" else overview_text(overview))

    return command


def _add_command(kind: TermKind) -> click.Command:
    @click.command("add", help=f"Add a {kind} to the register." if kind != "outlet" else "Add an outlet.")
    @click.argument("name")
    @click.option("--id", "term_id", default="", metavar="ID", help="Default: made of the name.")
    @click.option("--alias", "aliases", multiple=True, help="Another name; may be repeated.")
    @click.option("--description", default="", help="A sentence for its page.")
    @_detail_options(kind)
    @click.option("--allow-similar", is_flag=True, help="Add it although an entry is much like it.")
    @_dry_run_option
    def command(
        *,
        name: str,
        term_id: str,
        aliases: tuple[str, ...],
        allow_similar: bool,
        dry_run: bool,
        parent: str = "",
        **details: str | float | None,
    ) -> None:
        from sitegen.contribute.terms.adding import NewTerm, add_terms

        new = NewTerm(name=name, id=term_id, aliases=aliases, parent=parent, details=details)
        _change(
            kind,
            lambda texts: add_terms(Path.cwd(), texts, kind, [new], allow_similar=allow_similar),
            f"Added “{name}” to",
            dry_run=dry_run,
        )

    return command


def _rename_command(kind: TermKind) -> click.Command:
    @click.command("rename", help="Give an entry another name. The old one stays as an alias.")
    @click.argument("entry", metavar="ID", shell_complete=complete_ids(kind))
    @click.argument("new_name", metavar="NEW-NAME")
    @click.option(
        "--id", "new_id", default="", metavar="NEW-ID", help="Another id too; the old page leads to the new."
    )
    @_dry_run_option
    def command(*, entry: str, new_name: str, new_id: str, dry_run: bool) -> None:
        from sitegen.contribute.terms.renaming import rename_term

        _change(
            kind,
            lambda texts: rename_term(Path.cwd(), texts, kind, entry, new_name, new_id),
            f"Renamed `{entry}` in",
            dry_run=dry_run,
        )

    return command


def _merge_command(kind: TermKind) -> click.Command:
    @click.command(
        "merge", help="Make one entry of several. Names of FROM become aliases of INTO; its page leads there."
    )
    @click.argument("sources", metavar="FROM...", nargs=-1, required=True, shell_complete=complete_ids(kind))
    @click.argument("target", metavar="INTO", shell_complete=complete_ids(kind))
    @click.option("--articles", is_flag=True, help="Also write the name of INTO into the articles.")
    @_dry_run_option
    def command(*, sources: tuple[str, ...], target: str, articles: bool, dry_run: bool) -> None:
        from sitegen.contribute.terms.merging import merge_terms

        names = ", ".join(f"`{source}`" for source in sources)
        _change(
            kind,
            lambda texts: merge_terms(Path.cwd(), texts, kind, sources, target, in_articles=articles),
            f"Merged {names} into `{target}` in",
            dry_run=dry_run,
        )

    return command


def _change(kind: TermKind, make: Callable[[ArchiveTexts], TermChange], done: str, *, dry_run: bool) -> None:
    """Makes a change and writes it, or shows it; tells what was done."""
    from sitegen.contribute.file_changes import FileChangeError, diff_text, write_changes
    from sitegen.contribute.terms.editing import TermError, refused
    from sitegen.contribute.yaml_edits import EditError

    root = Path.cwd()
    with problems_end_the_run(root, "Nothing was changed."):
        texts = _texts(root, kind)
        try:
            change = make(texts)
            if not dry_run:
                write_changes(root, change.files)
        except EditError as error:
            raise click.UsageError(str(refused(error))) from None
        except (TermError, FileChangeError) as error:
            raise click.UsageError(str(error)) from None
    if dry_run:
        click.echo(diff_text(change.files), nl=False)
    else:
        number = len(change.files) - 1
        also = f" and in {number} article{'' if number == 1 else 's'}" if number else ""
        click.echo(f"{done} {change.files[0].path}{also}.")
    for note in change.notes:
        click.echo(note, err=dry_run)


def _texts(root: Path, kind: TermKind) -> ArchiveTexts:
    """The archive's texts. Raises `ProblemsError` when the register has errors."""
    from sitegen.contribute.terms.uses import read_texts
    from sitegen.diagnostics import ProblemsError

    texts = read_texts(root)
    if texts.registers[kind].diagnostics:
        raise ProblemsError(texts.registers[kind].diagnostics)
    return texts


def _dry_run_option(command: _Command) -> _Command:
    return click.option("--dry-run", is_flag=True, help="Show a diff, and write nothing.")(command)


def _detail_options(kind: TermKind) -> Callable[[_Command], _Command]:
    """The options for the fields that only this register has."""
    parent = partial(click.option, metavar="ID", default="", shell_complete=complete_ids(kind))
    options = {
        "tag": [parent("--broader", "parent", help="The wider tag that it is part of.")],
        "place": [
            parent("--within", "parent", help="The place that it lies in."),
            click.option("--kind", type=click.Choice(_PLACE_KINDS), help="What it is."),
            click.option("--latitude", type=float, help="Degrees north."),
            click.option("--longitude", type=float, help="Degrees east."),
            click.option("--geonames", type=int, metavar="NUMBER", help="Its number in GeoNames."),
            click.option("--wikidata", default="", metavar="Q…", help="Its item in Wikidata."),
        ],
        "outlet": [
            click.option("--url", default="", help="Its own site."),
            click.option("--country", default="", metavar="CODE", help="ISO 3166 code, such as VN."),
            click.option("--language", default="", metavar="CODE", help="The language it writes in."),
        ],
    }[kind]

    def decorate(command: _Command) -> _Command:
        for option in reversed(options):
            command = option(command)
        return command

    return decorate
