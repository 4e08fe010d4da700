"""Whether a text is in the language that the front matter says: by its letters and its little words.

py3langid, which an import asks, is not asked here: it takes a second to load and some milliseconds for a
text, is not installed everywhere, so that two machines would judge differently, and takes a language that
it does not know for its nearest neighbour. Here a language without a list of words is believed.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache

from sitegen.diagnostics import Diagnostic
from sitegen.lint.document import Document, plain_text
from sitegen.lint.stop_words import NAMES, STOP_WORDS

# Enough of a text to judge, in signs and words; letters of scripts that need few of them.
_SAMPLE = 1_500
_LEAST_WORDS = 50
_LEAST_LETTERS = 120
# What the little words that only one of two languages has amount to: in a text of the other, and in one of
# its own. Ukrainian and Russian, which share many, are as near to each other as any two of the list.
_FOREIGN = 0.02
_OWN = 0.09
# A text with so many of its language's little words is in that language, whatever else it has.
_PLENTY = 0.22
# So much of a text is in the script of its language, even when it quotes much.
_LEAST_SHARE = 0.1
_ALL = frozenset().union(*STOP_WORDS.values())
_QUOTED = re.compile(r"“[^”]*”|„[^“”]*[“”]|«[^»]*»|»[^«]*«|\"[^\"]*\"|「[^」]*」")
_SAME = {"nb": "no", "nn": "no", "iw": "he", "in": "id"}
# Signs of each script, for a regular expression.
_SCRIPTS = {
    "Latin": "[A-Za-z\u00c0-\u024f\u1e00-\u1eff]",
    "Greek": "[\u0370-\u03ff\u1f00-\u1fff]",
    "Cyrillic": "[\u0400-\u04ff]",
    "Armenian": "[\u0530-\u058f]",
    "Hebrew": "[\u0590-\u05ff]",
    "Arabic": "[\u0600-\u06ff\u0750-\u077f]",
    "Devanagari": "[\u0900-\u097f]",
    "Bengali": "[\u0980-\u09ff]",
    "Tamil": "[\u0b80-\u0bff]",
    "Thai": "[\u0e01-\u0e7f]",
    "Lao": "[\u0e80-\u0eff]",
    "Burmese": "[\u1000-\u109f]",
    "Georgian": "[\u10a0-\u10ff]",
    "Khmer": "[\u1780-\u17ff]",
    "Kana": "[\u3041-\u30ff]",
    "Han": "[\u3400-\u9fff]",
    "Hangul": "[\uac00-\ud7a3]",
}
# Only languages that are written in these and no others; a language with a script in its code is believed.
_WRITTEN_IN: Mapping[str, tuple[str, ...]] = {
    **dict.fromkeys(("cs", "da", "de", "en", "es", "fi", "fr", "hu", "id"), ("Latin",)),
    **dict.fromkeys(("it", "nl", "no", "pl", "pt", "ro", "sv", "tr", "vi"), ("Latin",)),
    **dict.fromkeys(["be", "bg", "mk", "ru", "uk"], ("Cyrillic",)),
    **dict.fromkeys(("ar", "fa", "ur"), ("Arabic",)),
    **dict.fromkeys(("hi", "mr", "ne"), ("Devanagari",)),
    "el": ("Greek",),
    "hy": ("Armenian",),
    "he": ("Hebrew",),
    "bn": ("Bengali",),
    "ta": ("Tamil",),
    "th": ("Thai",),
    "lo": ("Lao",),
    "my": ("Burmese",),
    "ka": ("Georgian",),
    "km": ("Khmer",),
    "ko": ("Hangul", "Han"),
    "ja": ("Kana", "Han"),
    "zh": ("Han",),
}
# Scripts that one language alone is likely to be written in.
_LIKELY = {
    "Greek": "el", "Armenian": "hy", "Hebrew": "he", "Bengali": "bn", "Tamil": "ta", "Thai": "th",
    "Lao": "lo", "Burmese": "my", "Georgian": "ka", "Khmer": "km", "Kana": "ja", "Han": "zh", "Hangul": "ko",
}  # fmt: skip


def language_problems(document: Document) -> Iterator[Diagnostic]:
    """W605 for an article whose text is plainly not in its language."""
    facts, source = document.facts, document.source
    language, _, rest = facts.language.partition("-")
    language = _SAME.get(language, language)
    has_script = any(len(part) == 4 and part.isalpha() for part in rest.split("-"))
    if facts.date is None or facts.is_withdrawn or has_script:
        return
    sample = _sample(document)
    found = _found_otherwise(sample, language)
    if found is None:
        return
    looks = f"; it looks like {NAMES[found]}" if found else ""
    message = f"The text is not in {NAMES.get(language, 'the language')} ({facts.language}){looks}"
    correct = f"`language: {found}`" if found else "the language of the text"
    yield document.problem(
        "W605", message, f"Write {correct}, if that is right.", source.key_place("language", "title")
    )


def _sample(document: Document) -> str:
    """The beginning of a text, without code, tables and what it quotes."""
    parts: list[str] = []
    length = 0
    for block in document.source.blocks:
        if block.kind in ("paragraph", "heading", "item"):
            parts.append(block.text)
            length += len(parts[-1])
            if length > _SAMPLE:
                break
    return _QUOTED.sub(" ", plain_text("\n".join(parts)[: 2 * _SAMPLE]))[:_SAMPLE]


def _found_otherwise(text: str, language: str) -> str | None:
    """The language that a text is in; empty when only what it is not in is sure; None when all is well."""
    own = STOP_WORDS.get(language)
    # With a sign beside them only a few of the little words get lost.
    written = text.lower().split()
    little = [word for word in written if word in _ALL]
    # Nearly all texts are done with here.
    if own and sum(map(own.__contains__, little)) >= _PLENTY * len(written):
        return None
    words = _Words(len(written), Counter(little))
    script = _foreign_script(text, language)
    if script:
        return _LIKELY.get(script, "") or _likeliest(words, STOP_WORDS.keys(), frozenset()) or ""
    if language in ("ja", "zh"):
        return _chinese_or_japanese(text, language)
    if own and words.number >= _LEAST_WORDS and len(little) >= _OWN * words.number:
        return _likeliest(words, STOP_WORDS.keys() - {language}, own)
    return None


@dataclass(frozen=True, slots=True)
class _Words:
    """How many words a text has, and how often each little word of any language is among them."""

    number: int
    little: Counter[str]

    def share(self, of: frozenset[str]) -> float:
        """How many of the words are among these, 0 to 1."""
        return sum(self.little[word] for word in of) / max(1, self.number)


def _likeliest(words: _Words, languages: Iterable[str], own: frozenset[str]) -> str | None:
    """The language whose little words the text is full of, while it has hardly one of `own`.

    A word that both languages have tells nothing, so that neighbours (Czech, Slovak) are left in peace.
    """
    shares = {
        code: words.share(STOP_WORDS[code] - own)
        for code in sorted(languages)
        if words.share(own - STOP_WORDS[code]) <= _FOREIGN
    }
    best = max(shares, key=shares.__getitem__, default="")
    return best if best and shares[best] >= _OWN else None


def _foreign_script(text: str, language: str) -> str:
    """The script that a text is in, when that is not its language's; else empty."""
    scripts = _WRITTEN_IN.get(language)
    if not scripts or (text.isascii() and "Latin" in scripts):
        return ""
    letters = sum(map(str.isalpha, text))
    if letters < _LEAST_LETTERS or _letters(text, scripts) >= _LEAST_SHARE * letters:
        return ""
    counts = {script: _letters(text, (script,)) for script in _SCRIPTS}
    script = max(counts, key=counts.__getitem__)
    return script if counts[script] > letters / 2 else ""


def _letters(text: str, scripts: Iterable[str]) -> int:
    return sum(len(_pattern(script).findall(text)) for script in scripts)


@cache
def _pattern(script: str) -> re.Pattern[str]:
    """Made when it is needed, which is seldom: that takes longer than most checks of a text."""
    return re.compile(_SCRIPTS[script])


def _chinese_or_japanese(text: str, language: str) -> str | None:
    """Which of the two a text is in, when that is not what it says: only Japanese has Kana."""
    kana, han = _letters(text, ("Kana",)), _letters(text, ("Han",))
    if language == "zh" and kana > _LEAST_SHARE * (kana + han) and kana + han >= _LEAST_LETTERS:
        return "ja"
    return "zh" if language == "ja" and not kana and han >= _LEAST_LETTERS else None
