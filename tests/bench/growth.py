"""How the jobs grow with the archive: the same builds at several sizes, each in folders of its own."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from tests.bench.corpus import Corpus
from tests.bench.edits import edit_article
from tests.bench.lanes import Bench
from tests.bench.report import Samples, aligned, size_cells
from tests.bench.write import write_archive

SIZES = (1_000, 10_000, 50_000, 100_000)
REFERENCE = 10_000
GROWING = {
    "cold": "cold, no search",
    "body": "one body edited, no search",
    "search": "cold, with search",
    "nothing": "nothing changed, with search",
    "newest edited": "one of the newest period edited",
}
_HEADINGS = (
    "job",
    "articles",
    "wall s",
    "CPU s",
    "memory MB",
    "files",
    "MB",
    "ms an article",
    "relative",
)


@dataclass(frozen=True)
class Grown:
    """The figures of one size."""

    size: int
    samples: Samples


def measure_growth(
    folder: Path, sizes: Sequence[int], rounds: int, tell: Callable[[str], None]
) -> list[Grown]:
    """Measures each size, the smallest first."""
    return [_measure_size(folder / str(size), size, rounds, tell) for size in sorted(sizes)]


def _measure_size(folder: Path, size: int, rounds: int, tell: Callable[[str], None]) -> Grown:
    tell(f"{size} articles: writing them")
    bench = Bench(Corpus(size), folder, (), lambda text: tell(f"{size} articles: {text}"))
    write_archive(bench.corpus, bench.archive)
    for round_number in range(rounds):
        lanes = (_without_search, _with_search)
        for lane in lanes if round_number % 2 == 0 else reversed(lanes):
            lane(bench)
    return Grown(size, bench.samples)


def _without_search(bench: Bench) -> None:
    root = bench.copied_archive("without-search")
    bench.build("cold", root, "--no-search")
    edit_article(bench.corpus, root, bench.corpus.size // 2, "body", bench.mark())
    bench.build("body", root, "--no-search")


def _with_search(bench: Bench) -> None:
    root = bench.copied_archive("with-search")
    bench.build("search", root)
    bench.build("nothing", root)
    edit_article(bench.corpus, root, bench.corpus.size - 1, "title", bench.mark())
    bench.build("newest edited", root)


def growth_table(grown: Sequence[Grown]) -> str:
    """Each job at each size. `relative`: the time for an article, as a multiple of that at the reference."""
    lines = []
    for key, title in GROWING.items():
        for one in grown:
            figures = one.samples.figures(key)
            each = figures["wall"] / one.size
            lines.append(
                [title, str(one.size), *size_cells(figures), f"{1000 * each:.3f}", _relative(key, one, grown)]
            )
    return aligned(_HEADINGS, lines, {"job"})


def growth_json(grown: Sequence[Grown], facts: Mapping[str, object]) -> str:
    """The same for machines: seconds and bytes, medians and single runs."""
    sizes = [
        {
            "articles": one.size,
            "rows": [
                {
                    "row": title,
                    **one.samples.figures(key),
                    "relative": float(_relative(key, one, grown)),
                    "runs": one.samples.runs(key),
                }
                for key, title in GROWING.items()
            ],
        }
        for one in grown
    ]
    return json.dumps({"facts": facts, "sizes": sizes}, indent=1) + "\n"


def _relative(key: str, one: Grown, grown: Sequence[Grown]) -> str:
    reference = next((other for other in grown if other.size == REFERENCE), grown[0])
    each, usual = (g.samples.figures(key)["wall"] / g.size for g in (one, reference))
    return f"{each / usual:.2f}"
