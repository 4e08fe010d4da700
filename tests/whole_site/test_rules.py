"""The key `rules` of site.yaml: each rule is an error, a warning or off, as the archive wishes."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from sitegen.diagnostics import Diagnostic
from tests.sites import SITE_YAML, Site, article

MakeSite = Callable[..., Site]
PATH = "content/articles/2025/11/a.md"
CONFIG = "content/site.yaml"


def with_rules(archive: Site, rules: str) -> Site:
    """The archive, with `rules` in its site.yaml."""
    archive.write(CONFIG, f"{SITE_YAML}rules: {rules}\n")
    return archive


def codes(problems: tuple[Diagnostic, ...]) -> list[tuple[str, str]]:
    """Code and severity of each."""
    return [(problem.code, problem.severity) for problem in problems]


def test_a_warning_that_is_set_to_error_stops_the_build(site: MakeSite) -> None:
    archive = with_rules(site(), "{tag-not-in-register: error}")
    archive.write(PATH, article(tags="[Unheard]"))

    assert codes(archive.problems()) == [("W201", "error")]
    assert codes(archive.check()) == [("W201", "error")]


def test_an_error_that_is_set_to_warning_does_not(site: MakeSite) -> None:
    archive = with_rules(site(), "{E402: warning, E403: warning}")
    archive.write(
        PATH, article(body='[a map](map.md "x") ![tides](tide.png) ![sea](https://example.net/x.png)')
    )

    assert codes(archive.build().warnings) == [("E402", "warning"), ("E403", "warning"), ("E403", "warning")]
    # Nothing leads nowhere, and nothing is loaded from elsewhere: the words stay.
    assert '<p><a title="x">a map</a> tides sea</p>' in archive.page("/articles/2025/11/a/")


def test_what_an_image_shows_is_no_markup_when_it_becomes_text(site: MakeSite) -> None:
    archive = with_rules(site(), "{E403: warning}")
    archive.write(PATH, article(body="![<script>alert(1)</script>](tide.png)"))
    archive.build()

    assert "<figure>&lt;script&gt;alert(1)&lt;/script&gt;</figure>" in archive.page("/articles/2025/11/a/")


def test_a_missing_lead_image_and_logo_leave_the_page_without(site: MakeSite) -> None:
    archive = with_rules(site(), "{image-missing: warning}\nbrand: {logo: media/none.png}")
    archive.write(PATH, article(image="none.png", image_alt="Rain"))

    assert codes(archive.build().warnings) == [("E403", "warning"), ("E403", "warning")]
    assert "none.png" not in archive.page("/articles/2025/11/a/")


def test_a_rule_that_is_off_is_silent(site: MakeSite) -> None:
    archive = with_rules(site(), "{W201: off, article-duplicate: off}")
    archive.write(PATH, article(tags="[Unheard]", source_url="https://example.net/a"))
    archive.write("content/articles/2025/11/b.md", article(source_url="https://example.net/a"))

    assert archive.build(strict=True).warnings == ()
    assert archive.check() == ()


def test_rules_that_change_take_effect_in_the_next_build_which_renders_nothing(site: MakeSite) -> None:
    archive = site()
    archive.write(PATH, article(tags="[Unheard]"))
    assert codes(archive.build().warnings) == [("W201", "warning")]

    with_rules(archive, "{W201: off}")
    result = archive.build()
    assert (result.warnings, result.rendered) == ((), ())

    with_rules(archive, "{W201: error}")
    assert codes(archive.problems()) == [("W201", "error")]


def test_what_a_build_remembers_has_the_severity_that_was_set(site: MakeSite) -> None:
    archive = with_rules(site(), "{E402: warning}")
    archive.write(PATH, article(body="[x](nowhere.md)"))
    archive.build()

    assert codes(archive.build().warnings) == [("E402", "warning")]


@pytest.mark.parametrize(
    ("rules", "code", "message", "hint"),
    [
        ("{link-brokn: off}", "E105", "There is no rule link-brokn", "Did you mean `link-broken`?"),
        ("{w201: off}", "E105", "There is no rule w201", "Did you mean `W201`?"),
        ("{E201: off, W108: off}", "E105", "There is no rule W108", "Did you mean `E108`?"),
        ("{E999: off}", "E105", "There is no rule E999", "docs/diagnostics.md lists all rules."),
        (
            "{date-invalid: warning}",
            "E107",
            "The rule E108 date-invalid cannot be set to `warning`: no page can be made of what breaks it",
            "Delete the line, and mend what breaks the rule.",
        ),
        (
            "{W201: off, tag-not-in-register: error}",
            "E107",
            "The rule W201 tag-not-in-register stands here twice",
            "Keep one of its code and its name.",
        ),
        ("{W201: loud}", "E107", "`rules` `W201` cannot be “loud”", "Allowed: 'error', 'warning' or 'off'."),
        ("{W201: }", "E107", "`rules` `W201` is empty", "Write a value, or delete the line."),
        (
            "off",
            "E107",
            "`rules` must be a list of `key: value` lines",
            "Indent them below it, such as `E402: warning`.",
        ),
    ],
)
def test_a_mistake_in_the_rules_is_named_with_its_line(
    site: MakeSite, rules: str, code: str, message: str, hint: str
) -> None:
    problem = with_rules(site(), rules).problems()[-1]

    assert (problem.path, problem.line) == (CONFIG, 3)
    assert (problem.code, problem.message, problem.hint) == (code, message, hint)


def test_a_fixed_rule_may_be_named_as_the_error_that_it_is(site: MakeSite) -> None:
    assert with_rules(site(), "{date-invalid: error}").build().warnings == ()
