"""The command `sitegen editor`. Like `cli.py`, it prints."""

from __future__ import annotations

from pathlib import Path

import click

from sitegen.cli_output import problems_end_the_run

_REGISTRY = "https://registry.npmjs.org/"


@click.command(name="editor")
@click.option(
    "--registry",
    envvar=["NPM_CONFIG_REGISTRY", "npm_config_registry"],
    default=_REGISTRY,
    metavar="URL",
    help=f"An npm registry. Default: that of NPM_CONFIG_REGISTRY, or {_REGISTRY}.",
)
def editor_command(*, registry: str) -> None:
    """Fetch the web editor, Decap CMS, for a site.yaml that says `editor`.

    It goes into .sitegen/, at the version that this sitegen works with, and its digest is checked.
    """
    from sitegen.contribute.web_editor import FetchError, fetch_decap
    from sitegen.editor import DECAP_VERSION
    from sitegen.read.site_config import read_site_config

    root = Path.cwd()
    with problems_end_the_run(root):
        config = read_site_config(root)
        try:
            fetched = fetch_decap(root, registry)
        except FetchError as error:
            raise click.ClickException(str(error)) from None
    name = f"Decap CMS {DECAP_VERSION}"
    click.echo(f"Fetched {name}. Its digest is right." if fetched else f"{name} is here already.")
    if config.editor is None:
        click.echo("content/site.yaml asks for no editor yet: add `editor: decap`. See docs/web-editor.md.")
