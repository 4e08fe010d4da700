"""docs/theming.md: every view and field, template, function, filter, and examples that build."""

from __future__ import annotations

import re
from pathlib import Path
from typing import get_args

import msgspec
import pytest
from jinja2 import Environment
from jinja2.defaults import DEFAULT_NAMESPACE
from jinja2.filters import FILTERS

from sitegen.dates import EdtfDate, parse_date
from sitegen.localize import DateStyle, direction, language_name
from sitegen.plan import views
from sitegen.plan.hosting import CONTENT_SECURITY_POLICY
from sitegen.plan.views import SiteView
from sitegen.read.theme import read_theme
from sitegen.read.yaml12 import load_mapping
from sitegen.render.templates import make_environment, make_setup, used_templates
from tests.docs.documents import ROOT, code_in, document
from tests.locales import LANGUAGES
from tests.sites import Site, make_site

THEMING = document("docs/theming.md")
DEFAULT = ROOT / "themes/default"
WORDS = load_mapping((DEFAULT / "locales/en.yaml").read_text(encoding="utf-8"), path="en.yaml").value


def view_classes() -> dict[str, type]:
    """The public structs that plan/views defines, in whichever of its modules."""
    return {
        name: found
        for name, found in vars(views).items()
        if isinstance(found, type)
        and issubclass(found, msgspec.Struct)
        and found.__module__.startswith(views.__name__)
        and not name.startswith("_")
    }


def environment() -> Environment:
    theme = read_theme(ROOT, "default", "en")
    texts = {field.name: "" for field in msgspec.structs.fields(SiteView)}
    site = SiteView(**{**texts, "navigation": (), "pages": ()})  # type: ignore[arg-type]
    used = used_templates(theme.templates)
    return make_environment(make_setup(site, theme.messages, theme.templates, {}, used))


# Views --------------------------------------------------------------------------------------------


def test_every_view_has_a_section_and_every_section_a_view() -> None:
    after = THEMING.text.partition("\n## The views\n")[2]
    assert set(re.findall(r"^### `(\w+)`$", after, re.MULTILINE)) == set(view_classes())


@pytest.mark.parametrize("name", view_classes())
def test_the_fields_of_a_view_are_those_of_its_table(name: str) -> None:
    fields = [field.name for field in msgspec.structs.fields(view_classes()[name])]
    assert [code_in(row["Field"]) for row in THEMING.section(name).table("Field")] == fields


def test_the_fields_of_a_date_are_those_of_its_table() -> None:
    properties = [name for name, value in vars(EdtfDate).items() if isinstance(value, property)]
    fields = [field.name for field in msgspec.structs.fields(EdtfDate)]
    listed = [code_in(row["Field"]) for row in THEMING.section("Dates").table("Field")]
    assert sorted(listed) == sorted([*fields, *properties])


# Words ----------------------------------------------------------------------------------------------


def test_the_languages_are_those_of_the_default_theme() -> None:
    rows = THEMING.section("Languages").table("`language`")
    assert tuple(code_in(row["`language`"]) for row in rows) == LANGUAGES
    for row in rows:
        code = code_in(row["`language`"])
        assert row["Language"] == language_name("en", code)
        assert row["Direction"] == ("right to left" if direction(code) == "rtl" else "left to right")


# Templates ----------------------------------------------------------------------------------------


def test_every_template_is_listed() -> None:
    listed = {code_in(row["Template"]) for row in THEMING.section("Templates").table("Template")}
    assert listed == {file.name for file in (DEFAULT / "templates").iterdir()}


def test_templates_are_listed_with_their_views() -> None:
    listed = {
        (code_in(row["Template"]), code_in(row["`page` is"]))
        for row in THEMING.section("Templates").table("Template")
        if "`" in row["`page` is"] and not row["`page` is"].startswith("that")
    }
    docstrings = {name: (view.__doc__ or "").split("\n")[0] for name, view in view_classes().items()}
    planned = {
        (template, name)
        for name, text in docstrings.items()
        if text.startswith("Template")
        for template in re.findall(r"`([\w-]+\.\w+)`", text)
    }
    assert listed == planned


def test_the_names_that_every_template_has() -> None:
    listed = {code_in(row["Name"]) for row in THEMING.section("Names in every template").table("Name")}
    assert listed == {"page", *environment().globals}


def test_the_functions_of_jinja_that_are_switched_off() -> None:
    absent = set(DEFAULT_NAMESPACE) - set(environment().globals)
    section = THEMING.section("Names in every template").text
    assert absent
    assert all(f"`{name}`" in section for name in absent)


def test_the_filters_that_are_not_jinjas() -> None:
    listed = {code_in(row["Filter"]) for row in THEMING.section("Filters").table("Filter")}
    assert listed == set(environment().filters) - set(FILTERS)


@pytest.mark.parametrize("style", get_args(DateStyle))
def test_the_styles_of_a_date(style: DateStyle) -> None:
    rows = THEMING.section("Filters").table("Style of `date`")
    (row,) = [row for row in rows if code_in(row["Style of `date`"]) == style]
    words = read_theme(ROOT, "default", "en").messages
    shown = [words.date(parse_date(text), style) for text in ("2025-11-21", "2025-11", "2025", "1964/1965")]
    assert [row["A day"], row["A month"], row["A year"], row["An interval"]] == shown


def test_no_other_style_of_a_date_is_listed() -> None:
    rows = THEMING.section("Filters").table("Style of `date`")
    assert {code_in(row["Style of `date`"]) for row in rows} == set(get_args(DateStyle))


# Words, static files, policy ----------------------------------------------------------------------


def test_words_of_the_example_exist() -> None:
    assert set(load_mapping(THEMING.block("yaml locale"), path="docs").value) <= set(WORDS)


def test_custom_properties_are_those_of_the_stylesheet() -> None:
    css = (DEFAULT / "static/style.css").read_text(encoding="utf-8")
    rows = THEMING.section("Custom properties of the default style.css").table("Property")
    assert [code_in(row["Property"]) for row in rows] == re.findall(
        r"^ +(--[\w-]+):", css.partition(":root {")[2].partition("}")[0], re.MULTILINE
    )


def test_the_content_security_policy() -> None:
    assert THEMING.block("text csp").rstrip().split(";\n") == CONTENT_SECURITY_POLICY.split("; ")


# A theme of one's own -----------------------------------------------------------------------------


@pytest.fixture
def themed(tmp_path: Path) -> Site:
    site = make_site(tmp_path / "archive")
    site.write("content/site.yaml", "title: Paper\nbase_url: https://example.org/\ntheme: paper\n")
    site.write("content/pages/about.md", "---\ntitle: About\n---\n\nWhat it holds.\n")
    site.write("themes/paper/theme.yaml", THEMING.block("yaml theme"))
    return site


def test_a_theme_without_files_looks_like_its_parent(themed: Site) -> None:
    themed.build()
    pages = themed.files()
    themed.replace("content/site.yaml", "theme: paper", "theme: default")
    themed.build()
    assert themed.files() == pages


def test_a_template_of_the_theme_takes_the_place_of_its_parents(themed: Site) -> None:
    themed.write("themes/paper/templates/page.html", THEMING.block("html template page.html"))
    themed.build()
    assert "<p>Paper</p>" in themed.page("/about/")
    assert "<p>What it holds.</p>" in themed.page("/about/")


def test_words_of_the_theme_replace_single_words(themed: Site) -> None:
    themed.write("themes/paper/locales/en.yaml", THEMING.block("yaml locale"))
    assert not themed.build().warnings
    assert "New in the archive" in themed.page("/")


def test_a_static_file_of_the_theme_takes_the_place_of_its_parents(themed: Site) -> None:
    themed.write("themes/paper/static/style.css", "body { background: url(paper.png) }\n")
    themed.write("themes/paper/static/paper.png", b"an image")
    themed.build()
    files = themed.files()
    (style,) = [name for name in files if re.fullmatch(r"assets/style\.[0-9a-f]{10}\.css", name)]
    assert re.search(rb"url\(paper\.[0-9a-f]{10}\.png\)", files[style])
