"""Medians, verdicts, the table and the JSON."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from statistics import median

from tests.bench.measure import Measurement
from tests.bench.targets import Limit, Row

_HEADINGS = ("job", "what", "wall s", "CPU s", "memory MB", "files", "MB", "ratio", "target", "verdict")
_LEFT = {"what", "target", "verdict"}
_UNITS = {"wall": (1, "s"), "memory": (1e6, "MB"), "size": (1e3, "KB"), "wrong": (1, "")}


class Samples:
    """What was measured: quantities and their figures, under the key of a row.

    The quantities are those of `Measurement`, in its units, and `wrong`, a number of wrong answers.
    """

    def __init__(self) -> None:
        self._found: dict[str, list[dict[str, float]]] = defaultdict(list)

    def add(self, key: str, **figures: float) -> None:
        """Files the figures of a run."""
        self._found[key].append(figures)

    def add_run(self, key: str, run: Measurement) -> None:
        """Files a measured run."""
        self.add(key, wall=run.wall, cpu=run.cpu, memory=run.memory, files=run.files, size=run.size)

    def figures(self, key: str, *, worst: bool = False) -> dict[str, float]:
        """The median of each quantity over all runs of a key, or its highest; empty without runs."""
        columns: dict[str, list[float]] = defaultdict(list)
        for sample in self._found.get(key, ()):
            for quantity, figure in sample.items():
                columns[quantity].append(figure)
        return {name: max(found) if worst else median(found) for name, found in columns.items()}

    def runs(self, key: str) -> list[dict[str, float]]:
        """All runs of a key, in the order of measuring."""
        return list(self._found.get(key, ()))


@dataclass(frozen=True)
class Verdict:
    """A limit, and what came of it.

    value: the figure, or its multiple of the peer's; None when something was not measured
    """

    limit: Limit
    value: float | None

    @property
    def met(self) -> bool | None:
        """None when something was not measured."""
        return None if self.value is None else self.value <= self.limit.most


def verdicts(row: Row, samples: Samples) -> list[Verdict]:
    """What came of each limit of a row."""
    figures = samples.figures(row.key, worst=row.worst)
    found = []
    for limit in row.limits:
        value = figures.get(limit.quantity)
        if limit.peer and value is not None:
            peer = samples.figures(limit.peer).get(limit.quantity)
            value = value / peer if peer else None
        found.append(Verdict(limit, value))
    return found


def table(rows: Sequence[Row], samples: Samples) -> str:
    """The rows that were measured, in aligned columns."""
    return aligned(_HEADINGS, [_cells(row, samples) for row in rows if samples.runs(row.key)], _LEFT)


def aligned(headings: Sequence[str], lines: Sequence[Sequence[str]], left: set[str]) -> str:
    """A table in plain text.

    left: headings of the columns that are aligned to the left
    """
    widths = [max(map(len, column)) for column in zip(headings, *lines, strict=True)]
    return "\n".join(
        "  ".join(
            cell.ljust(width) if heading in left else cell.rjust(width)
            for heading, cell, width in zip(headings, line, widths, strict=True)
        ).rstrip()
        for line in (headings, *lines)
    )


def size_cells(figures: Mapping[str, float]) -> list[str]:
    """Wall, CPU, memory, files and bytes as cells; a dash for what was not measured."""
    scales = (("wall", 1, 3), ("cpu", 1, 2), ("memory", 1e6, 0), ("files", 1, 0), ("size", 1e6, 2))
    return [
        f"{figures[name] / scale:.{digits}f}" if name in figures else "–" for name, scale, digits in scales
    ]


def _cells(row: Row, samples: Samples) -> list[str]:
    found = verdicts(row, samples)
    ratios = [f"{v.value:.2f}" if v.value is not None else "–" for v in found if v.limit.peer]
    return [
        str(row.job) if row.job else "peer",
        row.title,
        *size_cells(samples.figures(row.key, worst=row.worst)),
        " / ".join(ratios),
        ", ".join(_limit_text(limit) for limit in row.limits),
        _verdict_text(found),
    ]


def _limit_text(limit: Limit) -> str:
    if limit.peer:
        return f"{limit.quantity} ≤ {limit.most:g} × {limit.peer}"
    scale, unit = _UNITS[limit.quantity]
    return f"{limit.quantity} ≤ {limit.most / scale:g} {unit}".rstrip()


def _verdict_text(found: Sequence[Verdict]) -> str:
    if not found:
        return ""
    missed = [v.limit.quantity for v in found if v.met is False]
    unknown = [v.limit.quantity for v in found if v.met is None]
    if missed:
        return f"missed: {', '.join(missed)}"
    return f"not compared: {', '.join(unknown)}" if unknown else "met"


def as_json(rows: Sequence[Row], samples: Samples, facts: Mapping[str, object]) -> str:
    """Everything, for machines. Seconds and bytes."""
    data = {"facts": facts, "rows": [_row_data(row, samples) for row in rows if samples.runs(row.key)]}
    return json.dumps(data, indent=1) + "\n"


def _row_data(row: Row, samples: Samples) -> dict[str, object]:
    targets = [
        {
            "quantity": verdict.limit.quantity,
            "most": verdict.limit.most,
            "peer": verdict.limit.peer,
            "value": verdict.value,
            "met": verdict.met,
        }
        for verdict in verdicts(row, samples)
    ]
    return {
        "job": row.job,
        "row": row.title,
        "statistic": "worst" if row.worst else "median",
        **samples.figures(row.key, worst=row.worst),
        "targets": targets,
        "runs": samples.runs(row.key),
    }
