"""Entries that the registers lack, as YAML to be looked at and copied: nothing is added silently."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import chain
from urllib.parse import urlsplit

import yaml

from sitegen.contribute.importing.place_candidates import PlaceCandidate
from sitegen.read.names import slug_of
from sitegen.read.registers import Register


@dataclass(frozen=True, slots=True, kw_only=True)
class OutletCandidate:
    """An outlet to confirm.

    url: of its site; empty when the page's address is not known
    language: BCP 47; empty when it is not known
    """

    name: str
    url: str
    language: str


def outlet_candidate(name: str, article_url: str, language: str) -> OutletCandidate:
    """The outlet of an article that lies at an address."""
    parts = urlsplit(article_url)
    url = f"{parts.scheme}://{parts.netloc}" if parts.netloc else ""
    return OutletCandidate(name=name, url=url, language=language)


def place_entries(candidates: Iterable[PlaceCandidate], places: Register) -> list[str]:
    """An entry of content/places.yaml for each of some candidates; their ids are not in the register."""
    taken = _taken_ids(places)
    by_number = {candidate.geonames: candidate for candidate in candidates}
    return [_place_entry(candidate, taken) for candidate in by_number.values()]


def outlet_entries(candidates: Iterable[OutletCandidate], outlets: Register) -> list[str]:
    """Likewise for content/outlets.yaml."""
    taken = _taken_ids(outlets)
    by_name: dict[str, OutletCandidate] = {}
    for candidate in candidates:
        if slug_of(candidate.name):
            by_name.setdefault(candidate.name, candidate)
    return [_outlet_entry(candidate, taken) for candidate in by_name.values()]


def _taken_ids(register: Register) -> set[str]:
    """Ids of the register's terms, and those that they had: their addresses lead on."""
    return {taken_id for term in register.terms.values() for taken_id in (term.id, *term.former_ids)}


def _place_entry(candidate: PlaceCandidate, taken: set[str]) -> str:
    slug = slug_of(candidate.name) or f"geonames-{candidate.geonames}"
    values: dict[str, object] = {
        "name": candidate.name,
        "aliases": list(candidate.aliases),
        "kind": candidate.kind,
        "within": candidate.parent,
        "latitude": candidate.latitude,
        "longitude": candidate.longitude,
        "geonames": candidate.geonames,
    }
    of_country = f"{slug}-{candidate.country.lower()}"
    return _entry(chain((slug, of_country), _numbered(f"{of_country}-{candidate.geonames}")), values, taken)


def _outlet_entry(candidate: OutletCandidate, taken: set[str]) -> str:
    values: dict[str, object] = {
        "name": candidate.name,
        "url": candidate.url,
        "language": candidate.language,
    }
    return _entry(_numbered(slug_of(candidate.name)), values, taken)


def _numbered(slug: str) -> Iterator[str]:
    yield slug
    number = 2
    while True:
        yield f"{slug}-{number}"
        number += 1


def _entry(slugs: Iterable[str], values: dict[str, object], taken: set[str]) -> str:
    """YAML under the first id that is free, which is taken then."""
    slug = next(one for one in slugs if one not in taken)
    taken.add(slug)
    known = {key: value for key, value in values.items() if value not in (None, "", [])}
    return yaml.safe_dump({slug: known}, sort_keys=False, allow_unicode=True, width=1000)
