"""Names of authors in a byline."""

from __future__ import annotations

import re

_PREFIX = re.compile(
    r"^\s*(?:(?:written|words|text|story|posted|reported|published|article|created|geschrieben|"
    r"ein beitrag|veröffentlicht|scritto|écrit|publié|escrito|publicado)\s+)?"
    r"(?:by|von|par|por|de|di|da|автор|автори|авторы|текст|theo|tác giả|بقلم|كتب|文／|文|autor(?:en|"
    r"in)?|author|auteur|autore|redaktion)\s*[:：]?\s+",
    re.IGNORECASE,
)  # fmt: skip
_BETWEEN = re.compile(
    r"\s*(?:;|\||·|•|/|&| and | und | et | y | e | и | та | і | và | و |、|，)\s*", re.IGNORECASE
)
_AFTER = re.compile(r"\s+(?:in|for|für|pour|para|per|at|aus)\s+\S.*$|\s*[(\[<].*$|\s*@\w+.*$|\s+\d.*$")
_TITLE = re.compile(r"^(?:dr|prof|mr|mrs|ms)\.\s+", re.IGNORECASE)


def authors_of(text: str, language: str = "") -> tuple[str, ...]:
    """Names in a byline such as `By Jane Doe and John Roe, BBC News`, in its order.

    language: BCP 47 code of the page; not used yet
    """
    del language
    line = _PREFIX.sub("", " ".join(text.split()))
    names: list[str] = []
    for part in _BETWEEN.split(line):
        words = part.split(",")
        kept = words if all(1 < len(word.split()) <= 4 for word in words) else words[:1]
        names += [_AFTER.sub("", word).strip(" .,:–-") for word in kept]
    return tuple(dict.fromkeys(name for name in names if _is_name(name)))


def _is_name(text: str) -> bool:
    return (
        2 <= len(text) <= 60 and len(text.split()) <= 6 and not re.search(r"https?:|www\.|\d{2}|[?!]", text)
    )
