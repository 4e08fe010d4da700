"""Finds names in a text: all names of the registers in one pass, the longest at each place.

Each word of a text is looked up with all that it may be a form of, so that the cost does not grow with the
number of names but with how many of them begin with the same word.
"""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache

from sitegen.contribute.importing.word_forms import (
    APOSTROPHES,
    bare,
    is_form,
    is_plural,
    nominatives,
    plain,
    plurals,
)
from sitegen.read.similarity import UNSPACED

# Letters, digits and the marks of scripts in which vowels are marks, with apostrophes inside.
_SIGN = "(?:[^\\W_]|[\u0300-\u036f\u0591-\u05c7\u064b-\u065f\u0670\u0900-\u0dff\u0f00-\u0fff])"
_WORD = re.compile(f"{_SIGN}+(?:[{APOSTROPHES}]{_SIGN}+)*")
_UNSPACED_RUN = re.compile(f"{UNSPACED.pattern}+")
_KATAKANA = re.compile("[\u30a1-\u30ff]")
_APOSTROPHE = re.compile(f"[{APOSTROPHES}]")
_GAP = frozenset(" \u00a0-‐‑–./" + APOSTROPHES)
_MAX_GAP = 3
_MAX_ACRONYM = 5
# Without its accents, a short name may be another word: Mỹ, Huế.
_MIN_WITHOUT_ACCENTS = 5
# Before an apostrophe in French and Italian.
_ELIDED = frozenset({"l", "d", "dell", "all", "nell", "dall"})
# What regions and waters are called; texts write it small or large.
_GENERIC_WORDS = (
    "river oblast region province sea ocean lake county prefecture область районі fluss meer see rivière "
    "area island islands"
)
_GENERIC = frozenset(_GENERIC_WORDS.split())


@dataclass(frozen=True, slots=True)
class Word:
    """A word of a text.

    forms: what it may be, each (bare, plain): itself, without `'s`, without `l'`
    is_capitalised: True for words in scripts without case as well
    """

    text: str
    start: int
    end: int
    forms: tuple[tuple[str, str], ...]
    is_capitalised: bool


@dataclass(frozen=True, slots=True)
class Name:
    """A name to look for.

    owner: what it names
    words: each (bare, plain, whether it must be capitalised)
    """

    owner: tuple[str, str]
    text: str
    words: tuple[tuple[str, str, bool], ...]
    acronym: bool
    loose: bool


@dataclass(frozen=True, slots=True)
class Match:
    """A name found: words first to last (exclusive) of the text; -1 in scripts without spaces."""

    name: Name
    first: int
    last: int
    start: int
    end: int


def words_of(text: str) -> list[Word]:
    """The words of a text, which must be in NFC."""
    return [
        Word(match[0], match.start(), match.end(), _forms(match[0]), _is_capitalised(match[0]))
        for match in _WORD.finditer(text)
    ]


class NameIndex:
    """Names of all registers.

    Add those of which the case does not matter, such as subjects, as `loose`; these match in singular and
    plural, too.
    """

    def __init__(self) -> None:
        self._by_first: defaultdict[str, list[Name]] = defaultdict(list)
        self._unspaced: defaultdict[str, list[Name]] = defaultdict(list)

    def add(self, owner: tuple[str, str], text: str, *, loose: bool = False) -> None:
        """Takes in a name of something."""
        text = unicodedata.normalize("NFC", text).strip()
        acronym = text.isupper() and len(text) <= _MAX_ACRONYM and text.isalpha() and text.isascii()
        words = tuple(
            (bare(word.text), plain(word.text), not loose and word.text[0].isupper())
            for word in words_of(text)
        )
        name = Name(owner, text, words, acronym, loose)
        if _UNSPACED_RUN.match(text):
            if len(text) > 1:
                self._unspaced[text[0]].append(name)
        elif words and all(bare_word for bare_word, _, _ in words):
            self._by_first[words[0][0]].append(name)
            if acronym and len(text) <= 3:
                letters = tuple((letter.lower(), letter.lower(), True) for letter in text)
                self._by_first[letters[0][0]].append(Name(owner, text, letters, False, False))

    def matches(self, text: str, words: list[Word], language: str) -> Iterator[Match]:
        """All names in a text (NFC), in order; of names that overlap, the first and longest.

        Names of several owners come one after another.
        """
        at = 0
        while at < len(words):
            found = list(self._longest(text, words, at, language))
            yield from found
            at = found[0].last if found else at + 1
        if self._unspaced:
            yield from self._in_unspaced(text)

    def _longest(self, text: str, words: list[Word], at: int, language: str) -> Iterable[Match]:
        best: dict[tuple[str, str], Match] = {}
        length = 0
        for name in self._starting(words[at], language):
            count = len(name.words)
            if count < length or not _fits(name, text, words, at, language):
                continue
            if count > length:
                best, length = {}, count
            best.setdefault(
                name.owner, Match(name, at, at + count, words[at].start, words[at + count - 1].end)
            )
        exact = [match for match in best.values() if _is_exact(match.name, words[at])]
        return exact or best.values()

    def _starting(self, word: Word, language: str) -> Iterator[Name]:
        for key in _keys(word.forms, language):
            yield from self._by_first.get(key, ())

    def _in_unspaced(self, text: str) -> Iterator[Match]:
        for run in _UNSPACED_RUN.finditer(text):
            at = run.start()
            while at < run.end():
                fitting = [name for name in self._unspaced.get(text[at], ()) if _stands(name.text, text, at)]
                longest = max((len(name.text) for name in fitting), default=0)
                for name in fitting:
                    if len(name.text) == longest:
                        yield Match(name, -1, -1, at, at + longest)
                at += longest or 1


def _forms(word: str) -> tuple[tuple[str, str], ...]:
    forms = [(bare(word), plain(word))]
    split = _APOSTROPHE.search(word)
    if split:
        before, after = word[: split.start()], word[split.end() :]
        part = after if before.lower() in _ELIDED else before
        if len(part) > 1:
            forms.append((bare(part), plain(part)))
    return tuple(forms)


@lru_cache(maxsize=8192)
def _keys(forms: tuple[tuple[str, str], ...], language: str) -> tuple[str, ...]:
    """First words of the names that a word may begin."""
    keys = [form for form, _ in forms]
    keys += [key for form in keys for key in (*nominatives(form, language), *plurals(form))]
    return tuple(dict.fromkeys(keys))


def _is_capitalised(word: str) -> bool:
    first = next((sign for sign in word if sign.isalpha()), word[0])
    # `l'Ukraine` begins small.
    return not first.islower() or any(part[:1].isupper() for part in _APOSTROPHE.split(word)[1:])


def _is_exact(name: Name, word: Word) -> bool:
    return any(name.words[0][1] == exact for _, exact in word.forms)


def _fits(name: Name, text: str, words: list[Word], at: int, language: str) -> bool:
    count = len(name.words)
    if at + count > len(words):
        return False
    if not all(_word_fits(name, number, words[at + number], language) for number in range(count)):
        return False
    comma = "," in name.text
    return all(
        _is_gap(text[words[number].end : words[number + 1].start], comma=comma)
        for number in range(at, at + count - 1)
    )


def _word_fits(name: Name, number: int, word: Word, language: str) -> bool:
    own, exact, capital = name.words[number]
    if name.acronym:
        return word.text == name.text or any(
            form == exact and word.text.startswith(name.text) for _, form in word.forms
        )
    if capital and not word.is_capitalised and not (number and own in _GENERIC):
        return False
    if any(form == exact for _, form in word.forms):
        return True
    if len(own) < _MIN_WITHOUT_ACCENTS and len(name.words) == 1 and own != exact:
        # Inflected forms of short names may have lost no accent.
        return not own.isascii() and any(is_form(own, form, language) for form, _ in word.forms)
    return any(_is_same(own, form, plain_form, name, language) for form, plain_form in word.forms)


def _is_same(own: str, form: str, exact: str, name: Name, language: str) -> bool:
    if own == form:
        return len(own) >= _MIN_WITHOUT_ACCENTS or len(name.words) > 1 or form == exact
    if name.loose and own.isascii() and is_plural(own, form):
        return True
    return is_form(own, form, language)


def _is_gap(between: str, *, comma: bool) -> bool:
    return 0 < len(between) <= _MAX_GAP and all(sign in _GAP or (comma and sign == ",") for sign in between)


def _stands(name: str, text: str, at: int) -> bool:
    """True when a name stands at a place, and is no part of a longer word in katakana."""
    if not text.startswith(name, at):
        return False
    around = (text[at - 1 : at] if at else "", text[at + len(name) : at + len(name) + 1])
    edges = (name[0], name[-1])
    return not any(
        _KATAKANA.match(outside) and _KATAKANA.match(edge) and outside != "・"
        for outside, edge in zip(around, edges, strict=True)
        if outside
    )
