"""Words by which pages say that a date is that of a change, and not the one on which they came out."""

from __future__ import annotations

import re

_WORDS = (
    r"updated|modified|edited|aktualisiert|geändert|bearbeitet|\bstand\b|mis à jour|mise à jour|modifié|"
    r"actualizad[ao]|atualizad[ao]|aggiornat[ao]|modifica|bijgewerkt|gewijzigd|zaktualizowano|aktualizacja|"
    r"оновлен|обновлен|cập nhật|تحديث|更新|수정"
)
_ANYWHERE = re.compile(_WORDS, re.IGNORECASE)
# Behind the word come its ending, a colon, “on”; no other figure.
_JUST_BEFORE = re.compile(rf"(?:{_WORDS})[^\d]{{0,30}}$", re.IGNORECASE)


def speaks_of_change(text: str) -> bool:
    """True for a line that says when a page was changed."""
    return bool(_ANYWHERE.search(text))


def ends_with_change(text: str) -> bool:
    """True for what stands before the date of a change."""
    return bool(_JUST_BEFORE.search(text))
