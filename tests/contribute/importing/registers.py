"""Small registers for tests."""

from __future__ import annotations

from functools import cache

from sitegen.contribute.importing.gazetteer import CityIndex, make_city_index
from sitegen.contribute.importing.terms import TermFinder
from sitegen.read.register_file import parse_register

TAGS = """
war-and-conflict: {name: War and conflict, aliases: [War]}
northern-war: {name: Northern war, aliases: [War in the north], broader: war-and-conflict}
disasters: {name: Disasters}
floods: {name: Floods, aliases: [Flooding, Lũ lụt, Повінь], broader: disasters}
fires: {name: Fires}
elections: {name: Elections, aliases: [Вибори]}
united-nations: {name: United Nations, aliases: [UN]}
"""
PLACES = """
ukraine: {name: Ukraine, aliases: [Україна], kind: country, geonames: 690791}
kharkiv-oblast: {name: Kharkiv Oblast, aliases: [Харківська область], kind: region, within: ukraine}
kharkiv: {name: Kharkiv, aliases: [Харків], kind: city, within: kharkiv-oblast, geonames: 706483}
kupyansk: {name: Kupyansk, aliases: [Куп'янськ], kind: city, within: kharkiv-oblast}
kupyansk-vuzlovyi: {name: Kupyansk-Vuzlovyi, kind: town, within: kharkiv-oblast}
kyiv: {name: Kyiv, aliases: [Київ, Kiev, Kijów], kind: city, within: ukraine, geonames: 703448}
oskil-river: {name: Oskil River, aliases: [Оскіл], kind: river}
vietnam: {name: Vietnam, aliases: [Việt Nam], kind: country}
hoi-an: {name: Hội An, kind: town, within: vietnam}
hue: {name: Huế, kind: city, within: vietnam}
russia: {name: Russia, aliases: [Nga], kind: country}
united-states: {name: United States, aliases: [US, USA, Mỹ], kind: country}
new-york: {name: New York City, aliases: [New York], kind: city, within: united-states}
houston: {name: Houston, kind: city, within: united-states, geonames: 4699066}
washington: {name: "Washington, D.C.", aliases: [Washington], kind: city, within: united-states}
france: {name: France, kind: country}
paris: {name: Paris, kind: city, within: france, geonames: 2988507}
united-kingdom: {name: United Kingdom, kind: country}
london: {name: London, kind: city, within: united-kingdom, geonames: 2643743}
germany: {name: Germany, aliases: [Deutschland], kind: country}
berlin: {name: Berlin, kind: city, within: germany}
syria: {name: Syria, aliases: [سوريا], kind: country}
aleppo: {name: Aleppo, aliases: [حلب], kind: city, within: syria}
egypt: {name: Egypt, aliases: [مصر], kind: country}
japan: {name: Japan, aliases: [日本], kind: country}
tokyo: {name: Tokyo, aliases: [東京], kind: city, within: japan}
kyoto: {name: Kyoto, aliases: [京都], kind: city, within: japan}
lyon: {name: Lyon, aliases: [リヨン], kind: city, within: france}
"""
OUTLETS = """
quay-gazette: {name: London Gazetteer, aliases: [Berlin Quay Reporter]}
"""
GEORGIA = "georgia: {name: Georgia, kind: country}\n"
ODESA = "odesa: {name: Odesa, aliases: [Odessa, Одеса], kind: city, within: ukraine, geonames: 698740}\n"


@cache
def cities() -> CityIndex:
    """GeoNames' cities, read once for all tests of a process."""
    return make_city_index()


def finder(more_places: str = "") -> TermFinder:
    """A finder over the registers above, and further places."""
    return TermFinder(
        tags=parse_register("tag", TAGS.encode()),
        places=parse_register("place", (PLACES + more_places).encode()),
        outlets=parse_register("outlet", OUTLETS.encode()),
        cities=cities(),
    )
