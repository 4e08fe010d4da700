"""A filled-in form becomes an article and the text of a pull request, whatever stands in the form."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner
from markdown_it import MarkdownIt

from sitegen.cli import main
from sitegen.contribute.importing.importer import ImportRequest, Outcome
from sitegen.contribute.importing.place_candidates import PlaceCandidate
from sitegen.contribute.importing.values import Doubt
from sitegen.contribute.suggesting import proposal
from sitegen.contribute.suggesting.hostile_text import code_block, code_span
from sitegen.contribute.suggesting.issue_form import SuggestionError, read_event, read_form
from sitegen.contribute.suggesting.proposal import Proposal, propose
from tests.contribute.importing.test_importer import PAGE, REGISTERS
from tests.contribute.importing.web_server import Web, running
from tests.sites import Site, make_site

FORM = """### Address of the article

{url}

### Why it belongs in the archive

{why}

### Tags

{tags}

### Places

{places}
"""
EMPTY = "_No response_"
URL = "https://courier.example/2025/11/floods"
HOSTILE = "@everyone <img src=x> ![](https://evil.example/x) ``` `x` [a](javascript:b) \x1b[2J \u202eabc"


def form(url: str = URL, why: str = "It rained.", tags: str = EMPTY, places: str = EMPTY) -> str:
    return FORM.format(url=url, why=why, tags=tags, places=places)


def event(folder: Path, body: str, number: int = 12) -> Path:
    file = folder / "event.json"
    file.write_text(json.dumps({"action": "labeled", "issue": {"number": number, "body": body}}))
    return file


# The form ------------------------------------------------------------------------------------------


def test_a_filled_in_form_is_read() -> None:
    found = read_form(12, form(tags="Floods,  Water levels", places="* Orra\n* Norland"))
    assert (found.number, found.url, found.why) == (12, URL, "It rained.")
    assert found.tags == ("Floods", "Water levels")
    assert found.places == ("Orra", "Norland")


def test_a_form_that_was_edited_in_a_browser_has_other_line_ends() -> None:
    assert read_form(12, form(tags="Floods").replace("\n", "\r\n")).tags == ("Floods",)


def test_what_is_left_empty_is_empty() -> None:
    assert (read_form(12, form()).tags, read_form(12, form(why=EMPTY)).why) == ((), "")


def test_a_heading_within_an_answer_does_not_take_the_place_of_the_address() -> None:
    assert read_form(12, form(why="### Address of the article\n\nhttps://evil.example/")).url == URL


@pytest.mark.parametrize(
    "url",
    [
        "",
        EMPTY,
        "-",
        "/etc/passwd",
        "file:///etc/passwd",
        "javascript:alert(1)",
        "ftp://courier.example/a",
        "https://user:secret@courier.example/",
        f"{URL} {URL}/2",
        f"--keep-original {URL}",
        "https://courier.example/\x1b[2J",
        "https://courier.example/" + "a" * 3000,
    ],
)
def test_what_is_no_single_address_of_the_web_is_refused(url: str) -> None:
    with pytest.raises(SuggestionError, match="one address that begins with https://"):
        read_form(12, form(url=url))


@pytest.mark.parametrize(
    "text", ["", "[]", "{}", '{"issue": 1}', '{"issue": {"number": "x", "body": ""}}', "[" * 9000]
)
def test_a_file_that_is_no_event_is_refused(tmp_path: Path, text: str) -> None:
    (tmp_path / "event.json").write_text(text)
    with pytest.raises(SuggestionError, match="is no event of an issue"):
        read_event(tmp_path / "event.json")


def test_only_so_many_names_are_read() -> None:
    found = read_form(12, form(tags=", ".join(f"tag {number}" for number in range(500)), places="x" * 900))
    assert (len(found.tags), [len(name) for name in found.places]) == (20, [100])


# Text of strangers ---------------------------------------------------------------------------------


@pytest.mark.parametrize("text", [HOSTILE, "`", "``", " ` ", "a\n\n# b", "```\nc", "\\`", "|", "x" * 900])
@pytest.mark.parametrize("show", [code_span, code_block])
def test_text_of_strangers_is_nothing_but_code(text: str, show: object) -> None:
    assert callable(show)
    tokens = MarkdownIt().parse(f"* {show(text)}" if show is code_span else show(text))
    inline = [child for token in tokens for child in token.children or [token]]
    assert {token.type for token in inline} <= {
        "bullet_list_open", "bullet_list_close", "list_item_open", "list_item_close", "paragraph_open",
        "paragraph_close", "code_inline", "fence",
    }  # fmt: skip
    shown = "".join(token.content for token in inline)
    assert all(sign.isprintable() or sign == "\n" for sign in shown)


# The proposal --------------------------------------------------------------------------------------


@pytest.fixture
def site(tmp_path: Path) -> Site:
    return make_site(tmp_path / "archive", REGISTERS)


def proposed(site: Site, monkeypatch: pytest.MonkeyPatch, body: str, **outcome: object) -> Proposal:
    """A proposal whose import comes to something that the test says."""
    values = {"name": URL, "status": "imported", "path": "content/articles/2024/03/flood.md", "text": "x"}

    def no_import(request: ImportRequest, _pages: object) -> list[Outcome]:
        assert request.dry_run
        return [Outcome(**{**values, **outcome})]  # type: ignore[arg-type]

    monkeypatch.setattr(proposal, "import_pages", no_import)
    return propose(event(site.root.parent, body), site.root, "2025-11-22")


def test_a_suggested_page_becomes_an_article_with_the_terms_of_the_form(site: Site, tmp_path: Path) -> None:
    page = PAGE.replace("https://courier.example/2024/flood-in-orra", "")
    with running(Web()) as web:
        url = web.page("/flood", page.encode())
        filled = event(tmp_path, form(url=url, tags="FLOODING, Dams", places="Norland"))
        # As it is in a workflow, an address of one's own network is not read.
        refused = propose(filled, site.root, "2025-11-22")
        assert (web.paths(), refused.path) == ([], "")
        assert "It could not be imported: `" in refused.message
        found = propose(filled, site.root, "2025-11-22", allow_private=True)
    assert found.path == "content/articles/2024/03/flood-in-orra.md"
    assert "tags: [Floods]\n" in found.text
    assert "places: [Orra, Norland]\n" in found.text
    assert f"Imported from `{url}`, as #12 suggests, into `{found.path}`." in found.message
    assert "Closes #12." in found.message
    assert "The tag `Dams` is not in `content/tags.yaml`." in found.message
    assert not (site.root / "content/articles").exists()
    site.write(found.path, found.text)
    assert not site.check()


def test_what_needs_attention_stands_in_the_pull_request(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    doubt = Doubt(key="date", message="The page names two dates", options=("2024-03-08", "2024-08-03"))
    place = PlaceCandidate(name="Velm", aliases=(), kind="town", country="NO", geonames=7)
    found = proposed(
        site, monkeypatch, form(places="Ora"), status="attention", doubts=(doubt,), candidates=(place,)
    )
    assert "* `date`: `The page names two dates`. It may be: `2024-03-08`, `2024-08-03`.\n" in found.message
    assert "The place `Ora` is not in `content/places.yaml`. Is `Orra` meant?" in found.message
    assert "```yaml\nvelm:\n  name: Velm\n" in found.message


@pytest.mark.parametrize(
    ("outcome", "reason"),
    [
        (
            {"status": "duplicate", "path": "content/articles/2024/a.md"},
            "already: `content/articles/2024/a.md`.",
        ),
        ({"status": "failed", "path": "", "reason": "No date was found"}, "imported: `No date was found`."),
    ],
)
def test_the_reason_why_there_is_no_article(
    site: Site, monkeypatch: pytest.MonkeyPatch, outcome: dict[str, object], reason: str
) -> None:
    found = proposed(site, monkeypatch, form(), **outcome)
    assert not found.path
    assert reason in found.message


def test_hostile_text_is_shown_as_text(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    doubt = Doubt(key="title", message="Two titles", options=(HOSTILE,))
    body = form(why=f"{HOSTILE}\n~~~\n</details>", tags=HOSTILE.replace(",", ""), places="@someone")
    found = proposed(site, monkeypatch, body, status="attention", doubts=(doubt,))
    rendered = MarkdownIt("commonmark", {"html": True}).parse(found.message)
    inline = [child for token in rendered for child in token.children or []]
    outside = " ".join(token.content for token in inline if token.type == "text")
    assert {token.type for token in [*rendered, *inline]}.isdisjoint(
        {"html_block", "html_inline", "image", "link_open"}
    )
    assert "@" not in outside
    assert "Before merging, read the text" in outside


def test_the_command_writes_a_folder_and_leaves_the_archive_alone(
    site: Site, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.chdir(site.root)
    body = event(tmp_path, form(url="no address"))
    target = str(tmp_path / "new")
    done = CliRunner().invoke(main, ["suggestion", str(body), "--output", target])
    assert (done.exit_code, done.output) == (0, f"{target}/message.md says why not.\n")
    assert "The form names no address of a page." in (tmp_path / "new/message.md").read_text()
    again = CliRunner().invoke(main, ["suggestion", str(body), "--output", target])
    assert again.exit_code == 2
    assert "is not empty. Choose a new folder." in again.stderr
