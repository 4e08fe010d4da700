"""Places that an article names and the register lacks: offered from GeoNames, never added."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import pairwise

from sitegen.contribute.importing.gazetteer import Country, Settlement, State, key_of
from sitegen.contribute.importing.mentions import is_part_of_organisation, passage_of
from sitegen.contribute.importing.place_context import HOME, PlaceContext, described
from sitegen.contribute.importing.term_matching import Word
from sitegen.contribute.importing.term_tally import ScannedPart, Tally
from sitegen.contribute.importing.values import Doubt
from sitegen.contribute.importing.word_forms import base_language, nominatives
from sitegen.model import Term
from sitegen.read.registers import Register

MAX_CANDIDATES = 5
_MAX_WORDS = 4
_CITY = 100_000
# A namesake so many times smaller is not meant when nothing tells.
_SMALLER = 5
# One so many times larger may be meant, whatever else the article names.
_MUCH_LARGER = 10
_MIN_LENGTH = 4
# Georgia is the one name that a country shares with a state of the United States.
_SHARED = "GE"
# Degrees, within which two places of one name are one.
_NEAR = 0.3
_SETTLEMENTS = frozenset({"city", "town", "village", ""})
# Names of months and days are names of towns, too.
_NO_PLACES = frozenset({"march", "april", "may", "june", "july", "august", "sunday", "friday", "internet"})
# The common noun “city” is also the Arabic name of Medina; a script without case does not tell them apart.
_COMMON_NOUNS = frozenset(map(key_of, ("مدينة", "المدينة")))
# Their endings say where.
_LOCATIVE = frozenset({"tr", "az", "fi", "et", "hu"})

_Meaning = Country | Settlement | State


@dataclass(frozen=True, slots=True, kw_only=True)
class PlaceCandidate:
    """A place to confirm. Degrees are WGS 84; a country has none.

    name: as GeoNames writes it
    aliases: as the article writes it, when that is different
    country: ISO 3166, two letters
    geonames: its number there
    parent: id in the register of what it lies in; a guess, may be empty
    """

    name: str
    aliases: tuple[str, ...]
    kind: str
    latitude: float | None = None
    longitude: float | None = None
    country: str
    geonames: int
    parent: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class MorePlaces:
    """What the gazetteer tells of an article.

    known: places of the register that it names in a way that the register does not know
    evidence: how many places lie in each country
    """

    candidates: tuple[PlaceCandidate, ...]
    doubts: tuple[Doubt, ...]
    known: dict[str, Tally]
    evidence: Counter[str]


@dataclass(frozen=True, slots=True)
class _Spot:
    """A name of the gazetteer in a text."""

    country: Country | None
    cities: list[tuple[Settlement, bool]]
    tally: Tally


class Candidates:
    """Finds places in articles that the register lacks."""

    def __init__(self, places: Register, context: PlaceContext) -> None:
        self._places = places
        self._context = context

    def find(self, parts: list[ScannedPart], language: str, places: dict[str, Tally]) -> MorePlaces:
        """What the gazetteer tells of the words that no name of the registers takes up."""
        spots = self._spots(parts, language)
        evidence = Counter(code for spot in spots.values() if (code := _only_country(spot)))
        near = evidence + self._context.countries(self._places.terms[place_id] for place_id in places)
        home = HOME.get(base_language(language), "")
        candidates, doubts, known = [], [], {}
        for spot in sorted(spots.values(), key=lambda spot: -spot.tally.score):
            meant = _meant(spot, near, home)
            only = meant[0] if len(meant) == 1 else None
            if only is None or isinstance(only, State):
                doubts += [self._doubt(meant, spot)] if meant and _is_worth(spot) else []
                continue
            term = self._known(only)
            if term:
                known[term.id] = spot.tally
            elif _is_worth(spot):
                candidates.append(self._candidate(only, spot))
        return MorePlaces(
            candidates=tuple(candidates[:MAX_CANDIDATES]),
            doubts=tuple(doubts[:MAX_CANDIDATES]),
            known=known,
            evidence=evidence,
        )

    def _spots(self, parts: list[ScannedPart], language: str) -> dict[str, _Spot]:
        small = {word.text for part in parts for word in part.words if word.text.islower()}
        tallies: defaultdict[str, Tally] = defaultdict(Tally)
        spots: dict[str, _Spot] = {}
        for scanned in parts:
            passage = passage_of(
                scanned.part.text, scanned.words, language, title=scanned.part.zone == "title"
            )
            for first, last, key, spot in self._in_part(scanned, language, small):
                text, words = scanned.part.text, scanned.words
                if is_part_of_organisation(text, words, last):
                    continue
                name = text[words[first].start : words[last - 1].end]
                use = passage.use(first, last)
                if base_language(language) in _LOCATIVE and key_of(name) != key:
                    use = replace(use, says_where=True)
                tallies[key].count(scanned.part, name, use)
                spots[key] = _Spot(*spot, tallies[key])
        return {key: spot for key, spot in spots.items() if spot.tally.is_place}

    def _in_part(
        self, scanned: ScannedPart, language: str, small: set[str]
    ) -> Iterator[tuple[int, int, str, tuple[Country | None, list[tuple[Settlement, bool]]]]]:
        """First and last word, key and meanings of each name of the gazetteer."""
        at = 0
        while at < len(scanned.words):
            if not scanned.words[at].is_capitalised or at in scanned.taken:
                at += 1
                continue
            found = next(
                (
                    (at + count, key, meanings)
                    for count in range(_MAX_WORDS, 0, -1)
                    if _may_be_name(scanned, at, at + count, small)
                    for key in _keys(scanned.words[at : at + count], language)
                    if key not in _COMMON_NOUNS and any(meanings := self._meanings(key))
                ),
                None,
            )
            if found:
                yield at, *found
            at = found[0] if found else at + 1

    def _meanings(self, key: str) -> tuple[Country | None, list[tuple[Settlement, bool]]]:
        world = self._context.gazetteer
        return world.country(key), world.settlements(key)

    def _known(self, meant: Country | Settlement) -> Term | None:
        """The place of the register that is meant: by its number, or by name and position."""
        return self._context.known(meant.geonames) or next(
            (
                term
                for name in [meant.name]
                if (term := self._places.find(name)) and isinstance(meant, Settlement) and _is_at(term, meant)
            ),
            None,
        )

    def _candidate(self, meant: Country | Settlement, spot: _Spot) -> PlaceCandidate:
        written = spot.tally.names.most_common(1)[0][0]
        also = {city.geonames for city, _ in self._context.gazetteer.settlements(key_of(written))}
        aliases = (written,) if key_of(written) != key_of(meant.name) and meant.geonames in also else ()
        if isinstance(meant, Country):
            return PlaceCandidate(
                name=meant.name, aliases=aliases, kind="country", country=meant.code, geonames=meant.geonames
            )
        return PlaceCandidate(
            name=meant.name,
            aliases=aliases,
            kind="city" if meant.population >= _CITY else "town",
            latitude=round(meant.latitude, 4),
            longitude=round(meant.longitude, 4),
            country=meant.country,
            geonames=meant.geonames,
            parent=self._context.id_of_country(meant.country),
        )

    def _doubt(self, meant: list[_Meaning], spot: _Spot) -> Doubt:
        world = self._context.gazetteer
        name = spot.tally.names.most_common(1)[0][0]
        options = [described(one, world) for one in meant]
        return Doubt(key="places", message=f"“{name}” may mean several places", options=tuple(options))


def _may_be_name(scanned: ScannedPart, first: int, last: int, small: set[str]) -> bool:
    words = scanned.words[first:last]
    if last > len(scanned.words) or any(number in scanned.taken for number in range(first, last)):
        return False
    if not (words[0].is_capitalised and words[-1].is_capitalised):
        return False
    text = scanned.part.text
    if any(text[one.end : other.start] not in {" ", "-", "\u00a0"} for one, other in pairwise(words)):
        return False
    alone = words[0].text.lower()
    is_word = len(words) == 1 and words[0].text[0].isupper() and (alone in small or alone in _NO_PLACES)
    return not is_word and sum(len(word.text) for word in words) >= _MIN_LENGTH


def _keys(words: list[Word], language: str) -> Iterator[str]:
    forms = [[form for form, _ in word.forms] for word in words]
    before = "".join(one[0] + " " for one in forms[:-1])
    for last in forms[-1]:
        yield before + last
    if len(words) == 1:
        for last in forms[-1]:
            yield from nominatives(last, language)


def _only_country(spot: _Spot) -> str:
    """The country in which all places of a name lie that are of any size; empty when they differ."""
    codes = {city.country for city, _ in spot.cities}
    if spot.country:
        if spot.country.code == _SHARED:
            return ""
        codes.add(spot.country.code)
    return codes.pop() if len(codes) == 1 and (spot.country or spot.tally.where) else ""


def _meant(spot: _Spot, near: Counter[str], home: str) -> list[_Meaning]:
    """What a name means, likeliest first: one place, several that cannot be told apart, or none."""
    if spot.country:
        return _meant_country(spot.country, spot, near)
    places = [pair for pair in spot.cities if near[pair[0].country]]
    if not places and not near:
        places = [pair for pair in spot.cities if pair[0].country == home]
    cities = [city for city, proper in places if proper] or [city for city, _ in places]
    if cities:
        world = [city for city, proper in spot.cities if proper and not near[city.country]]
        if near and world and world[0].population > cities[0].population * _MUCH_LARGER:
            return [cities[0], world[0]]
        return [
            cities[0],
            *(city for city in cities[1:] if city.population * _SMALLER > cities[0].population),
        ]
    return _meant_without_context(spot)


def _meant_without_context(spot: _Spot) -> list[_Meaning]:
    cities = [city for city, _ in spot.cities]
    if len(cities) == 1:
        return [*cities] if spot.cities[0][1] or spot.tally.mentions > 1 else []
    first = next((city for city, proper in spot.cities if proper), None)
    if first is None or cities[0].population < _CITY:
        return []
    rivals = [city for city in cities if city is not first and city.population * _SMALLER > first.population]
    return [first, *rivals] if rivals or first.population >= _CITY else []


def _meant_country(country: Country, spot: _Spot, near: Counter[str]) -> list[_Meaning]:
    if country.code != _SHARED:
        return [country]
    around = near[_SHARED] + sum(near[code] for code in country.neighbours)
    if near["US"] > around:
        return []
    return [country] if around else [country, State(spot.tally.names.most_common(1)[0][0])]


def _is_worth(spot: _Spot) -> bool:
    """True when a name is used as a place's, and either more than once or at the top."""
    large = bool(spot.country) or any(city.population >= _CITY for city, _ in spot.cities)
    often = spot.tally.mentions > 1 or bool(spot.tally.zones & {"title", "summary", "first"})
    return spot.tally.where > 0 and (often or large)


def _is_at(term: Term, city: Settlement) -> bool:
    if term.latitude is None or term.longitude is None or term.kind not in _SETTLEMENTS:
        return False
    return abs(term.latitude - city.latitude) < _NEAR and abs(term.longitude - city.longitude) < _NEAR
