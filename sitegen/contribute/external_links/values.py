"""Links to other sites, and what is known of the addresses that they lead to."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Literal

import msgspec

# Two failed checks so far apart make a link dead: one failure may be a bad hour of a server.
CONFIRMATION = dt.timedelta(days=1)

Outcome = Literal["ok", "gone", "unclear"]


@dataclass(frozen=True, slots=True, kw_only=True)
class ExternalLink:
    """A place of the content that names an address of another site.

    url: http or https, as written
    path: the file
    key: `source_url`, `archive_url` or `url`; empty for a link in a text
    archive_url: the archived copy that the article names of the page at `url`; may be empty
    date: of the article, in EDTF; empty where there is none
    """

    url: str
    path: str
    key: str = ""
    archive_url: str = ""
    date: str = ""

    @property
    def address(self) -> str:
        """What a server is asked for: the URL without the place on the page."""
        return self.url.partition("#")[0]


class LinkCheck(msgspec.Struct, frozen=True, kw_only=True):
    """What the last check of an address said.

    outcome: `gone` is 404, 410 or a host that does not exist; `unclear` says nothing of the page
    reason: of what is not ok, a sentence without its full stop
    moved_to: where the host says that the page lies for good; else empty
    checked: when
    gone_since: when the first of the failed checks was that no good one has followed; else None
    """

    outcome: Outcome
    reason: str = ""
    moved_to: str = ""
    checked: dt.datetime
    gone_since: dt.datetime | None = None

    @property
    def is_dead(self) -> bool:
        """True when the page was gone twice, at least a day apart."""
        return (
            self.outcome == "gone"
            and self.gone_since is not None
            and self.checked - self.gone_since >= CONFIRMATION
        )
