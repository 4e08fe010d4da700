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

from sitegen.plan.views.articles import (
    ArticleView,
    CorrectionView,
    FreePageView,
    MovedView,
    Related,
    Thread,
    WithdrawnView,
)
from sitegen.plan.views.changes import (
    ChangesView,
    DocumentDiff,
    FieldChange,
    NamedChange,
    Passage,
    Piece,
    PieceKind,
)
from sitegen.plan.views.citations import Citation, Run
from sitegen.plan.views.common import (
    Bar,
    Card,
    CountedLink,
    Direction,
    Group,
    Head,
    Image,
    Link,
    Meta,
    PreviewView,
    SiteView,
)
from sitegen.plan.views.front import HomeView, LanguageName, NotFoundView, SearchView
from sitegen.plan.views.machines import FeedEntry, FeedView, SitemapEntry, SitemapView, TextView
from sitegen.plan.views.maps import (
    BaseMapView,
    LayerWidth,
    LiveMap,
    LiveMarker,
    MapLayer,
    MapMarker,
    MapView,
    MarkerKind,
    Side,
)
from sitegen.plan.views.terms import (
    Coordinates,
    IndexView,
    Pager,
    TermFacts,
    TermNode,
    TermPageView,
    TermView,
)
from sitegen.plan.views.timeline import (
    CalendarDay,
    CalendarMonth,
    CalendarView,
    DecadeView,
    MonthView,
    OnThisDayView,
    TimelineView,
    YearView,
)

__all__ = [
    "ArticleView",
    "Bar",
    "BaseMapView",
    "CalendarDay",
    "CalendarMonth",
    "CalendarView",
    "Card",
    "ChangesView",
    "Citation",
    "Coordinates",
    "CorrectionView",
    "CountedLink",
    "DecadeView",
    "Direction",
    "DocumentDiff",
    "FeedEntry",
    "FeedView",
    "FieldChange",
    "FreePageView",
    "Group",
    "Head",
    "HomeView",
    "Image",
    "IndexView",
    "LanguageName",
    "LayerWidth",
    "Link",
    "LiveMap",
    "LiveMarker",
    "MapLayer",
    "MapMarker",
    "MapView",
    "MarkerKind",
    "Meta",
    "MonthView",
    "MovedView",
    "NamedChange",
    "NotFoundView",
    "OnThisDayView",
    "Pager",
    "Passage",
    "Piece",
    "PieceKind",
    "PreviewView",
    "Related",
    "Run",
    "SearchView",
    "Side",
    "SiteView",
    "SitemapEntry",
    "SitemapView",
    "TermFacts",
    "TermNode",
    "TermPageView",
    "TermView",
    "TextView",
    "Thread",
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
    | CalendarView
    | OnThisDayView
    | HomeView
    | FreePageView
    | SearchView
    | NotFoundView
    | MovedView
    | ChangesView
    | FeedView
    | SitemapView
    | BaseMapView
    | TextView
)
