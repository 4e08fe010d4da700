"""The command line of the audit: `python -m tests.audit`."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

import click

from tests.audit import tools
from tests.audit.accessibility import check_accessibility
from tests.audit.lighthouse import check_lighthouse
from tests.audit.markup import check_markup
from tests.audit.reach import check_reach
from tests.audit.report import Check, as_json, as_text, missed
from tests.audit.served import BuildFailedError, Served, served
from tests.audit.weight import check_weight

Sites = Mapping[str, Served]


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """A part of the audit.

    archives: those that it looks at
    needs: what finds its programs, or raises tools.NoToolError
    """

    archives: tuple[str, ...]
    run: Callable[[Sites], Iterable[Check]]
    needs: tuple[Callable[[], object], ...] = ()


_ALL = ("sample", "hard", "arabic", "empty")
PARTS = {
    "html": Part(
        archives=_ALL,
        run=lambda sites: check_markup(sites[name] for name in _ALL),
        needs=(tools.java, tools.markup_checker),
    ),
    "links": Part(archives=_ALL, run=lambda sites: check_reach(sites[name] for name in _ALL)),
    "weight": Part(
        archives=("sample", "large"),
        run=lambda sites: check_weight(sites["sample"], sites["large"]),
        needs=(tools.chromium,),
    ),
    "axe": Part(
        archives=_ALL,
        run=lambda sites: check_accessibility(sites[name] for name in _ALL),
        needs=(tools.chromium, tools.axe),
    ),
    "lighthouse": Part(
        archives=("sample",),
        run=lambda sites: check_lighthouse(sites["sample"]),
        needs=(tools.chromium, tools.node, tools.lighthouse),
    ),
}


def _chosen_parts(context: click.Context, option: click.Parameter, text: str) -> list[str]:
    """Names of parts, in the order in which they run."""
    names = [word.strip() for word in text.split(",") if word.strip()]
    unknown = [name for name in names if name not in PARTS]
    if unknown:
        raise click.BadParameter(f"{', '.join(unknown)}: no such part. Parts: {', '.join(PARTS)}.")
    return [name for name in PARTS if name in names] or list(PARTS)


@click.command(context_settings={"help_option_names": ["-h", "--help"]})
@click.option(
    "--part", "parts", default="", callback=_chosen_parts, help=f"Of {', '.join(PARTS)}. Default: all."
)
@click.option("--json", "json_file", type=click.Path(path_type=Path), help="Also write all findings here.")
def main(*, parts: list[str], json_file: Path | None) -> None:
    """Audits the default theme. The exit code is 1 when a target is missed."""
    names = dict.fromkeys(name for part in parts for name in PARTS[part].archives)
    try:
        for need in dict.fromkeys(need for part in parts for need in PARTS[part].needs):
            need()
        with served(names, _tell) as sites:
            checks = list(_run(parts, sites))
    except (BuildFailedError, tools.NoToolError) as error:
        raise click.ClickException(str(error)) from None
    click.echo(as_text(checks))
    if json_file:
        json_file.write_text(as_json(checks), encoding="utf-8")
    sys.exit(1 if missed(checks) else 0)


def _run(parts: Iterable[str], sites: Sites) -> Iterator[Check]:
    """Tells of each check as soon as it is done, because some take long."""
    for part in parts:
        for check in PARTS[part].run(sites):
            _tell(f"{check.name}: {check.result}")
            yield check


def _tell(text: str) -> None:
    click.echo(text, err=True)


if __name__ == "__main__":
    main()
