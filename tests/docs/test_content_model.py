"""docs/content-model.md: every key, every kind of date, and examples that build."""

from __future__ import annotations

import inspect
from pathlib import Path

import pytest
from pydantic import BaseModel

from sitegen.dates import parse_date
from sitegen.editor import DECAP_VERSION
from sitegen.read import discover, editor_schema, names, schema, split
from sitegen.read.hierarchy import MAX_LEVELS
from sitegen.read.markdown import MAX_TABLE_CELLS
from sitegen.read.theme import read_theme
from sitegen.read.validate import validated
from sitegen.read.yaml12 import MAX_DEPTH, load_mapping
from tests.docs.documents import ROOT, Block, code_in, document
from tests.docs.examples import ARTICLE_PATH, make_documented_archive
from tests.images import encoded, photograph
from tests.sites import make_site

MODEL = document("docs/content-model.md")
THEMING = document("docs/theming.md")
EDITOR = document("docs/web-editor.md")

# Where each model's keys are listed, and what else a document with one key of it needs.
SECTIONS = {
    "ArticleMeta": (
        MODEL.section("Article front matter"),
        "title: A\ndate: 2025\noutlet: B\nstatus_note: C\n",
    ),
    "CorrectionMeta": (MODEL.section("Entry of corrections"), "date: 2025-11-23\nnote: A\n"),
    "PageMeta": (MODEL.section("Free page front matter"), "title: A\n"),
    "TagEntry": (MODEL.section("tags.yaml"), "name: A\n"),
    "PlaceEntry": (MODEL.section("places.yaml"), "name: A\nlatitude: 1\nlongitude: 1\n"),
    "OutletEntry": (MODEL.section("outlets.yaml"), "name: A\n"),
    "SiteMeta": (MODEL.section("site.yaml"), "title: A\nbase_url: https://example.org/\n"),
    "NavigationEntry": (MODEL.section("Entry of navigation"), "title: A\nurl: /\n"),
    "BrandMeta": (MODEL.section("Keys of brand"), ""),
    "MapMeta": (
        MODEL.section("Keys of map"),
        'tiles: "https://tiles.example.org/{z}/{x}/{y}.png"\nattribution: A\n',
    ),
    "EditorMeta": (MODEL.section("Keys of editor"), "name: decap\n"),
    "ThemeMeta": (THEMING.section("theme.yaml"), "name: a\n"),
}


def models() -> dict[str, type[BaseModel]]:
    classes = inspect.getmembers(schema, inspect.isclass)
    modules = (schema.__name__, editor_schema.__name__)
    return {
        name: found
        for name, found in classes
        if issubclass(found, BaseModel) and found.__module__ in modules and not name.startswith("_")
    }


EVERY_MODEL = pytest.mark.parametrize("name", models())


def test_every_model_has_a_section() -> None:
    assert set(SECTIONS) == set(models())


@EVERY_MODEL
def test_the_keys_of_a_model_are_those_of_its_table(name: str) -> None:
    section, _ = SECTIONS[name]
    assert [code_in(row["Key"]) for row in section.table("Key")] == list(models()[name].model_fields)


@EVERY_MODEL
def test_a_table_says_which_keys_are_required(name: str) -> None:
    section, _ = SECTIONS[name]
    required = {code_in(row["Key"]) for row in section.table("Key") if row["Required"] == "yes"}
    assert required == {key for key, field in models()[name].model_fields.items() if field.is_required()}


@EVERY_MODEL
def test_the_example_of_each_key_is_valid(name: str) -> None:
    section, others = SECTIONS[name]
    for row in section.table("Key"):
        key, example = code_in(row["Key"]), code_in(row["Example"])
        rest = "".join(f"{line}\n" for line in others.splitlines() if not line.startswith(f"{key}:"))
        validated(load_mapping(f"{key}: {example}\n{rest}", path=name), models()[name], path=name)


def test_a_withdrawn_article_needs_a_status_note(tmp_path: Path) -> None:
    site = make_site(
        tmp_path,
        "-- content/articles/2025/a.md --\n"
        "---\ntitle: A\ndate: 2025\noutlet: The Courier\nstatus: withdrawn\n---\n",
    )
    assert [problem.code for problem in site.problems()] == ["E107"]


def test_the_complete_example_builds_without_a_word(tmp_path: Path) -> None:
    site = make_documented_archive(tmp_path / "archive")
    assert not site.build(search=True).warnings
    page = site.page("/articles/2025/11/floods-in-hoi-an/")
    assert "Floods in Hội An" in page
    assert "An earlier version gave the wrong year" in page
    assert 'href="/about/"' in page
    assert 'href="/places/hoi-an/"' in page
    assert "/articles/2025/11/floods-in-hoi-an/" in site.page("/2025/11/hoi-an-flood.html")
    assert "Floods in Hội An" in site.page("/places/vietnam/")


def test_the_example_of_a_tile_server_is_valid() -> None:
    text = f"title: A\nbase_url: https://example.org/\n{MODEL.block('yaml map')}"
    validated(load_mapping(text, path="docs"), schema.SiteMeta, path="docs")


@pytest.mark.parametrize("example", [block for block in EDITOR.blocks if block.info == "yaml editor"])
def test_the_examples_of_a_web_editor_are_valid(example: Block) -> None:
    text = f"title: A\nbase_url: https://example.org/\n{example.text}"
    validated(load_mapping(text, path="docs"), schema.SiteMeta, path="docs")


def test_the_version_of_the_web_editor_is_that_of_the_code() -> None:
    assert f"Decap CMS {DECAP_VERSION}" in EDITOR.text


def test_the_complete_example_is_the_first_file_of_the_table_of_addresses() -> None:
    rows = MODEL.section("Where files lie, and which address they get").table("File")
    assert code_in(rows[0]["File"]) == ARTICLE_PATH


def test_files_get_the_addresses_of_the_table(tmp_path: Path) -> None:
    rows = MODEL.section("Where files lie, and which address they get").table("File")
    site = make_site(tmp_path)
    expected = {code_in(row["File"]): code_in(row["Address"]) for row in rows if row["Address"][0] == "`"}
    for path in expected:
        if path.startswith("content/articles/"):
            # An image is published where a page shows it.
            site.write(
                path, "---\ntitle: A\ndate: 2025\noutlet: The Courier\nimage: /media/2025/flood.jpg\n---\n"
            )
        elif path.startswith("content/pages/"):
            site.write(path, "---\ntitle: A\n---\n")
        elif path.startswith("content/media/"):
            site.write(path, encoded(photograph(1600, 1200), "JPEG"))
    site.build()
    files = {url: path for path, url in expected.items() if "ID" not in url}
    assert len(files) == 5
    for url in files:
        pattern = url.lstrip("/").replace("DIGEST", "[0-9a-f]" * 8)
        assert list(site.output.glob(pattern)), url


def test_the_slug_of_a_file_name(tmp_path: Path) -> None:
    site = make_site(tmp_path)
    site.write("content/articles/2025/11/Đà Nẵng.md", "---\ntitle: A\ndate: 2025\noutlet: The Courier\n---\n")
    site.build()
    assert site.page("/articles/2025/11/da-nang/")


@pytest.mark.parametrize("row", MODEL.section("Dates").table("Written"), ids=lambda row: row["Written"])
def test_dates_mean_and_show_what_the_table_says(row: dict[str, str]) -> None:
    date = parse_date(code_in(row["Written"]))
    words = read_theme(ROOT, "default", "en").messages
    assert (date.start, date.end) == (row["First day"], row["Last day"])
    assert words.date(date) == row["Shown, in English"]


@pytest.mark.parametrize("route", sorted(schema.RESERVED_ROUTES))
def test_addresses_of_the_archive_itself_are_listed(route: str) -> None:
    assert f"`{route}`" in MODEL.section("Where files lie, and which address they get").text


@pytest.mark.parametrize("suffix", sorted(discover.MEDIA_TYPES))
def test_types_of_images_are_listed(suffix: str) -> None:
    assert f"`{suffix}`" in MODEL.section("Images").text


def test_limits_are_those_of_the_code() -> None:
    mib = 1024 * 1024
    sizes = (
        f"{discover.MAX_TEXT_BYTES // mib} MiB for an article or page, "
        f"{split.MAX_FRONT_MATTER // 1024} KiB for its front matter, "
        f"{discover.MAX_REGISTER_BYTES // mib} MiB for a register, "
        f"{discover.MAX_MEDIA_BYTES // mib} MiB for an image"
    )
    assert sizes in " ".join(MODEL.text.split())
    assert f"at most {names.MAX_SLUG} characters" in MODEL.text
    assert f"at most {names.MAX_SLUG} bytes" in MODEL.text
    assert f"−{schema.MAX_ORDER:,} to {schema.MAX_ORDER:,}" in MODEL.text
    assert f"first {MAX_TABLE_CELLS:,} cells" in MODEL.text
    assert f"at most {MAX_LEVELS} levels deep" in MODEL.text
    assert f"nested {discover.MAX_FOLDERS} deep" in MODEL.text
    assert f"more than {MAX_DEPTH} levels" in MODEL.text


@pytest.mark.parametrize("text", ["NO", "12:30", "010", "2025-11-21"])
def test_scalars_stay_text(text: str) -> None:
    assert f"`{text}`" in MODEL.section("How YAML is read").text
    assert load_mapping(f"key: {text}", path="").value == {"key": text}


def test_names_find_their_entry_as_told(tmp_path: Path) -> None:
    site = make_documented_archive(tmp_path / "archive")
    for name in ("Hội An", "hoi-an", "FAIFO", "Hoi An"):
        site.replace(ARTICLE_PATH, site_places(site.root), f"places: [{name}]")
        site.build()
        assert 'href="/places/hoi-an/">Hội An</a>' in site.page("/articles/2025/11/floods-in-hoi-an/"), name


def site_places(root: Path) -> str:
    """The line of the example article that names places."""
    lines = (root / ARTICLE_PATH).read_text(encoding="utf-8").splitlines()
    return next(line for line in lines if line.startswith("places:"))
