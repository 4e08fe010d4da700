"""Takes pictures of each kind of page: `python -m tests.audit.screenshots`."""

from __future__ import annotations

import shutil
from collections.abc import Iterable, Iterator
from pathlib import Path

import click
from playwright.sync_api import Browser, Page

from tests.audit.archives import ROOT
from tests.audit.browser import SCHEMES, View, chromium, open_kind, page_for
from tests.audit.contact_sheet import contact_sheet
from tests.audit.kinds import KINDS, Kind
from tests.audit.served import BuildFailedError, Served, served
from tests.audit.tools import NoToolError

WIDTHS = (360, 768, 1280)
# The text of a sheet of A4 between margins of 2 cm, in CSS pixels of 1/96 inch.
PRINT_WIDTH = 643
FOLDER = ROOT / "screenshots"


def _chosen_kinds(context: click.Context, option: click.Parameter, text: str) -> list[str]:
    """Names of kinds; none for all."""
    names = [word.strip() for word in text.split(",") if word.strip()]
    known = {kind.name for kinds in KINDS.values() for kind in kinds}
    if unknown := set(names) - known:
        raise click.BadParameter(
            f"{', '.join(sorted(unknown))}: no such kind of page. Kinds: {', '.join(sorted(known))}."
        )
    return names


@click.command(context_settings={"help_option_names": ["-h", "--help"]})
@click.option("--kind", "names", default="", callback=_chosen_kinds, help="Kinds of page. Default: all.")
@click.option("--site", type=click.Choice(list(KINDS)), help="One archive only. Default: all.")
def main(*, names: list[str], site: str | None) -> None:
    """Takes full-page pictures of each kind of page, narrow and wide, light, dark and in print."""
    chosen = [site] if site else list(KINDS)
    try:
        with served(chosen, _tell) as sites, chromium() as browser:
            for each in sites.values():
                _photograph_site(browser, each, names)
    except (BuildFailedError, NoToolError) as error:
        raise click.ClickException(str(error)) from None
    (FOLDER / "index.html").write_text(contact_sheet(FOLDER), encoding="utf-8")
    click.echo(f"Look at {FOLDER / 'index.html'}")


def _photograph_site(browser: Browser, site: Served, names: list[str]) -> None:
    """Puts pictures in the place of those of earlier runs."""
    folder = FOLDER / site.name
    if not names:
        shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True, exist_ok=True)
    kinds = [kind for kind in KINDS[site.name] if not names or kind.name in names]
    _tell(f"{site.name}: {len(kinds)} kinds of page")
    for kind, view, page in _opened(browser, site, kinds):
        page.screenshot(path=folder / f"{kind.name}-{view.width}-{view.scheme}.png", full_page=True)
    with page_for(browser, View(width=PRINT_WIDTH, scheme="light")) as page:
        for kind in kinds:
            open_kind(page, site, kind)
            _print(page, folder, kind.name)


def _opened(browser: Browser, site: Served, kinds: Iterable[Kind]) -> Iterator[tuple[Kind, View, Page]]:
    for view in (View(width=width, scheme=scheme) for width in WIDTHS for scheme in SCHEMES):
        with page_for(browser, view) as page:
            for kind in kinds:
                open_kind(page, site, kind)
                yield kind, view, page


def _print(page: Page, folder: Path, name: str) -> None:
    """A picture of what would be printed, in one piece, and the sheets themselves as a PDF."""
    page.emulate_media(media="print")
    page.screenshot(path=folder / f"{name}-{PRINT_WIDTH}-print.png", full_page=True)
    page.pdf(path=folder / f"{name}-print.pdf", format="A4", prefer_css_page_size=True)
    page.emulate_media(media="screen")


def _tell(text: str) -> None:
    click.echo(text, err=True)


if __name__ == "__main__":
    main()
