"""The languages of the default theme, and what its locale files hold."""

from __future__ import annotations

from sitegen.read.theme import bundled_themes
from sitegen.read.yaml12 import load_mapping

LANGUAGES = ("ar", "en", "es", "fr", "uk", "vi")

# Keys of en.yaml that a language still lacks. Shown in English, with a warning, until they are translated:
# `{"fr": {"new_key"}}`.
UNTRANSLATED: dict[str, set[str]] = {}

FOLDER = bundled_themes() / "themes/default/locales"


def words(language: str) -> dict[str, str | dict[str, str]]:
    """The texts of a language by key: a text, or texts by plural category."""
    return load_mapping((FOLDER / f"{language}.yaml").read_text(), path=f"{language}.yaml").value  # type: ignore[return-value]


def forms(message: str | dict[str, str]) -> list[str]:
    """Each text of a message: one, or one for each plural category."""
    return list(message.values()) if isinstance(message, dict) else [message]
