"""Whether a name that stands in a text is used as a place: what stands beside it tells."""

from __future__ import annotations

import re
from dataclasses import dataclass

from sitegen.contribute.importing.term_matching import Word
from sitegen.contribute.importing.word_forms import base_language

# Words that say where. By language of the text; "en" also where the language is not known.
_WHERE = {
    "en": "in at near outside around inside across throughout",
    "de": "in bei nach aus nahe um",
    "fr": "à au en dans près vers",
    "es": "en cerca",
    "pt": "em no na",
    "it": "a in nel nella presso",
    "pl": "w we pod koło",
    "cs": "v ve u",
    "sk": "v vo",
    "uk": "в у на біля під поблизу",
    "ru": "в во на под около",
    "vi": "ở tại",
    "sv": "i på vid",
    "nb": "i på ved",
    "da": "i på ved",
    "nl": "in te bij",
    "ar": "في",
    "ro": "în la",
}
# The same with a noun: `city of Orrin`.
_WHERE_NOUNS = {
    "en": ("of", "city town village capital port suburb outskirts province region district residents centre"),
    "vi": ("phố", "thành"),
}
# Small words before a name that leave it a name of its own.
_TITLE_WORDS = (
    "mayor governor police region oblast province airport city prefecture county district port president"
    " prime minister river north south east west northern southern eastern western central greater downtown"
    " old upper lower the in at from and of near but on after before while when as for with to by since"
    " although however meanwhile that this monday tuesday wednesday thursday friday saturday sunday january"
    " february march april may june july august september october november december"
)
_TITLES = frozenset(_TITLE_WORDS.split())
# After a place's name, these make it a newspaper, a club or a firm.
_ORGANISATION_WORDS = (
    "times post herald tribune independent journal news gazette daily review chronicle examiner press mail"
    " today magazine observer telegraph star sun standard bulletin courier guardian university"
    " airlines airways bank hotel united fc rovers athletic symphony orchestra accord agreement"
    " treaty convention"
)
_ORGANISATIONS = frozenset(_ORGANISATION_WORDS.split())
# Before a person's name.
_HONORIFIC_WORDS = (
    "mr mrs ms dr sir lady prof herr frau monsieur madame señor señora signor pan pani пан пані господин"
    " chị anh ông bà cô chú bác em cậu"
)
_HONORIFICS = frozenset(_HONORIFIC_WORDS.split())
# German writes all nouns large; scripts without case tell nothing.
_LARGE_NOUNS = frozenset({"de", "lb"})
# Where a noun hardly stands right before a name at the head of a sentence: `Residents of Paris`.
_WITH_PREPOSITIONS = frozenset({"", "en", "fr", "es", "it", "pt", "nl"})
_SENTENCE_END = re.compile(r"[.!?…:;\n(\"“”«»–—,|-]")
_TITLE_CASE_SHARE = 0.6
_MIN_HEADLINE = 3


@dataclass(frozen=True, slots=True)
class Use:
    """How a name is used at one place of a text.

    is_sure: it is hardly anything but a place
    is_strange: it may be part of another name
    says_where: a word such as `in` stands before it
    """

    is_sure: bool = True
    is_strange: bool = False
    says_where: bool = False


@dataclass(frozen=True, slots=True)
class Passage:
    """A part of an article. small: its words in small letters; headline: large letters tell nothing in it."""

    text: str
    words: list[Word]
    language: str
    headline: bool
    small: frozenset[str]

    def use(self, first: int, last: int) -> Use:
        """How words first to last (exclusive) are used."""
        where = says_where(self.text, self.words, first, self.language)
        strange = not self.headline and is_part_of_name(self, first, last)
        return Use(is_sure=where if self.headline else not strange, is_strange=strange, says_where=where)


def passage_of(text: str, words: list[Word], language: str, *, title: bool) -> Passage:
    """A text with its words, ready to be asked."""
    small = frozenset(word.text for word in words if word.text.islower())
    return Passage(text, words, language, title and is_title_case(words), small)


def is_title_case(words: list[Word]) -> bool:
    """True when most longer words after the first begin large, as in English headlines."""
    long = [word for word in words[1:] if len(word.text) > 3]
    large = sum(word.text[0].isupper() for word in long)
    return len(long) >= _MIN_HEADLINE and large >= _TITLE_CASE_SHARE * len(long)


def says_where(text: str, words: list[Word], first: int, language: str) -> bool:
    """True when a word of place stands before a name, such as `in`."""
    if not first:
        return False
    before = words[first - 1]
    if "\n" in text[before.end : words[first].start] or "." in text[before.end : words[first].start]:
        return False
    base = base_language(language) or "en"
    word = before.text.lower()
    link, nouns = _WHERE_NOUNS.get(base, ("", ""))
    if word == link and first > 1 and words[first - 2].text.lower() in nouns.split():
        return True
    return word in _WHERE.get(base, _WHERE["en"]).split()


def is_part_of_organisation(text: str, words: list[Word], last: int) -> bool:
    """True for `Washington Post`: the word after the name is such as newspapers and firms have."""
    after = _neighbour(text, words, last - 1, last)
    return after is not None and after.text[0].isupper() and _plain(after) in _ORGANISATIONS


def is_part_of_name(passage: Passage, first: int, last: int) -> bool:
    """True for `Paris Hilton` and `Jack London`: another capitalised word stands right beside the name."""
    text, words = passage.text, passage.words
    base = base_language(passage.language)
    if first and words[first - 1].text.lower() in _HONORIFICS:
        return True
    if base in _LARGE_NOUNS or not words[first].text[0].isupper():
        return False
    after = _neighbour(text, words, last - 1, last)
    if after and _is_strange(after) and not says_where(text, words, first, passage.language):
        return True
    before = _neighbour(text, words, first, first - 1)
    if before is None or not _is_strange(before):
        return False
    is_known_word = base not in _WITH_PREPOSITIONS or before.text.lower() in passage.small
    return not (is_known_word and _begins_sentence(text, words, first - 1))


def _neighbour(text: str, words: list[Word], inner: int, outer: int) -> Word | None:
    """The word beside another with nothing but a space between them."""
    if not 0 <= outer < len(words):
        return None
    one, other = sorted((words[inner], words[outer]), key=lambda word: word.start)
    return words[outer] if text[one.end : other.start] in {" ", "\u00a0"} else None


def _is_strange(word: Word) -> bool:
    return word.text[0].isupper() and _plain(word) not in _TITLES and not word.text.isupper()


def _begins_sentence(text: str, words: list[Word], at: int) -> bool:
    return at == 0 or bool(_SENTENCE_END.search(text[words[at - 1].end : words[at].start]))


def _plain(word: Word) -> str:
    return word.text.lower().rstrip("'’s") if word.text.endswith(("'s", "’s")) else word.text.lower()
