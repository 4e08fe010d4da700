"""How an article is cited: three styles in words, three formats for programs."""

from __future__ import annotations

from sitegen.model import Article
from sitegen.plan.citations.bibtex import bibtex
from sitegen.plan.citations.csl import csl_json
from sitegen.plan.citations.reference import make_reference
from sitegen.plan.citations.ris import ris
from sitegen.plan.citations.styles import apa, chicago, mla
from sitegen.plan.views import Citation

__all__ = ["cite"]


def cite(article: Article, *, outlet: str, archive: str, url: str) -> Citation:
    """The citations of an article.

    outlet: name of the outlet that published it
    archive: title of this site
    url: absolute URL of its page on this site
    """
    reference = make_reference(article, outlet=outlet, archive=archive, url=url)
    return Citation(
        key=reference.key,
        apa=apa(reference),
        chicago=chicago(reference),
        mla=mla(reference),
        bibtex=bibtex(reference),
        ris=ris(reference),
        csl_json=csl_json(reference),
    )
