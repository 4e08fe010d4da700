"""The codes of the rules that have fixes: known without the modules that mend, which take time to load."""

from __future__ import annotations

MENDABLE = frozenset(
    {"E103", "E105", "E107", "E108", "W201", "W202", "W203", "W205", "W703", "W706", "W707", "W801"}
)
