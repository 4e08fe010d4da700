"""The files for GitHub: linted, pinned, without a right too many; and their shell steps, run."""

from __future__ import annotations

import io
import json
import re
import shutil
import subprocess
import sys
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml
from click.testing import CliRunner

from sitegen.cli import main
from sitegen.contribute.suggesting.issue_form import LABELS
from tests.contribute.workflow_steps import (
    NAMES,
    OURS,
    PROGRAMS,
    SCAFFOLD,
    Runner,
    Step,
    all_jobs,
    script,
    workflow,
)
from tests.docs.documents import ROOT, code_in, document
from tests.repositories import Clone, clone_of, new_origin
from tests.sites import article, make_site

DOCUMENT = document("docs/pull-requests.md")
BOTH = pytest.mark.parametrize("folder", [OURS, SCAFFOLD], ids=["ours", "scaffold"])
# Jobs whose token may write, and what.
WRITE = {
    "comment.post": {"pull-requests"},
    "suggest.propose": {"contents", "issues", "pull-requests"},
}
needs_jq = pytest.mark.skipif(not shutil.which("jq") or not shutil.which("unzip"), reason="no jq or unzip")


def steps(folder: Path) -> Iterator[tuple[str, dict[str, Any]]]:
    for name, job in all_jobs(folder):
        for step in job["steps"]:
            yield name, step


def problems_found_by(program: str, *words: str) -> str:
    """What a linter says; nothing when it is content."""
    done = subprocess.run([PROGRAMS / program, *words], capture_output=True, text=True, check=False)
    return done.stdout + done.stderr if done.returncode else ""


# What they are -------------------------------------------------------------------------------------


def test_this_repository_has_what_new_archives_get(tmp_path: Path) -> None:
    tool = "import runpy, json, sys; print(json.dumps(runpy.run_path(sys.argv[1])['files']()))"
    command = [sys.executable, "-c", tool, str(ROOT / "tools/github_files.py")]
    wanted = json.loads(subprocess.run(command, check=True, capture_output=True, text=True).stdout)
    found = {
        file.relative_to(OURS).as_posix(): file.read_text() for file in OURS.rglob("*") if file.is_file()
    }
    assert found == wanted, "Run: python tools/github_files.py"


def test_each_file_is_documented() -> None:
    files = {file.relative_to(SCAFFOLD).as_posix() for file in SCAFFOLD.rglob("*") if file.is_file()}
    assert {code_in(row["File"]) for row in DOCUMENT.table("File")} == files


def test_actionlint_has_no_objection(tmp_path: Path) -> None:
    folder = tmp_path / ".github/workflows"
    shutil.copytree(SCAFFOLD / "workflows", folder)
    for name in ("links", "forgejo"):
        (folder / f"{name}.yml").write_text(DOCUMENT.block(f"yaml {name}"), encoding="utf-8")
    files = [*folder.iterdir(), *(OURS / "workflows").iterdir()]
    # The label is that of Forgejo's runners.
    options = [
        "-no-color",
        "-shellcheck",
        str(PROGRAMS / "shellcheck"),
        "-ignore",
        'label "docker" is unknown',
    ]
    assert problems_found_by("actionlint", *options, *map(str, files)) == ""


def test_zizmor_sees_no_danger() -> None:
    files = [*(SCAFFOLD / "workflows").iterdir(), SCAFFOLD / "dependabot.yml", OURS]
    options = ["--offline", "--no-progress", "--persona", "pedantic", "--min-severity", "low"]
    assert problems_found_by("zizmor", *options, *map(str, files)) == ""


@pytest.mark.parametrize(
    ("schema", "file"),
    [
        ("vendor.dependabot", "dependabot.yml"),
        ("vendor.github-issue-forms", "ISSUE_TEMPLATE/suggest-article.yml"),
        ("vendor.gitlab-ci", ""),
    ],
)
def test_files_fit_the_schemas_of_the_forges(schema: str, file: str, tmp_path: Path) -> None:
    checker = pytest.importorskip("check_jsonschema")
    (tmp_path / "gitlab.yml").write_text(DOCUMENT.block("yaml gitlab"), encoding="utf-8")
    path = OURS / file if file else tmp_path / "gitlab.yml"
    done = CliRunner().invoke(checker.main, ["--builtin-schema", schema, str(path)])
    assert done.exit_code == 0, done.output


def test_actions_are_pinned_to_one_commit_each() -> None:
    texts = [file.read_text() for folder in (OURS, SCAFFOLD) for file in (folder / "workflows").iterdir()]
    texts += [block.text for block in DOCUMENT.blocks if block.info != "yaml forgejo"]
    texts += [block.text for block in document("docs/deploying.md").blocks]
    used = [line for text in texts for line in re.findall(r"uses: (.+)", text)]
    pins = [re.fullmatch(r"(actions/[\w-]+)(/\w+)?@([0-9a-f]{40}) # (v\d+\.\d+\.\d+)", line) for line in used]
    assert all(pins), used
    commits = {(pin[1], pin[3], pin[4]) for pin in pins if pin}
    assert len({action for action, _, _ in commits}) == len(commits)


@BOTH
def test_a_job_may_do_no_more_than_it_must(folder: Path) -> None:
    assert all(workflow(name, folder)["permissions"] == {} for name in NAMES)
    written = {
        name: {what for what, right in job["permissions"].items() if right == "write"}
        for name, job in all_jobs(folder)
    }
    assert {name: rights for name, rights in written.items() if rights} == WRITE


@BOTH
def test_where_a_token_may_write_nothing_is_installed_or_read_by_our_code(folder: Path) -> None:
    scripts = [step.get("run", "") for name, step in steps(folder) if name in WRITE]
    assert not [text for text in scripts if re.search(r"\b(sitegen (?!summary -->)|pip|python|make)\b", text)]


@BOTH
def test_no_job_of_a_stranger_has_a_secret(folder: Path) -> None:
    for file in (folder / "workflows").iterdir():
        text = re.sub(r"#.*", "", file.read_text())
        assert "pull_request_target" not in text
        assert "secrets" not in text
    checkouts = [step["with"] for _, step in steps(folder) if "actions/checkout@" in step.get("uses", "")]
    assert checkouts
    assert all(options["persist-credentials"] is False for options in checkouts)
    assert not any("ref" in options or "repository" in options for options in checkouts)


@BOTH
def test_nothing_of_an_event_becomes_part_of_a_script(folder: Path) -> None:
    assert not [step["run"] for _, step in steps(folder) if "${{" in step.get("run", "")]


def test_a_stranger_cannot_start_an_import_with_the_form() -> None:
    form = yaml.safe_load((SCAFFOLD / "ISSUE_TEMPLATE/suggest-article.yml").read_text())
    assert workflow("suggest")["on"] == {"issues": {"types": ["labeled"]}}
    condition = workflow("suggest")["jobs"]["import"]["if"]
    assert condition == "github.event.label.name == 'import'"
    assert "import" not in form["labels"]


def test_the_form_asks_what_the_program_reads() -> None:
    form = yaml.safe_load((SCAFFOLD / "ISSUE_TEMPLATE/suggest-article.yml").read_text())
    fields = [entry for entry in form["body"] if entry["type"] != "markdown"]
    assert {entry["attributes"]["label"]: entry["id"] for entry in fields} == dict(LABELS)


def test_dependabot_looks_after_actions_and_packages() -> None:
    updates = yaml.safe_load((OURS / "dependabot.yml").read_text())["updates"]
    assert [update["package-ecosystem"] for update in updates] == ["github-actions", "pip"]


def test_the_code_owners_are_an_example_only() -> None:
    assert all(line.startswith("#") for line in (OURS / "CODEOWNERS").read_text().splitlines())


def test_the_comment_follows_the_check_by_its_name() -> None:
    assert workflow("comment")["on"]["workflow_run"]["workflows"] == [workflow("check")["name"]]


# The check -----------------------------------------------------------------------------------------

NEW = "content/articles/2025/11/new.md"


@pytest.fixture(scope="module")
def repository(tmp_path_factory: pytest.TempPathFactory) -> Clone:
    """An archive with an old mistake, and the merge of a branch with a new one."""
    site = make_site(
        tmp_path_factory.mktemp("forge") / "archive",
        f"-- content/articles/2025/11/old.md --\n{article('Old', date='soon')}",
    )
    site.write(".gitignore", ".sitegen/\n")
    git = Clone(site.root)
    git.git("init", "--quiet", "--initial-branch=main")
    git.commit("The archive")
    git.git("switch", "--quiet", "--create", "work")
    site.write(NEW, article("New", date="2025-13-01"))
    git.commit("An article")
    git.git("switch", "--quiet", "main")
    git.git("merge", "--quiet", "--no-ff", "--message", "Merge", "work")
    return git


def test_the_check_of_a_pull_request_and_its_report(repository: Clone, tmp_path: Path) -> None:
    # As the checkout makes it: the merge and its two parents, and nothing before.
    workspace = tmp_path / "workspace"
    repository.git("clone", "--quiet", "--depth", "2", f"file://{repository.folder}", workspace)
    runner = Runner(tmp_path / "runner", workspace)
    checked = runner.run(script("check", "check", "Check what changed"))
    assert checked.code == 1
    (annotation,) = [line for line in checked.stdout.splitlines() if line.startswith("::")]
    assert annotation.startswith(f"::error file={NEW},line=3,")
    assert "E108 date-invalid" in annotation

    reported = runner.run(script("check", "check", "Report"))
    assert reported.code == 0
    report = json.loads((workspace / "report/report.json").read_text())
    assert [problem["path"] for problem in report["problems"]] == [NEW]
    assert "date-invalid" in (tmp_path / "runner/summary.md").read_text()


def test_what_a_build_prints_gives_no_commands(repository: Clone, tmp_path: Path) -> None:
    runner = Runner(tmp_path / "runner", repository.folder)
    runner.program("sitegen", "#!/bin/bash\necho ::error::from an article\n")
    before, during, after = runner.run(script("check", "build", "Build")).stdout.splitlines()
    assert before.startswith("::stop-commands::log-")
    assert during == "::error::from an article"
    assert after == f"::{before.removeprefix('::stop-commands::')}::"


# A sitegen that tells what it was asked, and finds an error.
ECHO = '#!/bin/bash\necho "$@"\nexit 1\n'


def test_the_check_of_gitlab(runner: Runner) -> None:
    job = yaml.safe_load(DOCUMENT.block("yaml gitlab"))["check"]
    runner.program("pip", "#!/bin/bash\n")
    runner.program("sitegen", ECHO)
    checked = runner.run("\n".join(job["script"]), {"CI_MERGE_REQUEST_DIFF_BASE_SHA": "abc"})
    assert checked.code == 1
    assert checked.stdout == "check --changed abc --format markdown\n"
    assert [(runner.workspace / path).read_text() for path in job["artifacts"]["paths"]] == [checked.stdout]
    runner.program("sitegen", ECHO.replace("exit 1", "exit 0"))
    assert runner.run("\n".join(job["script"]), {"CI_MERGE_REQUEST_DIFF_BASE_SHA": "abc"}).code == 0


def test_the_check_of_forgejo(runner: Runner) -> None:
    *_, install, check = yaml.safe_load(DOCUMENT.block("yaml forgejo"))["jobs"]["check"]["steps"]
    runner.program("apt-get", "#!/bin/bash\n")
    runner.program("python3", f"#!/bin/bash\nmkdir -p $3/bin; cp {runner.folder}/bin/pip $3/bin/\n")
    runner.program("pip", "#!/bin/bash\necho pip $@\n")
    assert runner.run(install["run"]).stdout == "pip install -r requirements.txt\n"
    runner.program("sitegen", ECHO)
    (runner.workspace / ".venv/bin/sitegen").symlink_to(runner.folder / "bin/sitegen")
    checked = runner.run(check["run"], {"BASE": "abc"})
    assert (checked.code, checked.stdout) == (1, "check --changed abc --format github\n")


def commands() -> set[str]:
    """What the workflows and the examples run of sitegen, without what a shell fills in."""
    texts = [step["run"] for folder in (OURS, SCAFFOLD) for _, step in steps(folder) if "run" in step]
    texts += [block.text for block in DOCUMENT.blocks if block.info.startswith("yaml")]
    texts = [text.replace("\\\n", " ").replace("<!-- sitegen summary -->", "") for text in texts]
    return {
        found
        for text in texts
        for found in re.findall(r"(?:^|[ /])sitegen ([a-z]+(?: [^|>\n]*)?)", text, re.MULTILINE)
    }


@pytest.mark.parametrize("command", sorted(commands()))
def test_the_commands_that_workflows_run_exist(command: str) -> None:
    name, *words = command.split()
    options = {option for parameter in main.commands[name].params for option in parameter.opts}
    if words == ["--links"] and "--links" not in options:
        pytest.skip("there is no check of external links yet")
    assert {word for word in words if word.startswith("--")} <= options


def test_an_archive_that_names_no_sitegen_is_told_where_to(runner: Runner) -> None:
    runner.program("pip", "#!/bin/bash\n")
    installed = runner.run(
        script("check", "check", "Install"), {"PATH": f"{runner.folder}/bin:/usr/bin:/bin"}
    )
    assert installed.code == 1
    assert installed.stdout.startswith("::error file=requirements.txt,line=1::This installs no sitegen.")


# The comment ---------------------------------------------------------------------------------------

REPORT = {
    "version": 1,
    "problems": [
        {
            "code": "E108",
            "severity": "error",
            "path": "content/articles/2025/11/b.md",
            "line": 3,
            "message": "“@everyone<script>” is no date",
        }
    ],
}


def zipped(**files: str) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        for name, text in files.items():
            archive.writestr(name.replace("_", "."), text)
    return stream.getvalue()


@pytest.fixture
def runner(tmp_path: Path) -> Runner:
    workspace = tmp_path / "workspace"
    workspace.mkdir()
    return Runner(tmp_path / "runner", workspace)


FIND = {"HEAD_OWNER": "stranger", "HEAD_BRANCH": "main", "HEAD_SHA": "b" * 40}


@needs_jq
def test_the_pull_request_is_the_open_one_whose_newest_commit_was_checked(runner: Runner) -> None:
    pulls = [{"number": 6, "head": {"sha": "a" * 40}}, {"number": 7, "head": {"sha": "b" * 40}}]
    runner.answer("repos/ours/archive/pulls", pulls)
    found = runner.run(script("comment", "text", "Find the pull request"), FIND)
    assert found.outputs == {"number": "7"}
    assert "head=stranger:main" in runner.asked()[0]


@needs_jq
def test_a_branch_that_has_moved_on_gets_no_old_comment(runner: Runner) -> None:
    runner.answer("repos/ours/archive/pulls", [{"number": 6, "head": {"sha": "a" * 40}}])
    assert runner.run(script("comment", "text", "Find the pull request"), FIND).outputs == {"number": ""}


@needs_jq
@pytest.mark.parametrize("branch", ["$(touch hacked)", "a'; touch hacked; '", "a\nnumber=9", "-f x=y"])
def test_the_name_of_a_branch_is_only_a_name(runner: Runner, branch: str) -> None:
    runner.answer("repos/ours/archive/pulls", [])
    hostile = {**FIND, "HEAD_BRANCH": branch}
    assert runner.run(script("comment", "text", "Find the pull request"), hostile).outputs == {"number": ""}
    assert not list(runner.workspace.iterdir())


def artifacts(size: int, *, expired: bool = False) -> dict[str, object]:
    return {"artifacts": [{"id": 5, "size_in_bytes": size, "expired": expired}]}


@needs_jq
def test_a_comment_is_written_of_the_report_and_posted_once(runner: Runner) -> None:
    runner.answer("runs/99/artifacts", artifacts(1000))
    runner.answer("artifacts/5/zip", zipped(report_json=json.dumps(REPORT)))
    added = {"status": "added", "filename": "content/articles/2025/11/b.md"}
    edited = {"status": "modified", "filename": "content/articles/2025/11/a.md"}
    runner.answer("pulls/7/files", [added, edited])
    read = runner.run(script("comment", "text", "Read the report"), {"RUN_ID": "99", "NUMBER": "7"})
    assert read.outputs == {"found": "true"}, read.stderr

    preview = "https://deploy-preview-{number}--archive.example.org"
    written = runner.run(
        script("comment", "text", "Write the comment"), {"NUMBER": "7", "PREVIEW_URL": preview}
    )
    assert written.code == 0, written.stderr
    comment = (runner.workspace / "comment/comment.md").read_text()
    page = "/articles/2025/11/b/"
    assert f"* [{page}](https://deploy-preview-7--archive.example.org{page})\n" in comment
    assert "2025/11/a/" not in comment
    assert "<script>" not in comment

    runner.answer("issues/7/comments", [])
    posted = runner.run(
        script("comment", "post", "Post the comment, or bring it up to date"),
        {"NUMBER": "7"},
        folder=runner.workspace / "comment",
    )
    assert posted.code == 0, posted.stderr
    assert runner.asked()[-1].startswith("api --method POST repos/ours/archive/issues/7/comments")
    assert runner.said() == comment


@needs_jq
def test_a_further_run_edits_our_comment_and_nobody_elses(runner: Runner) -> None:
    (runner.workspace / "comment.md").write_text("new")
    forged = {"id": 1, "user": {"login": "stranger"}, "body": "<!-- sitegen summary -->"}
    other = {"id": 2, "user": {"login": "github-actions[bot]"}, "body": "Something else"}
    ours = {"id": 3, "user": {"login": "github-actions[bot]"}, "body": "<!-- sitegen summary -->\nold"}
    runner.answer("issues/7/comments", [forged, other, ours])
    runner.run(script("comment", "post", "Post the comment, or bring it up to date"), {"NUMBER": "7"})
    assert runner.asked()[-1].startswith("api --method PATCH repos/ours/archive/issues/comments/3 ")
    assert runner.said() == "new"


@needs_jq
@pytest.mark.parametrize("found", [artifacts(1_000_001), artifacts(10, expired=True), {"artifacts": []}])
def test_a_report_that_is_missing_or_too_large_is_not_fetched(
    runner: Runner, found: dict[str, object]
) -> None:
    runner.answer("runs/99/artifacts", found)
    read = runner.run(script("comment", "text", "Read the report"), {"RUN_ID": "99", "NUMBER": "7"})
    assert (read.code, read.outputs) == (0, {})
    assert not [call for call in runner.asked() if "zip" in call]


@needs_jq
def test_an_archive_with_a_bomb_and_a_path_out_of_it_unpacks_neither(runner: Runner) -> None:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("../../hacked", "x")
        archive.writestr("report.json", b" " * 20_000_000)
    runner.answer("runs/99/artifacts", artifacts(20_000))
    runner.answer("artifacts/5/zip", stream.getvalue())
    runner.answer("pulls/7/files", [])
    read = runner.run(script("comment", "text", "Read the report"), {"RUN_ID": "99", "NUMBER": "7"})
    assert read.outputs == {"found": "true"}, read.stderr
    assert {file.name: file.stat().st_size for file in runner.temp.iterdir()} == {
        "report.zip": len(stream.getvalue()),
        "report.json": 4_000_000,
        "added.txt": 0,
    }


# Suggestions ---------------------------------------------------------------------------------------


def test_an_archive_installs_sitegen_with_what_importing_needs(runner: Runner) -> None:
    runner.program("pip", '#!/bin/bash\ncat "$3"\n')
    (runner.workspace / "requirements.txt").write_text(
        "# Where from\nsitegen @ git+https://example.org/s.git@abc\n"
    )
    installed = runner.run(script("suggest", "import", "Install"))
    assert "sitegen[import] @ git+https://example.org/s.git@abc" in installed.stdout


@pytest.fixture
def origin(tmp_path: Path) -> Path:
    """A bare repository, as a forge keeps it, with a file."""
    bare = new_origin(tmp_path / "origin.git")
    clone = clone_of(bare, tmp_path / "workspace")
    clone.commit("An archive")
    clone.git("push", "--quiet", "origin", "HEAD:main")
    return bare


@pytest.fixture
def checkout(tmp_path: Path, origin: Path) -> Runner:
    machine = Runner(tmp_path / "runner", tmp_path / "workspace", {"NUMBER": "12", "BASE": "main"})
    machine.environment["RUN"] = "https://github.com/ours/archive/actions/runs/1"
    machine.answer("pr create", b"https://github.com/ours/archive/pull/13\n")
    return machine


PATH = "content/articles/2025/11/floods.md"


def left_by_import(machine: Runner, path: str = PATH, text: str = "An article.\n") -> None:
    file = machine.temp / "suggestion/article" / path
    file.parent.mkdir(parents=True)
    file.write_text(text)
    (machine.temp / "suggestion/message.md").write_text("Closes #12.\n")


def checked(machine: Runner) -> Step:
    return machine.run(
        script("suggest", "propose", "Check what the import has left"), folder=machine.temp / "suggestion"
    )


def test_a_suggestion_becomes_a_branch_and_a_pull_request(checkout: Runner, origin: Path) -> None:
    left_by_import(checkout)
    assert checked(checkout).outputs == {"article": PATH}
    opened = checkout.run(script("suggest", "propose", "Open a pull request"), {"ARTICLE": PATH})
    assert opened.code == 0, opened.stderr
    assert Clone(origin).git("show", f"suggestion-12:{PATH}") == "An article.\n"
    assert Clone(origin).git("diff", "--name-only", "main", "suggestion-12") == f"{PATH}\n"
    assert checkout.said() == "Closes #12.\n"
    outcome = {"CHECKED": "success", "ARTICLE": PATH, "REQUESTED": "success"}
    checkout.run(script("suggest", "propose", "Answer in the issue"), outcome)
    assert checkout.asked()[-1].startswith("issue comment 12 --body-file ")
    assert checkout.said() == "The article waits for review: https://github.com/ours/archive/pull/13\n"


def test_a_branch_that_somebody_works_on_is_not_overwritten(checkout: Runner, origin: Path) -> None:
    Clone(origin).git("branch", "suggestion-12", "main")
    left_by_import(checkout)
    checkout.run(script("suggest", "propose", "Open a pull request"), {"ARTICLE": PATH})
    assert not [call for call in checkout.asked() if call.startswith("pr create")]
    assert "There is a branch `suggestion-12` already." in (checkout.temp / "answer.md").read_text()


def test_where_github_lets_no_workflow_open_pull_requests_the_answer_says_so(
    tmp_path: Path, origin: Path
) -> None:
    machine = Runner(tmp_path / "runner", tmp_path / "workspace", {"NUMBER": "12", "BASE": "main"})
    machine.answer("pr create", b"", code=1)
    left_by_import(machine)
    assert machine.run(script("suggest", "propose", "Open a pull request"), {"ARTICLE": PATH}).code == 0
    assert "allow GitHub Actions to create pull requests" in (machine.temp / "answer.md").read_text()


@pytest.mark.parametrize(
    "path",
    [
        ".github/workflows/check.yml",
        "content/site.yaml",
        "content/articles/2025/11/a b.md",
        "content/articles/2025/11/a\nb.md",
        "content/articles/2025/11/$(touch hacked).md",
        "content/articles/2025/11/more/a.md",
        "content/articles/../../sitegen/a.md",
    ],
)
def test_what_is_no_article_is_not_taken_from_the_import(checkout: Runner, path: str) -> None:
    left_by_import(checkout, path)
    assert checked(checkout).code == 1
    assert checked(checkout).outputs == {}


def test_a_link_a_second_article_a_large_one_and_one_that_is_there_are_not_taken(checkout: Runner) -> None:
    folder = checkout.temp / "suggestion"

    def is_refused() -> bool:
        refused = checked(checkout).code == 1
        shutil.rmtree(folder)
        return refused

    left_by_import(checkout)
    (folder / "article/content/articles/2025/11/link.md").symlink_to("/etc/passwd")
    assert is_refused()
    left_by_import(checkout)
    (folder / "article/content/articles/2025/11/second.md").write_text("Another.\n")
    assert is_refused()
    left_by_import(checkout, text="x" * 5_000_000)
    assert is_refused()
    left_by_import(checkout)
    (checkout.workspace / PATH).parent.mkdir(parents=True)
    (checkout.workspace / PATH).write_text("Of the archive.\n")
    assert is_refused()


def test_the_reason_of_a_refusal_is_the_answer(checkout: Runner) -> None:
    folder = checkout.temp / "suggestion"
    folder.mkdir()
    (folder / "message.md").write_text("The archive has this article already.\n")
    assert checked(checkout).outputs == {"article": ""}
    checkout.run(script("suggest", "propose", "Answer in the issue"), {"CHECKED": "success"})
    assert checkout.said() == "The archive has this article already.\n"


@pytest.mark.parametrize("outcome", [{}, {"CHECKED": "failure"}, {"CHECKED": "success", "ARTICLE": PATH}])
def test_a_failure_is_told_with_its_log(checkout: Runner, outcome: dict[str, str]) -> None:
    known = {"CHECKED": "skipped", "ARTICLE": "", "REQUESTED": "skipped", **outcome}
    checkout.run(script("suggest", "propose", "Answer in the issue"), known)
    assert checkout.said() == (
        "The import has failed. What happened: https://github.com/ours/archive/actions/runs/1\n"
    )
