"""The command line of the benchmark: `python -m tests.bench`."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from tests.bench.growth import SIZES, growth_json, growth_table, measure_growth
from tests.bench.hugo_site import LAYOUTS
from tests.bench.report import as_json, table
from tests.bench.runner import NoPeerError, machine_facts, run_bench, working_folder
from tests.bench.targets import JOBS, ROWS


def _chosen_jobs(context: click.Context, option: click.Parameter, text: str) -> list[str]:
    """Names of jobs, from names or numbers with commas between them."""
    by_number = {str(number): name for name, number in JOBS.items()}
    names = [by_number.get(word.strip(), word.strip()) for word in text.split(",") if word.strip()]
    unknown = [name for name in names if name not in JOBS]
    if unknown:
        raise click.BadParameter(f"{', '.join(unknown)}: no such job. Jobs: {', '.join(JOBS)}.")
    return names or list(JOBS)


def _sizes(context: click.Context, option: click.Parameter, text: str) -> list[int]:
    try:
        return [int(word) for word in text.split(",")]
    except ValueError:
        raise click.BadParameter("whole numbers with commas between them, please.") from None


@click.command(context_settings={"help_option_names": ["-h", "--help"], "show_default": True})
@click.option("--size", type=click.IntRange(min=20), default=10_000, help="Number of articles.")
@click.option("--rounds", type=click.IntRange(min=1), default=3, help="Figures are medians of so many.")
@click.option(
    "--jobs", default="", callback=_chosen_jobs, help=f"Of {', '.join(JOBS)}, or their numbers. Default: all."
)
@click.option("--peer", type=click.Choice(LAYOUTS), default="full", help="Layouts of the Hugo site.")
@click.option("--growth", is_flag=True, help="Measure several sizes of archive instead, without peers.")
@click.option("--sizes", default=",".join(map(str, SIZES)), callback=_sizes, help="The sizes of --growth.")
@click.option("--json", "json_file", type=click.Path(path_type=Path), help="Also write all figures here.")
@click.option(
    "--folder",
    type=click.Path(path_type=Path, file_okay=False, exists=True),
    help="Where to work. It needs room for several sites a round.",
)
def main(
    *,
    size: int,
    rounds: int,
    jobs: list[str],
    peer: str,
    growth: bool,
    sizes: list[int],
    json_file: Path | None,
    folder: Path | None,
) -> None:
    """Measures sitegen, and Hugo and Pagefind beside it."""
    if sys.platform != "linux":
        raise click.ClickException("The benchmark reads /proc, so it runs on Linux only.")
    facts = machine_facts(max(sizes) if growth else size, rounds, peer)
    click.echo("\n".join(f"{name}: {value}" for name, value in facts.items()) + "\n")
    tell = lambda text: click.echo(text, err=True)  # noqa: E731
    failures: list[str] = []
    with working_folder(folder) as work:
        if growth:
            grown = measure_growth(work, sizes, rounds, tell)
            text, data = growth_table(grown), growth_json(grown, facts)
        else:
            try:
                samples, failures = run_bench(
                    size=size, rounds=rounds, jobs=jobs, layouts=peer, folder=work, tell=tell
                )
            except NoPeerError as error:
                raise click.ClickException(str(error)) from None
            text, data = table(ROWS, samples), as_json(ROWS, samples, facts)
        # Shown before the folder is deleted, which takes a while.
        click.echo(text)
        if json_file:
            json_file.write_text(data, encoding="utf-8")
    if failures:
        raise click.ClickException("\n".join(failures))


if __name__ == "__main__":
    main()
