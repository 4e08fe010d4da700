"""What earlier checks of links said: a file in `.sitegen/`. A damaged one counts as empty."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from pathlib import Path

import msgspec

from sitegen.contribute.external_links.values import CONFIRMATION, LinkCheck

# Beside the store, because hosts keep that folder; apart from it, because new code makes the store forget.
MEMORY_PATH = Path(".sitegen/cache/links.json")
MAX_AGE = dt.timedelta(days=30)
_MAX_BYTES = 64 * 1024 * 1024
_VERSION = 1
# A dead link may be mended by its host.
_DEAD_AGE = dt.timedelta(days=7)
# A link that was taken out of the content may come back.
_KEPT = dt.timedelta(days=90)


class _File(msgspec.Struct, kw_only=True):
    version: int
    links: dict[str, LinkCheck]


def read_memory(root: Path, now: dt.datetime) -> dict[str, LinkCheck]:
    """The last check of each address. A damaged or foreign file counts as empty, as does what lies ahead.

    now: with its time zone
    """
    file = root / MEMORY_PATH
    try:
        if file.is_symlink() or file.stat().st_size > _MAX_BYTES:
            return {}
        stored = msgspec.json.decode(file.read_bytes(), type=_File)
    except (OSError, msgspec.DecodeError, UnicodeDecodeError, ValueError):
        return {}
    if stored.version != _VERSION:
        return {}
    return {
        url: check
        for url, check in stored.links.items()
        if _is_past(check, now) and now - check.checked < _KEPT
    }


def write_memory(root: Path, checks: Mapping[str, LinkCheck]) -> None:
    """Replaces the file as a whole. Raises `OSError`."""
    file = root / MEMORY_PATH
    file.parent.mkdir(parents=True, exist_ok=True)
    draft = file.with_suffix(".new")
    draft.write_bytes(msgspec.json.encode(_File(version=_VERSION, links=dict(sorted(checks.items())))))
    draft.replace(file)


def is_fresh(check: LinkCheck, now: dt.datetime, max_age: dt.timedelta = MAX_AGE) -> bool:
    """True as long as an address need not be asked again.

    max_age: of a good answer; failures and unclear answers are asked again sooner
    """
    limits = {"ok": max_age, "unclear": CONFIRMATION, "gone": _DEAD_AGE if check.is_dead else CONFIRMATION}
    return now - check.checked < min(limits[check.outcome], max_age)


def _is_past(check: LinkCheck, now: dt.datetime) -> bool:
    """True for times that can be compared and have been: a clock may have been wrong."""
    times = [time for time in (check.checked, check.gone_since) if time]
    return all(time.tzinfo is not None and time <= now for time in times)
