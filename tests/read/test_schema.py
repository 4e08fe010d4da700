"""Front matter, registers and configuration at the border: each mistake, where it stands, what to do."""

from __future__ import annotations

import unicodedata

import msgspec
import pytest
from pydantic import BaseModel

from sitegen.diagnostics import Diagnostic, ProblemsError
from sitegen.model import Article, FreePage, Outline
from sitegen.read.documents import parse_article, parse_page
from sitegen.read.parsed import Parsed
from sitegen.read.schema import ArticleMeta, OutletEntry, PlaceEntry, SiteMeta, TagEntry, ThemeMeta
from sitegen.read.validate import validated
from sitegen.read.yaml12 import KeyPath, load_mapping

ARTICLE = "title: A title\ndate: 2025-11-21\noutlet: The Courier\n"
SITE = "title: T\nbase_url: https://example.org/\n"


def problems(text: str, model: type[BaseModel], at: KeyPath = ()) -> tuple[Diagnostic, ...]:
    with pytest.raises(ProblemsError) as error:
        validated(load_mapping(text, path="a.yaml"), model, path="a.yaml", at=at)
    return error.value.diagnostics


def problem(text: str, model: type[BaseModel], at: KeyPath = ()) -> Diagnostic:
    (diagnostic,) = problems(text, model, at)
    assert diagnostic.path == "a.yaml"
    return diagnostic


def article(text: str) -> ArticleMeta:
    return validated(load_mapping(ARTICLE + text, path="a.yaml"), ArticleMeta, path="a.yaml")


def place(text: str) -> PlaceEntry:
    return validated(load_mapping(f"name: Hanoi\n{text}", path="a.yaml"), PlaceEntry, path="a.yaml")


@pytest.mark.parametrize(
    ("line", "column", "code", "message", "hint"),
    [
        ("tags: war", 7, "E107", "`tags` must be a list", "`tags: [war]`"),
        ("tags: {a: b}", 7, "E107", "`tags` must be a list", "`tags: […]`"),
        ("tags: [war, ~]", 13, "E107", "`tags` item 2 is empty", "Write a value, or delete the line."),
        ("tags: [war, '']", 13, "E107", "`tags` item 2 is empty", "Write a value, or delete the line."),
        ("tags: [[war]]", 8, "E107", "`tags` item 1 must be text", "Write one value"),
        ("tgas: [war]", 1, "E105", "The key `tgas` is unknown", "Did you mean `tags`?"),
        ("xyzzy: 1", 1, "E105", "The key `xyzzy` is unknown", "Known keys: title, date, outlet, tags"),
        ("after: 1", 1, "E105", "The key `after` is unknown", "Known keys: title, date"),
        ("before: 1", 1, "E105", "The key `before` is unknown", "Known keys: title, date"),
        ('summary: "a\\x01b"', 10, "E107", "`summary` holds the invisible control character U+0001", ""),
        ('summary: "a\\uFFFFb"', 10, "E107", "`summary` holds the invisible control character U+FFFF", ""),
        ('summary: "a\\uFDD0b"', 10, "E107", "`summary` holds the invisible control character U+FDD0", ""),
        (
            'summary: "a\\u202Eb"', 10, "E107",
            "`summary` holds the invisible control character U+202E (right-to-left override)", "Delete",
        ),
        (
            "summary: a\u2066b", 10, "E107",
            "`summary` holds the invisible control character U+2066 (left-to-right isolate)", "Delete",
        ),
        ("summary: [a]", 10, "E107", "`summary` must be text", "Write one value"),
        (f"summary: {'x' * 2001}", 10, "E107", "`summary` is too long: at most 2000", "Shorten it."),
        ("language: english", 11, "E107", "`language` is not a language code such as en, vi or pt-BR", ""),
        ("language: en-١٢٣", 11, "E107", "`language` is not a language code such as en, vi or pt-BR", ""),
        ("source_url: javascript:alert(1)", 13, "E107", "`source_url` is not a web address", ""),
        ("source_url: example.org", 13, "E107", "`source_url` is not a web address", ""),
        ("source_url: https://", 13, "E107", "`source_url` is not a web address", ""),
        ("source_url: https://[", 13, "E107", "`source_url` is not a web address", ""),
        ('source_url: "https://a/<script>"', 13, "E107", "`source_url` is not a web address", ""),
        ('source_url: "https://a/\\x01"', 13, "E107", "`source_url` is not a web address", ""),
        ("retrieved: 2025", 12, "E108", "“2025” is no single day", "Write 2025-11-21"),
        ("slug: ../../etc", 7, "E107", "`slug` may hold only a–z, 0–9 and hyphens", "`slug: etc`"),
        ("slug: Đà Nẵng", 7, "E107", "`slug` may hold only a–z, 0–9 and hyphens", "`slug: da-nang`"),
        ("slug: '...'", 7, "E107", "`slug` may hold only a–z, 0–9 and hyphens", "`slug: a-name-like-this`"),
        (f"slug: {'a' * 151}", 7, "E107", "`slug` is too long: at most 150", "Shorten it."),
        ("aliases: [/a/../b]", 11, "E107", "`aliases` item 1 is not a path of this site", ""),
        ("aliases: [/a/./b]", 11, "E107", "`aliases` item 1 is not a path of this site", ""),
        ("aliases: [/a, b]", 15, "E107", "`aliases` item 2 is not a path of this site", ""),
        ("aliases: [//evil.example/]", 11, "E107", "`aliases` item 1 is not a path of this site", ""),
        ("aliases: [/a%2e]", 11, "E107", "`aliases` item 1 is not a path of this site", ""),
        ('aliases: ["/a\\\\b"]', 11, "E107", "`aliases` item 1 is not a path of this site", ""),
        ('aliases: ["/a\\0b"]', 11, "E107", "`aliases` item 1 is not a path of this site", ""),
        (f"aliases: [/{'ạ' * 60}/]", 11, "E107", "`aliases` item 1 is not a path of this site", ""),
        ("draft: maybe", 8, "E107", "`draft` cannot be “maybe”", "Write true or false."),
        ("status: gone", 9, "E107", "`status` cannot be “gone”", "'published' or 'withdrawn'"),
        ("status: withdrawn", 9, "E107", "A withdrawn article needs a `status_note` that says why", ""),
        (
            "corrections: x", 14, "E107", "`corrections` must be a list",
            "Write `corrections: [{date: …, note: …}]`, or one entry to a line, each after `- `.",
        ),
        (
            "corrections: [x]",
            15,
            "E107",
            "`corrections` item 1 must be a list of `key: value` lines",
            "Indent",
        ),
    ],
)  # fmt: skip
def test_a_mistake_in_an_article(line, column, code, message, hint):
    found = problem(ARTICLE + line, ArticleMeta)

    assert (found.code, found.line, found.column) == (code, 4, column)
    assert found.message.startswith(message)
    assert hint in found.hint


def test_an_impossible_date_says_why():
    found = problem("title: x\noutlet: y\ndate: 2025-02-31\n", ArticleMeta)

    assert (found.code, found.line, found.column) == ("E108", 3, 7)
    assert found.message == "February 2025 has 28 days, so “2025-02-31” is no date"
    assert "1964/1965" in found.hint


def test_a_date_that_is_a_list():
    found = problem("title: x\noutlet: y\ndate: [2025]\n", ArticleMeta)

    assert (found.code, found.line, found.message) == ("E107", 3, "`date` must be text")


def test_missing_keys_are_named_one_by_one():
    found = problems("summary: x\n", ArticleMeta)

    assert [(d.code, d.message, d.hint) for d in found] == [
        ("E106", "`date` is missing", "Add a line `date: …`."),
        ("E106", "`outlet` is missing", "Add a line `outlet: …`."),
        ("E106", "`title` is missing", "Add a line `title: …`."),
    ]
    assert {(d.line, d.column) for d in found} == {(1, 1)}


def test_several_mistakes_in_one_file_are_all_reported():
    found = problems("title: x\ndate: 2025-13\ntags: war\nlanguage: English\nfoo: bar\n", ArticleMeta)

    assert [(d.code, d.line) for d in found] == [
        ("E106", 1),
        ("E108", 2),
        ("E107", 3),
        ("E107", 4),
        ("E105", 5),
    ]


def test_mistakes_within_a_correction():
    found = problems(
        ARTICLE + "corrections:\n- date: 2025-11\n  note: x\n- date: 2025-11-22\n  nota: y\n", ArticleMeta
    )

    assert [(d.code, d.line, d.column, d.message, d.hint.partition(" ")[0]) for d in found] == [
        ("E108", 5, 9, "“2025-11” is no single day", "Write"),
        ("E106", 7, 3, "`corrections` item 2 `note` is missing", "Add"),
        ("E105", 8, 3, "The key `corrections` item 2 `nota` is unknown", "Did"),
    ]
    assert found[2].hint == "Did you mean `note`?"


def test_blank_keys_count_as_absent():
    meta = article("tags:\nsummary: ''\nretrieved: ~\ndraft: null\ncorrections:\nlanguage:\n")

    assert meta == article("")


def test_a_blank_key_that_is_needed_is_missing():
    found = problem("title:\ndate: 2025\noutlet: x\n", ArticleMeta)

    assert (found.code, found.message) == ("E106", "`title` has no value")
    assert found.hint == "Write it after the colon; in quotes, if it begins with #."


def test_text_is_one_line_in_one_form():
    decomposed = "Cafe\u0301"
    meta = article(f"summary: |\n  {decomposed}\n    and   more\n")

    assert meta.summary == "Café and more"


@pytest.mark.parametrize(
    ("written", "draft"), [("true", True), ("yes", True), ("false", False), ("no", False), ("NO", False)]
)
def test_yes_and_no_are_understood_where_they_are_asked_for(written, draft):
    assert article(f"draft: {written}").draft is draft


def test_a_withdrawn_article_with_a_note():
    assert article("status: withdrawn\nstatus_note: Wrong.\n").status == "withdrawn"


@pytest.mark.parametrize("code", ["en", "vi", "haw", "pt-BR", "zh-Hant", "zh-Hant-TW", "es-419"])
def test_language_codes(code):
    assert article(f"language: {code}").language == code


@pytest.mark.parametrize("path", ["/", "/a", "/2003/02/old-name.html", "/bài-báo/", "/a.b/c_d~e/"])
def test_aliases(path):
    assert article(f"aliases: [{path}]").aliases == (path,)


def test_an_alias_is_in_composed_form():
    assert article(f"aliases: [{unicodedata.normalize('NFD', '/bài/')}]").aliases == ("/bài/",)


@pytest.mark.parametrize(
    ("line", "column", "message"),
    [
        ("latitude: 91\nlongitude: 0", 11, "`latitude` is too large: “91”"),
        ("latitude: nan\nlongitude: 0", 11, "`latitude` is too large"),
        ("latitude: 21° N\nlongitude: 0", 11, "`latitude` is not a number: “21° N”"),
        ("latitude: 21.03", 11, "`latitude` and `longitude` belong together"),
        ("longitude: 105.85", 12, "`latitude` and `longitude` belong together"),
        ("kind: metropolis", 7, "`kind` cannot be “metropolis”"),
        ("geonames: x", 11, "`geonames` is not a whole number: “x”"),
        ("geonames: 0", 11, "`geonames` is too small"),
        (f"geonames: {'9' * 30}", 11, "`geonames` is too large"),
        ("wikidata: 1858", 11, "`wikidata` cannot be “1858”"),
        ("wikidata: Q١٢", 11, "`wikidata` cannot be “Q١٢”"),
        ("within: Viet Nam", 9, "`within` may hold only a–z, 0–9 and hyphens"),
    ],
)
def test_a_mistake_in_a_place(line, column, message):
    found = problem(f"name: Hanoi\n{line}\n", PlaceEntry)

    assert (found.code, found.line, found.column) == ("E107", 2, column)
    assert found.message.startswith(message)


def test_coordinates_are_numbers():
    found = place("latitude: 21.03\nlongitude: -105\n")

    assert (found.latitude, found.longitude) == (21.03, -105.0)


def test_mistakes_in_an_entry_of_a_register_name_the_entry():
    text = "hanoi:\n  nmae: Hanoi\n"
    found = problems(text, TagEntry, at=("hanoi",))

    assert [(d.code, d.line, d.column, d.hint) for d in found] == [
        ("E105", 2, 3, "Did you mean `name`?"),
        ("E106", 2, 3, "Add a line `name: …`."),
    ]


@pytest.mark.parametrize(("text", "column"), [("hanoi:", 7), ("hanoi: Hanoi", 8), ("hanoi: [name]", 8)])
def test_an_entry_that_is_no_list_of_keys(text, column):
    found = problem(text, TagEntry, at=("hanoi",))

    assert (found.code, found.line, found.column) == ("E107", 1, column)
    assert found.message == "`hanoi` must be a list of `key: value` lines"


@pytest.mark.parametrize(
    ("line", "message"),
    [
        ("country: Vietnam", "`country` cannot be “Vietnam”"),
        ("url: ftp://x/", "`url` is not a web address that begins with https:// or http://"),
        ("sample: perhaps", "`sample` cannot be “perhaps”"),
    ],
)
def test_a_mistake_in_an_outlet(line, message):
    found = problem(f"name: x\n{line}\n", OutletEntry)

    assert (found.code, found.line, found.message) == ("E107", 2, message)


@pytest.mark.parametrize(
    ("line", "message"),
    [
        ("page_size: 1", "`page_size` is too small: “1”"),
        ("page_size: many", "`page_size` is not a whole number: “many”"),
        ("theme: ../x", "`theme` may hold only a–z, 0–9 and hyphens"),
        ("search: later", "`search` cannot be “later”"),
        ("navigation: [{title: x, url: 'javascript:x'}]", "`navigation` item 1 is not a web address"),
        ("navigation: [{title: x, url: //evil.example}]", "`navigation` item 1 is not a web address"),
        ("navigation: [{title: x}]", "`navigation` item 1 `url` is missing"),
    ],
)
def test_a_mistake_in_site_yaml(line, message):
    found = problem(SITE + line, SiteMeta)

    assert found.line == 3
    assert found.message.startswith(message)


TILES = "tiles: 'https://tiles.example.org/{z}/{x}/{y}.png'"


@pytest.mark.parametrize(
    ("lines", "line", "code", "message", "hint"),
    [
        (["tiels: x", TILES, "attribution: x"], 4, "E105", "The key `map` `tiels` is unknown", "`tiles`?"),
        ([TILES], 4, "E106", "`map` `attribution` is missing", "Add a line `attribution: …`."),
        (["attribution: x"], 4, "E106", "`map` `tiles` is missing", "Add a line `tiles: …`."),
        (
            ["tiles: 'https://{s}.example.org/{z}/{x}/{y}.png'", "attribution: x"],
            4, "E107", "`map` `tiles` may not hold {s}: write the name of one server", "{z}/{x}/{y}.png",
        ),
        (
            [TILES, "attribution: <b>x</b>"],
            5, "E107", "`map` `attribution` may hold no HTML", "© [OpenStreetMap](https://",
        ),
        ([TILES, "attribution: x", "max_zoom: 25"], 6, "E107", "`map` `max_zoom` is too large", "24 or less"),
    ],
)  # fmt: skip
def test_a_mistake_in_the_map_of_site_yaml(lines, line, code, message, hint):
    found = problem(SITE + "map:\n" + "".join(f"  {text}\n" for text in lines), SiteMeta)

    assert (found.code, found.line) == (code, line)
    assert found.message.startswith(message)
    assert hint in found.hint


@pytest.mark.parametrize("value", ["x", "[x]"])
def test_a_map_of_site_yaml_that_has_no_keys(value):
    found = problem(f"{SITE}map: {value}\n", SiteMeta)

    assert (found.code, found.line, found.column) == ("E107", 3, 6)
    assert found.message == "`map` must be a list of `key: value` lines"


def test_a_base_url_without_a_scheme():
    found = problem("title: T\nbase_url: example.org\n", SiteMeta)

    assert (found.code, found.line, found.column) == ("E107", 2, 11)
    assert found.message.startswith("`base_url` is not a web address")


def test_the_name_of_a_theme_is_a_slug():
    assert problem("name: My Theme\n", ThemeMeta).hint == "Write `name: my-theme`."


def page(front_matter: str, path: str = "content/pages/about.md") -> Parsed[FreePage]:
    return parse_page(path, f"---\ntitle: x\n{front_matter}---\n".encode(), "en")[0]


def test_a_page_has_the_address_of_its_file():
    document = page("", "content/pages/Trợ giúp/Tìm kiếm.md").document

    assert document is not None
    assert document.route == "tro-giup/tim-kiem"


@pytest.mark.parametrize("path", ["content/pages/tags.md", "content/pages/Search/help.md"])
def test_a_page_may_not_take_the_archive_s_own_addresses(path):
    (found,) = page("", path).diagnostics

    assert found.code == "E205"
    assert "belongs to the archive itself" in found.message


@pytest.mark.parametrize("folder", ["!!!", "help/!!!", "!!!/help"])
def test_every_folder_of_a_page_has_a_slug(folder):
    found = page("", path=f"content/pages/{folder}/hello.md")
    (problem,) = found.diagnostics

    assert found.document is None
    assert (problem.code, problem.path) == ("E205", f"content/pages/{folder}/hello.md")
    assert problem.message == "The folder “!!!” holds no letter or digit that an address could use"
    assert problem.hint.startswith("Rename the folder")


def test_an_order_beyond_all_numbers_is_refused():
    (found,) = page(f"order: {'9' * 25}\n").diagnostics

    assert (found.code, found.line, found.column) == ("E107", 3, 8)


def parsed(path: str, front_matter: str = "") -> Parsed[Article]:
    text = f"---\n{ARTICLE}{front_matter}---\n\nText."
    return parse_article(path, text.encode(), "vi")[0]


def test_a_file_name_becomes_a_slug():
    document = parsed("content/articles/2025/11/Đà Nẵng – lũ.md").document

    assert document is not None
    assert (document.slug, document.language) == ("da-nang-lu", "vi")


def test_a_long_file_name_becomes_a_slug_that_a_file_system_takes():
    document = parsed(f"content/articles/2025/11/{'漢' * 80}.md").document

    assert document is not None
    assert len(document.slug) <= 150


def test_a_file_name_without_letters_needs_a_slug():
    (found,) = parsed("content/articles/2025/11/!!!.md").diagnostics

    assert (found.code, found.hint) == ("E205", "Rename it, or add a `slug`.")
    assert parsed("content/articles/2025/11/!!!.md", "slug: x\n").document is not None


@pytest.mark.parametrize(
    ("image", "target"),
    [
        ("flood.jpg", "content/articles/2025/11/flood.jpg"),
        ("../../../media/flood.jpg", "content/media/flood.jpg"),
        ("/media/flood.jpg", "content/media/flood.jpg"),
        ("https://evil.example/media/flood.jpg", "https://evil.example/media/flood.jpg"),
        ("//evil.example/media/flood.jpg", "//evil.example/media/flood.jpg"),
        ("http://[", "http://["),
    ],
)
def test_a_lead_image_is_named_relative_to_the_file(image, target):
    document = parsed("content/articles/2025/11/a.md", f'image: "{image}"\n').document

    assert document is not None
    assert document.image == target


def test_a_document_knows_where_the_values_stand_that_planning_looks_at():
    article = parsed("content/articles/2025/a.md", "image: b.png\nslug: x\naliases: [/a, /b, /a, /c]\n")
    found, about = article.outline, page("aliases:\n  - /old\nslug: y\n").outline

    assert article.document
    assert article.document.aliases == ("/a", "/b", "/c")
    assert found
    assert [found.position(key) for key in ("title", "image", "slug")] == [(2, 8), (5, 8), (6, 7)]
    assert [found.position(f"aliases.{n}") for n in range(4)] == [(7, 11), (7, 15), (7, 23), (0, 0)]
    assert about
    assert (about.position("aliases.0"), about.position("slug")) == ((4, 5), (5, 7))
    assert about.position("image") == (0, 0)


def test_a_document_and_its_outline_are_plain_values():
    article = parsed("content/articles/2025/a.md", "tags: [a]\nretrieved: 2025-11-22\n")
    encoded = msgspec.msgpack.encode

    assert hash((article.document, article.outline))
    assert msgspec.msgpack.decode(encoded(article.document), type=Article) == article.document
    assert msgspec.msgpack.decode(encoded(article.outline), type=Outline) == article.outline


def test_positions_of_values_are_those_of_the_file():
    result = parsed("content/articles/2025/11/a.md", "tags: [one, two]\n")

    assert result.position("outlet") == (4, 9)
    assert result.position("tags.1") == (5, 13)
    assert result.position("image") == (0, 0)
