"""Themes of an editor's own: what works, and what is said when they fail."""

from __future__ import annotations

import gc
import shutil
from collections.abc import Callable

import pytest

from sitegen.plan.views import ArticleView
from sitegen.read.theme import bundled_themes
from tests.sites import Site, article

MakeSite = Callable[..., Site]
THEME = "-- themes/own/theme.yaml --\nname: own\nparent: default\n"
CONFIG = "title: T\nbase_url: https://example.org/\ntheme: own\n"


def make(site: MakeSite, templates: dict[str, str]) -> Site:
    archive = site(THEME)
    archive.write("content/site.yaml", CONFIG)
    archive.write("content/articles/2025/11/a.md", article("<b>bold</b>"))
    for name, source in templates.items():
        archive.write(f"themes/own/templates/{name}", source)
    return archive


@pytest.mark.parametrize(
    "source",
    [
        "{{ 1 / 0 }}",
        "{{ page.nothing }}",
        "{% macro m() %}{{ m() }}{% endmacro %}{{ m() }}",
        "{{ t('nothing') }}",
        "{{ asset('none.css') }}",
        "{{ [1] | random }}",
        "{{ fragment('f.html', x=page.head.title | safe) }}",
    ],
)
def test_a_template_that_fails_is_named(site: MakeSite, source: str) -> None:
    archive = make(site, {"404.html": f"one\n{source}", "f.html": "{{ x }}"})
    (problem,) = archive.problems()
    assert problem.code in ("E502", "E503")
    assert problem.path == "themes/own/templates/404.html"
    assert problem.line == 2
    assert archive.files() == {}


@pytest.mark.parametrize(
    "source",
    [
        "{% if %}",
        "{% include 'none.html' %}",
        "{% include page.head.title %}",
        "{{ fragment(page.head.title) }}",
        "{% set g = fragment %}{{ g('f.html') }}",
        "{{ ['f.html'] | map(fragment) | list }}",
    ],
)
def test_a_template_whose_parts_cannot_be_known_is_refused(site: MakeSite, source: str) -> None:
    archive = make(site, {"404.html": source, "f.html": "x"})
    (problem,) = archive.problems()
    assert (problem.code, problem.path) == ("E502", "themes/own/templates/404.html")


def test_a_theme_that_lacks_words_says_which(site: MakeSite) -> None:
    archive = make(site, {})
    archive.write("themes/own/theme.yaml", "name: own\n")
    shutil.copytree(bundled_themes() / "themes/default/templates", archive.root / "themes/own/templates")
    (problem,) = archive.problems()
    assert problem.code == "E502"
    assert problem.message == "The locale files have no key “timeline”"
    assert "parent" in problem.hint


def test_a_theme_that_lacks_templates_says_which(site: MakeSite) -> None:
    archive = make(site, {})
    archive.write("themes/own/theme.yaml", "name: own\n")
    shutil.copytree(bundled_themes() / "themes/default/locales", archive.root / "themes/own/locales")
    (problem,) = archive.problems()
    assert problem.code == "E502"
    assert "no template 404.html, article.html" in problem.message
    assert "parent" in problem.hint


@pytest.mark.parametrize("jobs", [1, 2])
def test_a_theme_that_lacks_a_word_of_one_view_says_which(
    site: MakeSite, monkeypatch: pytest.MonkeyPatch, jobs: int
) -> None:
    archive = make(site, {})
    shutil.copytree(bundled_themes() / "themes/default", archive.root / "themes/own", dirs_exist_ok=True)
    archive.write("themes/own/theme.yaml", "name: own\n")
    archive.replace("themes/own/locales/en.yaml", "\nnot_found:", "\nfound:")
    monkeypatch.setattr("sitegen.produce._RENDERED", 10)
    (problem,) = archive.problems(jobs=jobs)
    assert (problem.code, problem.path) == ("E502", "themes/own/theme.yaml")
    assert problem.message == "The locale files have no key “not_found”"
    assert archive.files() == {}


def test_a_fragment_keeps_values_of_different_types_apart(site: MakeSite) -> None:
    page = "{{ fragment('f.html', x=1) }}{{ fragment('f.html', x=true) }}{{ fragment('f.html', x='1') }}"
    archive = make(site, {"404.html": page, "f.html": "[{{ x }}]"})
    archive.build()
    assert archive.page("/404.html") == "[1][True][1]"


def test_a_fragment_escapes_text(site: MakeSite) -> None:
    archive = make(site, {"article.html": "{{ fragment('f.html', x=page.title) }}", "f.html": "[{{ x }}]"})
    archive.build()
    assert archive.page("/articles/2025/11/a/") == "[&lt;b&gt;bold&lt;/b&gt;]"


def test_rendering_holds_on_to_no_view(site: MakeSite) -> None:
    """A template that is rendered and defines macros would: a build has no garbage collector to find them."""
    archive = site(
        "".join(f"-- content/articles/2020/a{n}.md --\n{article(f'A{n}', '2020-01-01')}\n" for n in range(20))
    )
    gc.collect()
    gc.disable()
    try:
        archive.build()
        held = sum(isinstance(found, ArticleView) for found in gc.get_objects())
    finally:
        gc.enable()
    assert held < 5
