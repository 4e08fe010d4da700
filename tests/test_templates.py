"""What `tests.templates` remembers from test to test deceives none of them."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.sites import SITE_YAML, make_site

OWN = "-- themes/own/theme.yaml --\nname: own\nparent: default\n"


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        (f"-- content/site.yaml --\n{SITE_YAML.replace('Test', 'Other')}", "<title>Other Archive</title>"),
        (f"-- content/site.yaml --\n{SITE_YAML}language: fr\n", ">Chronologie</a>"),
        (f"{OWN}-- themes/own/locales/en.yaml --\ntimeline: When\n", ">When</a>"),
        (f"{OWN}-- themes/own/templates/home.html --\nour own\n", "our own"),
    ],
)
def test_what_is_put_into_compiled_templates_is_that_of_the_site(
    tmp_path: Path, text: str, shown: str
) -> None:
    if text.startswith(OWN):
        text += f"-- content/site.yaml --\n{SITE_YAML}theme: own\n"
    before, after = make_site(tmp_path / "before"), make_site(tmp_path / "after", text)
    for site in (before, after):
        site.build()
    assert shown in after.page("/")
    assert shown not in before.page("/")
