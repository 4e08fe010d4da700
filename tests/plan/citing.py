"""Articles to cite, and their citations as text."""

from __future__ import annotations

from msgspec.structs import replace

from sitegen.dates import parse_date
from sitegen.model import Article
from sitegen.plan.citations import cite
from sitegen.plan.views import Citation, Run

URL = "https://example.org/articles/2025/11/floods/"
_ARTICLE = Article(
    path="content/articles/2025/11/floods.md",
    slug="floods",
    title="Floods in Hội An",
    date=parse_date("2025-11-21"),
    outlet="courier",
    tags=(),
    places=(),
    authors=("Smith, Jane Q.",),
    summary="",
    language="en",
    source_url="",
    archive_url="",
    retrieved=None,
    republished_by="",
    retrieved_from="",
    source_sha256="",
    original_title="",
    original_language="",
    translator="",
    image="",
    image_alt="",
    image_credit="",
    aliases=(),
    draft=False,
    corrections=(),
    withdrawn=False,
    status_note="",
)


def article(date: str = "2025-11-21", **values: object) -> Article:
    """An article of The Courier by Jane Q. Smith, unless said otherwise."""
    return replace(_ARTICLE, date=parse_date(date), **values)


def citation(
    cited: Article, *, outlet: str = "The Courier", archive: str = "Open Archive", url: str = URL
) -> Citation:
    """How an article of an archive is cited."""
    return cite(cited, outlet=outlet, archive=archive, url=url)


def as_text(runs: tuple[Run, ...]) -> str:
    """A citation as text, with italics between asterisks."""
    return "".join(f"*{run.text}*" if run.italic else run.text for run in runs)
