"""The views: everything that a template can see, and nothing else.

A view is built in the plan stage, is immutable, and holds plain values. That makes the
fingerprint of a page complete: a page changes if and only if its view, its template's closure
or the render code does. Lists hold `Card`s, so that editing a body re-renders its article and
no list.

URLs are site-absolute (`/archive/tags/war/`), with the path of `base_url`, unless a field says
otherwise. Text is plain text, which the template escapes; only fields that say HTML hold HTML,
already sanitised.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from sitegen.plan.views.articles import (
    ArticleView,
    CorrectionView,
    FreePageView,
    Image,
    MovedView,
    Related,
    WithdrawnView,
)
from sitegen.plan.views.common import Bar, Card, CountedLink, Direction, Group, Head, Link, Meta, SiteView
from sitegen.plan.views.front import HomeView, LanguageName, NotFoundView, SearchView
from sitegen.plan.views.machines import FeedEntry, FeedView, SitemapEntry, SitemapView, TextView
from sitegen.plan.views.terms import (
    Coordinates,
    IndexView,
    Pager,
    TermFacts,
    TermNode,
    TermPageView,
    TermView,
)
from sitegen.plan.views.timeline import DecadeView, MonthView, TimelineView, YearView

__all__ = [
    "ArticleView",
    "Bar",
    "Card",
    "Coordinates",
    "CorrectionView",
    "CountedLink",
    "DecadeView",
    "Direction",
    "FeedEntry",
    "FeedView",
    "FreePageView",
    "Group",
    "Head",
    "HomeView",
    "Image",
    "IndexView",
    "LanguageName",
    "Link",
    "Meta",
    "MonthView",
    "MovedView",
    "NotFoundView",
    "Page",
    "Pager",
    "Related",
    "SearchView",
    "SiteView",
    "SitemapEntry",
    "SitemapView",
    "TermFacts",
    "TermNode",
    "TermPageView",
    "TermView",
    "TextView",
    "TimelineView",
    "View",
    "WithdrawnView",
    "YearView",
]

View = (
    ArticleView
    | WithdrawnView
    | IndexView
    | TermView
    | TermPageView
    | TimelineView
    | YearView
    | MonthView
    | HomeView
    | FreePageView
    | SearchView
    | NotFoundView
    | MovedView
    | FeedView
    | SitemapView
    | TextView
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """One file of the site, to be rendered.

    url: its path on the site, without the path of `base_url`: `/tags/war/`
    template: name of its template; empty when the view is a `TextView`
    view: what the template sees
    source: the content file it comes from, for messages; empty when there is none
    """

    url: str
    template: str
    view: View
    source: str = field(default="", compare=False)
