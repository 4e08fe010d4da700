"""The pages of the web editor: Decap's configuration, and what the browser may do there."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest

from sitegen.editor import DECAP_FILES, DECAP_FOLDER, Editor, editor_of_edit_url
from sitegen.plan.hosting import CONTENT_SECURITY_POLICY
from sitegen.plan.web_editor.pages import editor_policy
from sitegen.preview.headers import headers_for, read_header_rules
from sitegen.read.editor import files as decap_files
from sitegen.read.schema import ArticleMeta
from tests.sites import Site, article, make_site

GITHUB = "edit_url: https://github.com/lantern/archive/edit/main/{path}\n"


def site_yaml(keys: str = f"editor: decap\n{GITHUB}") -> str:
    return f"title: Test\nbase_url: https://example.org/archive/\n{keys}"


@pytest.fixture
def site(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Site:
    """An archive with an editor whose program is a stand-in."""
    found = make_site(
        tmp_path,
        "-- content/tags.yaml --\nrescue:\n  name: Rescue\nfloods:\n  name: Floods\n"
        "-- content/articles/2025/11/rain.md --\n" + article("Rain", tags="[Unregistered]"),
    )
    found.write("content/site.yaml", site_yaml())
    monkeypatch.setattr(decap_files, "fetched_decap", lambda _: dict.fromkeys(DECAP_FILES, b"// Decap"))
    return found


def config(site: Site) -> dict[str, Any]:
    site.build()
    found: dict[str, Any] = json.loads(site.page("/admin/config.yml"))
    return found


def fields(site: Site) -> dict[str, dict[str, Any]]:
    """The fields of the form for articles, by name."""
    return {field["name"]: field for field in config(site)["collections"][0]["fields"]}


def test_the_form_has_all_keys_of_an_article_and_its_text(site: Site) -> None:
    assert set(fields(site)) == {*ArticleMeta.model_fields, "body"} - {"source_sha256"}


def test_the_text_comes_after_what_is_filled_in_most(site: Site) -> None:
    names = [*fields(site)]
    assert names[:9] == [
        *("title", "date", "outlet", "tags", "places", "authors", "summary", "source_url"),
        "body",
    ]


def test_only_what_the_model_requires_is_required(site: Site) -> None:
    required = {name for name, field in fields(site).items() if field.get("required", True)}
    assert required == {"title", "date", "outlet", "body"}


def test_names_of_the_registers_can_be_chosen(site: Site) -> None:
    found = fields(site)
    assert (found["tags"]["widget"], found["tags"]["choices"]) == ("terms", ["Floods", "Rescue"])
    assert (found["outlet"]["widget"], found["outlet"]["choices"]) == ("term", ["The Courier"])


def test_hints_and_patterns_are_those_of_the_models(site: Site) -> None:
    field = fields(site)["source_url"]
    assert field["hint"] == "The original page on the web."
    pattern, message = field["pattern"]
    assert re.search(pattern, "https://courier.example/")
    assert not re.search(pattern, "courier.example")
    assert message == "Write a web address that begins with https:// or http://."


def test_every_field_has_a_label_and_a_hint(site: Site) -> None:
    for collection in config(site)["collections"]:
        for field in collection["fields"]:
            assert field["label"]
            assert field["hint"].endswith(".")


def test_entries_of_a_list_have_a_form_of_their_own(site: Site) -> None:
    found = fields(site)["corrections"]["fields"]
    assert [(field["name"], field["required"]) for field in found] == [("date", True), ("note", True)]


def test_articles_are_withdrawn_and_not_deleted(site: Site) -> None:
    assert [collection.get("delete", True) for collection in config(site)["collections"]] == [
        False,
        False,
        True,
    ]


def test_anybody_may_propose_by_way_of_a_fork(site: Site) -> None:
    found = config(site)
    assert found["backend"] == {
        "name": "github",
        "repo": "lantern/archive",
        "branch": "main",
        "open_authoring": True,
    }
    assert found["publish_mode"] == "editorial_workflow"


@pytest.mark.parametrize(
    ("keys", "backend"),
    [
        (
            "name: decap\n  backend: gitlab\n  repo: group/part/archive\n  app_id: abc",
            {
                "name": "gitlab",
                "repo": "group/part/archive",
                "branch": "main",
                "auth_type": "pkce",
                "app_id": "abc",
                "api_root": "https://gitlab.com/api/v4",
                "base_url": "https://gitlab.com",
            },
        ),
        (
            "name: decap\n  backend: forgejo\n  repo: l/archive\n  app_id: abc\n  open_authoring: false",
            {
                "name": "forgejo",
                "repo": "l/archive",
                "branch": "main",
                "app_id": "abc",
                "api_root": "https://codeberg.org/api/v1",
                "base_url": "https://codeberg.org",
            },
        ),
        (
            "name: decap\n  backend: local\n  branch: drafts",
            {"name": "proxy", "proxy_url": "http://127.0.0.1:8081/api/v1", "branch": "drafts"},
        ),
    ],
)
def test_other_forges(keys: str, backend: dict[str, str], site: Site) -> None:
    site.write("content/site.yaml", site_yaml(f"editor:\n  {keys}\n"))
    assert config(site)["backend"] == backend


@pytest.mark.parametrize(
    ("url", "backend", "repo", "branch"),
    [
        ("https://github.com/lantern/archive/edit/main/{path}", "github", "lantern/archive", "main"),
        ("https://gitlab.com/g/sub/archive/-/edit/trunk/{path}", "gitlab", "g/sub/archive", "trunk"),
        ("https://codeberg.org/lantern/archive/_edit/main/{path}", "forgejo", "lantern/archive", "main"),
    ],
)
def test_edit_url_tells_the_repository(url: str, backend: str, repo: str, branch: str) -> None:
    found = editor_of_edit_url(url)
    assert found
    assert (found.backend, found.repo, found.branch) == (backend, repo, branch)


def test_an_edit_url_of_another_kind_tells_none() -> None:
    assert editor_of_edit_url("https://wiki.example.org/edit?page={path}") is None


@pytest.mark.parametrize(
    ("keys", "said"),
    [
        ("editor: decap\n", "does not know the repository"),
        ("editor: {name: decap, backend: github}\n", "needs a `repo`"),
        ("editor: {name: decap, backend: gitea, repo: a/b, app_id: c}\n", "needs a `forge_url`"),
        ("editor: {name: decap, backend: forgejo, repo: a/b}\n", "needs an `app_id`"),
    ],
)
def test_what_the_editor_lacks_is_told_with_its_line(keys: str, said: str, site: Site) -> None:
    site.write("content/site.yaml", site_yaml(keys))
    (problem,) = site.problems()
    assert (problem.code, problem.line) == ("E107", 3)
    assert said in problem.message


def test_the_editor_has_a_policy_of_its_own_and_readers_keep_theirs(site: Site) -> None:
    site.build()
    rules = read_header_rules(site.output)
    reader = headers_for("/archive/articles/2025/11/rain/", rules)
    assert reader["Content-Security-Policy"] == CONTENT_SECURITY_POLICY
    assert "X-Robots-Tag" not in reader
    editor = headers_for("/archive/admin/", rules)
    assert "script-src 'self' 'unsafe-eval';" in editor["Content-Security-Policy"]
    assert (
        "connect-src 'self' blob: https://api.github.com https://www.githubstatus.com;"
        in (editor["Content-Security-Policy"])
    )
    assert editor["X-Robots-Tag"] == "noindex"


def test_the_editor_talks_to_its_forge_only() -> None:
    policy = editor_policy(Editor(backend="gitea", repo="a/b", forge_url="https://git.example.org/forge"))
    assert "connect-src 'self' blob: https://git.example.org;" in policy


def test_no_page_and_no_sitemap_leads_to_the_editor(site: Site) -> None:
    site.build()
    leading = [
        path
        for path, data in site.files().items()
        if b"/admin" in data and not path.startswith("admin/") and path != "_headers"
    ]
    assert leading == []
    assert '<meta name="robots" content="noindex">' in site.page("/admin/")


def test_a_site_without_editor_has_no_admin(site: Site) -> None:
    site.build()
    site.write("content/site.yaml", site_yaml(""))
    site.build()
    assert not (site.output / "admin").exists()
    assert "/admin/" not in site.page("/_headers")


def test_scripts_lie_below_the_address_of_the_site(site: Site) -> None:
    site.build()
    scripts = re.findall(r'<script src="/archive/([^"]+)"', site.page("/admin/"))
    assert len(scripts) == 2
    assert all((site.output / script).is_file() for script in scripts)


def test_a_title_cannot_break_out_of_the_page(site: Site) -> None:
    site.write("content/site.yaml", site_yaml().replace("title: Test", 'title: "</title><script>"'))
    site.build()
    assert "<title>Editor · &lt;/title&gt;&lt;script&gt;</title>" in site.page("/admin/")


def test_a_build_without_decap_says_which_command_brings_it(tmp_path: Path) -> None:
    site = make_site(tmp_path)
    site.write("content/site.yaml", site_yaml())
    (problem,) = site.problems()
    assert problem.code == "E509"
    assert "sitegen editor" in problem.hint
    assert site.check() == ()


def test_a_decap_that_was_changed_is_not_published(tmp_path: Path) -> None:
    site = make_site(tmp_path)
    site.write("content/site.yaml", site_yaml())
    for name in DECAP_FILES:
        site.write(f"{DECAP_FOLDER}/{name}", "// Changed.")
    assert [problem.code for problem in site.problems()] == ["E509"]
