"""Themes: what a child takes from its parents, what is refused, and words that are missing."""

from __future__ import annotations

from pathlib import Path

import pytest

from sitegen.diagnostics import Diagnostic, ProblemsError
from sitegen.read.theme import read_theme


@pytest.fixture
def root(tmp_path):
    """Makes themes: `root({"child/theme.yaml": "name: child"})`."""

    def make(files):
        for path, text in files.items():
            file = tmp_path / "themes" / path
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text(text)
        return tmp_path

    return make


CHILD = {"child/theme.yaml": "name: child\nparent: default\n"}


def problem(root: Path, name: str = "child", language: str = "en") -> Diagnostic:
    with pytest.raises(ProblemsError) as error:
        read_theme(root, name, language)
    (diagnostic,) = error.value.diagnostics
    return diagnostic


def test_the_default_theme_comes_with_sitegen(tmp_path):
    theme = read_theme(tmp_path, "default", "en")

    assert theme.templates["article.html"].path == "themes/default/templates/article.html"
    assert "style.css" in theme.static
    assert theme.messages.text("tags", n=2) == "Tags"
    assert theme.diagnostics == ()


def test_a_child_overrides_and_adds_files_and_words(root):
    files = {
        **CHILD,
        "child/templates/article.html": "mine",
        "child/templates/parts/new.html": "new",
        "child/static/style.css": "mine {}",
        "child/locales/en.yaml": "skip_to_content: Skip\nown: Own\n",
    }
    theme = read_theme(root(files), "child", "en")
    default = read_theme(root({}), "default", "en")

    assert theme.templates["article.html"].source == "mine"
    assert theme.templates["article.html"].path == "themes/child/templates/article.html"
    assert theme.templates["parts/new.html"].source == "new"
    assert theme.templates["page.html"] == default.templates["page.html"]
    assert theme.static == {**default.static, "style.css": b"mine {}"}
    assert theme.messages.text("skip_to_content") == "Skip"
    assert theme.messages.text("own") == "Own"
    assert theme.messages.text("menu_label") == default.messages.text("menu_label")


def test_a_grandchild_takes_from_all_above(root):
    files = {
        **CHILD,
        "child/static/a.css": "child",
        "child/static/b.css": "child",
        "grandchild/theme.yaml": "name: grandchild\nparent: child\n",
        "grandchild/static/a.css": "grandchild",
    }
    theme = read_theme(root(files), "grandchild", "en")

    assert (theme.static["a.css"], theme.static["b.css"]) == (b"grandchild", b"child")


def test_an_archive_s_own_theme_may_be_called_default(root):
    theme = read_theme(root({"default/theme.yaml": "name: default\n"}), "default", "en")

    assert theme.templates == {}


def test_a_theme_without_parent_stands_alone(root):
    theme = read_theme(root({"own/theme.yaml": "name: own\n", "own/static/a.css": "x"}), "own", "en")

    assert theme.static == {"a.css": b"x"}


def test_an_unknown_theme(tmp_path):
    found = problem(tmp_path, "ink")

    assert (found.code, found.path) == ("E502", "content/site.yaml")
    assert found.message == "There is no theme “ink”"
    assert found.hint == "Make the file themes/ink/theme.yaml, or name the theme `default`."


def test_an_unknown_parent(root):
    found = problem(root({"child/theme.yaml": "name: child\nparent: ink\n"}))

    assert (found.code, found.path, found.message) == (
        "E502",
        "themes/child/theme.yaml",
        "There is no theme “ink”",
    )


def test_a_circle_of_parents(root):
    files = {"child/theme.yaml": "name: child\nparent: b\n", "b/theme.yaml": "name: b\nparent: child\n"}
    found = problem(root(files))

    assert (found.code, found.path) == ("E502", "themes/b/theme.yaml")
    assert found.message == "The theme child is its own parent: child → b → child"


def test_a_mistake_in_theme_yaml(root):
    found = problem(root({"child/theme.yaml": "name: child\nparnet: default\n"}))

    assert (found.code, found.path, found.line) == ("E105", "themes/child/theme.yaml", 2)
    assert found.hint == "Did you mean `parent`?"


@pytest.mark.parametrize(
    "value", ["[a, b]", "{one: x}", "{other: x, several: y}", "{other: [x]}", "{other: ~}", "", "{}"]
)
def test_a_broken_word_is_reported(root, value):
    found = problem(root({**CHILD, "child/locales/en.yaml": f"a: b\nmenu_label: {value}\n"}))

    assert (found.code, found.path, found.line) == ("E502", "themes/child/locales/en.yaml", 2)
    assert found.message == "`menu_label` is neither a text nor a list of plural forms with `other`"


def test_a_broken_locale_file_is_reported(root):
    found = problem(root({**CHILD, "child/locales/en.yaml": "a: b: c\n"}))

    assert (found.code, found.path, found.line) == ("E103", "themes/child/locales/en.yaml", 1)


def test_words_of_a_language_without_translation_are_english(tmp_path):
    theme = read_theme(tmp_path, "default", "de")
    (warning,) = theme.diagnostics

    assert theme.messages.text("menu_label") == "Main menu"
    assert (warning.code, warning.path) == ("W302", "content/site.yaml")
    assert warning.message.endswith(
        " texts of the interface shown in English, for want of a translation into “de”"
    )
    hint = "Translate these keys in locales/de.yaml of a theme of your own: adjacent_label, "
    assert warning.hint.startswith(hint)
    assert warning.hint.endswith(" …")


def test_one_missing_word_is_english_among_the_others(root):
    files = {**CHILD, "child/locales/en.yaml": "own: Own\n"}
    theme = read_theme(root(files), "child", "ar")
    (warning,) = theme.diagnostics

    assert theme.messages.text("own") == "Own"
    assert theme.messages.text("search_button") == "بحث"
    assert warning.message.startswith("1 text of the interface shown in English")
    assert warning.hint == "Translate these keys in themes/child/locales/ar.yaml: own"


def test_few_missing_words_are_all_named(root):
    files = {**CHILD, "child/locales/en.yaml": "own: Own\nother: Other\n"}
    (warning,) = read_theme(root(files), "child", "vi").diagnostics

    assert warning.message.startswith("2 texts of the interface shown in English")
    assert warning.hint == "Translate these keys in themes/child/locales/vi.yaml: other, own"


def test_a_regional_language_builds_on_its_base(root):
    files = {**CHILD, "child/locales/vi-VN.yaml": "menu_label: Riêng\n"}
    theme = read_theme(root(files), "child", "vi-VN")

    assert theme.messages.text("menu_label") == "Riêng"
    assert theme.messages.text("search_button") == "Tìm"
    assert theme.diagnostics == ()
    assert read_theme(root(files), "child", "en-GB").diagnostics == ()


@pytest.mark.parametrize("link", ["static/a.css", "templates/a", "static", "templates", "locales/en.yaml"])
def test_links_in_a_theme_are_refused(root, tmp_path, link):
    (tmp_path / "secret").write_text("secret: x")
    folder = root(CHILD) / "themes/child"
    (folder / link).parent.mkdir(exist_ok=True)
    (folder / link).symlink_to(tmp_path / "secret")
    found = problem(tmp_path)

    assert (found.code, found.path) == ("E204", f"themes/child/{link}")


def test_a_stylesheet_that_is_not_utf_8(root):
    made = root({**CHILD, "child/static/own.css": "x"})
    (made / "themes/child/static/own.css").write_bytes(b"/* a */\n/* caf\xe9 */\n")
    found = problem(made)

    assert (found.code, found.path, found.line) == ("E502", "themes/child/static/own.css", 2)
    assert "UTF-8" in found.hint


def test_other_static_files_are_any_bytes(root):
    made = root({**CHILD, "child/static/own.woff2": "x"})
    (made / "themes/child/static/own.woff2").write_bytes(b"\xff\xfe\x00")

    assert read_theme(made, "child", "en").static["own.woff2"] == b"\xff\xfe\x00"
