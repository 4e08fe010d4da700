"""The language that a text is written in, as far as the text itself tells it."""

from __future__ import annotations

from functools import lru_cache

from py3langid.langid import MODEL_FILE, LanguageIdentifier

_SAMPLE = 3000
# A shorter text may be in any language.
_ENOUGH = 120


def text_language(text: str) -> str:
    """BCP 47 code of a text's language; empty for a text too short to tell."""
    return likely_language(text)[0] if len(text) >= _ENOUGH else ""


def likely_language(text: str) -> tuple[str, float]:
    """BCP 47 code of the language that a text is likeliest in, and the probability."""
    language, probability = _identifier().classify(text[:_SAMPLE])
    return str(language), float(probability)


@lru_cache(maxsize=1)
def _identifier() -> LanguageIdentifier:
    """The model, loaded once in a process: that takes a second."""
    return LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)
