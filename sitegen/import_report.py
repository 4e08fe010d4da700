"""What an import did, as text."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sitegen.contribute.importing.importer import Outcome, Status

_LABELS: dict[Status, str] = {
    "imported": "imported",
    "attention": "needs attention",
    "duplicate": "duplicate",
    "known": "there already",
    "failed": "failed",
}
_WIDTH = max(map(len, _LABELS.values()))


def outcome_line(outcome: Outcome) -> str:
    """One line: what became of a source."""
    label = _LABELS[outcome.status].ljust(_WIDTH)
    if outcome.status in ("imported", "attention"):
        return f"{label}  {outcome.path}  from {outcome.name}"
    where = f" ({outcome.path}{_percent(outcome)})" if outcome.path else ""
    reason = outcome.reason[:1].upper() + outcome.reason[1:]
    return f"{label}  {outcome.name}: {reason}{where}"


def _percent(outcome: Outcome) -> str:
    return f", {round(100 * outcome.similarity)} % alike" if outcome.status == "duplicate" else ""


def outcome_table(outcomes: Sequence[Outcome], *, dry_run: bool) -> str:
    """How many sources came to what; what needs attention, source by source; where lead pictures are."""
    counts = Counter(outcome.status for outcome in outcomes)
    lines = [f"{_LABELS[status].ljust(_WIDTH)}  {counts[status]:>6}" for status in _LABELS]
    doubtful = [outcome for outcome in outcomes if outcome.status == "attention"]
    if doubtful:
        lines += ["", "To look at:"]
    for outcome in doubtful:
        lines.append(f"  {outcome.path}")
        for doubt in outcome.doubts:
            options = f": {' | '.join(doubt.options)}" if doubt.options else ""
            lines.append(f"    {doubt.key}  {doubt.message}{options}")
    pictures = [f"  {outcome.path}  {outcome.image}" for outcome in outcomes if outcome.image]
    if pictures:
        lines += ["", "Lead pictures, which are not fetched:", *pictures]
    if dry_run:
        lines += ["", "Nothing was written."]
    return "\n".join(lines)


def entries_text(file: str, entries: Sequence[str]) -> str:
    """Entries that a register lacks, to be looked at and put there."""
    return "\n".join(["", f"{file} lacks these. Look at each, and copy there what is right:", "", *entries])
