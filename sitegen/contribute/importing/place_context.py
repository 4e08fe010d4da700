"""Which of several places a name means: the countries of the other places in the article decide."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from sitegen.contribute.importing.gazetteer import Country, Gazetteer, Settlement, State, key_of
from sitegen.contribute.importing.values import Doubt
from sitegen.contribute.importing.word_forms import base_language
from sitegen.model import Term
from sitegen.read.registers import Register

# A namesake so many times smaller than the place of the register is not meant without a word.
_MUCH_SMALLER = 30
# One so many times larger is meant first.
_MUCH_LARGER = 10
_SETTLEMENTS = frozenset({"city", "town", "village", ""})
# Where a language is mostly spoken: a hint that counts only when nothing in the text does.
_HOMES = (
    "cs-CZ da-DK et-EE fi-FI hu-HU it-IT ja-JP ka-GE ko-KR lt-LT lv-LV nb-NO nl-NL pl-PL"
    " sv-SE th-TH tr-TR uk-UA vi-VN"
)
HOME = {pair[:2]: pair[3:] for pair in _HOMES.split()}


@dataclass(frozen=True, slots=True)
class Sense:
    """That a name may mean another place than the register's, as a doubt."""

    doubt: Doubt


class PlaceContext:
    """What the register's places tell of countries, and the gazetteer of others."""

    def __init__(self, places: Register, gazetteer: Gazetteer) -> None:
        self.gazetteer = gazetteer
        self._places = places
        self._by_geonames = {term.geonames: term for term in places.terms.values() if term.geonames}
        self._codes: dict[str, str] = {}

    def known(self, geonames: int) -> Term | None:
        """The register's place with a number of GeoNames."""
        return self._by_geonames.get(geonames)

    def country(self, term: Term) -> str:
        """ISO 3166 code of the country in which a place of the register lies; empty when it does not say."""
        if term.id not in self._codes:
            self._codes[term.id] = self._country(term)
        return self._codes[term.id]

    def id_of_country(self, code: str) -> str:
        """Id of a country in the register, or empty."""
        countries = (term for term in self._places.terms.values() if term.kind == "country")
        return next((term.id for term in countries if self.country(term) == code), "")

    def countries(self, terms: Iterable[Term]) -> Counter[str]:
        """How many places lie in each country."""
        return Counter(code for term in terms if (code := self.country(term)))

    def sense(
        self, term: Term, name: str, others: list[Term], evidence: Counter[str], language: str
    ) -> Sense | None:
        """A doubt when a name of a place of the register may well mean another; else None.

        others: the article's other places of the register
        evidence: how many other places in the article lie in each country
        """
        own = self.country(term)
        namesakes = self.gazetteer.settlements(key_of(name)) if term.kind in _SETTLEMENTS else []
        state = self.gazetteer.states.get(key_of(name)) if own != "US" else None
        rivals = [city for city, _ in namesakes if city.country != own]
        if not rivals and not state:
            return None
        near = self.countries(others) + evidence
        if state:
            return self._state_sense(term, state, own, near)
        size = max((city.population for city, _ in namesakes if city.country == own), default=0)
        if near[own] or (not near and HOME.get(base_language(language)) == own):
            return None
        likely = [city for city in rivals if _is_likely(city, size, near, namesakes)]
        return (
            self._doubt(term, name, [described(city, self.gazetteer) for city in likely]) if likely else None
        )

    def _state_sense(self, term: Term, state: str, own: str, near: Counter[str]) -> Sense | None:
        country = self.gazetteer.countries.get(own)
        around = sum(near[code] for code in country.neighbours) if country else 0
        if near[own] + around > near["US"]:
            return None
        return self._doubt(term, state, [described(State(state), self.gazetteer)])

    def _doubt(self, term: Term, name: str, likely: list[str]) -> Sense:
        own = f"{term.name} (in the register: {term.id})"
        return Sense(Doubt(key="places", message=f"“{name}” may mean several places", options=(own, *likely)))

    def _country(self, term: Term) -> str:
        seen: set[str] = set()
        while term.kind != "country" and term.parent in self._places.terms and term.id not in seen:
            seen.add(term.id)
            term = self._places.terms[term.parent]
        if term.kind != "country":
            return ""
        countries = self.gazetteer.countries.values()
        by_number = next((c.code for c in countries if c.geonames == term.geonames), "")
        names = (term.name, *term.aliases)
        found = (country.code for name in names if (country := self.gazetteer.country(key_of(name))))
        return by_number or next(found, "")


def _is_likely(
    city: Settlement, size: int, near: Counter[str], namesakes: list[tuple[Settlement, bool]]
) -> bool:
    if near:
        return bool(near[city.country]) and city.population * _MUCH_SMALLER >= size
    proper = {one.geonames: is_proper for one, is_proper in namesakes}[city.geonames]
    return proper and 0 < size * _MUCH_LARGER <= city.population


def described(place: Settlement | Country | State, world: Gazetteer) -> str:
    """A place for people who have to tell it from others."""
    if isinstance(place, State):
        return f"{place.name} (state of the United States)"
    if isinstance(place, Country):
        return f"{place.name} (country)"
    country = world.countries.get(place.country)
    where = ", ".join(filter(None, (world.state_of(place), country.name if country else place.country)))
    return f"{place.name}, {where} ({place.population:,} inhabitants, {_position(place)})"


def _position(place: Settlement) -> str:
    """Degrees that a map finds: of two places of one name in one country they alone tell which is which."""
    south_north, west_east = "SN"[place.latitude >= 0], "WE"[place.longitude >= 0]
    return f"{abs(place.latitude):.1f}° {south_north}, {abs(place.longitude):.1f}° {west_east}"
