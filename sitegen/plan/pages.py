"""A planned page: its address, its template, and how to make what the template sees."""

from __future__ import annotations

from collections.abc import Callable
from collections.abc import Set as AbstractSet
from typing import TYPE_CHECKING

import msgspec

from sitegen.plan.views import View

if TYPE_CHECKING:
    from sitegen.plan.context import Context


class Page(msgspec.Struct, frozen=True, kw_only=True):
    """One file of the site, to be rendered.

    url: its path on the site, without the path of `base_url`: `/tags/war/`
    template: name of its template; empty when the view is a `TextView`
    make: gives the view; a function of a module or a `partial` of one, so that a worker can do it
    parts: gives, in few bytes, all that the view is made of, but for what `SitePlan.base` covers and for
        the body; so equal parts mean equal views. None when only the whole plan says so.
    shows: gives the positions of all articles whose cards or values the view shows. After an edit that moves
        no article it tells more exactly than the parts which views change, and takes longer. None when
        only the parts tell.
    source: the content file it comes from; empty when there is none
    shows_body: True when the view shows the body of the source
    """

    url: str
    template: str
    make: Callable[[Context], View]
    parts: Callable[[Context], tuple[bytes, ...]] | None = None
    shows: Callable[[Context], AbstractSet[int]] | None = None
    source: str = ""
    shows_body: bool = False


def no_parts(context: Context) -> tuple[bytes, ...]:
    """The parts of a page that is made of nothing but what `SitePlan.base` covers."""
    return ()
