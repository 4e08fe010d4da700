"""What is asked of each figure. A row is one line of the table."""

from __future__ import annotations

from dataclasses import dataclass

GB = 1_000_000_000
KB = 1_000
HUGO, BOTH = "hugo", "hugo + pagefind"


@dataclass(frozen=True)
class Limit:
    """A figure that may not be exceeded.

    quantity: `wall` (seconds), `memory` or `size` (bytes), or `wrong` (a number)
    most: the limit; with a peer, as a multiple of the peer's same quantity
    peer: key of the row that it is compared with, measured in the same run; empty when absolute
    """

    quantity: str
    most: float
    peer: str = ""


@dataclass(frozen=True)
class Row:
    """A line of the table.

    key: what its samples are filed under
    job: its number; 0 for a peer
    title: what was done
    worst: True where the worst sample counts, not the median
    """

    key: str
    job: int
    title: str
    limits: tuple[Limit, ...] = ()
    worst: bool = False


JOBS = {
    "cold": 1,
    "search": 2,
    "body": 3,
    "newest": 4,
    "any": 5,
    "nothing": 6,
    "serve": 7,
    "template": 8,
    "browser": 9,
    "check": 10,
}

ROWS = (
    Row("hugo", 0, "Hugo"),
    Row("pagefind", 0, "Pagefind on Hugo's output"),
    Row("hugo + pagefind", 0, "Hugo, then Pagefind"),
    Row("cold", 1, "cold, no search", (Limit("wall", 0.8, HUGO), Limit("memory", 0.5, HUGO))),
    Row("search", 2, "cold, with search", (Limit("wall", 0.6, BOTH), Limit("memory", 1.5 * GB))),
    Row("body", 3, "one body edited, no search", (Limit("wall", 0.1, HUGO),)),
    Row("newest added", 4, "one of the newest period added", (Limit("wall", 0.08, BOTH),)),
    Row("newest edited", 4, "one of the newest period edited", (Limit("wall", 0.08, BOTH),)),
    Row("any", 5, "one of any period edited, median", (Limit("wall", 0.2, BOTH),)),
    Row("any", 5, "one of any period edited, worst", (Limit("wall", 0.2, BOTH),), worst=True),
    Row("nothing", 6, "nothing changed, with search", (Limit("wall", 0.6),)),
    Row("version", 6, "sitegen --version", (Limit("wall", 0.15),)),
    Row("serve body p50", 7, "serve, body edited, p50"),
    Row("serve body p95", 7, "serve, body edited, p95", (Limit("wall", 0.25),)),
    Row("serve title p50", 7, "serve, title edited, p50"),
    Row("serve title p95", 7, "serve, title edited, p95", (Limit("wall", 0.25),)),
    Row("template base", 8, "cold, theme of one's own"),
    Row("template", 8, "article.html edited, no search", (Limit("wall", 0.6, "template base"),)),
    Row("first", 9, "search: open, first results, worst", (Limit("size", 400 * KB),), worst=True),
    Row("further", 9, "search: a further term, worst", (Limit("size", 150 * KB),), worst=True),
    Row("entered", 9, "search: Enter to results, no debounce"),
    Row("exact", 9, "search: answers that differ", (Limit("wrong", 0),), worst=True),
    Row("check cold", 10, "check, cold", (Limit("wall", 10),)),
    Row("check warm", 10, "check, nothing changed", (Limit("wall", 3),)),
    Row("check edited", 10, "check, one article edited", (Limit("wall", 3),)),
    Row("check changed", 10, "check --changed, one article edited", (Limit("wall", 1),)),
)
