"""The command line: arguments and exit codes. Nothing prints but this and the other modules `cli_….py`.

Exit codes: 0 good, 1 problems in the content, 2 wrong usage.
"""

from __future__ import annotations

from pathlib import Path
from time import perf_counter
from typing import TYPE_CHECKING

import click

from sitegen import __version__
from sitegen.cli_check import check_command
from sitegen.cli_editor import editor_command
from sitegen.cli_import import import_command
from sitegen.cli_new import new_command
from sitegen.cli_output import kept_until_exit, print_diagnostics, problems_end_the_run, progress_shown
from sitegen.cli_schema import schema_command
from sitegen.cli_suggestion import suggestion_command
from sitegen.cli_summary import summary_command
from sitegen.cli_terms import term_group

# Everything else is imported where it is used: `sitegen --version` answers at once.
if TYPE_CHECKING:
    from sitegen.build import BuildRequest, BuildResult
    from sitegen.config import Preview

# Folders of an archive, and of this repository, in which no site may end up.
_ARCHIVE_FOLDERS = ("content", "themes", "sitegen", "tests", "docs")


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="sitegen", message="%(prog)s %(version)s")
def main() -> None:
    """Publish an archive of news articles as a static site."""


@main.command()
@click.option(
    "--output", "-o", type=click.Path(path_type=Path), default=Path("public"), help="Folder for the site."
)
@click.option(
    "--base-url", default="", metavar="URL", help="Where the site will lie, in the place of site.yaml's."
)
@click.option("--drafts", is_flag=True, help="Publish drafts too.")
@click.option("--strict", is_flag=True, help="Count warnings as errors.")
@click.option(
    "--jobs", "-j", type=click.IntRange(min=1), metavar="N", help="Processes. Default: one for each core."
)
@click.option("--scheduler", default="", metavar="ADDRESS", help="Work on the cluster of a Dask scheduler.")
@click.option("--no-search", is_flag=True, help="Build no search index.")
@click.option("--clean", is_flag=True, help="Take nothing from earlier builds.")
@click.option("--profile", is_flag=True, help="Tell where the time went.")
@click.option("--preview-of", default="", metavar="URL", help="Mark it as a preview of a pull request.")
@click.option("--compare", default="", metavar="BASE", help="List what differs from a Git revision.")
def build(
    *,
    output: Path,
    base_url: str,
    drafts: bool,
    strict: bool,
    jobs: int | None,
    scheduler: str,
    no_search: bool,
    clean: bool,
    profile: bool,
    preview_of: str,
    compare: str,
) -> None:
    """Build the site from content/ into public/."""
    from sitegen.build import BuildRequest
    from sitegen.build import build as build_site
    from sitegen.profile_report import profile_text
    from sitegen.session import Session

    if jobs and scheduler:
        raise click.UsageError("--jobs is for this machine. With --scheduler, the cluster has the processes.")
    request = BuildRequest(
        root=Path.cwd(),
        output=_checked_output(output),
        base_url=_checked_base_url(base_url),
        drafts=drafts,
        strict=strict,
        search=not no_search,
        clean=clean,
        jobs=jobs,
        scheduler=scheduler,
        preview=_checked_preview(preview_of, compare),
    )
    started = perf_counter()
    with problems_end_the_run(request.root, "Nothing was published."), progress_shown() as progress:
        session = None if clean else kept_until_exit(Session(request.root))
        result = build_site(request, progress, session)
    print_diagnostics(result.warnings, request.root)
    _print_summary(request, result, perf_counter() - started, output)
    if profile:
        click.echo(f"\n{profile_text(result.profile)}")


@main.command()
@click.option(
    "--port", "-p", type=click.IntRange(0, 65535), default=8000, show_default=True, help="0 takes a free one."
)
@click.option("--drafts", is_flag=True, help="Show drafts too.")
def serve(*, port: int, drafts: bool) -> None:
    """Build, show the site on this machine, and rebuild on every change."""
    from sitegen.preview.server import PreviewError, serve_site

    root = Path.cwd()
    try:
        serve_site(root, port=port, drafts=drafts, tell=lambda event: _print_event(event, root))
    except PreviewError as error:
        raise click.UsageError(str(error)) from None


@main.command()
@click.argument("folder", type=click.Path(file_okay=False, path_type=Path), metavar="DIR")
@click.option("--title", default="", help="The archive's name. Default: the folder's.")
@click.option(
    "--theme", default="default", show_default=True, help="Or the name of a theme of your own, to be made."
)
def init(*, folder: Path, title: str, theme: str) -> None:
    """Make a new archive in DIR."""
    from sitegen.contribute.init import InitError, create_archive, requirement

    try:
        files = create_archive(folder, title=title or folder.resolve().name, theme=theme)
    except InitError as error:
        raise click.UsageError(str(error)) from None
    click.echo(f"Made an archive of {len(files)} files in {folder}. Go on with:")
    click.echo(f"  cd {folder}\n  sitegen build\n  sitegen serve")
    if requirement().startswith("#"):
        click.echo("Before you publish it, write into requirements.txt where a host gets sitegen from.")


def _checked_output(output: Path) -> Path:
    """The output folder; refuses one in which the site would mix with the archive."""
    root, folder = Path.cwd().resolve(), output.resolve()
    inside = folder.relative_to(root).parts if folder.is_relative_to(root) else ()
    kept = inside and (inside[0] in _ARCHIVE_FOLDERS or inside[0].startswith("."))
    if folder == root or folder in root.parents or kept:
        raise click.UsageError(
            f"--output {output} would mix the site with the archive. Choose a folder of its own."
        )
    return folder


def _checked_base_url(url: str) -> str:
    from sitegen.config import normal_base_url

    if not url:
        return ""
    try:
        return normal_base_url(url)
    except ValueError as error:
        raise click.UsageError(f"--base-url {url} {error}.") from None


def _checked_preview(url: str, compare: str) -> Preview | None:
    from sitegen.config import Preview
    from sitegen.forge import proposed_change

    if not url and not compare:
        return None
    try:
        return Preview(change=proposed_change(url) if url else None, compare=compare)
    except ValueError as error:
        # The address is not repeated: hosts of builds put passwords into addresses of repositories.
        raise click.UsageError(f"What --preview-of names {error}.") from None


def _print_summary(request: BuildRequest, result: BuildResult, seconds: float, output: Path) -> None:
    from sitegen.report import count_text

    def articles(number: int) -> str:
        return f"{number} article{'' if number == 1 else 's'}"

    changes = result.changes
    if not result.searchable:
        search = "none"
    else:
        search = f"{articles(result.searchable)}, {'indexed anew' if result.indexed else 'up to date'}"
    click.echo(f"Built {articles(result.articles)} into {output} in {seconds:.1f} s")
    click.echo(f"  pages    {result.pages}, of which {len(result.rendered)} rendered")
    click.echo(
        f"  files    {changes.written} written, {changes.unchanged} unchanged, {changes.removed} removed"
    )
    click.echo(f"  search   {search}")
    click.echo(f"  content  {count_text(result.warnings)}")


def _print_event(event: object, root: Path) -> None:
    """What happens in `serve`, line by line."""
    from sitegen.diagnostics import ProblemsError

    if isinstance(event, ProblemsError):
        print_diagnostics(event.diagnostics, root)
        click.echo("The last good site stays. Waiting for a change.", err=True)
    else:
        click.echo(str(event))


main.add_command(check_command)
main.add_command(editor_command)
main.add_command(import_command)
main.add_command(schema_command)
main.add_command(suggestion_command)
main.add_command(summary_command)
main.add_command(new_command)
main.add_command(term_group("tag"))
main.add_command(term_group("place"))
main.add_command(term_group("outlet"))
