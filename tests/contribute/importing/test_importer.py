"""An import from beginning to end: one folder of pages, and what becomes of each."""

from __future__ import annotations

import gzip
import hashlib
from pathlib import Path
from random import Random
from typing import Any

import pytest

from sitegen.contribute.importing.again import import_again
from sitegen.contribute.importing.importer import ImportRequest, Outcome, find_pages, import_pages
from tests.sites import Site, make_site

REGISTERS = """
-- content/tags.yaml --
floods:
  name: Floods
  aliases: [flood, flooding]
-- content/places.yaml --
norland:
  name: Norland
  kind: country
orra:
  name: Orra
  kind: city
  within: norland
  latitude: 54.1
  longitude: 9.2
-- content/outlets.yaml --
orra-courier:
  name: Orra Courier
  aliases: [The Orra Courier]
  url: https://courier.example
"""

PARAGRAPHS = [
    "The river Orl rose to 4.2 metres at the bridge of Orra on Thursday night, the harbour office said, and "
    "water stood in eleven streets of the old town by the morning.",
    "Volunteers carried sandbags to the market hall, where some sixty people spent the night on field beds, "
    "said Mara Lind, who leads the town's relief service.",
    "The flood came faster than the forecast had said: at noon the gauge still showed less than three "
    "metres, according to the hydrological service of Norland.",
    "Trains to the coast stopped at six in the evening, and the road across the dam stays closed until the "
    "engineers have looked at its foundations, the railway said.",
    "By Friday evening the water had fallen by thirty centimetres, and the first families went home to see "
    "what was left of their ground floors.",
]
HTML = """<!doctype html><html lang="en"><head><title>Flood in Orra | Orra Courier</title>
<meta property="og:title" content="Flood in Orra">
<meta property="og:site_name" content="The Orra Courier">
<meta property="article:published_time" content="2024-03-08T07:30:00+01:00">
<meta name="author" content="Jonna Berg">
<link rel="canonical" href="{url}">
</head><body><nav><a href="/">Home</a> <a href="/sport">Sport</a></nav>
<article><h1>Flood in Orra</h1><p>{text}</p></article>
<footer>© Orra Courier</footer></body></html>"""
PAGE = HTML.format(url="https://courier.example/2024/flood-in-orra", text="</p><p>".join(PARAGRAPHS))
PASTED = """Home

News

Sport

Log in

Ferries between Orra and the islands run again

By Tom Hale

03/04/2025

The ferries between Orra and the three outer islands sail again from Monday, the shipping office said, \
after storms had kept them in harbour for nine days and shops had begun to ration milk and bread.

Two ships will leave each morning and return in the evening, and farmers may send hay for their sheep \
at half the usual price until the end of the month, according to the office's director, Ilse Brandt.

Islanders had asked for a reserve ship since the winter of 2019, when the crossing was closed for two \
weeks. A decision is expected in summer, the ministry of transport of Norland said on Tuesday.

Comments (0)

Related

Ten walks along the coast

Privacy

Contact
"""
JEKYLL = """---
layout: post
title: A bridge for Orra
author: Lise Holm
tags: [flooding, bridges]
---

The town council of Orra has voted for a new bridge, Lise Holm reported. See [the plan](/plan.html).
"""
ELSEWHERE = HTML.format(
    url="https://mirror.example/copied", text="</p><p>".join([*PARAGRAPHS[:4], "More in our next edition."])
)


def paragraphs_about(word: str) -> list[str]:
    """Paragraphs that have little in common with those about another word."""
    random = Random(word)
    said = [f"{word}{part}" for part in ("s", "er", "ing", "ward", "less", "like", "man", "hood")]
    said += ["the", "of", "and", "was", "in", "a", "clerk", "said", "town", "winter", "Monday", "new"]
    return [
        " ".join(random.choices(said, k=45)).capitalize() + f", the {word} office said." for _ in range(6)
    ]


def request(site: Site, *sources: str, **options: Any) -> ImportRequest:
    return ImportRequest(root=site.root, sources=sources, today="2026-01-31", jobs=1, **options)


def run(request: ImportRequest) -> dict[str, Outcome]:
    """What becomes of each source, by its file's name."""
    pages = find_pages(request, lambda: b"")
    return {Path(outcome.name).name: outcome for outcome in import_pages(request, pages)}


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Site:
    folder = tmp_path_factory.mktemp("import")
    site = make_site(folder / "archive", REGISTERS)
    raw = folder / "archive" / "raw"
    raw.mkdir()
    (raw / "a-page.html").write_text(PAGE)
    (raw / "b-same-bytes.html").write_text(PAGE)
    (raw / "c-copy.html").write_text(ELSEWHERE)
    (raw / "d-pasted.txt").write_text(PASTED)
    (raw / "e-empty.html").write_text("<html><body><p>Nothing here.</p></body></html>")
    (raw / "f-nested.html").write_text("<div>" * 200_000 + "deep" + "</div>" * 200_000)
    (raw / "g-binary.html").write_bytes(bytes(range(256)) * 4000)
    (raw / "2020-05-06-a-bridge.md").write_text(JEKYLL)
    return site


@pytest.fixture(scope="module")
def first(site: Site) -> dict[str, Outcome]:
    return run(request(site, "raw", keep_original=True, outlet="Orra Courier"))


def test_tags_of_another_generator_are_kept_under_the_names_of_the_register(
    first: dict[str, Outcome],
) -> None:
    assert "\ntags: [Floods, bridges]\n" in first["2020-05-06-a-bridge.md"].text


def test_an_outlet_that_the_register_lacks_is_told(site: Site) -> None:
    [outcome] = run(
        request(site, "raw/2020-05-06-a-bridge.md", dry_run=True, outlet="Dock News", allow_duplicates=True)
    ).values()
    assert outcome.new_outlet is not None
    assert outcome.new_outlet.name == "Dock News"


def test_a_page_becomes_a_complete_article(site: Site, first: dict[str, Outcome]) -> None:
    outcome = first["a-page.html"]
    assert (outcome.status, outcome.path) == ("imported", "content/articles/2024/03/flood-in-orra.md")
    sha256 = hashlib.sha256(PAGE.encode()).hexdigest()
    body = "\n\n".join(PARAGRAPHS)
    assert (
        (site.root / outcome.path).read_text()
        == f"""---
title: Flood in Orra
date: 2024-03-08
outlet: Orra Courier
tags: [Floods]
places: [Orra]
authors: [Jonna Berg]
source_url: https://courier.example/2024/flood-in-orra
source_sha256: {sha256}
---

{body}
"""
    )


def test_the_same_bytes_are_imported_once(first: dict[str, Outcome]) -> None:
    outcome = first["b-same-bytes.html"]
    assert (outcome.status, outcome.path) == ("known", first["a-page.html"].path)


def test_nearly_the_same_text_elsewhere_is_a_duplicate(first: dict[str, Outcome]) -> None:
    outcome = first["c-copy.html"]
    assert (outcome.status, outcome.path) == ("duplicate", first["a-page.html"].path)
    assert 0.4 < outcome.similarity < 1


def test_a_date_with_two_readings_is_asked_about_and_holds_the_article_back(
    site: Site, first: dict[str, Outcome]
) -> None:
    outcome = first["d-pasted.txt"]
    assert outcome.status == "attention"
    (doubt,) = [doubt for doubt in outcome.doubts if doubt.key == "date"]
    assert set(doubt.options) == {"2025-04-03", "2025-03-04"}
    assert "draft: true" in (site.root / outcome.path).read_text()


def test_an_article_of_another_generator_keeps_its_text(site: Site, first: dict[str, Outcome]) -> None:
    outcome = first["2020-05-06-a-bridge.md"]
    text = (site.root / outcome.path).read_text()
    assert outcome.path == "content/articles/2020/05/a-bridge.md"
    assert "date: 2020-05-06\noutlet: Orra Courier\n" in text
    assert "links within its old site were taken out: /plan.html" in {d.message for d in outcome.doubts}
    assert text.endswith("Lise Holm reported. See the plan.\n")


@pytest.mark.parametrize("name", ["e-empty.html", "f-nested.html", "g-binary.html"])
def test_what_is_no_article_fails_with_the_reason(first: dict[str, Outcome], name: str) -> None:
    assert first[name].status == "failed"
    assert first[name].reason


def test_what_comes_out_passes_a_check(site: Site, first: dict[str, Outcome]) -> None:
    assert first
    assert [problem for problem in site.check() if problem.severity == "error"] == []


def test_a_second_run_finds_everything_there(site: Site, first: dict[str, Outcome]) -> None:
    second = run(request(site, "raw", outlet="Orra Courier"))
    assert first.keys() == second.keys()
    written = {name for name, outcome in first.items() if outcome.status in ("imported", "attention")}
    assert {name: second[name].status for name in written} == dict.fromkeys(written, "known")


def test_the_original_is_kept_and_not_published(site: Site, first: dict[str, Outcome]) -> None:
    sha256 = hashlib.sha256(PAGE.encode()).hexdigest()
    file = site.root / "content" / "originals" / f"{sha256}.gz"
    assert gzip.decompress(file.read_bytes()) == PAGE.encode()
    site.build()
    assert not [path for path in site.output.rglob("*") if "original" in path.name]
    assert first


def test_again_replaces_what_nobody_has_edited(site: Site, first: dict[str, Outcome]) -> None:
    """The register has learned a place since; one article was edited by hand."""
    pasted, bridge = first["d-pasted.txt"].path, first["2020-05-06-a-bridge.md"].path
    edited = (site.root / bridge).read_text() + "\nA line by hand.\n"
    site.write(bridge, edited)
    places = (site.root / "content/places.yaml").read_text()
    site.write(
        "content/places.yaml", f"{places}outer-islands:\n  name: outer islands\n  aliases: [Outer Islands]\n"
    )
    outcomes = {outcome.path: outcome for outcome in import_again(request(site))}
    assert outcomes[bridge].reason == "Somebody has edited it: it stays"
    assert (site.root / bridge).read_text() == edited
    assert outcomes[pasted].status in ("attention", "known")
    (site.root / bridge).write_bytes("Größe".encode("latin-1"))
    sha256 = hashlib.sha256(PAGE.encode()).hexdigest()
    (site.root / "content/originals" / f"{sha256}.gz").write_bytes(b"damaged")
    again = list(import_again(request(site)))
    reasons = {outcome.path or outcome.name: outcome.reason for outcome in again}
    assert reasons[bridge] == "Somebody has edited it: it stays"
    assert reasons[pasted] == "Nothing changes"
    assert reasons[sha256] == "The page that was kept is damaged or gone"


def test_a_dry_run_writes_nothing(site: Site, tmp_path: Path) -> None:
    page = tmp_path / "new.html"
    page.write_text(
        PAGE.replace("Orra", "Vask").replace("flood-in", "water-in").replace("river Orl", "lake Vask")
    )
    before = sorted(site.root.rglob("*.md"))
    (outcome,) = run(request(site, str(page), dry_run=True, allow_duplicates=True)).values()
    assert outcome.text.startswith("---\ntitle: Flood in Vask\n")
    assert sorted(site.root.rglob("*.md")) == before


def test_who_stops_has_whole_files_and_can_go_on(tmp_path: Path) -> None:
    site = make_site(tmp_path / "archive", REGISTERS)
    raw = site.root / "raw"
    raw.mkdir()
    for word in ["harbour", "bridge", "market", "railway"]:
        url = f"https://courier.example/{word}"
        page = HTML.format(url=url, text="</p><p>".join(paragraphs_about(word)))
        (raw / f"{word}.html").write_text(page.replace("Flood in Orra", f"News of the {word}"))
    asked = request(site, "raw")
    outcomes = import_pages(asked, find_pages(asked, lambda: b""))
    assert next(outcomes).status == "imported"
    outcomes.close()
    assert len(list(site.root.glob("content/articles/*/*/*.md"))) == 1
    statuses = [outcome.status for outcome in import_pages(asked, find_pages(asked, lambda: b""))]
    assert sorted(statuses) == ["imported", "imported", "imported", "known"]
