"""Which tags and places of the archive's registers an article is about, and which places they lack."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, replace

from sitegen.contribute.importing.article_text import Part, parts_of
from sitegen.contribute.importing.gazetteer import CityIndex, Gazetteer
from sitegen.contribute.importing.mentions import Passage, Use, is_part_of_organisation, passage_of
from sitegen.contribute.importing.place_candidates import Candidates, PlaceCandidate
from sitegen.contribute.importing.place_context import PlaceContext, Sense
from sitegen.contribute.importing.term_matching import Match, NameIndex, words_of
from sitegen.contribute.importing.term_tally import ScannedPart, Tally
from sitegen.contribute.importing.values import Doubt, Draft
from sitegen.contribute.importing.word_forms import base_language
from sitegen.model import Term
from sitegen.read.registers import Register

MAX_TAGS = 5
MAX_PLACES = 6
# A subject needs this many mentions, by their weights, of which one word in so many is one.
_MIN_TAG_SCORE = 4.0
_MIN_TAG_MENTIONS = 3
_WORDS_PER_MENTION = 250
# A place that a longer text names once, below its first paragraph, is only mentioned.
_MIN_PLACE_SCORE = 2.0
_SHORT_TEXT = 200
_SHORT = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class TermsFound:
    """What was found in a draft.

    tags, places: names in the registers, likeliest first
    candidates: places that the register lacks, to confirm
    doubts: names that may mean several places
    """

    tags: tuple[str, ...] = ()
    places: tuple[str, ...] = ()
    candidates: tuple[PlaceCandidate, ...] = ()
    doubts: tuple[Doubt, ...] = ()


class TermFinder:
    """Finds tags and places in drafts. Made once for many: it holds all names of the registers."""

    def __init__(
        self, *, tags: Register, places: Register, outlets: Register | None = None, cities: CityIndex
    ) -> None:
        """`cities` are those that the register of places may lack."""
        self._tags, self._places = tags, places
        self._context = PlaceContext(places, Gazetteer(cities))
        self._candidates = Candidates(places, self._context)
        self._index = NameIndex()
        for register in (tags, places, outlets):
            if register:
                self._add_names(register)

    def find(self, draft: Draft) -> TermsFound:
        """The terms of a draft, which is not changed."""
        tallies: defaultdict[tuple[str, str], Tally] = defaultdict(Tally)
        scanned = [self._scan(part, draft.language, tallies) for part in parts_of(draft)]
        named = {key: tally for key, tally in tallies.items() if key[0] == "place" and tally.is_place}
        places = {place_id: tally for (_, place_id), tally in named.items()}
        more = self._candidates.find(scanned, draft.language, places)
        doubts = list(more.doubts)
        for place_id, sense in self._doubtful(places, more.evidence, draft.language):
            del places[place_id]
            doubts.append(sense.doubt)
        for place_id, tally in more.known.items():
            places.setdefault(place_id, tally)
        if _length(scanned) > _SHORT_TEXT:
            places = {key: tally for key, tally in places.items() if tally.score >= _MIN_PLACE_SCORE}
        return TermsFound(
            tags=self._chosen_tags(draft, tallies, scanned),
            places=self._chosen_places(places),
            candidates=more.candidates,
            doubts=tuple(doubts),
        )

    def _add_names(self, register: Register) -> None:
        for term in register.terms.values():
            for name in (term.name, *term.aliases):
                self._index.add((register.kind, term.id), name, loose=register.kind == "tag")

    def _scan(self, part: Part, language: str, tallies: dict[tuple[str, str], Tally]) -> ScannedPart:
        words = words_of(part.text)
        passage = passage_of(part.text, words, language, title=part.zone == "title")
        shouted = part.text.isupper()
        taken: set[int] = set()
        for match in self._index.matches(part.text, words, language):
            if (shouted and match.name.acronym) or not _is_language_of(match, language):
                continue
            if match.first >= 0:
                taken.update(range(match.first, match.last))
            if match.first >= 0 and is_part_of_organisation(part.text, words, match.last):
                taken.add(match.last)
                continue
            use = _use(passage, match)
            if match.name.loose and use.is_strange:
                continue
            tallies[match.name.owner].count(part, match.name.text, use)
        return ScannedPart(part, words, frozenset(taken))

    def _doubtful(
        self, places: dict[str, Tally], evidence: Counter[str], language: str
    ) -> list[tuple[str, Sense]]:
        """Places of the register of which the names mean another place as likely."""
        found = []
        for place_id, tally in places.items():
            others = [self._places.terms[other] for other in places if other != place_id]
            name = tally.names.most_common(1)[0][0]
            sense = self._context.sense(self._places.terms[place_id], name, others, evidence, language)
            if sense:
                found.append((place_id, sense))
        return found

    def _chosen_places(self, places: dict[str, Tally]) -> tuple[str, ...]:
        """The most specific places, best first; those above them only when title or summary name them."""
        above = {
            parent for place_id in places for parent in ancestors(self._places, self._places.terms[place_id])
        }
        kept = [
            place_id
            for place_id, tally in places.items()
            if place_id not in above or tally.zones & {"title", "summary"}
        ]
        kept.sort(key=lambda place_id: (-places[place_id].score, place_id))
        return tuple(self._places.terms[place_id].name for place_id in kept[:MAX_PLACES])

    def _chosen_tags(
        self, draft: Draft, tallies: dict[tuple[str, str], Tally], scanned: list[ScannedPart]
    ) -> tuple[str, ...]:
        said = [term.id for keyword in draft.keywords if (term := self._tags.find(keyword))]
        length = _length(scanned)
        found = {tag: tally for (kind, tag), tally in tallies.items() if kind == "tag"}
        enough = [tag for tag, tally in found.items() if _is_subject(tally, length)]
        enough.sort(key=lambda tag: (-found[tag].score, tag))
        chosen = list(dict.fromkeys([*said, *enough]))
        above = {parent for tag in chosen for parent in ancestors(self._tags, self._tags.terms[tag])}
        kept = [tag for tag in chosen if tag in said or tag not in above]
        return tuple(self._tags.terms[tag].name for tag in kept[:MAX_TAGS])


def ancestors(register: Register, term: Term) -> Iterable[str]:
    """Ids of the terms above a term, nearest first."""
    seen = {term.id}
    while term.parent and term.parent not in seen and term.parent in register.terms:
        seen.add(term.parent)
        yield term.parent
        term = register.terms[term.parent]


def _length(scanned: list[ScannedPart]) -> int:
    """How many words there are; in scripts without spaces, about how many."""
    return sum(len(part.words) or len(part.part.text) // 2 for part in scanned)


def _is_subject(tally: Tally, length: int) -> bool:
    """True when a subject is named often enough, for how long a text is."""
    top = bool(tally.zones & {"title", "summary"})
    if top and tally.mentions > 1 and tally.score >= _MIN_TAG_SCORE:
        return True
    return (
        tally.mentions >= max(_MIN_TAG_MENTIONS, length / _WORDS_PER_MENTION)
        and tally.score >= _MIN_TAG_SCORE
    )


def _use(passage: Passage, match: Match) -> Use:
    if match.first < 0 or match.name.acronym or match.name.owner[0] == "outlet":
        return Use()
    use = passage.use(match.first, match.last)
    # Names of several words are nobody's surname.
    return replace(use, is_sure=True) if use.says_where and len(match.name.words) > 1 else use


def _is_language_of(match: Match, language: str) -> bool:
    """False for `Nga` or `Úc` outside of Vietnamese, where short words are names of countries."""
    text = match.name.text
    is_latin = text[:1] < "\u0250" or "\u1e00" <= text[:1] < "\u1f00"
    is_short = is_latin and len(text) <= _SHORT and not text.isupper()
    return not is_short or match.name.owner[0] != "place" or base_language(language) == "vi"
