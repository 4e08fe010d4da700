"""The web editor in Chromium, with Decap's local backend: from the form to the page."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from sitegen.editor import DECAP_VERSION
from tests.browser.decap_server import bring_decap, decap_server, free_port, has_npm, install
from tests.sites import Site, make_site
from tests.static_server import static_server

pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(not has_npm(), reason="Decap's server needs Node.js with npm."),
]

ARCHIVE = """
-- content/site.yaml --
title: Test Archive
base_url: https://example.org/
editor:
  name: decap
  backend: local
  forge_url: http://127.0.0.1:@PORT@
-- content/tags.yaml --
floods:
  name: Floods
rescue:
  name: Rescue and relief
-- content/places.yaml --
hoi-an:
  name: Hội An
-- content/articles/1918/influenza.md --
---
title: Influenza
date: 1918
outlet: The Courier
source_sha256: e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855
---

A text with a note.[^1]

[^1]: The note.
"""


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    install()
    port = free_port()
    found = make_site(tmp_path_factory.mktemp("archive"), ARCHIVE.replace("@PORT@", str(port)))
    bring_decap(found.root)
    found.build()
    with decap_server(found.root, port):
        yield found


@pytest.fixture
def editor(chromium: Browser, site: Site) -> Iterator[Page]:
    """The editor, with someone who has come in; at the end the browser must have refused nothing."""
    refused: list[str] = []
    with static_server(site.output, as_host=True) as server:
        page = chromium.new_page()
        page.set_default_timeout(15_000)
        page.on(
            "console", lambda said: refused.append(said.text) if "Content Security" in said.text else None
        )
        page.goto(f"{server.url}/admin/")
        page.get_by_role("button", name="Login").click()
        yield page
        page.close()
    assert refused == []


def publish(page: Page) -> None:
    page.get_by_role("button", name="Publish").click()
    page.get_by_role("menuitem", name="Publish now").click()


def test_an_article_goes_from_the_form_to_the_page(editor: Page, site: Site) -> None:
    editor.goto(f"{editor.url.partition('#')[0]}#/collections/articles/new")
    editor.get_by_label("Title", exact=True).fill("Lũ lớn ở Hội An: “1964”")
    editor.get_by_label("Date", exact=True).fill("2025")
    editor.get_by_label("Outlet", exact=True).fill("The Courier")
    tags = editor.get_by_label("Tags")
    for name in ("Floods", "Rescue and relief"):
        tags.fill(name)
        tags.press("Enter")
    # Leaving the field adds what stands there.
    editor.get_by_label("Places").fill("Hội An")
    editor.get_by_label("Summary").fill("The river rose.")
    text = editor.locator("[contenteditable=true]")
    text.click()
    editor.keyboard.insert_text("The river rose.[^1]\n\n[^1]: On 20 November.")

    publish(editor)
    expect(editor.get_by_text("This date names no month")).to_be_visible()
    editor.get_by_label("Date", exact=True).fill("2025-11-21")
    publish(editor)
    editor.wait_for_url(re.compile("entries/2025/11/lu-lon-o-hoi-an-1964$"))

    path = "content/articles/2025/11/lu-lon-o-hoi-an-1964.md"
    assert (site.root / path).read_text(encoding="utf-8") == (
        "---\n"
        'title: "Lũ lớn ở Hội An: “1964”"\n'
        "date: 2025-11-21\n"
        "outlet: The Courier\n"
        "tags:\n  - Floods\n  - Rescue and relief\n"
        "places:\n  - Hội An\n"
        "summary: The river rose.\n"
        "---\n"
        "The river rose.[^1]\n\n[^1]: On 20 November.\n"
    )
    assert site.check() == ()
    site.build()
    assert "Lũ lớn ở Hội An" in site.page("/articles/2025/11/lu-lon-o-hoi-an-1964/")
    assert f"decap-cms-{DECAP_VERSION}" in site.page("/admin/")


def test_an_article_that_is_there_keeps_what_the_form_does_not_show(editor: Page, site: Site) -> None:
    path = "content/articles/1918/influenza.md"
    before = (site.root / path).read_text()
    editor.goto(f"{editor.url.partition('#')[0]}#/collections/articles-of-a-year/entries/1918/influenza")
    title = editor.get_by_label("Title", exact=True)
    expect(title).to_have_value("Influenza")
    title.fill("Influenza reaches Samoa")
    publish(editor)
    expect(editor.get_by_text("Changes saved")).to_be_visible()
    after = (site.root / path).read_text()
    assert after.split() == before.replace("Influenza", "Influenza reaches Samoa").split()
    assert site.check() == ()


def test_an_article_whose_month_is_unknown_lies_in_the_folder_of_its_year(editor: Page, site: Site) -> None:
    editor.goto(f"{editor.url.partition('#')[0]}#/collections/articles-of-a-year/new")
    editor.get_by_label("Title", exact=True).fill("Đê vỡ")
    editor.get_by_label("Date", exact=True).fill("198X")
    editor.get_by_label("Outlet", exact=True).fill("The Courier")
    editor.locator("[contenteditable=true]").click()
    editor.keyboard.insert_text("The dyke broke.")
    publish(editor)
    editor.wait_for_url(re.compile("entries/1980/de-vo$"))
    assert site.check() == ()
    assert (site.root / "content/articles/1980/de-vo.md").is_file()
